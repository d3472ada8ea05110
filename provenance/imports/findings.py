"""The findings of a draft that a person may decide on, and what a decision may hold.

A finding is named ``document``, ``note:<note id>``, ``citation:<note id>:<k>``, k from 1,
``attribution:<k>``, k from 1 among the inline attributions, or ``issue:<k>`` among the issues. Every
finding but the document may be ``accepted`` (it stands as proposed) or ``rejected`` (no note, no
citation, no issue: kept and shown, never used). Beside that:

- document: ``title``, ``authors`` (names), ``published`` (EDTF or words), ``publisher``,
  ``language``, ``url``, ``restricted``, ``encoding`` (the file was read again in it);
- note: ``kind``, ``section``, ``passage`` with ``after`` (its call stands after those words of that
  passage, else at its end), or ``uncalled`` (it has no call); ``further``: spans ``[start, end]`` of
  its text that are citations which the reader missed, numbered after those that it found;
- citation: ``type``, ``role``, ``antecedent`` (a citation's finding, or ``none``), ``label`` of a new
  source, ``source``: a public id, ``new``, ``none``, or a citation's finding ("the same source");
  ``span`` (its words in the note's text), ``joined`` (it is part of the citation before it);
- attribution: ``type``, ``role``, ``organisations`` (names), ``label``, ``source`` as of a citation,
  where "the same source" may be another attribution's finding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from provenance.errors import Fault, InvalidInput
from provenance.ingest.types import CitationRead, Issue, NoteRead, ParsedDocument
from provenance.text import checked
from provenance.vocabulary import NOTE_KINDS, SOURCE_TYPES

Decisions = Mapping[str, Mapping[str, Any]]
DOCUMENT = "document"
JUDGED = {"accepted", "rejected"}
FIELDS = {
    "document": {
        "title", "authors", "published", "publisher", "language", "url", "restricted", "encoding",
    },
    "note": {"kind", "section", "passage", "after", "uncalled", "further", *JUDGED},
    "citation": {"type", "role", "antecedent", "label", "source", "span", "joined", *JUDGED},
    "attribution": {"type", "role", "organisations", "label", "source", *JUDGED},
    "issue": JUDGED,
}  # fmt: skip
NONE, NEW = "none", "new"
EXPLANATORY = SOURCE_TYPES[-1]


@dataclass(frozen=True, slots=True)
class Place:
    """A citation's place: its note, and the k-th citation in it; without a note, the k-th inline
    attribution of the document."""

    note: str
    number: int

    def __str__(self) -> str:
        return f"citation:{self.note}:{self.number}" if self.note else f"attribution:{self.number}"


def place_of(finding: str) -> Place | None:
    """The citation or attribution that a finding names, None for other findings."""
    kind, _, rest = finding.partition(":")
    note, _, number = rest.rpartition(":")
    if (kind, bool(note)) not in (("citation", True), ("attribution", False)):
        return None
    return Place(note, int(number)) if number.isdecimal() and len(number) <= 6 else None


def citations_in(parsed: ParsedDocument) -> Iterator[tuple[Place, NoteRead, CitationRead]]:
    """Every citation with its place and note, in printed order."""
    for note in parsed.notes:
        for number, citation in enumerate(note.citations, 1):
            yield Place(note.id, number), note, citation


def check_decision(
    parsed: ParsedDocument, finding: str, decision: Mapping[str, Any], decisions: Decisions
) -> None:
    """Raise :class:`InvalidInput` where the finding or a word of the decision is unknown.

    ``decisions`` are those that stand, with those of the same act.
    """
    kind = finding.partition(":")[0]
    known = set(_citations(parsed, decisions))
    if finding not in known and not _exists(parsed, finding):
        raise InvalidInput.at("finding", f"This document has no finding {finding[:80]!r}.")
    faults = [
        *(Fault(name, "is not part of this finding") for name in decision.keys() - FIELDS[kind]),
        *_word_faults(decision),
        *_place_faults(parsed, finding, decision, known),
        *_span_faults(parsed, finding, decision),
    ]
    for name, value in decision.items():
        if isinstance(value, str):
            checked(value, name)
    if faults:
        raise InvalidInput("; ".join(f"{f.where}: {f.message}" for f in faults), tuple(faults))


def _citations(parsed: ParsedDocument, decisions: Decisions) -> Iterator[str]:
    for note in parsed.notes:
        further = decisions.get(f"note:{note.id}", {}).get("further", ())
        for number in range(1, len(note.citations) + len(further) + 1):
            yield str(Place(note.id, number))


def _exists(parsed: ParsedDocument, finding: str) -> bool:
    kind, _, name = finding.partition(":")
    if kind == "issue":
        return issue_of(parsed, finding) is not None
    if kind == "attribution":
        place = place_of(finding)
        return place is not None and 0 < place.number <= len(parsed.attributions)
    return finding == DOCUMENT or (kind == "note" and any(n.id == name for n in parsed.notes))


def issue_of(parsed: ParsedDocument, finding: str) -> Issue | None:
    """The issue that a finding names, None for other findings."""
    kind, _, number = finding.partition(":")
    if kind != "issue" or not number.isdecimal() or len(number) > 7:
        return None
    return parsed.issues[int(number) - 1] if 0 < int(number) <= len(parsed.issues) else None


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


def _span_faults(
    parsed: ParsedDocument, finding: str, decision: Mapping[str, Any]
) -> Iterator[Fault]:
    """A span is two whole numbers, in the note's own text."""
    note = finding.partition(":")[2]
    if finding.startswith("citation:"):
        note = note.rpartition(":")[0]
    length = next((len(n.text) for n in parsed.notes if n.id == note), 0)
    for name in ("span", "further"):
        spans = decision.get(name, [])
        for span in [spans] if name == "span" and spans else spans:
            if not _is_span(span, length):
                yield Fault(name, "Choose words of this note.")


def _is_span(span: Any, length: int) -> bool:
    if not isinstance(span, (list, tuple)) or [type(at) for at in span] != [int, int]:
        return False
    return bool(0 <= span[0] < span[1] <= length)


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
