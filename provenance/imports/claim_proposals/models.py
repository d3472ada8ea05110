"""Clauses of a document that wait to be taken as claims. They are none: nothing counts, scores or
dumps them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.citations.models import Citation
from provenance.claims.models import Claim
from provenance.db.base import Base, DossierRecord, RowKey, record_args, refers_to
from provenance.db.types import Date, Word, json_column
from provenance.documents.models import Document, Revision
from provenance.values import DateText
from provenance.vocabulary import (
    ATTRIBUTION_STRENGTHS,
    CLAIM_KINDS,
    INTERESTS,
    LINK_BASES,
    POLARITIES,
)

WAITING, TAKEN, REJECTED = "waiting", "taken", "rejected"
STATUSES = (WAITING, TAKEN, REJECTED)
VOICE, VIA, NAMED = "voice", "via", "named"
PARTS = (VOICE, VIA, NAMED)


class ClaimProposal(DossierRecord, Base):
    """One clause: where it stands (offsets in the revision's text, with its words and what stands
    around them, so that it can be found again), what is suggested as the statement, and on what it
    rests. ``claim`` is what was made of it; ``decided_at`` is one moment for all that one act decided.
    """

    __tablename__ = "claim_proposals"
    __table_args__ = record_args(
        Index("ix_claim_proposals_document_id_status_start", "document_id", "status", "start")
    )

    document_id: Mapped[int] = refers_to("documents.id", index=False)
    revision_id: Mapped[int] = refers_to("revisions.id")
    start: Mapped[int | None]
    end: Mapped[int | None]
    exact: Mapped[str]
    prefix: Mapped[str | None]
    suffix: Mapped[str | None]
    text: Mapped[str]
    kind: Mapped[str | None] = mapped_column(Word(*CLAIM_KINDS))
    basis: Mapped[str] = mapped_column(Word(*LINK_BASES))
    polarity: Mapped[str] = mapped_column(Word(*POLARITIES))
    interest: Mapped[str | None] = mapped_column(Word(*INTERESTS))
    strength: Mapped[str | None] = mapped_column(Word(*ATTRIBUTION_STRENGTHS))
    hedges: Mapped[list[dict[str, Any]] | None] = mapped_column(json_column())
    time: Mapped[DateText | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(Word(*STATUSES))
    claim_id: Mapped[int | None] = refers_to("claims.id")
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]

    document: Mapped[Document] = relationship()
    revision: Mapped[Revision] = relationship()
    claim: Mapped[Claim | None] = relationship()


class ClaimProposalCitation(Base):
    """A citation that the clause rests on. ``part``: its source is a voice, or a relay (via), or the
    text names somebody there of whom nobody has said yet who it is (named)."""

    __tablename__ = "claim_proposal_citations"
    __table_args__ = (UniqueConstraint("proposal_id", "citation_id", "part"),)

    id: Mapped[RowKey]
    proposal_id: Mapped[int] = refers_to("claim_proposals.id", index=False)
    number: Mapped[int]
    citation_id: Mapped[int] = refers_to("citations.id")
    part: Mapped[str] = mapped_column(Word(*PARTS))
    basis: Mapped[str] = mapped_column(Word(*LINK_BASES))

    citation: Mapped[Citation] = relationship()
