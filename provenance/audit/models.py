"""Audit chains and their entries. Triggers refuse UPDATE and DELETE of entries (see migrations)."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from provenance.db.base import Base, RowKey, refers_to

INSTALLATION = "installation"
"""Name of the chain that belongs to no dossier; a slug cannot take it."""


class AuditChain(Base):
    """The head of one chain: a dossier's (named by its slug) or the installation's."""

    __tablename__ = "audit_chains"

    id: Mapped[RowKey]
    name: Mapped[str] = mapped_column(unique=True)
    length: Mapped[int] = mapped_column(default=0)
    head: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditEntry(Base):
    """One act: its canonical body and its place in the chain.

    Subject columns repeat what the body says, so that a history is one indexed look-up.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        UniqueConstraint("chain_id", "sequence"),
        Index("ix_audit_entries_subject", "chain_id", "subject_kind", "subject_id"),
    )

    id: Mapped[RowKey]
    chain_id: Mapped[int] = refers_to("audit_chains.id", index=False)
    sequence: Mapped[int]
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    entry_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    body: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
    verb: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[str]
