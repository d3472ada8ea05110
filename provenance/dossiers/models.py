"""Dossiers, who may do what in them, and the register of their public ids."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.accounts.models import User
from provenance.db.base import Base, RowKey, refers_to
from provenance.db.types import Word
from provenance.vocabulary import ROLES


class Dossier(Base):
    """A workspace of documents, sources and claims. The slug never changes: its audit chain bears it."""

    __tablename__ = "dossiers"

    id: Mapped[RowKey]
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Membership(Base):
    """A person's role in a dossier."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("dossier_id", "user_id"),)

    id: Mapped[RowKey]
    dossier_id: Mapped[int] = refers_to("dossiers.id", index=False)
    user_id: Mapped[int] = refers_to("users.id")
    role: Mapped[str] = mapped_column(Word(*ROLES))

    dossier: Mapped[Dossier] = relationship()
    user: Mapped[User] = relationship()


class Identifier(Base):
    """A public id in use: one namespace per dossier, whatever the kind of record."""

    __tablename__ = "identifiers"

    dossier_id: Mapped[int] = refers_to("dossiers.id", index=False, primary_key=True)
    public_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
