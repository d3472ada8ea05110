"""Attributions inside attributions: "the envoy told the Council that the mission estimated"."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from provenance.ingest.types import AttributionRead, Passage

_LINK = re.compile(
    r"\s{0,2},?\s{0,2}(?:(?:that|whether|how)\s{1,2})?"
    r"(?:(?:in|on|by|since|after|before|at|during)\s[^,;.\s][^,;.]{0,40}(?:,\s?|\s))?"
)
_TAIL = re.compile(r"[\s.,!?\"”»’)\]\d]*")


def with_relays(
    text: str, passages: Sequence[Passage], found: Sequence[AttributionRead]
) -> tuple[AttributionRead, ...]:
    """``found`` with ``via`` where the one before, or one that ends the sentence, relays it."""
    ends = {passage.start: passage.end for passage in passages}
    starts = sorted(ends)
    out = list(found)
    for place in range(1, len(found)):
        before, this = found[place - 1], found[place]
        end = _sentence_end(starts, ends, before.start)
        if this.start >= end or not (before.source and this.source):
            continue
        if _LINK.fullmatch(text, before.end, this.start):
            out[place] = replace(this, via=place - 1)
        elif _closes(text, before, this, end):
            out[place - 1] = replace(out[place - 1], via=place)
    return tuple(out)


def _sentence_end(starts: Sequence[int], ends: dict[int, int], offset: int) -> int:
    place = bisect_right(starts, offset) - 1
    return ends[starts[place]] if place >= 0 else -1


def _closes(text: str, before: AttributionRead, this: AttributionRead, end: int) -> bool:
    """ "The army denied it, a source close to the group said.": the last one reports the whole."""
    led_in = text[before.end : this.start].rstrip().endswith(",")
    single = " and " not in text[before.end : this.start]
    return led_in and single and _TAIL.fullmatch(text, this.end, end) is not None
