"""A person's dossiers side by side: what is in each, and what awaits somebody there.

One query per count, whatever the number of dossiers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from provenance.accounts.models import User
from provenance.citations.models import Citation
from provenance.claims.models import Claim
from provenance.claims.queries import stands, unsourced
from provenance.documents.models import Document
from provenance.dossiers.models import Dossier, Membership
from provenance.dossiers.queries import dossiers_of
from provenance.imports.models import WAITING, ImportDraft
from provenance.ratings.queries import unrated
from provenance.relations.models import Case, Relation
from provenance.reports.awaiting import UNDECIDED
from provenance.reports.shelf_of_documents import awaits_source
from provenance.sources.models import Source

Counts = dict[int, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What nobody has settled yet in a dossier."""

    drafts: int = 0
    unrated_sources: int = 0
    undecided: int = 0
    unresolved_citations: int = 0
    unsourced_claims: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return (
            self.drafts + self.unrated_sources + self.undecided
            + self.unresolved_citations + self.unsourced_claims
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One dossier with the person's role in it, its counts and what awaits."""

    slug: str
    title: str
    role: str
    documents: int
    sources: int
    claims: int
    waiting: Waiting


def shelf_of(session: Session, user: User) -> list[ShelfRow]:
    """Every dossier that the person may open, by slug."""
    dossiers = dossiers_of(session, user)
    ids = [dossier.id for dossier in dossiers]
    roles = _roles(session, user)
    documents, sources, claims = (
        _count(session, _live(model, ids)) for model in (Document, Source, Claim)
    )
    waiting = waiting_in(session, ids)
    return [
        ShelfRow(
            dossier.slug, dossier.title, roles.get(dossier.id, "administrator"),
            documents.get(dossier.id, 0), sources.get(dossier.id, 0), claims.get(dossier.id, 0),
            waiting[dossier.id],
        )
        for dossier in dossiers
    ]  # fmt: skip


def waiting_in(session: Session, dossier_ids: Sequence[int]) -> dict[int, Waiting]:
    """Dossier row → what awaits somebody there."""
    drafts = _live(ImportDraft, dossier_ids).where(ImportDraft.status.in_(WAITING))
    citations = _live(Citation, dossier_ids).where(awaits_source(), Citation.former.is_not(True))
    found = [
        _count(session, statement)
        for statement in (
            drafts, _live(Source, dossier_ids).where(unrated()), _undecided(dossier_ids), citations,
            _live(Claim, dossier_ids).where(unsourced()),
        )
    ]  # fmt: skip
    return {one: Waiting(*(counts.get(one, 0) for counts in found)) for one in dossier_ids}


def _live(model: Any, dossier_ids: Iterable[int]) -> Select[Any]:
    statement = select(model.dossier_id, func.count()).group_by(model.dossier_id)
    statement = statement.where(
        model.dossier_id.in_(list(dossier_ids)), model.withdrawn_at.is_(None)
    )
    return statement.where(stands()) if model is Claim else statement


def _undecided(dossier_ids: Iterable[int]) -> Select[Any]:
    """Contradictions in force whose case is open, reopened or not begun."""
    a, b = aliased(Claim), aliased(Claim)
    return (
        _live(Relation, dossier_ids)
        .join(a, a.id == Relation.a_id)
        .join(b, b.id == Relation.b_id)
        .outerjoin(Case, (Case.relation_id == Relation.id) & Case.withdrawn_at.is_(None))
        .where(
            stands(a), stands(b), or_(Relation.kind == "contradicts", Case.id.is_not(None)),
            or_(Case.id.is_(None), Case.status.in_(UNDECIDED)),
        )
    )  # fmt: skip


def _count(session: Session, statement: Select[Any]) -> Counts:
    return {row[0]: row[1] for row in session.execute(statement)}


def _roles(session: Session, user: User) -> dict[int, str]:
    statement = select(Membership.dossier_id, Membership.role).join(Dossier)
    mine = session.execute(statement.where(Membership.user_id == user.id))
    return {row[0]: row[1] for row in mine}
