"""Cutting a text at offsets: pieces of words, and the calls of notes between them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


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
class Stretch:
    """Words that stand out, and as what: "claimed", "chosen", "voice", "found". A voice's ``anchor``
    is the id of what the margin says about it."""

    start: int
    end: int
    mark: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text; ``call`` stands for a note's call, whose printed form ``text`` then is.
    ``marks`` are those of the stretches that hold it, in order; ``anchor`` that of a voice which
    begins here."""

    text: str
    call: Call | None = None
    marks: str = ""
    anchor: str = ""


def pieces(
    text: str, start: int, end: int, calls: Iterable[Call], marked: Sequence[Stretch] = ()
) -> Iterator[Piece]:
    """The stretch as words and calls; ``calls`` are in order and lie within it; ``marked`` may reach
    beyond it."""
    at = start
    for call in calls:
        if call.start < at or call.end > end:
            continue
        yield from _words(text, at, call.start, marked)
        printed = text[call.start : call.end]
        label = printed.strip()
        if not label:
            yield Piece(f"[{call.note}]", call)
        else:
            lead = printed.index(label)
            yield from _words(text, call.start, call.start + lead, ())
            yield Piece(label, call)
            yield from _words(text, call.start + lead + len(label), call.end, ())
        at = call.end
    yield from _words(text, at, end, marked)


def _words(text: str, start: int, end: int, marked: Sequence[Stretch]) -> Iterator[Piece]:
    """Cut where something begins or ends to stand out."""
    here = [one for one in marked if one.start < end and start < one.end]
    if not here:
        if start < end:
            yield Piece(text[start:end])
        return
    inner = {edge for one in here for edge in (one.start, one.end) if start < edge < end}
    cuts = [start, *sorted(inner), end]
    for first, last in pairwise(cuts):
        holding = [one for one in here if one.start <= first and last <= one.end]
        begins = (one.anchor for one in holding if one.anchor and one.start == first)
        marks = sorted({one.mark for one in holding})
        yield Piece(text[first:last], None, " ".join(marks), next(begins, ""))
