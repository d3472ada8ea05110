"""After an edit in a large neighbourhood: a part is scored, or a full run is left due."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from provenance.assessments import near
from provenance.assessments.due import updating
from provenance.assessments.models import Assessment, ClaimResult, SourceResult
from provenance.assessments.queries import latest_assessment
from provenance.assessments.service import assess_dossier, run_due
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.claims.service import correct_claim, record_attribution
from provenance.db.session import Database
from provenance.dossiers.commands import Correct, Record
from provenance.dossiers.queries import dossier_by_slug
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from tests.factories.records import in_transaction
from tests.integration.assessments.dossiers import dossier_file, load
from tests.integration.assessments.freshness import assert_fresh, stored_claims, stored_sources

ADA = Actor("Ada Analyst")
LONG = 60


@pytest.fixture
def chain(database: Database) -> str:
    """Claims that each contradict the next, each said by a source of its own, scored."""
    sources = [{"id": f"S-{at}", "label": f"Informant {at}"} for at in range(LONG)]
    claims = [{"id": f"C-{at}", "text": f"It happened {at} times."} for at in range(LONG)]
    said = [{"id": f"A-{at}", "claim": f"C-{at}", "source": f"S-{at}"} for at in range(LONG)]
    graded = [{"id": f"G-{at}", "subject": f"S-{at}", "grade": "B", "by": "Rater"}
              for at in range(LONG)]  # fmt: skip
    against = [{"id": f"R-{at}", "a": f"C-{at}", "b": f"C-{at + 1}", "kind": "contradicts"}
               for at in range(LONG - 1)]  # fmt: skip
    file = dossier_file(
        sources=sources, claims=claims, attributions=said, ratings=graded, relations=against
    )
    slug = load(database, file)
    in_transaction(database, lambda s: assess_dossier(s, "A", dossier_by_slug(s, slug), "first"))
    return slug


def act(database: Database, what: Callable[[Session], Any]) -> None:
    with unit_of_work(database) as session:
        what(session)


def regrade(database: Database, slug: str, source: str, grade: str = "A") -> None:
    act(database, lambda s: rate(s, ADA, Rate(slug, source, grade, "for a test")))


def is_updating(database: Database, slug: str) -> bool:
    with database.reading() as session:
        return updating(session, dossier_by_slug(session, slug).id)


def probabilities(database: Database, slug: str) -> dict[str, float]:
    with database.reading() as session:
        stored = stored_claims(session, dossier_by_slug(session, slug).id)
        return {public_id: result.probability for public_id, result in stored.items()}


def test_a_part_is_scored_and_a_full_run_agrees(
    database: Database, chain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "SMALL", 24)
    before = probabilities(database, chain)
    regrade(database, chain, "S-30", "E")
    after = probabilities(database, chain)
    moved = {claim for claim, p in after.items() if p != before[claim]}
    assert {"C-29", "C-30", "C-31"} <= moved
    assert len(moved) < 16
    assert not is_updating(database, chain)
    in_transaction(database, lambda s: assess_dossier(s, "A", dossier_by_slug(s, chain), "full"))
    full = probabilities(database, chain)
    assert max(abs(full[claim] - p) for claim, p in after.items()) < 0.01
    assert_fresh(database, chain)


def test_labels_near_the_edit_read_anew(
    database: Database, chain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "SMALL", 24)
    change = Correct(chain, "C-30", {"text": "It rained."}, "for a test")
    act(database, lambda s: correct_claim(s, ADA, change))
    with database.reading() as session:
        stored = stored_claims(session, dossier_by_slug(session, chain).id)
        for neighbour in ("C-29", "C-31"):
            assert any("It rained." in line["text"] for line in stored[neighbour].ledger)


def test_too_far_a_reach_leaves_a_full_run_due(
    database: Database, chain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "SMALL", 2)
    monkeypatch.setattr(near, "MOST", 2)
    regrade(database, chain, "S-30", "E")
    regrade(database, chain, "S-10", "E")
    assert is_updating(database, chain)
    with database.reading() as session:
        dossier_id = dossier_by_slug(session, chain).id
        due = select(func.count()).where(Assessment.inputs_digest == "")
        assert session.scalar(due) == 1
        latest = latest_assessment(session, dossier_id)
        assert latest is not None
        assert latest.inputs_digest
    act(database, lambda s: run_due(s, dossier_by_slug(s, chain)))
    assert not is_updating(database, chain)
    assert_fresh(database, chain)
    with database.reading() as session:
        last = session.scalars(select(Assessment).order_by(Assessment.id.desc())).first()
        assert last is not None
        assert last.cause.startswith("ratings:rating:rate ")
        assert last.actor == ADA.name
    act(database, lambda s: run_due(s, dossier_by_slug(s, chain)))
    with database.reading() as session:
        still_last = session.scalar(select(func.max(Assessment.id)))
        assert still_last == last.id


def test_more_claims_touched_than_one_edit_scores(
    database: Database, chain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "MOST", 0)
    before = probabilities(database, chain)
    regrade(database, chain, "S-30", "E")
    assert probabilities(database, chain) == before
    assert is_updating(database, chain)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ClaimResult)) == LONG


def test_results_that_do_not_say_what_claims_say_back_wait_for_a_full_run(
    database: Database, chain: str
) -> None:
    """As they are in a dossier that an earlier version scored."""
    for model, names in ((ClaimResult, ["heard"]), (SourceResult, ["heard_right", "heard_wrong"])):
        blank = update(model).values(dict.fromkeys(names))
        in_transaction(database, lambda s, blank=blank: s.execute(blank))
    regrade(database, chain, "S-30", "E")
    assert is_updating(database, chain)
    act(database, lambda s: run_due(s, dossier_by_slug(s, chain)))
    assert_fresh(database, chain)
    regrade(database, chain, "S-10", "E")
    assert not is_updating(database, chain)
    assert_fresh(database, chain)


def test_a_source_follows_its_claims_though_few_are_read(
    database: Database, chain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A man who speaks on every claim of the chain: of the others nothing is read."""
    monkeypatch.setattr(near, "SMALL", 12)
    said = [{"claim": f"C-{at}", "source": "S-0"} for at in range(1, LONG)]
    act(database, lambda s: [record_attribution(s, ADA, Record(chain, v, "test")) for v in said])
    with database.reading() as session:
        before = stored_sources(session, dossier_by_slug(session, chain).id)["S-0"].accuracy
    regrade(database, chain, "S-30", "E")
    assert not is_updating(database, chain)
    with database.reading() as session:
        kept = stored_sources(session, dossier_by_slug(session, chain).id)["S-0"].accuracy
    in_transaction(database, lambda s: assess_dossier(s, "A", dossier_by_slug(s, chain), "full"))
    with database.reading() as session:
        full = stored_sources(session, dossier_by_slug(session, chain).id)["S-0"].accuracy
    assert before != kept
    assert abs(kept - full) < 0.001
