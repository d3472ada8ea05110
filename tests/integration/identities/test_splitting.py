"""Splitting a source: what goes, what is divided, what follows, what stays, and back."""

from typing import Any

import pytest
from sqlalchemy import select

from provenance.assessments.service import assess_dossier
from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.claims.service import record_attribution
from provenance.db.session import Database
from provenance.dossiers.commands import Record
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import InvalidInput
from provenance.interchange.load import load_dossier
from tests.factories import records as make
from tests.integration.assessments.dossiers import dossier_file
from tests.integration.assessments.freshness import assert_fresh
from tests.integration.identities.there_and_back import Home
from tests.integration.services.acts import refused

LISTS: dict[str, list[dict[str, Any]]] = {
    "documents": [{"id": "D-1", "title": "A report"}],
    "sources": [{"id": "S-A", "label": "Commander"}, {"id": "S-C", "label": "An adviser"}],
    "notes": [{"id": "N-1", "document": "D-1", "label": "1", "text": "One; two; three; four."}],
    "citations": [
        {"id": "T-1", "note": "N-1", "text": "One", "source": "S-A"},
        {"id": "T-2", "note": "N-1", "text": "two", "source": "S-A"},
        {"id": "T-3", "note": "N-1", "text": "Ibid.", "source": "S-A", "resolves_to": "T-2"},
        {"id": "T-4", "note": "N-1", "text": "four", "source": "S-C"},
    ],
    "claims": [{"id": f"C-{n}", "text": f"Claim {n}."} for n in range(1, 6)],
    "attributions": [
        {"id": "A-1", "claim": "C-1", "source": "S-A", "citations": ["T-1", "T-2"],
         "interest": "self-serving", "hedges": [{"text": "perhaps"}]},
        {"id": "A-2", "claim": "C-2", "source": "S-A", "citations": ["T-3"]},
        {"id": "A-3", "claim": "C-3", "source": "S-A"},
        {"id": "A-4", "claim": "C-4", "source": "S-A", "citations": ["T-1"]},
        {"id": "A-5", "claim": "C-5", "source": "S-C", "via": ["S-A"]},
    ],
    "ratings": [{"id": "G-1", "subject": "S-A", "grade": "B", "by": "Rater A"}],
}  # fmt: skip


@pytest.fixture
def home(sqlite_database: Database, actor: Actor) -> Home:
    """A source under which two people were filed."""
    file = dossier_file(**LISTS)
    make.in_transaction(sqlite_database, lambda s: load_dossier(s, actor, file).slug)
    return Home(sqlite_database, "small")


def new_source(home: Home) -> str:
    """The id of the one that the file did not have."""
    (found,) = set(home.sources()) - {"S-A", "S-C"}
    return found


def said_by(home: Home, source: str) -> dict[str, tuple[str, ...]]:
    """Claim → citations of what the source says."""
    return {
        a["claim"]: tuple(a.get("citations", ()))
        for a in home.lists()["attributions"].values() if a["source"] == source
    }  # fmt: skip


def test_what_rests_on_the_chosen_citations_goes_with_them(home: Home) -> None:
    before = home.state()[0]
    act = home.split("S-A", label="His deputy", citations=("T-2",))

    new = new_source(home)
    assert said_by(home, new) == {"C-1": ("T-2",), "C-2": ("T-3",)}
    assert said_by(home, "S-A") == {"C-1": ("T-1",), "C-3": (), "C-4": ("T-1",)}
    (part,) = (
        a for a in home.lists()["attributions"].values()
        if a["source"] == new and a["claim"] == "C-1"
    )  # fmt: skip
    assert (part["interest"], part["hedges"]) == ("self-serving", [{"text": "perhaps"}])
    assert home.lists()["ratings"]["G-1"]["subject"] == "S-A"

    home.undo(act)
    assert home.state()[0] == before


def test_a_reference_to_what_goes_goes_along_and_who_decided_is_kept(home: Home) -> None:
    act = home.split("S-A", citations=("T-2",))
    assert home.lists()["citations"]["T-3"]["source"] == new_source(home)
    assert match_of(home, "T-3") == ("decided", "Ada Analyst: for a test")

    home.undo(act)
    assert match_of(home, "T-3") == (None, None)


def match_of(home: Home, public_id: str) -> tuple[str | None, str | None]:
    with home.database.reading() as session:
        statement = select(Citation).where(Citation.public_id == public_id)
        row = session.scalars(statement).one()
        return row.match, row.match_reason


def test_what_rests_on_no_citation_and_grades_go_only_where_chosen(home: Home) -> None:
    before = home.state()[0]
    act = home.split("S-A", attributions=("A-3", "A-5"), ratings=("G-1",))

    new = new_source(home)
    assert said_by(home, new) == {"C-3": ()}
    assert home.lists()["attributions"]["A-5"]["via"] == [new]
    assert home.lists()["ratings"]["G-1"]["subject"] == new
    home.undo(act)
    assert home.state()[0] == before


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({}, "Choose what is another source"),
        ({"citations": ("T-4",)}, "does not hang on"),
        ({"attributions": ("A-1",)}, "does not hang on"),
        ({"citations": ("T-1", "T-2"), "attributions": ("A-3",)}, "Everything would go"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(
    home: Home, chosen: dict[str, tuple[str, ...]], why: str
) -> None:
    with refused(home.database, InvalidInput, match=why):
        home.split("S-A", **chosen)


def test_what_was_added_to_the_new_source_keeps_it(home: Home, actor: Actor) -> None:
    act = home.split("S-A", citations=("T-2",))
    new = new_source(home)
    make.make_attribution(home.database, actor, home.slug, "C-4", new)

    home.undo(act)

    assert said_by(home, new) == {"C-4": ()}
    assert said_by(home, "S-A")["C-1"] == ("T-1", "T-2")


def test_a_new_source_that_stays_is_scored_without_what_went_back(home: Home) -> None:
    make.in_transaction(
        home.database,
        lambda s: assess_dossier(s, "Ada", dossier_by_slug(s, home.slug), "for a test"),
    )
    act = home.split("S-A", ratings=("G-1",))
    values = {"claim": "C-4", "source": new_source(home)}
    home.act(record_attribution, Record(home.slug, values, "needed for a test"))

    home.undo(act)

    assert home.lists()["ratings"]["G-1"]["subject"] == "S-A"
    assert_fresh(home.database, home.slug)


def test_it_is_not_undone_over_what_was_said_anew(home: Home, actor: Actor) -> None:
    act = home.split("S-A", citations=("T-2",))
    make.make_attribution(home.database, actor, home.slug, "C-2", "S-A")

    with refused(home.database, InvalidInput, match="instead"):
        home.undo(act)
