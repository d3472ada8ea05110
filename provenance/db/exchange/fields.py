"""The fields of a dossier file's records: how each is checked, stored, read back and described.

One declaration serves validation (with JSON paths), the JSON Schema, ``load`` and ``dump``.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from provenance.errors import Fault
from provenance.ingest.edtf import is_valid
from provenance.text import problem_of
from provenance.values import DateText

LONGEST_QUOTED = 80
Known = Mapping[str, str]
"""Public id → name of the list that it stands in."""


@dataclass(frozen=True)
class Field:
    """A field that is stored in one column of the record's table (``column``, else its name)."""

    name: str
    required: bool = False
    column: str | None = None

    @property
    def attribute(self) -> str:
        """Name of the column."""
        return self.column or self.name

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Everything wrong with a value that is present."""
        raise NotImplementedError

    def store(self, value: Any) -> Any:
        """The column's value."""
        return value

    def give(self, stored: Any) -> Any:
        """The file's value; None means absent."""
        return stored

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the value."""
        raise NotImplementedError


def text_faults(value: Any, where: str, *, blank: bool = False) -> Iterator[Fault]:
    """Faults of a value that must be text."""
    if not isinstance(value, str):
        yield Fault(where, f"must be text, not {describe(value)}")
    elif problem := problem_of(value):
        yield Fault(where, problem)
    elif not blank and not value.strip():
        yield Fault(where, "must not be empty; leave the field out instead")


def shortened(value: Any) -> str:
    """A value as a message quotes it."""
    written = repr(value)
    return written if len(written) <= LONGEST_QUOTED else f"{written[:LONGEST_QUOTED]}…"


def describe(value: Any) -> str:
    """A JSON value's kind in words."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "text",
             list: "a list", dict: "an object", type(None): "null"}  # fmt: skip
    return names.get(type(value), type(value).__name__)


@dataclass(frozen=True)
class Text(Field):
    """Any text. The empty one is kept where the field is optional, or ``blank`` says so."""

    blank: bool = False

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Not text, or text that no database keeps."""
        return text_faults(value, where, blank=self.blank or not self.required)

    def schema(self) -> dict[str, Any]:
        """A string."""
        if self.blank or not self.required:
            return {"type": "string"}
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Choice(Field):
    """One of the vocabulary's words or numbers; a numeral (grade "3") may come as a number."""

    words: tuple[str | int, ...] = ()

    def word(self, value: Any) -> str | int | None:
        """The vocabulary's own word for a value, None where there is none."""
        if isinstance(value, bool) or not isinstance(value, str | int):
            return None
        if value in self.words:
            return value
        return str(value) if str(value) in self.words else None

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Not one of the words."""
        if self.word(value) is None:
            allowed = ", ".join(map(str, self.words))
            yield Fault(where, f"{shortened(value)} is not known here; use one of: {allowed}")

    def store(self, value: Any) -> Any:
        """As the vocabulary has it."""
        return self.word(value)

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Choices(Choice):
    """One word, or a list of them."""

    def store(self, value: Any) -> Any:
        """As the vocabulary has them."""
        return [self.word(part) for part in value] if isinstance(value, list) else self.word(value)

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Any word that is not one of them."""
        if not isinstance(value, list):
            yield from super().faults(value, where, known)
            return
        for number, word in enumerate(value):
            yield from super().faults(word, f"{where}[{number}]", known)

    def schema(self) -> dict[str, Any]:
        """An enumeration, or a list of it."""
        one = super().schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


@dataclass(frozen=True)
class Flag(Field):
    """True or false."""

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Not a truth value."""
        if not isinstance(value, bool):
            yield Fault(where, f"must be true or false, not {describe(value)}")

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Offset(Field):
    """A count of Unicode code points, from 0."""

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Not a whole number from 0 that a database can keep."""
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
            yield Fault(where, "must be a whole number from 0")

    def schema(self) -> dict[str, Any]:
        """A whole number."""
        return {"type": "integer", "minimum": 0}


@dataclass(frozen=True)
class Date(Field):
    """An EDTF string, or {edtf, verbatim}."""

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Not EDTF, or an object with other keys."""
        if isinstance(value, str):
            yield from _edtf_faults(value, where)
        elif not isinstance(value, dict) or not value:
            yield Fault(where, "must be an EDTF string or an object with edtf and verbatim")
        else:
            yield from self._object_faults(value, where)

    def _object_faults(self, value: dict[str, Any], where: str) -> Iterator[Fault]:
        for key, part in value.items():
            if key == "edtf" and part is not None:
                yield from _edtf_faults(part, f"{where}.edtf")
            elif key == "verbatim" and part is not None:
                yield from text_faults(part, f"{where}.verbatim")
            elif key not in ("edtf", "verbatim"):
                yield Fault(f"{where}.{key}", "unknown field; a date has edtf and verbatim")
        if value.get("edtf") is None and value.get("verbatim") is None:
            yield Fault(where, "must have edtf or verbatim")

    def store(self, value: Any) -> DateText:
        """A :class:`DateText`."""
        if isinstance(value, str):
            return DateText(value)
        return DateText(value.get("edtf"), value.get("verbatim"))

    def give(self, stored: DateText | None) -> Any:
        """A string where there are no words beside it."""
        return None if stored is None else stored.as_json()

    def schema(self) -> dict[str, Any]:
        """A string or an object."""
        return {"$ref": "#/$defs/date"}


def _edtf_faults(value: Any, where: str) -> Iterator[Fault]:
    if not isinstance(value, str) or not is_valid(value):
        yield Fault(where, f"{value!r} is not a date in EDTF (such as 2017-10 or 2017-08/2017-09)")


@dataclass(frozen=True)
class Words(Field):
    """A list of free words, kept in one JSON column."""

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Not a list of texts."""
        if not isinstance(value, list):
            yield Fault(where, f"must be a list, not {describe(value)}")
            return
        for number, word in enumerate(value):
            yield from text_faults(word, f"{where}[{number}]")

    def schema(self) -> dict[str, Any]:
        """A list of strings."""
        return {"type": "array", "items": {"type": "string", "minLength": 1}}


LARGEST_WHOLE = 2**53 - 1
"""RFC 8785 (section 3.2.2.3) writes no larger whole number; larger ones are written as words."""


@dataclass(frozen=True)
class Number(Field):
    """A finite number, or the words of one that cannot be written as such ("several hundred")."""

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Neither number nor text."""
        if isinstance(value, str):
            yield from text_faults(value, where)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            yield Fault(where, f"must be a number, not {describe(value)}")
        elif isinstance(value, float) and not math.isfinite(value):
            yield Fault(where, "must be a finite number")
        elif isinstance(value, int) and abs(value) > LARGEST_WHOLE:
            yield Fault(where, "is too large a whole number; write it as text")

    def schema(self) -> dict[str, Any]:
        """A number or its words."""
        return {"type": ["number", "string"]}


@dataclass(frozen=True)
class Group(Field):
    """An object with fields of its own, kept in one JSON column."""

    fields: tuple[Field, ...] = ()

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Faults of its fields."""
        return object_faults(value, where, self.fields, known)

    def store(self, value: Any) -> Any:
        """As it is, without nulls."""
        return {key: part for key, part in value.items() if part is not None}

    def schema(self) -> dict[str, Any]:
        """An object."""
        return object_schema(self.fields)


@dataclass(frozen=True)
class Either(Field):
    """Text, or an object with fields; kept in one JSON column."""

    fields: tuple[Field, ...] = ()

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Faults of the text or of the object's fields."""
        if isinstance(value, str):
            return text_faults(value, where)
        return object_faults(value, where, self.fields, known)

    def schema(self) -> dict[str, Any]:
        """A string or an object."""
        return {"anyOf": [{"type": "string"}, object_schema(self.fields)]}


def object_faults(
    value: Any, where: str, fields: tuple[Field, ...], known: Known
) -> Iterator[Fault]:
    """Faults of an object: unknown keys, missing required ones, faults of values. Null is absent."""
    if not isinstance(value, dict):
        yield Fault(where, f"must be an object, not {describe(value)}")
        return
    by_name = {field.name: field for field in fields}
    for key, part in value.items():
        field = by_name.get(key)
        if field is None:
            yield Fault(f"{where}.{key}", f"unknown field; known are: {', '.join(by_name)}")
        elif part is not None:
            yield from field.faults(part, f"{where}.{key}", known)
    for field in fields:
        if field.required and value.get(field.name) is None:
            yield Fault(f"{where}.{field.name}", "is required")


def object_schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    """JSON Schema of an object with these fields and no others."""
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {field.name: field.schema() for field in fields},
        "additionalProperties": False,
    }
    required = [field.name for field in fields if field.required]
    return {**schema, "required": required} if required else schema
