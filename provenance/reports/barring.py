"""Texts by which a reader finds nothing: those that :mod:`withholding` withholds, as a condition on
the index. The rule is asked anew with every search, so no entry of the index can be out of date."""

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from provenance.citations.models import Citation
from provenance.claims.models import Quote
from provenance.documents.models import Document, Note, Passage, Revision
from provenance.reports.withholding import guarded
from provenance.search.models import SearchText
from provenance.sources.models import Person, Source


def barred(
    session: Session, dossier_id: int, *, for_reader: bool
) -> ColumnElement[bool] | None:  # fmt: skip
    """Condition on ``search_texts``: its words are withheld. None where nothing is."""
    limited = select(Document.id).where(
        Document.dossier_id == dossier_id, Document.restricted.is_(True)
    )
    if not for_reader or session.scalar(limited.limit(1)) is None:
        return None
    notes = select(Note.id).where(Note.document_id.in_(limited), guarded())
    inline = (
        select(Citation.id)
        .join(Source, Source.id == Citation.source_id)
        .outerjoin(Person, Person.id == Source.person_id)
        .where(
            Citation.note_id.is_(None), Citation.document_id.in_(limited),
            or_(Source.protected.is_(True), Person.protected.is_(True)),
        )
    )  # fmt: skip
    in_notes = select(Citation.id).where(Citation.note_id.in_(notes))
    printed = select(Quote.id).where(Quote.document_id.in_(limited), _beside_notes())
    quoted = select(Quote.id).where(Quote.note_id.in_(notes))
    return or_(
        _is("note", SearchText.row_id.in_(notes)),
        _is("citation", or_(SearchText.row_id.in_(inline), SearchText.row_id.in_(in_notes))),
        _is("quote", or_(SearchText.row_id.in_(printed), SearchText.row_id.in_(quoted))),
    )


def _is(kind: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(SearchText.kind == kind, condition)


def _beside_notes() -> ColumnElement[bool]:
    """Of a quote: it has lost its place, or it stands where the text prints its notes."""
    newer = aliased(Revision)
    newest = (
        select(func.max(newer.id))
        .where(newer.document_id == Quote.document_id, newer.withdrawn_at.is_(None))
        .correlate(Quote)
        .scalar_subquery()
    )
    touching = exists().where(
        Passage.revision_id == newest, Passage.kind == "note",
        Passage.start < Quote.end, Quote.start < Passage.end,
    )  # fmt: skip
    return or_(Quote.start.is_(None), Quote.end.is_(None), Quote.orphan.is_not(None), touching)
