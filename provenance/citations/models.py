"""Citations: one source cited once, in a note or inline, and the judgement which source it is."""

from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.db.base import Base, DossierRecord, record_args, refers_to
from provenance.db.types import Word
from provenance.documents.models import Document, Note
from provenance.sources.models import Source
from provenance.vocabulary import CITATION_STATUSES


class Citation(DossierRecord, Base):
    """Verbatim text is kept. ``start``/``end`` are offsets in the note's text, or in the document's
    where the citation is inline. ``match`` and ``match_reason`` say how its source was found.
    ``former``: it stands in an earlier revision of the document only."""

    __tablename__ = "citations"
    __table_args__ = record_args()

    note_id: Mapped[int | None] = refers_to("notes.id")
    document_id: Mapped[int | None] = refers_to("documents.id")
    start: Mapped[int | None]
    end: Mapped[int | None]
    number: Mapped[int]
    text: Mapped[str]
    source_id: Mapped[int | None] = refers_to("sources.id")
    status: Mapped[str | None] = mapped_column(Word(*CITATION_STATUSES))
    resolves_to_id: Mapped[int | None] = refers_to("citations.id")
    rule: Mapped[str | None]
    signal: Mapped[str | None]
    locator: Mapped[str | None]
    quoted_in_id: Mapped[int | None] = refers_to("citations.id")
    match: Mapped[str | None]
    match_reason: Mapped[str | None]
    former: Mapped[bool | None]

    note: Mapped[Note | None] = relationship()
    document: Mapped[Document | None] = relationship()
    source: Mapped[Source | None] = relationship()
    resolves_to: Mapped["Citation | None"] = relationship(
        remote_side="Citation.id", foreign_keys="Citation.resolves_to_id"
    )
    quoted_in: Mapped["Citation | None"] = relationship(
        remote_side="Citation.id", foreign_keys="Citation.quoted_in_id"
    )
