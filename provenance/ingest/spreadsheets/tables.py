"""The table on a sheet: its headings, its columns, and the rows under them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.errors import InvalidInput
from provenance.ingest.spreadsheets.limits import letter_of
from provenance.ingest.spreadsheets.types import CellFault, Row, Sheet

SAMPLES, SAMPLE_LENGTH = 3, 80


@dataclass(frozen=True, slots=True)
class Column:
    """A column with something in it. ``name`` is unique: the heading, with the letters of the column
    where another has the same one or it has none."""

    index: int
    letters: str
    heading: str
    name: str
    samples: tuple[str, ...] = ()
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` is the number of the row with the headings."""

    header: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def table_of(sheet: Sheet, header: int | None = None, *, ragged: bool = False) -> Table:
    """The table under the row of that number, else under the first row in which anything stands.

    ``ragged``: a row that reaches beyond the headings was divided wrongly (CSV), so that it has a
    fault; in a workbook what stands there is a column without a heading.
    """
    at = _place_of(sheet, header)
    headings = sheet.rows[at].cells
    rows = sheet.rows[at + 1 :]
    if ragged:
        rows = tuple(_cut(row, len(headings)) for row in rows)
    return Table(sheet.rows[at].number, tuple(_columns(headings, rows)), rows)


def _place_of(sheet: Sheet, header: int | None) -> int:
    if not sheet.rows:
        raise InvalidInput.at("sheet", f"The sheet “{sheet.name}” is empty; choose another one.")
    if header is None:
        return 0
    for place, row in enumerate(sheet.rows):
        if row.number == header:
            return place
    raise InvalidInput.at("header", f"Row {header} is empty; name the row with the headings.")


def _cut(row: Row, width: int) -> Row:
    if len(row.cells) <= width:
        return row
    beyond = CellFault(
        width,
        f"there are {len(row.cells)} cells under {width} headings; a cell with the sign that parts "
        "cells in it must stand in quotation marks",
    )
    return replace(row, cells=row.cells[:width], faults=(*row.faults, beyond))


def _columns(headings: tuple[str, ...], rows: tuple[Row, ...]) -> Iterator[Column]:
    width = max((len(row.cells) for row in rows), default=0)
    faulty = max((fault.column + 1 for row in rows for fault in row.faults), default=0)
    titles = [" ".join(heading.split()) for heading in headings]
    titles += [""] * (max(width, faulty) - len(titles))
    counts = Counter(title.casefold() for title in titles)
    for index, title in enumerate(titles):
        filled = [row.cells[index] for row in rows if index < len(row.cells) and row.cells[index]]
        if not title and not filled:
            continue
        letters = letter_of(index)
        name = title or f"column {letters}"
        if title and counts[title.casefold()] > 1:
            name = f"{title} ({letters})"
        samples = tuple(cell[:SAMPLE_LENGTH] for cell in dict.fromkeys(filled))[:SAMPLES]
        yield Column(index, letters, title, name, samples, len(filled))
