"""Reading stored records back as the dossier file has them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session

from provenance.db.exchange.links import Items, Ref, Refs
from provenance.db.exchange.spec import RecordSpec
from provenance.db.exchange.store import link_model

Record = dict[str, Any]


class Names:
    """Public ids of rows. ``whole``: read all ids of a table at once; else one by one, as asked."""

    def __init__(self, session: Session, dossier_id: int, *, whole: bool = False) -> None:
        self.session = session
        self.dossier_id = dossier_id
        self.whole = whole
        self.known: dict[str, dict[int, str]] = {}

    def name(self, table: Table, row_id: int) -> str:
        """The public id of a row."""
        known = self.known.get(table.name)
        if known is None:
            known = self.known[table.name] = self._read_all(table) if self.whole else {}
        if row_id not in known:
            statement = select(table.c.public_id).where(table.c.id == row_id)
            known[row_id] = self.session.scalars(statement).one()
        return known[row_id]

    def _read_all(self, table: Table) -> dict[int, str]:
        statement = select(table.c.id, table.c.public_id)
        rows = self.session.execute(statement.where(table.c.dossier_id == self.dossier_id))
        return {row.id: row.public_id for row in rows}


def read_records(
    session: Session, spec: RecordSpec, names: Names, only: Sequence[int] | None = None
) -> list[Record]:
    """Records of one list in force, sorted by id; with ``only``, those rows whatever their state."""
    model: Any = spec.model
    statement: Select[Any] = select(*model.__table__.columns)
    statement = statement.where(model.dossier_id == names.dossier_id)
    statement = _in_force(statement, spec) if only is None else statement.where(model.id.in_(only))
    rows = session.execute(statement).mappings().all()
    lists = {field.name: _read_list(session, field, spec, names, only) for field in spec.lists}
    records = [_record(spec, dict(row), names, lists) for row in rows]
    return sorted(records, key=lambda record: str(record["id"]))


def snapshot(session: Session, spec: RecordSpec, row: Any) -> Record:
    """One record as it stands now (pending changes flushed), as audit entries keep it."""
    session.flush()
    names = Names(session, row.dossier_id)
    return read_records(session, spec, names, [row.id])[0]


def _in_force(statement: Select[Any], spec: RecordSpec) -> Select[Any]:
    model: Any = spec.model
    statement = statement.where(model.withdrawn_at.is_(None))
    return statement.where(model.superseded_at.is_(None)) if spec.superseded else statement


def _record(
    spec: RecordSpec, row: Record, names: Names, lists: Mapping[str, Mapping[int, list[Any]]]
) -> Record:
    record: Record = {"id": row["public_id"]}
    blank = row["blank"] or ()
    table: Table = spec.model.__table__  # type: ignore[attr-defined]
    for field in spec.fields:
        if isinstance(field, Refs | Items):
            value: Any = lists[field.name].get(row["id"]) or ([] if field.name in blank else None)
        elif isinstance(field, Ref):
            value = _reference(field, table, row, names)
        else:
            value = field.give(row[field.attribute])
        if value is not None:
            record[field.name] = value
    return record


def _reference(field: Ref | Refs, table: Table, row: Record, names: Names) -> str | None:
    for column in field.targets.values():
        if row[column] is not None:
            (foreign_key,) = table.c[column].foreign_keys
            return names.name(foreign_key.column.table, row[column])
    return None


def _read_list(
    session: Session,
    field: Refs | Items,
    spec: RecordSpec,
    names: Names,
    only: Sequence[int] | None,
) -> dict[int, list[Any]]:
    link: Any = link_model(field)
    owner = getattr(link, field.owner)
    model: Any = spec.model
    statement = select(*link.__table__.columns).order_by(owner, link.number)
    if only is None:
        statement = statement.join(model, model.id == owner)
        statement = statement.where(model.dossier_id == names.dossier_id)
    else:
        statement = statement.where(owner.in_(only))
    found: dict[int, list[Any]] = {}
    for row in session.execute(statement).mappings():
        item = _item(field, link.__table__, dict(row), names)
        found.setdefault(row[field.owner], []).append(item)
    return found


def _item(field: Refs | Items, table: Table, row: Record, names: Names) -> Any:
    if isinstance(field, Refs):
        return _reference(field, table, row, names)
    if field.plain:
        return row[field.fields[0].attribute]
    item: Record = {}
    for part in field.fields:
        value = (
            _reference(part, table, row, names)
            if isinstance(part, Ref)
            else part.give(row[part.attribute])
        )
        if value is not None:
            item[part.name] = value
    return item
