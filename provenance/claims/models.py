"""Claims, the words they rest on, and who asserts or denies them."""

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.citations.models import Citation
from provenance.db.base import Base, DossierRecord, RowKey, live_unique, record_args, refers_to
from provenance.db.types import Date, Word, json_column
from provenance.documents.models import Document, Note
from provenance.sources.models import Organisation, Person, Source
from provenance.values import DateText
from provenance.vocabulary import (
    ATTRIBUTION_STRENGTHS,
    CLAIM_KINDS,
    CLAIM_STATUSES,
    DIRECTNESS,
    HEDGERS,
    INTERESTS,
    LINK_BASES,
    ORPHAN_STATES,
    POLARITIES,
)


class Claim(DossierRecord, Base):
    """One checkable statement in the analyst's words."""

    __tablename__ = "claims"
    __table_args__ = record_args()

    text: Mapped[str]
    kind: Mapped[str | None] = mapped_column(Word(*CLAIM_KINDS))
    universal: Mapped[bool | None]
    negative: Mapped[bool | None]
    time: Mapped[DateText | None] = mapped_column(Date)
    as_of: Mapped[DateText | None] = mapped_column(Date)
    place: Mapped[str | None]
    quantity: Mapped[dict[str, Any] | None] = mapped_column(json_column())
    importance: Mapped[int | None]
    topics: Mapped[list[str] | None] = mapped_column(json_column())
    status: Mapped[str | None] = mapped_column(Word(*CLAIM_STATUSES))


class ClaimSubject(Base):
    """An organisation or person that the claim is about."""

    __tablename__ = "claim_subjects"

    id: Mapped[RowKey]
    claim_id: Mapped[int] = refers_to("claims.id")
    number: Mapped[int]
    organisation_id: Mapped[int | None] = refers_to("organisations.id")
    person_id: Mapped[int | None] = refers_to("persons.id")

    organisation: Mapped[Organisation | None] = relationship()
    person: Mapped[Person | None] = relationship()


class Quote(Base):
    """The exact words in a document or note (W3C TextQuoteSelector and TextPositionSelector).

    ``orphan``: the newest revision has no such words any more; ``open`` until a person anchors the
    quote anew or lets it stand (``kept``) for the reason given. An orphan has no offsets.
    """

    __tablename__ = "quotes"

    id: Mapped[RowKey]
    claim_id: Mapped[int] = refers_to("claims.id")
    number: Mapped[int]
    document_id: Mapped[int | None] = refers_to("documents.id")
    note_id: Mapped[int | None] = refers_to("notes.id")
    exact: Mapped[str]
    prefix: Mapped[str | None]
    suffix: Mapped[str | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    orphan: Mapped[str | None] = mapped_column(Word(*ORPHAN_STATES))
    orphan_reason: Mapped[str | None]

    document: Mapped[Document | None] = relationship()
    note: Mapped[Note | None] = relationship()


class Attribution(DossierRecord, Base):
    """One per claim, source and polarity: the stance of the source and how it reached us.

    ``polarity`` is as given (absent means asserts); ``polarity_key`` is never absent.
    """

    __tablename__ = "attributions"
    __table_args__ = record_args(
        live_unique("uq_attributions_live", "claim_id", "source_id", "polarity_key")
    )

    claim_id: Mapped[int] = refers_to("claims.id")
    source_id: Mapped[int] = refers_to("sources.id")
    polarity: Mapped[str | None] = mapped_column(Word(*POLARITIES))
    polarity_key: Mapped[str] = mapped_column(Word(*POLARITIES))
    interest: Mapped[str | None] = mapped_column(Word(*INTERESTS))
    strength: Mapped[str | None] = mapped_column(Word(*ATTRIBUTION_STRENGTHS))
    directness: Mapped[str | None] = mapped_column(Word(*DIRECTNESS))
    link_basis: Mapped[str | None] = mapped_column(Word(*LINK_BASES))

    claim: Mapped[Claim] = relationship()
    source: Mapped[Source] = relationship()


class AttributionCitation(Base):
    """The citations in which the source is cited for the claim."""

    __tablename__ = "attribution_citations"
    __table_args__ = (UniqueConstraint("attribution_id", "citation_id"),)

    id: Mapped[RowKey]
    attribution_id: Mapped[int] = refers_to("attributions.id", index=False)
    number: Mapped[int]
    citation_id: Mapped[int] = refers_to("citations.id")

    citation: Mapped[Citation] = relationship()


class AttributionVia(Base):
    """Those through whom the information reached us, nearest to us first."""

    __tablename__ = "attribution_via"

    id: Mapped[RowKey]
    attribution_id: Mapped[int] = refers_to("attributions.id")
    number: Mapped[int]
    source_id: Mapped[int | None] = refers_to("sources.id")
    person_id: Mapped[int | None] = refers_to("persons.id")

    source: Mapped[Source | None] = relationship()
    person: Mapped[Person | None] = relationship()


class Hedge(Base):
    """Words that weaken the claim, and whose they are: the source's or the author's."""

    __tablename__ = "hedges"

    id: Mapped[RowKey]
    attribution_id: Mapped[int] = refers_to("attributions.id")
    number: Mapped[int]
    text: Mapped[str]
    by: Mapped[str | None] = mapped_column(Word(*HEDGERS))


class DependenceClaim(Base):
    """Claims for which alone a dependence between two sources holds."""

    __tablename__ = "dependence_claims"

    id: Mapped[RowKey]
    dependence_id: Mapped[int] = refers_to("dependences.id")
    number: Mapped[int]
    claim_id: Mapped[int] = refers_to("claims.id")
