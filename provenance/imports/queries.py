"""Reading drafts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.documents.models import Document
from provenance.imports.models import WAITING, ImportDraft


def open_drafts(session: Session, dossier_id: int) -> Sequence[ImportDraft]:
    """Drafts neither accepted nor discarded, newest first."""
    statement = select(ImportDraft).where(
        ImportDraft.dossier_id == dossier_id, ImportDraft.status.in_(WAITING)
    )
    return session.scalars(statement.order_by(ImportDraft.id.desc())).all()


def standing_copy(session: Session, dossier_id: int, sha256: str) -> Document | ImportDraft | None:
    """The document in force, else the draft that waits, which came from the same bytes."""
    documents = select(Document).where(
        Document.dossier_id == dossier_id,
        Document.sha256 == sha256,
        Document.withdrawn_at.is_(None),
    )
    document = session.scalars(documents.order_by(Document.id)).first()
    if document is not None:
        return document
    drafts = select(ImportDraft).where(
        ImportDraft.dossier_id == dossier_id,
        ImportDraft.sha256 == sha256,
        ImportDraft.status.in_(WAITING),
    )
    return session.scalars(drafts.order_by(ImportDraft.id)).first()
