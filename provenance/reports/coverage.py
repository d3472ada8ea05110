"""How much of the documents went into claims: passages covered, notes used, citations resolved."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import String, and_, case, cast, func, or_, select, union
from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.claims.queries import in_force
from provenance.documents.models import Document, Note, Passage, Revision
from provenance.documents.queries import live_documents
from provenance.reports.pages import Coverage, Covered
from provenance.reports.quotations import locate, texts_of
from provenance.reports.reading import SENTENCES
from provenance.reports.shelf_of_documents import awaiting_by_document
from provenance.reports.types import Link

CITE_NOTHING = ("explanatory", "redacted")
"""Kinds of note of which no claim is expected."""
Spans = list[tuple[int, int]]


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
        document: (len(spans), _touched(spans, quoted.get(document, ())))
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
    span = cast(Passage.start, String) + " " + cast(Passage.end, String)
    statement = (
        select(Revision.document_id, func.aggregate_strings(span, " "))
        .join(Passage, Passage.revision_id == Revision.id)
        .where(Revision.id.in_(newest), Passage.kind.in_(SENTENCES))
        .group_by(Revision.document_id)
    )
    for document, joined in session.execute(statement):
        numbers = [int(number) for number in joined.split()]
        yield document, sorted(zip(numbers[::2], numbers[1::2], strict=True))


def _touched(spans: Spans, quoted: Iterable[tuple[int, int]]) -> int:
    starts = [start for start, _ in spans]
    found: set[int] = set()
    for start, end in quoted:
        first = max(0, bisect_right(starts, start) - 1)
        found.update(
            place for place in range(first, bisect_left(starts, end)) if spans[place][1] > start
        )
    return len(found)


def _quoted(session: Session, dossier_id: int) -> dict[int, Spans]:
    """Document row → the stretches that claims in force quote from its text."""
    statement = (
        select(Quote.document_id, Quote.start, Quote.end)
        .join(Claim, Claim.id == Quote.claim_id)
        .where(Quote.document_id.is_not(None), Quote.orphan.is_(None), *in_force(dossier_id))
    )
    found: dict[int, Spans] = {}
    placed: Any = statement.where(Quote.start.is_not(None))
    for document, start, end in session.execute(placed):
        found.setdefault(document, []).append((start, end))
    loose = select(Quote).where(
        Quote.id.in_(statement.with_only_columns(Quote.id).where(Quote.start.is_(None)))
    )
    quotes = session.scalars(loose).all()
    texts = texts_of(session, {quote.document_id for quote in quotes if quote.document_id})
    for quote in quotes:
        span = locate(texts.get(quote.document_id or 0, ""), quote)
        if span is not None:
            found.setdefault(quote.document_id or 0, []).append(span)
    return found


def _notes(session: Session, dossier_id: int) -> Mapping[int, tuple[int, int, int]]:
    """Document row → its notes, those on which a claim rests, and those that cite nothing."""
    used = Note.id.in_(union(_cited(dossier_id), _quoted_notes(dossier_id)))
    citing = select(Citation.id).where(Citation.note_id == Note.id, Citation.withdrawn_at.is_(None))
    silent = or_(func.coalesce(Note.kind, "").in_(CITE_NOTHING), ~citing.exists())
    statement = (
        select(Note.document_id, func.count(), _how_many(used), _how_many(and_(silent, ~used)))
        .where(Note.dossier_id == dossier_id, Note.withdrawn_at.is_(None), Note.former.is_not(True))
        .group_by(Note.document_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(statement)}


def _how_many(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


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
