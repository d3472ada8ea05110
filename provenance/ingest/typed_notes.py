"""Typed notes as a whole: choose how the document writes its notes, and cut out their texts."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.ingest.anchoring import Anchored, Index, anchor
from provenance.ingest.folding import fold
from provenance.ingest.footnotes import ANSWERS, Candidate, Head, Run, build_runs
from provenance.ingest.labels import Label, printed
from provenance.ingest.layout import Call, FoundNote
from provenance.ingest.lines import Furniture, Line
from provenance.ingest.note_calls import find_candidates
from provenance.ingest.note_extents import NOTES_HEADING, continuation, note_end
from provenance.ingest.note_heads import find_heads
from provenance.ingest.types import Issue

_ROUNDS = 3
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
    heads = find_heads(lines, furniture, raised)
    headed = frozenset(_under_notes_heading(lines))
    families: dict[str, list[Candidate]] = {}
    chosen: list[Anchored] = []
    for _ in range(_ROUNDS):
        reading = _best_reading(text, heads, families, raised, furniture, headed)
        if reading is None:
            break
        chosen.append(reading)
        heads, families = _remaining(heads, families, reading)
        heads = [head for head in heads if not head.alone]
    ordered = sorted(
        ((head, reading) for reading in chosen for head in reading.heads),
        key=lambda pair: pair[0].start,
    )
    again, issues = _called_again(ordered, families)
    return _cut_notes(text, lines, furniture, ordered, again, issues)


_Ordered = Sequence[tuple[Head, Anchored]]


def _called_again(
    ordered: _Ordered, families: dict[str, list[Candidate]]
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
        for candidate in families[family]:
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


def _under_notes_heading(lines: Sequence[Line]) -> Iterator[int]:
    after_heading = False
    for line in lines:
        if line.blank:
            continue
        if after_heading:
            yield line.number
        after_heading = bool(NOTES_HEADING.fullmatch(line.text))


def _best_reading(
    text: str,
    heads: Sequence[Head],
    families: dict[str, list[Candidate]],
    raised: Sequence[tuple[int, int]],
    furniture: Furniture,
    headed: frozenset[int],
) -> Anchored | None:
    best: Anchored | None = None
    indexes: dict[str, Index] = {}
    for style, runs in _ways_to_run(heads):
        for family in ANSWERS[style]:
            if family not in families:
                families[family] = find_candidates(text, family, raised)
            if not families[family]:
                continue
            if family not in indexes:
                indexes[family] = Index(families[family])
            reading = anchor(runs, indexes[family], family, furniture.breaks, headed)
            if reading.heads and (best is None or reading.score > best.score):
                best = reading
    return best


def _ways_to_run(heads: Sequence[Head]) -> Iterator[tuple[str, list[Run]]]:
    """Runs of each style: of all heads, and without those that may head a section instead."""
    for style in dict.fromkeys(head.style for head in heads):
        own = [head for head in heads if head.style == style]
        yield style, build_runs(own, style)
        others = [head for head in own if not head.alone]
        if 0 < len(others) < len(own):
            yield style, build_runs(others, style)


def _remaining(
    heads: Sequence[Head], families: dict[str, list[Candidate]], reading: Anchored
) -> tuple[list[Head], dict[str, list[Candidate]]]:
    lines = {head.line for head in reading.heads}
    labels = {place for head in reading.heads for place in range(head.start, head.text_start)}
    taken = {(candidate.start, candidate.member) for candidate in reading.calls.values()}
    return (
        [head for head in heads if head.line not in lines],
        {
            family: [
                one
                for one in found
                if (one.start, one.member) not in taken and one.start not in labels
            ]
            for family, found in families.items()
        },
    )


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
