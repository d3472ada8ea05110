"""Two versions of a text side by side: which word of one is which of the other, and where a run of
words stands in the new one."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from provenance.ingest.versions.aligning import align
from provenance.ingest.versions.words import Span, Words, words_of

MOST_PLACES = 200
"""Places of the same words that are compared; words that stand more often are sought with what
stands around them."""
_APART = "\x1f"


class Ground:
    """``calls`` are the stretches in which notes are called: no words of either text."""

    def __init__(
        self, old: str, new: str, old_calls: Iterable[Span] = (), new_calls: Iterable[Span] = ()
    ) -> None:
        self.old, self.new = words_of(old, old_calls), words_of(new, new_calls)

    @cached_property
    def blocks(self) -> list[tuple[int, int, int]]:
        """Runs of words that are the same, in the order of both texts."""
        return align(self.old.words, self.new.words)

    @cached_property
    def _begins(self) -> list[int]:
        return [block[0] for block in self.blocks]

    def word(self, number: int) -> int | None:
        """The word of the new text that this word of the old one is."""
        place = bisect_right(self._begins, number) - 1
        if place < 0:
            return None
        first, other, length = self.blocks[place]
        return other + number - first if number < first + length else None

    def run(self, first: int, last: int) -> Span | None:
        """Where a run of the old words stands in the new text, if it was neither torn nor changed."""
        start = self.word(first)
        end = self.word(last - 1)
        whole = start is not None and end is not None and end - start == last - 1 - first
        if not whole or start is None:
            return None
        place = bisect_right(self._begins, first) - 1
        block = self.blocks[place]
        return (start, start + last - first) if last <= block[0] + block[2] else None

    def back(self, first: int, last: int) -> int | None:
        """The first of the old words that a run of new ones is, if the alignment has it whole."""
        place = bisect_right(self._begins_anew, first) - 1
        if place < 0:
            return None
        start, other, length = self.blocks[place]
        return start + first - other if last <= other + length else None

    @cached_property
    def _begins_anew(self) -> list[int]:
        return [block[1] for block in self.blocks]

    def between(self, number: int) -> int | None:
        """The new place of a place between two old words (before word ``number``)."""
        before = self.word(number - 1) if number else -1
        if before is not None:
            return before + 1
        return self.word(number) if number < len(self.old.words) else None

    def around(self, first: int, last: int) -> Span:
        """The stretch of new words between the nearest ones that stood before and after."""
        place = bisect_right(self._begins, first - 1) - 1
        low = 0
        if place >= 0:
            start, other, length = self.blocks[place]
            low = other + min(length, first - start)
        place = bisect_right(self._begins, last)
        if place and self.blocks[place - 1][0] + self.blocks[place - 1][2] > last:
            start, other, _ = self.blocks[place - 1]
            return low, other + last - start
        return low, self.blocks[place][1] if place < len(self.blocks) else len(self.new.words)

    @cached_property
    def _joined(self) -> tuple[str, Sequence[int]]:
        """The new words with a sign between them, and where each begins."""
        begins, at = [], 0
        for word in self.new.words:
            begins.append(at)
            at += len(word) + 1
        return _APART + _APART.join(self.new.words) + _APART, begins

    def places(self, words: Sequence[str], most: int = MOST_PLACES) -> list[int] | None:
        """Every place where these words stand in the new text; None where there are too many."""
        found: list[int] = []
        for place in self._places(words):
            if len(found) == most:
                return None
            found.append(place)
        return found

    def _places(self, words: Sequence[str]) -> Iterator[int]:
        text, begins = self._joined
        wanted = _APART + _APART.join(words) + _APART
        at = text.find(wanted)
        while at >= 0:
            yield bisect_right(begins, at) - 1
            at = text.find(wanted, at + 1)


def runs_of(words: Words, first: int, last: int, most: int) -> tuple[Sequence[str], Sequence[str]]:
    """The words before and after a run, up to ``most`` of each; before: the nearest first."""
    return words.words[max(0, first - most) : first][::-1], words.words[last : last + most]
