"""What stands beside the text of the reading view: notes, speakers whom the text names, claims."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from provenance.citations.models import Citation
from provenance.documents.models import Note
from provenance.reports.cards import source_cards
from provenance.reports.grades import Graded, graded
from provenance.reports.reading_anchored import Row
from provenance.reports.reading_legend import SILENT, voice_anchor
from provenance.reports.reading_outline import Outline
from provenance.reports.reading_parts import CitationView, NoteView, Place, VoiceView
from provenance.reports.segments import Call, Stretch
from provenance.reports.withholding import Sight, awaits_source

if TYPE_CHECKING:
    from provenance.reports.reading import ReadingView


class Beside:
    """What stands at which offset of one part of the text."""

    def __init__(self, view: "ReadingView") -> None:
        self.outline, self.shown = view.outline, view.shown_notes
        self.margin = view.margin
        pairs = sorted(self._all_calls(view), key=lambda pair: (pair[0].start, pair[0].end))
        self._calls = [call for call, _ in pairs]
        self._notes = [note for _, note in pairs]
        self._starts = [call.start for call in self._calls]
        self._by_heading: dict[int, list[NoteView]] = {}
        for row in self.shown:
            if not self.outline.calls.get(row.id):
                home = self.outline.home_of(row)
                self._by_heading.setdefault(home, []).append(self.margin.notes[row.id])
        self._placed: set[int] = set()

    def _all_calls(self, view: "ReadingView") -> Iterator[tuple[Call, NoteView]]:
        for row in self.shown:
            note = self.margin.notes[row.id]
            for number, (start, end) in enumerate(self.outline.calls.get(row.id, ()), 1):
                if view.holds(start):
                    own = call_anchor(note.anchor, number)
                    yield Call(start, end, row.label, note.anchor, own), note

    def _within(self, start: int, end: int) -> slice:
        return slice(bisect_left(self._starts, start), bisect_right(self._starts, end))

    def calls(self, start: int, end: int) -> list[Call]:
        """Calls within a stretch; one set by hand at its very start belongs to what ends there."""
        calls = self._calls[self._within(start, end)]
        return [c for c in calls if c.end <= end and (c.start < c.end or c.start > start)]

    def within(self, start: int, end: int, kind: str) -> tuple[NoteView | VoiceView, ...]:
        """Notes called within a block, each where it is called first, and those whom it names; on a
        heading, notes that speak for its section."""
        found: list[tuple[int, NoteView | VoiceView]] = []
        within = self._within(start, end)
        pairs = list(zip(self._calls[within], self._notes[within], strict=True))
        headed = self._by_heading.get(start, ()) if kind == "heading" else ()
        for at, note in [*((c.start, n) for c, n in pairs if c.end <= end),
                         *((end, note) for note in headed)]:  # fmt: skip
            if note.note.id not in self._placed:
                self._placed.add(note.note.id)
                found.append((at, note))
        for voice in self.margin.voices:
            at = voice.view.citation.start or 0
            if start <= at < end:
                found.append((at, voice))
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


class Margin:
    """The notes and speakers of one part of a document with the sources behind them."""

    def __init__(
        self, outline: Outline, sight: Sight, part: range, notes: Sequence[Row], inline: Sequence[Row]
    ) -> None:  # fmt: skip
        self.outline, self.sight, self._part = outline, sight, part
        shown = {row.id for row in notes}
        self._rows = notes
        self._inline = inline
        cited = [one.id for one in outline.cited if one.note_id in shown]
        self._full_notes = outline.anchored.full_notes(shown)
        self._citations = outline.anchored.full_citations([*cited, *(one.id for one in inline)])
        self._of_note: dict[int, list[Citation]] = {}
        for row in cited:
            citation = self._citations[row]
            self._of_note.setdefault(citation.note_id or 0, []).append(citation)

    @cached_property
    def notes(self) -> dict[int, NoteView]:
        """Note row → the note, in printed order."""
        return {row.id: self._note(self._full_notes[row.id]) for row in self._rows}

    def _note(self, note: Note) -> NoteView:
        anchor = self.outline.anchors[note.id]
        citations = self._of_note.get(note.id, ())
        claims = self._resting.get((note.id, None), ())
        calls = tuple(
            call_anchor(anchor, number)
            for number, (start, _) in enumerate(self.outline.calls.get(note.id, ()), 1)
            if start in self._part
        )
        idle = note.kind in SILENT or not citations
        return NoteView(note, anchor, calls, tuple(map(self._view, citations)), tuple(claims),
                        self.sight.hides_note(note), idle or bool(claims))  # fmt: skip

    @cached_property
    def voices(self) -> tuple[VoiceView, ...]:
        """Speakers whom this part of the text names, in order."""
        return tuple(self._voice(self._citations[row.id]) for row in self._inline)

    def _voice(self, citation: Citation) -> VoiceView:
        hidden = self.sight.hides_citation(citation)
        anchor = voice_anchor(citation)
        calls = () if hidden else (call_anchor(anchor, 1),)
        claims = tuple(self._resting.get((None, citation.id), ()))
        return VoiceView(anchor, calls, self._view(citation), claims, hidden)

    def stretches(self) -> list[Stretch]:
        """The words of those speakers, where they may be shown as theirs."""
        return [
            Stretch(one.view.citation.start, one.view.citation.end, "voice", one.anchor)
            for one in self.voices
            if one.calls and one.view.citation.start is not None
            and one.view.citation.end is not None
        ]  # fmt: skip

    @cached_property
    def _resting(self) -> dict[tuple[int | None, int | None], list[str]]:
        """Note row, or row of a citation in the text → public ids of the claims resting on it."""
        found: dict[tuple[int | None, int | None], set[str]] = {}
        for row in self.outline.resting:
            inline = row.citation_id if row.note_id is None else None
            found.setdefault((row.note_id, inline), set()).add(row.public_id)
        return {key: sorted(claims) for key, claims in found.items()}

    @cached_property
    def _grades(self) -> dict[int, Graded]:
        rows = {c.source_id for c in self._citations.values() if c.source_id is not None}
        cards = source_cards(self.sight.session, rows)
        return {row: graded(card.grades) for row, card in cards.items()}

    @cached_property
    def _notes_of_source(self) -> Counter[int]:
        """Source row → in how many notes of the document it is cited."""
        pairs = {
            (one.source_id, one.note_id)
            for one in self.outline.cited
            if one.source_id is not None and one.note_id is not None
        }
        return Counter(source for source, _ in pairs)

    def _view(self, citation: Citation) -> CitationView:
        source = citation.source
        return CitationView(
            citation, source, self._grades[source.id] if source else Graded(),
            self._notes_of_source[source.id] if source else 0,
            self._refers_to(citation), awaits_source(citation),
        )  # fmt: skip

    def _refers_to(self, citation: Citation) -> Place | None:
        row = self._note_of_citation.get(citation.resolves_to_id or 0)
        note = self.outline.note_of_row(row)
        return None if note is None else self.outline.place_of_note(note)

    @cached_property
    def _note_of_citation(self) -> dict[int, int | None]:
        return {one.id: one.note_id for one in self.outline.cited}


def call_anchor(anchor: str, number: int) -> str:
    """The id, on the page, of a call of what stands in the margin under an id."""
    return f"call-{anchor}-{number}"
