"""Writing a dossier file: one form for the same content, byte for byte.

UTF-8, keys and lists in the order of the declarations, records by id, one record a line, nothing
that is absent, a newline at the end.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from provenance.db.exchange.fields import Date, Either, Field, Group
from provenance.db.exchange.links import Items
from provenance.db.exchange.spec import RecordSpec
from provenance.interchange.lists import FORMAT, LISTS

Record = dict[str, Any]
Lists = Mapping[str, list[Record]]


def render(slug: str, title: str, lists: Lists) -> bytes:
    """The dossier file. Lists without records are left out."""
    return ("".join(_pieces(slug, title, lists)) + "\n}\n").encode()


def _pieces(slug: str, title: str, lists: Lists) -> Iterator[str]:
    head = {"format": FORMAT, "slug": slug, "title": title}
    yield "{\n" + ",\n".join(f' "{key}": {_json(value)}' for key, value in head.items())
    for spec in LISTS:
        records = sorted(lists.get(spec.name, ()), key=lambda record: str(record["id"]))
        if records:
            lines = ",\n".join("  " + _json(tidy_record(spec, record)) for record in records)
            yield f',\n "{spec.name}": [\n{lines}\n ]'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def tidy_record(spec: RecordSpec, record: Record) -> Record:
    """The record with its keys in order and each value in the form that ``dump`` gives it."""
    return {"id": record["id"], **_tidy_object(spec.all_fields, record)}


def _tidy_object(fields: tuple[Field, ...], values: Record) -> Record:
    present = ((field, values.get(field.name)) for field in fields)
    return {field.name: _tidy(field, value) for field, value in present if value is not None}


def _tidy(field: Field, value: Any) -> Any:
    if isinstance(field, Date):
        return field.give(field.store(value))
    if isinstance(field, Group | Either) and isinstance(value, dict):
        return _tidy_object(field.fields, value)
    if isinstance(field, Items) and not field.plain:
        return [_tidy_object(field.fields, part) for part in value]
    return value
