"""Title, author and date of a document that does not state them in fields of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.ingest.dates import find_dates, read_date
from provenance.ingest.types import Block, DateRead
from provenance.ingest.wordlists import words_of

_BYLINE = re.compile(
    r"(?:by|von|par|por|door|deur|di)\s(?P<who>[A-ZÀ-Ý][^\n|,;:]{3,60}?)(?:\s?[|,].{0,80})?",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"follow (?P<who>[A-ZÀ-Ý][^\n@]{3,50}?) on (?:twitter|facebook|x|mastodon|bluesky"
    r"|instagram)\b.{0,80}",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÀ-Ý][\w’'.-]{0,30}(?:\s(?:van|von|de|del|der|bin|al|el|du"
    r"|la)?\s?[A-ZÀ-Ý][\w’'.-]{0,30}){1,3}"
)
_PUBLISHED = re.compile(
    r"(?:published|posted|updated|first published|date)\b\s?(?:on|:)?\s?(?P<date>.{4,40})",
    re.IGNORECASE,
)
_NAVIGATION = words_of(
    """
    articles article home news opinion blog blogs posts publications reports research
    analysis menu about contact
    """
)
_HEAD_BLOCKS = 14
_MAX_BYLINE = 120
_SEPARATORS = re.compile(r"\s[|–—]\s|\s-\s(?=[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself; None where it does not."""

    title: str | None
    author: str | None
    published: DateRead | None


def read_metadata(text: str, blocks: Sequence[Block]) -> Metadata:
    """Read the first heading, the byline beside it, a line that is a date, a "follow" line."""
    head = [block for block in blocks if block.kind not in ("note",)][:_HEAD_BLOCKS]
    title, author = _title(text, head)
    lines = [text[block.start : block.end].strip() for block in head]
    author = author or _byline(lines) or _followed(text, blocks)
    return Metadata(title, author, _published(lines))


def _title(text: str, head: Sequence[Block]) -> tuple[str | None, str | None]:
    for block in head:
        if block.kind != "heading":
            if block.kind in ("paragraph", "list item"):
                return None, None
            continue
        words = text[block.start : block.end].lstrip("# ").strip()
        if words.casefold() in _NAVIGATION or _is_date(words):
            continue
        return _without_author(words)
    return None, None


def _without_author(words: str) -> tuple[str, str | None]:
    """ "Title | A. Author" has the author after the bar, where that looks like a name."""
    parts = _SEPARATORS.split(words)
    if len(parts) == 2 and _NAME.fullmatch(parts[1].strip()) and len(parts[0]) > len(parts[1]):
        return parts[0].strip(), parts[1].strip()
    return words, None


def _byline(lines: Sequence[str]) -> str | None:
    for line in lines:
        match = _BYLINE.fullmatch(line) if len(line) < 120 else None
        if match and _NAME.fullmatch(match["who"].strip()):
            return match["who"].strip()
    return None


def _followed(text: str, blocks: Sequence[Block]) -> str | None:
    for block in reversed(blocks):
        if block.kind == "boilerplate":
            match = _FOLLOW.fullmatch(text[block.start : block.end])
            if match and _NAME.fullmatch(match["who"].strip()):
                return match["who"].strip()
    return None


def mark_bylines(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Bylines and dates above the text belong to its wrapping."""
    marked = list(blocks)
    for place, block in enumerate(blocks[:_HEAD_BLOCKS]):
        words = text[block.start : block.end].strip()
        match = _BYLINE.fullmatch(words) if len(words) < _MAX_BYLINE else None
        by = match is not None and bool(_NAME.fullmatch(match["who"].strip()))
        if block.kind in ("heading", "paragraph") and (by or _is_date(words)):
            marked[place] = Block("boilerplate", block.start, block.end)
    return tuple(marked)


def _published(lines: Sequence[str]) -> DateRead | None:
    for line in lines:
        if _is_date(line):
            return read_date(line)
        match = _PUBLISHED.match(line) if len(line) < 100 else None
        spans = find_dates(match["date"]) if match else []
        if spans and len(spans[0].read.verbatim) > 6:
            return spans[0].read
    return None


def _is_date(line: str) -> bool:
    """The whole line is a date of at least a month."""
    if len(line) > 40:
        return False
    read = read_date(line.strip(" .,"))
    return read.edtf is not None and len(read.edtf) >= 7
