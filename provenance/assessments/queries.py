"""Reading results: what stands, what stood before and which act moved it, and the file of scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from provenance.assessments.due import NOT_MADE
from provenance.assessments.models import Assessment, ClaimResult, SourceResult
from provenance.assessments.numbering import batches
from provenance.assessments.standing import now_of
from provenance.claims.models import Claim
from provenance.dossiers.models import Dossier
from provenance.scoring.config import DEFAULT
from provenance.scoring.engine import ENGINE_VERSION
from provenance.sources.models import Source


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One step in the history of a claim's score. ``before`` is None for the first result,
    ``after`` None where the claim stopped being scored."""

    at: datetime
    actor: str
    cause: str
    engine: str
    before: ClaimResult | None
    after: ClaimResult | None


def result_of_claim(session: Session, claim_id: int) -> ClaimResult | None:
    """The result in force of a claim row, with its ledger."""
    statement = select(ClaimResult).where(
        ClaimResult.claim_id == claim_id, ClaimResult.superseded_at.is_(None)
    )
    return session.scalars(statement).one_or_none()


def results_of_claims(session: Session, claim_ids: Iterable[int]) -> dict[int, ClaimResult]:
    """Claim row → its result in force; the ledgers are read only when asked for."""
    return {
        result.claim_id: result
        for batch in batches(claim_ids)
        for result in session.scalars(
            select(ClaimResult)
            .where(ClaimResult.claim_id.in_(batch), ClaimResult.superseded_at.is_(None))
            .options(defer(ClaimResult.ledger))
        )
    }


def results_of_sources(session: Session, source_ids: Iterable[int]) -> dict[int, SourceResult]:
    """Source row → its result in force."""
    return {
        result.source_id: result
        for batch in batches(source_ids)
        for result in session.scalars(
            select(SourceResult).where(
                SourceResult.source_id.in_(batch), SourceResult.superseded_at.is_(None)
            )
        )
    }


def history_of_claim(session: Session, claim_id: int) -> Sequence[ScoreChange]:
    """Every change of a claim's score, the newest first, with the act that caused it."""
    statement = (
        select(ClaimResult, Assessment)
        .join(Assessment, Assessment.id == ClaimResult.assessment_id)
        .where(ClaimResult.claim_id == claim_id)
        .order_by(ClaimResult.id)
    )
    changes: list[ScoreChange] = []
    before: ClaimResult | None = None
    for result, run in session.execute(statement):
        changes.append(
            ScoreChange(run.created_at, run.actor, run.cause, run.engine, before, result)
        )
        before = result
    if before is not None and before.superseded_at is not None:
        changes.append(_ended(session, before, before.superseded_at))
    return changes[::-1]


def _ended(session: Session, last: ClaimResult, at: datetime) -> ScoreChange:
    """The claim counts no more: the run of that moment says whose act it was."""
    dossier = select(Assessment.dossier_id).where(Assessment.id == last.assessment_id)
    run = session.scalars(
        select(Assessment).where(
            Assessment.dossier_id == dossier.scalar_subquery(), Assessment.created_at == at
        )
    ).first()
    if run is None:
        return ScoreChange(at, "", "", "", last, None)
    return ScoreChange(at, run.actor, run.cause, run.engine, last, None)


def latest_assessment(session: Session, dossier_id: int) -> Assessment | None:
    """The last run that changed anything in a dossier."""
    statement = select(Assessment).where(
        Assessment.dossier_id == dossier_id, Assessment.inputs_digest != NOT_MADE
    )
    return session.scalars(statement.order_by(Assessment.id.desc()).limit(1)).first()


def score_json(session: Session, dossier: Dossier) -> dict[str, Any]:
    """The results in force as ``score SLUG --json`` prints them, by public id."""
    latest = latest_assessment(session, dossier.id)
    return {
        "engine": latest.engine if latest else ENGINE_VERSION,
        "config": latest.config if latest else DEFAULT.as_dict(),
        "claims": _claims_json(session, dossier),
        "sources": _sources_json(session, dossier),
    }


CLAIM_KEYS = ("probability", "lower", "upper", "likelihood", "confidence", "credibility",
              "origins", "organisations", "flags", "ledger")  # fmt: skip
SOURCE_KEYS = ("accuracy", "lower", "upper")


def _claims_json(session: Session, dossier: Dossier) -> list[dict[str, Any]]:
    statement = (
        select(Claim.public_id, *(getattr(ClaimResult, key) for key in CLAIM_KEYS))
        .join(ClaimResult, ClaimResult.claim_id == Claim.id)
        .where(Claim.dossier_id == dossier.id, ClaimResult.superseded_at.is_(None))
    )
    now = now_of(session, dossier.id)
    claims = _by_id(session.execute(statement), CLAIM_KEYS)
    return [claim | {"now": now.get(claim["id"], claim["probability"])} for claim in claims]


def _sources_json(session: Session, dossier: Dossier) -> list[dict[str, Any]]:
    statement = (
        select(Source.public_id, *(getattr(SourceResult, key) for key in SOURCE_KEYS))
        .join(SourceResult, SourceResult.source_id == Source.id)
        .where(Source.dossier_id == dossier.id, SourceResult.superseded_at.is_(None))
    )
    return _by_id(session.execute(statement), SOURCE_KEYS)


def _by_id(rows: Iterable[Any], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows (id, values ...) as objects, sorted by id alike on every database."""
    return sorted(
        (dict(zip(("id", *keys), row, strict=True)) for row in rows),
        key=lambda record: str(record["id"]),
    )
