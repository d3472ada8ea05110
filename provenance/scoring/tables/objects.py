"""Sums and shares over the candidates of each object."""

import numpy as np

from provenance.scoring.arrays import Floats
from provenance.scoring.tables.types import AssertionTable, TableConfig


def over_objects(table: AssertionTable, values: Floats) -> Floats:
    """Sum of candidates' values for each object."""
    return np.bincount(table.object, weights=values, minlength=table.n_objects).astype(np.float64)


def votes(table: AssertionTable, weight: Floats) -> Floats:
    """Weighted assertions of each candidate."""
    return np.bincount(table.candidate, weights=weight, minlength=len(table.object)).astype(
        np.float64
    )


def shares(table: AssertionTable, evidence: Floats, none: Floats | float) -> Floats:
    """Probability of each candidate from log evidence, beside "none of these" at weight ``none``
    (for all objects, or one for each)."""
    if len(evidence) == 0:
        return evidence
    peak = np.zeros(table.n_objects)
    full = np.flatnonzero(np.diff(table.start) > 0)
    peak[full] = np.maximum(np.maximum.reduceat(evidence, table.start[full]), 0.0)
    odds = np.exp(evidence - peak[table.object])
    total = over_objects(table, odds) + none * np.exp(-peak)
    return np.asarray(odds / total[table.object])


def widths(table: AssertionTable) -> Floats:
    """Number of candidates of each object."""
    return np.diff(table.start).astype(np.float64)


def powers(table: AssertionTable, degree: float) -> Floats:
    """1 / (1 + (n - 1) r) for each object: what one of its n answers is worth whose errors correlate
    by r (Kish 1965, the design effect)."""
    said = over_objects(table, votes(table, table.weight))
    return np.asarray(1 / (1 + np.maximum(said - 1, 0.0) * degree))


def ungraded(table: AssertionTable, config: TableConfig) -> tuple[Floats, Floats]:
    """Beta counts (right, wrong) of the accuracy of sources of which nothing is known."""
    each = np.ones(table.n_sources)
    return config.prior_right * each, config.prior_wrong * each
