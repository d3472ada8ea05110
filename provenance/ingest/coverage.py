"""Which passages a note speaks for.

A marker inside a sentence governs that sentence. A marker at the end of a sentence governs the
passages of its paragraph since the marker before it. A marker on a heading, and a note that declares
itself to be about a section, govern the section. An explanatory note governs nothing; a paragraph
without a marker inherits nothing from the paragraph before it. A marker at the end of the last item
of a list governs the list and the line that leads into it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.ingest.types import NoteRead, ParsedDocument

SENTENCE, PARAGRAPH, SECTION = "sentence", "paragraph", "section"


@dataclass(frozen=True, slots=True)
class Governed:
    """Indexes into ``ParsedDocument.passages``, and the basis of the link."""

    passages: tuple[int, ...]
    basis: str


def governed(document: ParsedDocument) -> Mapping[str, tuple[Governed, ...]]:
    """Note id → what it governs, one entry per marker; empty for notes that govern nothing."""
    places = _Places(document)
    return {note.id: tuple(_of_note(document, note, places)) for note in document.notes}


class _Places:
    """Where passages, blocks and markers stand, for quick asking."""

    def __init__(self, document: ParsedDocument) -> None:
        self.document = document
        self.passage_starts = [passage.start for passage in document.passages]
        self.marker_ends = sorted(
            marker.end for note in document.notes for marker in note.markers
            if note.kind != "explanatory"
        )  # fmt: skip
        self.block_starts = [block.start for block in document.blocks]
        self.by_block: dict[int, list[int]] = {}
        for index, passage in enumerate(document.passages):
            self.by_block.setdefault(passage.block, []).append(index)

    def passage_at(self, offset: int) -> int | None:
        """The passage that holds ``offset`` (its end counts as inside)."""
        place = bisect_right(self.passage_starts, offset - 1) - 1
        if place < 0 or self.document.passages[place].end < offset:
            return None
        return place

    def block_at(self, offset: int) -> int | None:
        """The block that holds ``offset``."""
        place = bisect_right(self.block_starts, offset) - 1
        if place < 0 or self.document.blocks[place].end < offset:
            return None
        return place


def _of_note(document: ParsedDocument, note: NoteRead, places: _Places) -> Iterator[Governed]:
    if note.kind in ("explanatory", "redacted"):
        return
    if note.kind == "section":
        yield from _section_named(document, note, places)
        return
    for marker in note.markers:
        block = places.block_at(marker.start)
        if block is not None and document.blocks[block].kind == "heading":
            yield Governed(tuple(_section(document, block, places)), SECTION)
            continue
        passage = places.passage_at(marker.end)
        if passage is not None:
            yield _by_marker(document, marker.start, marker.end, passage, places)


def _section_named(document: ParsedDocument, note: NoteRead, places: _Places) -> Iterator[Governed]:
    for number, block in enumerate(document.blocks):
        words = document.text[block.start : block.end].lstrip("# ").strip()
        if block.kind == "heading" and words == note.section:
            yield Governed(tuple(_section(document, number, places)), SECTION)
            return


def _section(document: ParsedDocument, heading: int, places: _Places) -> Iterator[int]:
    """Passages from the heading to the next heading or the notes."""
    for number in range(heading + 1, len(document.blocks)):
        if document.blocks[number].kind in ("heading", "note"):
            return
        yield from places.by_block.get(number, ())


def _by_marker(
    document: ParsedDocument, start: int, end: int, passage: int, places: _Places
) -> Governed:
    if document.text[end : document.passages[passage].end].strip(" .,;:!?)\"'”’»"):
        return Governed((passage,), SENTENCE)
    members = list(_since_last_marker(document, start, passage, places))
    return Governed(tuple(members), PARAGRAPH if len(members) > 1 else SENTENCE)


def _since_last_marker(
    document: ParsedDocument, start: int, passage: int, places: _Places
) -> Iterator[int]:
    """The paragraph's passages after the previous marker, or the whole list that ends here."""
    earlier = bisect_right(places.marker_ends, start) - 1
    floor = places.marker_ends[earlier] if earlier >= 0 else -1
    block = document.passages[passage].block
    blocks: Sequence[int] = [block]
    if document.blocks[block].kind == "list item":
        blocks = _list_before(document, block, floor)
    for number in blocks:
        for index in places.by_block.get(number, ()):
            if index <= passage and document.passages[index].end > floor:
                yield index


def _list_before(document: ParsedDocument, block: int, floor: int) -> Sequence[int]:
    """Items of the list up to ``block``, where no marker stands between; and its lead-in line."""
    first = block
    while first > 0 and document.blocks[first - 1].kind == "list item" and (
        document.blocks[first - 1].end > floor
    ):  # fmt: skip
        first -= 1
    lead_in = first - 1
    if lead_in >= 0 and _leads_in(document, lead_in, floor):
        return range(lead_in, block + 1)
    return range(first, block + 1)


def _leads_in(document: ParsedDocument, number: int, floor: int) -> bool:
    block = document.blocks[number]
    words = document.text[block.start : block.end].rstrip()
    return block.kind == "paragraph" and block.start > floor and words.endswith(":")
