"""Writing one record of a dossier with its audit entry: created, corrected, withdrawn.

Areas add their own rules around these; what all share stands here once. ``enter``, ``amend`` and
``take_back`` do the same as commands ask for it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from provenance import clock
from provenance.audit.actor import Actor
from provenance.audit.record import Subject, record
from provenance.db.base import DossierRecord
from provenance.db.exchange.edit import (
    check_record,
    correct_record,
    create_record,
    lock_version,
)
from provenance.db.exchange.read import snapshot
from provenance.db.exchange.spec import RecordSpec
from provenance.dossiers.commands import Correct, Record, Withdraw
from provenance.dossiers.identifiers import issue_id
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find, ids_in, register_for
from provenance.errors import InvalidInput

Values = Mapping[str, Any]
LABEL_LENGTH = 120


def label_of(row: DossierRecord) -> str:
    """What the audit trail calls the record, so that the entry can be read without it."""
    for name in ("label", "title", "name", "word", "text", "kind", "verdict", "grade", "status"):
        value = getattr(row, name, None)
        if value:
            return str(value)[:LABEL_LENGTH]
    return ""


def subject_of(spec: RecordSpec, row: DossierRecord) -> Subject:
    """The record as an entry's subject."""
    return Subject(spec.kind, row.public_id, label_of(row), row.id)


def add_record(
    session: Session, actor: Actor, dossier: Dossier, spec: RecordSpec, values: Values, *,
    reason: str, verb: str = "create", wanted: str | None = None, **defaults: Any,
) -> Any:  # fmt: skip
    """Create one record from the dossier file's fields; returns its row."""
    register = register_for(session, dossier.id, ids_in(values), in_force=True)
    public_id = issue_id(session, dossier.id, spec.kind, wanted)
    present = {key: value for key, value in values.items() if value is not None}
    row = create_record(
        session, dossier.id, spec, {**present, "id": public_id}, register, **defaults
    )
    write_entry(
        session, actor, dossier, spec, row, verb, reason, None, snapshot(session, spec, row)
    )
    return row


def change_record(
    session: Session, actor: Actor, dossier: Dossier, spec: RecordSpec, row: DossierRecord,
    changes: Values, *, reason: str, version: int | None, verb: str = "correct",
) -> bool:  # fmt: skip
    """Correct the named fields (None clears one); False, and no entry, where nothing changes."""
    lock_version(session, row, version)
    if row.withdrawn_at is not None:
        raise InvalidInput(f"{row.public_id} was withdrawn; it can no longer be changed.")
    before = snapshot(session, spec, row)
    register = register_for(session, dossier.id, ids_in(changes), in_force=True)
    correct_record(session, spec, row, dict(changes), register)
    after = snapshot(session, spec, row)
    if before == after:
        return False
    flag_modified(row, "blank")  # lists live in other tables: the version must count them too
    session.flush()
    write_entry(session, actor, dossier, spec, row, verb, reason, *differences(before, after))
    return True


def differences(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs between two states of a record, on both sides."""
    changed = [k for k in {**before, **after} if before.get(k) != after.get(k)]
    return ({k: before.get(k) for k in changed}, {k: after.get(k) for k in changed})


def withdraw_record(
    session: Session, actor: Actor, dossier: Dossier, spec: RecordSpec, row: DossierRecord, *,
    reason: str, version: int | None,
) -> None:  # fmt: skip
    """Take a record back: it stays, with its history, and counts no more."""
    lock_version(session, row, version)
    if row.withdrawn_at is not None:
        return
    before = snapshot(session, spec, row)
    row.withdrawn_at = clock.now()
    session.flush()
    write_entry(session, actor, dossier, spec, row, "withdraw", reason, before, None)


def restore_record(
    session: Session, actor: Actor, dossier: Dossier, spec: RecordSpec, row: DossierRecord, *,
    reason: str,
) -> None:  # fmt: skip
    """Let a withdrawn record stand again. Raises :class:`InvalidInput` where what it points to does
    not stand any more."""
    lock_version(session, row, None)
    if row.withdrawn_at is None:
        return
    values = snapshot(session, spec, row)
    register = register_for(session, dossier.id, ids_in(values) - {row.public_id}, in_force=True)
    check_record(spec, values, register)
    row.withdrawn_at = None
    session.flush()
    write_entry(
        session, actor, dossier, spec, row, "restore", reason, None, snapshot(session, spec, row)
    )


def enter(session: Session, actor: Actor, spec: RecordSpec, command: Record, **more: Any) -> Any:
    """Add the record that a command describes, with what ``add_record`` takes beside; its row."""
    dossier = dossier_by_slug(session, command.dossier)
    return add_record(session, actor, dossier, spec, command.values, reason=command.reason, **more)


def amend(session: Session, actor: Actor, spec: RecordSpec, command: Correct) -> Any:
    """Change the record that a command names; its row."""
    dossier = dossier_by_slug(session, command.dossier)
    row = find(session, spec.model, dossier.id, command.public_id)
    change_record(
        session, actor, dossier, spec, row, command.changes,
        reason=command.reason, version=command.version,
    )  # fmt: skip
    return row


def take_back(session: Session, actor: Actor, spec: RecordSpec, command: Withdraw) -> None:
    """Withdraw the record that a command names."""
    dossier = dossier_by_slug(session, command.dossier)
    row = find(session, spec.model, dossier.id, command.public_id)
    withdraw_record(
        session, actor, dossier, spec, row, reason=command.reason, version=command.version
    )


def write_entry(
    session: Session, actor: Actor, dossier: Dossier, spec: RecordSpec, row: DossierRecord,
    verb: str, reason: str, before: dict[str, Any] | None, after: dict[str, Any] | None,
) -> None:  # fmt: skip
    """Queue the audit entry ``<list>:<kind>:<verb>`` of a change to a record."""
    record(
        session, actor, f"{spec.name}:{spec.kind}:{verb}", chain=dossier.slug,
        subject=subject_of(spec, row), reason=reason, before=before, after=after,
    )  # fmt: skip
