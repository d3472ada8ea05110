"""Scoring a dossier, or the part of it that a change touched, and keeping the results.

Callers in a shared dossier hold the lock on its audit chain (``work.unit_of_work`` does), so that
runs follow one another and each sees what the others committed.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.build import Built, build
from provenance.assessments.due import due_run, mark_due, may_read_otherwise, settle_due
from provenance.assessments.models import Assessment, ClaimResult, SourceResult
from provenance.assessments.near import MOST, score_near
from provenance.assessments.neighbourhood import Touched, touched_by
from provenance.assessments.numbering import batches, fetch
from provenance.assessments.results import (
    WHOLE,
    Choice,
    Run,
    end_results,
    everywhere,
    keep_claim_results,
    keep_source_results,
    nowhere,
    start_run,
)
from provenance.audit.record import Pending
from provenance.claims.models import Attribution, Claim
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.scoring import result as engine
from provenance.scoring.arrays import logit
from provenance.scoring.config import DEFAULT
from provenance.scoring.direct import listen
from provenance.scoring.engine import score
from provenance.scoring.posterior import of_sources

NAMED = 3
"""How many entries a cause names before it counts the rest."""


def assess_dossier(session: Session, actor_name: str, dossier: Dossier, cause: str) -> Assessment:
    """Score all claims and sources of the dossier; the run is recorded even where nothing moved.

    A full run that was due is done with that.
    """
    session.flush()
    built = build(session, dossier.id)
    run = start_run(session, dossier.id, actor_name, cause, built, score(built.inputs))
    reread = len(built.numbering.claims) <= WHOLE or may_read_otherwise(session, dossier.id)
    assessment = run.record()
    everyone = range(len(built.numbering.claims))
    keep_claim_results(run, Choice(everyone, worded=everywhere if reread else nowhere))
    keep_source_results(run, run.result.sources, range(len(built.numbering.sources)))
    _end_withdrawn(run, ClaimResult, "claim_id", built.numbering.claims.index)
    _end_withdrawn(run, SourceResult, "source_id", built.numbering.sources.index)
    settle_due(session, dossier.id, assessment)
    return assessment


def _end_withdrawn(run: Run, model: type[ClaimResult] | type[SourceResult], owner: str,
                   standing: Iterable[int]) -> None:  # fmt: skip
    key = getattr(model, owner)
    statement = (
        select(key)
        .join(Assessment, Assessment.id == model.assessment_id)
        .where(model.superseded_at.is_(None), Assessment.dossier_id == run.dossier_id)
    )
    end_results(run, model, owner, set(run.session.scalars(statement)) - set(standing))


def assess_claims(
    session: Session, actor_name: str, dossier: Dossier, claim_ids: Iterable[int], cause: str
) -> Assessment | None:
    """Score these claim rows, all that they move, and their sources.

    None where no result changed: then there is no run worth a place in the history. Where they
    reach further than can be scored at once, a full run is left due (``run_due``).
    """
    touched = Touched(claims=set(claim_ids))
    return _assess_part(session, actor_name, dossier, touched, cause)


def run_due(session: Session, dossier: Dossier) -> Assessment | None:
    """Make the full run that an edit left due, in the name of who edited; None where none is due.

    Callers hold the lock on the dossier's audit chain, as for every run.
    """
    due = due_run(session, dossier.id)
    return assess_dossier(session, due.actor, dossier, due.cause) if due else None


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
    near = score_near(session, dossier.id, touched.claims)
    if near is None:
        mark_due(session, dossier.id, actor, cause)
        return None
    run = start_run(session, dossier.id, actor, cause, near.built, near.result, near.whole)
    gone = near.claims - near.built.numbering.claims.index.keys()
    end_results(run, ClaimResult, "claim_id", gone)
    index = near.built.numbering.claims.index
    worded = {index[row] for row in near.worded if row in index}
    kept = keep_claim_results(run, Choice(near.numbers, near.moves, worded.__contains__))
    moved = {near.built.numbering.claims.rows[number] for number in kept}
    sources = touched.sources | _sources_of(session, touched.claims | gone | moved)
    end_results(run, SourceResult, "source_id", sources - near.built.numbering.sources.index.keys())
    all_kept = _keep_sources(run, sources)
    if not (near.complete and all_kept):
        mark_due(session, dossier.id, actor, cause)
    return run.assessment


def _sources_of(session: Session, claims: Iterable[int]) -> set[int]:
    """Sources that speak on these claims, or spoke until somebody took it back."""
    statement = select(Attribution.source_id).distinct()
    return {row[0] for row in fetch(session, statement, Attribution.claim_id, sorted(claims))}


def _keep_sources(run: Run, sources: set[int]) -> bool:
    """A source's result rests on all its claims: those outside of the run enter with the result
    that stands. False where these are too many to be read now; then nothing is kept."""
    numbers = [
        number for row, number in run.built.numbering.sources.index.items() if row in sources
    ]
    most = max(MOST, len(run.built.numbering.claims))
    theirs = _claims_of(run.session, sources, most)
    if theirs <= run.built.numbering.claims.index.keys() and run.whole:
        keep_source_results(run, run.result.sources, numbers)
        return True
    if len(theirs) > MOST:
        return False
    wider = build(run.session, run.dossier_id, sorted(theirs), run.built.people)
    keep_source_results(run, _source_results(run.session, wider), numbers)
    return True


def _claims_of(session: Session, sources: Iterable[int], most: int) -> set[int]:
    """Standing claims on which these sources speak; no more are looked for beyond ``most``."""
    found: set[int] = set()
    for batch in batches(sorted(sources)):
        found.update(
            session.scalars(
                select(Attribution.claim_id)
                .join(Claim, Claim.id == Attribution.claim_id)
                .where(
                    Attribution.source_id.in_(batch),
                    Attribution.withdrawn_at.is_(None),
                    Claim.withdrawn_at.is_(None),
                    Claim.status.is_distinct_from("withdrawn"),
                )
            )
        )
        if len(found) > most:
            break
    return found


def _source_results(session: Session, built: Built) -> engine.SourceResult:
    """Results of the sources from the results of their claims that stand."""
    statement = select(ClaimResult.claim_id, ClaimResult.probability).where(
        ClaimResult.superseded_at.is_(None)
    )
    claims = built.numbering.claims
    probability = np.full(len(claims), DEFAULT.prior)
    for row, value in fetch(session, statement, ClaimResult.claim_id, claims.rows):
        probability[claims.index[row]] = value
    universal = built.inputs.claims.universal == 1
    prior = np.where(universal, logit(DEFAULT.universal_prior), logit(DEFAULT.prior))
    direct = listen(built.inputs, DEFAULT)
    return of_sources(
        built.inputs, direct.sources, direct.witness, direct.origins.of, direct.value,
        logit(probability) - prior, DEFAULT,
    )  # fmt: skip
