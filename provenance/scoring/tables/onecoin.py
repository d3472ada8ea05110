"""One accuracy per source on open labels: variational Bayes for the one-coin model.

A source with accuracy a names the true value with probability a, else one of the m false ones alike.
q(accuracy) is Beta, q(truth) a share over the object's own candidates and "none of these"; updates
use E ln a and E ln(1 - a) (digamma). Dawid & Skene 1979 with one parameter; Zhao et al. 2012; the
cautious start keeps few prolific sources from locking in. docs/scoring.md, "Tables".
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from provenance.scoring.arrays import Floats
from provenance.scoring.tables.ability import expected_gain
from provenance.scoring.tables.objects import over_objects, shares, votes, widths
from provenance.scoring.tables.types import AssertionTable, TableConfig


@dataclass(frozen=True, slots=True, eq=False)
class OneCoin:
    """``share`` of each candidate; ``accuracy`` of each source, within the configured limits."""

    share: Floats
    accuracy: Floats


def fit(
    table: AssertionTable,
    prior: tuple[Floats, Floats],
    weight: Floats,
    rounds: int,
    config: TableConfig,
    like: csr_array | None = None,
) -> OneCoin:
    """``prior`` Beta counts (right, wrong) of each source; ``like`` likeness of candidates."""
    count = votes(table, weight)
    share = count / (over_objects(table, count)[table.object] + config.cautious)
    false = np.log(false_values(table))[table.object] * count
    for _ in range(rounds):
        right = share[table.candidate] * weight
        gain = expected_gain(table.source, right, weight, prior, config)
        evidence = votes(table, weight * gain[table.source]) + false
        if like is not None:
            evidence = evidence + config.near_support * (like @ np.maximum(evidence, 0.0))
        before, share = share, shares(table, evidence, config.none_of_these)
        if np.abs(share - before).max(initial=0.0) <= config.tolerance:
            break
    return OneCoin(share, accuracy(table, share, weight, prior, config))


def accuracy(
    table: AssertionTable,
    share: Floats,
    weight: Floats,
    prior: tuple[Floats, Floats],
    config: TableConfig,
) -> Floats:
    """Posterior mean accuracy of each source, within the configured limits."""
    n = table.n_sources
    hits = np.bincount(table.source, weights=share[table.candidate] * weight, minlength=n)
    said = np.bincount(table.source, weights=weight, minlength=n)
    mean = (prior[0] + hits) / (prior[0] + prior[1] + said)
    return np.asarray(np.clip(mean, config.least_accurate, config.most_accurate))


def false_values(table: AssertionTable) -> Floats:
    """Number of false values of each object: its other candidates, one of which may be "none of
    these"."""
    return np.maximum(widths(table), 1.0)
