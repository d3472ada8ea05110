"""Decisions on findings, and what rests on them: chains resolved again, notes cut anew."""

from typing import Any

import pytest

from provenance.errors import InvalidInput
from provenance.imports.correcting import corrected
from provenance.imports.deciding import with_act, without_last_act, words_of
from provenance.imports.dividing import divide, join, mark
from provenance.imports.findings import Place
from provenance.imports.known import Known
from provenance.imports.plan import ImportPlan, make_plan
from provenance.ingest.reader import read
from provenance.ingest.types import CitationRead, NoteRead, ParsedDocument
from provenance.reports.importing import Preview
from provenance.reports.importing_lists import Waiting, also_changed, resting_on
from tests.integration.imports.texts import CHAINED

NOBODY = Known({}, {}, {}, {}, {})
UNION = "Adviser to Mill Union, interview"
SECOND = {"citation:3:1": {"antecedent": "citation:2:2"}}
Changes = dict[str, Any]


@pytest.fixture(scope="module")
def paper() -> ParsedDocument:
    return read(CHAINED.encode(), "mills.txt")


def planned(paper: ParsedDocument, *acts: Changes) -> ImportPlan:
    """The plan after these acts, one after the other."""
    return make_plan(paper, decided(*acts), NOBODY)


def decided(*acts: Changes) -> Changes:
    """The decisions after these acts."""
    decisions: Changes = {}
    for act in acts:
        decisions = with_act(decisions, act, "Ada", "2026-01-01T00:00:00+00:00")
    return decisions


def sources(plan: ImportPlan, *notes: str) -> list[str | None]:
    """Labels of the sources of the citations of these notes."""
    return [
        plan.sources[c.choice.new].label if c.choice.new else None
        for c in plan.citations
        if c.place.note in notes
    ]


def states(plan: ImportPlan) -> dict[str, str]:
    """Finding → state, without those that are sure."""
    return {c.finding.removeprefix("citation:"): c.state for c in plan.citations
            if c.state != "sure"}  # fmt: skip


def test_what_rests_on_an_open_reference_needs_nobody_itself(paper: ParsedDocument) -> None:
    assert states(planned(paper)) == {
        "3:1": "needs you", "4:1": "rests on another", "5:1": "rests on another",
        "6:1": "needs you",
    }  # fmt: skip


def test_a_corrected_antecedent_resolves_its_chain_again(paper: ParsedDocument) -> None:
    plan = planned(paper, SECOND)

    assert sources(plan, "3", "4")[:2] == [UNION, UNION]
    (fifth, _) = [c for c in plan.citations if c.place.note == "5"]
    assert (fifth.read.status, fifth.read.rule, fifth.read.resolves_to) == (
        "resolved", "ibid.: the note before it", "2",
    )  # fmt: skip
    assert fifth.read.type == "interview/personal communication"
    assert states(plan) == {"3:1": "decided", "6:1": "needs you"}


def test_the_page_says_what_else_changed_and_what_rests_on_a_finding(paper: ParsedDocument) -> None:
    before, after = (Preview(planned(paper, *acts), decided(*acts), NOBODY)
                     for acts in ((), (SECOND,)))  # fmt: skip

    assert also_changed(before, after, frozenset(SECOND)) == ("4", "5.1")
    assert resting_on(before, "citation:3:1") == ("4", "5.1")
    assert resting_on(after, "citation:2:2") == ("3", "4", "5.1")
    assert Waiting(before).told == "2 of 11 citations and 1 note need you."
    assert [item.title for item in Waiting(after).items] == ["Note 6", "Note 8"]


def test_a_type_corrected_at_the_end_of_a_chain_holds_for_all_of_it(paper: ParsedDocument) -> None:
    plan = planned(paper, SECOND, {"citation:2:2": {"type": "letter"}})

    types = {c.place.note: c.read.type for c in plan.citations if c.place.number == 1}
    assert types["3"] == types["4"] == types["5"] == "letter"


def test_an_open_reference_that_is_said_to_be_a_source_settles_its_chain(
    paper: ParsedDocument,
) -> None:
    plan = planned(paper, {"citation:3:1": {"source": "new", "label": "A voice"}})

    assert sources(plan, "3", "4")[:2] == ["A voice", "A voice"]


def test_left_open_it_stays_open_but_needs_nobody(paper: ParsedDocument) -> None:
    plan = planned(paper, {"citation:3:1": {"accepted": True}})

    assert states(plan)["3:1"] == "decided"
    assert [c.open for c in plan.citations if c.place.note in ("3", "4")] == [True, True]
    assert sources(plan, "3", "4") == [None, None]


def test_what_refers_to_a_rejected_citation_is_open_not_guessed(paper: ParsedDocument) -> None:
    plan = planned(paper, SECOND, {"citation:3:1": {"rejected": True}})

    assert states(plan) == {
        "3:1": "rejected", "4:1": "needs you", "5:1": "rests on another", "6:1": "needs you",
    }  # fmt: skip
    assert sources(plan, "3", "4") == [None, None]


def test_a_reference_to_a_note_with_one_source_left_refers_to_that(paper: ParsedDocument) -> None:
    plan = planned(paper, {"citation:2:1": {"rejected": True}})

    assert sources(plan, "3", "4") == [UNION, UNION]


def test_references_that_are_set_in_a_circle_are_told_not_followed(paper: ParsedDocument) -> None:
    circle = {
        "citation:3:1": {"antecedent": "citation:4:1"},
        "citation:4:1": {"antecedent": "citation:3:1"},
    }
    plan = planned(paper, circle)

    assert [c.read.rule for c in plan.citations if c.place.note in ("3", "4")] == [
        "the references lead in a circle"
    ] * 2
    assert sources(plan, "3", "4", "5")[:3] == [None, None, None]


def test_a_rejected_note_is_text_again(paper: ParsedDocument) -> None:
    plan = planned(paper, {"note:8": {"rejected": True}})

    assert [note.id for note in plan.rejected] == ["8"]
    assert "8" not in {note.id for note in plan.document.notes}
    (block,) = [b for b in plan.document.blocks if b.start <= plan.rejected[0].start < b.end]
    assert block.kind == "paragraph"


def test_one_citation_is_divided_and_two_are_joined(paper: ParsedDocument) -> None:
    note = next(n for n in paper.notes if n.id == "2")
    joined = join(note, {}, Place("2", 1))
    plan = planned(paper, joined)
    assert [c.state for c in plan.citations if c.place.note == "2"] == ["decided", "joined"]
    whole = next(c.read.text for c in plan.citations if c.finding == "citation:2:1")
    assert whole.startswith("Interview with official")
    assert whole.endswith("May 2018.")
    assert sources(plan, "3", "4") == sources(plan, "2")[:1] * 2

    decisions = decided(joined)
    again = next(n for n in corrected(paper, decisions).notes if n.id == "2")
    apart = divide(again, decisions, Place("2", 1), "Interview with adviser")
    plan = planned(paper, joined, apart)
    cited = [c.read.text.split()[2] for c in plan.citations
             if c.place.note == "2" and c.state != "joined"]  # fmt: skip
    assert cited == ["official", "adviser"]
    assert states(plan)["3:1"] == "needs you"


def test_words_that_were_passed_over_are_a_further_citation(paper: ParsedDocument) -> None:
    note = next(n for n in paper.notes if n.id == "5")
    with pytest.raises(InvalidInput, match="belong to"):
        mark(note, {}, "letter of A. Miller")

    explained = read(b"It fell.[1] It broke.[2]\n\n[1] Adam saw it.\n\n[2] Ibid.\n", "fell.txt")
    alone = explained.notes[0]
    assert alone.kind == "explanatory"
    plan = planned(explained, mark(alone, {}, "Adam saw it"))
    assert plan.document.notes[0].kind == "source"
    assert [c.state for c in plan.citations if c.place.note == "1"] == ["joined", "sure"]
    assert plan.citations[1].read.text == "Adam saw it"


@pytest.mark.parametrize("words", ["", "nowhere in it", "Interview with"])
def test_words_that_stand_nowhere_or_twice_divide_nothing(
    paper: ParsedDocument, words: str
) -> None:
    note = next(n for n in paper.notes if n.id == "2")
    with pytest.raises(InvalidInput):
        mark(note, {}, words) if words == "Interview with" else divide(
            note, {}, Place("2", 1), words
        )


def test_acts_are_taken_back_one_by_one_the_last_first() -> None:
    decisions = decided(SECOND, {"note:8": {"kind": "section"}}, {"note:8": {"rejected": True}},
                        {"citation:3:1": None})  # fmt: skip
    found = []
    while decisions:
        decisions, taken = without_last_act(decisions)
        found.append((taken, {f: words_of(one) for f, one in decisions.items()}))

    assert found == [
        (("citation:3:1",), {**SECOND, "note:8": {"rejected": True}}),
        (("note:8",), {**SECOND, "note:8": {"kind": "section"}}),
        (("note:8",), SECOND),
        (("citation:3:1",), {}),
    ]


def chained(length: int) -> ParsedDocument:
    """A note with two sources, and a chain of references that rests on the first of them."""
    people = "interview/personal communication"
    two = (
        CitationRead("A", 0, 1, people, role="guard"),
        CitationRead("B", 2, 3, people, role="cook"),
    )
    notes = [NoteRead("1", "1", "A;B", "source", 0, 3, (), two)]
    for number in range(2, length + 2):
        link = (str(number - 1), 0) if number > 2 else None
        ibid = CitationRead("Ibid.", 0, 5, people, "ambiguous", candidates=("1",), link=link,
                            rule="ibid.: the note before it")  # fmt: skip
        notes.append(NoteRead(str(number), str(number), "Ibid.", "source", 4, 9, (), (ibid,)))
    return ParsedDocument("A;B Ibid.", "0" * 64, "text/plain", "utf-8", "test", notes=tuple(notes))


@pytest.mark.parametrize("length", [2_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_a_chain_of_many_is_resolved_again_as_one(length: int) -> None:
    long = chained(length)
    assert len([c for c in planned(long).citations if c.needs]) == 1

    plan = planned(long, {"citation:2:1": {"antecedent": "citation:1:2"}})

    assert {c.choice.new for c in plan.citations[2:]} == {Place("1", 2)}
    assert {c.read.antecedent for c in plan.citations[2:]} == {("1", 1)}
    assert not any(c.needs for c in plan.citations)
