"""Sources that might be one, and labels that only look alike: a warning each, with its reason."""

import unicodedata

import pytest

from provenance.ingest.matching import KnownSource
from provenance.ingest.twins import Twins, twins

INTERVIEW = "interview/personal communication"


def source(key: str, label: str = "", **more: object) -> KnownSource:
    return KnownSource(key, label or f"Label {key}", INTERVIEW, **more)  # type: ignore[arg-type]


def told(*sources: KnownSource, **more: object) -> list[tuple[str, str, str]]:
    found = twins(sources, {}, **more)  # type: ignore[arg-type]
    return [(pair.a, pair.b, pair.sureness) for pair in found]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Müller, interview", unicodedata.normalize("NFD", "Müller, interview"), "NFC and NFD"),
        ("Commander, interview", "C\u043emmander, interview", "cyrillic small letter o"),
        ("Commander, interview", "commander,  interview", "capitals or spaces"),
        ("Commander, interview", "Com\u200bmander, interview", "not seen"),
        ("Commander, interview", "Commander,\u00a0interview", "not seen"),
        ("Omar, interview", "\u039fmar, interview", "greek capital letter omicron"),
    ],
)
def test_labels_that_only_look_alike_are_told(first: str, second: str, reason: str) -> None:
    (pair,) = twins([source("S-1", first), source("S-2", second)], {})

    assert (pair.sureness, reason in pair.reason) == ("label", True), pair.reason


def test_labels_that_differ_for_a_reader_are_not() -> None:
    assert told(source("S-1", "Müller"), source("S-2", "Muller"), source("S-3", "Mullar")) == []


def test_the_same_description_is_told_and_another_occasion_is_not() -> None:
    guard = {"role": "commander", "organisations": ("River Guard",), "place": "Oldtown"}
    first = source("S-1", date="2019-03", **guard)

    assert told(first, source("S-2", date="2019-03", **guard)) == [("S-1", "S-2", "same")]
    assert told(first, source("S-2", **guard)) == [("S-1", "S-2", "likely same")]
    assert told(first, source("S-2", date="2018", **guard)) == []
    assert told(first, source("S-2", role="adviser", organisations=("River Guard",))) == []


def test_both_reasons_are_told_where_there_are_two() -> None:
    (pair,) = twins([source("S-1", "One", role="miller"), source("S-2", "one", role="miller")], {})

    assert pair.reason.endswith("; the labels differ only in capitals or spaces")
    assert pair.sureness == "same"


def test_what_was_told_apart_is_never_told_again() -> None:
    pair = (source("S-1", "One", role="miller"), source("S-2", "one", role="miller"))

    assert told(*pair) == [("S-1", "S-2", "same")]
    assert told(*pair, apart=frozenset({frozenset({"S-2", "S-1"})})) == []


def test_in_a_large_group_those_of_one_place_and_date_are_told_beside_each_other() -> None:
    many = [source(f"S-{n}", role="contact", date="2017", place=f"P{n % 300}") for n in range(600)]

    found = twins(many, {})
    assert {(pair.a, pair.b) for pair in found} == {(f"S-{n}", f"S-{n + 300}") for n in range(300)}


def test_hundreds_that_are_alike_are_told_beside_the_first() -> None:
    many = [source(f"S-{n}", role="contact", organisations=("IS-K",)) for n in range(500)]

    found: list[Twins] = twins(many, {})
    assert len(found) == 499
    assert {pair.a for pair in found} == {"S-0"}
