"""Typed notes as a whole: choose how the document writes its notes, and cut out their texts."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.ingest.anchoring import Anchored
from provenance.ingest.folding import fold
from provenance.ingest.footnotes import Candidate, Head
from provenance.ingest.labels import Label, printed
from provenance.ingest.layout import Call, FoundNote
from provenance.ingest.lines import Furniture, Line
from provenance.ingest.note_extents import continuation, note_end
from provenance.ingest.note_search import Search
from provenance.ingest.types import Issue

_LIKE_A_YEAR = 1000
_MANY_CALLS = frozenset({"bracket", "caret", "raised"})


@dataclass(frozen=True, slots=True)
class TypedNotes:
    """The notes found in the text with their calls, and what a person should look at."""

    notes: tuple[FoundNote, ...]
    calls: tuple[Call, ...]
    issues: tuple[Issue, ...]


def find_typed_notes(
    text: str,
    lines: Sequence[Line],
    furniture: Furniture,
    raised: Sequence[tuple[int, int]] = (),
) -> TypedNotes:
    """Find notes by their labels: the reading with most calls first, then others beside it."""
    search = Search(text, lines, furniture, raised)
    chosen = search.readings()
    taken = {head.start for reading in chosen for head in reading.heads}
    for reading in chosen:
        twice = search.said_twice(reading, taken)
        taken |= {head.start for head in twice}
        reading.heads = sorted((*reading.heads, *twice), key=lambda head: head.start)
    ordered = sorted(
        ((head, reading) for reading in chosen for head in reading.heads),
        key=lambda pair: pair[0].start,
    )
    again, issues = _called_again(ordered, search)
    return _cut_notes(text, lines, furniture, ordered, again, issues)


_Ordered = Sequence[tuple[Head, Anchored]]


def _called_again(
    ordered: _Ordered, search: Search
) -> tuple[dict[int, list[Candidate]], tuple[Issue, ...]]:
    """Further calls of notes already called, by head start; and calls that no note answers."""
    heads: dict[tuple[str, Label, str], list[int]] = {}
    for head, reading in ordered:
        heads.setdefault((reading.family, head.label, _name(head)), []).append(head.start)
    series = {head.label.series for head, _ in ordered}
    taken = _taken(ordered)
    again: dict[int, list[Candidate]] = {}
    issues = []
    for family in {reading.family for _, reading in ordered} & _MANY_CALLS:
        for candidate in search.candidates(family):
            span = (candidate.start, candidate.end)
            if taken.get(candidate.start, span) != span:
                continue
            keys = ((family, label, _name(candidate)) for label in candidate.labels)
            found = next((heads[key] for key in keys if key in heads), None)
            if found:
                place = min(bisect_right(found, candidate.start), len(found) - 1)
                again.setdefault(found[place], []).append(candidate)
            elif candidate.label.rank < _LIKE_A_YEAR and candidate.label.series in series:
                message = f"The text calls a note {candidate.words}, but there is none."
                where = f"offset {candidate.start}"
                issues.append(
                    Issue("marker without note", message, where, candidate.start, candidate.end)
                )
    return again, tuple(issues)


def _taken(ordered: _Ordered) -> dict[int, tuple[int, int]]:
    """Which call, or label of a note, covers each place that one does."""
    readings = {id(reading): reading for _, reading in ordered}
    # one longer than the label, so that no call has the same span
    spans = [(head.start, head.text_start + 1) for head, _ in ordered]
    spans += [
        (call.start, call.end) for reading in readings.values() for call in reading.calls.values()
    ]
    return {place: (start, end) for start, end in spans for place in range(start, end)}


def _name(item: Head | Candidate) -> str:
    return item.words if item.label.series == "named" else ""


def _cut_notes(
    text: str,
    lines: Sequence[Line],
    furniture: Furniture,
    ordered: _Ordered,
    again: dict[int, list[Candidate]],
    issues: tuple[Issue, ...],
) -> TypedNotes:
    notes, calls = [], []
    for place, (head, reading) in enumerate(ordered):
        following = ordered[place + 1][0] if place + 1 < len(ordered) else None
        end = note_end(text, lines, furniture, head, following, reading)
        key = str(place)
        text_start = min(head.text_start, end)
        more = continuation(text[text_start:end], lines, furniture, head, following, reading)
        parts = [text[start:stop] for start, stop in ((text_start, end), *more)]
        words = fold("\n".join(parts))
        notes.append(FoundNote(key, printed(head.words), text_start, end, head.start, words, more))
        call = reading.calls.get(head.start)
        if call:
            calls.append(Call(call.start, call.end, key))
        calls += [Call(call.start, call.end, key) for call in again.get(head.start, ())]
    return TypedNotes(tuple(notes), tuple(calls), issues)
