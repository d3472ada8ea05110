"""Who copies whom, from what two sources get wrong together (Dong, Berti-Equille & Srivastava 2009).

Agreement on what is true shows little; agreement on what is false shows copying. Only for pairs with
enough in common, only on open labels (on closed ones chance agreement on errors is common). An
assertion that other likely copies of the same text also make is shared among them, alike for all,
so that no order of sources matters.
"""

import numpy as np
from scipy.sparse import csr_array, triu

from provenance.scoring.arrays import Floats, Index, expand, group_sum, sigmoid
from provenance.scoring.tables.objects import widths
from provenance.scoring.tables.types import AssertionTable, TableConfig

_LIMIT = 50.0
_PAIRS = 4_000_000
"""Pairs of assertions that are looked at in one go."""
_DENSE = 4000
"""Sources up to which all their pairs are kept in one matrix."""
_FASTER = 10
"""How much faster a pair is in a matrix than by search."""


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
    source, candidate = table.source[use], table.candidate[use]
    shape = (table.n_sources, len(table.object))
    says = csr_array((np.ones(len(source)), (source, candidate)), shape=shape)
    likely = csr_array((share[candidate], (source, candidate)), shape=shape)
    same = _at(says @ says.T, first, second)
    true = _at(likely @ says.T, first, second)
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
    tied = (tied + tied.T).tocsr()
    counts = np.bincount(table.candidate, minlength=len(table.object))
    rows = np.flatnonzero((counts > 1)[table.candidate] & _uncrowded(table, config))
    pairs_of = counts[table.candidate[rows]]
    load = np.zeros(len(table.source))
    if n <= _DENSE and pairs_of.sum() > n * len(rows) / _FASTER:
        load[rows] = _by_block(table, tied.toarray(), rows)
    else:
        load[rows] = _by_pair(table, tied, rows, pairs_of)
    return table.weight / (1 + load)


def _by_pair(table: AssertionTable, tied: csr_array, rows: Index, pairs_of: Index) -> Floats:
    """Ties of each assertion to those that say the same, pair by pair."""
    start = np.searchsorted(table.candidate, np.arange(len(table.object) + 1))
    load = [np.zeros(0)]
    for some in _portions(rows, pairs_of):
        which, fellow = expand(start, table.candidate[some])
        degree = _at(tied, table.source[some[which]], table.source[fellow])
        load.append(group_sum(which, degree, len(some)))
    return np.concatenate(load)


def _by_block(table: AssertionTable, tied: Floats, rows: Index) -> Floats:
    """The same for few sources that say much alike: blocks of candidates times all sources."""
    load = [np.zeros(0)]
    for some in np.array_split(rows, max(len(rows) * len(tied) // _PAIRS // 4, 1)):
        place = table.candidate[some]
        first, last = place.min(initial=0), place.max(initial=-1) + 1
        use = slice(*np.searchsorted(table.candidate, (first, last)))
        shape = (last - first, len(tied))
        at = (table.candidate[use] - first, table.source[use])
        says = csr_array((np.ones(len(at[0])), at), shape=shape)
        load.append((says @ tied)[place - first, table.source[some]])
    return np.concatenate(load)


def _portions(rows: Index, sizes: Index) -> list[Index]:
    """Rows in portions of at most so many pairs, to bound the memory."""
    if len(rows) == 0:
        return []
    portion = np.cumsum(sizes) // _PAIRS
    return np.split(rows, np.flatnonzero(np.diff(portion)) + 1)


def _at(matrix: csr_array, rows: Index, columns: Index) -> Floats:
    """Entries of a sparse matrix at the given places; 0 where nothing is stored."""
    matrix = matrix.tocsr()
    matrix.sum_duplicates()
    if matrix.nnz == 0:
        return np.zeros(len(rows))
    n = np.int64(matrix.shape[1])
    key = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr)) * n
    key += matrix.indices
    wanted = rows * n + columns
    at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    return np.where(key[at] == wanted, matrix.data[at], 0.0)
