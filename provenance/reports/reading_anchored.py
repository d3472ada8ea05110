"""What anchors in the newest text of a document, read in a fixed number of queries.

All of it as plain rows, of which even a long document has few megabytes; whole records only of what one
part of the text shows.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import cast, null, or_, select, union
from sqlalchemy.orm import Session, joinedload

from provenance.assessments.numbering import batches
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.claims.queries import stands
from provenance.documents.models import Document, Marker, Note
from provenance.documents.queries import latest_revision, spans_of
from provenance.reports.reading_cut import Span

Row = Any
"""A row of a query, or a record as it was: attributes by the names of the columns."""


class Anchored:
    """Of one document. Subclasses read what anchored in an earlier text."""

    def __init__(self, session: Session, document: Document) -> None:
        self.session, self.document = session, document
        self.revision = latest_revision(session, document.id)

    def passages(self) -> Sequence[Span]:
        """The passages in order."""
        return spans_of(self.session, self.revision.id if self.revision else None)

    def notes(self) -> Sequence[Row]:
        """``id``, ``public_id``, ``label``, ``kind`` and ``section`` of the notes, in printed order."""
        statement = select(Note.id, Note.public_id, Note.label, Note.kind, Note.section)
        statement = statement.where(*self._notes_in_force())
        return self.session.execute(statement.order_by(Note.number, Note.id)).all()

    def _notes_in_force(self) -> tuple[Any, ...]:
        here = Note.document_id == self.document.id
        return here, Note.withdrawn_at.is_(None), Note.former.is_not(True)

    def calls(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Note row → where the text calls it, from and to, in the order of the text."""
        statement = (
            select(Marker.note_id, Marker.start, Marker.end)
            .join(Note, Note.id == Marker.note_id)
            .where(Note.document_id == self.document.id, Marker.start.is_not(None))
            .order_by(Marker.start, Marker.id)
        )
        found: dict[int, list[tuple[int, int]]] = {}
        for note, start, end in self.session.execute(statement):
            found.setdefault(note, []).append((start or 0, start or 0 if end is None else end))
        return found

    def cited(self) -> Sequence[Row]:
        """All citations, in printed order: ``id``, ``public_id``, ``note_id``, ``source_id``,
        ``start``, ``end``, ``status``, ``match`` and ``resolves_to_id``."""
        statement = (
            select(Citation.id, Citation.public_id, Citation.note_id, Citation.source_id,
                   Citation.start, Citation.end, Citation.status, Citation.match,
                   Citation.resolves_to_id)
            .outerjoin(Note, Note.id == Citation.note_id)
            .where(
                Citation.withdrawn_at.is_(None), Citation.former.is_not(True),
                or_(Note.document_id == self.document.id,
                    Citation.document_id == self.document.id),
            )
            .order_by(Note.number, Citation.start, Citation.number, Citation.id)
        )  # fmt: skip
        return self.session.execute(statement).all()

    def quotes(self) -> Sequence[Row]:
        """Quotes of claims in force: the claim's row and id, the words and where they stand."""
        statement = (
            select(Quote.claim_id, Claim.public_id, Quote.exact, Quote.prefix, Quote.suffix,
                   Quote.start, Quote.end, Quote.orphan)
            .join(Claim, Quote.claim_id == Claim.id)
            .where(Quote.document_id == self.document.id, Claim.withdrawn_at.is_(None), stands())
            .order_by(Claim.public_id, Quote.number)
        )  # fmt: skip
        return self.session.execute(statement).all()

    def full_notes(self, rows: Collection[int]) -> Mapping[int, Note]:
        """The notes themselves, by row."""
        return {note.id: note for note in self._of(rows, _notes)}

    def full_citations(self, rows: Collection[int]) -> Mapping[int, Citation]:
        """The citations themselves, by row."""
        return {one.id: one for one in self._of(rows, _citations)}

    def _of(self, rows: Collection[int], choose: Callable[[Sequence[int]], Any]) -> list[Any]:
        some = (self.session.scalars(choose(batch)) for batch in batches(sorted(rows)))
        return [one for found in some for one in found]

    def resting(self) -> Sequence[Row]:
        """Note and citation rows with the public ids of the claims in force that rest on them: those
        that cite there, and, without a citation, those that quote the note's words."""
        standing = (Claim.withdrawn_at.is_(None), stands())
        inline = Citation.document_id == self.document.id
        cited = (
            select(Citation.note_id, Citation.id.label("citation_id"), Claim.public_id)
            .join(AttributionCitation, AttributionCitation.citation_id == Citation.id)
            .join(Attribution, Attribution.id == AttributionCitation.attribution_id)
            .join(Claim, Claim.id == Attribution.claim_id)
            .outerjoin(Note, Note.id == Citation.note_id)
            .where(or_(Note.document_id == self.document.id, inline))
            .where(Attribution.withdrawn_at.is_(None), *standing)
        )
        quoted = (
            select(Quote.note_id, cast(null(), Citation.id.type), Claim.public_id)
            .join(Claim, Claim.id == Quote.claim_id)
            .join(Note, Note.id == Quote.note_id)
            .where(Note.document_id == self.document.id, *standing)
        )
        return self.session.execute(union(cited, quoted)).all()


def _notes(rows: Sequence[int]) -> Any:
    return select(Note).where(Note.id.in_(rows))


def _citations(rows: Sequence[int]) -> Any:
    return select(Citation).where(Citation.id.in_(rows)).options(joinedload(Citation.source))
