"""CSV (RFC 4180) and its kin: which sign parts the cells, quotation marks, rows of unequal length."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from provenance.errors import UnreadableFile
from provenance.ingest.decoding import decode
from provenance.ingest.spreadsheets.limits import LONGEST_CELL, Count
from provenance.ingest.spreadsheets.types import Row, Sheet, Workbook

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
LOOKED_AT = 200
_DECLARED = re.compile(r"sep=(.)\n", re.IGNORECASE)
_ENDLESS = "unexpected end of data"


def read_delimited(data: bytes) -> Workbook:
    """A file of one sheet without a name. Raises :class:`UnreadableFile` or :class:`TooLarge`."""
    csv.field_size_limit(100 * LONGEST_CELL)  # longer cells are refused by name, not by the parser
    decoded = decode(data)
    text, delimiter = decoded.text, None
    if declared := _DECLARED.match(text):  # Excel writes and hides it: the next row is its first
        text, delimiter = text[declared.end() :], declared[1]
    delimiter = delimiter or likeliest_delimiter(text)
    rows = tuple(_rows(text, delimiter))
    if not rows:
        raise UnreadableFile("The file has no row with anything in it.")
    return Workbook(
        "csv", (Sheet("", rows),), decoded.encoding, DELIMITERS.get(delimiter, delimiter),
        decoded.issues,
    )  # fmt: skip


def likeliest_delimiter(text: str) -> str:
    """The sign by which the first rows fall into the same number of cells, of which there are most."""

    def fit(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(row) for row in islice(reader, LOOKED_AT) if any(row))
        except csv.Error:
            return 0.0, 0
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            return 0.0, 0
        width, count = max(wide.items(), key=lambda one: (one[1], one[0]))
        return count / widths.total(), width

    return max(DELIMITERS, key=fit)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count, number = Count(), 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(_what_is_wrong(number, error)) from error
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            count.row(number, cells)
            yield Row(number, tuple(cells))


def _what_is_wrong(number: int, error: csv.Error) -> str:
    if _ENDLESS in str(error):
        return (
            f"Row {number} opens a quotation mark that is never closed, so everything after it "
            "is one cell. Close it, or write it twice where it belongs to the words."
        )
    return (
        f"Row {number} cannot be divided into cells ({error}). A cell with quotation marks in it "
        "stands in quotation marks itself, and those within are doubled."
    )
