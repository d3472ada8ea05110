"""Tables to fill in: headings that map by themselves, a row that explains each, a row as an example."""

import csv
import io
from collections.abc import Mapping

from provenance.ingest.spreadsheets.targets import TARGETS

CSV, XLSX = "csv", "xlsx"
_BOM = "\ufeff"
_WIDTH = 28


def template(kind: str, ending: str) -> bytes:
    """The file for a kind of table, as CSV (UTF-8, with the mark by which Excel knows it) or XLSX."""
    targets = TARGETS[kind]
    rows = [
        [target.label for target in targets],
        [target.hint for target in targets],
        [target.example for target in targets],
    ]
    return _workbook(kind, rows) if ending == XLSX else _delimited(rows)


def is_of_template(kind: str, texts: Mapping[str, str]) -> bool:
    """Whether a row (name of a field → text) is one of the template's own, left in the table."""
    filled = {name: text.strip() for name, text in texts.items() if text.strip()}
    if len(filled) < 2:
        return False
    hints = {target.name: target.hint for target in TARGETS[kind]}
    examples = {target.name: target.example for target in TARGETS[kind]}
    return any(
        all(own.get(name) == text for name, text in filled.items()) for own in (hints, examples)
    )


def _delimited(rows: list[list[str]]) -> bytes:
    written = io.StringIO()
    written.write(_BOM)
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def _workbook(kind: str, rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = kind.capitalize()
    for row in rows:
        sheet.append(row)
    for number, font in ((1, Font(bold=True)), (2, Font(italic=True, color="666666"))):
        for cell in sheet[number]:
            cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    for column in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    sheet.freeze_panes = "A2"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
