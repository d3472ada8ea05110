"""What of a whole document is open: passages, notes and speakers, each with its place."""

from collections.abc import Iterable

from provenance.reports.reading_anchored import Row
from provenance.reports.reading_outline import SENTENCES, Outline
from provenance.reports.reading_parts import Legend, Place
from provenance.reports.withholding import awaits_source

SILENT = ("explanatory", "redacted")
"""Kinds of notes on which no claim is expected to rest."""


def legend_of(outline: Outline) -> Legend:
    """Count it."""
    able = [at for at, passage in enumerate(outline.passages) if passage.kind in SENTENCES]
    cited = outline.cited
    citing = {one.note_id for one in cited}
    used = {row.note_id for row in outline.resting}
    awaiting = {one.note_id for one in cited if awaits_source(one)}
    return Legend(
        claims=len({claim for claim, *_ in outline.quoted}),
        notes=len(outline.notes),
        passages=len(able),
        uncovered=sum(at not in outline.covered for at in able),
        gaps=tuple(map(outline.place_of, outline.gaps)),
        unused=_places(
            outline,
            (
                note
                for note in outline.notes
                if note.kind not in SILENT and note.id in citing and note.id not in used
            ),
        ),
        awaiting=_places(outline, (note for note in outline.notes if note.id in awaiting)),
        uncalled=_places(outline, (n for n in outline.notes if not outline.calls.get(n.id))),
        voices=sum(one.note_id is None for one in cited),
        speakers=tuple(
            Place(one.public_id, voice_anchor(one), outline.part_at(one.start or 0))
            for one in cited
            if one.note_id is None and awaits_source(one)
        ),
    )


def _places(outline: Outline, notes: Iterable[Row]) -> tuple[Place, ...]:
    """In the order of the text."""
    ordered = sorted(notes, key=outline.home_of)
    return tuple(map(outline.place_of_note, ordered))


def voice_anchor(citation: Row) -> str:
    """The id, on the page, of what the margin says of a speaker whom the text names."""
    return f"said-{citation.public_id}"
