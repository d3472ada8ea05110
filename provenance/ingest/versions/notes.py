"""Which note of a new version is which note of the old one, though it be numbered anew.

A note is the same where its words are: first if the same place of the text calls it, then if no
other note has these words, then in the order of the notes. What is left is the same note with
changed words where the same place calls it, or where it stands between the same two notes, and its
words are near enough. Everything else is gone, or new.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.ingest.types import NoteRead
from provenance.ingest.versions.aligning import align, likeness
from provenance.ingest.versions.ground import Ground
from provenance.ingest.versions.words import Span, words_of

KEPT, RENUMBERED, CHANGED, GONE, NEW = "kept", "renumbered", "changed", "gone", "new"
CALLED_ALIKE = 0.5
"""How like a note must be that the same place calls …"""
PLACED_ALIKE = 0.7
"""… and one that only stands between the same notes."""
SHARED = 0.3
"""How much of their vocabularies two notes share at least, before they are compared in order."""
NEAR = 6
"""Notes after the partner before that are compared."""


@dataclass(frozen=True, slots=True)
class OldCitation:
    """A citation of the dossier. ``decided``: a person said which source it is; ``follows`` is the
    citation that it refers to."""

    id: str
    text: str
    start: int | None = None
    end: int | None = None
    decided: bool = False
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class OldNote:
    """A note of the dossier: its label, words, calls in the old text, and citations in order."""

    id: str
    label: str
    text: str
    kind: str | None = None
    section: str | None = None
    calls: tuple[Span, ...] = ()
    citations: tuple[OldCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class NotePair:
    """A note of the old version and what it is in the new one; either may be missing."""

    old: OldNote | None
    new: NoteRead | None

    @property
    def state(self) -> str:
        """In one word."""
        if self.old is None or self.new is None:
            return NEW if self.old is None else GONE
        if words_of(self.old.text).words != words_of(self.new.text).words:
            return CHANGED
        return KEPT if self.old.label == self.new.n else RENUMBERED


def pair_notes(
    old: Sequence[OldNote], new: Sequence[NoteRead], ground: Ground
) -> list[NotePair]:  # fmt: skip
    """Every note once: in the order of the new version, those gone after what they followed."""
    pairing = _Pairing(old, new, ground)
    pairing.run()
    return list(pairing.pairs())


class _Pairing:
    def __init__(self, old: Sequence[OldNote], new: Sequence[NoteRead], ground: Ground) -> None:
        self.old, self.new, self.ground = old, new, ground
        self.ours = [words_of(note.text).words for note in old]
        self.theirs = [words_of(note.text).words for note in new]
        self.vocabularies = [[set(words) for words in side] for side in (self.ours, self.theirs)]
        self.called = self._called()
        self.to: dict[int, int] = {}
        self.of: dict[int, int] = {}

    def _called(self) -> list[list[int]]:
        """Old note → new notes that the same places call."""
        at: dict[int, list[int]] = {}
        for number, note in enumerate(self.new):
            for marker in note.markers:
                at.setdefault(self.ground.new.at(marker.start), []).append(number)
        found = []
        for one in self.old:
            places = (self.ground.between(self.ground.old.at(start)) for start, _ in one.calls)
            found.append([n for place in places if place is not None for n in at.get(place, ())])
        return found

    def run(self) -> None:
        """From the surest ground to the least sure."""
        self._same_words_same_call()
        self._unique_words()
        self._in_order()
        self._changed_same_call()
        self._changed_same_neighbours()

    def _join(self, i: int, j: int) -> None:
        self.to[i], self.of[j] = j, i

    def _free(self, i: int, j: int) -> bool:
        return i not in self.to and j not in self.of

    def _same_words_same_call(self) -> None:
        for i, notes in enumerate(self.called):
            same = [j for j in notes if self._free(i, j) and self.ours[i] == self.theirs[j]]
            if same:
                self._join(i, same[0])

    def _unique_words(self) -> None:
        left = (i for i in range(len(self.old)) if i not in self.to and self.ours[i])
        ours = _alone(self.ours, left)
        theirs = _alone(self.theirs, (j for j in range(len(self.new)) if j not in self.of))
        for words, i in ours.items():
            if words in theirs:
                self._join(i, theirs[words])

    def _in_order(self) -> None:
        """Notes of the same words that nothing tells apart ("Ibid."), in the order of both."""
        ours, theirs = (tuple("\x1f".join(w) for w in side) for side in (self.ours, self.theirs))
        for i, j, length in align(ours, theirs):
            for n in range(length):
                elsewhere = self.called[i + n] and j + n not in self.called[i + n]
                if ours[i + n] and self._free(i + n, j + n) and not elsewhere:
                    self._join(i + n, j + n)

    def _changed_same_call(self) -> None:
        for i, notes in enumerate(self.called):
            free = [j for j in notes if self._free(i, j)]
            near = [(self._likeness(i, j), -j) for j in free]
            if near and (max(near)[0] >= CALLED_ALIKE or not self.ours[i]):
                self._join(i, -max(near)[1])

    def _changed_same_neighbours(self) -> None:
        """Once through the notes: ``low`` follows the partner before, ``high`` the one after."""
        high = self._partners_after()
        low = 0
        for i in range(len(self.old)):
            if i in self.to:
                low = self.to[i] + 1
                continue
            free = [j for j in range(low, min(high[i], low + NEAR)) if j not in self.of]
            if not self.ours[i]:
                free = [j for j in free if self.new[j].n == self.old[i].label]
            near = [(self._likeness(i, j), -j) for j in free]
            if near and (max(near)[0] >= PLACED_ALIKE or not self.ours[i]):
                self._join(i, -max(near)[1])
                low = self.to[i] + 1

    def _partners_after(self) -> list[int]:
        """Old note → the partner of the next one that has one."""
        found, after = [], len(self.new)
        for i in range(len(self.old) - 1, -1, -1):
            found.append(after)
            after = self.to.get(i, after)
        return found[::-1]

    def _likeness(self, i: int, j: int) -> float:
        """0 where they share too few words for more to matter."""
        a, b = self.vocabularies[0][i], self.vocabularies[1][j]
        if 2 * len(a & b) < SHARED * (len(a) + len(b)):
            return 0.0
        return likeness(self.ours[i], self.theirs[j])

    def pairs(self) -> Iterator[NotePair]:
        """All pairs, and the notes without one."""
        gone = iter([i for i in range(len(self.old)) if i not in self.to])
        waiting = next(gone, None)
        for j, note in enumerate(self.new):
            i = self.of.get(j)
            while waiting is not None and i is not None and waiting < i:
                yield NotePair(self.old[waiting], None)
                waiting = next(gone, None)
            yield NotePair(None if i is None else self.old[i], note)
        while waiting is not None:
            yield NotePair(self.old[waiting], None)
            waiting = next(gone, None)


def _alone(
    words: Sequence[Sequence[str]], numbers: Iterable[int]
) -> Mapping[Sequence[str], int]:  # fmt: skip
    """Of the notes named, those whose words no other of them has: words → number."""
    found: dict[Sequence[str], int] = {}
    for number in numbers:
        found[words[number]] = -1 if words[number] in found else number
    return {key: number for key, number in found.items() if number >= 0}
