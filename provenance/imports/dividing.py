"""Where the reader cut wrongly: one citation that is two, two that are one, words that it passed over.

Each is a set of decisions made by one act. The words that a person gives are looked for in the note as
it stands; they must stand there once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from provenance.errors import InvalidInput
from provenance.imports.deciding import words_of
from provenance.imports.findings import EXPLANATORY, Decisions, Place
from provenance.ingest.types import NoteRead

Changes = dict[str, Mapping[str, Any] | None]
_EDGES = " \t\n,;"


def divide(note: NoteRead, decisions: Decisions, place: Place, words: str) -> Changes:
    """The citation is two sources: the second begins with these words."""
    whole = note.citations[place.number - 1]
    at = _only(note.text, words, whole.start, whole.end)
    if at <= whole.start:
        raise InvalidInput.at("words", "The second source cannot begin where the first does.")
    first = note.text[whole.start : at].rstrip(_EDGES)
    if not first.strip():
        raise InvalidInput.at("words", "No words are left for the first source.")
    changes = _with_span(note, decisions, place, [whole.start, whole.start + len(first)])
    with_first = {**decisions, **{finding: one or {} for finding, one in changes.items()}}
    return _with_further(note, with_first, changes, [at, whole.end])


def join(note: NoteRead, decisions: Decisions, place: Place) -> Changes:
    """The citation and the next one of its note are one source."""
    following = next_of(note, place)
    if following is None:
        raise InvalidInput.at("words", "No citation of this note comes after it.")
    whole, last = note.citations[place.number - 1], note.citations[following.number - 1]
    changes = _with_span(note, decisions, place, [whole.start, max(whole.end, last.end)])
    return {**changes, str(following): {"joined": str(place)}}


def next_of(note: NoteRead, place: Place) -> Place | None:
    """The citation printed next in the note."""
    order = _printed(note)
    at = order.index(place.number) if place.number in order else len(order)
    return Place(note.id, order[at + 1]) if at + 1 < len(order) else None


def mark(note: NoteRead, decisions: Decisions, words: str) -> Changes:
    """These words of the note are a citation that the reader missed."""
    start = _only(note.text, words, 0, len(note.text))
    end = start + len(words.strip())
    for number in _printed(note):
        taken = note.citations[number - 1]
        if taken.start < end and start < taken.end:
            raise InvalidInput.at(
                "words", f"They belong to “{taken.text[:60]}” already; divide that instead."
            )
    changes = _with_further(note, decisions, {}, [start, end])
    return changes if _printed(note) else _no_explanation(note, changes)


def _no_explanation(note: NoteRead, changes: Changes) -> Changes:
    """A note that only explained cites now: its explanation is no citation beside the new one."""
    finding = f"note:{note.id}"
    first = str(Place(note.id, len(note.citations) + 1))
    before = [str(Place(note.id, number)) for number in range(1, len(note.citations) + 1)]
    of_note = {**(changes[finding] or {}), "kind": "source"}
    return {finding: of_note, **{explanation: {"joined": first} for explanation in before}}


def _printed(note: NoteRead) -> list[int]:
    """Numbers of the note's sources as printed."""
    live = [n for n, c in enumerate(note.citations, 1) if c.type != EXPLANATORY]
    return sorted(live, key=lambda number: note.citations[number - 1].start)


def _only(text: str, words: str, start: int, end: int) -> int:
    words = words.strip()
    count = text.count(words, start, end) if words else 0
    if not count:
        raise InvalidInput.at("words", "These words do not stand there; copy them from the note.")
    if count > 1:
        raise InvalidInput.at("words", f"They stand there {count} times; copy a few more words.")
    return text.index(words, start, end)


def _with_span(note: NoteRead, decisions: Decisions, place: Place, span: Sequence[int]) -> Changes:
    """Other words for a citation: of one that the reader found, or of one marked by a person."""
    further = _further(note, decisions)
    found = len(note.citations) - len(further)
    if place.number <= found:
        return {str(place): {**words_of(decisions.get(str(place))), "span": list(span)}}
    further[place.number - found - 1] = list(span)
    return _of_note(note, decisions, further)


def _with_further(
    note: NoteRead, decisions: Decisions, changes: Changes, span: Sequence[int]
) -> Changes:
    return {**changes, **_of_note(note, decisions, [*_further(note, decisions), list(span)])}


def _further(note: NoteRead, decisions: Decisions) -> list[list[int]]:
    spans: Sequence[Sequence[int]] = decisions.get(f"note:{note.id}", {}).get("further", ())
    return [list(span) for span in spans]


def _of_note(note: NoteRead, decisions: Decisions, further: list[list[int]]) -> Changes:
    finding = f"note:{note.id}"
    return {finding: {**words_of(decisions.get(finding)), "further": further}}
