"""Reading citations: of a note, of a document, of a source."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from provenance.citations.models import Citation
from provenance.documents.models import Note


def citations_of_document(session: Session, document_id: int) -> Sequence[Citation]:
    """All citations in a document's newest text, in its notes and inline, in printed order."""
    statement = (
        select(Citation)
        .outerjoin(Note, Note.id == Citation.note_id)
        .where(
            Citation.withdrawn_at.is_(None),
            Citation.former.is_not(True),
            or_(Note.document_id == document_id, Citation.document_id == document_id),
        )
        .options(joinedload(Citation.source), joinedload(Citation.note))
        .order_by(Note.number, Citation.start, Citation.number, Citation.id)
    )
    return session.scalars(statement).all()


def citations_of_source(session: Session, source_id: int) -> Sequence[Citation]:
    """Everywhere a source is cited, in printed order."""
    statement = (
        select(Citation)
        .outerjoin(Note, Note.id == Citation.note_id)
        .where(Citation.withdrawn_at.is_(None), Citation.source_id == source_id)
        .options(joinedload(Citation.note))
        .order_by(Note.document_id, Note.number, Citation.number, Citation.id)
    )
    return session.scalars(statement).all()


def dependants_of(session: Session, citation_id: int) -> Sequence[Citation]:
    """Cross-references that resolve to this citation, directly."""
    statement = select(Citation).where(
        Citation.resolves_to_id == citation_id, Citation.withdrawn_at.is_(None)
    )
    return session.scalars(statement).all()
