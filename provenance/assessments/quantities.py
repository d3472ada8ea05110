"""Quantities of claims as the engine compares them: a figure, and which units are the same."""

import re
from collections.abc import Iterable, Mapping
from math import isfinite, nan
from typing import Any

_PER_CENT = re.compile(r"%|\bper ?cents?\b|\bpercentage points?\b|\bpct\b", re.IGNORECASE)


def figure(quantity: Mapping[str, Any] | None) -> float:
    """The value as a number; NaN where there is none or it stands in words."""
    value = (quantity or {}).get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return nan
    return float(value)


def unit_key(quantity: Mapping[str, Any] | None) -> str:
    """Equal for units that are the same apart from case, spaces and ways to write per cent."""
    unit = _PER_CENT.sub(" % ", str((quantity or {}).get("unit") or ""))
    return " ".join(unit.casefold().split())


def number_units(given: Iterable[Mapping[str, Any] | None]) -> list[int]:
    """A number for each unit, in sorted order; -1 for none."""
    keys = [unit_key(quantity) for quantity in given]
    number = {key: at for at, key in enumerate(sorted(set(keys) - {""}))}
    return [number.get(key, -1) for key in keys]
