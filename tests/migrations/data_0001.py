"""Data as revision 0001 could hold it: one row or more in every table, every column filled.

A later revision that changes tables brings ``data_<revision>.py`` with the same two functions: what
to load once its schema stands, and how the rows must look after migrating on to the newest.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
)
from sqlalchemy.types import JSON

from provenance.db.session import Database
from tests.migrations.schema import VERSION_TABLE, Rows, reflected

MOMENT = datetime.fromisoformat("2026-02-28T23:59:59+00:00")
VALUES: list[tuple[type, Any]] = [
    (Boolean, True),
    (Integer, 1),
    (Float, 0.25),
    (DateTime, MOMENT),
    (LargeBinary, bytes(32)),
    (JSON, {"edtf": "2017-10", "verbatim": "Oktober 2017 – “so”"}),
]


def load(database: Database) -> None:
    """Fill every table as this revision has it."""
    metadata = reflected(database)
    with database.engine.begin() as connection:
        for table in _parents_first(metadata):
            connection.execute(insert(table).values(_row(table)))


MOVED = {"import_drafts": ("parsed", "import_readings")}
"""Revision 0002: what was read of a draft stands in a table of its own, one row a draft."""


def kept(before: Rows, after: Rows) -> bool:
    """Whether every row and every value of before is there after; tables may have gained columns."""
    after = {**after}
    for table, (column, target) in MOVED.items():
        pairs = zip(after[table], after.get(target, []), strict=target in after)
        after[table] = [{column: there[column], **row} for row, there in pairs] or after[table]
    return all(
        [{name: row[name] for name in old} for old, row in zip(rows, after[table], strict=True)]
        == rows
        for table, rows in before.items()
    )


def _parents_first(metadata: MetaData) -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name != VERSION_TABLE]


def _row(table: Table) -> dict[str, Any]:
    """The values of one row; rows of other tables are pointed to by their first key."""
    return {column.name: _value(table, column) for column in table.columns}


def _value(table: Table, column: Column[Any]) -> Any:
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return 2 if key.column.table.name == "audit_chains" else 1
    if table.name == "audit_chains" and column.name == "id":
        return 2  # the first chain is the installation's, made by the migration
    for kind, value in VALUES:
        if isinstance(column.type, kind):
            return value
    return f"{table.name}.{column.name} – ‘é’ \U0001f4dc"
