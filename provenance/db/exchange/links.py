"""Fields that point to other records or hold lists of rows of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from provenance.db.base import Base
from provenance.db.exchange.fields import (
    Field,
    Known,
    describe,
    object_faults,
    object_schema,
    text_faults,
)
from provenance.errors import Fault

Targets = Mapping[str, str]
"""Name of the list pointed to → column that holds the row's key."""

WITHDRAWN = "withdrawn records"
"""Where a register has records that were taken back: no list takes them."""


def reference_faults(value: Any, where: str, targets: Targets, known: Known) -> Iterator[Fault]:
    """Faults of one reference."""
    lists = " or ".join(targets)
    if not isinstance(value, str):
        yield Fault(where, f"must be the id of one of {lists}, not {describe(value)}")
    elif value not in known:
        yield Fault(where, f"no record has the id {value!r} (expected one of {lists})")
    elif known[value] == WITHDRAWN:
        yield Fault(where, f"{value!r} was withdrawn; refer to what stands")
    elif known[value] not in targets:
        yield Fault(where, f"{value!r} is one of {known[value]}, not of {lists}")


@dataclass(frozen=True)
class Ref(Field):
    """A reference by id. ``late``: to a record of the same list, filled in when all have rows."""

    targets: Targets = field(default_factory=dict)
    late: bool = False

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Unknown id, or one of another list."""
        return reference_faults(value, where, self.targets, known)

    def schema(self) -> dict[str, Any]:
        """An id."""
        return {"$ref": "#/$defs/id"}


@dataclass(frozen=True)
class Refs(Field):
    """A list of references, kept in a link table in the order given; ``least`` so many of them."""

    link: type[Base] | None = None
    owner: str = ""
    targets: Targets = field(default_factory=dict)
    distinct: bool = True
    least: int = 0

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Not a list, too short a list, unknown ids, the same id twice."""
        if not isinstance(value, list):
            yield Fault(where, f"must be a list of ids, not {describe(value)}")
            return
        if len(value) < self.least:
            yield Fault(where, f"must name at least {self.least} of {' or '.join(self.targets)}")
        for number, part in enumerate(value):
            yield from reference_faults(part, f"{where}[{number}]", self.targets, known)
            if self.distinct and part in value[:number]:
                yield Fault(f"{where}[{number}]", f"{part!r} is listed twice")

    def schema(self) -> dict[str, Any]:
        """A list of ids."""
        ids: dict[str, Any] = {"type": "array", "items": {"$ref": "#/$defs/id"}}
        return {**ids, "minItems": self.least} if self.least else ids


@dataclass(frozen=True)
class Items(Field):
    """A list of objects (or, with ``plain``, of texts), kept in a table of its own in order."""

    link: type[Base] | None = None
    owner: str = ""
    fields: tuple[Field, ...] = ()
    plain: bool = False
    one_of: tuple[str, ...] = ()

    def faults(self, value: Any, where: str, known: Known) -> Iterator[Fault]:
        """Faults of each item; ``one_of`` names fields of which exactly one must be there."""
        if not isinstance(value, list):
            yield Fault(where, f"must be a list, not {describe(value)}")
            return
        for number, part in enumerate(value):
            place = f"{where}[{number}]"
            if self.plain:
                yield from text_faults(part, place)
                continue
            yield from object_faults(part, place, self.fields, known)
            yield from self._choice_faults(part, place)

    def _choice_faults(self, part: Any, place: str) -> Iterator[Fault]:
        if not self.one_of or not isinstance(part, dict):
            return
        if sum(part.get(name) is not None for name in self.one_of) != 1:
            yield Fault(place, f"must have exactly one of: {', '.join(self.one_of)}")

    def schema(self) -> dict[str, Any]:
        """A list of objects or strings."""
        item = {"type": "string", "minLength": 1} if self.plain else object_schema(self.fields)
        return {"type": "array", "items": item}
