"""How far errors go together, and what that takes from confidence.

If errors were independent, ten answers would be ten witnesses. Where objects are hard, or sources
read the same page, errors come in clusters, and the same agreement shows less: n answers whose errors
correlate by r are worth n / (1 + (n - 1) r) (Kish 1965, the design effect). r is found without truth
by indirect inference (Gourieroux, Monfort & Renault 1993): assertions are simulated from the fitted
model with errors shared to several degrees, the model is fitted anew to each, and the degree is taken
at which simulated sources cluster their disagreement with the consensus as the real ones do.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np

from provenance.scoring.arrays import Floats
from provenance.scoring.tables.objects import over_objects, votes
from provenance.scoring.tables.types import AssertionTable, TableConfig

_FLOOR = 1e-12


class Errors(Protocol):
    """A model fitted to a table."""

    def standardised(self) -> Floats:
        """How wrong each assertion looks, less what was to be expected of its source, in standard
        deviations."""

    def simulated(self, degree: float, chance: np.random.Generator) -> AssertionTable:
        """New values for the same sources and objects; with probability sqrt(degree) an assertion
        uses its object's common draw instead of its own, so that two errors correlate by
        ``degree``."""


Fitting = Callable[[AssertionTable, TableConfig], Errors]


def correlation(trial: AssertionTable, fitting: Fitting, config: TableConfig) -> float:
    """Correlation of errors on one object: the mean over the degrees tried, each weighed by how well
    the clustering that it makes in simulated tables agrees with the real one's (normal likelihood;
    all degrees alike before)."""
    if len(trial.source) == 0:
        return 0.0
    degrees = np.array(config.shared_errors)
    model = fitting(trial, config)
    chance = np.random.default_rng(config.seed)

    def once(degree: float) -> float:
        copy = model.simulated(degree, chance)
        return clustering(copy, fitting(copy, config).standardised())

    repeats = range(int(np.clip(config.trial_assertions // len(trial.source), *config.trials)))
    seen = np.array([[once(degree) for _ in repeats] for degree in degrees])
    return _mean_degree(clustering(trial, model.standardised()), seen, degrees)


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


def by_skill(
    table: AssertionTable, weight: Floats, accuracy: Floats, rivals: Floats, config: TableConfig
) -> Floats:
    """Each candidate's part of its object's answers, these weighed by how far their source's
    accuracy exceeds chance; ``rivals`` number of false values of each object."""
    place = table.object[table.candidate]
    skill = accuracy[table.source] - 1 / (1 + rivals[place])
    count = votes(table, weight * np.maximum(skill, config.least_accurate))
    return np.asarray(count / over_objects(table, count)[table.object])


def first_objects(table: AssertionTable, most: int) -> AssertionTable:
    """The table's first objects with at most so many assertions (objects are numbered in sorted
    order, so this does not depend on the order of rows), without sources that say nothing there."""
    candidates, said = len(table.object), len(table.source)
    objects = table.n_objects
    if said > most:
        objects = int(table.object[table.candidate[most]])
        candidates = int(table.start[objects])
        said = int(np.searchsorted(table.candidate, candidates))
    sources, source = np.unique(table.source[:said], return_inverse=True)
    return AssertionTable(
        source.astype(np.int64),
        table.candidate[:said],
        table.weight[:said],
        table.object[:candidates],
        table.value[:candidates],
        table.start[: objects + 1],
        len(sources),
        table.n_values,
    )
