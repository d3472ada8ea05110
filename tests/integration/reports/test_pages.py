"""Pages from a dossier of known contents: every part stands where a reader looks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.claims.service import correct_claim
from provenance.db.session import Database
from provenance.dossiers.commands import Correct
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import NotFound
from provenance.interchange.load import load_dossier
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from provenance.reports.case_list import CaseFilter, case_list
from provenance.reports.claim import claim_page, quantity_in_words
from provenance.reports.contradiction import contradiction
from provenance.reports.history import history
from provenance.reports.lists import claim_rows
from provenance.reports.overview import overview
from provenance.reports.pages import Few
from provenance.reports.source import source_page
from provenance.reports.types import Link
from provenance.reviews.commands import DecideCase
from provenance.reviews.service import decide_case
from provenance.vocabulary import LIKELIHOOD_TERMS
from tests.integration.assessments.dossiers import example_file


@contextmanager
def reading(database: Database, slug: str) -> Iterator[tuple[Any, Dossier]]:
    with database.reading() as session:
        yield session, dossier_by_slug(session, slug)


def test_the_claim_page_leads_from_the_statement_to_the_note(
    database: Database, small: str
) -> None:
    with reading(database, small) as (session, dossier):
        page = claim_page(session, dossier, "C-1")
    assert page.subjects == (Link("O-1", "Quetta Shura"),)
    assert page.quantity == "at least 8,000 fighters"
    asserts, denies = page.voices
    assert (asserts.id, asserts.source.label, asserts.polarity) == (
        "A-1", "Commander, interview", "asserts",
    )  # fmt: skip
    assert denies.polarity == "denies"
    assert asserts.hedges == (("claims", "author"),)
    assert [line.note for line in asserts.citations] == [Link("N-1", "1"), Link("N-2", "2")]
    assert asserts.citations[0].document == Link("D-1", "A report")
    assert asserts.citations[0].note_text == "Interview with a commander."
    own, lent = asserts.source.grades
    assert (own.rater, own.grade, own.inherited, str(own.date)) == (
        "Rater A",
        "C",
        False,
        "2026-03",
    )
    assert (lent.grade, lent.inherited, lent.scope) == ("B", True, "strength, 2017")
    assert [grade.grade for grade in page.credibility] == ["4"]
    assert page.remarks[0].words == "doubts both"
    assert page.remarks[0].by == Link("S-3", "The author")


def test_quotes_are_found_again_or_said_not_to_be_there(database: Database, small: str) -> None:
    with reading(database, small) as (session, dossier):
        found, twice, lost = claim_page(session, dossier, "C-1").quotes
    assert found.found
    assert found.start == 0
    assert found.after == " in the north, a commander said.[1]"
    assert not twice.found, "the words stand there twice, and nothing says which are meant"
    assert not lost.found
    assert (lost.before, lost.after) == ("", "")


def test_relations_show_the_other_claim_and_leave_withdrawn_ones_out(
    database: Database, small: str
) -> None:
    with reading(database, small) as (session, dossier):
        relations = claim_page(session, dossier, "C-1").relations
        seen_from_b = claim_page(session, dossier, "C-2").relations["contradicts"][0]
    assert list(relations) == ["corroborates", "contradicts"]
    assert [each.other.id for each in relations["corroborates"]] == ["C-4"]
    against = relations["contradicts"][0]
    assert (against.other.id, against.reverse, against.differs) == ("C-2", False, ("number",))
    assert against.case is not None
    assert against.case.status == "open"
    assert against.other.score is not None
    assert seen_from_b.reverse


def test_a_question_lists_its_standing_rivals_the_likeliest_first(
    database: Database, small: str
) -> None:
    with reading(database, small) as (session, dossier):
        (question,) = claim_page(session, dossier, "C-1").questions
    assert {line.id for line in question.claims} == {"C-1", "C-2"}
    chances = [line.score.probability for line in question.claims if line.score]
    assert chances == sorted(chances, reverse=True)
    assert question.exclusive
    assert not question.exhaustive


def test_the_ledger_on_the_page_adds_up_and_scores_have_a_history(
    database: Database, small: str, actor: Actor
) -> None:
    with unit_of_work(database) as session:
        rate(session, actor, Rate(small, "S-1", "A", "proved right"))
    with unit_of_work(database) as session:
        changes = {"text": "It had about 600 fighters.", "importance": None}
        correct_claim(session, actor, Correct(small, "C-1", changes, "his own words"))
    with reading(database, small) as (session, dossier):
        page = claim_page(session, dossier, "C-1")
    assert page.score is not None
    assert page.ledger[0].rule == "prior"
    assert page.scores[0].cause.startswith("ratings:rating:rate")
    assert page.scores[0].after == page.score
    act = page.history[0]
    assert (act.actor, act.verb, act.reason) == ("Ada Analyst", "correct", "his own words")
    changed = {change.name: (change.before, change.after) for change in act.changes}
    assert changed == {
        "text": ("It had 600 fighters.", "It had about 600 fighters."),
        "importance": ("3", None),
    }


def test_the_source_page_counts_notes_and_shows_one_voice(database: Database, small: str) -> None:
    with reading(database, small) as (session, dossier):
        page = source_page(session, dossier, "S-1")
        spokesman = source_page(session, dossier, "S-2")
        author = source_page(session, dossier, "S-3")
    assert page.notes == 2
    assert [line.id for line in page.citations] == ["T-1", "T-2"]
    assert [(said.claim.id, said.polarity) for said in page.claims] == [("C-1", "asserts")]
    assert [said.attribution for said in page.passed_on] == ["A-3"]
    assert page.same_person == (Link("S-4", "Commander, letter"),)
    assert (page.dependences[0].takes, page.dependences[0].claims) == (False, ("C-1",))
    assert spokesman.dependences[0].takes
    assert page.accuracy is not None
    assert author.writes == (Link("D-1", "A report"),)


def test_the_contradiction_sets_two_sides_beside_each_other(database: Database, small: str) -> None:
    with reading(database, small) as (session, dossier):
        found = contradiction(session, dossier, "R-1")
    assert (found.a.claim.id, found.b.claim.id) == ("C-1", "C-2")
    assert found.a.organisations == ("Quetta Shura", "Army")
    assert found.undecided
    assert found.importance == 3
    assert found.margin is not None
    assert found.remarks[0].favours == "a"
    assert "Side a has one voice whom it serves to say so" in found.facts
    assert "Side a has a witness or a record" in found.facts


def test_undecided_contradictions_come_first_and_a_decision_is_told(
    database: Database, actor: Actor
) -> None:
    with unit_of_work(database) as session:
        slug = load_dossier(session, actor, example_file()).slug
    with reading(database, slug) as (session, dossier):
        report = case_list(session, dossier, CaseFilter()).cases
    states = [found.undecided for found in report]
    assert states == sorted(states, reverse=True)
    open_ones = [found for found in report if found.undecided]
    keys = [(-found.importance, found.margin or 0.0) for found in open_ones]
    assert keys == sorted(keys)
    first = report[0].id
    with unit_of_work(database) as session:
        decide_case(session, actor, DecideCase(slug, first, "resolved", "b saw it", "b"))
    with reading(database, slug) as (session, dossier):
        decided = contradiction(session, dossier, first)
    assert (decided.case.status, decided.case.favours, decided.case.by) == (
        "resolved", "b", "Ada Analyst",
    )  # fmt: skip
    assert decided.case.decided_at is not None
    assert not decided.undecided


def test_the_overview_says_what_waits_and_what_no_claim_uses(
    database: Database, small: str
) -> None:
    with reading(database, small) as (session, dossier):
        mine = overview(session, dossier, "Rater A")
        theirs = overview(session, dossier, "Rater B")
    assert (mine.documents, mine.notes, mine.citations, mine.sources, mine.claims) == (
        1,
        3,
        4,
        4,
        3,
    )
    assert (mine.undecided, mine.decided) == (1, 0)
    assert mine.awaiting.unrated_sources == Few((Link("S-2", "Spokesman"),), 1)
    assert theirs.awaiting.unrated_sources == Few((Link("S-2", "Spokesman"),), 1)
    assert mine.awaiting.citations.links == (Link("T-4", "who?"),)
    assert mine.awaiting.unsourced_claims.links == (Link("C-4", "Nobody says so."),)
    assert mine.awaiting.total == 4
    assert sum(mine.likelihoods.values()) == 3
    rows = {row.source.id: row for row in mine.sources_table}
    assert (rows["S-1"].notes, rows["S-1"].claims, rows["S-1"].origins) == (2, 1, 1)
    assert (rows["S-2"].claims, rows["S-4"].claims, rows["S-4"].origins) == (2, 0, 0)
    assert rows["S-2"].lowest in LIKELIHOOD_TERMS
    assert (rows["S-1"].single, rows["S-2"].single) == (1, 2)


def test_claim_rows_have_what_stands_behind_each_claim(database: Database, small: str) -> None:
    with reading(database, small) as (session, dossier):
        rows = claim_rows(session, dossier)
        only = claim_rows(session, dossier, {"C-2", "C-3"})
    assert [row.id for row in rows] == ["C-1", "C-2", "C-4"]
    assert [row.id for row in only] == ["C-2"]
    first = rows[0]
    assert first.documents == (Link("D-1", "A report"),)
    assert first.notes == (Link("N-1", "1"), Link("N-2", "2"))
    assert first.sources == ("S-1", "S-2")
    assert first.source_labels == ("Commander, interview", "Spokesman (denies)")
    assert first.reliability == (("C",), ())
    assert first.credibility == ("4",)
    assert (first.corroborates, first.contradicts) == (("C-4",), ("C-2",))
    assert first.likelihood is not None
    assert rows[2].sources == ()


@pytest.mark.parametrize(
    ("name", "most"), [("claim", 45), ("source", 35), ("contradictions", 30), ("overview", 60)]
)
def test_a_page_takes_a_fixed_number_of_queries(
    sqlite_database: Database, actor: Actor, name: str, most: int
) -> None:
    """The worked example has 158 claims and 13 contradictions: one query each would show at once."""
    with unit_of_work(sqlite_database) as session:
        slug = load_dossier(session, actor, example_file()).slug
    pages: dict[str, Callable[[Any, Dossier], object]] = {
        "claim": lambda s, d: claim_page(s, d, "C-3BJB"),
        "source": lambda s, d: source_page(s, d, "S-XRC5"),
        "contradictions": lambda s, d: case_list(s, d, CaseFilter()),
        "overview": overview,
    }
    statements: list[str] = []
    with reading(sqlite_database, slug) as (session, dossier):
        event.listen(
            sqlite_database.engine, "before_cursor_execute",
            lambda _c, _cursor, statement, *_: statements.append(statement),
        )  # fmt: skip
        pages[name](session, dossier)
    assert 0 < len(statements) <= most


def test_history_holds_the_acts_on_one_record(database: Database, small: str, actor: Actor) -> None:
    for words in ("first", "second"):
        with unit_of_work(database) as session:
            correct_claim(session, actor, Correct(small, "C-2", {"text": words}, f"say {words}"))
    with reading(database, small) as (session, dossier):
        acts = history(session, dossier, "C-2")
        other = history(session, dossier, "C-4")
    assert [act.reason for act in acts] == ["say second", "say first"]
    assert (acts[0].changes[0].before, acts[0].changes[0].after) == ("first", "second")
    assert other == ()


@pytest.mark.parametrize("find", [claim_page, source_page, contradiction])
def test_what_is_not_there_is_not_found(
    database: Database, small: str, find: Callable[..., object]
) -> None:
    with reading(database, small) as (session, dossier), pytest.raises(NotFound):
        find(session, dossier, "Z-9")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (None, None),
        ({"value": 20000, "unit": "men", "qualifier": "at most"}, "at most 20,000 men"),
        ({"value": 12, "qualifier": "exact"}, "12"),
        ({"value": "several hundred", "unit": "men"}, "several hundred men"),
        ({"unit": "men", "qualifier": "about"}, "about men"),
        ({"value": 1000.0}, "1,000"),
        ({"value": 2.5, "unit": "%"}, "2.5 %"),
    ],
)
def test_quantities_read_as_words(quantity: dict[str, Any] | None, words: str | None) -> None:
    assert quantity_in_words(quantity) == words
