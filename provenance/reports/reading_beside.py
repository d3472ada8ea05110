"""What stands beside the text of the reading view: calls, notes, claims; and the citations."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from provenance.citations.models import Citation
from provenance.reports.cards import source_cards
from provenance.reports.grades import Graded, graded
from provenance.reports.reading_parts import CitationView, ClaimMark, NoteView
from provenance.reports.segments import Call
from provenance.reports.withholding import awaits_source

if TYPE_CHECKING:
    from provenance.reports.reading import ReadingView


class Beside:
    """What stands at which offset of the text: calls, notes, claims."""

    def __init__(self, view: "ReadingView") -> None:
        self.view = view
        self._calls = sorted(self._all_calls(), key=lambda pair: (pair[0].start, pair[0].end))
        self._starts = [call.start for call, _ in self._calls]
        self._marks = [mark for mark in view.claims.values() if mark.anchor is not None]
        self._mark_starts = [mark.start for mark in self._marks]
        self._sections: dict[str, list[NoteView]] = {}
        for note in view.notes.values():
            if not note.calls and note.note.section:
                self._sections.setdefault(note.note.section, []).append(note)
        self._shown: set[int] = set()

    def _all_calls(self) -> Iterator[tuple[Call, NoteView]]:
        for key, note in self.view.notes.items():
            for anchor, marker in zip(note.calls, self.view.markers.get(key, ()), strict=True):
                if marker.start is not None:
                    end = marker.end if marker.end is not None else marker.start
                    yield Call(marker.start, end, note.note.label, note.anchor, anchor), note

    def _within(self, start: int, end: int) -> list[tuple[Call, NoteView]]:
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [pair for pair in self._calls[first:last] if pair[0].end <= end]

    def calls(self, start: int, end: int) -> list[Call]:
        """Calls within a stretch; one set by hand at its very start belongs to what ends there."""
        return [c for c, _ in self._within(start, end) if c.start < c.end or c.start > start]

    def notes(self, start: int, end: int, kind: str) -> tuple[NoteView, ...]:
        """Notes called within a block, each where it is called first; on a heading, those that
        speak for its section."""
        found = [note for _, note in self._within(start, end)]
        if kind == "heading":
            words = self.view.text[start:end].lstrip("# ").strip()
            found += self._sections.get(words, [])
        fresh = [note for note in found if note.note.id not in self._shown]
        self._shown.update(note.note.id for note in fresh)
        return tuple({note.note.id: note for note in fresh}.values())

    def marks(self, start: int, end: int) -> tuple[ClaimMark, ...]:
        """Claims whose words begin in a block."""
        first = bisect_left(self._mark_starts, start)
        return tuple(self._marks[first : bisect_left(self._mark_starts, end)])


class CitationViews:
    """Describes the citations of one document: their sources' grades and how often each stands."""

    def __init__(self, view: "ReadingView", citations: Sequence[Citation]) -> None:
        self.view = view
        rows = {c.source_id for c in citations if c.source_id is not None}
        cards = source_cards(view.session, rows)
        self.grades = {row: graded(card.grades) for row, card in cards.items()}
        pairs = {(c.source_id, c.note_id) for c in citations if c.source_id is not None}
        self.notes: Counter[int | None] = Counter(source_id for source_id, _ in pairs)
        self.places = {c.id: c.note_id for c in citations}
        self.labels = {c.note_id: c.note.label for c in citations if c.note is not None}

    def views(self, citations: Iterable[Citation]) -> tuple[CitationView, ...]:
        """The citations of one note."""
        return tuple(self._view(citation) for citation in citations)

    def _view(self, citation: Citation) -> CitationView:
        source = citation.source
        return CitationView(
            citation, source, self.grades[source.id] if source else Graded(),
            self.notes[citation.source_id] if source else 0,
            self._refers_to(citation), awaits_source(citation),
        )  # fmt: skip

    def _refers_to(self, citation: Citation) -> tuple[str, str] | None:
        note_id = self.places.get(citation.resolves_to_id or 0)
        if note_id is None:
            return None
        return self.labels[note_id], self.view.anchors[note_id]


def passage_anchor(number: int) -> str:
    """The id of a passage on the page."""
    return f"passage-{number}"
