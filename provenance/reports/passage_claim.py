"""What a claim made from one passage starts with: its words, and who seems to vouch for them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.citations.queries import citations_of_document
from provenance.documents.models import Document, Note
from provenance.documents.queries import latest_revision, markers_of, spans_of
from provenance.errors import NotFound
from provenance.ingest.coverage import SECTION
from provenance.ingest.proposing import INLINE
from provenance.reports.governing import governing
from provenance.reports.reading_cut import Span
from provenance.reports.withholding import awaits_source
from provenance.sources.models import Source
from provenance.sources.queries import authors_of

CONTEXT = 32
"""Characters before and after a quote that are kept to find it again."""
AROUND = 300


@dataclass(frozen=True, slots=True)
class ProposedVoice:
    """A source that the notes of the passage or its own words cite, with its citations there."""

    source: Source
    citations: tuple[Citation, ...]
    basis: str


MOST = 50
"""Passages over which selected words may reach."""


@dataclass(frozen=True, slots=True)
class Selected:
    """Words selected in the text: from so many characters after the beginning of the passage, up to
    so many after that of the passage numbered ``last``."""

    at: int
    last: int
    until: int


@dataclass(frozen=True, slots=True)
class PassageClaim:
    """The passage in its document. ``words`` are its own, or those selected in it and the passages
    after it, without calls of notes at either end; ``within``: from where to where words may be
    taken as the quote."""

    document: Document
    passage: Span
    within: tuple[int, int]
    start: int
    text: str
    words: str
    before: str
    after: str
    voices: tuple[ProposedVoice, ...]
    authors: tuple[Source, ...]
    awaiting: tuple[Citation, ...]
    """Citations of its notes that have no source yet."""
    others: tuple[Citation, ...]
    """Citations of other notes, each with a source."""

    def quote(self, words: str) -> dict[str, object] | None:
        """The words as a quote (W3C selectors), None where the passage does not have them; where it
        has them several times, those nearest to what was selected. Blanks may differ: the text's own
        are taken."""
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = [match.span() for match in re.compile(pattern).finditer(self.text, *self.within)]
        if not found or not pattern:
            return None
        start, end = min(found, key=lambda span: abs(span[0] - self.start))
        return {
            "document": self.document.public_id,
            "exact": self.text[start:end],
            "prefix": self.text[max(0, start - CONTEXT) : start],
            "suffix": self.text[end : end + CONTEXT],
            "start": start,
            "end": end,
        }


def passage_claim(
    session: Session, document: Document, number: int, selected: Selected | None = None
) -> PassageClaim:
    """Gather it; raises :class:`NotFound` where the document has no such passage. What was selected
    is left aside where no words are."""
    revision = latest_revision(session, document.id)
    passages = spans_of(session, revision.id) if revision else ()
    passage = next((each for each in passages if each.number == number), None)
    if revision is None or passage is None:
        raise NotFound(f"{document.public_id} has no passage {number}.")
    text, calls = revision.text, _printed_calls(session, document)
    here = [passage]
    start, end = _without_calls(text, calls, passage.start, passage.end)
    if selected is not None:
        taken = [p for p in passages if number <= p.number <= min(selected.last, number + MOST)]
        first = passage.start + selected.at
        last = max([taken[-1].start + selected.until, first]) if taken else first
        first, last = _without_calls(text, calls, first, min(last, len(text)))
        if first < last:
            here, start, end = taken, first, last
    notes = governing(session, document, text, passages)
    speaking = [pair for each in here for pair in notes.get(each.number, ())]
    citations = citations_of_document(session, document.id)
    basis = {note.id: basis for note, basis in _nearest_first(speaking)}
    mine = [c for c in citations if c.note_id in basis or any(_speaks_in(c, p) for p in here)]
    return PassageClaim(
        document, passage, (passage.start, max(end, here[-1].end)), start, text, text[start:end],
        text[max(0, start - AROUND) : start].rpartition("\n")[2],
        text[end : end + AROUND].partition("\n")[0],
        voices=tuple(_voices(mine, basis)),
        authors=tuple(authors_of(session, document)),
        awaiting=tuple(c for c in mine if c.source is None and _could_have(c)),
        others=tuple(c for c in citations if c.source is not None and c not in mine),
    )  # fmt: skip


def _nearest_first(notes: Iterable[tuple[Note, str]]) -> list[tuple[Note, str]]:
    """A section's note last, so that a nearer basis is not hidden: the first of a note counts."""
    ordered = sorted(notes, key=lambda pair: pair[1] == SECTION)
    return list({note.id: (note, basis) for note, basis in reversed(ordered)}.values())[::-1]


def _speaks_in(citation: Citation, passage: Span) -> bool:
    """Whether the passage itself names the source."""
    inline = citation.note_id is None and citation.start is not None
    return inline and passage.start <= (citation.start or 0) < passage.end


def _could_have(citation: Citation) -> bool:
    if citation.note is None:
        return awaits_source(citation)
    return citation.note.kind not in ("explanatory", "redacted")


def _voices(citations: Sequence[Citation], basis: dict[int, str]) -> Iterable[ProposedVoice]:
    groups: dict[int, list[Citation]] = {}
    for citation in citations:
        if citation.source_id is not None:
            groups.setdefault(citation.source_id, []).append(citation)
    for group in groups.values():
        source = group[0].source
        if source is not None:
            bases = [basis[c.note_id] if c.note_id is not None else INLINE for c in group]
            yield ProposedVoice(source, tuple(group), INLINE if INLINE in bases else bases[0])


def _printed_calls(session: Session, document: Document) -> list[tuple[int, int]]:
    return [
        (marker.start, marker.end)
        for marker in markers_of(session, document.id)
        if marker.start is not None and marker.end is not None and marker.start < marker.end
    ]


def _without_calls(
    text: str, calls: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[int, int]:
    """The stretch without calls and blanks at either end."""
    ends, starts = {end: start for start, end in calls}, dict(calls)
    while start < end and (text[end - 1].isspace() or end in ends):
        end = end - 1 if text[end - 1].isspace() else ends[end]
    while start < end and (text[start].isspace() or start in starts):
        start = start + 1 if text[start].isspace() else starts[start]
    return start, max(start, end)
