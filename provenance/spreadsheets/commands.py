"""Inputs of the services for spreadsheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from provenance.ingest.spreadsheets.types import Workbook


@dataclass(frozen=True, slots=True)
class StartSpreadsheet:
    """A file as received, and as read (before the transaction, for writers do not wait for a reader)."""

    dossier: str
    file_name: str
    data: bytes = field(repr=False)
    workbook: Workbook = field(repr=False)
    reason: str


@dataclass(frozen=True, slots=True)
class MapColumns:
    """What the table lists (``kind``), on which sheet, under which row of headings, and what its columns
    hold: column's index → name of a field, or ``left out``. Columns not named are not decided."""

    dossier: str
    public_id: str
    kind: str
    columns: Mapping[int, str]
    reason: str
    sheet: str | None = None
    header: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ChooseForTable:
    """What is to become of rows, words and names. An empty value takes a choice back.

    ``rows``: number of a row → ``out``, ``own`` or ``same``; ``rest``: what holds for all other rows
    that are wrong or that double others (``wrong``, ``double``); ``words`` and ``names``: by the key of
    the doubt.
    """

    dossier: str
    public_id: str
    reason: str
    rows: Mapping[int, str] = field(default_factory=dict)
    rest: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReadTableIn:
    """Read the kept file again, in an encoding that a person chose; ``workbook``: as read in it."""

    dossier: str
    public_id: str
    encoding: str
    workbook: Workbook = field(repr=False)
    reason: str = "the encoding was chosen on the page of the spreadsheet"
    version: int | None = None


@dataclass(frozen=True, slots=True)
class EndSpreadsheet:
    """Take a table in, put it aside, or undo that it was taken in."""

    dossier: str
    public_id: str
    reason: str
    version: int | None = None
