"""Long documents are divided before headings, between blocks, and never lose a passage."""

from dataclasses import dataclass
from itertools import pairwise

from provenance.reports.reading_cut import FAR, MOST, WHOLE, Part, parts_of


@dataclass(frozen=True)
class Passage:
    number: int
    start: int
    end: int
    block: int
    kind: str


def passages(
    n: int, *, headings: int = 0, block: int = 5, kind: str = "paragraph"
) -> list[Passage]:
    """So many passages of ten characters, a heading every so many."""
    return [
        Passage(at, at * 10, at * 10 + 9, at // block,
                "heading" if headings and at % headings == 0 else kind)
        for at in range(n)
    ]  # fmt: skip


def of(found: list[Passage]) -> tuple[Part, ...]:
    """Their parts; whatever they are, nothing is left out and nothing stands in two."""
    parts = parts_of(found, len(found) * 10)
    assert (parts[0].first, parts[-1].last) == (0, len(found))
    assert (parts[0].start, parts[-1].end) == (0, len(found) * 10 + 1)
    assert all(a.last == b.first and a.end == b.start for a, b in pairwise(parts))
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    return parts


def test_a_document_that_fits_on_a_page_is_one_part() -> None:
    assert len(of(passages(WHOLE))) == 1
    assert len(of([])) == 1


def test_parts_end_before_headings_where_there_are_some() -> None:
    found = passages(2000, headings=50, block=1)
    assert all(found[part.first].kind == "heading" for part in of(found))


def test_without_headings_parts_end_between_blocks() -> None:
    found = passages(2000)
    assert [part.first % 5 for part in of(found)] == [0] * len(of(found))
    assert all(part.last - part.first <= FAR for part in of(found))


def test_a_block_that_is_too_long_is_cut_within() -> None:
    assert all(part.last - part.first <= MOST for part in of(passages(2000, block=5000)))


def test_lines_kept_apart_weigh_little() -> None:
    assert len(of(passages(WHOLE * 10, kind="note"))) == 1
