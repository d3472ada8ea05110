"""PDF with a text layer: the words in the order of the page, raised signs as superscripts.

Foot notes are told by their raised numbers and by where they stand; sizes and places of characters
come from pdfium. A scan without text is refused with advice. Scripts, forms and links are ignored.
"""

import importlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import ModuleType
from typing import Any

from provenance.errors import UnreadableFile
from provenance.ingest.decoding import normalise
from provenance.ingest.layout import Layout
from provenance.ingest.progress import counted
from provenance.ingest.readers.pdf_furniture import find_page_furniture
from provenance.ingest.readers.pdf_rows import LOWERED, RAISED, SMALL, SUPERSCRIPT, Row, rows_of
from provenance.ingest.types import Page

_RAISED = re.compile(f"({RAISED}.{{0,9}}?{LOWERED})")
_GAP = 1.35
_INDENT = (6.0, 45.0)
_BETWEEN_PAGES = "\n\f"
_MAX_PAGES = 5000
_LEAST_TEXT = 20
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_NOTHING = (
    "There is no text in this PDF, only pictures of pages. Run text recognition (OCR) on it first."
)


def read_pdf(data: bytes) -> Layout:
    """Read a PDF. Raises ``UnreadableFile`` where it is damaged, locked or without text."""
    pdfium = _library("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableFile(
            f"The PDF cannot be opened: it is damaged or locked ({error})."
        ) from error
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableFile(f"The PDF has more than {_MAX_PAGES} pages; split it.")
        numbers = counted("Reading pages", range(len(document)))
        pages = [_rows(document[number]) for number in numbers]
        fields = document.get_metadata_dict()
    finally:
        document.close()
    writer = _Writer()
    for rows, furniture in zip(pages, find_page_furniture(pages), strict=True):
        writer.page(rows, furniture)
    text = "".join(writer.text)
    if sum(letter.isalnum() for letter in text) < _LEAST_TEXT:
        raise UnreadableFile(_NOTHING)
    made = _DATE.match(fields.get("CreationDate", ""))
    return Layout(
        text, "application/pdf", "utf-8", "pdf",
        title=fields.get("Title") or None, author=fields.get("Author") or None,
        published="-".join(made.groups()) if made else None,
        raised=tuple(writer.raised), pages=tuple(writer.pages), apart=tuple(writer.apart),
    )  # fmt: skip


def _library(name: str) -> ModuleType:
    """pdfium is the only native library of reading: without it all other formats still work."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UnreadableFile(
            "PDF files cannot be read here: pypdfium2 is not installed."
        ) from error


def _rows(page: Any) -> list[Row]:
    textpage = page.get_textpage()
    try:
        return rows_of(textpage, _library("pypdfium2.raw"))
    finally:
        textpage.close()
        page.close()


@dataclass(slots=True)
class _Writer:
    """Pages joined into one text, with the spans that are known of it."""

    text: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)
    _at: int = 0

    def page(self, rows: Sequence[Row], furniture: frozenset[int]) -> None:
        """Write one page after those before it."""
        if self.pages:
            self._put(_BETWEEN_PAGES)
        start = self._at
        body = [row for number, row in enumerate(rows) if number not in furniture]
        breaks = _Breaks(body)
        usual = _usual_size(body)
        before: Row | None = None
        for number, row in enumerate(rows):
            if number in furniture:
                self._put("\n\n" if self._at > start else "")
                place = self._at
                self._row(row)
                self.apart.append((place, self._at))
                continue
            if self._at > start:
                parted = before is None or number - 1 in furniture
                self._put("\n\n" if parted or (before and breaks.between(before, row)) else "\n")
            self._row(_raised_alone(row, usual))
            before = row
        self.pages.append(Page(len(self.pages) + 1, start, self._at))

    def _row(self, row: Row) -> None:
        for piece in _RAISED.split(normalise(row.text)):
            if piece.startswith(RAISED):
                self.raised.append((self._at, self._at + len(piece) - 2))
            self._put(piece.strip(RAISED + LOWERED))

    def _put(self, words: str) -> None:
        self.text.append(words)
        self._at += len(words)


def _usual_size(rows: Sequence[Row]) -> float:
    sizes = Counter(round(row.size, 1) for row in rows)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _raised_alone(row: Row, usual: float) -> Row:
    """A small number alone on a row is a raised label too: the note's words are blacked out."""
    if row.text.isdecimal() and row.size < usual * SMALL:
        return replace(row, text=row.text.translate(SUPERSCRIPT))
    return row


class _Breaks:
    """Where a paragraph begins on a page: at a gap, an indent or another size."""

    def __init__(self, rows: Sequence[Row]) -> None:
        gaps = Counter(round(a.bottom - b.bottom) for a, b in pairwise(rows))
        gaps = Counter({gap: count for gap, count in gaps.items() if gap > 0})
        self._usual = gaps.most_common(1)[0][0] if gaps else 0
        lefts = Counter(round(row.left) for row in rows)
        self._margin = lefts.most_common(1)[0][0] if lefts else 0

    def between(self, before: Row, row: Row) -> bool:
        """Whether ``row`` begins a paragraph after ``before``."""
        gap = before.bottom - row.bottom
        if self._usual and (gap > self._usual * _GAP or gap < -self._usual):
            return True
        if abs(before.size - row.size) > 0.1 * max(before.size, row.size):
            return True
        indent = row.left - self._margin
        return _INDENT[0] < indent < _INDENT[1] and abs(before.left - self._margin) < _INDENT[0]
