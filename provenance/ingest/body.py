"""The author's running text: blocks without notes and page furniture, markers left out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from provenance.ingest.folding import six_words
from provenance.ingest.types import Block

_OUTSIDE = frozenset({"note", "boilerplate"})
_CHUNK = 120


class Body:
    """Answers what stands before a place in the running text."""

    def __init__(
        self, text: str, blocks: Sequence[Block], markers: Sequence[tuple[int, int]]
    ) -> None:
        self._text = text
        self._blocks = [block for block in blocks if block.kind not in _OUTSIDE]
        self._starts = [block.start for block in self._blocks]
        self._markers = sorted(set(markers))
        self._marker_starts = [start for start, _ in self._markers]

    def words_before(self, at: int) -> str:
        """The six words before ``at``, earlier markers removed."""
        return six_words(self._pieces(at))

    def text_before(self, at: int, reach: int) -> str:
        """At least ``reach`` characters of running text before ``at``, where there are as many."""
        gathered = ""
        for piece in self._pieces(at):
            gathered = piece + gathered
            if len(gathered) >= reach:
                break
        return gathered

    def _pieces(self, at: int) -> Iterator[str]:
        """Text before ``at`` without markers, nearest stretch first."""
        place = bisect_right(self._starts, at) - 1
        while place >= 0:
            block = self._blocks[place]
            yield from self._stretches(block.start, min(block.end, at))
            yield "\n"
            place -= 1

    def _stretches(self, start: int, end: int) -> Iterator[str]:
        while end > start:
            begin = max(start, end - _CHUNK)
            marker = bisect_left(self._marker_starts, end) - 1
            if marker >= 0 and self._markers[marker][1] > begin:
                marker_start, marker_end = self._markers[marker]
                yield self._text[marker_end:end]
                end = max(start, marker_start)
            else:
                yield self._text[begin:end]
                end = begin
