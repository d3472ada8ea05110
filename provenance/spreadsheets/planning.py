"""Making the plan of a table from its mapping, what was chosen, and what stands in the dossier."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.audit.models import AuditChain
from provenance.documents.models import Document
from provenance.documents.queries import latest_revision
from provenance.dossiers.models import Dossier
from provenance.errors import Fault
from provenance.imports.encodings import CHOSEN, GUESSED
from provenance.imports.kept_parses import Kept
from provenance.ingest.spreadsheets.kinds import CLAIMS, OUT, SOURCES
from provenance.ingest.spreadsheets.mapping import Proposal, propose_columns, propose_kind
from provenance.ingest.spreadsheets.tables import Table, table_of
from provenance.ingest.spreadsheets.types import Sheet, Workbook
from provenance.interchange.lists import BY_NAME
from provenance.interchange.prune import references
from provenance.spreadsheets.choices import Choices
from provenance.spreadsheets.claim_rows import ClaimRows
from provenance.spreadsheets.contents import workbook_of
from provenance.spreadsheets.grade_rows import GradeRows
from provenance.spreadsheets.models import Spreadsheet
from provenance.spreadsheets.plan import Plan, PlannedRow
from provenance.spreadsheets.rows import Reading
from provenance.spreadsheets.source_rows import SourceRows
from provenance.spreadsheets.standing import Standing, read_standing

COMMAND_LINE = "command line"
"""What an actor at the terminal is called who gave no name: nobody's grades are that."""
FIRST = 3
"""Rows of a preview."""
_plans: Kept[Plan] = Kept()
_standings: Kept[Standing] = Kept()


def guess_of(workbook: Workbook) -> str | None:
    """What the reader said where it had to guess the encoding and nobody has confirmed it."""
    kinds = {issue.kind for issue in workbook.issues}
    told = [issue.message for issue in workbook.issues if issue.kind in GUESSED]
    return told[0] if told and CHOSEN not in kinds else None


def sheet_of(workbook: Workbook, name: str | None) -> Sheet:
    """The sheet of that name, else the first visible one with something on it."""
    named = [sheet for sheet in workbook.sheets if sheet.name == name]
    filled = [sheet for sheet in workbook.sheets if sheet.rows]
    return (named or [s for s in filled if not s.hidden] or filled)[0]


def table_in(workbook: Workbook, sheet: str | None, header: int | None) -> Table:
    """The table on a sheet. Raises :class:`InvalidInput` for an empty sheet or row of headings."""
    return table_of(sheet_of(workbook, sheet), header, ragged=workbook.kind == "csv")


def kind_of(row: Spreadsheet, table: Table) -> tuple[str | None, str]:
    """What the table lists, as said or as its headings propose, and why."""
    return (row.kind, "as said") if row.kind else propose_kind(table.columns)


def rater_of(actor: Actor) -> str | None:
    """Whose the grades are of which the table does not say it; None for nobody named."""
    return None if actor.name == COMMAND_LINE else actor.name


def plan_of(
    session: Session, dossier: Dossier, row: Spreadsheet, rater: str | None, queued: int = 0
) -> Plan:
    """The plan of a table whose columns were mapped. It follows from the row and from the dossier,
    every change of which makes its audit chain longer; so long as neither changes, it is kept.
    ``queued``: entries that this transaction will add."""
    decided = [row.kind, row.sheet, row.header, row.columns, row.choices, row.encoding]
    digest = hashlib.sha256(json.dumps(decided, sort_keys=True).encode()).hexdigest()
    state = _state_of(session, dossier, queued)
    key = (*state, row.id, row.sha256, row.created_at, digest, rater)
    return _plans.get(key, lambda: _plan_of(session, dossier, row, rater, queued))


def _state_of(session: Session, dossier: Dossier, queued: int) -> tuple[object, ...]:
    """Which dossier of which database, as changed up to when."""
    length = session.scalars(select(AuditChain.length).where(AuditChain.name == dossier.slug)).one()
    return str(session.get_bind().engine.url), dossier.id, dossier.created_at, length + queued


def _standing_of(session: Session, dossier: Dossier, queued: int) -> Standing:
    state = _state_of(session, dossier, queued)
    return _standings.get(state, lambda: read_standing(session, dossier.id))


def _plan_of(
    session: Session, dossier: Dossier, row: Spreadsheet, rater: str | None, queued: int
) -> Plan:
    workbook = workbook_of(session, row)
    table = table_in(workbook, row.sheet, row.header)
    mapping = {int(index): name for index, name in (row.columns or {}).items()}
    standing = _standing_of(session, dossier, queued)
    kind, choices = row.kind or CLAIMS, Choices.of(row.choices)
    reading = Reading(kind, table, mapping, choices, standing, rater)
    plan = make_plan(reading, mapping, Texts(session, dossier.id))
    return replace(plan, unsure=guess_of(workbook))


def preview_of(
    session: Session, dossier: Dossier, kind: str, table: Table, mapping: Mapping[int, str],
    rater: str | None,
) -> Plan:  # fmt: skip
    """The first rows of a table as they would become in a mapping that nobody has kept yet."""
    some = replace(table, rows=table.rows[:FIRST])
    standing = _standing_of(session, dossier, 0)
    reading = Reading(kind, some, mapping, Choices(), standing, rater)
    return make_plan(reading, mapping, Texts(session, dossier.id))


def make_plan(reading: Reading, mapping: Mapping[int, str], texts: "Texts") -> Plan:
    """Every row of the table as it would become."""
    kind = reading.kind
    planner = _planner(kind, reading, texts)
    rows = tuple(reading.left_out(row) or planner.plan(row) for row in reading.table.rows)
    _tell_dangling(rows, reading)
    new = {name: dict(records) for name, records in reading.names.new.items() if records}
    proposals: dict[int, Proposal] = propose_columns(kind, reading.table.columns)
    return Plan(
        kind, reading.table, dict(mapping), proposals, rows, tuple(reading.asked()), new,
        reading.names.labels,
    )  # fmt: skip


def _planner(kind: str, reading: Reading, texts: "Texts") -> ClaimRows | SourceRows | GradeRows:
    if kind == CLAIMS:
        return ClaimRows(reading, texts)
    return SourceRows(reading) if kind == SOURCES else GradeRows(reading)


def _tell_dangling(rows: Sequence[PlannedRow], reading: Reading) -> None:
    """A row may refer to another one of the table, which must then be taken too."""
    gone = {record["id"] for row in rows if row.decision == OUT for _, record in row.records}
    own = {record["id"] for row in rows if row.decision != OUT for _, record in row.records}
    for row in rows if gone - own else ():
        if row.decision != OUT and any(one in gone - own for one in _named(row)):
            row.faults.append(Fault("row", "refers to a row that is left out"))
            reading.choices.decide(row)


def _named(row: PlannedRow) -> Iterator[str]:
    for name, record in row.records:
        yield from references(BY_NAME[name], record)


class Texts:
    """The newest text of a document, by its public id; each is read once."""

    def __init__(self, session: Session, dossier_id: int) -> None:
        self.session, self.dossier_id = session, dossier_id
        self._texts: dict[str, str | None] = {}

    def __call__(self, public_id: str) -> str | None:
        """None for a document without text."""
        if public_id not in self._texts:
            self._texts[public_id] = self._read(public_id)
        return self._texts[public_id]

    def _read(self, public_id: str) -> str | None:
        key: Any = self.session.scalar(
            select(Document.id).where(
                Document.dossier_id == self.dossier_id, Document.public_id == public_id
            )
        )
        revision = latest_revision(self.session, key) if key is not None else None
        return revision.text if revision is not None else None
