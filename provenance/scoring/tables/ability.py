"""One accuracy per source, and one pattern of confusions that all sources share.

A source with accuracy a names the true label with probability a, else another by how often all
sources together take the true label for it. With many labels few are ever confused, so two sources
that agree by mistake are no wonder; with two labels this is the one-coin model (Dawid & Skene 1979
with one parameter).
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.sparse import csr_array
from scipy.special import digamma

from provenance.scoring.arrays import Floats
from provenance.scoring.tables import closed
from provenance.scoring.tables.types import AssertionTable, TableConfig

_FLOOR = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Abilities:
    """An accuracy per source (see ``closed.Speech``); ``prior`` Beta counts (right, wrong)."""

    table: AssertionTable
    prior: tuple[Floats, Floats]
    config: TableConfig
    spoken: csr_array
    learnt: float = 0.0

    @classmethod
    def of(cls, table: AssertionTable, prior: tuple[Floats, Floats], config: TableConfig) -> Self:
        """For the sources of a table."""
        return cls(table, prior, config, closed.spoken(table))

    def evidence(self, share: Floats) -> Floats:
        """Log evidence [objects, labels]."""
        table, labels = self.table, self.table.n_values
        place, value = table.object[table.candidate], table.value[table.candidate]
        flat = place * labels + value
        right = share.ravel()[flat] * table.weight
        gain = expected_gain(table.source, right, table.weight, self.prior, self.config)
        direct = np.bincount(
            flat, weights=gain[table.source] * table.weight, minlength=table.n_objects * labels
        ).reshape(-1, labels)
        return np.asarray(direct + self.spoken.T @ self._confused(share))

    def bound(self, share: Floats) -> float:
        """Lower bound of the log evidence for this way to speak."""
        table = self.table
        right = share[table.object[table.candidate], table.value[table.candidate]] * table.weight
        hits = np.bincount(table.source, weights=right, minlength=table.n_sources)
        said = np.bincount(table.source, weights=table.weight, minlength=table.n_sources)
        counts, before = np.stack([hits, said - hits], axis=1), np.stack(self.prior, axis=1)
        mistakes = float((self.spoken @ share * self._confused(share)).sum())
        return closed.log_evidence(counts, before) + mistakes + closed.of_labels(share)

    def _confused(self, share: Floats) -> Floats:
        """ln of the share of each mistake [label said, true label] among all for a true label; 0
        where no mistake is made."""
        labels = self.table.n_values
        other = 1 - np.eye(labels)
        counts = (self.spoken @ share + 1 / max(labels - 1, 1)) * other
        shares = counts / np.maximum(counts.sum(axis=0, keepdims=True), _FLOOR)
        return np.asarray(np.log(np.maximum(shares, _FLOOR)) * other)


def expected_gain(
    source: np.ndarray[tuple[int], np.dtype[np.int64]],
    right: Floats,
    weight: Floats,
    prior: tuple[Floats, Floats],
    config: TableConfig,
) -> Floats:
    """Per source E ln a - E ln(1 - a) under its Beta posterior, within the configured limit;
    ``right`` and ``weight`` per assertion."""
    n = len(prior[0])
    hits = np.bincount(source, weights=right, minlength=n)
    said = np.bincount(source, weights=weight, minlength=n)
    a, b = prior[0] + hits, prior[1] + said - hits
    both = digamma(a + b)
    most = np.log(config.most_accurate), np.log1p(-config.most_accurate)
    gain = np.minimum(digamma(a) - both, most[0]) - np.maximum(digamma(b) - both, most[1])
    return np.asarray(gain)
