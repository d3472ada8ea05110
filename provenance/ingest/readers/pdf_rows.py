"""Rows of a PDF page: what stands on one line, which signs are raised, what is the page's furniture.

Sizes and places come from pdfium, where a size counts only together with its character's matrix:
many programs write a font of size 1 and scale it. Raised letters are enclosed in noncharacters, so
that their places survive until the text is whole; raised digits become superscripts.
"""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType
from typing import Any

from provenance.ingest.labels import SUPERSCRIPTS

RAISED, LOWERED = "\ufdd0", "\ufdd1"
"""Enclose raised letters and symbols."""
_STRAY = str.maketrans({RAISED: " ", LOWERED: " ", "\ufffe": "-", "\x02": "-"})
SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)
_LINE = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_MAY_BE_RAISED = re.compile(
    r"[0-9]+|(?<=\S)[a-z](?=\s|$)|(?<=[.,;:!?”’)])[a-z](?=[.,;:)])|^[a-z](?=[A-Z“‘\s]|$)"
)
SMALL = 0.83
_LIFT = 0.2
_SUNK = 0.05
_SAME_ROW = 0.6
_WIDEST_SPACE = 2.5
_WORD_SPACE = 0.12
_SAMPLE = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page, lengths in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """What pdfium gives as a line: a raised sign often divides one."""

    first: int
    words: str
    left: float
    right: float
    bottom: float
    size: float


def rows_of(textpage: Any, raw: ModuleType) -> list[Row]:
    """The rows of a page in the order in which they are written."""
    page = _Page(textpage, raw)
    return [page.row(pieces) for pieces in _same_row(list(page.pieces()))]


def _same_row(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces that stand beside each other at nearly one height, from left to right."""
    row: list[_Piece] = []
    for piece in pieces:
        if row and not _continues(row[-1], piece):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _continues(before: _Piece, piece: _Piece) -> bool:
    size = max(before.size, piece.size)
    gap = piece.left - before.right
    near = -0.3 * size < gap < _WIDEST_SPACE * size
    return near and abs(before.bottom - piece.bottom) < _SAME_ROW * size


class _Page:
    """Asks pdfium about the characters of one page."""

    def __init__(self, textpage: Any, raw: ModuleType) -> None:
        self._raw = raw
        self._page = textpage.raw
        self._text: str = textpage.get_text_range()

    def pieces(self) -> Iterator[_Piece]:
        """What pdfium writes between line ends, or before a hyphen at one."""
        for match in _LINE.finditer(self._text):
            bare = match[0].strip()
            if bare:
                first = match.start() + len(match[0]) - len(match[0].lstrip())
                left, _, bottom = self._box(first)
                _, right, _ = self._box(first + len(bare) - 1)
                yield _Piece(first, bare, left, right, bottom, self._usual_size(first, bare))

    def _box(self, place: int) -> tuple[float, float, float]:
        """Left, right and baseline of a character."""
        box, x, y = self._raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetLooseCharBox(self._page, place, ctypes.byref(box))
        self._raw.FPDFText_GetCharOrigin(self._page, place, ctypes.byref(x), ctypes.byref(y))
        return box.left, box.right, y.value

    def _size(self, place: int) -> float:
        matrix = self._raw.FS_MATRIX()
        size: float = self._raw.FPDFText_GetFontSize(self._page, place)
        if not self._raw.FPDFText_GetMatrix(self._page, place, ctypes.byref(matrix)):
            return size
        return size * (math.hypot(matrix.b, matrix.d) or 1.0)

    def _usual_size(self, first: int, words: str) -> float:
        """The largest size among a few letters: enough to know the line's own."""
        places = [first + i for i, sign in enumerate(words) if sign.isalpha()] or [first]
        return max(self._size(place) for place in places[:: max(1, len(places) // 6)][:_SAMPLE])

    def row(self, pieces: Sequence[_Piece]) -> Row:
        """One row, its raised signs marked by their size and height against the longest piece."""
        main = max(pieces, key=lambda piece: (any(map(str.isalpha, piece.words)), len(piece.words)))
        text = self._marked(pieces[0], main)
        for before, piece in pairwise(pieces):
            gap = piece.left - before.right > _WORD_SPACE * main.size
            text += (" " if gap else "") + self._marked(piece, main)
        return Row(text, pieces[0].left, pieces[-1].right, main.bottom, main.size)

    def _marked(self, piece: _Piece, main: _Piece) -> str:
        def mark(match: re.Match[str]) -> str:
            return "".join(
                _raise(sign) if self._is_raised(piece.first + place, main) else sign
                for place, sign in enumerate(match[0], match.start())
            )

        return _MAY_BE_RAISED.sub(mark, piece.words.translate(_STRAY))

    def _is_raised(self, place: int, main: _Piece) -> bool:
        """Smaller than its row and no lower, or as large and clearly higher."""
        _, _, baseline = self._box(place)
        lift = baseline - main.bottom
        if self._size(place) < main.size * SMALL:
            return lift > -_SUNK * main.size
        return _LIFT * main.size < lift < main.size


def _raise(sign: str) -> str:
    return sign.translate(SUPERSCRIPT) if sign.isdecimal() else f"{RAISED}{sign}{LOWERED}"
