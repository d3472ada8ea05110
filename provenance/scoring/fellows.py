"""What a further voice on the same side of a claim still adds.

The strongest counts whole. Others count in part: of the same organisation, for want of independence;
of any other, nearly whole until somebody judges; and of those whom the claim serves alike, little,
whatever their organisation. Voices of parties that are rivals at that time have reason to differ: where
they agree on what serves neither, nobody need judge their independence.
"""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import (
    Bools,
    Floats,
    Index,
    contains,
    distinct,
    expand,
    group_max,
    group_sum,
    number,
)
from provenance.scoring.codes import TieKind
from provenance.scoring.config import Config
from provenance.scoring.interest import overlap
from provenance.scoring.origins import Origins, independent_fellows
from provenance.scoring.types import ScoringInput

_ALIKE = 1e9
"""Parts of a log-odds within which two voices count as equally strong (only who is named first
depends on it)."""
_ENMITY = (TieKind.RIVAL_OF, TieKind.AT_WAR_WITH)


@dataclass(frozen=True, slots=True, eq=False)
class Discounted:
    """Strength of each origin after each step: among its ``organisation``, among those whom the
    claim serves (``interest``), and among all (``counted``)."""

    organisation: Floats
    interest: Floats
    counted: Floats


def discount(
    inputs: ScoringInput,
    origins: Origins,
    houses: tuple[Index, Index],
    side: Index,
    strength: Floats,
    serves: Bools,
    config: Config,
) -> Discounted:
    """``houses`` (origin, organisation); ``side`` of the claim; ``serves`` whether what the origin
    says serves it.

    f = same_organisation within an organisation, s = shared_interest among those served, g =
    not_established otherwise; f and g are 1 where judged independent of a fellow. A voice's
    strength is split evenly over its organisations. No further voice takes anything away, and the
    order of voices does not matter.
    """
    judged = independent_fellows(inputs, origins, same_org=False)
    judged |= facing_rivals(inputs, origins, houses, side, (strength > 0) & ~serves)
    g = np.where(judged, 1.0, config.not_established)
    f = np.where(independent_fellows(inputs, origins, same_org=True), 1.0, config.same_organisation)
    fellow = _in_organisation(inputs, origins.n, houses, side, strength, serves, f, g)
    interest = _served_alike(side, fellow, serves, config.shared_interest)
    sides, n_sides = number(side)
    counted = g * interest + winner(sides, n_sides, (1 - g) * strength)
    return Discounted(fellow, interest, np.minimum(counted, strength))


def _in_organisation(
    inputs: ScoringInput, n: int, houses: tuple[Index, Index], side: Index, strength: Floats,
    serves: Bools, f: Floats, g: Floats,
) -> Floats:  # fmt: skip
    """An organisation's bonus goes to its strongest voice that is not served; one that is served
    gets what it is stronger by, so that its growing never takes credit from the other."""
    owner, organisation = houses
    share = strength[owner] / np.bincount(owner, minlength=n)[owner]
    group, n_groups = number(side[owner] * max(inputs.n_organisations, 1) + organisation)
    value = share * (1 - f[owner]) * g[owner]
    plain = np.where(serves[owner], 0.0, value)
    served = np.where(serves[owner], value, 0.0)
    best = np.maximum(group_max(group, plain, n_groups), 0.0)[group]
    more = np.divide(
        np.maximum(served - best, 0.0), served, out=np.zeros(len(best)), where=served > 0
    )
    bonus = winner(group, n_groups, plain) + more * winner(group, n_groups, served)
    has = np.zeros(n, dtype=np.bool_)
    has[owner] = True
    fellow = np.where(has, f * strength + group_sum(owner, bonus / g[owner], n), strength)
    return np.minimum(fellow, strength)


def _served_alike(side: Index, strength: Floats, serves: Bools, portion: float) -> Floats:
    """Of those served on one side the strongest whole, the others in part."""
    rows = np.flatnonzero(serves & (strength > 0))
    group, n = number(side[rows])
    result = strength.copy()
    result[rows] = portion * strength[rows] + winner(group, n, (1 - portion) * strength[rows])
    return result


def facing_rivals(
    inputs: ScoringInput, origins: Origins, houses: tuple[Index, Index], side: Index, honest: Bools
) -> Bools:
    """Origins that agree with one of an organisation that is a rival of theirs, or at war with it,
    at the claim's time; among ``honest`` ones alone."""
    ties, result = inputs.ties, np.zeros(origins.n, dtype=np.bool_)
    n = inputs.n_organisations
    use = np.flatnonzero(np.isin(ties.kind, _ENMITY) & (ties.a < n) & (ties.b < n))
    owner, organisation = houses[0][honest[houses[0]]], houses[1][honest[houses[0]]]
    if len(use) == 0 or len(owner) == 0:
        return result
    here, there = (
        np.concatenate([ties.a[use], ties.b[use]]),
        np.concatenate([ties.b[use], ties.a[use]]),
    )
    order = np.argsort(here, kind="stable")
    start = np.searchsorted(here[order], np.arange(n + 1)).astype(np.int64)
    row, at = expand(start, organisation)
    present = distinct(side[owner] * n + organisation)
    met = contains(present, side[owner[row]] * n + there[order[at]])
    row, tie = row[met], np.tile(use, 2)[order[at[met]]]
    result[owner[row[overlap(inputs, origins.claim[owner[row]], tie)]]] = True
    return result


def winner(group: Index, n: int, values: Floats) -> Floats:
    """Each group's largest value, given to the row that has it; split evenly among equals."""
    rounded, largest = np.rint(values * _ALIKE), group_max(group, values, n)
    wins = rounded == np.rint(largest * _ALIKE)[group]
    return np.where(
        wins, (largest / np.maximum(np.bincount(group[wins], minlength=n), 1))[group], 0.0
    )
