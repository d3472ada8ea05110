"""Undoing that a table was taken in, as one act: the dossier is again what it was before.

Refused where anything made later hangs on it, with the list of what does.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.claims.models import Claim
from provenance.db.exchange.edit import lock_version
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import Fault, InvalidInput
from provenance.interchange.lists import BY_NAME
from provenance.ratings.models import Rating
from provenance.sources.models import PrivateRecord
from provenance.spreadsheets.commands import EndSpreadsheet
from provenance.spreadsheets.hanging import BATCH, Rows, rows_of, what_hangs
from provenance.spreadsheets.models import ACCEPTED, UNDONE, Spreadsheet
from provenance.spreadsheets.service import write_table_entry

NAMED = 8


def undo_spreadsheet(session: Session, actor: Actor, command: EndSpreadsheet) -> Spreadsheet:
    """Withdraw all that the table made, and let the grades that it superseded be in force again.
    Raises :class:`InvalidInput` with what hangs on it."""
    dossier = dossier_by_slug(session, command.dossier)
    row = find(session, Spreadsheet, dossier.id, command.public_id)
    lock_version(session, row, command.version)
    if row.status != ACCEPTED:
        raise InvalidInput(f"{row.file_name} was not taken in, so there is nothing to undo.")
    hanging = hanging_on(session, dossier, row)
    if hanging:
        raise InvalidInput(
            f"Something hangs on what {row.file_name} brought: {_named(hanging)}. Take that back "
            "first, or keep the table.", tuple(hanging),
        )  # fmt: skip
    made = row.contents.made or {}
    _withdraw(session, rows_of(session, dossier, made.get("ids", {})))
    _put_back(session, dossier, made)
    row.status = UNDONE
    session.flush()
    write_table_entry(session, actor, dossier, row, "take back", command.reason,
                      {"records": row.counts}, {"records": {}, "status": UNDONE})  # fmt: skip
    return row


def hanging_on(session: Session, dossier: Dossier, row: Spreadsheet) -> list[Fault]:
    """Why the table cannot be undone; empty where it can."""
    made = row.contents.made or {}
    return what_hangs(session, dossier, made.get("ids", {}), made.get("private", ()))


def _named(hanging: list[Fault]) -> str:
    words = [f"{fault.where} ({fault.message})" for fault in hanging]
    more = f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
    return ", ".join(words[:NAMED]) + more


def _withdraw(session: Session, rows: Rows) -> None:
    now = clock.now()
    for name, keys in rows.items():
        for row in _loaded(session, BY_NAME[name].model, list(keys)):
            row.withdrawn_at = row.withdrawn_at or now
            if isinstance(row, Claim):
                row.status = "withdrawn"
    session.flush()


def _put_back(session: Session, dossier: Dossier, made: Mapping[str, Any]) -> None:
    wanted = made.get("superseded", [])
    for start in range(0, len(wanted), BATCH):
        among = Rating.public_id.in_(wanted[start : start + BATCH])
        for rating in session.scalars(select(Rating).where(Rating.dossier_id == dossier.id, among)):
            rating.superseded_at = None
    now = clock.now()
    for record in _loaded(session, PrivateRecord, made.get("private", [])):
        record.superseded_at = record.superseded_at or now
    session.flush()


def _loaded(session: Session, model: Any, keys: list[Any]) -> Iterator[Any]:
    for start in range(0, len(keys), BATCH):
        yield from session.scalars(select(model).where(model.id.in_(keys[start : start + BATCH])))
