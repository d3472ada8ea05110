"""Keeping lists whole in themselves: no reference to a record that is not among them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from provenance.db.exchange.fields import Field
from provenance.db.exchange.links import Items, Ref, Refs
from provenance.db.exchange.spec import RecordSpec
from provenance.interchange.lists import LISTS

Record = dict[str, Any]
Lists = Mapping[str, list[Record]]


def prune(lists: Lists) -> dict[str, list[Record]]:
    """Without dangling references; a record that cannot be without one goes too."""
    current = {spec.name: list(lists.get(spec.name, ())) for spec in LISTS}
    while True:
        known = {record["id"] for records in current.values() for record in records}
        pruned = {spec.name: list(_pruned(spec, current[spec.name], known)) for spec in LISTS}
        if pruned == current:
            return current
        current = pruned


def _pruned(spec: RecordSpec, records: list[Record], known: Collection[str]) -> Iterator[Record]:
    for record in records:
        if all(target in known for target in references(spec, record)):
            yield record
        elif (kept := _kept(spec.all_fields, record, known)) is not None:
            yield {"id": record["id"], **kept}


def references(spec: RecordSpec, record: Record) -> Iterator[str]:
    """Every id that the record points to."""
    return _references(spec.all_fields, record)


def _references(fields: tuple[Field, ...], values: Record) -> Iterator[str]:
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if isinstance(field, Ref):
            yield value
        elif isinstance(field, Refs):
            yield from value
        elif isinstance(field, Items) and not field.plain:
            for part in value:
                yield from _references(field.fields, part)
        elif is_remark_quote(field, value):
            yield from (value[key] for key in ("document", "note") if key in value)


def is_remark_quote(field: Field, value: Any) -> bool:
    """Remarks keep their quote in one column, ids and all."""
    return field.name == "quote" and isinstance(value, dict)


def _kept(fields: tuple[Field, ...], values: Record, known: Collection[str]) -> Record | None:
    """The object without dangling references, None where one was required."""
    kept: Record = {}
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        part = _kept_part(field, value, known)
        if part is not None:
            kept[field.name] = part
        elif field.required:
            return None
    return kept


def _kept_part(field: Field, value: Any, known: Collection[str]) -> Any:
    if isinstance(field, Ref):
        return value if value in known else None
    if isinstance(field, Refs):
        return [part for part in value if part in known] or (None if value else [])
    if isinstance(field, Items) and not field.plain:
        parts = [_kept_item(field, part, known) for part in value]
        return [part for part in parts if part is not None] or (None if value else [])
    if is_remark_quote(field, value):
        whole = all(value[key] in known for key in ("document", "note") if key in value)
        return value if whole else None
    return value


def _kept_item(field: Items, item: Record, known: Collection[str]) -> Record | None:
    """An item goes where a required reference, or the one of several that it needs, dangles."""
    kept = _kept(field.fields, item, known)
    if kept is None or (field.one_of and not any(name in kept for name in field.one_of)):
        return None
    return kept
