"""From a format's layout to the parsed document: the one path that all formats share."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from provenance.ingest.attribution_notes import typed_by_notes
from provenance.ingest.attributions import find_attributions
from provenance.ingest.blocks import plain_blocks
from provenance.ingest.body import Body
from provenance.ingest.citing import NoteText, read_citations
from provenance.ingest.dates import read_date
from provenance.ingest.dates_in_text import dates_of
from provenance.ingest.layout import Call, FoundNote, Layout
from provenance.ingest.lines import find_furniture, split_lines
from provenance.ingest.metadata import Metadata, mark_bylines, read_metadata
from provenance.ingest.progress import tell
from provenance.ingest.sections import section_of
from provenance.ingest.sentences import sentence_spans
from provenance.ingest.typed_notes import find_typed_notes
from provenance.ingest.types import (
    Block,
    Issue,
    Marker,
    NoteRead,
    ParsedDocument,
    Passage,
)

_WITH_PASSAGES = frozenset({"paragraph", "list item", "quotation", "table cell", "caption"})
_MOST_MISSING = 1000
_CONTEXT, _LONG_CONTEXT = 300, 1500
_NAMELESS_WORK = re.compile(r"\s{0,9}(?:see )?(?:op|loc|ob|art)\.? ?cit", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A layout whose typed notes have been found and whose blocks are known."""

    layout: Layout
    blocks: tuple[Block, ...]
    strays: tuple[Issue, ...]


def assemble(layout: Layout, sha256: str) -> ParsedDocument:
    """Read notes, citations, attributions and passages out of ``layout``."""
    tell("Looking for notes")
    found = _find_notes(layout)
    layout = found.layout
    metadata = _metadata(layout, found.blocks)
    blocks = mark_bylines(layout.text, found.blocks)
    calls = [(call.start, call.end) for call in layout.calls]
    body = Body(layout.text, blocks, [*calls, *layout.apart])
    notes, issues = _read_notes(layout, blocks, body, metadata.author)
    tell("Dividing the text into passages")
    passages = tuple(_passages(layout, blocks))
    tell("Looking for who speaks in the text")
    return ParsedDocument(
        text=layout.text,
        sha256=sha256,
        media_type=layout.media_type,
        encoding=layout.encoding,
        reader=layout.reader,
        title=metadata.title,
        author=metadata.author,
        published=metadata.published,
        blocks=blocks,
        passages=passages,
        notes=notes,
        attributions=typed_by_notes(
            find_attributions(layout.text, blocks, passages), passages, notes
        ),
        dates=dates_of(layout.text, passages, metadata.published),
        issues=(*layout.issues, *found.strays, *issues),
        warnings=layout.warnings,
        pages=layout.pages,
    )


def _find_notes(layout: Layout) -> _Found:
    """Notes that the format marks; where it marks none, notes typed into the text."""
    lines = split_lines(layout.text)
    furniture = find_furniture(layout.text, lines, layout.apart)
    strays: tuple[Issue, ...] = ()
    if not layout.notes:
        typed = find_typed_notes(layout.text, lines, furniture, layout.raised)
        layout = replace(layout, notes=typed.notes, calls=typed.calls)
        strays = typed.issues
    if layout.blocks is None:
        return _Found(
            layout, plain_blocks(layout.text, lines, furniture, layout.notes, layout.calls), strays
        )
    return _Found(layout, tuple(_around_notes(layout.blocks, layout.notes)), strays)


def _around_notes(blocks: Sequence[Block], notes: Sequence[FoundNote]) -> Iterator[Block]:
    """Blocks that hold notes become note blocks."""
    starts = sorted((note.outer, note.end) for note in notes)
    place = 0
    for block in blocks:
        while place < len(starts) and starts[place][1] < block.start:
            place += 1
        inside = (
            place < len(starts) and starts[place][0] < block.end and block.start < starts[place][1]
        )
        yield replace(block, kind="note") if inside and block.kind != "boilerplate" else block


def _metadata(layout: Layout, blocks: Sequence[Block]) -> Metadata:
    read = read_metadata(layout.text, blocks)
    published = read_date(layout.published) if layout.published else read.published
    return Metadata(layout.title or read.title, layout.author or read.author, published)


def _read_notes(
    layout: Layout, blocks: Sequence[Block], body: Body, author: str | None
) -> tuple[tuple[NoteRead, ...], tuple[Issue, ...]]:
    calls = _calls_by_note(layout.calls)
    ids = _unique_ids(layout.notes)
    texts = [
        NoteText(note.label, ids[place], note.text, _context(body, calls.get(note.key), note.text))
        for place, note in enumerate(layout.notes)
    ]
    cited = read_citations(texts, author)
    notes = []
    for place, note in enumerate(layout.notes):
        markers = tuple(
            Marker(call.start, call.end, body.words_before(call.start))
            for call in calls.get(note.key, ())
        )
        read = cited.notes[place]
        notes.append(
            NoteRead(
                n=note.label,
                id=ids[place],
                text=note.text or "[redacted]" if read.kind == "redacted" else note.text,
                kind=read.kind,
                start=note.start,
                end=note.end,
                markers=markers,
                citations=read.citations,
            )
        )
    sectioned, section_issues = section_of(layout.text, blocks, notes)
    return sectioned, (*cited.issues, *section_issues, *_label_issues(layout.notes, calls))


def _calls_by_note(calls: Sequence[Call]) -> dict[str, list[Call]]:
    grouped: dict[str, list[Call]] = {}
    for call in sorted(calls, key=lambda call: call.start):
        grouped.setdefault(call.key, []).append(call)
    return grouped


def _context(body: Body, calls: Sequence[Call] | None, words: str) -> str:
    """The text before the marker: more of it where only the text can name the author."""
    reach = _LONG_CONTEXT if _NAMELESS_WORK.match(words) else _CONTEXT
    return body.text_before(calls[0].start, reach) if calls else ""


def _unique_ids(notes: Sequence[FoundNote]) -> list[str]:
    """The label where it is unique in the document, else label and place ("3-2")."""
    counts = Counter(note.label for note in notes)
    seen: Counter[str] = Counter()
    ids = []
    for note in notes:
        seen[note.label] += 1
        ids.append(note.label if counts[note.label] == 1 else f"{note.label}-{seen[note.label]}")
    return ids


def _label_issues(notes: Sequence[FoundNote], calls: dict[str, list[Call]]) -> Iterator[Issue]:
    """Numbers that are missing from a run, stand twice, or come out of order within it.

    A number that is called again after the first note of that number has begun anew.
    """
    labels = {note.label for note in notes}
    for before, note in pairwise(notes):
        if not (before.label.isdecimal() and note.label.isdecimal()):
            continue
        first, second = int(before.label), int(note.label)
        missing = [
            n for n in range(first + 1, min(second, first + _MOST_MISSING)) if str(n) not in labels
        ]
        if missing:
            words = str(missing[0]) if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
            yield Issue("missing note", f"Note {words} was not found.", f"note {note.label}")
        elif second == first and not _begins_anew(before, calls.get(note.key)):
            yield Issue(
                "duplicate note", f"The number {second} stands twice.", f"note {note.label}"
            )
        elif 1 < second < first:
            message = f"Note {second} stands after note {first}."
            yield Issue("note out of order", message, f"note {note.label}")


def _begins_anew(before: FoundNote, calls: Sequence[Call] | None) -> bool:
    return calls is not None and calls[0].start > before.outer


def _passages(layout: Layout, blocks: Sequence[Block]) -> Iterator[Passage]:
    markers = sorted({(call.start, call.end) for call in layout.calls})
    for number, block in enumerate(blocks):
        if block.kind in _WITH_PASSAGES:
            for start, end in sentence_spans(layout.text, block.start, block.end, markers):
                yield Passage(start, end, number)
