"""What would change this: the single sources, grades and relations on which a claim's term hangs."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from provenance.scoring import whatif
from provenance.scoring.arrays import Index
from provenance.scoring.codes import Grade
from provenance.scoring.config import DEFAULT, Config
from provenance.scoring.edges import SUPPORT, build
from provenance.scoring.engine import score
from provenance.scoring.result import Result
from provenance.scoring.subset import neighbourhood, subset, within
from provenance.scoring.types import ScoringInput
from provenance.scoring.whatif import Change


class Kind(StrEnum):
    """What would have to change."""

    SOURCE = "source discredited"
    GRADE = "source graded otherwise"
    RELATION = "relation withdrawn"


@dataclass(frozen=True, slots=True)
class Lever:
    """One change that would move the claim to another term. ``source``, ``relation`` row numbers
    or -1; ``grade`` Grade or -1."""

    kind: Kind
    change: Change
    source: int = -1
    grade: int = -1
    relation: int = -1


def levers(
    inputs: ScoringInput, claim: int, config: Config = DEFAULT, steps: int = 3, most: int = 40
) -> tuple[Lever, ...]:
    """Single changes that would move ``claim`` across a boundary, the largest first.

    Tried: each source that speaks on the claim, or is lent to it, discredited; each of them one
    grade up or down (C and E for one never graded); each relation of the claim withdrawn. Claims
    further than ``steps`` relations away are held out of the trials; at most ``most`` sources and
    relations each are tried.
    """
    part = within(inputs, np.array([claim], dtype=np.int64), steps)
    near, at = subset(inputs, part), int(np.searchsorted(part, claim))
    before = score(near, config)
    found = [
        lever
        for lever in (
            *_of_sources(near, before, at, config, most),
            *_of_relations(near, before, at, config, most),
        )
        if lever.change.before_term != lever.change.after_term
    ]
    found.sort(key=lambda lever: -abs(lever.change.after - lever.change.before))
    relation = _relations_of(inputs, part)
    return tuple(_renumbered(lever, claim, relation) for lever in found)


def fall_with(inputs: ScoringInput, source: int, config: Config = DEFAULT) -> tuple[Change, ...]:
    """Claims that would end in a lower term if the source were discredited."""
    claims = whatif.claims_of(inputs, source)
    part = neighbourhood(inputs, claims)
    near = subset(inputs, part)
    before, after = score(near, config), score(whatif.discredit(near, [source]), config)
    fallen = [change for change in whatif.changes(before, after) if change.falls]
    return tuple(
        Change(int(part[c.claim]), c.before, c.after, c.before_term, c.after_term) for c in fallen
    )


def _of_sources(
    near: ScoringInput, before: Result, at: int, config: Config, most: int
) -> list[Lever]:
    found = []
    for source in _voices(near, at, config)[:most]:
        row = int(source)
        after = score(whatif.discredit(near, [row]), config)
        found.append(Lever(Kind.SOURCE, whatif.change(before, after, at), source=row))
        for grade in _other_grades(near, row):
            after = score(whatif.regrade(near, row, grade), config)
            change = whatif.change(before, after, at)
            found.append(Lever(Kind.GRADE, change, source=row, grade=int(grade)))
    return found


def _of_relations(
    near: ScoringInput, before: Result, at: int, config: Config, most: int
) -> list[Lever]:
    table = near.relations
    rows = np.flatnonzero((table.a == at) | (table.b == at))[:most]
    return [
        Lever(
            Kind.RELATION,
            whatif.change(before, score(whatif.without_relation(near, int(row)), config), at),
            relation=int(row),
        )
        for row in rows
    ]


def _voices(near: ScoringInput, at: int, config: Config) -> Index:
    """Sources that speak on the claim, and on those that support it."""
    edges = build(near, config)
    lending = edges.source[(edges.target == at) & (edges.role == SUPPORT)]
    heard = np.isin(near.attributions.claim, np.append(lending, at))
    return np.unique(near.attributions.source[heard])


def _other_grades(near: ScoringInput, source: int) -> tuple[Grade, ...]:
    """One step up and down from the middle of its letters."""
    given = near.ratings.grade[near.ratings.source == source]
    letters = given[given < Grade.F]
    if len(letters) == 0:
        return (Grade.C, Grade.E)
    middle = int(np.median(letters))
    return tuple(Grade(at) for at in (middle - 1, middle + 1) if Grade.A <= at <= Grade.E)


def _relations_of(inputs: ScoringInput, part: Index) -> Index:
    """Row numbers, in the whole, of the relations kept in the part."""
    table = inputs.relations
    return np.flatnonzero(np.isin(table.a, part) & np.isin(table.b, part))


def _renumbered(lever: Lever, claim: int, relation: Index) -> Lever:
    old = lever.change
    change = Change(claim, old.before, old.after, old.before_term, old.after_term)
    row = int(relation[lever.relation]) if lever.relation >= 0 else -1
    return Lever(lever.kind, change, lever.source, lever.grade, row)
