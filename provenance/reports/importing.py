"""The page of an import: what was found, what needs a person and why, notes with their citations,
sources with the reason for each, what was not understood, and the text with its calls."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from provenance.imports.deciding import MADE, words_of
from provenance.imports.encodings import CHOSEN
from provenance.imports.findings import DOCUMENT, Decisions, Place, issue_of, place_of
from provenance.imports.known import Known
from provenance.imports.plan import (
    DECIDED,
    NEEDS,
    REJECTED,
    SURE,
    ImportPlan,
    PlannedCitation,
    antecedent_of,
)
from provenance.ingest.types import Issue, NoteRead
from provenance.reports.importing_rows import (
    EXPLANATORY,
    Candidate,
    CitationRow,
    IssueRow,
    Maker,
    NoteRow,
)
from provenance.reports.importing_text import Span, TextPage, stretches, text_pages
from provenance.reports.segments import Call

OF_CITATIONS = "cross-reference"
OF_NOTES = "note without marker"
_UNREAD = re.compile(r"\b(?:1[5-9]|20)\d\d\b|https?://|www\.")
_LEAST_UNREAD = 4
MOST_CANDIDATES = 9
AROUND = 90


class Preview:
    """What the page needs, made from the plan when asked for."""

    def __init__(self, plan: ImportPlan, decisions: Decisions, known: Known) -> None:
        self.plan, self.decisions, self.known = plan, decisions, known
        self.document = plan.document
        notes = (*plan.document.notes, *plan.rejected)
        self.notes = sorted(notes, key=lambda n: n.start) if plan.rejected else list(notes)
        self._number = {note.id: number for number, note in enumerate(self.notes, 1)}
        self._by_id = {note.id: note for note in self.notes}
        self._refused = {note.id for note in plan.rejected}

    @cached_property
    def citations(self) -> dict[Place, CitationRow]:
        """Every citation, as read and after. Antecedents come before what refers to them, mostly."""
        rows: dict[Place, CitationRow] = {}
        names = self._names()
        for planned in self.plan.citations:
            rows[planned.place] = self._citation(planned, rows, names)
        return rows

    def _names(self) -> dict[Place, str]:
        """The note's label, and behind it the place in the note where it cites several."""
        names: dict[Place, str] = {}
        for note in self.plan.document.notes:
            order = sorted(range(len(note.citations)), key=lambda at: note.citations[at].start)
            for rank, at in enumerate(order, 1):
                names[Place(note.id, at + 1)] = f"{note.n}.{rank}" if len(order) > 1 else note.n
        return names

    def _citation(
        self, planned: PlannedCitation, rows: Mapping[Place, CitationRow], names: dict[Place, str]
    ) -> CitationRow:
        read, choice = planned.read, planned.choice
        antecedent = antecedent_of(read, rows) if read.status == "resolved" else None
        return CitationRow(
            finding=planned.finding,
            anchor=self._anchor(planned.place),
            name=names[planned.place],
            read=read,
            source_label=self._label(planned),
            source_id=choice.source,
            sureness=choice.sureness,
            reason=choice.reason,
            needs=planned.needs,
            state=planned.state,
            like=choice.like,
            refers_to=rows[antecedent] if antecedent else None,
            rests_on=names[planned.rests_on] if planned.rests_on else None,
            candidates=tuple(self._candidates(read.candidates, names)) if planned.needs else (),
            made=self.maker(planned.finding),
        )

    def _label(self, planned: PlannedCitation) -> str | None:
        choice = planned.choice
        if choice.source is not None:
            return self.known.sources[choice.source].label
        return self.plan.sources[choice.new].label if choice.new is not None else None

    def _candidates(self, notes: tuple[str, ...], names: dict[Place, str]) -> list[Candidate]:
        """The sources of the notes that a reference could mean."""
        found = [
            Candidate(str(place), names[place], citation.text)
            for note in notes
            if note in self._by_id and note not in self._refused
            for number, citation in enumerate(self._by_id[note].citations, 1)
            if citation.type != EXPLANATORY
            for place in (Place(note, number),)
        ]
        return found[:MOST_CANDIDATES]

    def maker(self, finding: str) -> Maker | None:
        """Who decided on a finding, None where nobody did."""
        decision = self.decisions.get(finding, {})
        if not words_of(decision):
            return None
        made = decision.get(MADE, {})
        at = made.get("at")
        return Maker(made.get("by", ""), datetime.fromisoformat(at) if at else None)

    def _anchor(self, place: Place) -> str:
        return f"citation-{self._number[place.note]}-{place.number}"

    def anchor_of(self, finding: str) -> str:
        """The id of a finding on the page."""
        kind, _, rest = finding.partition(":")
        place = place_of(finding)
        if kind == "issue":
            return f"issue-{rest}"
        if place is not None and place.note in self._number:
            return self._anchor(place)
        return f"note-{self._number[rest]}" if rest in self._number else DOCUMENT

    def note_row(self, note: NoteRead) -> NoteRow:
        """A note with its citations in printed order."""
        places = [Place(note.id, number) for number in range(1, len(note.citations) + 1)]
        rows = [self.citations[place] for place in places if place in self.citations]
        calls = tuple(
            (marker.before, self._call_anchor(note, number))
            for number, marker in enumerate(note.markers, 1)
        )
        finding = f"note:{note.id}"
        state, needs = self.state_of_note(note)
        return NoteRow(
            finding, self.anchor_of(finding), note, calls,
            tuple(sorted(rows, key=lambda row: (row.read.start, row.read.end))), state, needs,
            self.maker(finding),
        )  # fmt: skip

    def state_of_note(self, note: NoteRead) -> tuple[str, str | None]:
        """The note's state, and why it needs somebody."""
        if note.id in self._refused:
            return REJECTED, None
        if words_of(self.decisions.get(f"note:{note.id}")):
            return DECIDED, None
        why = self._uncalled.get((note.start, note.end))
        if why is None and self._unread(note):
            why = "Some of its words look like a source, but were read as prose."
        return (NEEDS, why) if why else (SURE, None)

    @cached_property
    def _uncalled(self) -> dict[tuple[int | None, int | None], str]:
        return {(i.start, i.end): i.message for i in self.document.issues if i.kind == OF_NOTES}

    def _unread(self, note: NoteRead) -> bool:
        """A year or an address outside all citations, in a note that cites."""
        live = [c for c in note.citations if c.type != EXPLANATORY]
        return bool(live) and any(
            _UNREAD.search(words) and len(words.split()) >= _LEAST_UNREAD
            for words, cited in self.words_of_note(note)
            if not cited
        )

    def words_of_note(self, note: NoteRead, chosen: str = "") -> list[tuple[str, str]]:
        """The note's words in pieces, each with what it is: "" prose, "cited", or "chosen"."""
        spans = sorted(
            (c.start, c.end, "chosen" if str(Place(note.id, at)) == chosen else "cited")
            for at, c in enumerate(note.citations, 1)
            if c.type != EXPLANATORY or str(Place(note.id, at)) == chosen
        )
        pieces, at = [], 0
        for start, end, kind in spans:
            if start >= at:
                pieces += [(note.text[at:start], ""), (note.text[start:end], kind)]
                at = end
        return [piece for piece in (*pieces, (note.text[at:], "")) if piece[0]]

    def _call_anchor(self, note: NoteRead, number: int) -> str:
        return f"call-{self._number[note.id]}-{number}"

    # Findings that stand for themselves

    @cached_property
    def issues(self) -> tuple[IssueRow, ...]:
        """What was not understood, but for what a citation or a note says of itself."""
        called = {(note.start, note.end) for note in self.notes}
        return tuple(
            self._issue(number, issue)
            for number, issue in enumerate(self.document.issues, 1)
            if not issue.kind.endswith(OF_CITATIONS)
            and not (issue.kind == OF_NOTES and (issue.start, issue.end) in called)
        )

    def _issue(self, number: int, issue: Issue) -> IssueRow:
        finding = f"issue:{number}"
        decision = words_of(self.decisions.get(finding))
        settled = decision or issue.kind == CHOSEN
        state = REJECTED if decision.get("rejected") else DECIDED if settled else NEEDS
        words = ""
        if issue.start is not None:
            start, end = issue.start, issue.end or issue.start
            words = self.document.text[max(0, start - AROUND) : end + AROUND // 3]
        return IssueRow(finding, f"issue-{number}", issue.kind, issue.message, issue.where, words,
                        state, self.maker(finding))  # fmt: skip

    # Where findings stand in the text

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

    def notes_in(self, number: int) -> Iterator[NoteRow]:
        """The notes of a stretch, in the order in which the text calls them."""
        begin, end = self.stretches[number - 1]
        here = [note for note in self.notes if begin <= self._offsets[note.id] < end]
        for note in sorted(here, key=lambda note: self._offsets[note.id]):
            yield self.note_row(note)

    def text(self, number: int, chosen: str = "") -> Iterator[TextPage]:
        """A stretch of the text, with what a finding is about marked in it."""
        spans = self.spans_of(chosen) if chosen else []
        return text_pages(self.document, self.stretches[number - 1], self._calls, spans)

    @cached_property
    def _calls(self) -> list[Call]:
        calls = [
            Call(marker.start, marker.end, note.n, f"note:{note.id}", self._call_anchor(note, at))
            for note in self.plan.document.notes
            for at, marker in enumerate(note.markers, 1)
        ]
        return sorted(calls, key=lambda call: (call.start, call.end))

    # Counts

    @cached_property
    def counts(self) -> dict[str, int]:
        """What was found, by name."""
        rows = self.citations.values()
        statuses = Counter(row.read.status for row in rows)
        kinds = Counter(note.kind for note in self.document.notes)
        return {
            "notes": len(self.document.notes),
            "markers": sum(len(note.markers) for note in self.document.notes),
            "uncalled": sum(not note.markers for note in self.document.notes),
            "explanatory": kinds["explanatory"],
            "citations": sum(row.read.type != EXPLANATORY for row in rows),
            "resolved": statuses["resolved"],
            "new sources": len(self.plan.sources),
            "matched": len({row.source_id for row in rows if row.source_id}),
            "new organisations": len(self.new_organisations),
            "attributions": len(self.document.attributions),
            "rejected": len(self.plan.rejected) + sum(row.state == REJECTED for row in rows),
            "open": sum(citation.open for citation in self.plan.citations),
        }

    @cached_property
    def new_organisations(self) -> tuple[str, ...]:
        """Organisations that the dossier does not have yet."""
        names = (name for s in self.plan.sources.values() for name in s.read.organisations)
        return tuple(dict.fromkeys(n for n in names if self.known.organisation(n) is None))

    def decision(self, finding: str) -> dict[str, Any]:
        """What was decided on a finding."""
        return words_of(self.decisions.get(finding))
