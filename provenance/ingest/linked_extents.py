"""How far a note reaches that a link leads to: its own element, or the paragraphs up to the next."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from provenance.ingest.inline_notes import LEAST_TEXT, NOTE_NAMES
from provenance.ingest.markup import BLOCKS, Node
from provenance.ingest.types import Block

_MARKS = re.compile(r"[\W\d_]+")
_REACH = 1500
_OWN_TAGS = frozenset({"li", "dd", "aside", "tr"})

Span = tuple[int, int]


class Extents:
    """Finds the extents of notes in a laid-out text; ``calls`` are where notes are called."""

    def __init__(self, text: str, blocks: Sequence[Block], calls: Sequence[int]) -> None:
        self._text = text
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        self._calls = sorted(calls)

    def of(self, targets: Sequence[Node], inline: frozenset[int]) -> Iterator[Span]:
        """The extent of each target, given in order; ``inline`` are those that stand in a line."""
        edges = [-1, *(target.start for target in targets), len(self._text)]
        for target, before, after in zip(targets, edges, edges[2:], strict=False):
            if id(target) in inline:
                yield target.start, min(target.end, after)
            elif span := _definition(target):
                yield span
            elif (own := self._own_element(target, (before, after))) is not None:
                yield target.start, own.end
            else:
                yield target.start, self._open_end(target, after, last=after == len(self._text))

    def _own_element(self, target: Node, others: Span) -> Node | None:
        """The nearest element around the target that is made for one note and holds its words."""
        for node in chain((target,), target.ancestors()):
            if node.start <= others[0] or node.end > others[1]:
                return None
            made = node.tag in _OWN_TAGS or (node.tag in BLOCKS and NOTE_NAMES.search(node.names))
            if made and self._has_words(target.start, node.end):
                return node
        return None

    def _has_words(self, start: int, end: int) -> bool:
        return bool(_MARKS.sub("", self._text[start:end]))

    def _open_end(self, target: Node, following: int, *, last: bool) -> int:
        own_words = target.tag in BLOCKS and self._has_words(target.start, target.end)
        holder = target if own_words else _block_above(target)
        end = min(holder.end, following)
        if not last and following - holder.end < _REACH and not self._called(end, following):
            return max(end, self._last_paragraph(holder.end, following))
        if end - target.start < LEAST_TEXT:
            block = bisect_right(self._starts, target.end)
            return self._blocks[block].end if block < len(self._blocks) else end
        return end

    def _called(self, start: int, end: int) -> bool:
        """Text that calls notes stands there, so it is no part of one."""
        place = bisect_left(self._calls, start)
        return place < len(self._calls) and self._calls[place] < end

    def _last_paragraph(self, after: int, before: int) -> int:
        """Paragraphs that follow a note before the next one belong to it, up to a heading."""
        end = after
        place = bisect_right(self._starts, after)
        while place < len(self._blocks) and self._blocks[place].start < before:
            if self._blocks[place].kind in ("heading", "boilerplate"):
                break
            end = min(self._blocks[place].end, before)
            place += 1
        return end


def _block_above(target: Node) -> Node:
    return next((up for up in target.ancestors() if up.tag in BLOCKS), target)


def _definition(target: Node) -> Span | None:
    """Of a target that is a ``<dt>`` or stands in one: all ``<dd>`` after it."""
    term = target if target.tag == "dt" else _block_above(target)
    if term.tag != "dt":
        return None
    siblings = term.parent.children if term.parent else []
    place = next((at for at, child in enumerate(siblings) if child is term), 0)
    found: list[Node] = []
    for child in siblings[place + 1 :]:
        if isinstance(child, Node) and child.tag == "dt":
            break
        if isinstance(child, Node) and child.tag == "dd":
            found.append(child)
    return (found[0].start, found[-1].end) if found else None
