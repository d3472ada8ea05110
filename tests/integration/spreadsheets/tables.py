"""A dossier into which tables are taken, and out of which they are taken back."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from provenance.assessments.queries import score_json
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import Fault
from provenance.ingest.spreadsheets.mapping import propose_columns, propose_kind
from provenance.ingest.spreadsheets.targets import LEFT
from provenance.interchange.dump import dump_dossier
from provenance.spreadsheets.accepting import accept_spreadsheet
from provenance.spreadsheets.commands import (
    ChooseForTable,
    EndSpreadsheet,
    MapColumns,
    StartSpreadsheet,
)
from provenance.spreadsheets.models import Spreadsheet
from provenance.spreadsheets.plan import Plan
from provenance.spreadsheets.planning import plan_of, table_in
from provenance.spreadsheets.reading_apart import read_table_apart
from provenance.spreadsheets.service import choose, map_columns, start_spreadsheet
from provenance.spreadsheets.undoing import hanging_on, undo_spreadsheet

ADA = Actor("Ada Analyst")
WHY = "for a test"


class Tables:
    """Acts on the tables of one dossier; each returns once it is committed."""

    def __init__(self, database: Database, slug: str) -> None:
        self.database, self.slug = database, slug

    def act(self, act: Callable[[Session], Any]) -> Any:
        with unit_of_work(self.database) as session:
            return act(session)

    def read(self, ask: Callable[[Session, Any], Any]) -> Any:
        with self.database.reading() as session:
            return ask(session, dossier_by_slug(session, self.slug))

    def start(self, data: bytes | str, name: str = "table.csv", kind: str | None = None) -> str:
        """Upload, and map every column as proposed; what has no proposal is left out."""
        given = data.encode() if isinstance(data, str) else data
        workbook = read_table_apart(given, name)
        table = table_in(workbook, None, None)
        kind = kind or propose_kind(table.columns)[0] or "claims"
        columns = {
            index: one.target or LEFT for index, one in propose_columns(kind, table.columns).items()
        }

        def act(session: Session) -> str:
            command = StartSpreadsheet(self.slug, name, given, workbook, WHY)
            row = start_spreadsheet(session, ADA, command)
            mapping = MapColumns(self.slug, row.public_id, kind, columns, WHY)
            return map_columns(session, ADA, mapping).public_id

        return str(self.act(act))

    def choose(self, table: str, **chosen: Mapping[Any, str]) -> None:
        command = ChooseForTable(self.slug, table, WHY, **chosen)
        self.act(lambda session: choose(session, ADA, command))

    def plan(self, table: str) -> Plan:
        def ask(session: Session, dossier: Any) -> Plan:
            row = find(session, Spreadsheet, dossier.id, table)
            return plan_of(session, dossier, row, ADA.name)

        found: Plan = self.read(ask)
        return found

    def accept(self, table: str) -> dict[str, int]:
        command = EndSpreadsheet(self.slug, table, WHY)
        made: dict[str, int] = self.act(lambda s: accept_spreadsheet(s, ADA, command).counts)
        return made

    def undo(self, table: str) -> None:
        command = EndSpreadsheet(self.slug, table, "it was the wrong table")
        self.act(lambda session: undo_spreadsheet(session, ADA, command))

    def hanging(self, table: str) -> list[Fault]:
        found: list[Fault] = self.read(
            lambda s, d: hanging_on(s, d, find(s, Spreadsheet, d.id, table))
        )
        return found

    def take(self, data: bytes | str, **options: Any) -> str:
        """Upload, map and accept; the table's id."""
        table = self.start(data, **options)
        self.accept(table)
        return table

    def dump(self) -> bytes:
        file: bytes = self.read(dump_dossier)
        return file

    def scores(self) -> Any:
        return self.read(score_json)
