"""What waits for somebody in a dossier: the first of each kind, and how many there are."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from provenance.citations.models import Citation
from provenance.claims.models import Claim
from provenance.claims.queries import in_force, unsourced
from provenance.documents.models import Document, Note
from provenance.dossiers.models import Dossier
from provenance.imports.claim_proposals.queries import waiting_by_document
from provenance.imports.models import WAITING, ImportDraft
from provenance.ratings.queries import unrated
from provenance.relations.models import Case, Relation
from provenance.relations.queries import contradicting
from provenance.reports.pages import Awaiting, Few
from provenance.reports.revisions import open_orphans
from provenance.reports.shelf_of_documents import awaits_source
from provenance.reports.types import Link
from provenance.reports.withholding import WITHHELD, Sight
from provenance.sources.models import Source

UNDECIDED = ("open", "reopened")
MOST = 24
"""Of each kind; the rest is counted."""


def awaiting(
    session: Session, dossier: Dossier, rater: str | None = None, *, for_reader: bool = False
) -> Awaiting:
    """For one person: ``rater`` is the name under which she rates (None: nobody's own)."""
    return Awaiting(
        drafts=_drafts(session, dossier),
        unrated_sources=_unrated(session, dossier, rater),
        undecided=_undecided(session, dossier),
        citations=_unsettled(session, dossier, Sight(session, for_reader=for_reader)),
        unsourced_claims=_unsourced(session, dossier),
        proposals=_of_documents(session, waiting_by_document(session, dossier.id)),
        orphans=_of_documents(session, open_orphans(session, dossier.id)),
    )


def _few(session: Session, statement: Any) -> Few:
    """Of a statement for (public id, label)."""
    rows = session.execute(statement.add_columns(func.count().over()).limit(MOST)).all()
    return Few(tuple(Link(row[0], row[1]) for row in rows), rows[0][2] if rows else 0)


def _drafts(session: Session, dossier: Dossier) -> Few:
    statement = select(ImportDraft.public_id, ImportDraft.file_name).where(
        ImportDraft.dossier_id == dossier.id,
        ImportDraft.status.in_(WAITING),
        ImportDraft.withdrawn_at.is_(None),
    )
    return _few(session, statement.order_by(ImportDraft.created_at))


def _unrated(session: Session, dossier: Dossier, rater: str | None) -> Few:
    """Sources that carry claims and that this rater graded neither themselves nor by their person;
    without a rater, those that nobody graded."""
    statement = select(Source.public_id, Source.label).where(
        Source.dossier_id == dossier.id, Source.withdrawn_at.is_(None), unrated(rater)
    )
    return _few(session, statement.order_by(Source.label, Source.public_id))


def _undecided(session: Session, dossier: Dossier) -> Few:
    a, b = aliased(Claim), aliased(Claim)
    statement = (
        contradicting(select(Relation.public_id, a.text + " ⇄ " + b.text), dossier.id)
        .join(a, a.id == Relation.a_id)
        .join(b, b.id == Relation.b_id)
        .where(or_(Case.id.is_(None), Case.status.in_(UNDECIDED)))
    )
    return _few(session, statement.order_by(Relation.public_id))


def _unsettled(session: Session, dossier: Dossier, sight: Sight) -> Few:
    statement = (
        select(Citation, func.count().over())
        .where(
            Citation.dossier_id == dossier.id,
            Citation.withdrawn_at.is_(None),
            awaits_source(),
            Citation.former.is_not(True),
        )
        .options(joinedload(Citation.note).joinedload(Note.document))
        .order_by(Citation.public_id)
        .limit(MOST)
    )
    rows = session.execute(statement).all()
    links = (
        Link(each.public_id, WITHHELD if sight.hides_citation(each) else each.text)
        for each, _ in rows
    )
    return Few(tuple(links), rows[0][1] if rows else 0)


def _unsourced(session: Session, dossier: Dossier) -> Few:
    statement = select(Claim.public_id, Claim.text).where(*in_force(dossier.id), unsourced())
    return _few(session, statement.order_by(Claim.public_id))


def _of_documents(session: Session, waiting: Mapping[int, int]) -> Few:
    """Documents in which something waits, with how many there are."""
    statement = select(Document).where(Document.id.in_(waiting)).order_by(Document.title)
    links = tuple(
        Link(one.public_id, f"{waiting[one.id]} in {one.title}")
        for one in session.scalars(statement.limit(MOST))
    )
    return Few(links, len(waiting))
