"""Scoring a dossier, or the part of it that a change touched, and keeping the results.

Callers in a shared dossier hold the lock on its audit chain (``work.unit_of_work`` does), so that
runs follow one another and each sees what the others committed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.build import Built, build
from provenance.assessments.due import due_run, mark_due, may_read_otherwise, overtaken, settle_due
from provenance.assessments.models import Assessment, ClaimResult
from provenance.assessments.near import score_near
from provenance.assessments.neighbourhood import Touched, touched_by
from provenance.assessments.results import (
    WHOLE,
    Choice,
    Run,
    end_claim_results,
    everywhere,
    keep_claim_results,
    nowhere,
    start_run,
)
from provenance.assessments.source_results import keep_all_sources, keep_sources
from provenance.audit.record import Pending
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.scoring import result as engine
from provenance.scoring.engine import score

NAMED = 3
"""How many entries a cause names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A whole dossier as it was read, and its scores."""

    built: Built
    result: engine.Result


def score_whole(session: Session, dossier_id: int) -> Scored:
    """Read and score a whole dossier; nothing is written."""
    built = build(session, dossier_id)
    return Scored(built, score(built.inputs))


def assess_dossier(
    session: Session, actor_name: str, dossier: Dossier, cause: str, scored: Scored | None = None
) -> Assessment:
    """Score all claims and sources of the dossier; the run is recorded even where nothing moved.

    A full run that was due is done with that. ``scored``: the scores, where nothing was written since
    they were made.
    """
    session.flush()
    found = scored or score_whole(session, dossier.id)
    built = found.built
    run = start_run(session, dossier.id, actor_name, cause, built, found.result)
    reread = len(built.numbering.claims) <= WHOLE or may_read_otherwise(session, dossier.id)
    assessment = run.record()
    everyone = range(len(built.numbering.claims))
    keep_claim_results(run, Choice(everyone, worded=everywhere if reread else nowhere))
    _end_withdrawn(run)
    keep_all_sources(run)
    settle_due(session, dossier.id, assessment)
    return assessment


def _end_withdrawn(run: Run) -> None:
    statement = (
        select(ClaimResult.claim_id)
        .join(Assessment, Assessment.id == ClaimResult.assessment_id)
        .where(ClaimResult.superseded_at.is_(None), Assessment.dossier_id == run.dossier_id)
    )
    scored = {row[0] for row in run.session.connection().execute(statement)}
    end_claim_results(run, scored - run.built.numbering.claims.index.keys())


def assess_claims(
    session: Session, actor_name: str, dossier: Dossier, claim_ids: Iterable[int], cause: str
) -> Assessment | None:
    """Score these claim rows, all that they move, and their sources.

    None where no result changed: then there is no run worth a place in the history. Where they
    reach further than can be scored at once, a full run is left due (``run_due``).
    """
    touched = Touched(claims=set(claim_ids))
    return _assess_part(session, actor_name, dossier, touched, cause)


def run_due(session: Session, dossier: Dossier, scored: Scored | None = None) -> Assessment | None:
    """Make the full run that an edit left due, in the name of who edited; None where none is due.

    Callers hold the lock on the dossier's audit chain, as for every run. ``scored`` as in
    ``assess_dossier``.
    """
    due = due_run(session, dossier.id)
    return assess_dossier(session, due.actor, dossier, due.cause, scored) if due else None


def assess_touched(session: Session, slug: str, entries: Sequence[Pending]) -> Assessment | None:
    """Score again what these audit entries of one dossier touch."""
    dossier = dossier_by_slug(session, slug)
    actor, cause = entries[0].actor.name, cause_of(entries)
    touched = touched_by(session, dossier.id, entries)
    if touched.whole:
        return assess_dossier(session, actor, dossier, cause)
    return _assess_part(session, actor, dossier, touched, cause)


def cause_of(entries: Sequence[Pending]) -> str:
    """What was done, to what, of the first entries."""
    done = list(dict.fromkeys(f"{entry.verb} {entry.subject.public_id}" for entry in entries))
    more = f" and {len(done) - NAMED} more" if len(done) > NAMED else ""
    return ", ".join(done[:NAMED]) + more


def _assess_part(
    session: Session, actor: str, dossier: Dossier, touched: Touched, cause: str
) -> Assessment | None:
    session.flush()
    if not touched.claims and not touched.sources:
        return None
    near = score_near(session, dossier.id, touched.claims, touched.sources)
    if near is None:
        mark_due(session, dossier.id, actor, cause)
        return None
    old = overtaken(session, dossier.id)
    run = start_run(session, dossier.id, actor, cause, near.built, near.result)
    index = near.built.numbering.claims.index
    end_claim_results(run, near.claims - index.keys())
    exact = {index[row] for row in touched.claims if row in index}
    worded = {index[row] for row in near.worded if row in index}
    keep_claim_results(
        run, Choice(near.numbers, near.moves, exact.__contains__, worded.__contains__)
    )
    if not (keep_sources(run, touched.sources, near.moves) and near.complete) or old:
        mark_due(session, dossier.id, actor, cause)
    return run.assessment
