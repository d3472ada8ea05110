"""Confusion matrices: what each source says, for each true label.

Dawid & Skene 1979 in the variational Bayes form (Kim & Ghahramani 2012). Every source's matrix is drawn
by pseudo-assertions towards what its own accuracy and the confusions that all sources share let
expect, so that a source with few assertions speaks like the rest, only better or worse.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.sparse import csr_array
from scipy.special import digamma

from provenance.scoring.arrays import Floats
from provenance.scoring.tables import closed
from provenance.scoring.tables.types import AssertionTable, TableConfig

_SMOOTH = 0.5
_LEAST = 1e-4
_MEMORY = 8_000_000
"""Largest number of matrix cells that are kept."""


def fits(table: AssertionTable) -> bool:
    """Whether the matrices of all sources fit in memory."""
    return table.n_sources * table.n_values**2 <= _MEMORY


@dataclass(frozen=True, slots=True, eq=False)
class Matrices:
    """A matrix per source (see ``closed.Speech``); ``prior`` Beta counts (right, wrong)."""

    table: AssertionTable
    prior: tuple[Floats, Floats]
    config: TableConfig
    spoken: csr_array
    learnt: float = 1.0

    @classmethod
    def of(cls, table: AssertionTable, prior: tuple[Floats, Floats], config: TableConfig) -> Self:
        """For the sources of a table."""
        return cls(table, prior, config, closed.spoken_by(table))

    def counts(self, share: Floats) -> Floats:
        """[sources, label said, true label] with the pseudo-assertions."""
        return np.add(*self._counts_and_prior(share))

    def _counts_and_prior(self, share: Floats) -> tuple[Floats, Floats]:
        labels = self.table.n_values
        counts = (self.spoken @ share).reshape(self.table.n_sources, labels, labels)
        return counts, self.config.shrinkage * self._expected(counts)

    def bound(self, share: Floats) -> float:
        """Lower bound of the log evidence for this way to speak."""
        counts, prior = self._counts_and_prior(share)
        spoken = closed.log_evidence(np.moveaxis(counts, 1, 2), np.moveaxis(prior, 1, 2))
        return spoken + closed.of_labels(share)

    def rates(self, share: Floats) -> Floats:
        """What a source says for each true label, as shares."""
        counts = self.counts(share)
        return np.asarray(counts / counts.sum(axis=1, keepdims=True))

    def evidence(self, share: Floats) -> Floats:
        """Log evidence [objects, labels]."""
        counts = self.counts(share)
        logs = digamma(counts) - digamma(counts.sum(axis=1, keepdims=True))
        return np.asarray(self.spoken.T @ logs.reshape(-1, self.table.n_values))

    def _expected(self, counts: Floats) -> Floats:
        """The shared matrix, the odds of each true label multiplied by how much oftener the source
        is right than the shared matrix lets expect of one that meets the same labels."""
        labels = np.arange(counts.shape[1])
        shared = _shared(counts)
        known = np.diag(shared)
        odds = known / np.maximum(1 - known, _LEAST) * self._odds_ratio(counts, known)[:, None]
        right = odds / (1 + odds)
        mistakes = shared * (1 - np.eye(len(labels)))
        mistakes /= np.maximum(mistakes.sum(axis=0, keepdims=True), _LEAST)
        expected = (1 - right)[:, None, :] * mistakes
        expected[:, labels, labels] = right
        return np.maximum(expected, _LEAST)

    def _odds_ratio(self, counts: Floats, known: Floats) -> Floats:
        """Of each source, between as many pseudo-assertions as a prior has; a grade adds what sets
        it apart from the prior without one."""
        config = self.config
        met = counts.sum(axis=1)
        right = np.einsum("sll->s", counts)
        wrong = met.sum(axis=1) - right
        usual = config.prior_right + config.prior_wrong
        often, seldom = usual * known.mean(), usual * (1 - known.mean())
        graded = self.prior[0] - config.prior_right, self.prior[1] - config.prior_wrong
        more = np.maximum(right + often + graded[0], _SMOOTH) / (met @ known + often)
        less = np.maximum(wrong + seldom + graded[1], _LEAST) / (met @ (1 - known) + seldom)
        return np.asarray(more / less)


def _shared(counts: Floats) -> Floats:
    """The matrix [label said, true label] that all sources share, columns summing to 1."""
    labels = counts.shape[1]
    total = counts.sum(axis=0) + np.eye(labels) + _SMOOTH / labels
    return np.asarray(total / total.sum(axis=0, keepdims=True))
