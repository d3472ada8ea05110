"""Views: a table, from its upload to the mapping of its columns; ``spreadsheet_rows`` has the rest."""

from pathlib import PurePath
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.dossiers.register import find
from provenance.errors import InvalidInput, NotFound, TooLarge, UnreadableFile
from provenance.imports.encodings import offered
from provenance.imports.reading import limits_of
from provenance.ingest.spreadsheets.kinds import KINDS
from provenance.ingest.spreadsheets.mapping import propose_columns
from provenance.ingest.spreadsheets.tables import Table
from provenance.ingest.spreadsheets.targets import TARGETS
from provenance.ingest.spreadsheets.templates import CSV, XLSX, template
from provenance.ingest.spreadsheets.types import Workbook
from provenance.spreadsheets.commands import MapColumns, ReadTableIn, StartSpreadsheet
from provenance.spreadsheets.contents import file_of, workbook_of
from provenance.spreadsheets.models import OPEN, Spreadsheet
from provenance.spreadsheets.plan import PlannedRow
from provenance.spreadsheets.planning import (
    guess_of,
    kind_of,
    preview_of,
    rater_of,
    sheet_of,
    table_in,
)
from provenance.spreadsheets.queries import accepted_spreadsheets, open_spreadsheets
from provenance.spreadsheets.reading_apart import read_table_apart, read_table_in
from provenance.spreadsheets.service import map_columns, read_again, start_spreadsheet
from provenance.spreadsheets.telling import ToldRecord, told_records
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, see_other, submit
from provenance.web.forms.spreadsheets import TableEncodingForm, TableForm, columns_form

blueprint = Blueprint("spreadsheets", __name__)
LEAST = "analyst"
TYPES = {CSV: "text/csv; charset=utf-8",
         XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip
MAPPED = "the columns were matched"


@blueprint.route("/d/<slug>/spreadsheets", methods=["GET", "POST"])
@needs(LEAST)
def new(slug: str) -> Answer:
    """Upload one, go on with one, or undo one."""
    form: Any = TableForm()
    if request.method == "GET":
        return _new_page(form)

    def read() -> None:
        name = PurePath(form.file.data.filename.replace("\\", "/")).name
        data = form.file.data.read()
        try:
            workbook = read_table_apart(data, name, limits_of(current.settings()))
        except (UnreadableFile, TooLarge) as error:
            refusal = InvalidInput.at("file", error.message)
            refusal.status = error.status
            raise refusal from error
        form.command = StartSpreadsheet(slug, name, data, workbook, form.why("read as a table"))

    def act(session: Session) -> str:
        row = start_spreadsheet(session, current.actor(), form.command)
        return url_for(".columns", slug=slug, table_id=row.public_id)

    return submit(form, act, _new_page, before=read)


def _new_page(form: Any) -> str:
    reader, dossier = current.reader(), current.dossier()
    return render_template(
        "spreadsheets/new.html", form=form, kinds=KINDS, targets=TARGETS, endings=TYPES,
        waiting=open_spreadsheets(reader, dossier.id), taken=accepted_spreadsheets(reader, dossier.id),
        megabytes=current.settings().max_upload // 1024**2,
    )  # fmt: skip


@blueprint.get("/d/<slug>/spreadsheets/templates/<name>")
@needs(LEAST)
def empty(slug: str, name: str) -> Response:  # noqa: ARG001 - the dossier was checked before
    """A table to fill in."""
    kind, _, ending = name.partition(".")
    if kind not in KINDS or ending not in TYPES:
        raise NotFound("There is no such template.")
    answer = Response(template(kind, ending), content_type=TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind}.{ending}"'
    return answer


@blueprint.get("/d/<slug>/spreadsheets/<id:table_id>")
@needs(LEAST)
def show(slug: str, table_id: str) -> Response:
    """The step at which the table is."""
    row = find_table(table_id)
    page = ".columns" if row.status == OPEN and row.columns is None else ".rows"
    return see_other(url_for(page, slug=slug, table_id=table_id))


@blueprint.get("/d/<slug>/spreadsheets/<id:table_id>/columns")
@needs(LEAST)
def columns(slug: str, table_id: str) -> Answer:
    """What does each column hold?"""
    row = find_table(table_id)
    if row.status != OPEN:
        return see_other(url_for(".rows", slug=slug, table_id=table_id))
    return _columns_page(slug, row, None)


@blueprint.post("/d/<slug>/spreadsheets/<id:table_id>/columns")
@needs(LEAST)
def match(slug: str, table_id: str) -> Answer:
    """Keep what each column holds."""
    row = find_table(table_id)
    workbook = workbook_of(current.reader(), row)
    kind = request.form.get("kind", "")
    if kind not in KINDS:
        raise InvalidInput.at("kind", "Say what the table lists.")
    header = request.form.get("header", "")
    table = table_in(
        workbook, request.form.get("sheet"), int(header) if header.isdecimal() else None
    )
    form: Any = columns_form(kind, table, propose_columns(kind, table.columns))

    def act(session: Session) -> str:
        command = MapColumns(
            slug, table_id, kind, form.mapping(), MAPPED, form.sheet.data, form.row_of_headings(),
            form.seen(),
        )  # fmt: skip
        map_columns(session, current.actor(), command)
        waiting = [c.name for c in table.columns if c.index not in form.mapping()]
        if waiting:
            flash(f"Kept. Say also what these columns hold, or leave them out: {', '.join(waiting)}.",
                  "warning")  # fmt: skip
            return url_for(".columns", slug=slug, table_id=table_id)
        return url_for(".rows", slug=slug, table_id=table_id)

    return submit(form, act, lambda shown: _columns_page(slug, row, shown))


@blueprint.post("/d/<slug>/spreadsheets/<id:table_id>/encoding")
@needs(LEAST)
def read_as(slug: str, table_id: str) -> Answer:
    """Read the kept file again, in the encoding that a person chose by its looks."""
    row = find_table(table_id)
    form: Any = TableEncodingForm(prefix="encoding-")

    def read() -> None:
        data = file_of(current.reader(), row)
        chosen = form.encoding.data or ""
        form.workbook = read_table_in(data, row.file_name, chosen, limits_of(current.settings()))

    def act(session: Session) -> str:
        command = ReadTableIn(
            slug, table_id, form.encoding.data, form.workbook, version=form.seen()
        )
        read_again(session, current.actor(), command)
        flash(f"Read again as {form.encoding.data}.", "success")
        return url_for(".show", slug=slug, table_id=table_id)

    return submit(form, act, lambda _: _columns_page(slug, row, None, form), before=read)


def _columns_page(slug: str, row: Spreadsheet, form: Any, encoding: Any = None) -> str:
    workbook = workbook_of(current.reader(), row)
    asked = request.values
    sheet = sheet_of(workbook, asked.get("sheet", row.sheet)).name
    table = _table(workbook, sheet, asked.get("header", ""), row)
    kind = asked.get("kind") if asked.get("kind") in KINDS else kind_of(row, table)[0]
    proposals = propose_columns(kind, table.columns) if kind else {}
    if form is None and kind:
        form = columns_form(
            kind, table, proposals, formdata=None, data=_kept(row, kind, sheet, table)
        )
    return render_template(
        "spreadsheets/columns.html", slug=slug, row=row, workbook=workbook, table=table, kind=kind,
        why=kind_of(row, table)[1], kinds=KINDS, proposals=proposals, form=form, sheet=sheet,
        targets={target.name: target for target in TARGETS[kind]} if kind else {},
        guess=guess_of(workbook), preview=_preview(kind, table, form),
        encoding=encoding or _encodings(row, workbook),
    )  # fmt: skip


def _preview(
    kind: str | None, table: Table, form: Any
) -> list[tuple[PlannedRow, list[ToldRecord]]]:
    """The first rows, as they would become with the choices that the form shows."""
    if kind is None:
        return []
    plan = preview_of(
        current.reader(), current.dossier(), kind, table, form.mapping(), rater_of(current.actor())
    )
    return [(row, told_records(plan, row)) for row in plan.rows]


def _table(workbook: Workbook, sheet: str, header: str, row: Spreadsheet) -> Table:
    """Under the row of headings that was asked for; under the first where that one is empty."""
    kept = row.header if sheet == row.sheet else None
    wanted = int(header) if header.isdecimal() and len(header) < 9 else kept
    try:
        return table_in(workbook, sheet, wanted)
    except InvalidInput:
        return table_in(workbook, sheet, None)


def _kept(row: Spreadsheet, kind: str, sheet: str, table: Table) -> dict[str, str]:
    data = {"version": str(row.version), "kind": kind, "sheet": sheet, "header": str(table.header)}
    if (row.kind, row.sheet, row.header) == (kind, sheet, table.header):
        data |= {f"column-{index}": name for index, name in (row.columns or {}).items()}
    return data


def _encodings(row: Spreadsheet, workbook: Workbook) -> Any:
    """The encodings that fit, each by how the file's words look in it; None where none is asked."""
    if guess_of(workbook) is None:
        return None
    form: Any = TableEncodingForm(None, prefix="encoding-", data={"version": str(row.version)})
    offers = offered(file_of(current.reader(), row))
    form.encoding.choices = [(one.name, f"{one.name}: {' … '.join(one.samples)}") for one in offers]
    return form


def find_table(table_id: str) -> Spreadsheet:
    """The table of the address."""
    return find(current.reader(), Spreadsheet, current.dossier().id, table_id)
