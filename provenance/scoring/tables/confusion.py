"""Confusion matrices on closed labels: what each source says, for each true label.

Dawid & Skene 1979 in the variational Bayes form (Kim & Ghahramani 2012), every source's matrix
drawn by a few pseudo-assertions towards the one that all sources share, so that a source with few
assertions speaks like the rest.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.special import digamma, gammaln

from provenance.scoring.arrays import Floats, group_sum
from provenance.scoring.tables.onecoin import OneCoin
from provenance.scoring.tables.types import AssertionTable, TableConfig

_SMOOTH = 0.5
_MEMORY = 20_000_000
"""Largest number of matrix cells that are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """``share`` [objects, labels]; ``rates`` [sources, label said, true label] and ``class_log`` the
    posterior means; ``evidence`` a lower bound of the log evidence."""

    share: Floats
    rates: Floats
    class_log: Floats
    evidence: float


def fits(table: AssertionTable) -> bool:
    """Whether the matrices of all sources fit in memory."""
    return table.n_sources * table.n_values**2 <= _MEMORY


def fit(table: AssertionTable, config: TableConfig) -> Confusion:
    """Labels of every object, whether named or not."""
    labels, n = table.n_values, table.n_objects
    spoken = _incidence(table)
    share = _start(table, config)
    counts = np.zeros((table.n_sources, labels, labels))
    prior = counts
    for _ in range(config.rounds):
        counts = (spoken @ share).reshape(table.n_sources, labels, labels)
        prior = config.shrinkage * _shared(counts)[None]
        posterior = counts + prior
        logs = digamma(posterior) - digamma(posterior.sum(axis=1, keepdims=True))
        evidence = spoken.T @ logs.reshape(-1, labels)
        evidence += _class_log(share)
        before, share = share, _softmax(evidence)
        if np.abs(share - before).sum() <= config.settled * max(n, 1):
            break
    rates = counts + prior
    rates /= rates.sum(axis=1, keepdims=True)
    return Confusion(share, rates, _class_log(share), _bound(counts, prior, share))


def given(table: AssertionTable, rates: Floats, class_log: Floats) -> Floats:
    """Shares [objects, labels] with rates held fixed (for trials with simulated assertions)."""
    spoken = _incidence(table)
    evidence = spoken.T @ np.log(rates).reshape(-1, table.n_values)
    return _softmax(evidence + class_log)


def _class_log(share: Floats) -> Floats:
    return np.asarray(np.log((_totals(share) + 1) / (len(share) + share.shape[1])))


def _incidence(table: AssertionTable) -> csr_array:
    """(source, label said) by object."""
    row = table.source * table.n_values + table.value[table.candidate]
    column = table.object[table.candidate]
    shape = (table.n_sources * table.n_values, table.n_objects)
    return csr_array((table.weight, (row, column)), shape=shape)


def _start(table: AssertionTable, config: TableConfig) -> Floats:
    labels = table.n_values
    flat = table.object[table.candidate] * labels + table.value[table.candidate]
    votes = np.bincount(flat, weights=table.weight, minlength=table.n_objects * labels)
    cautious = votes.reshape(-1, labels) + config.cautious / labels
    return np.asarray(cautious / cautious.sum(axis=1, keepdims=True))


def _shared(counts: Floats) -> Floats:
    """The matrix [label said, true label] that all sources share, columns summing to 1."""
    labels = counts.shape[1]
    total = counts.sum(axis=0) + np.eye(labels) + _SMOOTH / labels
    return np.asarray(total / total.sum(axis=0, keepdims=True))


def _totals(share: Floats) -> Floats:
    """Sum of each label's column (faster than along the first axis of a tall array)."""
    return np.asarray(np.ones(len(share)) @ share)


def _softmax(evidence: Floats) -> Floats:
    """Rows of log evidence as shares; label by label, since rows are short and many."""
    labels = range(evidence.shape[1])
    peak = evidence[:, 0].copy()
    for label in labels:
        np.maximum(peak, evidence[:, label], out=peak)
    odds = np.exp(evidence - peak[:, None])
    total = np.zeros(len(evidence))
    for label in labels:
        total += odds[:, label]
    return np.asarray(odds / total[:, None])


def _bound(counts: Floats, prior: Floats, share: Floats) -> float:
    prior = np.broadcast_to(prior, counts.shape)
    classes = _totals(share)
    return float(
        _dirichlet(np.moveaxis(counts, 1, 2), np.moveaxis(prior, 1, 2))
        + _entropy(share)
        + _dirichlet(classes, np.ones_like(classes))
    )


def _dirichlet(counts: Floats, prior: Floats) -> float:
    """Log evidence of expected counts under a Dirichlet prior on the last axis."""
    whole = gammaln(prior.sum(axis=-1)) - gammaln((prior + counts).sum(axis=-1))
    parts = gammaln(prior + counts) - gammaln(prior)
    return float(whole.sum() + parts.sum())


def _entropy(share: Floats) -> float:
    return float(-(share * np.log(np.maximum(share, 1e-300))).sum())


def one_coin_evidence(table: AssertionTable, model: OneCoin, prior: tuple[Floats, Floats]) -> float:
    """The same bound for the one-coin model with class shares, to compare the two."""
    hits, misses = model.right - prior[0], model.wrong - prior[1]
    counts, before = np.stack([hits, misses], axis=1), np.stack(prior, axis=1)
    classes = group_sum(table.value, model.share, table.n_values)
    false = np.log(max(table.n_values - 1.0, 1.0)) * misses.sum()
    return (
        _dirichlet(counts, before)
        - float(false)
        + _entropy(model.share)
        + _dirichlet(classes, np.ones_like(classes))
    )
