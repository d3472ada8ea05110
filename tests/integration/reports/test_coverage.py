"""How much of the documents went into claims, and where a dossier is weakest."""

from typing import Any

import pytest

from provenance.assessments.what_if import Supposition, what_if
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.load import load_dossier
from provenance.reports import weakest as limits
from provenance.reports.coverage import coverage
from provenance.reports.overview import overview
from provenance.reports.pages import Covered, Fall
from provenance.reports.types import Link
from tests.integration.assessments.dossiers import dossier_file

FIRST = "In the spring of 2017 the group had about six hundred fighters in the north. "
SECOND = "Its commanders took their orders from Quetta, as several of them said. "
THIRD = "By the summer of that year nobody in the valley spoke of the group any more."
TEXT = f"{FIRST}{SECOND}{THIRD}\n"
LISTS: dict[str, list[dict[str, Any]]] = {
    "documents": [
        {"id": "D-1", "title": "A report", "text": TEXT},
        {"id": "D-2", "title": "Not read yet", "text": TEXT},
    ],
    "notes": [
        {"id": "N-1", "document": "D-1", "label": "1", "text": "Interview."},
        {"id": "N-2", "document": "D-1", "label": "2", "text": "Interview with another."},
        {"id": "N-3", "document": "D-1", "label": "3", "text": "Since disbanded.",
         "kind": "explanatory"},
    ],
    "citations": [
        {"id": "T-1", "note": "N-1", "text": "Interview", "source": "S-1", "status": "full"},
        {"id": "T-2", "note": "N-2", "text": "another", "status": "unresolved"},
    ],
    "sources": [{"id": "S-1", "label": "Commander"}, {"id": "S-2", "label": "Adviser"}],
    "claims": [
        {"id": "C-1", "text": "It had 600 fighters.", "importance": 3,
         "quotes": [{"document": "D-1", "exact": TEXT[60:90], "start": 60, "end": 90},
                    {"document": "D-1", "exact": "words of an earlier version"}]},
        {"id": "C-2", "text": "Quetta commanded it.", "quotes": [
            {"document": "D-1", "exact": "their orders from Quetta"}]},
        {"id": "C-3", "text": "Taken back.", "status": "withdrawn", "quotes": [
            {"document": "D-1", "exact": "nobody in the valley"}]},
    ],
    "attributions": [
        {"id": "A-1", "claim": "C-1", "source": "S-1", "citations": ["T-1"],
         "directness": "witnessed"},
        {"id": "A-2", "claim": "C-2", "source": "S-1"},
        {"id": "A-3", "claim": "C-2", "source": "S-2"},
    ],
    "ratings": [{"id": "G-1", "subject": "S-1", "grade": "A", "by": "Rater A"}],
}  # fmt: skip


@pytest.fixture
def slug(database: Database, actor: Actor) -> str:
    """The dossier above, scored."""
    with unit_of_work(database) as session:
        return load_dossier(session, actor, dossier_file(**LISTS)).slug


def test_coverage_counts_what_went_into_claims(database: Database, slug: str) -> None:
    with database.reading() as session:
        found = coverage(session, dossier_by_slug(session, slug).id)

    read = Covered(passages=3, covered=2, notes=3, used=1, idle=1, awaiting=1)
    assert dict(found.documents) == {
        Link("D-2", "Not read yet"): Covered(passages=3), Link("D-1", "A report"): read,
    }  # fmt: skip
    assert [link.id for link, _ in found.documents] == ["D-1", "D-2"]
    assert read.unused == 1
    assert (found.whole.passages, found.whole.covered, found.whole.notes) == (6, 2, 3)


def test_a_dossier_without_documents_covers_nothing(database: Database, actor: Actor) -> None:
    with unit_of_work(database) as session:
        slug = load_dossier(session, actor, dossier_file()).slug
    with database.reading() as session:
        found = coverage(session, dossier_by_slug(session, slug).id)

    assert (found.whole, found.documents, found.whole.share) == (Covered(), (), 0.0)


def test_a_key_claim_is_fragile_for_reasons_that_can_be_read(database: Database, slug: str) -> None:
    with database.reading() as session:
        dossier = dossier_by_slug(session, slug)
        found = overview(session, dossier).weakest
        without = what_if(session, dossier, Supposition("discredit", ("S-1",)))
    after = {one.id: one.after.likelihood for one in without if one.falls}

    assert (found.key_claims, found.fragile_total) == (1, 1)
    (fragile,) = found.fragile
    assert (fragile.claim.id, fragile.single) == ("C-1", True)
    assert fragile.falls == (Fall(Link("S-1", "Commander"), after["C-1"]),)
    assert found.loads is not None
    assert {one.source.id: one.falling for one in found.loads}["S-1"] == len(after)


def test_a_large_dossier_does_not_try_its_sources_for_the_page(
    sqlite_database: Database, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TRIED_UP_TO", 1)
    with unit_of_work(sqlite_database) as session:
        slug = load_dossier(session, actor, dossier_file(**LISTS)).slug
    with sqlite_database.reading() as session:
        found = overview(session, dossier_by_slug(session, slug)).weakest

    assert found.loads is None
    assert [one.claim.id for one in found.fragile] == ["C-1"]
