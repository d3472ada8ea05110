"""What every reader returns: one parsed document, whatever the file's format.

Offsets count Unicode code points in ``ParsedDocument.text`` (NFC, line ends LF); ``end`` is
excluded. Nothing here knows of Flask, SQLAlchemy or the database.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Issue:
    """Something the reader did not understand or wants a person to look at.

    ``kind`` is a short stable word ("note without marker"); ``where`` names note, line or offset.
    """

    kind: str
    message: str
    where: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines: heading, paragraph, list item, quotation, table cell, note, boilerplate,
    caption."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or clause inside a block (index into ``ParsedDocument.blocks``)."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a note is called; ``before`` is the six words before it, earlier markers removed."""

    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date as written, and as understood; ``edtf`` is None where it is no possible date."""

    verbatim: str
    edtf: str | None


@dataclass(frozen=True, slots=True)
class CitationRead:
    """One source cited once. ``start``/``end`` are offsets in the note's own text.

    ``type`` is one of the twelve of ``provenance.vocabulary.SOURCE_TYPES``. ``status`` is full,
    resolved, ambiguous or unresolved; ``resolves_to`` the id of the note with the antecedent,
    ``antecedent`` its (note id, citation index); ``candidates`` the note ids of an ambiguous one.
    ``cardinality`` is one, several or unknown, None where it says nothing. A cross-reference keeps
    its own words in ``text`` and takes its antecedent's description.
    """

    text: str
    start: int
    end: int
    type: str
    status: str = "full"
    resolves_to: str | None = None
    antecedent: tuple[str, int] | None = None
    candidates: tuple[str, ...] = ()
    rule: str | None = None
    subtype: str | None = None
    role: str | None = None
    organisations: tuple[str, ...] = ()
    person: str | None = None
    title: str | None = None
    author: str | None = None
    place: str | None = None
    date: DateRead | None = None
    cardinality: str | None = None
    named: bool = False
    signal: str | None = None
    locator: str | None = None
    quoted_in: int | None = None
    principal: str | None = None
    """Whom the informant serves ("adviser to A. Name"); no organisation is guessed from it."""
    link: tuple[str, int] | None = None
    """The nearest antecedent, where ``antecedent`` is the full citation at the chain's end."""
    points_to: str | None = None
    """The label of a note that an unresolved reference names, though the document lacks it."""


@dataclass(frozen=True, slots=True)
class NoteRead:
    """A note: printed label ``n``; ``id`` unique where labels recur; offsets of its text in the
    document; ``kind`` is source, explanatory, section or redacted."""

    n: str
    id: str
    text: str
    kind: str
    start: int
    end: int
    markers: tuple[Marker, ...] = ()
    citations: tuple[CitationRead, ...] = ()
    section: str | None = None
    """For a section-level note: the heading that it governs."""


@dataclass(frozen=True, slots=True)
class AttributionRead:
    """An inline attribution: ``text`` runs from the source's name to the verb; ``quote`` is what is
    attributed; offsets are those of ``text``."""

    text: str
    type: str
    quote: str
    start: int
    end: int
    source: str = ""
    verb: str = ""
    polarity: str = "asserts"
    """asserts, denies, does not recall or declines, as the verb says (``stances``)."""
    strength: str = "full"
    interest: str | None = None
    via: int | None = None
    """The index of the attribution that relays this one: "the envoy told the Council that the mission
    estimated"."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a format that has pages: its number in the file, from 1, and the span of its text.

    A page without text has ``start`` equal to ``end``."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a passage; a ``relative`` one ("last week") has EDTF only where the document's day of
    publication is known. ``edtf.bounds`` gives the days that it spans."""

    start: int
    end: int
    read: DateRead
    relative: bool = False


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document as read. ``sha256`` is of the bytes as received."""

    text: str
    sha256: str
    media_type: str
    encoding: str
    reader: str
    title: str | None = None
    author: str | None = None
    published: DateRead | None = None
    blocks: tuple[Block, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[NoteRead, ...] = ()
    attributions: tuple[AttributionRead, ...] = ()
    dates: tuple[DateFound, ...] = ()
    issues: tuple[Issue, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    pages: tuple[Page, ...] = ()
    """In order; empty for formats without pages."""
