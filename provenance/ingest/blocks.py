"""Blocks of a plain text: headings, paragraphs, list items, quotations, captions, boilerplate.

Two habits of plain text are told apart: a paragraph on one long line, and lines broken by hand or by
a printer. Notes are cut out first, so that what is left is the author's text and the page's wrapping.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from provenance.ingest.boilerplate import is_boilerplate, is_embed
from provenance.ingest.layout import Call, FoundNote
from provenance.ingest.lines import Furniture, Line, is_rule
from provenance.ingest.types import Block

_BULLET = re.compile(r"[•·▪◦‣●○■–*-]\s{1,8}\S")
_NUMBERED = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s{1,8}\S|\([a-z0-9ivx]{1,4}\)\s{1,8}\S")
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|map|chart|graph|box|plate|exhibit|illustration|abbildung|tabelle"
    r"|tableau|tabel)"
    r"\s?[\dIVXLC]{0,5}\s?[:.–-]\s?\S.{0,300}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]{0,3}$")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s\S.{0,300}")
_MAX_HEADING = 120
_LONG_LINE = 160
_TOP_LINES = 3
_MOST_MASTHEAD = 5


def plain_blocks(
    text: str,
    lines: Sequence[Line],
    furniture: Furniture,
    notes: Sequence[FoundNote],
    calls: Sequence[Call] = (),
) -> tuple[Block, ...]:
    """Blocks in order, covering every visible line of the text once."""
    called = {call.end: call.start for call in calls}
    blocks: list[Block] = [Block("note", note.outer, note.end) for note in notes]
    blocks += [Block("note", start, end) for note in notes for start, end in note.more]
    covered = _note_lines(lines, notes)
    group: list[Line] = []
    for line in lines:
        if line.number in covered or line.blank or line.number in furniture.lines or is_rule(line):
            blocks += _group_blocks(group, called)
            group = []
            if line.number not in covered and not line.blank:
                blocks.append(Block("boilerplate", line.start, line.end))
        else:
            group.append(line)
    blocks += _group_blocks(group, called)
    return tuple(sorted(_mark_embeds(text, blocks), key=lambda block: (block.start, block.end)))


def _note_lines(lines: Sequence[Line], notes: Sequence[FoundNote]) -> set[int]:
    covered: set[int] = set()
    starts = [line.start for line in lines]
    spans = [(note.outer, max(note.end, note.outer + 1)) for note in notes]
    spans += [span for note in notes for span in note.more]
    for start, end in spans:
        place = max(0, bisect_right(starts, start) - 1)
        while place < len(lines) and lines[place].start < end:
            covered.add(lines[place].number)
            place += 1
    return covered


def _group_blocks(group: Sequence[Line], called: Mapping[int, int]) -> Iterator[Block]:
    """Blocks of lines that no blank line divides."""
    if not group:
        return
    unwrapped = any(len(line.text) > _LONG_LINE for line in group) or _is_masthead(group)
    piece: list[Line] = []
    for place, line in enumerate(group):
        if is_boilerplate(line.text):
            yield from _block(piece, called)
            piece = []
            yield Block("boilerplate", line.start, line.end)
            continue
        if piece and (unwrapped or _starts_anew(group, place)):
            yield from _block(piece, called)
            piece = []
        piece.append(line)
    yield from _block(piece, called)


def _is_masthead(group: Sequence[Line]) -> bool:
    """Title, byline and date on lines of their own at the very top of a text."""
    top = group[0].number <= _TOP_LINES and len(group) <= _MOST_MASTHEAD
    return top and all(is_heading(line.text) for line in group)


def _starts_anew(group: Sequence[Line], place: int) -> bool:
    """A bullet, a number, or a first line set in from the lines around it."""
    line, before = group[place], group[place - 1]
    if _BULLET.match(line.text) or _NUMBERED.match(line.text) or _MARKDOWN_HEADING.match(line.text):
        return True
    if _CAPTION.fullmatch(before.text) and len(before.text) < _MAX_HEADING:
        return True
    after = group[place + 1] if place + 1 < len(group) else None
    indented = line.indent > before.indent and (after is None or after.indent < line.indent)
    return indented and bool(_SENTENCE_END.search(before.text))


def _block(piece: Sequence[Line], called: Mapping[int, int]) -> Iterator[Block]:
    if not piece:
        return
    yield Block(_kind(piece, called), piece[0].start, piece[-1].end)


def _kind(piece: Sequence[Line], called: Mapping[int, int]) -> str:
    first = piece[0].text
    if _CAPTION.fullmatch(first) and len(piece) <= 3:
        return "caption"
    if _BULLET.match(first) or (_NUMBERED.match(first) and not _SENTENCE_END.search(first[:6])):
        return "list item"
    if _NUMBERED.match(first):
        return "list item" if len(first) < _MAX_HEADING and len(piece) == 1 else "paragraph"
    if len(piece) == 1 and is_heading(_without_marker(piece[0], called)):
        return "heading"
    if first.startswith(">"):
        return "quotation"
    return "paragraph"


def is_heading(line: str) -> bool:
    """A short line that is no sentence: no stop at its end, a capital or figure at its start."""
    if _MARKDOWN_HEADING.fullmatch(line):
        return True
    if len(line) > _MAX_HEADING or (not line[0].isalnum() and line[0] not in "‘“'\"«¿¡#"):
        return False
    if line[0].islower() or not any(letter.isalpha() for letter in line):
        return False
    return not _SENTENCE_END.search(line) or line.endswith("?")


def _without_marker(line: Line, called: Mapping[int, int]) -> str:
    """A line without the markers that it ends in."""
    end = line.end
    while end in called and called[end] > line.start:
        end = called[end]
    return line.text[: end - line.start].rstrip() or line.text


def _mark_embeds(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The short line under a player or picture names it and is no heading of the text."""
    after_embed = False
    for block in sorted(blocks, key=lambda block: block.start):
        if after_embed and block.kind == "heading":
            yield Block("boilerplate", block.start, block.end)
        else:
            yield block
        after_embed = block.kind == "boilerplate" and is_embed(text[block.start : block.end])
