"""The documents of a dossier as a list: how much each holds, and what of it is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.claims.models import Claim, Quote
from provenance.claims.queries import in_force
from provenance.documents.models import Document, Note
from provenance.documents.queries import live_documents
from provenance.imports.accepting import AWAITING
from provenance.reports.revisions import open_orphans
from provenance.sources.models import DocumentAuthor, Source

UNSETTLED = ("ambiguous", "unresolved")
Counts = dict[int, int]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """``awaiting``: citations of which nobody has said yet which source they are."""

    document: Document
    authors: tuple[Source, ...]
    notes: int
    citations: int
    sources: int
    claims: int
    awaiting: int
    orphans: int
    """Quotations of an earlier version that lost their place."""


def document_rows(session: Session, dossier_id: int) -> Sequence[DocumentRow]:
    """The documents in force, by title; a fixed number of queries however many there are."""
    authors = _authors(session, dossier_id)
    notes = _count(
        session,
        select(Note.document_id, func.count())
        .where(Note.dossier_id == dossier_id, Note.withdrawn_at.is_(None), Note.former.is_not(True))
        .group_by(Note.document_id),
    )
    citations = _count(session, _citations(dossier_id, func.count()))
    sources = _count(session, _citations(dossier_id, func.count(Citation.source_id.distinct())))
    awaiting = awaiting_by_document(session, dossier_id)
    claims = _count(session, _claims(dossier_id))
    orphans = open_orphans(session, dossier_id)
    return [
        DocumentRow(document, tuple(authors.get(document.id, ())),
                    *(counts.get(document.id, 0)
                      for counts in (notes, citations, sources, claims, awaiting, orphans)))
        for document in live_documents(session, dossier_id)
    ]  # fmt: skip


def awaiting_by_document(session: Session, dossier_id: int) -> Counts:
    """Document row → citations of which nobody has said yet which source they are."""
    return _count(session, _citations(dossier_id, func.count()).where(awaits_source()))


def awaits_source() -> Any:
    """A citation without a source of which somebody should say one."""
    open_match = or_(Citation.match == AWAITING, and_(Citation.match.is_(None),
                                                      Citation.status.in_(UNSETTLED)))  # fmt: skip
    return and_(Citation.source_id.is_(None), open_match)


def _authors(session: Session, dossier_id: int) -> dict[int, list[Source]]:
    statement = (
        select(DocumentAuthor.document_id, Source)
        .join(Source, Source.id == DocumentAuthor.source_id)
        .where(Source.dossier_id == dossier_id)
        .order_by(DocumentAuthor.document_id, DocumentAuthor.number)
    )
    found: dict[int, list[Source]] = {}
    for document_id, source in session.execute(statement):
        found.setdefault(document_id, []).append(source)
    return found


def _citations(dossier_id: int, what: Any) -> Any:
    owner = func.coalesce(Note.document_id, Citation.document_id)
    return (
        select(owner, what)
        .select_from(Citation)
        .outerjoin(Note, Note.id == Citation.note_id)
        .where(
            Citation.dossier_id == dossier_id,
            Citation.withdrawn_at.is_(None),
            Citation.former.is_not(True),
        )
        .group_by(owner)
    )


def _claims(dossier_id: int) -> Any:
    owner = func.coalesce(Quote.document_id, Note.document_id)
    return (
        select(owner, func.count(Claim.id.distinct()))
        .select_from(Quote)
        .join(Claim, Claim.id == Quote.claim_id)
        .outerjoin(Note, Note.id == Quote.note_id)
        .where(
            *in_force(dossier_id),
        )
        .group_by(owner)
    )


def _count(session: Session, statement: Any) -> Counts:
    return {row[0]: row[1] for row in session.execute(statement)}
