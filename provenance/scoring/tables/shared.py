"""How far errors go together, and what that takes from confidence.

If errors were independent, ten answers would be ten witnesses. Where objects are hard, or sources
read the same page, errors come in clusters, and the same agreement shows less: n answers whose errors
correlate by r are worth n / (1 + (n - 1) r) (Kish 1965, the design effect). r is found without truth
by indirect inference (Gourieroux, Monfort & Renault 1993): assertions are simulated from the fitted
model with errors shared to several degrees, and the degree is taken at which simulated sources
cluster their disagreement with the consensus as the real ones do.
"""

import numpy as np

from provenance.scoring.arrays import Floats, Index
from provenance.scoring.tables.objects import over_objects, votes
from provenance.scoring.tables.onecoin import OneCoin, given
from provenance.scoring.tables.types import AssertionTable, TableConfig

_FLOOR = 1e-12


def correlation(table: AssertionTable, model: OneCoin, closed: bool, config: TableConfig) -> float:
    """Correlation of errors on one object, between the least and the most that is tried."""
    trial = _first_objects(table, config.trial_assertions)
    if len(trial.source) == 0:
        return 0.0
    share = model.share[: len(trial.object)]
    accuracy = model.accuracy(config)
    real = clustering(trial, given(trial, accuracy, model, closed, config), accuracy)
    chance = np.random.default_rng(config.seed)
    seen = []
    for degree in config.shared_errors:
        copy = _simulate(trial, share, accuracy, closed, degree, chance)
        seen.append(clustering(copy, given(copy, accuracy, model, closed, config), accuracy))
    rising = np.maximum.accumulate(seen)
    return float(np.interp(real, rising, config.shared_errors))


def clustering(table: AssertionTable, share: Floats, accuracy: Floats) -> float:
    """Mean product of standardised errors over pairs of assertions on one object."""
    wrong = 1 - accuracy[table.source]
    error = (1 - share[table.candidate] - wrong) / np.sqrt(wrong * (1 - wrong))
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


def _first_objects(table: AssertionTable, most: int) -> AssertionTable:
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


def _simulate(
    table: AssertionTable,
    share: Floats,
    accuracy: Floats,
    closed: bool,
    degree: float,
    chance: np.random.Generator,
) -> AssertionTable:
    """New values for the same sources and objects; with probability sqrt(degree) an assertion uses
    its object's common draw instead of its own, so that two errors correlate by ``degree``."""
    place = table.object[table.candidate]
    common = chance.random(len(place)) < np.sqrt(degree)
    luck = np.where(common, chance.random(table.n_objects)[place], chance.random(len(place)))
    which = np.where(common, chance.random(table.n_objects)[place], chance.random(len(place)))
    right = luck < accuracy[table.source]
    truth = _draw(table, share, chance)
    if closed:
        size = np.full(table.n_objects, table.n_values, dtype=np.int64)
        true = table.value[truth]
    else:
        size = np.diff(table.start) + 1
        true = truth - table.start[:-1]
    other = 1 + (which * (size[place] - 1)).astype(np.int64)
    value = np.where(right, true[place], (true[place] + other) % size[place])
    n_values = int(size.max(initial=1))
    return AssertionTable.of(table.source, place, value, table.n_sources, table.n_objects, n_values)


def _draw(table: AssertionTable, share: Floats, chance: np.random.Generator) -> Index:
    """One candidate of each object by its share (Gumbel's trick)."""
    noise = -np.log(-np.log(np.maximum(chance.random(len(share)), _FLOOR)))
    key = np.log(np.maximum(share, _FLOOR)) + noise
    order = np.lexsort((key, table.object))
    last = np.append(np.diff(table.object[order]) != 0, True)
    result = table.start[:-1].copy()
    chosen = order[last]
    result[table.object[chosen]] = chosen
    return np.minimum(result, max(len(share) - 1, 0))
