"""PDF with a text layer: the words in the order of the page, raised signs as superscripts.

Foot notes are told by their raised numbers and by where they stand; sizes and places of characters
come from pdfium. A scan without text is refused with advice. Scripts, forms and links are ignored.
"""

import ctypes
import importlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import ModuleType
from typing import Any

from provenance.errors import UnreadableFile
from provenance.ingest.decoding import normalise
from provenance.ingest.labels import SUPERSCRIPTS
from provenance.ingest.layout import Layout
from provenance.ingest.progress import counted
from provenance.ingest.types import Page

_RAISE = str.maketrans("0123456789", SUPERSCRIPTS)
_DIGIT = re.compile(r"[0-9]")
_RAISED_SHARE = 0.83
_GAP = 1.35
_INDENT = (6.0, 45.0)
_BETWEEN_PAGES = "\n\f"
_MAX_PAGES = 5000
_LEAST_TEXT = 20
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_NOTHING = (
    "There is no text in this PDF, only pictures of pages. Run text recognition (OCR) on it first."
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    bottom: float
    size: float


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
        texts = [normalise(_page(document[number])) for number in numbers]
        fields = document.get_metadata_dict()
    finally:
        document.close()
    text = _BETWEEN_PAGES.join(texts)
    if sum(letter.isalnum() for letter in text) < _LEAST_TEXT:
        raise UnreadableFile(_NOTHING)
    made = _DATE.match(fields.get("CreationDate", ""))
    return Layout(
        text, "application/pdf", "utf-8", "pdf",
        title=fields.get("Title") or None, author=fields.get("Author") or None,
        published="-".join(made.groups()) if made else None,
        pages=tuple(_spans(texts)),
    )  # fmt: skip


def _spans(texts: Sequence[str]) -> Iterator[Page]:
    """Where each page's text stands once the pages are joined."""
    start = 0
    for number, text in enumerate(texts, 1):
        yield Page(number, start, start + len(text))
        start += len(text) + len(_BETWEEN_PAGES)


def _library(name: str) -> ModuleType:
    """pdfium is the only native library of reading: without it all other formats still work."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UnreadableFile(
            "PDF files cannot be read here: pypdfium2 is not installed."
        ) from error


def _page(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        lines = list(_lines(textpage))
    finally:
        textpage.close()
        page.close()
    return _paragraphs(_with_raised_labels(lines))


def _with_raised_labels(lines: Sequence[_Line]) -> Sequence[_Line]:
    """A small number alone on a line is a raised label too: the line gives it no measure."""
    if not lines:
        return lines
    usual = Counter(round(line.size, 1) for line in lines).most_common(1)[0][0]
    return [
        replace(line, text=line.text.translate(_RAISE))
        if line.text.isdecimal() and line.size < usual * _RAISED_SHARE
        else line
        for line in lines
    ]


def _lines(textpage: Any) -> Sequence[_Line]:
    raw = _library("pypdfium2.raw")
    text = textpage.get_text_range()
    lines, at = [], 0
    for words in text.split("\r\n"):
        start, at = at, at + len(words) + 2
        bare = words.strip()
        if bare:
            first = start + len(words) - len(words.lstrip())
            sizes = _sizes(textpage, raw, first, bare)
            left, bottom = _corner(textpage, raw, first)
            size = max(sizes.values())
            lines.append(_Line(_with_raised(textpage, raw, start, words, size), left, bottom, size))
    return lines


def _sizes(textpage: Any, raw: ModuleType, first: int, words: str) -> dict[int, float]:
    """Sizes of a few letters of the line: enough to know the line's own."""
    places = [first + i for i, sign in enumerate(words) if sign.isalpha()]
    chosen = places[:: max(1, len(places) // 6)][:8] or [first]
    return {place: raw.FPDFText_GetFontSize(textpage.raw, place) for place in chosen}


def _corner(textpage: Any, raw: ModuleType, place: int) -> tuple[float, float]:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage.raw, place, ctypes.byref(box))
    return box.left, box.bottom


def _with_raised(textpage: Any, raw: ModuleType, start: int, words: str, size: float) -> str:
    """Digits that are smaller than their line become superscripts."""
    signs = list(words.replace("\ufffe", "-").replace("\x02", "-"))
    for match in _DIGIT.finditer(words):
        if raw.FPDFText_GetFontSize(textpage.raw, start + match.start()) < size * _RAISED_SHARE:
            signs[match.start()] = signs[match.start()].translate(_RAISE)
    return "".join(signs).strip()


def _paragraphs(lines: Sequence[_Line]) -> str:
    """Lines with a blank one between where the page shows a gap, an indent or another size."""
    if not lines:
        return ""
    gaps = Counter(round(a.bottom - b.bottom) for a, b in pairwise(lines))
    gaps = Counter({gap: count for gap, count in gaps.items() if gap > 0})
    usual = gaps.most_common(1)[0][0] if gaps else 0
    margin = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    pieces = [lines[0].text]
    for before, line in pairwise(lines):
        pieces.append("\n\n" if _begins_paragraph(before, line, usual, margin) else "\n")
        pieces.append(line.text)
    return "".join(pieces)


def _begins_paragraph(before: _Line, line: _Line, usual: int, margin: int) -> bool:
    gap = before.bottom - line.bottom
    if usual and (gap > usual * _GAP or gap < -usual):
        return True
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return True
    indent = line.left - margin
    return _INDENT[0] < indent < _INDENT[1] and abs(before.left - margin) < _INDENT[0]
