"""How much of the documents went into claims: passages covered, notes used, citations resolved."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, and_, case, cast, func, or_, select, union
from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.claims.queries import in_force
from provenance.documents.models import Document, Note, Passage, Revision
from provenance.documents.queries import live_documents
from provenance.reports.pages import Coverage, Covered
from provenance.reports.quotations import locate, texts_of
from provenance.reports.reading_outline import SENTENCES
from provenance.reports.shelf_of_documents import awaiting_by_document
from provenance.reports.types import Link

CITE_NOTHING = ("explanatory", "redacted")
"""Kinds of note of which no claim is expected."""
Spans = NDArray[np.int64]
"""Rows of start and end."""
NOWHERE: Spans = np.zeros((0, 2), dtype=np.int64)


def coverage(session: Session, dossier_id: int) -> Coverage:
    """Documents with most uncovered passages, unused notes and open citations first; a fixed number
    of queries, and one more where quotations have no offsets."""
    covered = _covered_passages(session, dossier_id)
    notes = _notes(session, dossier_id)
    awaiting = awaiting_by_document(session, dossier_id)
    rows = [
        (
            Link(document.public_id, document.title),
            Covered(*covered.get(document.id, (0, 0)), *notes.get(document.id, (0, 0, 0)),
                    awaiting.get(document.id, 0)),
        )
        for document in live_documents(session, dossier_id)
    ]  # fmt: skip
    rows.sort(key=lambda row: (row[1].covered - row[1].passages - row[1].unused - row[1].awaiting,
                               row[0].label))  # fmt: skip
    return Coverage(_sum(one for _, one in rows), tuple(rows))


def _sum(parts: Iterable[Covered]) -> Covered:
    found = [(p.passages, p.covered, p.notes, p.used, p.idle, p.awaiting) for p in parts]
    return Covered(*map(sum, zip(*found, strict=True)))


def _covered_passages(session: Session, dossier_id: int) -> Mapping[int, tuple[int, int]]:
    """Document row → its passages that can be claimed from, and how many a claim's words touch."""
    quoted = _quoted(session, dossier_id)
    return {
        document: (len(spans), _touched(spans, quoted.get(document, NOWHERE)))
        for document, spans in _passages(session, dossier_id)
    }


def _passages(session: Session, dossier_id: int) -> Iterable[tuple[int, Spans]]:
    """As one string a document: a row for each of a hundred thousand passages would take longer than
    the page may."""
    newest = (
        select(func.max(Revision.id))
        .join(Document, Document.id == Revision.document_id)
        .where(
            Document.dossier_id == dossier_id, Document.withdrawn_at.is_(None),
            Revision.withdrawn_at.is_(None),
        )
        .group_by(Revision.document_id)
    )  # fmt: skip
    statement = (
        select(Revision.document_id, _spans(Passage.start, Passage.end))
        .join(Passage, Passage.revision_id == Revision.id)
        .where(Revision.id.in_(newest), Passage.kind.in_(SENTENCES))
        .group_by(Revision.document_id)
    )
    for document, joined in session.execute(statement):
        spans = _array(joined)
        yield document, spans[np.argsort(spans[:, 0])]


def _spans(start: Any, end: Any) -> Any:
    """All spans of a group as one string of numbers."""
    return func.aggregate_strings(cast(start, String) + " " + cast(end, String), " ")


def _array(numbers: str) -> Spans:
    return np.fromstring(numbers, dtype=np.int64, sep=" ").reshape(-1, 2)


def _touched(passages: Spans, stretches: Spans) -> int:
    """How many passages have words of these stretches; passages are in order and do not overlap."""
    first = np.searchsorted(passages[:, 1], stretches[:, 0], side="right")
    after = np.searchsorted(passages[:, 0], stretches[:, 1], side="left")
    meets = first < after
    steps = np.zeros(len(passages) + 1, dtype=np.int64)
    np.add.at(steps, first[meets], 1)
    np.add.at(steps, after[meets], -1)
    return int(np.count_nonzero(np.cumsum(steps)))


def _quoted(session: Session, dossier_id: int) -> dict[int, Spans]:
    """Document row → the stretches that claims in force quote from its text."""
    standing = (
        select(Quote.document_id, _spans(Quote.start, Quote.end))
        .join(Claim, Claim.id == Quote.claim_id)
        .where(Quote.document_id.is_not(None), Quote.orphan.is_(None), *in_force(dossier_id))
    )
    placed: Any = standing.where(Quote.start.is_not(None)).group_by(Quote.document_id)
    found = {document: _array(joined) for document, joined in session.execute(placed)}
    loose = select(Quote).where(
        Quote.id.in_(standing.with_only_columns(Quote.id).where(Quote.start.is_(None)))
    )
    quotes = session.scalars(loose).all()
    texts = texts_of(session, {quote.document_id for quote in quotes if quote.document_id})
    for quote in quotes:
        document = quote.document_id or 0
        span = locate(texts.get(document, ""), quote)
        if span is not None:
            found[document] = np.concatenate([found.get(document, NOWHERE), [span]])
    return found


def _notes(session: Session, dossier_id: int) -> Mapping[int, tuple[int, int, int]]:
    """Document row → its notes, those on which a claim rests, and those that cite nothing."""
    used = union(_cited(dossier_id), _quoted_notes(dossier_id)).subquery()
    citing = select(Citation.id).where(Citation.note_id == Note.id, Citation.withdrawn_at.is_(None))
    silent = or_(func.coalesce(Note.kind, "").in_(CITE_NOTHING), ~citing.exists())
    idle = case((and_(used.c.note_id.is_(None), silent), 1), else_=0)
    statement = (
        select(Note.document_id, func.count(), func.count(used.c.note_id), func.sum(idle))
        .outerjoin(used, used.c.note_id == Note.id)
        .where(Note.dossier_id == dossier_id, Note.withdrawn_at.is_(None), Note.former.is_not(True))
        .group_by(Note.document_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(statement)}


def _cited(dossier_id: int) -> Any:
    return (
        select(Citation.note_id)
        .join(AttributionCitation, AttributionCitation.citation_id == Citation.id)
        .join(Attribution, Attribution.id == AttributionCitation.attribution_id)
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(
            Citation.note_id.is_not(None), Attribution.withdrawn_at.is_(None),
            *in_force(dossier_id),
        )
    )  # fmt: skip


def _quoted_notes(dossier_id: int) -> Any:
    return (
        select(Quote.note_id)
        .join(Claim, Claim.id == Quote.claim_id)
        .where(Quote.note_id.is_not(None), *in_force(dossier_id))
    )
