"""What becomes of everything that anchors in a document when a new version takes its place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from provenance.imports.resolving import BY_HAND
from provenance.imports.versions.state import Record, State
from provenance.ingest.types import NoteRead, ParsedDocument
from provenance.ingest.versions.anchors import (
    KEPT,
    ORPHAN,
    Anchor,
    Anchored,
    Anchoring,
)
from provenance.ingest.versions.citations import CitationPair, pair_citations
from provenance.ingest.versions.ground import Ground
from provenance.ingest.versions.notes import CHANGED, NotePair, OldCitation, OldNote, pair_notes
from provenance.ingest.versions.words import Span

DECIDED = "decided"


def by_a_person(one: Record) -> bool:
    """Whether somebody said of a citation which source it is, or to which citation it refers."""
    return one.get("match") == DECIDED or one.get("rule") == BY_HAND


@dataclass(frozen=True, slots=True)
class Fate:
    """A quote, remark or inline citation (``record``, of ``kind``) and what becomes of it; ``note`` is
    the pair of the note whose words it quotes, None for words of the text itself."""

    kind: str
    record: Record
    anchored: Anchored
    note: NotePair | None = None

    @property
    def key(self) -> str:
        """Its name among the choices that a person has."""
        return self.anchored.anchor.key


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything once. Citations are those of notes; inline ones have a place in the text."""

    ground: Ground
    notes: tuple[NotePair, ...]
    citations: tuple[CitationPair, ...]
    inline: tuple[Fate, ...]
    quotes: tuple[Fate, ...]
    remarks: tuple[Fate, ...]

    @property
    def anchors(self) -> tuple[Fate, ...]:
        """Quotes, remarks and inline citations."""
        return (*self.quotes, *self.remarks, *self.inline)


def compare(
    state: State, old_text: str, parsed: ParsedDocument, leave: Collection[str] = ()
) -> Comparison:  # fmt: skip
    """Pure: the state of the revision in force, its text, and the document as now read. ``leave``:
    keys of changed notes that a person found to be others."""
    return _Comparing(state, old_text, parsed, leave).run()


class _Comparing:
    def __init__(
        self, state: State, old_text: str, parsed: ParsedDocument, leave: Collection[str]
    ) -> None:
        self.state, self.parsed, self.leave = state, parsed, leave
        self.standing = [note for note in state["notes"] if not note.get("former")]
        calls = [span for note in self.standing for span in _spans(note["markers"])]
        new_calls = [(m.start, m.end) for note in parsed.notes for m in note.markers]
        self.ground = Ground(old_text, parsed.text, calls, new_calls)
        self.anchoring = Anchoring(self.ground, [(p.start, p.end) for p in parsed.passages])
        self.in_notes: dict[str, Anchoring] = {}

    def run(self) -> Comparison:
        return Comparison(
            ground=self.ground,
            notes=tuple(self._paired),
            citations=tuple(self._citations()),
            inline=tuple(self._inline()),
            quotes=tuple(self._fate("quote", _key_of_quote(q), q, q) for q in self.state["quotes"]),
            remarks=tuple(
                self._fate("remark", f"remark:{r['id']}", r, r["quote"])
                for r in self.state["remarks"]
            ),
        )

    @cached_property
    def _paired(self) -> list[NotePair]:
        old = [self._old_note(note) for note in self.standing]
        pairs = pair_notes(old, self.parsed.notes, self.ground)
        return [part for pair in pairs for part in self._parted(pair)]

    def _parted(self, pair: NotePair) -> Iterator[NotePair]:
        """A changed note that a person found to be another: gone, and new."""
        if pair.old and pair.state == CHANGED and f"note:{pair.old.id}" in self.leave:
            yield NotePair(pair.old, None)
            yield NotePair(None, pair.new)
        else:
            yield pair

    @cached_property
    def _pairs(self) -> Mapping[str, NotePair]:
        """By the note's public id."""
        return {pair.old.id: pair for pair in self._paired if pair.old}

    @cached_property
    def _cited(self) -> Mapping[str, list[OldCitation]]:
        found: dict[str, list[OldCitation]] = {}
        for one in self.state["citations"]:
            if "note" in one and not one.get("former"):
                found.setdefault(one["note"], []).append(_old_citation(one))
        return found

    def _old_note(self, note: Record) -> OldNote:
        return OldNote(
            note["id"], note["label"], note.get("text", ""), note.get("kind"), note.get("section"),
            tuple(_spans(note["markers"])), tuple(self._cited.get(note["id"], ())),
        )  # fmt: skip

    def _citations(self) -> Iterator[CitationPair]:
        for pair in self._paired:
            yield from pair_citations(pair)

    def _inline(self) -> Iterator[Fate]:
        for one in self.state["citations"]:
            if "note" not in one and "start" in one and not one.get("former"):
                yield self._fate(
                    "citation", f"citation:{one['id']}", one, {**one, "exact": one["text"]}
                )

    def _fate(self, kind: str, key: str, record: Record, quote: Mapping[str, Any]) -> Fate:
        anchor = Anchor(
            key, quote["exact"], quote.get("prefix") or "", quote.get("suffix") or "",
            quote.get("start"), quote.get("end"),
        )  # fmt: skip
        if quote.get("orphan") == KEPT:
            return Fate(kind, record, Anchored(anchor, ORPHAN))
        if not quote.get("note"):
            return Fate(kind, record, self.anchoring.of(anchor))
        pair = self._pairs.get(quote["note"])
        if pair is None or pair.old is None or pair.new is None:
            return Fate(kind, record, Anchored(anchor, ORPHAN), pair)
        return Fate(kind, record, self._in_note(pair.old, pair.new, anchor), pair)

    def _in_note(self, old: OldNote, new: NoteRead, anchor: Anchor) -> Anchored:
        if old.id not in self.in_notes:
            whole = (0, len(new.text))
            self.in_notes[old.id] = Anchoring(Ground(old.text, new.text), [whole])
        return self.in_notes[old.id].of(anchor)


def _spans(markers: Iterable[Record]) -> Iterator[Span]:
    for marker in markers:
        if "start" in marker:
            start: int = marker["start"]
            yield start, int(marker.get("end", start))


def _old_citation(one: Record) -> OldCitation:
    return OldCitation(
        one["id"], one["text"], one.get("start"), one.get("end"),
        by_a_person(one), one.get("resolves_to"),
    )  # fmt: skip


def _key_of_quote(quote: Record) -> str:
    return f"quote:{quote['claim']}:{quote['number']}"
