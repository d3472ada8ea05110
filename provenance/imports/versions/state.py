"""All that anchors in a document, as plain JSON: its notes with their calls, its citations, the quotes
of claims and remarks in it. Kept with a revision when another one takes its place, so that what stood
where is known of each; and compared, to tell what was built on a revision since.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from provenance.citations.models import Citation
from provenance.claims.models import Claim, Quote
from provenance.documents.models import Document, Marker, Note, Revision
from provenance.imports.claim_proposals.models import ClaimProposal
from provenance.relations.models import Remark
from provenance.sources.models import Source

State = dict[str, Any]
"""``document``, and lists of ``notes``, ``citations``, ``quotes``, ``remarks`` and ``proposals`` (of
claims); records by public id."""
NOTE = ("label", "number", "kind", "text", "section", "former")
CITATION = (
    "start", "end", "number", "text", "status", "rule", "signal", "locator", "match",
    "match_reason", "former",
)  # fmt: skip
QUOTE = ("number", "exact", "prefix", "suffix", "start", "end", "orphan", "orphan_reason")
PROPOSAL = ("start", "end", "exact", "prefix", "suffix", "status")
MARKER = ("start", "end", "before")
Record = dict[str, Any]


def standing(session: Session, document: Document) -> State:
    """What anchors in the document now; withdrawn notes and citations left out. Needs what is pending
    flushed. A fixed number of queries."""
    session.flush()
    return {
        "document": {"sha256": document.sha256},
        "notes": _notes(session, document),
        "citations": _citations(session, document),
        "quotes": _quotes(session, document),
        "remarks": remarks_in(session, document),
        "proposals": _proposals(session, document),
    }


def _notes(session: Session, document: Document) -> list[Record]:
    calls = _calls(session, document)
    statement = (
        select(Note.id, Note.public_id, *(getattr(Note, name) for name in NOTE))
        .where(Note.document_id == document.id, Note.withdrawn_at.is_(None))
        .order_by(Note.number, Note.id)
    )
    return [
        {"id": row.public_id, **_filled(row, NOTE), "markers": calls.get(row.id, [])}
        for row in session.execute(statement)
    ]


def _calls(session: Session, document: Document) -> dict[int, list[Record]]:
    statement = (
        select(Marker.note_id, *(getattr(Marker, name) for name in MARKER))
        .join(Note, Note.id == Marker.note_id)
        .where(Note.document_id == document.id)
        .order_by(Marker.note_id, Marker.number)
    )
    found: dict[int, list[Record]] = {}
    for row in session.execute(statement):
        found.setdefault(row.note_id, []).append(_filled(row, MARKER))
    return found


def _citations(session: Session, document: Document) -> list[Record]:
    follows, quoted = aliased(Citation), aliased(Citation)
    statement = (
        select(
            Citation.public_id, Note.public_id.label("note"), Source.public_id.label("source"),
            follows.public_id.label("resolves_to"), quoted.public_id.label("quoted_in"),
            *(getattr(Citation, name) for name in CITATION),
        )
        .outerjoin(Note, Note.id == Citation.note_id)
        .outerjoin(Source, Source.id == Citation.source_id)
        .outerjoin(follows, follows.id == Citation.resolves_to_id)
        .outerjoin(quoted, quoted.id == Citation.quoted_in_id)
        .where(
            or_(Note.document_id == document.id, Citation.document_id == document.id),
            Citation.withdrawn_at.is_(None),
        )
        .order_by(Note.number, Citation.start, Citation.number, Citation.id)
    )  # fmt: skip
    names = ("note", "source", "resolves_to", "quoted_in", *CITATION)
    return [{"id": row.public_id, **_filled(row, names)} for row in session.execute(statement)]


def _quotes(session: Session, document: Document) -> list[Record]:
    statement = (
        select(
            Claim.public_id.label("claim"), Note.public_id.label("note"),
            *(getattr(Quote, name) for name in QUOTE),
        )
        .select_from(Quote)
        .join(Claim, Claim.id == Quote.claim_id)
        .outerjoin(Note, Note.id == Quote.note_id)
        .where(or_(Quote.document_id == document.id, Note.document_id == document.id))
        .order_by(Claim.public_id, Quote.number)
    )  # fmt: skip
    names = ("claim", "note", *QUOTE)
    return [_filled(row, names) for row in session.execute(statement)]


def remarks_in(session: Session, document: Document) -> list[Record]:
    """Remarks that quote the document or a note of it: ``id`` and ``quote``."""
    statement = select(Remark.public_id, Remark.quote).where(
        Remark.dossier_id == document.dossier_id, Remark.withdrawn_at.is_(None)
    )
    found = [(row[0], row[1]) for row in session.execute(statement.order_by(Remark.public_id))]
    quoting = [(name, quote) for name, quote in found if isinstance(quote, dict)]
    named = sorted({str(quote["note"]) for _, quote in quoting if quote.get("note")})
    notes = _note_ids(session, document, named)
    return [
        {"id": name, "quote": quote}
        for name, quote in quoting
        if quote.get("document") == document.public_id or quote.get("note") in notes
    ]


def _note_ids(session: Session, document: Document, named: Sequence[str]) -> set[str]:
    if not named:
        return set()
    statement = select(Note.public_id).where(Note.document_id == document.id)
    return set(session.scalars(statement)).intersection(named)


def _proposals(session: Session, document: Document) -> list[Record]:
    statement = (
        select(ClaimProposal.public_id, Revision.number.label("revision"),
               *(getattr(ClaimProposal, name) for name in PROPOSAL))
        .join(Revision, Revision.id == ClaimProposal.revision_id)
        .where(ClaimProposal.document_id == document.id, ClaimProposal.withdrawn_at.is_(None))
        .order_by(ClaimProposal.id)
    )  # fmt: skip
    names = ("revision", *PROPOSAL)
    return [{"id": row.public_id, **_filled(row, names)} for row in session.execute(statement)]


def _filled(row: Any, names: Iterable[str]) -> Record:
    """What a row holds, without what it leaves out."""
    values: Mapping[str, Any] = row._mapping
    return {name: values[name] for name in names if values[name] is not None}
