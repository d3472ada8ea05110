"""People who sign in, their one-time links, and their sessions (kept on the server)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.db.base import Base, RowKey, refers_to
from provenance.db.types import RowId, json_column


class User(Base):
    """A person who may sign in. ``name_key`` is the name case-folded: no two people differ in case."""

    __tablename__ = "users"

    id: Mapped[RowKey]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SignInLink(Base):
    """A link that signs its user in once. Only the SHA-256 of its random token is kept."""

    __tablename__ = "sign_in_links"

    id: Mapped[RowKey]
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = refers_to("users.id")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class WebSession(Base):
    """A signed-in browser. Only the SHA-256 of the cookie's random token is kept."""

    __tablename__ = "web_sessions"

    id: Mapped[RowKey]
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = refers_to("users.id")
    data: Mapped[dict[str, Any]] = mapped_column(json_column())
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class FormSubmission(Base):
    """A form that has had its effect, by the random token it carried and a keyed digest of
    what was in it: sent twice, it acts once; gone back to and changed, it is another act."""

    __tablename__ = "form_submissions"

    token: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = refers_to("users.id")
    target: Mapped[str]
    created_at: Mapped[datetime]


class TourPlace(Base):
    """How far a person is on the tour: the word of a step, and when she left or finished it."""

    __tablename__ = "tour_places"

    user_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("users.id"), primary_key=True, autoincrement=False
    )
    step: Mapped[str]
    updated_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
