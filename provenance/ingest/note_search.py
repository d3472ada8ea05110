"""The search for the ways in which a document writes its notes: the one with most calls, then others."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from provenance.ingest.anchoring import Anchored, Index, anchor
from provenance.ingest.footnotes import ANSWERS, Candidate, Head, Run, build_runs
from provenance.ingest.lines import Furniture, Line
from provenance.ingest.note_calls import find_candidates
from provenance.ingest.note_extents import NOTES_HEADING
from provenance.ingest.note_heads import find_heads

_ROUNDS = 3
_LONGEST_NOTE = 1500
_SURE_SHARE = 0.75


class Search:
    """Holds the lines that may begin notes and the places that may call them, less those taken."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        furniture: Furniture,
        raised: Sequence[tuple[int, int]],
    ) -> None:
        self._text = text
        self._lines = lines
        self._raised = raised
        self._breaks = furniture.breaks
        self._heads = find_heads(lines, furniture, raised)
        self._every_head = self._heads
        self._headed = frozenset(_under_notes_heading(lines))
        self._families: dict[str, list[Candidate]] = {}
        self._indexes: dict[str, Index] = {}
        self._taken: set[tuple[int, int]] = set()
        self._notes: list[tuple[int, int]] = []
        self._starts: list[int] = []

    def readings(self) -> list[Anchored]:
        """The reading with most calls first, then others beside it."""
        chosen: list[Anchored] = []
        while len(chosen) < _ROUNDS and (reading := self._best()) is not None:
            if chosen and reading.score < _SURE_SHARE * len(reading.heads):
                break
            chosen.append(reading)
            self._take(reading)
        return chosen

    def said_twice(self, reading: Anchored, taken: Container[int]) -> list[Head]:
        """Lines right after a note that begin with its very label once more: a number given twice.
        ``taken`` are starts of notes found otherwise."""
        styles = {head.style for head in reading.heads}
        accepted = {head.start: head for head in reading.heads}
        found: list[Head] = []
        before: Head | None = None
        for head in self._every_head:
            if head.start in accepted:
                before = head
            elif head.start not in taken and before and head.style in styles:
                found += [head] if _same_number(before, head) else []
        return found

    def candidates(self, family: str) -> list[Candidate]:
        """Places that may call a note in one way, outside the notes found so far."""
        if family not in self._families:
            found = find_candidates(self._text, family, self._raised)
            self._families[family] = self._untaken(found)
        return self._families[family]

    def _best(self) -> Anchored | None:
        best: Anchored | None = None
        for style, runs in _ways_to_run(self._heads):
            for family in ANSWERS[style]:
                if not self.candidates(family):
                    continue
                if family not in self._indexes:
                    self._indexes[family] = Index(self.candidates(family))
                reading = anchor(runs, self._indexes[family], family, self._breaks, self._headed)
                if reading.heads and (best is None or reading.score > best.score):
                    best = reading
        return best

    def _take(self, reading: Anchored) -> None:
        """Lines and calls of ``reading`` are no others'; headings are left out from now on."""
        self._taken |= {(call.start, call.member) for call in reading.calls.values()}
        self._notes = sorted((*self._notes, *self._spans(reading)))
        self._starts = [start for start, _ in self._notes]
        self._heads = [h for h in self._heads if not h.alone and not self._in_a_note(h.start)]
        self._families = {name: self._untaken(found) for name, found in self._families.items()}
        self._indexes = {}

    def _spans(self, reading: Anchored) -> Iterator[tuple[int, int]]:
        """Where the notes of a reading stand: to the next where no text lies between."""
        called = sorted(call.start for call in reading.calls.values())
        for head, following in pairwise([*reading.heads, None]):
            end = max(head.text_start, self._lines[head.line].end) if head else 0
            if head and following and 0 < following.start - head.start < _LONGEST_NOTE:
                between = bisect_right(called, following.start) - bisect_right(called, head.start)
                end = following.start if not between else end
            if head:
                yield head.start, end

    def _untaken(self, found: Sequence[Candidate]) -> list[Candidate]:
        return [
            one
            for one in found
            if (one.start, one.member) not in self._taken and not self._in_a_note(one.start)
        ]

    def _in_a_note(self, place: int) -> bool:
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self._notes[before][1]


def _same_number(before: Head, head: Head) -> bool:
    near = head.start - before.start < _LONGEST_NOTE
    return near and (head.label, head.words) == (before.label, before.words)


def _under_notes_heading(lines: Sequence[Line]) -> Iterator[int]:
    after_heading = False
    for line in lines:
        if line.blank:
            continue
        if after_heading:
            yield line.number
        after_heading = bool(NOTES_HEADING.fullmatch(line.text))


def _ways_to_run(heads: Sequence[Head]) -> Iterator[tuple[str, list[Run]]]:
    """Runs of each style: of all heads, and without those that may head a section instead."""
    for style in dict.fromkeys(head.style for head in heads):
        own = [head for head in heads if head.style == style]
        yield style, build_runs(own, style)
        others = [head for head in own if not head.alone]
        if 0 < len(others) < len(own):
            yield style, build_runs(others, style)
