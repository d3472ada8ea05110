"""Notes that no marker calls: which of them speak for a whole section, and what to tell a person."""

import re
from collections.abc import Sequence
from dataclasses import replace

from provenance.ingest.types import Block, Issue, NoteRead

_ABOUT_SECTION = re.compile(
    r"(?:this|the (?:present|following|above|preceding)) (?P<what>section|sub-?section"
    r"|chapter|part|paragraph|account|discussion|article|paper|essay|study|report)\b"
    r"|(?:dieser|der folgende) (?:abschnitt|beitrag)\b|(?:cette|la présente) (?:section"
    r"|partie)\b|esta sección\b|hierdie afdeling\b",
    re.IGNORECASE,
)
_WHOLE = frozenset({"article", "paper", "essay", "study", "report", "chapter"})
_OPENING = 120


def section_of(
    text: str, blocks: Sequence[Block], notes: Sequence[NoteRead]
) -> tuple[tuple[NoteRead, ...], tuple[Issue, ...]]:
    """Mark section-level notes, and report every note that has no marker."""
    headings = [block for block in blocks if block.kind == "heading"]
    result, issues = list(notes), []
    for place, note in enumerate(notes):
        if note.markers:
            on_heading = _heading_at(headings, note.markers[0].start)
            if on_heading is not None and _declares(note):
                result[place] = replace(note, kind="section", section=_words(text, on_heading))
            continue
        heading = _heading_between(text, headings, notes, place)
        if note.kind == "source" and _declares(note) and heading:
            result[place] = replace(note, kind="section", section=heading)
        issues.append(_issue(result[place], heading))
    return tuple(result), tuple(issues)


def _declares(note: NoteRead) -> bool:
    return bool(_ABOUT_SECTION.search(note.text[:_OPENING]))


def _heading_at(headings: Sequence[Block], offset: int) -> Block | None:
    return next((block for block in headings if block.start <= offset <= block.end), None)


def _heading_between(
    text: str, headings: Sequence[Block], notes: Sequence[NoteRead], place: int
) -> str | None:
    """The only heading between the markers of the notes on either side."""
    before = next((n.markers[-1].end for n in reversed(notes[:place]) if n.markers), 0)
    after = next((n.markers[0].start for n in notes[place + 1 :] if n.markers), len(text))
    between = [block for block in headings if before <= block.start and block.end <= after]
    return _words(text, between[0]) if len(between) == 1 else None


def _words(text: str, block: Block) -> str:
    return text[block.start : block.end].lstrip("# ").strip()


def _issue(note: NoteRead, heading: str | None) -> Issue:
    where = f"note {note.id}"
    if note.kind == "section":
        message = (
            f"Note {note.n} is called nowhere; its words and its place propose it for the section "
            f"“{note.section}”."
        )
        return Issue("note without marker", message, where, note.start, note.end)
    message = f"Note {note.n} is called nowhere in the text."
    if heading:
        message += f" By its number it belongs near the heading “{heading}”."
    return Issue("note without marker", message, where, note.start, note.end)
