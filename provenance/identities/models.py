"""Acts on the identity of sources: what was merged or split, and what each record was before."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.db.base import Base, DossierRecord, record_args, refers_to
from provenance.db.types import Word, json_column
from provenance.sources.models import Source

IDENTITY_KINDS = ("merge", "split")


class IdentityAct(DossierRecord, Base):
    """A merge or a split. ``source`` is the one that was kept or divided, ``other`` the one merged
    into it or made from it; ``withdrawn_at`` says when it was undone.

    ``changes`` lists what was done to each record (``identities.changes.Change``), ``standing`` the
    public ids of all that hung on either side at that moment.
    """

    __tablename__ = "identity_acts"
    __table_args__ = record_args()

    kind: Mapped[str] = mapped_column(Word(*IDENTITY_KINDS))
    source_id: Mapped[int] = refers_to("sources.id")
    other_id: Mapped[int] = refers_to("sources.id")
    reason: Mapped[str]
    by: Mapped[str]
    created_at: Mapped[datetime]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(json_column())
    standing: Mapped[list[str]] = mapped_column(json_column())

    source: Mapped[Source] = relationship(foreign_keys="IdentityAct.source_id")
    other: Mapped[Source] = relationship(foreign_keys="IdentityAct.other_id")
