"""Where a long document is divided, so that a part of it is read and sent at once.

Parts end before a heading where one is near, else between blocks; only a block that is too long by
itself is cut within. The cut follows from the text alone: a part keeps its number and what stands in it
for as long as its revision does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

FOLDED = ("boilerplate", "note")
"""Kinds of blocks that are kept apart from the text; ten of their lines weigh as one passage."""
WEIGHT = 10
WHOLE = 500
"""Passages up to which a document is one part."""
NEAR, FAR, MOST = 200, 320, 400
"""Passages of a part after which it ends before the next heading, the next block, anywhere."""


class Span(Protocol):
    """A passage: its number, offsets and block."""

    @property
    def number(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def block(self) -> int: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Part:
    """``number`` counts from 1; ``first`` and ``last`` are places in the list of passages, ``last``
    not in it; ``start`` and ``end`` offsets of the text, so that parts leave nothing between them."""

    number: int
    first: int
    last: int
    start: int
    end: int


def parts_of(passages: Sequence[Span], length: int) -> tuple[Part, ...]:
    """The parts of a text of so many characters; always at least one."""
    begins = [0]
    if sum(map(_weight, passages)) > WHOLE * WEIGHT:
        begins += _cuts(passages)
    ends = [*begins[1:], len(passages)]
    starts = [0, *(passages[place].start for place in begins[1:])]
    return tuple(
        Part(number, first, last, start, end)
        for number, (first, last, start, end) in enumerate(
            zip(begins, ends, starts, [*starts[1:], length + 1], strict=True), 1
        )
    )


def _weight(passage: Span) -> int:
    return 1 if passage.kind in FOLDED else WEIGHT


def _cuts(passages: Sequence[Span]) -> list[int]:
    """Places at which a part begins, but for the first."""
    found: list[int] = []
    held, before = 0, None
    for place, passage in enumerate(passages):
        new, heading = passage.block != before, passage.kind == "heading"
        least = (NEAR if heading else FAR) if new else MOST
        if held >= least * WEIGHT:
            found.append(place)
            held = 0
        held += _weight(passage)
        before = passage.block
    return found
