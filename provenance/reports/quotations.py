"""Quotes in their context: found in the text again, or said not to be there."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import batches
from provenance.claims.models import Quote
from provenance.claims.queries import quotes_of
from provenance.documents.models import Document, Revision
from provenance.reports.cards import by_row, gathered
from provenance.reports.types import Link, QuoteInContext
from provenance.reports.withholding import Sight

AROUND = 160
"""Characters of context on each side."""


def quotes_in_context(
    session: Session, claim_rows: Iterable[int], *, for_reader: bool = False
) -> dict[int, tuple[QuoteInContext, ...]]:
    """Claim row → its quotes, each with the text around it, as far as the visitor may see it."""
    quotes = gathered(quotes_of, session, claim_rows)
    everything = [quote for group in quotes.values() for quote in group]
    documents = by_row(session, Document, map(_document_row, everything))
    texts = texts_of(session, {quote.document_id for quote in everything if quote.document_id})
    sight = Sight(session, for_reader=for_reader)
    return {
        row: tuple(_in_context(quote, documents, texts, sight) for quote in group)
        for row, group in quotes.items()
    }


def _document_row(quote: Quote) -> int | None:
    return quote.note.document_id if quote.note is not None else quote.document_id


def texts_of(session: Session, documents: Iterable[int]) -> dict[int, str]:
    """Document row → the text of its newest revision."""
    found: dict[int, str] = {}
    for batch in batches(sorted(documents)):
        newest = (
            select(func.max(Revision.id))
            .where(Revision.document_id.in_(batch), Revision.withdrawn_at.is_(None))
            .group_by(Revision.document_id)
        )
        statement = select(Revision.document_id, Revision.text).where(Revision.id.in_(newest))
        found.update((row[0], row[1]) for row in session.execute(statement))
    return found


def _in_context(
    quote: Quote, documents: Mapping[int, Document], texts: Mapping[int, str], sight: Sight
) -> QuoteInContext:
    note = quote.note
    text = note.text if note is not None else texts.get(quote.document_id or 0)
    document = documents.get(_document_row(quote) or 0)
    span = None if text is None else locate(text, quote)
    where = (
        None if document is None else Link(document.public_id, document.title),
        None if note is None else Link(note.public_id, note.label),
    )
    if sight.hides_note(note) if note is not None else sight.hides_stretch(document, span):
        return QuoteInContext(None, "", "", None, None, *where, found=True)
    before, after = quote.prefix or "", quote.suffix or ""
    if text is not None and span is not None:
        before, after = around(text, *span)
    start, end = span or (quote.start, quote.end)
    return QuoteInContext(
        quote.exact, before, after, start, end, *where, found=span is not None,
        orphan=quote.orphan, orphan_reason=quote.orphan_reason,
    )  # fmt: skip


def locate(text: str, quote: Quote) -> tuple[int, int] | None:
    """Where the words stand: at their offsets, else after their prefix and before their suffix, else
    where they stand alone. None where the text does not have them, or several times, and for an
    orphan: only a person anchors it anew."""
    if quote.orphan is not None:
        return None
    exact = quote.exact
    if quote.start is not None and text[quote.start : quote.start + len(exact)] == exact:
        return quote.start, quote.start + len(exact)
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    at = text.find(prefix + exact + suffix)
    if at >= 0 and (prefix or suffix):
        return at + len(prefix), at + len(prefix) + len(exact)
    first = text.find(exact)
    if first < 0 or text.find(exact, first + 1) >= 0:
        return None
    return first, first + len(exact)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, within the paragraph, cut at words."""
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    if len(before) == AROUND:
        before = before.partition(" ")[2]
    if len(after) == AROUND:
        after = after.rpartition(" ")[0]
    return before, after
