"""The preview of an import, as the page shows it: counts, what needs a person, notes with their
citations, sources with the reason for each, what was not understood, and the text with its calls."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from provenance.imports.findings import DOCUMENT, Decisions, Place
from provenance.imports.known import Known
from provenance.imports.plan import ImportPlan, PlannedCitation, antecedent_of
from provenance.ingest.types import Block, CitationRead, Marker, NoteRead
from provenance.reports.segments import Call, Piece, pieces
from provenance.sources.models import Source
from provenance.vocabulary import SOURCE_TYPES

NOTES_PER_PAGE = 100
NEAR = 60
"""Citations before a reference that are offered as what it may refer to."""
MOST_TEXT = 200_000
"""Characters of the text that the preview shows."""
EXPLANATORY = SOURCE_TYPES[-1]
FOLDED = ("boilerplate", "note")


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation as written and as understood, with the source that it is taken to be."""

    finding: str
    anchor: str
    name: str
    """How a person refers to it: "note 6, second citation" is ``6.2``."""
    read: CitationRead
    source_label: str | None
    source_id: str | None
    """Public id, where the dossier has the source already."""
    sureness: str
    reason: str
    needs: str | None
    refers_to: "CitationRow | None"
    candidates: tuple[tuple[str, str], ...]
    """For an ambiguous one: labels and anchors of the notes that it could mean."""
    decided: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with its calls and citations."""

    finding: str
    anchor: str
    note: NoteRead
    calls: tuple[tuple[str, str], ...]
    """Six words before each call, and the call's anchor in the text."""
    citations: tuple[CitationRow, ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source that citations of the document are taken to be: new, or one of the dossier."""

    anchor: str
    label: str
    type: str | None
    source_id: str | None
    finding: str
    sureness: str
    reasons: tuple[str, ...]
    organisations: tuple[tuple[str, bool], ...]
    """Their names, and whether the dossier has them already."""
    citations: tuple[CitationRow, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of the text; ``folded`` ones are kept apart (boilerplate, the notes as printed)."""

    kind: str
    folded: bool
    pieces: tuple[Piece, ...]


class Preview:
    """What the page needs, made from the plan when asked for."""

    def __init__(self, plan: ImportPlan, decisions: Decisions, known: Known) -> None:
        self.plan, self.decisions, self.known = plan, decisions, known
        self.document = plan.document
        self._number = {note.id: number for number, note in enumerate(plan.document.notes, 1)}

    @cached_property
    def citations(self) -> dict[Place, CitationRow]:
        """Every citation, in printed order. Antecedents come before what refers to them, mostly."""
        rows: dict[Place, CitationRow] = {}
        for planned in self.plan.citations:
            rows[planned.place] = self._citation(planned, rows)
        return rows

    def _citation(self, planned: PlannedCitation, rows: Mapping[Place, CitationRow]) -> CitationRow:
        read, choice = planned.read, planned.choice
        antecedent = antecedent_of(read, rows) if read.status == "resolved" else None
        return CitationRow(
            finding=planned.finding,
            anchor=self._anchor(planned.place),
            name=self._name(planned),
            read=read,
            source_label=self._label(planned),
            source_id=choice.source,
            sureness=choice.sureness,
            reason=choice.reason,
            needs=planned.needs,
            refers_to=rows[antecedent] if antecedent else None,
            candidates=tuple(
                (self._note(note).n, self._note_anchor(note))
                for note in read.candidates
                if note in self._number
            ),
            decided=bool(planned.decision),
        )

    def _name(self, planned: PlannedCitation) -> str:
        alone = len(planned.note.citations) == 1
        return planned.note.n if alone else f"{planned.note.n}.{planned.place.number}"

    def _label(self, planned: PlannedCitation) -> str | None:
        choice = planned.choice
        if choice.source is not None:
            return self.known.sources[choice.source].label
        return self.plan.sources[choice.new].label if choice.new is not None else None

    def _note(self, note_id: str) -> NoteRead:
        return self.document.notes[self._number[note_id] - 1]

    def _note_anchor(self, note_id: str) -> str:
        return f"note-{self._number[note_id]}"

    def _anchor(self, place: Place) -> str:
        return f"citation-{self._number[place.note]}-{place.number}"

    @cached_property
    def needing(self) -> tuple[CitationRow, ...]:
        """Citations that a person should look at."""
        return tuple(row for row in self.citations.values() if row.needs)

    def notes(self, page: int) -> tuple[NoteRow, ...]:
        """One page of notes, counted from 1."""
        first = (page - 1) * NOTES_PER_PAGE
        return tuple(self._note_row(n) for n in self.document.notes[first : first + NOTES_PER_PAGE])

    def page_of(self, finding: str) -> int:
        """The page on which a finding stands."""
        note = finding.partition(":")[2]
        number = self._number.get(note) or self._number.get(note.rpartition(":")[0]) or 1
        return (number - 1) // NOTES_PER_PAGE + 1

    def anchor_of(self, finding: str) -> str:
        """Where a finding stands on the page."""
        kind, _, note = finding.partition(":")
        if kind == "note":
            return self._note_anchor(note)
        places = {str(place): self._anchor(place) for place in self.citations}
        return places.get(finding, DOCUMENT)

    def _note_row(self, note: NoteRead) -> NoteRow:
        rows = tuple(
            self.citations[Place(note.id, number)] for number in range(1, len(note.citations) + 1)
        )
        calls = tuple(
            (marker.before, self._call_anchor(note, number))
            for number, marker in enumerate(note.markers, 1)
        )
        finding = f"note:{note.id}"
        anchor = self._note_anchor(note.id)
        return NoteRow(finding, anchor, note, calls, rows, finding in self.decisions)

    def _call_anchor(self, note: NoteRead, number: int) -> str:
        return f"call-{self._number[note.id]}-{number}"

    @cached_property
    def counts(self) -> dict[str, int]:
        """What was found, by name."""
        statuses = Counter(row.read.status for row in self.citations.values())
        kinds = Counter(note.kind for note in self.document.notes)
        matched = {row.source_id for row in self.citations.values() if row.source_id}
        return {
            "notes": len(self.document.notes),
            "markers": sum(len(note.markers) for note in self.document.notes),
            "uncalled": sum(not note.markers for note in self.document.notes),
            "explanatory": kinds["explanatory"],
            "citations": sum(r.read.type != EXPLANATORY for r in self.citations.values()),
            "resolved": statuses["resolved"],
            "open": statuses["ambiguous"] + statuses["unresolved"],
            "new sources": len(self.plan.sources),
            "matched": len(matched),
            "new organisations": len(self.new_organisations),
            "attributions": len(self.document.attributions),
            "issues": len(self.document.issues),
        }

    @cached_property
    def new_organisations(self) -> tuple[str, ...]:
        """Organisations that the dossier does not have yet."""
        names = (name for s in self.plan.sources.values() for name in s.read.organisations)
        return tuple(dict.fromkeys(n for n in names if self.known.organisation(n) is None))

    @cached_property
    def sources(self) -> tuple[SourceRow, ...]:
        """Unclear ones first, then new ones, then those that the dossier has."""
        groups: dict[str | Place, list[CitationRow]] = {}
        for planned in self.plan.citations:
            target = planned.choice.source or planned.choice.new
            if target is not None:
                groups.setdefault(target, []).append(self.citations[planned.place])
        rows = [self._source(target, rows) for target, rows in groups.items()]
        return tuple(sorted(rows, key=lambda row: (row.sureness != "unclear", bool(row.source_id))))

    def _source(self, target: str | Place, rows: list[CitationRow]) -> SourceRow:
        first = rows[0]
        source: Source | None = self.known.sources.get(target) if isinstance(target, str) else None
        names = self.known.members[target] if isinstance(target, str) else first.read.organisations
        sureness = {row.sureness for row in rows if row.sureness != "by reference"}
        order = ("unclear", "likely same", "decided", "same", "new")
        return SourceRow(
            anchor=f"source-{first.anchor}",
            label=first.source_label or "",
            type=source.type if source else first.read.type,
            source_id=source.public_id if source else None,
            finding=first.finding,
            sureness=next((word for word in order if word in sureness), "same"),
            reasons=tuple(dict.fromkeys(row.reason for row in rows if row.reason)),
            organisations=tuple((n, self.known.organisation(n) is not None) for n in names),
            citations=tuple(rows),
        )

    def text(self) -> Iterator[TextBlock]:
        """The text's blocks with the calls in them, up to ``MOST_TEXT`` characters; folded ones
        that follow one another are one."""
        calls = sorted(self._calls(), key=lambda call: (call.start, call.end))
        starts = [call.start for call in calls]
        shown = (block for block in self.document.blocks if block.start <= MOST_TEXT)
        for kind, group in groupby(shown, key=lambda block: _folded(block) or block):
            if isinstance(kind, str):
                words = (Piece(self.document.text[b.start : b.end]) for b in group)
                yield TextBlock(kind, True, tuple(words))
                continue
            inside = calls[bisect_left(starts, kind.start) : bisect_left(starts, kind.end + 1)]
            cut = pieces(self.document.text, kind.start, kind.end, inside)
            yield TextBlock(kind.kind, False, tuple(cut))

    def _calls(self) -> Iterator[Call]:
        for note in self.document.notes:
            anchor = self._note_anchor(note.id)
            for number, marker in enumerate(note.markers, 1):
                yield _call(marker, note, anchor, self._call_anchor(note, number))


def _folded(block: Block) -> str | None:
    return block.kind if block.kind in FOLDED else None


def _call(marker: Marker, note: NoteRead, anchor: str, own_anchor: str) -> Call:
    return Call(marker.start, marker.end, note.n, anchor, own_anchor)


def source_choices(preview: Preview, finding: str) -> dict[str, Any]:
    """What a citation's source may be set to: value and words, sources in two groups."""
    mine, standing = preview.plan.sources, preview.known.sources
    new = {str(place): s.label for place, s in mine.items() if str(place) != finding}
    offered: dict[str, Any] = {
        "": "as proposed",
        "new": "a new source of its own",
        "none": "no source",
    }
    if new:
        offered["New with this document"] = new
    if standing:
        offered["In the dossier"] = {public_id: s.label for public_id, s in standing.items()}
    return offered


def antecedent_choices(preview: Preview, finding: str, chosen: str) -> dict[str, str]:
    """Citations that a reference may be set to: the nearest before it, and the one chosen."""
    rows = list(preview.citations.values())
    place = next((n for n, row in enumerate(rows) if row.finding == finding), 0)
    near = [
        *(row for row in rows if row.finding == chosen),
        *reversed(rows[max(0, place - NEAR) : place]),
    ]
    offered = {"": "as read", "none": "nothing: it stands for itself"}
    return offered | {row.finding: f"{row.name}: {_short(row.read.text)}" for row in near}


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:67].rstrip() + " …"
