"""Where the findings of an import stand in its text: the calls of notes, the sentences before them, and
the stretches in which the page shows the text."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from provenance.imports.findings import issue_of, place_of
from provenance.ingest.types import NoteRead, ParsedDocument
from provenance.reports.importing_text import Span, TextPage, stretches, text_pages
from provenance.reports.segments import Call


class Places:
    """A document with corrections in it; ``notes`` are all that were read, also those ``rejected``."""

    def __init__(self, document: ParsedDocument, rejected: tuple[NoteRead, ...]) -> None:
        self.document = document
        notes = (*document.notes, *rejected)
        self.notes = sorted(notes, key=lambda n: n.start) if rejected else list(notes)
        self._number = {note.id: number for number, note in enumerate(self.notes, 1)}
        self._by_id = {note.id: note for note in self.notes}
        self._refused = {note.id for note in rejected}

    def spans_of(self, finding: str) -> list[Span]:
        """The words of the text that a finding is about: the sentence before each call, and the
        call; for what is called nowhere its own words."""
        issue = issue_of(self.document, finding)
        if issue is not None:
            return [] if issue.start is None else [(issue.start, issue.end or issue.start)]
        place, note = place_of(finding), self.note_of(finding)
        if place is not None and not place.note:
            heard = self.document.attributions[place.number - 1 : place.number]
            return [(one.start, one.end) for one in heard]
        if note is None:
            return []
        if not note.markers or note.id in self._refused:
            heading = self._headings.get(note.section or "")
            return [*([heading] if heading else ()), (note.start, note.end)]
        return [(self._sentence(marker.start), marker.end) for marker in note.markers]

    def _sentence(self, at: int) -> int:
        place = bisect_right(self._passage_starts, max(0, at - 1)) - 1
        return self._passage_starts[place] if place >= 0 else at

    @cached_property
    def _headings(self) -> dict[str, Span]:
        """Headings by their words, as notes name the section that they speak for."""
        text, blocks = self.document.text, self.document.blocks
        spans = [(block.start, block.end) for block in blocks if block.kind == "heading"]
        return {text[start:end].lstrip("# ").strip(): (start, end) for start, end in spans}

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.start for passage in self.document.passages]

    def note_of(self, finding: str) -> NoteRead | None:
        """The note of a finding, or that in which its citation stands."""
        place = place_of(finding)
        kind, _, note = finding.partition(":")
        return self._by_id.get(place.note if place else note if kind == "note" else "")

    def offset_of(self, finding: str) -> int:
        """Where a finding belongs in the text; at the end, where nobody can say."""
        note = self.note_of(finding)
        if note is not None:
            return self._offsets[note.id]
        spans = self.spans_of(finding)
        return spans[0][0] if spans else len(self.document.text)

    @cached_property
    def _offsets(self) -> dict[str, int]:
        """Note → where it is first called, or stands."""
        return {note.id: self._offset(note) for note in self.notes}

    def _offset(self, note: NoteRead) -> int:
        if note.markers and note.id not in self._refused:
            return note.markers[0].start
        return self._headings.get(note.section or "", (note.start, 0))[0]

    @cached_property
    def stretches(self) -> list[Span]:
        """The pages of the page: stretches of the text, with the notes called in them."""
        return stretches(self.document, sorted(self._offsets.values()))

    def stretch_of(self, finding: str) -> int:
        """The number, from 1, of the stretch in which a finding stands."""
        begins = [begin for begin, _ in self.stretches]
        return max(1, bisect_right(begins, self.offset_of(finding)))

    def text(self, number: int, chosen: str = "") -> Iterator[TextPage]:
        """A stretch of the text, with what a finding is about marked in it."""
        spans = self.spans_of(chosen) if chosen else []
        return text_pages(self.document, self.stretches[number - 1], self._calls, spans)

    @cached_property
    def _calls(self) -> list[Call]:
        calls = [
            Call(marker.start, marker.end, note.n, f"note:{note.id}", self._call_anchor(note, at))
            for note in self.document.notes
            for at, marker in enumerate(note.markers, 1)
        ]
        return sorted(calls, key=lambda call: (call.start, call.end))

    def _call_anchor(self, note: NoteRead, number: int) -> str:
        return f"call-{self._number[note.id]}-{number}"
