"""The claims that are sought: a page of them, and how all of them spread over facets.

One statement answers: the words are looked for once, and what it finds is counted and paged from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from provenance.assessments.numbering import batches
from provenance.claims.models import Claim
from provenance.search.finding import RECORDS, Sought, in_few, in_many
from provenance.search.matching import make_room
from provenance.search.models import ClaimIndex, Statement
from provenance.search.spreading import Group, Spread, named, spread_over

LAST = 2.0
"""Sorts after every probability."""
PAGE, BEFORE, GROUP = "page", "before", "group"


@dataclass(frozen=True, slots=True)
class Order:
    """What comes first; claims alike in that follow by public id. The key: a number."""

    key: ColumnElement[Any]


ORDERS: Mapping[str, Order] = {
    "id": Order(literal(0.0)),
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
    """``before``: how many come before the first one shown; ``spread``: of all that are found."""

    claims: Sequence[Claim]
    before: int
    spread: Spread


def page_of_claims(session: Session, sought: Sought, place: Place) -> ClaimPage:
    """One page. It is told by a claim, not by a number: claims that others add move nothing."""
    make_room(session)
    found = _found(session, sought, ORDERS[place.order])
    shown = select(found).where(*in_few(sought, found.c.profile)).subquery("shown")
    beyond = _beyond(session, sought.dossier_id, place, shown)
    parts = [_groups(found), _page(shown, beyond, place)]
    if beyond is not None:
        earlier = beyond if place.back else ~beyond
        parts.append(_row(BEFORE, literal(0), func.count()).select_from(shown).where(earlier))
    groups, rows, before = dict[int, Group](), list[tuple[int, int]](), 0
    for part, key, many, links in session.execute(union_all(*parts)):
        if part == GROUP:
            groups[key] = Group(many, links)
        elif part == PAGE:
            rows.append((many, key))
        else:
            before = many
    spread = _spread(session, sought, groups)
    return ClaimPage(
        _in_order(session, [key for _, key in sorted(rows)]),
        before - len(rows) if place.back and before else before, spread,
    )  # fmt: skip


def _found(session: Session, sought: Sought, order: Order) -> Any:
    return (
        select(
            ClaimIndex.claim_id, ClaimIndex.profile, ClaimIndex.name, ClaimIndex.links,
            order.key.label("key"),
        )
        .where(*in_many(session, sought))
        .cte("found")
        .prefix_with("MATERIALIZED")
    )  # fmt: skip


def _row(part: str, key: Any, many: Any, links: Any = "") -> Statement:
    return select(literal(part, Text), key, many, literal("", Text) if links == "" else links)


def _groups(found: Any) -> Statement:
    """Profile, how many claims have it, and the records on which these rest."""
    links = func.aggregate_strings(found.c.links, " ")
    return select(literal(GROUP, Text), found.c.profile, func.count(), links).group_by(
        found.c.profile
    )


def _page(shown: Any, beyond: ColumnElement[bool] | None, place: Place) -> Statement:
    """Claims in their order, the number of each in place of a count."""
    order = [each.desc() if place.back else each.asc() for each in (shown.c.key, shown.c.name)]
    rows = select(shown.c.claim_id, shown.c.key, shown.c.name)
    rows = rows if beyond is None else rows.where(beyond)
    page = rows.order_by(*order).limit(place.size).subquery("page")
    number = func.row_number().over(order_by=(page.c.key, page.c.name))
    return select(literal(PAGE, Text), page.c.claim_id, number, literal("", Text))


def _beyond(
    session: Session, dossier_id: int, place: Place, shown: Any
) -> ColumnElement[bool] | None:  # fmt: skip
    """None where the place is the beginning, or a claim that does not exist."""
    if not place.name:
        return None
    key = session.scalar(
        select(ORDERS[place.order].key).where(
            ClaimIndex.dossier_id == dossier_id, ClaimIndex.name == place.name
        )
    )
    if key is None:
        return None
    if place.back:
        farther = and_(shown.c.key == key, shown.c.name < place.name)
        return or_(shown.c.key < key, farther)
    return or_(shown.c.key > key, and_(shown.c.key == key, shown.c.name > place.name))


def _spread(session: Session, sought: Sought, groups: Mapping[int, Group]) -> Spread:
    """A facet of records in which something is chosen is counted over what the others leave."""
    spread = spread_over(sought, groups)
    many = dict(spread.many)
    for kind in RECORDS:
        if sought.chosen.get(kind):
            others = sought.without(kind)
            found = _found(session, others, ORDERS["id"])
            rows = session.execute(_groups(found))
            wider = spread_over(others, {row[1]: Group(row[2], row[3]) for row in rows})
            many[kind] = wider.many[kind]
    return Spread(
        spread.total, spread.few, named(session, sought, many)
    )  # fmt: skip


def _in_order(session: Session, rows: Sequence[int]) -> list[Claim]:
    claims = {
        one.id: one
        for batch in batches(rows)
        for one in session.scalars(select(Claim).where(Claim.id.in_(batch)))
    }
    return [claims[row] for row in rows]
