"""A dossier's own words for roles, and what its people told apart, in reading and matching."""

import pytest

from provenance.ingest.matching import KnownSource, ToldApart, propose
from provenance.ingest.own_vocabulary import Vocabulary, understood
from provenance.ingest.reader import read
from provenance.ingest.types import CitationRead

TEXT = """The canal was closed in spring.[1] He did not say who ordered it.[2] Others agreed.[3]

[1] Interview with a senior mirab of the Canal Union in Baghlan, May 2017.
[2] Ibid.
[3] Interview mit einem Friedensrichter, Hull, Mai 2017.
"""
WORDS = Vocabulary.of(
    [("role", "mirab", ("water master", "mireb")), ("role", "justice of the peace",
     ("Friedensrichter",)), ("tie", "cousin of", ())]
)  # fmt: skip


def citations(text: str, words: Vocabulary) -> list[CitationRead]:
    document = understood(read(text.encode(), "canal.txt"), words)
    return [citation for note in document.notes for citation in note.citations]


def test_a_role_that_the_dossier_added_is_understood() -> None:
    without = citations(TEXT, Vocabulary())
    assert "mirab of the Canal Union" in str(without[0].role), "else this shows nothing"

    first, reference, judge = citations(TEXT, WORDS)

    assert (first.role, first.organisations, first.place) == (
        "senior mirab", ("Canal Union",), "Baghlan",
    )  # fmt: skip
    assert (reference.role, reference.organisations) == (first.role, first.organisations)
    assert (judge.role, judge.place, judge.date) == (
        "justice of the peace",
        "Hull",
        without[2].date,
    )


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Interview with a MIRAB, Baghlan, 2017.", "mirab"),
        ("Interviews with mirabs of the Canal Union, Baghlan, 2017.", "mirab"),
        ("Interview with a water master of the Canal Union, 2017.", "mirab"),
        ("Interview with a commander of the Mirabad Front, 2017.", "commander"),
        ("Interview with a mediator, Hull, 2017.", "mediator"),
    ],
)
def test_other_forms_and_false_friends(words: str, role: str) -> None:
    (found,) = citations(f"It was so.[1]\n\n[1] {words}\n", WORDS)

    assert found.role == role


def test_without_words_of_its_own_nothing_is_read_anew() -> None:
    document = read(TEXT.encode(), "canal.txt")

    assert understood(document, Vocabulary()) is document


def known(key: str, **more: str) -> KnownSource:
    values = {"role": "commander", "place": "Oldtown", "date": "2019-03", **more}
    return KnownSource(key, f"Source {key}", "interview/personal communication", **values)  # type: ignore[arg-type]


NOTE = "It was so.[1]\n\n[1] Interview with a commander in Oldtown, March 2019.\n"


def matched(*sources: KnownSource, **apart: object) -> tuple[str | None, str]:
    (only,) = propose(citations(NOTE, Vocabulary()), sources, None, ToldApart(**apart))  # type: ignore[arg-type]
    return only.known_key, only.sureness


def test_words_that_are_not_a_source_are_never_proposed_for_it() -> None:
    words = citations(NOTE, Vocabulary())[0].text.upper()

    assert matched(known("S-1")) == ("S-1", "same")
    assert matched(known("S-1"), words={words: frozenset({"S-1"})}) == (None, "new")
    both = (known("S-1"), known("S-2"))
    assert matched(*both, words={words: frozenset({"S-1"})}) == ("S-2", "same")


def test_between_two_that_were_told_apart_a_person_must_say() -> None:
    pair = frozenset({frozenset({"S-1", "S-2"})})

    assert matched(known("S-1"), known("S-2"), pairs=pair) == ("S-1", "unclear")
    assert matched(known("S-1"), known("S-2", place="Hull"), pairs=pair) == ("S-1", "same")
    assert matched(known("S-1"), known("S-2")) == ("S-1", "same")
