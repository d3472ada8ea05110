"""Which of the short links within a page call notes, and which lead to its pages and chapters.

Links whose targets are named alike ("Footnote_1", "Footnote_2") are judged together: by what the
targets are called and hold, and by how the links are set.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.ingest.flow import PAGE_NAMES, Flow
from provenance.ingest.inline_notes import NOTE_NAMES
from provenance.ingest.labels import printed
from provenance.ingest.markup import Node
from provenance.ingest.pointers import DECLARED

_DIGITS = re.compile(r"[0-9]+")
_PAGE_KEY = re.compile(
    r"(?:page|pg|pag|seite)[_.-]?(?:no)?[_.-]?(?:[0-9]+|[ivxlc]+)", re.IGNORECASE
)
_NOTE_KEY = re.compile(r"note|fn|ftn|edn|cite|ref|foot|sym|anm", re.IGNORECASE)
_NOTE_TAGS = frozenset({"li", "dd", "dt", "aside", "tr", "td", "th"})
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A sign and the element that it leads to, by the name that it uses."""

    call: Node
    target: Node
    key: str


def note_links(flow: Flow, pairs: Sequence[Pair]) -> list[Pair]:
    """Those of ``pairs`` that call notes."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[_DIGITS.sub("#", pair.key)].append(pair)
    starts = [block.start for block in flow.blocks]
    kept = {
        shape
        for shape, group in groups.items()
        if 2 * sum(_like_a_note(flow, starts, pair) for pair in group) >= len(group)
    }
    return [pair for pair in pairs if _DIGITS.sub("#", pair.key) in kept]


def _like_a_note(flow: Flow, starts: Sequence[int], pair: Pair) -> bool:
    if DECLARED in pair.target.attrs:
        return True
    place = bisect_right(starts, pair.target.start) - 1
    if place >= 0 and flow.blocks[place].kind == "heading":
        return False
    if _PAGE_KEY.fullmatch(pair.key) or _numbers_a_page(pair.target):
        return False
    return bool(
        _NOTE_KEY.search(pair.key)
        or NOTE_NAMES.search(pair.target.names)
        or pair.target.tag in _NOTE_TAGS
        or "href" not in pair.call.attrs
        or _is_raised(pair.call)
        or flow.text[pair.call.start] in "[("
        or _repeated(flow.text, pair)
    )


def _numbers_a_page(target: Node) -> bool:
    around = (target, *target.ancestors())[:3]
    return any(PAGE_NAMES.search(node.attrs.get("class", "")) for node in around)


def _repeated(text: str, pair: Pair) -> bool:
    """The target opens with the label of its call."""
    label = printed(text[pair.call.start : pair.call.end])
    opening = text[pair.target.start : pair.target.start + len(label) + _NEAR]
    return bool(label) and opening.lstrip("[( \u00a0^↑").startswith(label)


def _is_raised(node: Node) -> bool:
    return any(up.tag == "sup" for up in node.ancestors()) or any(
        below.tag == "sup" for below in node.walk()
    )
