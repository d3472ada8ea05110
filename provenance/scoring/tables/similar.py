"""Values that are nearly the same support one another, where the configuration says so.

17.02 and 17.03 are rivals in name only. As in AccuSim (Dong, Berti-Equille & Srivastava 2009), a
candidate's evidence is increased by a portion of what speaks for candidates of the same object that
are like it. Off unless ``near_numbers`` or ``near_strings`` is set.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from math import isfinite

import numpy as np
from scipy.sparse import csr_array

from provenance.scoring.tables.types import AssertionTable, TableConfig

_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LONGEST = 200
_MOST = 200
"""Objects with more candidates than this are left as they are."""


def likeness(
    table: AssertionTable, words: Sequence[str] | None, config: TableConfig
) -> csr_array | None:
    """Likeness [candidate, candidate] from 0 to 1 between different values of one object; None
    where nothing is to be compared. ``words`` the text of each value."""
    if words is None or (config.near_numbers <= 0 and config.near_strings >= 1):
        return None
    found = [
        (first, second, like)
        for first, second in _pairs(table)
        if (like := alike(words[table.value[first]], words[table.value[second]], config)) > 0
    ]
    if not found:
        return None
    a, b, degree = zip(*found, strict=True)
    n = len(table.object)
    half = csr_array((np.array(degree), (np.array(a), np.array(b))), shape=(n, n))
    return csr_array(half + half.T)


def _pairs(table: AssertionTable) -> list[tuple[int, int]]:
    return [
        (first, second)
        for start, end in zip(table.start[:-1], table.start[1:], strict=True)
        if 1 < end - start <= _MOST
        for first in range(int(start), int(end))
        for second in range(first + 1, int(end))
    ]


def alike(first: str, second: str, config: TableConfig) -> float:
    """1 for equal, falling to 0 at the configured difference; numbers as numbers, else as text, of
    which the numbers within must be the same."""
    a, b = _number(first), _number(second)
    if a is not None and b is not None:
        if config.near_numbers <= 0:
            return 0.0
        largest = max(abs(a), abs(b))
        difference = abs(a - b) / largest if largest else 0.0
        return max(0.0, 1 - difference / config.near_numbers)
    if config.near_strings >= 1 or a is not None or b is not None:
        return 0.0
    if _figures(first) != _figures(second):
        return 0.0
    ratio = SequenceMatcher(None, first.casefold()[:_LONGEST], second.casefold()[:_LONGEST]).ratio()
    return ratio if ratio >= config.near_strings else 0.0


def _figures(text: str) -> list[float]:
    """Numbers within a text: "flat 12" and "flat 120" are not alike, however few letters differ."""
    return [float(figure) for figure in _FIGURE.findall(text.replace(",", ""))]


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", ""))
    except ValueError:
        return None
    return value if isfinite(value) else None
