"""Reading accounts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.accounts.models import User
from provenance.errors import NotFound
from provenance.text import problem_of


def name_key(name: str) -> str:
    """The form in which names are compared."""
    return " ".join(name.split()).casefold()


def user_by_name(session: Session, name: str) -> User:
    """The person of that name, whatever its case; raises :class:`NotFound`."""
    statement = select(User).where(User.name_key == name_key(name))
    found = None if problem_of(name) else session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound(f"There is no person named {name!r}; add one with `user add`.")
    return found


def all_users(session: Session) -> Sequence[User]:
    """Everybody, by name."""
    return session.scalars(select(User).order_by(User.name_key)).all()
