"""Where a dossier is weakest: key claims that little would overturn, and the sources on whom most
hangs."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from provenance.assessments.models import ClaimResult
from provenance.assessments.what_if import Load, load_bearing
from provenance.claims.models import Claim
from provenance.claims.queries import in_force
from provenance.dossiers.models import Dossier
from provenance.reports.cards import claim_lines
from provenance.reports.pages import Fall, Fragile, LoadBearing, Weakest
from provenance.reports.types import Link

KEY = 3
EVEN = 0.5
MOST = 10
"""Fragile key claims shown."""
TRIED = 6
"""Sources without which the dossier is scored for the page: those that speak on most claims."""
TRIED_UP_TO = 500
"""Claims beyond which sources are tried on the page of what-ifs only."""
NAMED = 2
"""Sources named beside a claim that would fall without them."""


def weakest(session: Session, dossier: Dossier, claims: int) -> Weakest:
    """For the page of a dossier that has so many ``claims``."""
    loads = load_bearing(session, dossier, TRIED) if 0 < claims <= TRIED_UP_TO else None
    falls = _falls(loads or ())
    fragile, total = _fragile(session, dossier, falls)
    shown = tuple(
        LoadBearing(Link(load.id, load.label), load.claims, load.falling)
        for load in loads or ()
        if load.falls
    )
    return Weakest(fragile, total, _key_claims(session, dossier),
                   None if loads is None else shown)  # fmt: skip


def _falls(loads: Sequence[Load]) -> Mapping[str, tuple[Fall, ...]]:
    """Claim (public id) → the sources without which it would fall."""
    found: dict[str, tuple[Fall, ...]] = {}
    for load in loads:
        for claim, term in load.falls.items():
            fall = Fall(Link(load.id, load.label), term)
            found[claim] = (*found.get(claim, ()), fall)
    return found


def _key_claims(session: Session, dossier: Dossier) -> int:
    statement = select(func.count()).select_from(Claim)
    statement = statement.where(Claim.importance == KEY, *in_force(dossier.id))
    return session.scalar(statement) or 0


def _fragile(
    session: Session, dossier: Dossier, falls: Mapping[str, tuple[Fall, ...]]
) -> tuple[tuple[Fragile, ...], int]:
    """Those with most grounds first, then the widest interval; and how many there are."""
    even = and_(ClaimResult.lower < EVEN, ClaimResult.upper > EVEN)
    single = ClaimResult.origins == 1
    falling = Claim.public_id.in_(list(falls))
    grounds: Any = sum(case((ground, 1), else_=0) for ground in (even, single, falling))
    statement = (
        select(Claim, even, single, func.count().over())
        .join(ClaimResult, ClaimResult.claim_id == Claim.id)
        .where(
            ClaimResult.superseded_at.is_(None),
            Claim.importance == KEY,
            or_(even, single, falling),
            *in_force(dossier.id),
        )
        .order_by(grounds.desc(), (ClaimResult.upper - ClaimResult.lower).desc(), Claim.public_id)
        .limit(MOST)
    )
    rows = session.execute(statement).all()
    lines = claim_lines(session, [row[0] for row in rows])
    found = tuple(
        Fragile(lines[claim.id], bool(even), bool(single), falls.get(claim.public_id, ())[:NAMED])
        for claim, even, single, _ in rows
    )
    return found, rows[0][3] if rows else 0
