"""Reading documents, their text, passages, notes and markers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.documents.models import Document, Marker, Note, Passage, Revision


def live_documents(session: Session, dossier_id: int) -> Sequence[Document]:
    """Documents in force, by title."""
    statement = select(Document).where(
        Document.dossier_id == dossier_id, Document.withdrawn_at.is_(None)
    )
    return session.scalars(statement.order_by(Document.title, Document.public_id)).all()


def count_documents(session: Session, dossier_id: int) -> int:
    """How many documents are in force."""
    statement = select(func.count()).select_from(Document)
    statement = statement.where(Document.dossier_id == dossier_id, Document.withdrawn_at.is_(None))
    return session.scalar(statement) or 0


def latest_revision(session: Session, document_id: int) -> Revision | None:
    """The revision in force: the newest not withdrawn; None for a document without text."""
    statement = select(Revision).where(
        Revision.document_id == document_id, Revision.withdrawn_at.is_(None)
    )
    return session.scalars(statement.order_by(Revision.number.desc()).limit(1)).first()


def passages_of(session: Session, revision_id: int) -> Sequence[Passage]:
    """The passages of a revision, in order."""
    statement = select(Passage).where(Passage.revision_id == revision_id)
    return session.scalars(statement.order_by(Passage.number)).all()


def spans_of(session: Session, revision_id: int | None) -> Sequence[Any]:
    """The passages of a revision as plain rows, in order: number, start, end, block and kind."""
    statement = select(
        Passage.number, Passage.start, Passage.end, Passage.block, Passage.kind
    ).where(Passage.revision_id == revision_id)
    return session.execute(statement.order_by(Passage.number)).all()


def notes_of(session: Session, document_id: int) -> Sequence[Note]:
    """The notes that stand in a document's newest text, in printed order."""
    statement = select(Note).where(
        Note.document_id == document_id, Note.withdrawn_at.is_(None), Note.former.is_not(True)
    )
    return session.scalars(statement.order_by(Note.number, Note.id)).all()


def markers_of(session: Session, document_id: int) -> Sequence[Marker]:
    """All markers of a document's notes, in the order of the text."""
    statement = select(Marker).join(Note).where(Note.document_id == document_id)
    return session.scalars(statement.order_by(Marker.start, Marker.id)).all()
