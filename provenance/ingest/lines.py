"""Physical lines, and the page furniture (page numbers, running heads) among them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_PAGE_NUMBER = re.compile(
    r"[\s\-–—|]{0,20}(?:[Pp]age\s{1,3})?(\d{1,4})(?:\s{1,3}of\s{1,3}\d{1,4})?[\s\-–—|]{0,20}"
)
_EDGE_NUMBER = re.compile(r"(\d{1,4})(?=\s{2}|\s?[|•·])|(?<=[\s|•·]\s)(\d{1,4})(?=$)")
_DIGITS = re.compile(r"\d+")
_RULE = re.compile(r"[\s_—–\-*=·.]{0,60}[_—–\-*=]{3,120}[\s_—–\-*=·.]{0,60}")
_MAX_HEAD = 120
_REACH = 2
_FULL_LINE = 40
_LEAST_PAGE = 4
_LEAST_HEADS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without its line end; ``start`` is that of its first visible sign."""

    number: int
    start: int
    end: int
    text: str
    indent: int

    @property
    def blank(self) -> bool:
        """Nothing visible: NBSP and other spaces count as blank."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Furniture:
    """Line numbers that belong to the page and not to the text; ``breaks`` are where pages begin."""

    lines: frozenset[int]
    breaks: tuple[int, ...]


def split_lines(text: str) -> list[Line]:
    """All lines in order; form feeds are blank space."""
    lines, offset = [], 0
    for number, raw in enumerate(text.split("\n")):
        visible = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        start = offset + indent if visible else offset
        lines.append(Line(number, start, start + len(visible), visible, indent))
        offset += len(raw) + 1
    return lines


def is_rule(line: Line) -> bool:
    """A line of dashes or the like, as drawn above foot notes."""
    return bool(line.text) and len(line.text) <= _MAX_HEAD and bool(_RULE.fullmatch(line.text))


def find_furniture(
    text: str, lines: Sequence[Line], apart: Sequence[tuple[int, int]] = ()
) -> Furniture:
    """Page numbers that count upwards, and the lines that recur beside them; and those ``apart``
    that the format itself knows."""
    visible = [line for line in lines if not line.blank]
    heads = _counting_heads(visible)
    heads |= _paging_heads(visible, heads)
    seeds = heads | _at_page_edges(text, visible, _counting_numbers(visible), heads)
    found = seeds | _recurring_beside(visible, seeds)
    known = {start for start, _ in apart}
    numbers = frozenset(
        (
            *(visible[index].number for index in found),
            *(one.number for one in visible if one.start in known),
        )
    )
    return Furniture(numbers, _page_starts(text, lines, numbers))


def _counting_numbers(visible: Sequence[Line]) -> set[int]:
    """Lines that hold only a number and go up by one from page to page."""
    chains: list[list[tuple[int, int]]] = []
    waiting: dict[int, list[tuple[int, int]]] = {}
    for index, line in enumerate(visible):
        match = _PAGE_NUMBER.fullmatch(line.text) if len(line.text) < 24 else None
        if match is None:
            continue
        value = int(match[1])
        chain = waiting.pop(value, None)
        if chain is None or index - chain[-1][0] <= _LEAST_PAGE:
            chain = []
            chains.append(chain)
        chain.append((index, value))
        waiting[value + 1] = chain
    return {
        index
        for chain in chains
        if _is_pagination(chain) or (len(chain) > 1 and _interrupts(visible, chain))
        for index, _ in chain
    }


def _interrupts(visible: Sequence[Line], chain: Sequence[tuple[int, int]]) -> bool:
    """A number between the halves of a sentence counts pages: one that heads a section does not."""
    return any(
        0 < index < len(visible) - 1
        and visible[index - 1].text[-1].isalnum()
        and len(visible[index - 1].text) > _FULL_LINE
        and (visible[index + 1].text[0].islower() or is_rule(visible[index + 1]))
        for index, _ in chain
    )


def _at_page_edges(
    text: str, visible: Sequence[Line], numbers: set[int], heads: set[int]
) -> set[int]:
    """Numbers inside pages count sections: form feeds or numbered heads show where pages end."""
    feeds = [match.start() for match in re.finditer("\f", text)]
    if not feeds:
        return set() if len(heads) >= _LEAST_HEADS else numbers
    starts = [line.start for line in visible]
    edges = {bisect_left(starts, feed) for feed in feeds} | {0, len(visible)}
    return {
        index for index in numbers if any(index + step in edges for step in (-2, -1, 0, 1, 2, 3))
    }


def _is_pagination(chain: Sequence[tuple[int, int]]) -> bool:
    """Two are enough for high numbers; low ones may number sections."""
    return len(chain) >= 3 or (len(chain) == 2 and chain[0][1] >= 10)


def _counting_heads(visible: Sequence[Line]) -> set[int]:
    """Lines alike but for a number at their edge that grows: "4   TITLE OF THE BOOK"."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(visible):
        match = _edge(line)
        if match:
            key = _shape(line.text)
            groups.setdefault(key, []).append((index, int(match[1] or match[2])))
    return {index for members in groups.values() if _grows(members) for index, _ in members}


def _paging_heads(visible: Sequence[Line], alike: set[int]) -> set[int]:
    """Lines whose edge numbers count the pages though their words differ from left page to right.

    A chain must hold lines that recur, so that numbered headings are none.
    """
    chains: list[list[int]] = []
    waiting: dict[int, list[int]] = {}
    for index, line in enumerate(visible):
        match = _edge(line)
        if match is None:
            continue
        value = int(match[1] or match[2])
        chain = waiting.pop(value, None)
        if chain is None or index - chain[-1] <= _LEAST_PAGE:
            chain = []
            chains.append(chain)
        chain.append(index)
        waiting[value + 1] = chain
    return {
        index
        for chain in chains
        if len(chain) >= _LEAST_HEADS and sum(index in alike for index in chain) >= 2
        for index in chain
    }


def _edge(line: Line) -> re.Match[str] | None:
    if len(line.text) > _MAX_HEAD:
        return None
    return _EDGE_NUMBER.match(line.text) or _last_edge(line.text)


def _grows(members: Sequence[tuple[int, int]]) -> bool:
    """Mostly upwards, and far enough apart for pages; each part of a book may begin anew."""
    steps = list(pairwise(members))
    upwards = sum(after[1] > before[1] and after[0] - before[0] > 8 for before, after in steps)
    return bool(steps) and upwards * 10 >= len(steps) * 7


def _last_edge(text: str) -> re.Match[str] | None:
    tail = text[-8:]
    match = _EDGE_NUMBER.search(tail)
    return match if match and match.end() == len(tail) else None


def _shape(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text).casefold().split())


def _recurring_beside(visible: Sequence[Line], seeds: set[int]) -> set[int]:
    """Short lines that recur word for word, and stand beside a page number most times they do."""
    counts = Counter(_words(line) for line in visible if len(line.text) <= _MAX_HEAD)
    places: dict[str, list[int]] = {}
    for index in _neighbours(seeds, len(visible)):
        if len(visible[index].text) <= _MAX_HEAD:
            places.setdefault(_words(visible[index]), []).append(index)
    return {
        index
        for words, beside in places.items()
        if len(beside) >= 2 and len(beside) * 5 >= counts[words] * 3
        for index in beside
    }


def _words(line: Line) -> str:
    return " ".join(line.text.casefold().split())


def _neighbours(seeds: set[int], length: int) -> list[int]:
    near = {seed + step for seed in seeds for step in range(-_REACH, _REACH + 1)} - seeds
    return sorted(index for index in near if 0 <= index < length)


def _page_starts(text: str, lines: Sequence[Line], furniture: frozenset[int]) -> tuple[int, ...]:
    starts = {match.end() for match in re.finditer("\f", text)}
    clustered = False
    for line in lines:
        if line.number in furniture:
            clustered = True
        elif clustered and not line.blank:
            starts.add(line.start)
            clustered = False
    return tuple(sorted(starts))
