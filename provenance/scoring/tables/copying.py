"""Who copies whom, from what two sources get wrong together (Dong, Berti-Equille & Srivastava 2009).

Agreement on what is true shows little; agreement on what is false shows copying. Only for pairs with
enough in common, only on open labels (on closed ones chance agreement on errors is common). An
assertion that other likely copies of the same text also make is shared among them, alike for all,
so that no order of sources matters.
"""

import numpy as np
from scipy.sparse import csr_array, triu

from provenance.scoring.arrays import Floats, Index, sigmoid
from provenance.scoring.tables.objects import widths
from provenance.scoring.tables.types import AssertionTable, TableConfig

_LIMIT = 50.0


def pairs(table: AssertionTable, config: TableConfig) -> tuple[Index, Index, Floats]:
    """(source, source, objects in common) of pairs that share enough objects."""
    use = _uncrowded(table, config)
    place = table.object[table.candidate[use]]
    shape = (table.n_sources, table.n_objects)
    seen = csr_array((np.ones(int(use.sum())), (table.source[use], place)), shape=shape)
    common = triu(seen @ seen.T, 1).tocoo()
    kept = common.data >= config.shared_objects
    return common.row[kept].astype(np.int64), common.col[kept].astype(np.int64), common.data[kept]


def _uncrowded(
    table: AssertionTable, config: TableConfig
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    place = table.object[table.candidate]
    return np.asarray(np.bincount(place, minlength=table.n_objects)[place] <= config.crowd)


def likelihood(
    table: AssertionTable,
    first: Index,
    second: Index,
    common: Floats,
    share: Floats,
    accuracy: Floats,
    config: TableConfig,
) -> Floats:
    """Probability that one of each pair copies from the other."""
    use = _uncrowded(table, config)
    shape = (table.n_sources, len(table.object))
    says = csr_array((np.ones(int(use.sum())), (table.source[use], table.candidate[use])), shape)
    both = says[first].multiply(says[second])
    true = np.asarray(both @ share).ravel()
    same: Floats = np.asarray(both.sum(axis=1), dtype=np.float64).ravel()
    false, apart = same - true, common - same
    a, b = accuracy[first], accuracy[second]
    values = float(widths(table)[widths(table) > 0].mean()) if len(share) else 1.0
    chance_true, chance_false = a * b, (1 - a) * (1 - b) / values
    c, mean = config.copied, (a + b) / 2
    ratio = (
        true * np.log((c * mean + (1 - c) * chance_true) / chance_true)
        + false * np.log((c * (1 - mean) + (1 - c) * chance_false) / chance_false)
        + apart * np.log(1 - c)
    )
    prior = np.log(config.copying) - np.log1p(-config.copying)
    return np.asarray(sigmoid(np.clip(ratio + prior, -_LIMIT, _LIMIT)))


def discount(
    table: AssertionTable, first: Index, second: Index, copies: Floats, config: TableConfig
) -> Floats:
    """Weight of each assertion, its own share among likely copies that say the same."""
    n = table.n_sources
    tied = csr_array((config.copied * copies, (first, second)), shape=(n, n))
    tied = tied + tied.T
    says = csr_array(
        (np.ones(len(table.source)), (table.candidate, table.source)), shape=(len(table.object), n)
    )
    load = (says @ tied).multiply(says).tocsr()
    load.sum_duplicates()
    return table.weight / (1 + _entries(load, table))


def _entries(load: csr_array, table: AssertionTable) -> Floats:
    """Value of ``load`` at each assertion's (candidate, source); 0 where nothing is stored."""
    n = np.int64(table.n_sources)
    rows = np.repeat(np.arange(load.shape[0]), np.diff(load.indptr))
    key = rows * n + load.indices
    order = np.argsort(key, kind="stable")
    key, data = key[order], load.data[order]
    wanted = table.candidate * n + table.source
    at = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
    if len(key) == 0:
        return np.zeros(len(wanted))
    return np.where(key[at] == wanted, data[at], 0.0)
