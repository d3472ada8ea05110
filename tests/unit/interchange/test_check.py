"""Every fault of a dossier file is found and named by its JSON path; a faulty file is refused whole."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from provenance.audit.actor import command_line
from provenance.db.session import Database
from provenance.dossiers.models import Dossier, Identifier
from provenance.errors import AlreadyExists, InvalidInput
from provenance.interchange.check import file_faults
from provenance.interchange.load import load_dossier
from tests.unit.interchange.samples import small

ACTOR = command_line("tester")
Record = dict[str, Any]
Change = Callable[[Record], object]


def faults_after(change: Change) -> dict[str, str]:
    document = small()
    change(document)
    return {fault.where: fault.message for fault in file_faults(document)}


def test_the_sample_has_none() -> None:
    assert list(file_faults(small())) == []


CASES: list[tuple[str, Change]] = [
    ("$.format", lambda d: d.update(format="provenance-dossier/2")),
    ("$.format", lambda d: d.pop("format")),
    ("$.slug", lambda d: d.update(slug="No Slug")),
    ("$.slug", lambda d: d.update(slug="installation")),
    ("$.title", lambda d: d.pop("title")),
    ("$.title", lambda d: d.update(title=3)),
    ("$.opinions", lambda d: d.update(opinions=[])),
    ("$.claims", lambda d: d.update(claims={})),
    ("$.claims[1]", lambda d: d["claims"].__setitem__(1, "text")),
    ("$.claims[1].id", lambda d: d["claims"][1].pop("id")),
    ("$.claims[1].id", lambda d: d["claims"][1].update(id="C-1")),
    ("$.claims[1].id", lambda d: d["claims"][1].update(id="S-1")),
    ("$.claims[1].id", lambda d: d["claims"][1].update(id=" C-2")),
    ("$.claims[1].id", lambda d: d["claims"][1].update(id="C\n2")),
    ("$.claims[1].id", lambda d: d["claims"][1].update(id=2)),
    ("$.claims[1].id", lambda d: d["claims"][1].update(id="C" * 201)),
    ("$.claims[1].text", lambda d: d["claims"][1].pop("text")),
    ("$.claims[1].kind", lambda d: d["claims"][1].update(kind="rumour")),
    ("$.claims[1].mood", lambda d: d["claims"][1].update(mood="bad")),
    ("$.claims[1].time", lambda d: d["claims"][1].update(time="2017-13")),
    ("$.claims[1].as_of.edtf", lambda d: d["claims"][1].update(as_of={"edtf": "2017-02-29"})),
    ("$.claims[1].subjects[0]", lambda d: d["claims"][1].update(subjects=["S-1"])),
    ("$.claims[1].subjects[0]", lambda d: d["claims"][1].update(subjects=["O-9"])),
    ("$.claims[1].importance", lambda d: d["claims"][1].update(importance=True)),
    ("$.claims[0].quotes[0]", lambda d: d["claims"][0]["quotes"][0].update(note="N-1")),
    ("$.claims[0].quotes[0].end", lambda d: d["claims"][0]["quotes"][0].update(start=5, end=4)),
    ("$.claims[0].quantity.value", lambda d: d["claims"][0]["quantity"].update(value=float("nan"))),
    ("$.notes[0].markers[0].end", lambda d: d["notes"][0]["markers"][0].update(end=3)),
    ("$.citations[0].end", lambda d: d["citations"][0].update(end=3)),
    ("$.citations[0].resolves_to", lambda d: d["citations"][0].update(resolves_to="T-1")),
    ("$.sources[2].members", lambda d: d["sources"][2].update(members=["S-3"])),
    ("$.relations[0].b", lambda d: d["relations"][0].update(b="C-2")),
    ("$.ties[0].b", lambda d: d["ties"][0].update(b="O-1")),
    ("$.dependences[0].b", lambda d: d["dependences"][0].update(b="S-2")),
    ("$.relations[2]", lambda d: d["relations"].append({**d["relations"][0], "id": "R-3"})),
    ("$.relations[2]", lambda d: d["relations"].append(
        {"id": "R-3", "a": "C-1", "b": "C-2", "kind": "contradicts"})),
    ("$.relations[2]", lambda d: d["relations"].append({**d["relations"][1], "id": "R-3"})),
    ("$.attributions[3]", lambda d: d["attributions"].append(
        {"id": "A-4", "claim": "C-1", "source": "S-1", "polarity": "asserts"})),
    ("$.cases[1]", lambda d: d["cases"].append({"id": "K-2", "relation": "R-1", "status": "open"})),
    ("$.cases[0].favours", lambda d: d["cases"][0].update(favours="C-3")),
    ("$.remarks[0].favours", lambda d: d["remarks"][0].update(favours="c")),
    ("$.remarks[0].quote.document", lambda d: d["remarks"][0]["quote"].update(document="N-1")),
    ("$.ratings[0].grade", lambda d: d["ratings"][0].update(grade="3")),
    ("$.ratings[1].grade", lambda d: d["ratings"][1].update(grade="C")),
    ("$.ratings[0].grade", lambda d: d["ratings"][0].update(grade="G")),
    ("$.questions[0].claims", lambda d: d["questions"][0].update(claims=[])),
    ("$.questions[0].claims[2]", lambda d: d["questions"][0]["claims"].append("C-1")),
]  # fmt: skip


@pytest.mark.parametrize(("where", "change"), CASES)
def test_a_fault_is_named_by_its_path(where: str, change: Change) -> None:
    assert where in faults_after(change)


def test_directed_relations_may_run_both_ways() -> None:
    back = {"id": "R-3", "a": "C-3", "b": "C-1", "kind": "supports"}
    assert faults_after(lambda d: d["relations"].append(back)) == {}


def test_a_source_may_assert_and_deny() -> None:
    both = {"id": "A-4", "claim": "C-1", "source": "S-1", "polarity": "denies"}
    assert faults_after(lambda d: d["attributions"].append(both)) == {}


@pytest.mark.parametrize("value", [None, 3, "text", [], [[]]])
def test_what_is_no_object_is_no_dossier(value: Any) -> None:
    assert [fault.where for fault in file_faults(value)] == ["$"]


def test_all_faults_are_told_and_nothing_is_stored(database: Database) -> None:
    document = small()
    document["claims"][0]["kind"] = "rumour"
    document["relations"][1]["b"] = "C-9"
    document["ratings"][0]["grade"] = 7
    with database.writing() as session:
        with pytest.raises(InvalidInput) as caught:
            load_dossier(session, ACTOR, document)
        assert [fault.where for fault in caught.value.faults] == [
            "$.claims[0].kind", "$.relations[1].b", "$.ratings[0].grade",
        ]  # fmt: skip
        assert session.scalar(select(func.count()).select_from(Dossier)) == 0
        assert session.scalar(select(func.count()).select_from(Identifier)) == 0


def test_a_taken_slug_is_refused_and_another_one_named(database: Database) -> None:
    with database.writing() as session:
        load_dossier(session, ACTOR, small())
        with pytest.raises(AlreadyExists, match="--as"):
            load_dossier(session, ACTOR, small())
        assert load_dossier(session, ACTOR, small(), slug="other").slug == "other"


def test_what_other_programs_write_without_harm_is_taken() -> None:
    def change(document: Record) -> None:
        claim = document["claims"][0]["id"]
        rating = {"id": "g-number", "subject": claim, "grade": 3, "by": "Ada", "reason": ""}
        document.setdefault("ratings", []).append(rating)
        document["claims"][0]["quantity"] = {"unit": "men", "qualifier": "about"}

    assert faults_after(change) == {}


def test_a_huge_wrong_value_makes_no_huge_message() -> None:
    faults = faults_after(lambda d: d["claims"][0].update(kind="x" * 100_000))
    assert len(faults["$.claims[0].kind"]) < 400
