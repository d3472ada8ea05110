"""A parsed document as the JSON of ``parse`` (the fields that other tools rely on)."""

from collections.abc import Mapping

from provenance.ingest.types import CitationRead, DateRead, NoteRead, ParsedDocument

Json = Mapping[str, object]


def to_json(document: ParsedDocument) -> dict[str, object]:
    """``title``, ``author``, ``published``, ``notes``, ``attributions`` and ``issues``."""
    return {
        "title": document.title,
        "author": document.author,
        "published": _date(document.published),
        "notes": [_note(note) for note in document.notes],
        "attributions": [
            {"text": found.text, "type": found.type, "quote": found.quote}
            for found in document.attributions
        ],
        "issues": [
            {"kind": issue.kind, "message": issue.message, "where": issue.where}
            for issue in document.issues
        ],
    }


def _note(note: NoteRead) -> dict[str, object]:
    before = [marker.before for marker in note.markers]
    return {
        "n": note.n,
        "id": note.id,
        "before": before[0] if before else None,
        "also_before": before[1:],
        "text": note.text,
        "kind": note.kind,
        "section": note.section,
        "citations": [_citation(citation) for citation in note.citations],
    }


def _citation(citation: CitationRead) -> dict[str, object]:
    return {
        "text": citation.text,
        "type": citation.type,
        "resolves_to": citation.resolves_to or citation.points_to,
        "status": citation.status,
        "rule": citation.rule,
        "candidates": list(citation.candidates),
        "organisations": list(citation.organisations),
        "role": citation.role,
        "principal": citation.principal,
        "person": citation.person,
        "title": citation.title,
        "author": citation.author,
        "place": citation.place,
        "date": _date(citation.date),
        "cardinality": citation.cardinality,
        "signal": citation.signal,
        "locator": citation.locator,
        "quoted_in": citation.quoted_in,
    }


def _date(date: DateRead | None) -> dict[str, object] | None:
    return {"verbatim": date.verbatim, "edtf": date.edtf} if date else None
