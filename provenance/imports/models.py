"""Drafts of imports: the upload as read, and the decisions so far. Nothing of it is in the dossier."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from provenance.db.base import Base, DossierRecord, record_args, refers_to
from provenance.db.types import Word, json_column

DRAFT_STATUSES = ("open", "accepted", "discarded")


class ImportDraft(DossierRecord, Base):
    """``parsed`` is the reader's result, ``decisions`` what a person corrected, by finding.
    ``version_of_id``: the document of which it is to be a new version, if of any."""

    __tablename__ = "import_drafts"
    __table_args__ = record_args()

    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str]
    parsed: Mapped[dict[str, Any]] = mapped_column(json_column())
    decisions: Mapped[dict[str, Any]] = mapped_column(json_column())
    status: Mapped[str] = mapped_column(Word(*DRAFT_STATUSES))
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    document_id: Mapped[int | None] = refers_to("documents.id")
    version_of_id: Mapped[int | None] = refers_to("documents.id")


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
