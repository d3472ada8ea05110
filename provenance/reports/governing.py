"""Which notes speak for which passage of a stored document, and on what basis."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from provenance.documents.models import Document, Marker, Note
from provenance.documents.queries import markers_of, notes_of
from provenance.ingest import types as read
from provenance.ingest.coverage import governed
from provenance.reports.reading_cut import Span

Basis = tuple[Note, str]


def governing(
    session: Session, document: Document, text: str, passages: Sequence[Span]
) -> Mapping[int, list[Basis]]:
    """Passage number → the notes that speak for it, each with its basis: sentence, paragraph or
    section (the rules are those of ``ingest.coverage``)."""
    notes = notes_of(session, document.id)
    parsed = _as_read(text, passages, notes, markers_of(session, document.id))
    by_id = {note.public_id: note for note in notes}
    found: dict[int, list[Basis]] = {}
    for note_id, parts in governed(parsed).items():
        for part in parts:
            for index in part.passages:
                found.setdefault(passages[index].number, []).append((by_id[note_id], part.basis))
    return found


def _as_read(
    text: str, passages: Sequence[Span], notes: Sequence[Note], markers: Sequence[Marker]
) -> read.ParsedDocument:
    """The stored document in the reader's terms, as far as the rules ask."""
    blocks, numbers = _blocks(passages)
    calls: dict[int, list[read.Marker]] = {}
    for marker in markers:
        if marker.start is not None:
            end = marker.start if marker.end is None else marker.end
            calls.setdefault(marker.note_id, []).append(read.Marker(marker.start, end, ""))
    return read.ParsedDocument(
        text, "", "", "", "",
        blocks=tuple(blocks),
        passages=tuple(read.Passage(p.start, p.end, numbers[p.block]) for p in passages),
        notes=tuple(_note(note, calls.get(note.id, ())) for note in notes),
    )  # fmt: skip


def _blocks(passages: Sequence[Span]) -> tuple[list[read.Block], dict[int, int]]:
    """Blocks in the order of the text, and where each stored block's number stands among them."""
    spans: dict[int, tuple[str, int, int]] = {}
    for passage in passages:
        kind, start, end = spans.get(passage.block, (passage.kind, passage.start, passage.end))
        spans[passage.block] = (kind, min(start, passage.start), max(end, passage.end))
    ordered = sorted(spans, key=lambda number: spans[number][1:])
    return [read.Block(*spans[n]) for n in ordered], {n: at for at, n in enumerate(ordered)}


def _note(note: Note, calls: Sequence[read.Marker]) -> read.NoteRead:
    return read.NoteRead(
        note.label, note.public_id, note.text or "", note.kind or "source", 0, 0,
        markers=tuple(calls), section=note.section,
    )  # fmt: skip
