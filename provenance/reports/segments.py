"""Cutting a text at offsets: pieces of words, and the calls of notes between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """Where a note is called: as printed, or, where ``start == end``, set there by hand."""

    start: int
    end: int
    note: str
    """The note's printed label."""
    anchor: str
    """Where the note itself stands on the page."""
    own_anchor: str
    """The id of this call on the page; empty for all but one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text; ``call`` stands for a note's call, whose printed form ``text`` then is."""

    text: str
    call: Call | None = None


def pieces(text: str, start: int, end: int, calls: Iterable[Call]) -> Iterator[Piece]:
    """The stretch as words and calls; ``calls`` are in order and lie within it."""
    at = start
    for call in calls:
        if call.start < at or call.end > end:
            continue
        if call.start > at:
            yield Piece(text[at : call.start])
        yield Piece(text[call.start : call.end].strip() or f"[{call.note}]", call)
        at = call.end
    if at < end:
        yield Piece(text[at:end])
