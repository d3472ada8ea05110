"""Running heads and page numbers of a PDF, told by where they stand on their pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from provenance.ingest.readers.pdf_rows import Row

_DIGITS = re.compile(r"[0-9\u2070-\u2079\u00b2\u00b3\u00b9]+")
_NUMBER = re.compile(
    r"[\s\-–—|•·]{0,20}(?:page\s)?(?:[0-9]{1,4}|[ivxlc]{1,7})(?:\s?(?:of|/|von|de)\s?[0-9]{1,4})?[\s\-–—|•·]{0,20}",
    re.IGNORECASE,
)
_EDGE = re.compile(r"^[0-9]{1,4}\s|\s[0-9]{1,4}$")
_LONGEST = 140
_ZONE = 3
_FAR = 1.3
_SAME_HEIGHT = 4.0
_MOST = 0.6

Furnished = list[frozenset[int]]
"""For each page the numbers of its rows that are furniture."""


def find_page_furniture(pages: Sequence[Sequence[Row]]) -> Furnished:
    """Which rows of each page belong to the page and not to the text."""
    shapes = Counter(
        shape for rows in pages for shape in {_shape(row.text) for _, row in _edges(rows)}
    )
    heads = _head_heights(pages)
    sizes = Counter(round(row.size, 1) for rows in pages for row in rows)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return [
        frozenset(
            (*_at_top(rows, shapes, heads, usual, len(pages)), *_at_foot(rows, shapes, len(pages)))
        )
        for rows in pages
    ]


def _shape(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text).casefold().split())


def _edges(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    """The highest and lowest rows of a page with their numbers."""
    ordered = sorted(enumerate(rows), key=lambda item: -item[1].bottom)
    return ordered if len(ordered) <= 2 * _ZONE else ordered[:_ZONE] + ordered[-_ZONE:]


def _from_top(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    return sorted(enumerate(rows), key=lambda item: -item[1].bottom)


def _head_heights(pages: Sequence[Sequence[Row]]) -> list[float]:
    """Heights at which the top row of most pages stands apart from the text below it."""
    apart = [top for rows in pages if (top := _top_apart(rows)) is not None]
    full = sum(len(rows) > _ZONE for rows in pages)
    if len(apart) < 2 or len(apart) < _MOST * full:
        return []
    usual = Counter(round(height) for height in apart).most_common(1)[0][0]
    return [float(usual)]


def _top_apart(rows: Sequence[Row]) -> float | None:
    ordered = _from_top(rows)
    if len(ordered) <= _ZONE:
        return None
    gaps = [a.bottom - b.bottom for (_, a), (_, b) in pairwise(ordered)]
    usual = sorted(gaps)[len(gaps) // 2]
    first = next((gap for gap in gaps if gap > usual / 2), 0.0)
    return ordered[0][1].bottom if first > usual * _FAR else None


def _at_top(
    rows: Sequence[Row], shapes: Counter[str], heads: Sequence[float], usual: float, count: int
) -> Iterator[int]:
    for number, row in _from_top(rows)[:_ZONE]:
        in_zone = any(abs(row.bottom - height) < _SAME_HEIGHT for height in heads)
        marked = abs(row.size - usual) > 0.3 or bool(_EDGE.search(row.text))
        if not (_recurs(row, shapes, count) or (in_zone and marked and len(row.text) < _LONGEST)):
            return
        yield number


def _at_foot(rows: Sequence[Row], shapes: Counter[str], count: int) -> Iterator[int]:
    for number, row in reversed(_from_top(rows)[-_ZONE:]):
        if not (_recurs(row, shapes, count) or (_NUMBER.fullmatch(row.text) and count > 1)):
            return
        yield number


def _recurs(row: Row, shapes: Counter[str], count: int) -> bool:
    """A short line that most pages, or every other page, have alike but for its numbers."""
    shape = _shape(row.text)
    if len(row.text) > _LONGEST or not any(letter.isalpha() for letter in shape):
        return False
    return shapes[shape] >= max(2, count // 6)
