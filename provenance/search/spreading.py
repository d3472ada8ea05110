"""How the claims that were found spread over facets: counted from groups of claims alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.search.finding import CODES, RECORDS, Sought
from provenance.search.profile import FACETS, WITHDRAWN, Profiles, counts_of

SHOWN = 12
"""Most values of a facet of records."""
Counted = tuple[str, str, int]


class Group(NamedTuple):
    """Claims of one profile: how many, and the numbers of the records on which they rest."""

    many: int
    links: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """``total``: how many claims are found. ``few``: facet → value → how many would be found with
    that value in place of those chosen; ``many``: kind of record → row → how many."""

    total: int
    few: Mapping[str, Mapping[str, int]]
    many: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Spread:
    """The same with the records by name: (public id, label, count), those with most first."""

    total: int
    few: Mapping[str, Mapping[str, int]]
    many: Mapping[str, Sequence[Counted]]


def spread_over(sought: Sought, groups: Mapping[int, Group]) -> Rows:
    """Counts of every facet, each over what the other facets leave; records over what all leave."""
    held = np.array(list(groups), dtype=np.int64)
    many = np.array([group.many for group in groups.values()], dtype=np.int64)
    kept = {name: (held & mask) != 0 for name, mask in _masks(sought).items()}
    few = {}
    for name, facet in FACETS.items():
        others = np.ones(len(held), dtype=bool)
        for other, keeps in kept.items():
            others &= keeps | (other == name)
        counts = counts_of(held[others], many[others])
        few[name] = {value: counts[facet.bit(value)] for value in facet.values}
    found = np.logical_and.reduce(list(kept.values()))
    written = " ".join(groups[profile].links or "" for profile in held[found].tolist())
    return Rows(int(many[found].sum()), few, _records(written))


def _masks(sought: Sought) -> dict[str, int]:
    status = FACETS["status"]
    chosen = {
        name: facet.mask(sought.chosen[name])
        for name, facet in FACETS.items()
        if sought.chosen.get(name)
    }
    return {"status": status.mask(status.values) ^ WITHDRAWN, **chosen}


def _records(written: str) -> dict[str, dict[int, int]]:
    """Kind → row → count, from numbers in a text."""
    numbers: Profiles = np.fromstring(written, dtype=np.int64, sep=" ") if written.strip() else (
        np.zeros(0, dtype=np.int64)
    )  # fmt: skip
    found = {}
    for kind, code in CODES.items():
        rows, counts = np.unique(numbers[numbers % len(CODES) == code], return_counts=True)
        found[kind] = dict(zip((rows // len(CODES)).tolist(), counts.tolist(), strict=True))
    return found


def named(
    session: Session, sought: Sought, many: Mapping[str, Mapping[int, int]]
) -> dict[str, list[Counted]]:
    """The records with most claims of each kind, and those that are chosen."""
    return {kind: _named(session, sought, kind, counts) for kind, counts in many.items()}


def _named(session: Session, sought: Sought, kind: str, counts: Mapping[int, int]) -> list[Counted]:
    model, label = RECORDS[kind]
    most = sorted(counts, key=lambda row: (-counts[row], row))[:SHOWN]
    wanted: Any = model.id.in_(most)
    chosen = sought.chosen.get(kind)
    if chosen:
        wanted |= model.public_id.in_(chosen)
    rows = session.execute(
        select(model.id, model.public_id, label).where(
            model.dossier_id == sought.dossier_id, wanted
        )
    )
    found = [(row[1], row[2], counts.get(row[0], 0)) for row in rows]
    return sorted(found, key=lambda each: (-each[2], each[1], each[0]))
