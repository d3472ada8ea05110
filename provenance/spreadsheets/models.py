"""Spreadsheets on their way in: how they are understood, and, until that is settled, what they say."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.db.base import Base, DossierRecord, record_args
from provenance.db.types import RowId, Word, json_column
from provenance.ingest.spreadsheets.kinds import KINDS

OPEN, ACCEPTED, DISCARDED, UNDONE = "open", "accepted", "discarded", "undone"
STATUSES = (OPEN, ACCEPTED, DISCARDED, UNDONE)


class SpreadsheetContents(Base):
    """The file and its cells, sealed with a key of their own, for a table may name protected people:
    both go, and the key with them, when the table is taken in or put aside. ``made``: what was done by
    taking it in, for undoing it. Apart from the spreadsheet, which lists read."""

    __tablename__ = "spreadsheet_contents"

    spreadsheet_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("spreadsheets.id"), primary_key=True, autoincrement=False
    )
    seal: Mapped[str]
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    file: Mapped[bytes | None] = mapped_column(LargeBinary)
    cells: Mapped[bytes | None] = mapped_column(LargeBinary)
    made: Mapped[dict[str, Any] | None] = mapped_column(json_column())


class Spreadsheet(DossierRecord, Base):
    """``columns``: column's index → name of a field, or that it is left out. ``choices``: what a person
    decided about rows, words and names (``spreadsheets.choices``). ``counts``: records made, by list."""

    __tablename__ = "spreadsheets"
    __table_args__ = record_args()

    file_name: Mapped[str]
    sha256: Mapped[str]
    status: Mapped[str] = mapped_column(Word(*STATUSES))
    kind: Mapped[str | None] = mapped_column(Word(*KINDS))
    sheet: Mapped[str | None]
    header: Mapped[int | None]
    columns: Mapped[dict[str, str] | None] = mapped_column(json_column())
    choices: Mapped[dict[str, Any]] = mapped_column(json_column())
    counts: Mapped[dict[str, int] | None] = mapped_column(json_column())
    encoding: Mapped[str | None]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    contents: Mapped[SpreadsheetContents] = relationship()
