"""Where everything of a document stands: its parts, and the place of each passage, note and claim.

Only offsets, labels and ids: enough to lead a link to its place, and to say what is open.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from provenance.reports.quotations import locate
from provenance.reports.reading_anchored import Anchored, Row
from provenance.reports.reading_cut import Part, parts_of
from provenance.reports.reading_parts import Place

SENTENCES = ("paragraph", "list item", "quotation", "table cell", "caption")
"""Kinds of blocks whose passages can be claimed from."""
_UNFIT = re.compile(r"[^\w-]+")


class Outline:
    """The text with what anchors in it."""

    def __init__(self, anchored: Anchored) -> None:
        self.anchored = anchored
        self.text = anchored.revision.text if anchored.revision else ""
        self.passages = anchored.passages()
        self.starts = [passage.start for passage in self.passages]
        self.parts = parts_of(self.passages, len(self.text))
        self._part_starts = [part.start for part in self.parts]

    @cached_property
    def notes(self) -> Sequence[Row]:
        """In printed order."""
        return self.anchored.notes()

    @cached_property
    def _note_rows(self) -> Mapping[int, Row]:
        return {note.id: note for note in self.notes}

    def note_of_row(self, row: int | None) -> Row | None:
        """The note of a row; None where the text has none such."""
        return self._note_rows.get(row or 0)

    @cached_property
    def anchors(self) -> Mapping[int, str]:
        """Note row → the id of the note on the page."""
        return anchors_of_notes(self.notes)

    @cached_property
    def calls(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Note row → where the text calls it."""
        return self.anchored.calls()

    @cached_property
    def cited(self) -> Sequence[Row]:
        """All citations, in printed order."""
        return self.anchored.cited()

    @cached_property
    def resting(self) -> Sequence[Row]:
        """Notes and citations with the claims that rest on them."""
        return self.anchored.resting()

    @cached_property
    def quoted(self) -> Sequence[tuple[int, str, int, int]]:
        """Claims (row and public id) with the stretches that they quote; -1 where the words were not
        found."""
        quotes = self.anchored.quotes()
        return [(q.claim_id, q.public_id, *(locate(self.text, q) or (-1, -1))) for q in quotes]

    @cached_property
    def spans(self) -> Sequence[tuple[int, int, str]]:
        """Stretches that claims quote, in order, with the claim."""
        return sorted((start, end, claim) for _, claim, start, end in self.quoted if start >= 0)

    @cached_property
    def covered(self) -> frozenset[int]:
        """Places of the passages from which a claim takes words."""
        found = set[int]()
        for start, end, _ in self.spans:
            found.update(self.places_between(start, end))
        return frozenset(found)

    def places_between(self, start: int, end: int) -> Iterator[int]:
        """Places of the passages that share characters with a stretch."""
        for place in range(max(0, self.passage_at(start)), bisect_left(self.starts, end)):
            if self.passages[place].end > start:
                yield place

    def is_open(self, place: int) -> bool:
        """Whether no claim takes words from a passage, though one could."""
        return place not in self.covered and self.passages[place].kind in SENTENCES

    @cached_property
    def gaps(self) -> Sequence[int]:
        """Places of the passages that begin a run of open ones, in order."""
        return tuple(self._gaps())

    def _gaps(self) -> Iterator[int]:
        before = False
        for place, passage in enumerate(self.passages):
            if passage.kind in SENTENCES:
                is_open = place not in self.covered
                if is_open and not before:
                    yield place
                before = is_open

    def passage_at(self, offset: int) -> int:
        """Place of the passage in which an offset stands, or the last before it; -1 for none."""
        return bisect_right(self.starts, offset) - 1

    def part_at(self, offset: int) -> int:
        """Number of the part in which an offset stands."""
        return max(1, bisect_right(self._part_starts, offset))

    def place_at(self, offset: int) -> Place | None:
        """The passage in which an offset stands; None for none."""
        at = self.passage_at(offset)
        return self.place_of(at) if offset >= 0 and at >= 0 else None

    def place_of(self, at: int) -> Place:
        """The passage at a place of the list."""
        passage = self.passages[at]
        return Place(str(passage.number), passage_anchor(passage.number),
                     self.part_at(passage.start))  # fmt: skip

    def place_of_passage(self, number: int) -> Place | None:
        """The passage of that number; None where there is none."""
        at = bisect_left(self.passages, number, key=lambda passage: passage.number)
        found = at < len(self.passages) and self.passages[at].number == number
        return self.place_of(at) if found else None

    def place_of_claim(self, claim: str) -> Place | None:
        """The passage where the first words of a claim stand; None where they were not found."""
        starts = [start for _, public_id, start, _ in self.quoted if public_id == claim]
        return self.place_at(min((start for start in starts if start >= 0), default=-1))

    def place_of_note(self, note: Row) -> Place:
        """Where it is called first, else at the heading of its section, else at the end."""
        return Place(note.label, self.anchors[note.id], self.part_at(self.home_of(note)))

    def home_of(self, note: Row) -> int:
        """The offset to which a note belongs; that of the text's end where it belongs nowhere."""
        called = self.calls.get(note.id)
        if called:
            return called[0][0]
        return self._headings.get(note.section or "", len(self.text))

    @cached_property
    def _headings(self) -> Mapping[str, int]:
        """Words of each heading, with where it stands first."""
        found: dict[str, int] = {}
        for passage in self.passages:
            if passage.kind == "heading":
                words = self.text[passage.start : passage.end].lstrip("# ").strip()
                found.setdefault(words, passage.start)
        return found

    def title_of(self, part: Part) -> str:
        """The first heading of a part, else its first words."""
        passages = self.passages[part.first : part.last]
        first = next(
            (p for p in passages if p.kind == "heading"), passages[0] if passages else None
        )
        words = self.text[first.start : first.end].lstrip("# ") if first else ""
        return " ".join(words[:ABOUT].split())


ABOUT = 60


def passage_anchor(number: int) -> str:
    """The id of a passage on the page."""
    return f"passage-{number}"


def anchors_of_notes(notes: Iterable[Row]) -> dict[int, str]:
    """Note row → its id on the page: by its label, with a number where labels recur."""
    anchors: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for note in notes:
        label = _UNFIT.sub("-", note.label).strip("-") or "sign"
        seen[label] += 1
        anchors[note.id] = f"note-{label}" if seen[label] == 1 else f"note-{label}_{seen[label]}"
    return anchors
