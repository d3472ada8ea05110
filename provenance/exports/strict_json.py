"""Reading JSON that others wrote: strictly, whole, and without falling over.

Refused with the path of each fault: keys that appear twice, NaN and infinities, NUL and halves of
surrogate pairs, more than ``DEEPEST`` levels. Paths are written ``$.claims[3].kind``.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from provenance.errors import Fault, InvalidInput

DEEPEST = 32
LONGEST_INTEGER = 400
"""Digits; anything longer is read as infinite, and so refused where it stands."""
BAD_CHARACTERS = re.compile("[\x00\ud800-\udfff]")
Place = tuple[Any, ...]


class Doubled(dict[str, Any]):
    """An object in which keys appeared more than once."""

    names: tuple[str, ...] = ()


def read_json(data: bytes) -> Any:
    """The value; raises :class:`InvalidInput` with every fault found."""
    text = _decoded(data)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except RecursionError:
        raise _refusal([Fault("$", f"is nested deeper than {DEEPEST} levels")]) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _refusal([Fault("$", f"is not JSON: {error.msg} at {place}")]) from None
    faults = list(_faults(value))
    if faults:
        raise _refusal(faults)
    return _without_nulls(value) if "null" in text else value


def _refusal(faults: list[Fault]) -> InvalidInput:
    return InvalidInput("The file is not the JSON that it should be.", tuple(faults))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: byte {error.start + 1} cannot be read"
        raise _refusal([Fault("$", message)]) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    doubled = Doubled(made)
    seen: set[str] = set()
    doubled.names = tuple(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
    return doubled


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_INTEGER else math.inf


def path_of(place: Place) -> str:
    """``$.claims[3].kind`` for ("claims", 3, "kind")."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{_shown(part)}" for part in place)
    return "$" + "".join(parts)


def _shown(key: str) -> str:
    return BAD_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", key)


def _faults(root: Any) -> Iterator[Fault]:
    """Walk without recursion, in the order of the file."""
    waiting: list[tuple[Any, Place]] = [(root, ())]
    while waiting:
        value, place = waiting.pop()
        if not isinstance(value, dict | list):
            if problem := _value_problem(value):
                yield Fault(path_of(place), problem)
        elif len(place) >= DEEPEST:
            yield Fault(path_of(place), f"is nested deeper than {DEEPEST} levels")
        else:
            if isinstance(value, dict):
                yield from _key_faults(value, place)
            waiting.extend(reversed(_parts(value, place)))


def _value_problem(value: Any) -> str | None:
    if isinstance(value, str):
        return _problem(value) if BAD_CHARACTERS.search(value) else None
    if isinstance(value, float) and not math.isfinite(value):
        return "must be a finite number of ordinary size"
    return None


def _parts(value: dict[str, Any] | list[Any], place: Place) -> list[tuple[Any, Place]]:
    """What has to be looked into: whatever has parts, or a problem of its own."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [
        (part, (*place, key))
        for key, part in pairs
        if isinstance(part, dict | list) or _value_problem(part)
    ]


def _key_faults(value: dict[str, Any], place: Place) -> Iterator[Fault]:
    if isinstance(value, Doubled):
        for name in value.names:
            yield Fault(path_of((*place, name)), "this key appears twice")
    for key in value:
        if BAD_CHARACTERS.search(key):
            yield Fault(path_of((*place, key)), "the key " + _problem(key))


def _problem(text: str) -> str:
    if "\x00" in text:
        return "contains a NUL character; remove it"
    return "contains half of a surrogate pair, which is not text; remove it"


def _without_nulls(value: Any) -> Any:
    """Null means absent: such keys go. A null in a list stays, to be refused there."""
    if isinstance(value, dict):
        return {key: _without_nulls(part) for key, part in value.items() if part is not None}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value
