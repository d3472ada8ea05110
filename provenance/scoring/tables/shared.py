"""How far errors go together, and what that takes from confidence.

If errors were independent, ten answers would be ten witnesses. Where objects are hard, or sources
read the same page, errors come in clusters, and the same agreement shows less: n answers whose errors
correlate by r are worth n / (1 + (n - 1) r) (Kish 1965, the design effect). r is found without truth
by indirect inference (Gourieroux, Monfort & Renault 1993): assertions are simulated from the fitted
model with errors shared to several degrees, and the degree is taken at which simulated sources
cluster their disagreement with the consensus as the real ones do.
"""

from typing import Protocol

import numpy as np

from provenance.scoring.arrays import Floats
from provenance.scoring.tables.objects import over_objects, votes
from provenance.scoring.tables.types import AssertionTable, TableConfig

_FLOOR = 1e-12


class Errors(Protocol):
    """A fitted model, for trials."""

    def standardised(self, table: AssertionTable) -> Floats:
        """How wrong each assertion looks, less what was to be expected of its source, in standard
        deviations."""

    def simulated(
        self, table: AssertionTable, degree: float, chance: np.random.Generator
    ) -> AssertionTable:
        """New values for the same sources and objects; with probability sqrt(degree) an assertion
        uses its object's common draw instead of its own, so that two errors correlate by
        ``degree``."""


def correlation(table: AssertionTable, model: Errors, config: TableConfig) -> float:
    """Correlation of errors on one object: the mean over the degrees tried, each weighed by how well
    the clustering that it makes in simulated tables agrees with the real one's (normal likelihood;
    all degrees alike before)."""
    trial = first_objects(table, config.trial_assertions)
    if len(trial.source) == 0:
        return 0.0
    real = clustering(trial, model.standardised(trial))
    chance = np.random.default_rng(config.seed)
    repeats = int(np.clip(config.trial_assertions // len(trial.source), *config.trials))
    seen = np.array(
        [
            [_once(model, trial, degree, chance) for _ in range(repeats)]
            for degree in config.shared_errors
        ]
    )
    return _mean_degree(real, seen, np.array(config.shared_errors))


def _once(
    model: Errors, trial: AssertionTable, degree: float, chance: np.random.Generator
) -> float:
    copy = model.simulated(trial, degree, chance)
    return clustering(copy, model.standardised(copy))


def _mean_degree(real: float, seen: Floats, degrees: Floats) -> float:
    """``seen`` clustering [degrees, repeats]; its variance is taken to be the same for all."""
    repeats = seen.shape[1]
    mean = seen.mean(axis=1)
    variance = ((seen - mean[:, None]) ** 2).sum() / (len(degrees) * max(repeats - 1, 1))
    spread = max(variance * (1 + 1 / repeats), _FLOOR)
    fit = -((real - mean) ** 2) / (2 * spread)
    weight = np.exp(fit - fit.max())
    return float((weight * degrees).sum() / weight.sum())


def clustering(table: AssertionTable, error: Floats) -> float:
    """Mean product of standardised errors over pairs of assertions on one object."""
    place = table.object[table.candidate]
    total = np.bincount(place, weights=error, minlength=table.n_objects)
    squares = np.bincount(place, weights=error**2, minlength=table.n_objects)
    n = np.bincount(place, minlength=table.n_objects)
    return float((total**2 - squares).sum() / max((n * (n - 1)).sum(), 1))


def tempered(table: AssertionTable, share: Floats, weight: Floats, degree: float) -> Floats:
    """Shares raised to 1 / (1 + (n - 1) r) and normalised anew, "none of these" with them; the
    order of an object's values stays."""
    said = over_objects(table, votes(table, weight))
    power = 1 / (1 + np.maximum(said - 1, 0.0) * degree)
    rest = np.maximum(1 - over_objects(table, share), 0.0)
    raised = np.maximum(share, _FLOOR) ** power[table.object]
    left = np.where(rest > _FLOOR, np.maximum(rest, _FLOOR) ** power, 0.0)
    total = over_objects(table, raised) + left
    return np.asarray(raised / total[table.object])


def first_objects(table: AssertionTable, most: int) -> AssertionTable:
    """The table's first objects with at most so many assertions (objects are numbered in sorted
    order, so this does not depend on the order of rows)."""
    if len(table.source) <= most:
        return table
    last = int(table.object[table.candidate[most]])
    candidates = int(table.start[last])
    said = int(np.searchsorted(table.candidate, candidates))
    return AssertionTable(
        table.source[:said],
        table.candidate[:said],
        table.weight[:said],
        table.object[:candidates],
        table.value[:candidates],
        table.start[: last + 1],
        table.n_sources,
        table.n_values,
    )
