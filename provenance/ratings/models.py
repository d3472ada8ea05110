"""Ratings: reliability A-F of a source or person, credibility 1-6 of a claim."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from provenance.db.base import Base, DossierRecord, record_args, refers_to
from provenance.db.types import Date, Word, json_column
from provenance.values import DateText
from provenance.vocabulary import CREDIBILITY, RELIABILITY


class Rating(DossierRecord, Base):
    """One person's grade at one time, with its reason. A later one stamps ``superseded_at``."""

    __tablename__ = "ratings"
    __table_args__ = record_args()

    source_id: Mapped[int | None] = refers_to("sources.id")
    person_id: Mapped[int | None] = refers_to("persons.id")
    claim_id: Mapped[int | None] = refers_to("claims.id")
    grade: Mapped[str] = mapped_column(Word(*RELIABILITY, *CREDIBILITY))
    by: Mapped[str]
    user_id: Mapped[int | None] = refers_to("users.id")
    reason: Mapped[str | None]
    date: Mapped[DateText | None] = mapped_column(Date)
    scale: Mapped[str | None]
    scope: Mapped[dict[str, Any] | None] = mapped_column(json_column())
    created_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]
