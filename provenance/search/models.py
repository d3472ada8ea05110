"""Derived tables behind lists and search; every row can be made again from the records.

Triggers (revision 0007) note in ``search_due`` what a statement touched, whoever sent it;
``keeping`` works that off before the same transaction commits.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Select, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from provenance.db.base import Base, RowKey, refers_to
from provenance.db.types import RowId
from provenance.search.words import Words

Statement = Select[*tuple[Any, ...]]

DUE = Table(
    "search_due",
    Base.metadata,
    Column("kind", Text, nullable=False),
    Column("row_id", RowId, nullable=False),
    Index("ix_search_due_row_id_kind", "row_id", "kind"),
)
"""Records whose entries here are not yet up to date: a kind of ``texts.KINDS`` and a row."""


class SearchText(Base):
    """Words by which a record is found. ``kind`` and ``row_id`` say whose words they are: a note is
    kept once, however many claims rest on it. Long texts stand in overlapping parts."""

    __tablename__ = "search_texts"
    __table_args__ = (UniqueConstraint("row_id", "kind", "part"),)

    id: Mapped[RowKey]
    dossier_id: Mapped[int] = refers_to("dossiers.id")
    kind: Mapped[str]
    row_id: Mapped[int] = mapped_column(RowId)
    part: Mapped[int]
    words: Mapped[Sequence[str]] = mapped_column(Words)


class ClaimIndex(Base):
    """One claim as the list filters, counts and sorts it. ``profile``: bits of
    :mod:`search.profile`; ``name``: its public id; ``probability`` is null where the claim is not
    scored; ``links``: numbers of the records on which it rests (:func:`search.finding.code`)."""

    __tablename__ = "claim_index"
    __table_args__ = (Index("ix_claim_index_dossier_id_profile", "dossier_id", "profile"),)

    claim_id: Mapped[int] = refers_to("claims.id", primary_key=True, index=False)
    dossier_id: Mapped[int] = refers_to("dossiers.id", index=False)
    profile: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    importance: Mapped[int]
    probability: Mapped[float | None]
    links: Mapped[str]


class ClaimLink(Base):
    """What a claim rests on (``kind``: source, organisation, document, note, citation, quote), for
    facets and for finding the claim by words of those."""

    __tablename__ = "claim_links"
    __table_args__ = (Index("ix_claim_links_target", "kind", "row_id", "claim_id"),)

    claim_id: Mapped[int] = refers_to("claims.id", primary_key=True, index=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    dossier_id: Mapped[int] = refers_to("dossiers.id", index=False)
