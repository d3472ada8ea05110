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
from provenance.imports.findings import DOCUMENT, Decisions, Place, place_of
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
from provenance.reports.importing_places import Places
from provenance.reports.importing_rows import (
    EXPLANATORY,
    Candidate,
    CitationRow,
    IssueRow,
    Maker,
    NoteRow,
)

OF_CITATIONS = "cross-reference"
OF_NOTES = "note without marker"
_UNREAD = re.compile(r"\b(?:1[5-9]|20)\d\d\b|https?://|www\.")
_LEAST_UNREAD = 4
MOST_CANDIDATES = 9
AROUND = 90


class Preview(Places):
    """What the page needs, made from the plan when asked for."""

    def __init__(self, plan: ImportPlan, decisions: Decisions, known: Known) -> None:
        super().__init__(plan.document, plan.rejected)
        self.plan, self.decisions, self.known = plan, decisions, known

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

    def notes_in(self, number: int) -> Iterator[NoteRow]:
        """The notes of a stretch, in the order in which the text calls them."""
        begin, end = self.stretches[number - 1]
        here = [note for note in self.notes if begin <= self._offsets[note.id] < end]
        for note in sorted(here, key=lambda note: self._offsets[note.id]):
            yield self.note_row(note)

    def cited_after(self, finding: str) -> list[Candidate]:
        """The sources of the note called next after the words of a finding: whose they may be."""
        spans = self.spans_of(finding)
        at = bisect_right([call.start for call in self._calls], spans[0][0]) if spans else -1
        if not 0 <= at < len(self._calls):
            return []
        note = self._calls[at].anchor.partition(":")[2]
        return self._candidates((note,), self._names())

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
