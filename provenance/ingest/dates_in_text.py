"""The dates that a document's own text names, absolute ones and those that lean on its publication."""

import re
from collections.abc import Iterator, Sequence

from provenance.ingest.dates import find_dates
from provenance.ingest.relative_dates import find_relative
from provenance.ingest.types import DateFound, DateRead, Passage

_YEAR_OR_FIGURES = re.compile(
    r"1\d\d\d|20\d\d|\d[/.] ?\d|\d0['’]?s|\d(?:st|nd|rd|th)[\s-]century|\d\s?(?:BC|B\.C|v\.\sChr)",
    re.IGNORECASE,
)
"""Without one of these no absolute date stands in a sentence, which spares most of them the search."""


def dates_of(
    text: str, passages: Sequence[Passage], published: DateRead | None
) -> tuple[DateFound, ...]:
    """Every date of the passages, in the order of the text.

    A date that leans on the day of publication ("last week") has EDTF only where that is known to the
    day. Note markers and numbers glued to words are no dates.
    """
    return tuple(found for passage in passages for found in _in_passage(text, passage, published))


def _in_passage(text: str, passage: Passage, published: DateRead | None) -> Iterator[DateFound]:
    words = text[passage.start : passage.end]
    absolute = [
        DateFound(passage.start + span.start, passage.start + span.end, span.read)
        for span in (find_dates(words) if _YEAR_OR_FIGURES.search(words) else ())
    ]
    relative = [
        DateFound(passage.start + span.start, passage.start + span.end, span.read, relative=True)
        for span in find_relative(words, published.edtf if published else None)
    ]
    taken = [(date.start, date.end) for date in absolute]
    alone = [date for date in relative if not _overlaps(date, taken)]
    yield from sorted([*absolute, *alone], key=lambda date: date.start)


def _overlaps(date: DateFound, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < date.end and date.start < end for start, end in taken)
