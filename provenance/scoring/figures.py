"""Quantities: which figures can both hold, which agree, and how far apart two are.

A figure is a range: its value give or take the tolerance of its qualifier, open upwards for "at
least" and downwards for "at most". Two ranges of one unit that overlap can both hold. Figures in
different units, and quantities in words, are not compared.
"""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import Bools, Floats, Index, expand
from provenance.scoring.codes import Codes, Qualifier
from provenance.scoring.config import Config
from provenance.scoring.types import ScoringInput

_LARGEST = 200
"""Answers of a question beyond so many are compared with none (they stay rivals)."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranges:
    """Per claim ``low`` and ``high`` of its figure (NaN without one), ``unit`` and ``qualifier``."""

    low: Floats
    high: Floats
    unit: Index
    qualifier: Codes

    def comparable(self, a: Index, b: Index) -> Bools:
        """Whether both claims have a figure in one unit."""
        known = ~np.isnan(self.low)
        return np.asarray(known[a] & known[b] & (self.unit[a] == self.unit[b]))

    def fit(self, a: Index, b: Index) -> Bools:
        """Whether both figures can hold: the two ranges overlap."""
        apart = (self.low[a] > self.high[b]) | (self.low[b] > self.high[a])
        return self.comparable(a, b) & ~apart

    def gap(self, a: Index, b: Index) -> Floats:
        """Distance between the ranges relative to the larger bound; 0 where they overlap."""
        upper, lower = np.minimum(self.high[a], self.high[b]), np.maximum(self.low[a], self.low[b])
        far = np.maximum(np.abs(upper), np.abs(lower))
        open_end = ~np.isfinite(upper) | ~np.isfinite(lower)
        with np.errstate(invalid="ignore"):
            between = np.where(open_end, 0.0, np.maximum(lower - upper, 0.0))
        return np.divide(between, far, out=np.zeros(len(far)), where=(far > 0) & (between > 0))


def ranges(inputs: ScoringInput, config: Config) -> Ranges:
    """The range of every claim's figure."""
    claims = inputs.claims
    slack = np.abs(claims.figure) * np.array(config.tolerance_of_figures)[claims.qualifier]
    low, high = claims.figure - slack, claims.figure + slack
    known = ~np.isnan(claims.figure)
    low = np.where(known & (claims.qualifier == Qualifier.AT_MOST), -np.inf, low)
    high = np.where(known & (claims.qualifier == Qualifier.AT_LEAST), np.inf, high)
    return Ranges(low, high, claims.unit, claims.qualifier)


def portion(inputs: ScoringInput, figures: Ranges, config: Config) -> Floats:
    """What is left of each relation that says that two figures differ: part where both can hold,
    all where they are a stated way apart, in proportion between."""
    table = inputs.relations
    left = np.ones(len(table.a))
    rows = np.flatnonzero(table.figures & figures.comparable(table.a, table.b))
    share = np.minimum(figures.gap(table.a[rows], table.b[rows]) / config.figures_apart, 1.0)
    left[rows] = config.figures_fit + (1 - config.figures_fit) * share
    return left


def fitting(claim: Index, question: Index, figures: Ranges) -> tuple[Index, Index]:
    """Pairs (i, j) of rows, both answers of one question, that can both hold; each pair once, and
    i is the one whose range begins later. ``question`` is sorted."""
    use = np.flatnonzero(~np.isnan(figures.low[claim]))
    counts = np.bincount(question[use], minlength=int(question.max(initial=-1)) + 1)
    use = use[counts[question[use]] <= _LARGEST]
    use = use[np.lexsort((use, figures.low[claim[use]], question[use]))]
    counts = np.bincount(question[use], minlength=len(counts))
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    which, at = expand(start, question[use])
    earlier = at < which
    later, first = use[which[earlier]], use[at[earlier]]
    fit = figures.fit(claim[later], claim[first])
    return later[fit], first[fit]


def agreeing(claim: Index, question: Index, figures: Ranges) -> tuple[Index, Index]:
    """(from, to) pairs of claims under one question: a figure raises another that agrees with it,
    and a bound that it meets. A bound says nothing of the figures within it, but raises a looser
    one of its kind."""
    later, first = fitting(claim, question, figures)
    a = np.concatenate([claim[later], claim[first]])
    b = np.concatenate([claim[first], claim[later]])
    bound = (figures.qualifier == Qualifier.AT_LEAST) | (figures.qualifier == Qualifier.AT_MOST)
    alike = figures.qualifier[a] == figures.qualifier[b]
    within = (figures.low[a] >= figures.low[b]) & (figures.high[a] <= figures.high[b])
    says = np.where(bound[a], alike & within, within | ~bound[b])
    return a[says], b[says]


def most_at_once(claim: Index, weight: Floats, figures: Ranges) -> float:
    """Largest sum of weights of answers that exclude one another: those without a comparable
    figure, and of the ranges of each unit the best row that does not overlap."""
    known = ~np.isnan(figures.low[claim])
    total = float(weight[~known].sum())
    for unit in np.unique(figures.unit[claim[known]]):
        rows = np.flatnonzero(known & (figures.unit[claim] == unit))
        total += _best_row(figures.low[claim[rows]], figures.high[claim[rows]], weight[rows])
    return total


def _best_row(low: Floats, high: Floats, weight: Floats) -> float:
    """Weighted interval scheduling: the ends in order, the best sum up to each."""
    order = np.argsort(high, kind="stable")
    ends, best = high[order], [0.0]
    for at, row in enumerate(order):
        before = int(np.searchsorted(ends[:at], low[row], side="left"))
        best.append(max(best[at], best[before] + float(weight[row])))
    return best[-1]
