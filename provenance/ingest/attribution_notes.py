"""What the note cited at an attribution tells about it: "Holm notes[3]" where note 3 is a book."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from provenance.ingest import kinds
from provenance.ingest.types import AttributionRead, NoteRead, Passage
from provenance.ingest.wordlists import words_of

_TELLING = frozenset({kinds.PUBLISHED, kinds.COURT, kinds.LETTER, kinds.ARCHIVE, kinds.INTERVIEW})
_KEPT = frozenset({kinds.LETTER, kinds.ARCHIVE})
_OFFICER = re.compile(
    r"\b(?:inspector|consul|commissaire|préfet|clerk|officer|commissioner|envoy|ambassador|captain"
    r"|commander|constable|magistrate|secretary)\b",
    re.IGNORECASE,
)
"""Whoever holds an office may speak in what he wrote down; the office itself does so officially."""
_SPOKEN = words_of("told recalled remembered replied answered asked recounted")
"""Verbs of a conversation: a book at its end is where it was printed, not who spoke."""
_GLUED = 3
"""A mark may stand this far behind the sentence that it closes."""


def typed_by_notes(
    found: Sequence[AttributionRead], passages: Sequence[Passage], notes: Sequence[NoteRead]
) -> tuple[AttributionRead, ...]:
    """``found``, where a person or a plain noun speaks, with the type of the one source cited there.

    Bodies, courts and newspapers keep theirs, and so does whoever is left unnamed on purpose.
    """
    cited = sorted(
        (marker.start, types[0])
        for note in notes
        if len(types := _types_cited(note)) == 1
        for marker in note.markers
    )
    starts = [passage.start for passage in passages]
    out: list[AttributionRead] = []
    for place, attribution in enumerate(found):
        end = passages[max(0, bisect_right(starts, attribution.start) - 1)].end + _GLUED
        if place + 1 < len(found):
            end = min(end, found[place + 1].start)
        at = bisect_left(cited, (attribution.end, ""))
        kind = cited[at][1] if at < len(cited) and cited[at][0] <= end else ""
        out.append(replace(attribution, type=kind) if _yields(attribution, kind) else attribution)
    return tuple(out)


def _types_cited(note: NoteRead) -> list[str]:
    return list({citation.type for citation in note.citations} - {kinds.EXPLANATORY})


def _yields(attribution: AttributionRead, kind: str) -> bool:
    if kind not in _TELLING or not attribution.source:
        return False
    if attribution.type == kinds.INTERVIEW:
        return kind != kinds.PUBLISHED or attribution.verb not in _SPOKEN
    if attribution.type == kinds.OFFICIAL:
        return kind in _KEPT and bool(_OFFICER.search(attribution.source))
    definite = attribution.source.split(maxsplit=1)[0].casefold() in ("the", "his", "her", "its")
    return attribution.type == kinds.ANONYMOUS and definite and kind in {*_KEPT, kinds.COURT}
