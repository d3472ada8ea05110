"""Which citations of a note still stand in its new words.

A citation that the dossier has is kept wherever its words still stand, whether or not the reader
would divide the note so today: somebody may have divided it by hand. What the reader finds beside
those is new. Almost the same words are told as changed, for a person to decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.ingest.types import CitationRead, NoteRead
from provenance.ingest.versions.aligning import likeness
from provenance.ingest.versions.anchors import (
    CHANGED,
    KEPT,
    LIKE,
    MOVED,
    Anchor,
    Anchored,
    Anchoring,
    located,
)
from provenance.ingest.versions.ground import Ground
from provenance.ingest.versions.notes import NotePair, OldCitation
from provenance.ingest.versions.words import words_of

GONE, NEW = "gone", "new"


@dataclass(frozen=True, slots=True)
class CitationPair:
    """A citation of the dossier and what it is now. ``start`` to ``end`` is its place in the note's
    new words (None: it has no place, then or now); ``read`` is the reader's citation there and
    ``number`` which of the note's it is, from 0."""

    old: OldCitation | None
    note: NoteRead | None
    state: str
    start: int | None = None
    end: int | None = None
    read: CitationRead | None = None
    number: int | None = None


def pair_citations(pair: NotePair) -> list[CitationPair]:
    """The citations of one note."""
    if pair.new is None:
        return [CitationPair(c, None, GONE) for c in (pair.old.citations if pair.old else ())]
    if pair.old is None:
        return [_new(pair.new, number) for number in range(len(pair.new.citations))]
    return _Citations(pair.old.text, pair.old.citations, pair.new).pairs()


def _new(note: NoteRead, number: int) -> CitationPair:
    read = note.citations[number]
    return CitationPair(None, note, NEW, read.start, read.end, read, number)


class _Citations:
    def __init__(self, text: str, old: Sequence[OldCitation], new: NoteRead) -> None:
        self.text, self.old, self.new = text, old, new
        self.anchoring = Anchoring(Ground(text, new.text))
        self.taken: set[int] = set()

    def pairs(self) -> list[CitationPair]:
        """Those of the dossier first, then what is new."""
        standing = {one.id: self._standing(one) for one in self.old}
        pairs = [standing[one.id] or self._changed(one) for one in self.old]
        free = [n for n in range(len(self.new.citations)) if n not in self.taken]
        return pairs + [_new(self.new, number) for number in free]

    def _standing(self, one: OldCitation) -> CitationPair | None:
        """The citation where its words still stand; all that the reader finds there is taken."""
        if located(self.text, _anchor(one)) is None:
            return self._without_place(one)
        found = self._found(one)
        if found is None or found.start is None or found.end is None:
            return None
        inside = [n for n, read in enumerate(self.new.citations)
                  if read.start < found.end and found.start < read.end]  # fmt: skip
        self.taken.update(inside)
        number = max(inside, key=lambda n: self._shared(n, found), default=None)
        read = None if number is None else self.new.citations[number]
        return CitationPair(one, self.new, found.state, found.start, found.end, read, number)

    def _without_place(self, one: OldCitation) -> CitationPair:
        """One whose place was never known stays so; the reader's with the same words is the same."""
        words = words_of(one.text).words
        for number, read in enumerate(self.new.citations):
            if number not in self.taken and words_of(read.text).words == words:
                self.taken.add(number)
                return CitationPair(one, self.new, KEPT, None, None, read, number)
        return CitationPair(one, self.new, KEPT)

    def _found(self, one: OldCitation) -> Anchored | None:
        if self.text == self.new.text:
            start, end = located(self.text, _anchor(one)) or (0, 0)
            return Anchored(_anchor(one), KEPT, start, end, one.text)
        found = self.anchoring.of(_anchor(one))
        return found if found.state in (KEPT, MOVED) else None

    def _shared(self, number: int, found: Anchored) -> int:
        read = self.new.citations[number]
        return min(read.end, found.end or 0) - max(read.start, found.start or 0)

    def _changed(self, one: OldCitation) -> CitationPair:
        """The likest of the reader's citations that is nobody's yet."""
        words = words_of(one.text).words
        free = [n for n in range(len(self.new.citations)) if n not in self.taken]
        like = [(likeness(words, words_of(self.new.citations[n].text).words), -n) for n in free]
        if not like or max(like)[0] < LIKE:
            return CitationPair(one, self.new, GONE)
        number = -max(like)[1]
        self.taken.add(number)
        read = self.new.citations[number]
        return CitationPair(one, self.new, CHANGED, read.start, read.end, read, number)


def _anchor(one: OldCitation) -> Anchor:
    return Anchor(one.id, one.text, start=one.start, end=one.end)
