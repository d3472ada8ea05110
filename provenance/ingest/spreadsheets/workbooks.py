"""XLSX: the values of its cells as text. Nothing is run, computed, fetched or extracted.

The archive is untrusted: parts are counted while they are unpacked, a document type (and with it every
entity) is refused before openpyxl sees the part, macros and links are left out with a warning.
"""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from provenance.errors import UnreadableFile, UnsupportedFile
from provenance.ingest.decoding import normalise
from provenance.ingest.readers.untrusted_xml import refuse_document_type
from provenance.ingest.readers.untrusted_zip import open_archive, read_member
from provenance.ingest.spreadsheets.limits import MOST_COLUMNS, Count
from provenance.ingest.spreadsheets.types import CellFault, Row, Sheet, Workbook

_KIND = "XLSX"
_HELP = "Open it in a spreadsheet program, save it again as XLSX or CSV, and try once more."
_MAX_PART = 400 * 1024 * 1024
_OLD = b"\xd0\xcf\x11\xe0"
_READ = ("[Content_Types].xml", "_rels/", "xl/workbook.xml", "xl/_rels/", "xl/styles.xml",
         "xl/sharedStrings.xml", "xl/worksheets/")  # fmt: skip
_DAMAGED = (ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError)
NO_VALUE = "no value"
EMPTY_WORDS = "str"
"""Type of a cell whose formula gave words, of which there may be none."""
UNCOMPUTED = (
    "holds a formula of which the file has no result. Open the file in a spreadsheet program, let it "
    "compute, and save it again"
)


def read_workbook(data: bytes) -> Workbook:
    """All sheets with something in them. Raises :class:`UnreadableFile` or :class:`TooLarge`."""
    if data.startswith(_OLD):
        raise UnsupportedFile(
            "The file is an old .xls workbook or one that a password protects. Save it as XLSX "
            "without a password, or as CSV."
        )
    archive = open_archive(data, _KIND, _HELP)
    names = archive.namelist()
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise UnreadableFile(f"The file is a ZIP archive but no XLSX workbook. {_HELP}")
    parts = _checked_parts(archive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations, which are not read
            sheets = tuple(_sheets(parts))
    except _DAMAGED as error:
        raise UnreadableFile(f"The XLSX is damaged inside ({error}). {_HELP}") from error
    if not any(sheet.rows for sheet in sheets):
        raise UnreadableFile("The workbook has no row with anything in it.")
    return Workbook("xlsx", sheets, warnings=tuple(_told(names)))


def _checked_parts(archive: zipfile.ZipFile) -> io.BytesIO:
    """The parts that are read, as a new archive: sizes and contents are what they say."""
    checked = io.BytesIO()
    with zipfile.ZipFile(checked, "w") as copy:
        for name in archive.namelist():
            if name.startswith(_READ) and name.endswith((".xml", ".rels")):
                part = read_member(archive, name, _KIND, _HELP, _MAX_PART)
                refuse_document_type(part, _HELP)
                copy.writestr(name, part)
    return checked


def _told(names: list[str]) -> Iterator[str]:
    if any("vbaproject" in name.casefold() for name in names):
        yield "The workbook contains macros; they were not read."
    if any(name.startswith("xl/externalLinks/") for name in names):
        yield "The workbook refers to other files; they were not fetched."
    if any(name.startswith(("xl/embeddings/", "xl/media/")) for name in names):
        yield "The workbook contains pictures or embedded objects; they were not read."


class _Cells(WorkSheetParser):  # type: ignore[misc]
    """Tells a formula without a result from an empty cell."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A cell as openpyxl has it."""
        cell: dict[str, Any] = super().parse_cell(element)
        empty = cell["value"] is None and cell["data_type"] != EMPTY_WORDS
        if empty and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = NO_VALUE
        return cell


def _sheets(parts: io.BytesIO) -> Iterator[Sheet]:
    book = load_workbook(parts, read_only=True, data_only=True, keep_links=False)
    count = Count()
    for sheet in book.worksheets:
        with sheet._get_source() as source:
            parser = _Cells(
                source, sheet._shared_strings, data_only=True, epoch=book.epoch,
                date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
            )  # fmt: skip
            rows = tuple(_rows(parser, count))
        yield Sheet(sheet.title, rows, sheet.sheet_state != "visible")


def _rows(parser: _Cells, count: Count) -> Iterator[Row]:
    last = 0
    for number, cells in parser.parse():
        if number <= last:
            raise ValueError(f"row {number} stands after row {last}")
        last = number
        texts: dict[int, str] = {}
        faults: list[CellFault] = []
        for cell in cells:
            column = cell["column"] - 1
            if cell["data_type"] == "e":
                faults.append(CellFault(column, f"holds the error {cell['value']}"))
            elif cell["data_type"] == NO_VALUE:
                faults.append(CellFault(column, UNCOMPUTED))
            elif text := _text(cell["value"]):
                texts[column] = text
        if texts or faults:
            yield _row(number, texts, tuple(faults), count)


def _row(number: int, texts: dict[int, str], faults: tuple[CellFault, ...], count: Count) -> Row:
    width = max((*texts, *(fault.column for fault in faults))) + 1
    cells = [texts.get(column, "") for column in range(min(width, MOST_COLUMNS + 1))]
    count.row(number, cells)
    return Row(number, tuple(cells), faults)


def _text(value: Any) -> str:
    """What the cell says; a day as ISO 8601, a whole number without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        day_only = value.time() == datetime.time()
        return value.date().isoformat() if day_only else value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    text = normalise(str(value))
    return text if text.strip() else ""
