"""Reading relations, cases, questions and remarks."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from provenance.claims.models import Claim
from provenance.relations.models import Case, Question, QuestionClaim, Relation, Remark


def relations_of(session: Session, claim_id: int) -> Sequence[Relation]:
    """Relations in force that touch a claim, with both claims."""
    statement = (
        select(Relation)
        .where(
            Relation.withdrawn_at.is_(None),
            or_(Relation.a_id == claim_id, Relation.b_id == claim_id),
        )
        .options(joinedload(Relation.a), joinedload(Relation.b))
        .order_by(Relation.kind, Relation.public_id)
    )
    return session.scalars(statement).all()


def contradictions(
    session: Session, dossier_id: int, *which: ColumnElement[bool]
) -> Sequence[tuple[Relation, Case | None]]:
    """Contradictions in force (and whatever else became a case), each with its case if it has one.
    ``which``: conditions on the relation."""
    statement = (
        contradicting(select(Relation, Case), dossier_id)
        .where(*which)
        .options(joinedload(Relation.a), joinedload(Relation.b))
        .order_by(Relation.public_id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def contradicting(statement: Any, dossier_id: int) -> Any:
    """A statement over relations, narrowed to those of ``contradictions`` and joined to their cases."""
    return statement.outerjoin(
        Case, (Case.relation_id == Relation.id) & Case.withdrawn_at.is_(None)
    ).where(
        Relation.dossier_id == dossier_id,
        Relation.withdrawn_at.is_(None),
        or_(Relation.kind == "contradicts", Case.id.is_not(None)),
        *(_claim_stands(column) for column in (Relation.a_id, Relation.b_id)),
    )


def _claim_stands(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    withdrawn = select(Claim.id).where(Claim.status == "withdrawn")
    return column.not_in(withdrawn)


def count_contradictions(session: Session, dossier_id: int) -> int:
    """How many contradictions stand in the dossier, decided or not."""
    counted = contradicting(select(func.count()).select_from(Relation), dossier_id)
    return session.scalar(counted) or 0


def case_of(session: Session, relation_id: int) -> Case | None:
    """The case of a relation, None where none was opened."""
    statement = select(Case).where(Case.relation_id == relation_id, Case.withdrawn_at.is_(None))
    return session.scalars(statement).one_or_none()


def relation_counts(session: Session, claim_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Claim row → how many relations of each kind touch it."""
    found: dict[int, dict[str, int]] = {}
    ids = list(claim_ids)
    for column in (Relation.a_id, Relation.b_id):
        statement = (
            select(column, Relation.kind, func.count())
            .where(Relation.withdrawn_at.is_(None), column.in_(ids))
            .group_by(column, Relation.kind)
        )
        for claim_id, kind, count in session.execute(statement):
            kinds = found.setdefault(claim_id, {})
            kinds[kind] = kinds.get(kind, 0) + count
    return found


def questions_of(session: Session, claim_id: int) -> Sequence[Question]:
    """Questions that a claim answers."""
    statement = (
        select(Question)
        .join(QuestionClaim, QuestionClaim.question_id == Question.id)
        .where(QuestionClaim.claim_id == claim_id, Question.withdrawn_at.is_(None))
    )
    return session.scalars(statement.order_by(Question.public_id)).all()


def remarks_on(session: Session, *, claim_id: int | None = None, relation_id: int | None = None,
               source_id: int | None = None) -> Sequence[Remark]:  # fmt: skip
    """The authors' remarks on a claim, relation or source."""
    statement = select(Remark).where(
        Remark.withdrawn_at.is_(None),
        or_(
            Remark.claim_id == claim_id if claim_id is not None else false(),
            Remark.relation_id == relation_id if relation_id is not None else false(),
            Remark.source_id == source_id if source_id is not None else false(),
        ),
    )
    return session.scalars(statement.order_by(Remark.public_id)).all()
