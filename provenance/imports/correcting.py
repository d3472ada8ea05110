"""The parsed document with what people decided put in: about the document, its notes, its citations.

A citation keeps its number whatever is decided: one that was joined to the one before it, rejected, or
stands in a note that only explains becomes an explanation in its place; further ones come at the end.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from provenance.imports.findings import (
    DOCUMENT,
    EXPLANATORY,
    Decisions,
    Place,
    marker_offset,
    place_of,
)
from provenance.imports.resolving import BY_HAND, resolve_again
from provenance.ingest.citing import read_one
from provenance.ingest.dates import read_date
from provenance.ingest.edtf import is_valid
from provenance.ingest.folding import six_words
from provenance.ingest.types import Block, CitationRead, DateRead, Marker, NoteRead, ParsedDocument

WITHOUT_SOURCES = ("explanatory", "redacted")


def corrected(parsed: ParsedDocument, decisions: Decisions) -> ParsedDocument:
    """The document as read, with what people decided put in; what refers back is resolved again.

    Notes that were rejected are none: their words are text like any other.
    """
    standing = [note for note in parsed.notes if not _rejected(decisions, f"note:{note.id}")]
    notes = tuple(_corrected_note(parsed, note, decisions) for note in standing)
    about = decisions.get(DOCUMENT, {})
    return replace(
        parsed,
        notes=resolve_again(notes, parsed.notes, decisions),
        blocks=_blocks(parsed, decisions),
        title=about.get("title", parsed.title),
        published=date_decided(about["published"]) if "published" in about else parsed.published,
    )


def _rejected(decisions: Decisions, finding: str) -> bool:
    return bool(decisions.get(finding, {}).get("rejected"))


def rejected_notes(parsed: ParsedDocument, decisions: Decisions) -> tuple[NoteRead, ...]:
    """What the reader took for notes and a person did not."""
    return tuple(note for note in parsed.notes if _rejected(decisions, f"note:{note.id}"))


def _blocks(parsed: ParsedDocument, decisions: Decisions) -> tuple[Block, ...]:
    """A block that holds only rejected notes is a paragraph."""
    rejected = rejected_notes(parsed, decisions)
    if not rejected:
        return parsed.blocks
    kept = [note for note in parsed.notes if note not in rejected]
    return tuple(
        replace(block, kind="paragraph")
        if block.kind == "note" and _holds(block, rejected) and not _holds(block, kept)
        else block
        for block in parsed.blocks
    )


def _holds(block: Block, notes: Iterable[NoteRead]) -> bool:
    return any(note.start < block.end and block.start < note.end for note in notes)


def date_decided(words: str | None) -> DateRead | None:
    """A date that a person typed: EDTF as it is, words as they are understood."""
    if not words:
        return None
    return DateRead("", words) if is_valid(words) else read_date(words)


def _corrected_note(parsed: ParsedDocument, note: NoteRead, decisions: Decisions) -> NoteRead:
    decision = decisions.get(f"note:{note.id}", {})
    kind = decision.get("kind", note.kind)
    citations = tuple(_citations(parsed, note, decisions))
    if kind != note.kind and kind in WITHOUT_SOURCES:
        citations = tuple(_explanation(citation) for citation in citations)
    return replace(
        note,
        kind=kind,
        section=decision.get("section", note.section),
        markers=_markers(parsed, note, decision),
        citations=citations,
    )


def _citations(
    parsed: ParsedDocument, note: NoteRead, decisions: Decisions
) -> Iterator[CitationRead]:
    for number, citation in enumerate(note.citations, 1):
        decision = decisions.get(str(Place(note.id, number)), {})
        yield _corrected_citation(_with_span(parsed, note, citation, decision), decision)
    further = decisions.get(f"note:{note.id}", {}).get("further", ())
    for number, (start, end) in enumerate(further, len(note.citations) + 1):
        decision = decisions.get(str(Place(note.id, number)), {})
        yield _corrected_citation(_read_span(parsed, note, start, end), decision)


def _with_span(
    parsed: ParsedDocument, note: NoteRead, citation: CitationRead, decision: Mapping[str, Any]
) -> CitationRead:
    """The citation with other words: described anew, unless it refers back."""
    if "span" not in decision:
        return citation
    start, end = decision["span"]
    if citation.status != "full" and start == citation.start:
        return replace(citation, text=note.text[start:end], end=end)
    return _read_span(parsed, note, start, end)


def _read_span(parsed: ParsedDocument, note: NoteRead, start: int, end: int) -> CitationRead:
    read = read_one(note.text[start:end], parsed.author)
    return replace(read, start=start, end=end)


def _explanation(citation: CitationRead) -> CitationRead:
    return CitationRead(citation.text, citation.start, citation.end, EXPLANATORY)


def _markers(
    parsed: ParsedDocument, note: NoteRead, decision: Mapping[str, Any]
) -> tuple[Marker, ...]:
    if decision.get("uncalled"):
        return ()
    if "passage" not in decision:
        return note.markers
    at = marker_offset(parsed, decision["passage"], decision.get("after"))
    return note.markers if at is None else (Marker(at, at, words_before(parsed, at)),)


def words_before(parsed: ParsedDocument, offset: int) -> str:
    """The six words before an offset, calls of notes left out."""
    start = max(0, offset - 400)
    pieces, floor = [], start
    for marker in sorted(_all_markers(parsed.notes), key=lambda marker: marker.start):
        if floor <= marker.start and marker.end <= offset:
            pieces.append(parsed.text[floor : marker.start])
            floor = marker.end
    pieces.append(parsed.text[floor:offset])
    return six_words(reversed(pieces))


def _all_markers(notes: Iterable[NoteRead]) -> Iterator[Marker]:
    return (marker for note in notes for marker in note.markers)


def _corrected_citation(citation: CitationRead, decision: Mapping[str, Any]) -> CitationRead:
    if decision.get("rejected") or decision.get("joined"):
        return _explanation(citation)
    changed: dict[str, Any] = {}
    if "type" in decision:
        changed["type"] = decision["type"]
    if "role" in decision:
        changed["role"] = decision["role"] or None
    if "antecedent" in decision:
        changed |= _antecedent(decision["antecedent"])
    return replace(citation, **changed) if changed else citation


def _antecedent(finding: str) -> dict[str, Any]:
    place = place_of(finding)
    link = (place.note, place.number - 1) if place else None
    return {
        "status": "resolved" if place else "full",
        "antecedent": link,
        "link": link,
        "resolves_to": place.note if place else None,
        "candidates": (),
        "rule": BY_HAND,
    }
