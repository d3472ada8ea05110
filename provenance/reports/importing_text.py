"""The text of an import, a stretch at a time, with the calls of notes and what is chosen marked in it.

Stretches end between blocks, and within one only where it is too long: each holds so much text and so
many notes that a page of it is read and sent at once.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from provenance.ingest.types import Block, Page, ParsedDocument
from provenance.reports.segments import Call

MOST_NOTES = 60
MOST_TEXT = 40_000
FOLDED = ("boilerplate", "note")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Words of the text; ``call`` stands for a note's call, whose printed form ``text`` then is.
    ``chosen`` words are what the finding at hand is about."""

    text: str
    call: Call | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of the text; ``folded`` ones are kept apart (boilerplate, the notes as printed)."""

    kind: str
    folded: bool
    lines: tuple[tuple[TextPiece, ...], ...]

    @property
    def chosen(self) -> bool:
        """Whether the finding at hand is in it."""
        return any(piece.chosen for line in self.lines for piece in line)


@dataclass(frozen=True, slots=True)
class TextPage:
    """What of the text stands on one page of the file; ``number`` is None for files without pages."""

    number: int | None
    blocks: tuple[TextBlock, ...]


def stretches(document: ParsedDocument, places: Sequence[int]) -> list[Span]:
    """Where the text is divided; ``places`` are where notes belong, in order."""
    begins, last = [0], 0
    for cut in _cuts(document, places):
        notes = bisect_left(places, cut) - bisect_left(places, begins[-1])
        if last > begins[-1] and (cut - begins[-1] > MOST_TEXT or notes > MOST_NOTES):
            begins.append(last)
        last = cut
    return list(pairwise([*begins, len(document.text) + 1]))


def _cuts(document: ParsedDocument, places: Sequence[int]) -> Iterator[int]:
    """Where a stretch may end, in order; the last one is the end of the text."""
    inner = [passage.start for passage in document.passages]
    for block in document.blocks:
        yield block.start
        if block.end - block.start > MOST_TEXT or _between(places, block) > MOST_NOTES:
            some = set(inner[bisect_left(inner, block.start) : bisect_left(inner, block.end)])
            some |= set(range(block.start + MOST_TEXT // 2, block.end, MOST_TEXT // 2))
            within = places[bisect_left(places, block.start) : bisect_left(places, block.end)]
            yield from sorted(some | set(within[:: MOST_NOTES // 2]))
    yield len(document.text) + 1


def _between(places: Sequence[int], block: Block) -> int:
    return bisect_left(places, block.end) - bisect_left(places, block.start)


def text_pages(
    document: ParsedDocument, stretch: Span, calls: Sequence[Call], chosen: Sequence[Span]
) -> Iterator[TextPage]:
    """The pages of a stretch; ``calls`` are in order."""
    marked = _Marked(document, calls, chosen)
    if not document.pages:
        yield TextPage(None, tuple(marked.blocks(*stretch)))
        return
    for page in document.pages:
        begin, end = _of_page(page, document.pages, stretch)
        if begin < end:
            yield TextPage(page.number, tuple(marked.blocks(begin, end)))


def _of_page(page: Page, pages: Sequence[Page], stretch: Span) -> Span:
    """What of the stretch stands on the page; what is between two pages is of the one before."""
    at = pages.index(page) if page.number > len(pages) else page.number - 1
    following = pages[at + 1].start if at + 1 < len(pages) else stretch[1]
    return max(stretch[0], page.start if at else 0), min(stretch[1], following)


class _Marked:
    """The text with its calls and what is chosen."""

    def __init__(
        self, document: ParsedDocument, calls: Sequence[Call], chosen: Sequence[Span]
    ) -> None:
        self.document, self.calls, self.chosen = document, calls, sorted(chosen)
        self.starts = [call.start for call in calls]
        self.ends = [block.end for block in document.blocks]

    def blocks(self, begin: int, end: int) -> Iterator[TextBlock]:
        """The blocks between two offsets, cut at them; folded ones that follow are one."""
        first = bisect_left(self.ends, begin + 1)
        inside = []
        for block in self.document.blocks[first:]:
            if block.start >= end:
                break
            inside.append(block)
        for kind, group in groupby(inside, key=lambda block: _folded(block) or block):
            spans = [(max(b.start, begin), min(b.end, end)) for b in group]
            lines = tuple(tuple(self._pieces(*span)) for span in spans)
            folded = isinstance(kind, str)
            yield TextBlock(kind if isinstance(kind, str) else kind.kind, folded, lines)

    def _pieces(self, start: int, end: int) -> Iterator[TextPiece]:
        at = start
        for call in self.calls[bisect_left(self.starts, start) : bisect_left(self.starts, end + 1)]:
            if call.start < at or call.end > end:
                continue
            yield from self._words(at, call.start)
            words = self.document.text[call.start : call.end].strip() or f"[{call.note}]"
            yield TextPiece(words, call, self._is_chosen(call))
            at = call.end
        yield from self._words(at, end)

    def _is_chosen(self, call: Call) -> bool:
        return any(start <= call.start and call.end <= end for start, end in self.chosen)

    def _words(self, start: int, end: int) -> Iterator[TextPiece]:
        text, at = self.document.text, start
        for begin, close in self.chosen:
            first, last = max(at, begin), min(end, close)
            if first >= last:
                continue
            if first > at:
                yield TextPiece(text[at:first])
            yield TextPiece(text[first:last], chosen=True)
            at = last
        if at < end:
            yield TextPiece(text[at:end])


def _folded(block: Block) -> str | None:
    return block.kind if block.kind in FOLDED else None
