"""Scoring runs and their results. Results are superseded, never overwritten: scores have a history."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.db.base import Base, RowKey, live_unique, refers_to
from provenance.db.types import Word, json_column
from provenance.vocabulary import CONFIDENCE_LEVELS, LIKELIHOOD_TERMS

NOT_MADE = "inputs_digest = ''"
"""The condition on an assessment that nobody made yet; every page asks for these."""


class Assessment(Base):
    """One run: which engine, configuration and inputs, and which act caused it. Without a digest of
    inputs it is asked for and not yet made (``due``)."""

    __tablename__ = "assessments"
    __table_args__ = (
        Index(
            "ix_assessments_due",
            "dossier_id",
            sqlite_where=text(NOT_MADE),
            postgresql_where=text(NOT_MADE),
        ),
    )

    id: Mapped[RowKey]
    dossier_id: Mapped[int] = refers_to("dossiers.id")
    engine: Mapped[str]
    config: Mapped[dict[str, Any]] = mapped_column(json_column())
    inputs_digest: Mapped[str]
    cause: Mapped[str]
    actor: Mapped[str]
    created_at: Mapped[datetime]


class ClaimResult(Base):
    """A claim's confidence as of one run. ``ledger`` is a list of {input, rule, log_odds, text}.

    ``heard``: what the claim says back of its sources, [source row, right, wrong] of each (counts);
    NULL in a result from before that was kept.
    """

    __tablename__ = "claim_results"
    __table_args__ = (
        live_unique("uq_claim_results_live", "claim_id", live="superseded_at IS NULL"),
    )

    id: Mapped[RowKey]
    assessment_id: Mapped[int] = refers_to("assessments.id")
    claim_id: Mapped[int] = refers_to("claims.id")
    probability: Mapped[float]
    lower: Mapped[float]
    upper: Mapped[float]
    likelihood: Mapped[str] = mapped_column(Word(*LIKELIHOOD_TERMS))
    confidence: Mapped[str] = mapped_column(Word(*CONFIDENCE_LEVELS))
    confidence_rule: Mapped[str]
    credibility: Mapped[str | None]
    origins: Mapped[int]
    organisations: Mapped[int]
    flags: Mapped[list[str]] = mapped_column(json_column())
    ledger: Mapped[list[dict[str, Any]]] = mapped_column(json_column())
    heard: Mapped[list[list[float]] | None] = mapped_column(json_column())
    superseded_at: Mapped[datetime | None]

    assessment: Mapped[Assessment] = relationship()


class SourceResult(Base):
    """A source's accuracy as of one run, with what is not known about it as an interval.

    ``heard_right``, ``heard_wrong``: the sums of what its claims in force say back of it. They are no
    score: they are brought along also where the accuracy hardly moves and stands.
    """

    __tablename__ = "source_results"
    __table_args__ = (
        live_unique("uq_source_results_live", "source_id", live="superseded_at IS NULL"),
    )

    id: Mapped[RowKey]
    assessment_id: Mapped[int] = refers_to("assessments.id")
    source_id: Mapped[int] = refers_to("sources.id")
    accuracy: Mapped[float]
    lower: Mapped[float]
    upper: Mapped[float]
    heard_right: Mapped[float | None]
    heard_wrong: Mapped[float | None]
    superseded_at: Mapped[datetime | None]

    assessment: Mapped[Assessment] = relationship()
