"""Passages of a document that comes with its text but without a reader's result."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from provenance.documents.service import PassageSpan
from provenance.ingest.sentences import sentence_spans

Spans = Sequence[tuple[int, int]]


def passages_of_text(text: str, markers: Spans = ()) -> Iterator[PassageSpan]:
    """Sentences within paragraphs (stretches between blank lines); none splits a marker."""
    ordered = sorted(markers)
    for number, (start, end) in enumerate(_paragraphs(text)):
        inside = ordered[bisect_left(ordered, (start, 0)) : bisect_left(ordered, (end, 0))]
        for sentence in sentence_spans(text, start, end, inside):
            yield PassageSpan(*sentence, number, "paragraph")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of consecutive lines that are not blank."""
    start: int | None = None
    offset = 0
    for line in text.split("\n"):
        if not line.strip():
            if start is not None:
                yield start, offset - 1
            start = None
        elif start is None:
            start = offset
        offset += len(line) + 1
    if start is not None:
        yield start, len(text)
