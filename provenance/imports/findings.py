"""The findings of a draft that a person may correct, and the parsed document with corrections in.

A finding is named ``document``, ``note:<note id>`` or ``citation:<note id>:<k>``, k from 1. What a
decision may hold:

- document: ``title``, ``authors`` (names), ``published`` (EDTF or words), ``publisher``,
  ``language``, ``url``, ``restricted``;
- note: ``kind``, ``section``, ``passage`` with ``after`` (its call stands after those words of that
  passage, else at its end), or ``uncalled`` (it has no call);
- citation: ``type``, ``role``, ``antecedent`` (a citation's finding, or ``none``), ``label`` of a new
  source, and ``source``: a public id, ``new``, ``none``, or a citation's finding ("the same source").
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from provenance.errors import Fault, InvalidInput
from provenance.ingest.dates import read_date
from provenance.ingest.edtf import is_valid
from provenance.ingest.folding import six_words
from provenance.ingest.types import CitationRead, DateRead, Marker, NoteRead, ParsedDocument
from provenance.text import checked
from provenance.vocabulary import NOTE_KINDS, SOURCE_TYPES

Decisions = Mapping[str, Mapping[str, Any]]
DOCUMENT = "document"
FIELDS = {
    "document": {"title", "authors", "published", "publisher", "language", "url", "restricted"},
    "note": {"kind", "section", "passage", "after", "uncalled"},
    "citation": {"type", "role", "antecedent", "label", "source"},
}
NONE, NEW = "none", "new"
EXPLANATORY = SOURCE_TYPES[-1]
BY_HAND = "decided by a person"


@dataclass(frozen=True, slots=True)
class Place:
    """A citation's place: its note, and the k-th citation in it."""

    note: str
    number: int

    def __str__(self) -> str:
        return f"citation:{self.note}:{self.number}"


def place_of(finding: str) -> Place | None:
    """The citation that a finding names, None for other findings."""
    kind, _, rest = finding.partition(":")
    note, _, number = rest.rpartition(":")
    if kind != "citation" or not note or not number.isdecimal() or len(number) > 6:
        return None
    return Place(note, int(number))


def citations_in(parsed: ParsedDocument) -> Iterator[tuple[Place, NoteRead, CitationRead]]:
    """Every citation with its place and note, in printed order."""
    for note in parsed.notes:
        for number, citation in enumerate(note.citations, 1):
            yield Place(note.id, number), note, citation


def check_decision(parsed: ParsedDocument, finding: str, decision: Mapping[str, Any]) -> None:
    """Raise :class:`InvalidInput` where the finding or a word of the decision is unknown."""
    kind = finding.partition(":")[0]
    known = {str(place) for place, _, _ in citations_in(parsed)}
    findings = known | {DOCUMENT} | {f"note:{note.id}" for note in parsed.notes}
    if finding not in findings:
        raise InvalidInput.at("finding", f"This document has no finding {finding[:80]!r}.")
    faults = [
        *(Fault(name, "is not part of this finding") for name in decision.keys() - FIELDS[kind]),
        *_word_faults(decision),
        *_place_faults(parsed, finding, decision, known),
    ]
    for name, value in decision.items():
        if isinstance(value, str):
            checked(value, name)
    if faults:
        raise InvalidInput("; ".join(f"{f.where}: {f.message}" for f in faults), tuple(faults))


def _word_faults(decision: Mapping[str, Any]) -> Iterator[Fault]:
    if "title" in decision and not str(decision["title"]).strip():
        yield Fault("title", "Give the document a title.")
    for name, words in (("kind", NOTE_KINDS), ("type", SOURCE_TYPES)):
        if name in decision and decision[name] not in words:
            yield Fault(name, f"{decision[name]!r} is not one of: {', '.join(words)}.")


def _place_faults(
    parsed: ParsedDocument, finding: str, decision: Mapping[str, Any], known: set[str]
) -> Iterator[Fault]:
    antecedent = decision.get("antecedent", NONE)
    if antecedent != NONE and (antecedent not in known or antecedent == finding):
        yield Fault("antecedent", "Choose another citation of this document, or none.")
    if decision.get("source") == finding:
        yield Fault("source", "A citation cannot share a source with itself.")
    if "passage" in decision:
        yield from _marker_faults(parsed, decision)


def _marker_faults(parsed: ParsedDocument, decision: Mapping[str, Any]) -> Iterator[Fault]:
    number = decision["passage"]
    if not isinstance(number, int) or not 0 <= number < len(parsed.passages):
        yield Fault("passage", "Choose a passage of this document.")
    elif marker_offset(parsed, number, decision.get("after")) is None:
        yield Fault("after", "These words do not stand in that passage; copy them from it.")


def marker_offset(parsed: ParsedDocument, passage: int, after: str | None) -> int | None:
    """Where a call set by hand stands: after the words, or at the passage's end."""
    span = parsed.passages[passage]
    if not after:
        return span.end
    found = parsed.text.find(after, span.start, span.end)
    return None if found < 0 else found + len(after)


def corrected(parsed: ParsedDocument, decisions: Decisions) -> ParsedDocument:
    """The document as read, with what a person decided about the document and its notes put in."""
    notes = tuple(_corrected_note(parsed, note, decisions) for note in parsed.notes)
    about = decisions.get(DOCUMENT, {})
    return replace(
        parsed,
        notes=notes,
        title=about.get("title", parsed.title),
        published=date_decided(about["published"]) if "published" in about else parsed.published,
    )


def date_decided(words: str | None) -> DateRead | None:
    """A date that a person typed: EDTF as it is, words as they are understood."""
    if not words:
        return None
    return DateRead("", words) if is_valid(words) else read_date(words)


def _corrected_note(parsed: ParsedDocument, note: NoteRead, decisions: Decisions) -> NoteRead:
    decision = decisions.get(f"note:{note.id}", {})
    citations = tuple(
        _corrected_citation(citation, decisions.get(str(Place(note.id, number)), {}))
        for number, citation in enumerate(note.citations, 1)
    )
    return replace(
        note,
        kind=decision.get("kind", note.kind),
        section=decision.get("section", note.section),
        markers=_markers(parsed, note, decision),
        citations=citations,
    )


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
