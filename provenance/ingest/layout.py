"""What a format's reader hands on: text with its blocks, and the notes that the format itself marks.

Everything after the readers is one code path (``assemble``). A reader states only what its format
says for sure; what must be inferred from the text (typed notes, boilerplate) is inferred later.
"""

from dataclasses import dataclass

from provenance.ingest.types import Block, Issue, Page


@dataclass(frozen=True, slots=True)
class Call:
    """A place that calls a note: offsets of the marker in the text, and the note's ``key``."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note where it stands. ``start``/``end`` span its text without the label; ``outer`` starts
    at the label. ``order`` of notes in the tuple is the order of the document."""

    key: str
    label: str
    start: int
    end: int
    outer: int
    text: str
    more: tuple[tuple[int, int], ...] = ()
    """Where the note goes on, on a later page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A document as its format describes it. ``raised`` are superscript spans without a link;
    ``apart`` are lines that the format knows to be running heads or page numbers."""

    text: str
    media_type: str
    encoding: str
    reader: str
    blocks: tuple[Block, ...] | None = None
    notes: tuple[FoundNote, ...] = ()
    calls: tuple[Call, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    title: str | None = None
    author: str | None = None
    published: str | None = None
    issues: tuple[Issue, ...] = ()
    warnings: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
