"""Creating and correcting single records through the same declarations as the dossier file.

The web's forms, the API and the dossier file thus accept and refuse the same values.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from provenance.db.base import DossierRecord
from provenance.db.exchange.links import Ref
from provenance.db.exchange.spec import RecordSpec
from provenance.db.exchange.store import (
    BATCH,
    Record,
    Register,
    link_model,
    link_rows,
    store_links,
    store_records,
    stored_value,
)
from provenance.errors import EditConflict, InvalidInput


class DossierRegister(Register):
    """Finds a dossier's records by public id, as asked, through the register of ids."""

    def __init__(self, known: dict[str, tuple[str, int]]) -> None:
        super().__init__()
        self.rows = known


def check_record(spec: RecordSpec, record: Record, register: Register) -> None:
    """Raise :class:`InvalidInput` with every fault of the record."""
    known = {public_id: list_name for public_id, (list_name, _) in register.rows.items()}
    faults = tuple(spec.faults(record, spec.kind, known))
    if faults:
        shown = "; ".join(f"{fault.where.partition('.')[2]}: {fault.message}" for fault in faults)
        named = tuple(
            type(fault)(fault.where.partition(".")[2] or fault.where, fault.message)
            for fault in faults
        )
        raise InvalidInput(f"Not saved: {shown}.", named)


def create_record(
    session: Session,
    dossier_id: int,
    spec: RecordSpec,
    record: Record,
    register: Register,
    **defaults: Any,
) -> Any:
    """Check and insert one record (with its ``id``); its row."""
    check_record(spec, record, register)
    store_records(session, dossier_id, spec, [record], register, defaults)
    store_links(session, spec, [record], register)
    return session.get(spec.model, register.row(record["id"]))


def correct_record(
    session: Session, spec: RecordSpec, row: DossierRecord, changes: Record, register: Register
) -> None:
    """Change the named fields of a record (None clears a field); lists are replaced whole."""
    present = {key: value for key, value in changes.items() if value is not None}
    _check_changes(spec, present, changes, register)
    for field in spec.columns:
        if field.name in changes:
            setattr(row, field.attribute, stored_value(field, present))
    for reference in spec.references:
        if reference.name in changes:
            _set_reference(row, reference, present.get(reference.name), register)
    record = {"id": row.public_id, **present}
    register.add(row.public_id, spec.name, row.id)
    for part in spec.lists:
        if part.name in changes:
            link: Any = link_model(part)
            session.execute(delete(link).where(getattr(link, part.owner) == row.id))
            for values in link_rows(part, record, register):
                session.add(link(**values))
    row.blank = [name for name in row.blank or () if name not in changes] or None
    session.flush()


def replace_list(
    session: Session, spec: RecordSpec, name: str, rows: Mapping[int, Sequence[Record]]
) -> None:
    """Replace one list of many records whole: record's row → the list's columns, in order."""
    part = next(field for field in spec.lists if field.name == name)
    link: Any = link_model(part)
    owners = sorted(rows)
    for start in range(0, len(owners), BATCH):
        among = getattr(link, part.owner).in_(owners[start : start + BATCH])
        session.execute(delete(link).where(among))
    new = [
        {part.owner: owner, "number": number, **columns}
        for owner in owners
        for number, columns in enumerate(rows[owner])
    ]
    for start in range(0, len(new), BATCH):
        session.execute(insert(link), new[start : start + BATCH])


def _check_changes(spec: RecordSpec, present: Record, changes: Record, register: Register) -> None:
    required = {field.name for field in spec.fields if field.required}
    stand_in = dict.fromkeys(required - changes.keys())
    known = {public_id: list_name for public_id, (list_name, _) in register.rows.items()}
    faults = tuple(
        fault
        for fault in spec.faults({**stand_in, **present}, spec.kind, known)
        if fault.where.partition(".")[2] not in stand_in
    )
    if faults:
        named = tuple(type(f)(f.where.partition(".")[2], f.message) for f in faults)
        raise InvalidInput("; ".join(f"{f.where}: {f.message}" for f in named), named)


def _set_reference(row: Any, reference: Ref, value: str | None, register: Register) -> None:
    filled = register.columns(value, reference.targets) if value is not None else {}
    for column in reference.targets.values():
        setattr(row, column, filled.get(column))


def lock_version(session: Session, row: DossierRecord, version: int | None) -> None:
    """Lock the row and refuse if it is not the version that the editor saw.

    ``None`` stands for an editor who saw nothing (the command line): the newest is taken. The lock
    leaves the row's key free, so that a writer who stores a score of this row need not wait for it.
    """
    model: Any = type(row)
    statement = select(model).where(model.id == row.id).with_for_update(key_share=True)
    session.scalars(statement, execution_options={"populate_existing": True}).one()
    if version is not None and row.version != version:
        raise EditConflict(
            "Somebody else changed this since you opened it. Both versions are shown; "
            "nothing you typed is lost."
        )
