"""One accuracy per source: variational Bayes for the one-coin model.

A source with accuracy a names the true value with probability a, else one of the m false ones alike.
q(accuracy) is Beta, q(truth) a share over the object's own candidates and "none of these"; updates
use E ln a and E ln(1 - a) (digamma). Dawid & Skene 1979 with one parameter; Zhao et al. 2012; the
cautious start keeps few prolific sources from locking in. docs/scoring.md, "Tables".
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.special import digamma

from provenance.scoring.arrays import Floats
from provenance.scoring.tables.objects import over_objects, shares, votes, widths
from provenance.scoring.tables.types import AssertionTable, TableConfig


@dataclass(frozen=True, slots=True, eq=False)
class OneCoin:
    """``share`` of each candidate; ``right`` and ``wrong`` of each source's Beta posterior;
    ``class_log`` log prior of each value (zeros on open labels)."""

    share: Floats
    right: Floats
    wrong: Floats
    class_log: Floats

    def accuracy(self, config: TableConfig) -> Floats:
        """Posterior mean, within the configured limits."""
        mean = self.right / (self.right + self.wrong)
        return np.clip(mean, config.least_accurate, config.most_accurate)


def fit(
    table: AssertionTable,
    prior: tuple[Floats, Floats],
    weight: Floats,
    closed: bool,
    config: TableConfig,
    like: csr_array | None = None,
) -> OneCoin:
    """``prior`` Beta counts (right, wrong) of each source; ``like`` likeness of candidates."""
    count = votes(table, weight)
    share = count / (over_objects(table, count)[table.object] + config.cautious)
    said = np.bincount(table.source, weights=weight, minlength=table.n_sources)
    false = np.log(false_values(table, closed))
    right, wrong, class_log = prior[0], prior[1], np.zeros(table.n_values)
    for _ in range(config.rounds):
        hits = np.bincount(
            table.source, weights=share[table.candidate] * weight, minlength=table.n_sources
        )
        right, wrong = prior[0] + hits, prior[1] + said - hits
        if closed:
            class_log = _class_log(table, share)
        evidence = _evidence(table, right, wrong, weight, false, config) + class_log[table.value]
        if like is not None:
            evidence = evidence + config.near_support * (like @ np.maximum(evidence, 0.0))
        before, share = share, shares(table, evidence, unnamed(table, class_log, closed, config))
        if np.abs(share - before).max(initial=0.0) <= config.tolerance:
            break
    return OneCoin(share, right, wrong, class_log)


def unnamed(
    table: AssertionTable, class_log: Floats, closed: bool, config: TableConfig
) -> Floats | float:
    """Weight of all that nobody names: the other labels, or "none of these"."""
    if not closed:
        return config.none_of_these
    return np.maximum(1 - over_objects(table, np.exp(class_log)[table.value]), 0.0)


def false_values(table: AssertionTable, closed: bool) -> Floats:
    """Number of false values of each object: the other labels, or its other candidates (one of
    which may be "none of these")."""
    if closed:
        return np.full(table.n_objects, max(table.n_values - 1.0, 1.0))
    return np.maximum(widths(table), 1.0)


def _class_log(table: AssertionTable, share: Floats) -> Floats:
    total = np.bincount(table.value, weights=share, minlength=table.n_values) + 1
    return np.asarray(np.log(total / total.sum()))


def _evidence(
    table: AssertionTable,
    right: Floats,
    wrong: Floats,
    weight: Floats,
    false: Floats,
    config: TableConfig,
) -> Floats:
    """Log evidence of each candidate against "none of these"."""
    both = digamma(right + wrong)
    log_right = np.minimum(digamma(right) - both, np.log(config.most_accurate))
    log_wrong = np.maximum(digamma(wrong) - both, np.log1p(-config.most_accurate))
    per_source = log_right - log_wrong
    spoken = votes(table, weight * per_source[table.source])
    counted = votes(table, weight)
    return np.asarray(spoken + counted * false[table.object])


def given(
    table: AssertionTable, accuracy: Floats, model: OneCoin, closed: bool, config: TableConfig
) -> Floats:
    """Shares with accuracies held fixed (one step; for trials with simulated assertions)."""
    log_odds = np.log(accuracy) - np.log1p(-accuracy)
    false = np.log(false_values(table, closed))
    evidence = votes(table, table.weight * log_odds[table.source])
    evidence = evidence + votes(table, table.weight) * false[table.object]
    if closed:
        evidence = evidence + model.class_log[table.value]
    return shares(table, evidence, unnamed(table, model.class_log, closed, config))
