"""The claims that are sought: a page of them, how many there are, and how they spread over facets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from provenance.claims.models import Claim
from provenance.search.finding import Sought, all_of
from provenance.search.models import ClaimIndex

SHOWN = 12
"""Most values of a facet of records."""
LAST = 2.0
"""Sorts after every probability."""


@dataclass(frozen=True, slots=True)
class Order:
    """What comes first; claims alike in that follow by public id."""

    key: ColumnElement[Any] | None = None

    @property
    def value(self) -> Any:
        """What a place in this order is told by, beside the public id."""
        return ClaimIndex.claim_id if self.key is None else self.key

    def columns(self, *, back: bool) -> list[ColumnElement[Any]]:
        """To order by, from the first on or from the last back."""
        columns = [*([] if self.key is None else [self.key]), ClaimIndex.name]
        return [each.desc() if back else each.asc() for each in columns]

    def beyond(self, key: float, name: str, *, back: bool) -> ColumnElement[bool]:
        """Condition on a claim: it comes after this place, or before it."""
        farther = ClaimIndex.name < name if back else ClaimIndex.name > name
        if self.key is None:
            return farther
        return or_(self.key < key if back else self.key > key, and_(self.key == key, farther))


ORDERS: Mapping[str, Order] = {
    "id": Order(),
    "likeliest": Order(func.coalesce(-ClaimIndex.probability, LAST)),
    "unlikeliest": Order(func.coalesce(ClaimIndex.probability, LAST)),
    "key": Order(-ClaimIndex.importance * 1.0),
    "newest": Order(-ClaimIndex.claim_id * 1.0),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins or ends: beyond the claim of this public id, forwards or back."""

    order: str = "id"
    name: str = ""
    back: bool = False
    size: int = 50


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """``before``: how many come before the first one shown."""

    claims: Sequence[Claim]
    before: int


def page_of_claims(session: Session, sought: Sought, place: Place) -> ClaimPage:
    """One page. It is told by a claim, not by a number: claims that others add move nothing."""
    order = ORDERS[place.order]
    conditions = all_of(session, sought)
    beyond = _beyond(session, sought.dossier_id, order, place)
    rows = session.execute(
        select(Claim, order.value)
        .join(ClaimIndex, ClaimIndex.claim_id == Claim.id)
        .where(*conditions, *beyond)
        .order_by(*order.columns(back=place.back))
        .limit(place.size)
    ).all()
    rows = rows[::-1] if place.back else rows
    if not rows or not beyond:
        return ClaimPage([row[0] for row in rows], 0)
    earlier = order.beyond(rows[0][1], rows[0][0].public_id, back=True)
    counted = select(func.count()).select_from(ClaimIndex).where(*conditions, earlier)
    return ClaimPage([row[0] for row in rows], session.scalar(counted) or 0)


def _beyond(
    session: Session, dossier_id: int, order: Order, place: Place
) -> list[ColumnElement[bool]]:
    """Nothing where the place is the beginning, or a claim that does not exist."""
    if not place.name:
        return []
    found = session.execute(
        select(order.value).where(
            ClaimIndex.dossier_id == dossier_id, ClaimIndex.name == place.name
        )
    ).first()
    return [] if found is None else [order.beyond(found[0], place.name, back=place.back)]
