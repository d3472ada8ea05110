"""Storing checked records: rows in bulk, then what hangs on rows that came later."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from provenance.db.base import Base
from provenance.db.exchange.fields import Field
from provenance.db.exchange.links import Items, Ref, Refs
from provenance.db.exchange.spec import RecordSpec

Record = dict[str, Any]
BATCH = 5000


class Register:
    """Public id → (list, row key), of a dossier's stored records."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, int]] = {}

    def add(self, public_id: str, list_name: str, row_id: int) -> None:
        """Remember a record."""
        self.rows[public_id] = (list_name, row_id)

    def row(self, public_id: str) -> int:
        """The row of a record."""
        return self.rows[public_id][1]

    def columns(self, public_id: str, targets: Mapping[str, str]) -> dict[str, int]:
        """The column that a reference fills, and with what."""
        list_name, row_id = self.rows[public_id]
        return {targets[list_name]: row_id}


def insert_rows(session: Session, model: type[Any], rows: list[Record]) -> list[int]:
    """Insert rows of equal keys in bulk; their keys in the same order.

    With nulls written out all rows are one statement: else each run of rows with the same columns
    filled is one of its own, and joining their results takes the square of their number.
    """
    keys: list[int] = []
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    statement = statement.execution_options(render_nulls=True)
    for start in range(0, len(rows), BATCH):
        keys.extend(session.scalars(statement, rows[start : start + BATCH]))
    return keys


def store_records(
    session: Session, dossier_id: int, spec: RecordSpec, records: list[Record], register: Register,
    defaults: Record | None = None, extra: Mapping[str, Record] | None = None,
) -> None:  # fmt: skip
    """Insert the records' own rows and register them; lists and late references come after.

    ``defaults`` are columns that no field fills, of every record; ``extra`` of single ones, by id.
    """
    if not records:
        return
    rows = [
        {
            "dossier_id": dossier_id,
            "version": 1,
            **(defaults or {}),
            **(extra or {}).get(record["id"], {}),
            **_own_row(spec, record, register),
        }
        for record in records
    ]
    for record, key in zip(records, insert_rows(session, spec.model, rows), strict=True):
        register.add(record["id"], spec.name, key)


def _own_row(spec: RecordSpec, record: Record, register: Register) -> Record:
    row: Record = {"public_id": record["id"], "blank": _blank_lists(spec, record)}
    for field in spec.columns:
        row[field.attribute] = stored_value(field, record)
    for reference in spec.references:
        row |= dict.fromkeys(reference.targets.values())
        value = record.get(reference.name)
        if value is not None and not reference.late:
            row |= register.columns(value, reference.targets)
    return row


def _blank_lists(spec: RecordSpec, record: Record) -> list[str] | None:
    return [field.name for field in spec.lists if record.get(field.name) == []] or None


def stored_value(field: Field, record: Record) -> Any:
    """The column's value; None where the field is absent."""
    value = record.get(field.name)
    return None if value is None else field.store(value)


def store_links(
    session: Session, spec: RecordSpec, records: list[Record], register: Register
) -> None:
    """Insert the records' lists and fill their late references."""
    for field in spec.lists:
        rows = [row for record in records for row in link_rows(field, record, register)]
        if rows:
            assert field.link is not None  # noqa: S101 - every list field declares its table
            for start in range(0, len(rows), BATCH):
                session.execute(insert(field.link), rows[start : start + BATCH])
    for reference in spec.references:
        if reference.late:
            _fill_late(session, spec, reference, records, register)


def _fill_late(
    session: Session, spec: RecordSpec, reference: Ref, records: list[Record], register: Register
) -> None:
    """Through the table itself: the rows are new, their version stays the first."""
    table: Any = spec.model.__table__  # type: ignore[attr-defined]
    rows = [
        {
            "row": register.row(record["id"]),
            **register.columns(record[reference.name], reference.targets),
        }
        for record in records
        if record.get(reference.name) is not None
    ]
    if rows:
        columns: dict[str, Any] = {
            column: bindparam(column) for column in reference.targets.values()
        }
        statement = update(table).where(table.c.id == bindparam("row")).values(columns)
        session.connection().execute(statement, rows)


def link_rows(field: Refs | Items, record: Record, register: Register) -> Iterable[Record]:
    """The rows of one list field of one record."""
    owner = {field.owner: register.row(record["id"])}
    for number, value in enumerate(record.get(field.name) or ()):
        yield {**owner, "number": number, **_link_columns(field, value, register)}


def _link_columns(field: Refs | Items, value: Any, register: Register) -> Record:
    if isinstance(field, Refs):
        return {**dict.fromkeys(field.targets.values()), **register.columns(value, field.targets)}
    if field.plain:
        return {field.fields[0].attribute: value}
    row: Record = {}
    for part in field.fields:
        if isinstance(part, Ref):
            row |= dict.fromkeys(part.targets.values())
            if value.get(part.name) is not None:
                row |= register.columns(value[part.name], part.targets)
        else:
            row[part.attribute] = stored_value(part, value)
    return row


def link_model(field: Refs | Items) -> type[Base]:
    """The table of a list field."""
    assert field.link is not None  # noqa: S101
    return field.link
