"""A spreadsheet as read: sheets of rows of text, each row with the number that its program shows."""

from dataclasses import dataclass

from provenance.ingest.types import Issue


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a cell says nothing; ``column`` counts from 0."""

    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as text, without the empty ones at its end."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[CellFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows in which nothing stands are not among its rows."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of one sheet (CSV) or several (XLSX). ``encoding`` and ``delimiter`` of a CSV file."""

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    issues: tuple[Issue, ...] = ()
    """What a person has to look at: a guessed encoding, characters that cannot be seen."""
    warnings: tuple[str, ...] = ()
    """What is in the file and was not read."""
