"""Small numeric tools: log-odds, channels, lists and groups in flat arrays."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Bools = NDArray[np.bool_]

sigmoid = expit
_DENSE = 4
"""Keys below so many times their number are counted in a table instead of sorted."""


def logit(p: Floats | float) -> Floats:
    """ln p/(1 - p)."""
    p = np.asarray(p, dtype=np.float64)
    return np.log(p) - np.log1p(-p)


def channel(evidence: Floats, quality: Floats | float) -> Floats:
    """Evidence (log-odds) after a binary symmetric channel: 2 atanh(q tanh(L/2)).

    q = 1 passes all, 0 nothing, a negative q turns the evidence round. Channels in a row multiply
    their qualities (Pearl 1988, ch. 4: a chain of noisy links).
    """
    q = np.asarray(quality, dtype=np.float64)
    if q.size and q.max() < 1.0:
        return np.asarray(2 * np.arctanh(q * np.tanh(evidence / 2)))
    inner = np.clip(q * np.tanh(evidence / 2), -1 + 1e-16, 1 - 1e-16)
    return np.where(q >= 1.0, evidence, 2 * np.arctanh(inner))


def owners(start: Index) -> Index:
    """Row number of each entry of a list column."""
    return np.repeat(np.arange(len(start) - 1, dtype=np.int64), np.diff(start))


def expand(start: Index, rows: Index) -> tuple[Index, Index]:
    """For each of ``rows``, its entries: (position in ``rows``, position in the entries)."""
    lengths = start[rows + 1] - start[rows]
    which = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
    before = np.cumsum(lengths) - lengths
    offset = np.arange(len(which), dtype=np.int64) - before[which]
    return which, start[rows][which] + offset


def contains(sorted_keys: Index, keys: Index) -> Bools:
    """Which of ``keys`` occur in ``sorted_keys``."""
    if len(sorted_keys) == 0 or len(keys) == 0:
        return np.zeros(len(keys), dtype=np.bool_)
    last = int(sorted_keys[-1])
    if (
        last < _DENSE * (len(sorted_keys) + len(keys))
        and int(keys.max()) <= last
        and keys.min() >= 0
    ):
        present = np.zeros(last + 1, dtype=np.bool_)
        present[sorted_keys] = True
        return np.asarray(present[keys])
    at = np.minimum(np.searchsorted(sorted_keys, keys), len(sorted_keys) - 1)
    found: Bools = sorted_keys[at] == keys
    return found


def where_in(sorted_keys: Index, keys: Index) -> Index:
    """Position of each key among ``sorted_keys`` (each once); -1 where it is not among them.

    The keys are looked up in their order: a search that jumps through memory takes several times as
    long.
    """
    found = np.full(len(keys), -1, dtype=np.int64)
    if len(sorted_keys) == 0 or len(keys) == 0:
        return found
    order = np.argsort(keys)
    ranked = keys[order]
    at = np.minimum(np.searchsorted(sorted_keys, ranked), len(sorted_keys) - 1)
    met = sorted_keys[at] == ranked
    found[order[met]] = at[met]
    return found


def group_sum(group: Index, values: Floats, n: int) -> Floats:
    """Sum of values by group number."""
    return np.bincount(group, weights=values, minlength=n).astype(np.float64, copy=False)


def group_max(group: Index, values: Floats, n: int) -> Floats:
    """Largest value by group number; -inf for an empty group."""
    best = np.full(n, -np.inf)
    np.maximum.at(best, group, values)
    return best


def distinct(keys: Index) -> Index:
    """Sorted keys, each once (no negative ones)."""
    if _dense(keys):
        return np.flatnonzero(_present(keys)).astype(np.int64)
    ranked = np.sort(keys)
    return ranked[np.append(True, ranked[1:] != ranked[:-1])] if len(ranked) else ranked


def number(keys: Index) -> tuple[Index, int]:
    """Keys (none negative) as group numbers 0..n-1 in their order, and n."""
    if _dense(keys):
        rank = np.cumsum(_present(keys), dtype=np.int64)
        return rank[keys] - 1, int(rank[-1])
    order = np.argsort(keys)  # equal keys get one number, whichever comes first
    ranked = keys[order]
    fresh = np.append(True, ranked[1:] != ranked[:-1]) if len(ranked) else ranked.astype(np.bool_)
    rank = np.cumsum(fresh, dtype=np.int64)
    result = np.empty(len(keys), dtype=np.int64)
    result[order] = rank - 1
    return result, int(rank[-1]) if len(rank) else 0


def _dense(keys: Index) -> bool:
    return len(keys) > 0 and int(keys.max()) < _DENSE * len(keys)


def _present(keys: Index) -> Bools:
    present = np.zeros(int(keys.max()) + 1, dtype=np.bool_)
    present[keys] = True
    return present
