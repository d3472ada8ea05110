"""Passages of a document that comes with its text: as the reader finds them, where it reads the
text as it stands; else sentences within paragraphs."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from provenance.documents.service import PassageSpan
from provenance.errors import UnreadableFile
from provenance.imports.accepting import passages_with_blocks
from provenance.ingest.reader import read
from provenance.ingest.sentences import sentence_spans

Spans = Sequence[tuple[int, int]]


def passages_of_text(text: str, markers: Spans = ()) -> list[PassageSpan]:
    """The passages in order. ``markers`` are spans that no sentence may split."""
    try:
        parsed = read(text.encode(), "text.txt")
    except UnreadableFile:
        return list(_sentences(text, markers))
    if parsed.text != text:
        return list(_sentences(text, markers))
    return passages_with_blocks(parsed)


def _sentences(text: str, markers: Spans) -> Iterator[PassageSpan]:
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
