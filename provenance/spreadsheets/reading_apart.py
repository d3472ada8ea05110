"""Reading a spreadsheet in a process of its own, as documents are: some files are made to do harm."""

from dataclasses import replace
from pathlib import PurePath

from provenance.errors import UnreadableFile
from provenance.imports.codec import from_json
from provenance.imports.encodings import CHOSEN, in_utf8
from provenance.imports.reading import LIMITS, SHORT, Limits, told_apart
from provenance.ingest.spreadsheets.reading import DELIMITED, is_spreadsheet, read_spreadsheet
from provenance.ingest.spreadsheets.types import Workbook
from provenance.ingest.types import Issue
from provenance.text import problem_of


def read_table_apart(data: bytes, name: str, limits: Limits = LIMITS) -> Workbook:
    """The cells of the file. Raises :class:`UnreadableFile` or :class:`TooLarge` with what is wrong and
    what to do. Short plain text, which no foreign code touches, is read in place."""
    suffix = PurePath(name).suffix.casefold()
    if not is_spreadsheet(name) or (suffix in DELIMITED and len(data) <= SHORT):
        return _sound(read_spreadsheet(data, name))
    return from_json(told_apart(data, suffix, limits), Workbook)


def read_table_in(data: bytes, name: str, encoding: str, limits: Limits = LIMITS) -> Workbook:
    """The cells, as read in an encoding that a person chose. Raises :class:`InvalidInput` where the
    file is not in that."""
    workbook = read_table_apart(in_utf8(data, encoding), name, limits)
    told = Issue(CHOSEN, f"It was read as {encoding}, which a person chose.", "file")
    return replace(workbook, encoding=encoding, issues=(told, *workbook.issues))


def _sound(workbook: Workbook) -> Workbook:
    """Raises :class:`UnreadableFile` for text that no database keeps."""
    for sheet in workbook.sheets:
        for row in sheet.rows:
            for cell in row.cells:
                if problem := problem_of(cell):
                    raise UnreadableFile(f"Row {row.number}: the text {problem}.")
    return workbook
