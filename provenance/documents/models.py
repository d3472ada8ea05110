"""Documents, their revisions (bytes and text), passages, notes and markers."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.db.base import Base, DossierRecord, RowKey, record_args, refers_to
from provenance.db.types import Date, Word, json_column
from provenance.values import DateText
from provenance.vocabulary import NOTE_KINDS


class Document(DossierRecord, Base):
    """A document of the dossier. ``sha256`` is of its bytes as received."""

    __tablename__ = "documents"
    __table_args__ = record_args()

    title: Mapped[str]
    publisher: Mapped[str | None]
    published: Mapped[DateText | None] = mapped_column(Date)
    language: Mapped[str | None]
    url: Mapped[str | None]
    sha256: Mapped[str | None]
    restricted: Mapped[bool | None]


class Revision(Base):
    """One state of a document: its text (NFC, LF) and which bytes and reader it came from.

    The newest not withdrawn is in force; the tables of notes, markers, citations and quotes hold
    what anchors in it. ``anchors``: of a revision that another one replaced, all that anchored in it
    when it was replaced; of one that replaced another, until then, what it began with.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[RowKey]
    document_id: Mapped[int] = refers_to("documents.id", index=False)
    number: Mapped[int]
    text: Mapped[str]
    bytes_sha256: Mapped[str | None]
    media_type: Mapped[str | None]
    encoding: Mapped[str | None]
    reader: Mapped[str | None]
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    anchors: Mapped[dict[str, Any] | None] = mapped_column(json_column(), deferred=True)

    document: Mapped[Document] = relationship()


class Passage(Base):
    """A sentence or clause of a revision. ``block`` counts blocks, ``kind`` is the block's kind."""

    __tablename__ = "passages"
    __table_args__ = (UniqueConstraint("revision_id", "number"),)

    id: Mapped[RowKey]
    revision_id: Mapped[int] = refers_to("revisions.id", index=False)
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    block: Mapped[int]
    kind: Mapped[str]


class Note(DossierRecord, Base):
    """A note of a document: its printed label, kind and text. ``number`` keeps the printed order.
    ``former``: it stands in an earlier revision of the document only."""

    __tablename__ = "notes"
    __table_args__ = record_args()

    document_id: Mapped[int] = refers_to("documents.id")
    number: Mapped[int]
    label: Mapped[str]
    kind: Mapped[str | None] = mapped_column(Word(*NOTE_KINDS))
    text: Mapped[str | None]
    section: Mapped[str | None]
    former: Mapped[bool | None]

    document: Mapped[Document] = relationship()


class Marker(Base):
    """Where a note is called in the document's text. A note may have none, or several."""

    __tablename__ = "markers"

    id: Mapped[RowKey]
    note_id: Mapped[int] = refers_to("notes.id")
    number: Mapped[int]
    start: Mapped[int | None]
    end: Mapped[int | None]
    before: Mapped[str | None]

    note: Mapped[Note] = relationship()
