"""What was read as JSON and back, losslessly: what a draft keeps between two visits.

Driven by the annotations of the dataclasses: a field added there needs nothing here.
Fields at their default are left out, so that a long document's passages stay short.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from provenance.errors import UnreadableFile
from provenance.text import problem_of

Decoder = Callable[[Any], Any]
Read = TypeVar("Read")
"""A dataclass of dataclasses, tuples and plain values: a parsed document, a workbook."""


def to_json(read: Any) -> dict[str, Any]:
    """What was read as JSON objects. Raises :class:`UnreadableFile` for text no database keeps."""
    encoded: dict[str, Any] = _encode(read)
    return encoded


def from_json(value: dict[str, Any], kind: type[Read]) -> Read:
    """What ``to_json`` was given, a dataclass of that kind."""
    hint: Any = kind
    read: Read = _decoder(hint)(value)
    return read


def _encode(value: Any) -> Any:
    if isinstance(value, str):
        problem = problem_of(value)
        if problem:
            raise UnreadableFile(f"The text {problem}.")
        return value
    if isinstance(value, tuple):
        return [_encode(part) for part in value]
    if is_dataclass(value):
        return {
            field.name: _encode(part)
            for field in fields(value)
            if (part := getattr(value, field.name)) != field.default or field.default is MISSING
        }
    return value


@cache
def _decoder(kind: Any) -> Decoder:
    """How a value of the annotated type is read back."""
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if get_origin(kind) in (Union, UnionType):
        return _of_union(kind)
    if get_origin(kind) is tuple:
        return _of_tuple(get_args(kind))
    return lambda value: value


def _of_dataclass(kind: Any) -> Decoder:
    decoders = {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}
    return lambda value: kind(**{name: decoders[name](part) for name, part in value.items()})


def _of_union(kind: Any) -> Decoder:
    (only,) = (_decoder(part) for part in get_args(kind) if part is not NoneType)
    return lambda value: None if value is None else only(value)


def _of_tuple(parts: tuple[Any, ...]) -> Decoder:
    if parts[-1] is Ellipsis:
        each = _decoder(parts[0])
        return lambda value: tuple(each(part) for part in value)
    decoders = [_decoder(part) for part in parts]
    return lambda value: tuple(decode(part) for decode, part in zip(decoders, value, strict=True))
