"""How claims stand to one another: relations, questions, cases, and the author's remarks."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.claims.models import Claim
from provenance.db.base import Base, DossierRecord, RowKey, live_unique, record_args, refers_to
from provenance.db.types import Word, json_column
from provenance.vocabulary import (
    CASE_STATUSES,
    RELATION_KINDS,
    RELATION_STRENGTHS,
    REMARK_VERDICTS,
)


class Relation(DossierRecord, Base):
    """A typed relation between two claims. ``low_id``/``high_id`` are the pair in the order in which
    it is unique: sorted where the kind is symmetric, else a and b."""

    __tablename__ = "relations"
    __table_args__ = record_args(live_unique("uq_relations_live", "low_id", "high_id", "kind"))

    a_id: Mapped[int] = refers_to("claims.id")
    b_id: Mapped[int] = refers_to("claims.id")
    low_id: Mapped[int] = refers_to("claims.id", index=False)
    high_id: Mapped[int] = refers_to("claims.id", index=False)
    kind: Mapped[str] = mapped_column(Word(*RELATION_KINDS))
    differs: Mapped[str | list[str] | None] = mapped_column(json_column())
    strength: Mapped[str | None] = mapped_column(Word(*RELATION_STRENGTHS))
    rationale: Mapped[str | None]
    by: Mapped[str | None]

    a: Mapped[Claim] = relationship(foreign_keys="Relation.a_id")
    b: Mapped[Claim] = relationship(foreign_keys="Relation.b_id")


class Question(DossierRecord, Base):
    """A question with rival claims. Absent ``exclusive`` means true, absent ``exhaustive`` false."""

    __tablename__ = "questions"
    __table_args__ = record_args()

    text: Mapped[str]
    exclusive: Mapped[bool | None]
    exhaustive: Mapped[bool | None]


class QuestionClaim(Base):
    """A claim that answers a question."""

    __tablename__ = "question_claims"

    id: Mapped[RowKey]
    question_id: Mapped[int] = refers_to("questions.id")
    number: Mapped[int]
    claim_id: Mapped[int] = refers_to("claims.id")

    question: Mapped[Question] = relationship()
    claim: Mapped[Claim] = relationship()


class Case(DossierRecord, Base):
    """A contradiction on its way: open, explained, resolved, accepted; reopened."""

    __tablename__ = "cases"
    __table_args__ = record_args(live_unique("uq_cases_live", "relation_id"))

    relation_id: Mapped[int] = refers_to("relations.id")
    status: Mapped[str] = mapped_column(Word(*CASE_STATUSES))
    rationale: Mapped[str | None]
    by: Mapped[str | None]
    favours: Mapped[str | None]
    decided_at: Mapped[datetime | None]

    relation: Mapped[Relation] = relationship()


class Remark(DossierRecord, Base):
    """What a document's author says about a claim, relation, source or question."""

    __tablename__ = "remarks"
    __table_args__ = record_args()

    claim_id: Mapped[int | None] = refers_to("claims.id")
    relation_id: Mapped[int | None] = refers_to("relations.id")
    source_id: Mapped[int | None] = refers_to("sources.id")
    question_id: Mapped[int | None] = refers_to("questions.id")
    verdict: Mapped[str] = mapped_column(Word(*REMARK_VERDICTS))
    by_id: Mapped[int | None] = refers_to("sources.id")
    favours: Mapped[str | None]
    quote: Mapped[Any] = mapped_column(json_column(), nullable=True)
