"""How the claims that are sought spread over facets: two or three statements, whatever is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, func, literal, select, union_all
from sqlalchemy.orm import Session

from provenance.search.finding import RECORDS, Sought, all_of, in_few, in_many
from provenance.search.models import ClaimIndex, ClaimLink, Statement
from provenance.search.profile import FACETS, WITHDRAWN, Profiles, counts_of

SHOWN = 12
"""Most values of a facet of records."""
PROFILE = "profile"
Counted = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """``total``: how many claims are found. ``few``: facet → value → how many would be found with
    that value in place of those chosen; ``many``: the same for records, (public id, label, count)."""

    total: int
    few: Mapping[str, Mapping[str, int]]
    many: Mapping[str, Sequence[Counted]]


def spread_of_claims(session: Session, sought: Sought) -> Spread:
    """Counts of every facet, each over what the other facets leave."""
    alone = [kind for kind in RECORDS if sought.chosen.get(kind)]
    profiles, rows = _profiles_and_most(session, sought, [k for k in RECORDS if k not in alone])
    for kind in alone:
        rows |= _most(session, sought.without(kind), kind)
        rows[kind] |= _chosen(session, sought, kind, rows[kind])
    held = np.array(list(profiles), dtype=np.int64)
    many = np.array(list(profiles.values()), dtype=np.int64)
    total, few = _few(sought, held, many)
    return Spread(total, few, {kind: _named(session, kind, rows.get(kind, {})) for kind in RECORDS})


def _few(
    sought: Sought, held: Profiles, many: Profiles
) -> tuple[int, dict[str, dict[str, int]]]:  # fmt: skip
    kept = {name: (held & mask) != 0 for name, mask in _masks(sought).items()}
    few = {}
    for name, facet in FACETS.items():
        others = np.ones(len(held), dtype=bool)
        for other, keeps in kept.items():
            others &= keeps | (other == name)
        counts = counts_of(held[others], many[others])
        few[name] = {value: counts[facet.bit(value)] for value in facet.values}
    found = np.logical_and.reduce(list(kept.values()))
    return int(many[found].sum()), few


def _masks(sought: Sought) -> dict[str, int]:
    status = FACETS["status"]
    chosen = {
        name: f.mask(sought.chosen[name]) for name, f in FACETS.items() if name in sought.chosen
    }
    return {"status": status.mask(status.values) ^ WITHDRAWN, **chosen}


def _profiles_and_most(
    session: Session, sought: Sought, kinds: Sequence[str]
) -> tuple[dict[int, int], dict[str, dict[int, int]]]:
    """Profile → how many claims; kind → row → how many claims, of those with most. The words are
    looked for once."""
    found = select(ClaimIndex.claim_id, ClaimIndex.profile).where(*in_many(session, sought))
    claims = found.cte("found")
    profiles = select(literal(PROFILE), claims.c.profile, func.count()).group_by(claims.c.profile)
    matching = select(claims.c.claim_id).where(*in_few(sought, claims.c.profile))
    counted = union_all(profiles, _ranked(sought, kinds, matching)) if kinds else profiles
    rows: dict[str, dict[int, int]] = {}
    for kind, row, many in session.execute(counted):
        rows.setdefault(kind, {})[row] = many
    return rows.pop(PROFILE, {}), rows


def _most(session: Session, sought: Sought, kind: str) -> dict[str, dict[int, int]]:
    claims = select(ClaimIndex.claim_id).where(*all_of(session, sought))
    rows = session.execute(_ranked(sought, [kind], claims))
    return {kind: {row[1]: row[2] for row in rows}}


def _ranked(sought: Sought, kinds: Sequence[str], claims: Statement) -> Statement:
    """Kind, row and number of claims, for the records on which most of the claims rest."""
    many = func.count()
    place = func.row_number().over(
        partition_by=ClaimLink.kind, order_by=(many.desc(), ClaimLink.row_id)
    )
    counted = (
        _links(sought, kinds, claims)
        .with_only_columns(
            ClaimLink.kind, ClaimLink.row_id, many.label("many"), place.label("place")
        )
        .group_by(ClaimLink.kind, ClaimLink.row_id)
        .subquery()
    )
    return select(counted.c.kind, counted.c.row_id, counted.c.many).where(counted.c.place <= SHOWN)


def _links(sought: Sought, kinds: Sequence[str], claims: Statement) -> Statement:
    return select(ClaimLink.claim_id).where(
        ClaimLink.kind.in_(kinds), ClaimLink.dossier_id == sought.dossier_id,
        ClaimLink.claim_id.in_(claims),
    )  # fmt: skip


def _chosen(
    session: Session, sought: Sought, kind: str, known: Mapping[int, int]
) -> dict[int, int]:
    """Chosen records that are not among those with most: they are shown all the same."""
    model, _ = RECORDS[kind]
    wanted: ColumnElement[bool] = model.public_id.in_(sought.chosen[kind])
    rows = session.scalars(select(model.id).where(model.dossier_id == sought.dossier_id, wanted))
    missing = [row for row in rows if row not in known]
    if not missing:
        return {}
    claims = select(ClaimIndex.claim_id).where(*all_of(session, sought.without(kind)))
    statement = (
        _links(sought, [kind], claims)
        .where(ClaimLink.row_id.in_(missing))
        .with_only_columns(ClaimLink.row_id, func.count())
        .group_by(ClaimLink.row_id)
    )
    return dict.fromkeys(missing, 0) | {row[0]: row[1] for row in session.execute(statement)}


def _named(session: Session, kind: str, counts: Mapping[int, int]) -> list[Counted]:
    model, label = RECORDS[kind]
    rows: Any = session.execute(
        select(model.id, model.public_id, label).where(model.id.in_(list(counts)))
    )
    named = [(row[1], row[2], counts[row[0]]) for row in rows]
    return sorted(named, key=lambda each: (-each[2], each[1], each[0]))
