"""Reading claims, their words, and who asserts or denies them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from provenance.citations.models import Citation
from provenance.claims.models import (
    Attribution,
    AttributionCitation,
    AttributionVia,
    Claim,
    ClaimSubject,
    Hedge,
    Quote,
)


def live_claims(session: Session, dossier_id: int) -> Sequence[Claim]:
    """Claims not withdrawn, by id."""
    statement = select(Claim).where(*in_force(dossier_id)).order_by(Claim.public_id)
    return session.scalars(statement).all()


def count_claims(session: Session, dossier_id: int) -> int:
    """How many claims are not withdrawn."""
    return session.scalar(select(func.count()).select_from(Claim).where(*in_force(dossier_id))) or 0


def in_force(dossier_id: int) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a claim: it is one of the dossier's, and was not withdrawn."""
    return (Claim.dossier_id == dossier_id, Claim.withdrawn_at.is_(None), stands())


def stands(claim: Any = Claim) -> ColumnElement[bool]:
    """Condition on a claim (or an alias): no status, or any but withdrawn."""
    standing: ColumnElement[bool] = func.coalesce(claim.status, "") != "withdrawn"
    return standing


def unsourced() -> ColumnElement[bool]:
    """Condition on a claim: nobody asserts or denies it."""
    said = exists().where(Attribution.claim_id == Claim.id, Attribution.withdrawn_at.is_(None))
    return ~said


def attributions_of(session: Session, claim_ids: Iterable[int]) -> dict[int, list[Attribution]]:
    """Claim row → its attributions in force, with their sources."""
    statement = (
        select(Attribution)
        .where(Attribution.claim_id.in_(list(claim_ids)), Attribution.withdrawn_at.is_(None))
        .options(joinedload(Attribution.source))
        .order_by(Attribution.claim_id, Attribution.public_id)
    )
    found: dict[int, list[Attribution]] = {}
    for attribution in session.scalars(statement):
        found.setdefault(attribution.claim_id, []).append(attribution)
    return found


def citations_of_attributions(
    session: Session, attribution_ids: Iterable[int]
) -> dict[int, list[Citation]]:
    """Attribution row → the citations in which its source is cited."""
    statement = (
        select(AttributionCitation)
        .where(AttributionCitation.attribution_id.in_(list(attribution_ids)))
        .options(joinedload(AttributionCitation.citation).joinedload(Citation.note))
        .order_by(AttributionCitation.attribution_id, AttributionCitation.number)
    )
    found: dict[int, list[Citation]] = {}
    for link in session.scalars(statement):
        found.setdefault(link.attribution_id, []).append(link.citation)
    return found


def hedges_of(session: Session, attribution_ids: Iterable[int]) -> dict[int, list[Hedge]]:
    """Attribution row → its hedges in order."""
    statement = select(Hedge).where(Hedge.attribution_id.in_(list(attribution_ids)))
    found: dict[int, list[Hedge]] = {}
    for hedge in session.scalars(statement.order_by(Hedge.attribution_id, Hedge.number)):
        found.setdefault(hedge.attribution_id, []).append(hedge)
    return found


def via_of(session: Session, attribution_ids: Iterable[int]) -> dict[int, list[AttributionVia]]:
    """Attribution row → through whom it reached us, nearest first."""
    statement = (
        select(AttributionVia)
        .where(AttributionVia.attribution_id.in_(list(attribution_ids)))
        .options(joinedload(AttributionVia.source), joinedload(AttributionVia.person))
        .order_by(AttributionVia.attribution_id, AttributionVia.number)
    )
    found: dict[int, list[AttributionVia]] = {}
    for via in session.scalars(statement):
        found.setdefault(via.attribution_id, []).append(via)
    return found


def quotes_of(session: Session, claim_ids: Iterable[int]) -> dict[int, list[Quote]]:
    """Claim row → the words it rests on, in order."""
    statement = (
        select(Quote)
        .where(Quote.claim_id.in_(list(claim_ids)))
        .options(joinedload(Quote.document), joinedload(Quote.note))
        .order_by(Quote.claim_id, Quote.number)
    )
    found: dict[int, list[Quote]] = {}
    for quote in session.scalars(statement):
        found.setdefault(quote.claim_id, []).append(quote)
    return found


def subjects_of(session: Session, claim_id: int) -> Sequence[ClaimSubject]:
    """Organisations and persons that the claim is about."""
    statement = select(ClaimSubject).where(ClaimSubject.claim_id == claim_id)
    return session.scalars(statement.order_by(ClaimSubject.number)).all()


def attribution_uses(session: Session, source_id: int) -> int:
    """How many attributions in force rest on the source, or reached us through it."""
    through = select(AttributionVia.attribution_id).where(AttributionVia.source_id == source_id)
    statement = select(func.count()).select_from(Attribution)
    statement = statement.where(
        or_(Attribution.source_id == source_id, Attribution.id.in_(through)),
        Attribution.withdrawn_at.is_(None),
    )
    return session.scalar(statement) or 0


def claims_about(session: Session, organisation_id: int) -> int:
    """How many claims in force are about the organisation."""
    statement = select(func.count()).select_from(ClaimSubject).join(Claim)
    statement = statement.where(
        ClaimSubject.organisation_id == organisation_id,
        stands(),
    )
    return session.scalar(statement) or 0
