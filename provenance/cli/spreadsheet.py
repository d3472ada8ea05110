"""Importing a table from the command line: whole where nothing is in doubt, else not at all."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.cli.edge import writing
from provenance.cli.output import show, show_json
from provenance.cli.table_options import TableOptions
from provenance.config import load_settings
from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.queries import dossier_by_slug, slug_taken
from provenance.dossiers.service import create_dossier
from provenance.errors import Fault, InvalidInput
from provenance.imports.reading import limits_of
from provenance.ingest.spreadsheets.kinds import KINDS, OUT
from provenance.ingest.spreadsheets.mapping import propose_columns, propose_kind
from provenance.ingest.spreadsheets.tables import Table
from provenance.ingest.spreadsheets.targets import LEFT, targets_of
from provenance.ingest.spreadsheets.types import Workbook
from provenance.ingest.works import fold_key
from provenance.spreadsheets.accepting import accept_spreadsheet, faults_of, told
from provenance.spreadsheets.commands import (
    ChooseForTable,
    EndSpreadsheet,
    MapColumns,
    StartSpreadsheet,
)
from provenance.spreadsheets.models import Spreadsheet
from provenance.spreadsheets.plan import DOUBLE
from provenance.spreadsheets.planning import guess_of, plan_of, rater_of, table_in
from provenance.spreadsheets.reading_apart import read_table_apart, read_table_in
from provenance.spreadsheets.service import choose, map_columns, start_spreadsheet

NOTHING_SAVED = "Nothing was saved. Put these right, or say what they are (--map, --leave-out)"


def import_spreadsheet(
    file: Path, slug: str, actor: Actor, options: TableOptions, as_json: bool
) -> None:
    """Take the table in and print the counts, or print what is not understood and save nothing."""
    data, reason = file.read_bytes(), f"imported {file.name}"
    workbook = _read(file, data, options)
    with writing() as session:
        if not slug_taken(session, slug):
            create_dossier(session, actor, CreateDossier(slug, slug, reason))
        start = StartSpreadsheet(slug, file.name, data, workbook, reason)
        row = start_spreadsheet(session, actor, start)
        faults = list(_understand(session, actor, slug, row, workbook, options, reason))
        if faults:
            _refuse(slug, faults, as_json)
        accept_spreadsheet(session, actor, EndSpreadsheet(slug, row.public_id, reason))
        counts: dict[str, int] = row.counts or {}
        said = {"dossier": slug, "spreadsheet": row.public_id, "kind": row.kind, "records": counts}
    if as_json:
        show_json(said)
        return
    show(f"{said['spreadsheet']}: {told(counts)}")


def _refuse(slug: str, faults: Sequence[Fault], as_json: bool) -> None:
    if as_json:
        listed = [{"where": fault.where, "message": fault.message} for fault in faults]
        show_json({"dossier": slug, "spreadsheet": None, "faults": listed})
        raise click.exceptions.Exit(1)
    raise InvalidInput(f"{NOTHING_SAVED}:", tuple(faults))


def _read(file: Path, data: bytes, options: TableOptions) -> Workbook:
    limits = limits_of(load_settings())
    if options.encoding is not None:
        return read_table_in(data, file.name, options.encoding, limits)
    workbook = read_table_apart(data, file.name, limits)
    guess = guess_of(workbook)
    if guess is not None:
        message = f"{guess} Say which it is, such as --encoding windows-1252."
        raise InvalidInput.at("--encoding", message)
    filled = [sheet.name for sheet in workbook.sheets if sheet.rows and not sheet.hidden]
    if options.sheet is None and len(filled) > 1:
        raise InvalidInput.at("--sheet", f"Say which sheet it is: {', '.join(filled)}.")
    if options.sheet is not None and options.sheet not in {s.name for s in workbook.sheets}:
        raise InvalidInput.at("--sheet", f"There is no such sheet; there are {', '.join(filled)}.")
    return workbook


def _understand(
    session: Session, actor: Actor, slug: str, row: Spreadsheet, workbook: Workbook,
    options: TableOptions, reason: str,
) -> Iterator[Fault]:  # fmt: skip
    """Map the columns and choose as was said; what is not understood then."""
    table = table_in(workbook, options.sheet, None)
    kind, why = options.kind or propose_kind(table.columns)[0], propose_kind(table.columns)[1]
    if kind is None:
        raise InvalidInput.at("--kind", f"{why} Say --kind {'|'.join(KINDS)}.")
    columns = {
        index: proposal.target
        for index, proposal in propose_columns(kind, table.columns).items()
        if proposal.target is not None and proposal.sure
    } | _said(kind, table, options.maps)  # fmt: skip
    mapping = MapColumns(slug, row.public_id, kind, columns, reason, options.sheet)
    map_columns(session, actor, mapping)
    numbers = {one.number for one in table.rows}
    for number in options.left:
        if number not in numbers:
            raise InvalidInput.at("--leave-out", f"The table has no row {number}.")
    left = dict.fromkeys(options.left, OUT)
    rest = {DOUBLE: options.doubles} if options.doubles else {}
    choose(session, actor, ChooseForTable(slug, row.public_id, reason, rows=left, rest=rest))
    yield from faults_of(plan_of(session, dossier_by_slug(session, slug), row, rater_of(actor)))


def _said(kind: str, table: Table, maps: Sequence[str]) -> dict[int, str]:
    """Index of a column → field, as ``--map`` says."""
    fields = {fold_key(word): target.name for target in targets_of(kind).values()
              for word in (target.label, target.name)}  # fmt: skip
    found: dict[int, str] = {}
    for said in maps:
        heading, sign, field = said.rpartition("=")
        if not sign:
            raise InvalidInput.at("--map", f"Write it as COLUMN=FIELD, not {said[:60]!r}.")
        named = [
            c.index for c in table.columns if heading.strip() in (c.name, c.heading, c.letters)
        ]
        if not named:
            known = ", ".join(column.name for column in table.columns)
            raise InvalidInput.at(
                "--map", f"There is no column {heading[:60]!r}; there are {known}."
            )
        if field.strip() and fold_key(field) not in fields:
            raise InvalidInput.at("--map", f"{field[:60]!r} is no field of {kind}; use one of: "
                                  f"{', '.join(targets_of(kind))}.")  # fmt: skip
        found[named[0]] = fields[fold_key(field)] if field.strip() else LEFT
    return found
