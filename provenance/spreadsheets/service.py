"""Spreadsheets on their way in: kept, understood step by step, put aside. Nothing of them is in the
dossier before ``accepting``."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.audit.record import Subject, record
from provenance.db.exchange.edit import lock_version
from provenance.dossiers.identifiers import issue_id
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.ingest.spreadsheets.kinds import KINDS
from provenance.ingest.spreadsheets.targets import LEFT, targets_of
from provenance.spreadsheets.choices import ENCODING, NAMES, REST, ROWS, WORDS
from provenance.spreadsheets.commands import (
    ChooseForTable,
    EndSpreadsheet,
    MapColumns,
    ReadTableIn,
    StartSpreadsheet,
)
from provenance.spreadsheets.contents import (
    destroy_contents,
    keep_contents,
    keep_workbook,
    workbook_of,
)
from provenance.spreadsheets.models import DISCARDED, OPEN, Spreadsheet
from provenance.spreadsheets.planning import sheet_of, table_in
from provenance.text import checked

Values = dict[str, Any]


def start_spreadsheet(session: Session, actor: Actor, command: StartSpreadsheet) -> Spreadsheet:
    """Keep the file, sealed, and what it is called."""
    dossier = dossier_by_slug(session, command.dossier)
    name = checked(command.file_name, "file").strip()
    row = Spreadsheet(
        dossier_id=dossier.id, public_id=issue_id(session, dossier.id, "spreadsheet"),
        file_name=name, sha256=hashlib.sha256(command.data).hexdigest(), status=OPEN, choices={},
        encoding=command.workbook.encoding, created_at=clock.now(), created_by=actor.name,
    )  # fmt: skip
    session.add(row)
    session.flush()
    keep_contents(session, row, command.data, command.workbook)
    rows = sum(len(sheet.rows) for sheet in command.workbook.sheets)
    after = {"file": name, "sha256": row.sha256, "rows": rows}
    write_table_entry(session, actor, dossier, row, "start", command.reason, None, after)
    return row


def map_columns(session: Session, actor: Actor, command: MapColumns) -> Spreadsheet:
    """Keep what the table lists and what its columns hold. Raises :class:`InvalidInput` for an unknown
    field, and where two columns hold what only one can."""
    dossier, row = open_spreadsheet(session, command.dossier, command.public_id, command.version)
    if command.kind not in KINDS:
        raise InvalidInput.at("kind", f"Say what the table lists: {', '.join(KINDS)}.")
    workbook = workbook_of(session, row)
    table = table_in(workbook, command.sheet, command.header)
    names = {column.index: column.name for column in table.columns}
    _check_columns(command.kind, command.columns, names)
    before = _mapping(row)
    row.kind, row.header = command.kind, table.header
    row.sheet = sheet_of(workbook, command.sheet).name
    row.columns = {str(index): target for index, target in sorted(command.columns.items())}
    session.flush()
    after = _mapping(row)
    if before != after:
        write_table_entry(session, actor, dossier, row, "map", command.reason, before, after)
    return row


def _check_columns(kind: str, columns: Mapping[int, str], names: Mapping[int, str]) -> None:
    targets = targets_of(kind)
    counts = Counter(columns.values())
    for index, name in columns.items():
        where = f"column-{index}"
        if index not in names:
            raise InvalidInput.at(where, "The table has no such column.")
        if name != LEFT and name not in targets:
            known = ", ".join(targets)
            raise InvalidInput.at(
                where, f"{name[:60]!r} is no field of {kind}; use one of: {known}"
            )
        if name != LEFT and counts[name] > 1 and not targets[name].several:
            twice = " and ".join(names.get(i, "") for i, n in columns.items() if n == name)
            raise InvalidInput.at(where, f"{targets[name].label} cannot be in both {twice}.")


def _mapping(row: Spreadsheet) -> Values:
    return {"kind": row.kind, "sheet": row.sheet, "header": row.header, "columns": row.columns}


def choose(session: Session, actor: Actor, command: ChooseForTable) -> Spreadsheet:
    """Keep what was decided about rows, words and names, beside what was decided before."""
    dossier, row = open_spreadsheet(session, command.dossier, command.public_id, command.version)
    given: dict[str, Mapping[str, str]] = {
        ROWS: {str(number): choice for number, choice in command.rows.items()},
        REST: command.rest, WORDS: command.words, NAMES: command.names,
    }  # fmt: skip
    before = dict(row.choices)
    after = dict(row.choices)
    for name, new in given.items():
        merged = {**after.pop(name, {}), **new}
        kept = {key: checked(value, name) for key, value in merged.items() if value}
        if kept:
            after[name] = kept
    if after == before:
        return row
    row.choices = after
    session.flush()
    write_table_entry(session, actor, dossier, row, "choose", command.reason,
                      _changed(before, after), _changed(after, before))  # fmt: skip
    return row


def _changed(mine: Values, other: Values) -> Values:
    """Only what differs, so that each step's entry is as long as the step."""
    found = {
        name: {key: value for key, value in part.items() if other.get(name, {}).get(key) != value}
        for name, part in mine.items()
        if name != ENCODING
    }
    return {name: part for name, part in found.items() if part}


def read_again(session: Session, actor: Actor, command: ReadTableIn) -> Spreadsheet:
    """Keep the cells as they were read in an encoding instead of those read before."""
    dossier, row = open_spreadsheet(session, command.dossier, command.public_id, command.version)
    before, row.encoding = row.encoding, command.encoding
    row.choices = {**row.choices, ENCODING: command.encoding}
    keep_workbook(session, row, command.workbook)
    write_table_entry(session, actor, dossier, row, "read again", command.reason,
                      {"encoding": before}, {"encoding": row.encoding})  # fmt: skip
    return row


def discard_spreadsheet(session: Session, actor: Actor, command: EndSpreadsheet) -> None:
    """Put the table aside: its cells are destroyed, what was decided is kept."""
    dossier, row = open_spreadsheet(session, command.dossier, command.public_id, command.version)
    row.status = DISCARDED
    destroy_contents(row)
    session.flush()
    write_table_entry(session, actor, dossier, row, "discard", command.reason,
                      {"status": OPEN}, {"status": DISCARDED})  # fmt: skip


def open_spreadsheet(
    session: Session, slug: str, public_id: str, version: int | None
) -> tuple[Dossier, Spreadsheet]:
    """One on its way in, locked. Raises :class:`InvalidInput` where it is not any more."""
    dossier = dossier_by_slug(session, slug)
    row = find(session, Spreadsheet, dossier.id, public_id)
    lock_version(session, row, version)
    if row.status != OPEN:
        raise InvalidInput(f"{row.file_name} was {row.status} already; nothing of it waits.")
    return dossier, row


def write_table_entry(
    session: Session, actor: Actor, dossier: Dossier, row: Spreadsheet, verb: str, reason: str,
    before: Values | None, after: Values,
) -> None:  # fmt: skip
    """Queue the audit entry of an act on a table."""
    record(
        session, actor, f"spreadsheets:spreadsheet:{verb}", chain=dossier.slug, reason=reason,
        subject=Subject("spreadsheet", row.public_id, row.file_name, row.id),
        before=before, after=after,
    )  # fmt: skip
