"""Drafts of imports: the upload as read, and the decisions so far. Nothing of it is in the dossier."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.db.base import Base, DossierRecord, record_args, refers_to
from provenance.db.types import RowId, Word, json_column
from provenance.errors import InvalidInput

OPEN, READING, ACCEPTING = "open", "reading", "accepting"
FAILED, CANCELLED = "failed", "cancelled"
DRAFT_STATUSES = (OPEN, "accepted", "discarded", READING, ACCEPTING, FAILED, CANCELLED)
AT_WORK = (READING, ACCEPTING)
"""A worker process has the draft in hand."""
NOT_READ = (READING, FAILED, CANCELLED)
"""There is nothing to show of the document yet."""
WAITING = (OPEN, *AT_WORK, FAILED, CANCELLED)
"""Neither accepted nor discarded: somebody still has to do something."""


class ImportReading(Base):
    """What the reader found in a draft's file. Apart from the draft: of a long document it takes
    a hundred megabytes, which no list of drafts and no decision shall read or write again."""

    __tablename__ = "import_readings"

    draft_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("import_drafts.id"), primary_key=True, autoincrement=False
    )
    parsed: Mapped[dict[str, Any]] = mapped_column(json_column())


class ImportDraft(DossierRecord, Base):
    """``decisions``: what a person corrected, by finding; ``extent``: how many notes and passages
    were read; ``message``: why it could not be read.
    ``version_of_id``: the document of which it is to be a new version, if of any.

    ``task`` is what a worker does with the draft, or did last (see ``imports.work.tasks``).
    """

    __tablename__ = "import_drafts"
    __table_args__ = record_args()

    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str]
    decisions: Mapped[dict[str, Any]] = mapped_column(json_column())
    status: Mapped[str] = mapped_column(Word(*DRAFT_STATUSES))
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    document_id: Mapped[int | None] = refers_to("documents.id")
    version_of_id: Mapped[int | None] = refers_to("documents.id")
    extent: Mapped[int | None]
    message: Mapped[str | None]
    task: Mapped[dict[str, Any] | None] = mapped_column(json_column())
    reading: Mapped[ImportReading | None] = relationship()

    @property
    def parsed(self) -> dict[str, Any]:
        """The reader's result. Raises :class:`InvalidInput` while there is none."""
        if self.reading is None:
            raise InvalidInput(f"The draft {self.public_id} has not been read: open its page.")
        return self.reading.parsed


UNREAD_TYPE = "application/octet-stream"
"""``media_type`` of bytes of which nothing is known yet."""

BIBLIOGRAPHY_STATUSES = ("open", "taken", "discarded")


class Bibliography(DossierRecord, Base):
    """A BibTeX or CSL-JSON file whose entries wait for a person.

    ``decisions`` names by number what became of an entry: the public id of its source, or ``left``.
    """

    __tablename__ = "bibliographies"
    __table_args__ = record_args()

    file_name: Mapped[str]
    sha256: Mapped[str]
    decisions: Mapped[dict[str, str]] = mapped_column(json_column())
    status: Mapped[str] = mapped_column(Word(*BIBLIOGRAPHY_STATUSES))
    created_at: Mapped[datetime]
    created_by: Mapped[str]
