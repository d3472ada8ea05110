"""Reading dossiers and who may do what in them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.accounts.models import User
from provenance.dossiers.models import Dossier, Membership
from provenance.errors import NotFound
from provenance.text import problem_of


def dossier_by_slug(session: Session, slug: str) -> Dossier:
    """The dossier; raises :class:`NotFound`."""
    statement = select(Dossier).where(Dossier.slug == slug)
    found = None if problem_of(slug) else session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound(f"There is no dossier {slug!r}.")
    return found


def slug_taken(session: Session, slug: str) -> bool:
    """Whether a dossier of that slug exists."""
    return session.scalars(select(Dossier.id).where(Dossier.slug == slug)).first() is not None


def all_dossiers(session: Session) -> Sequence[Dossier]:
    """Every dossier of the installation, by slug."""
    return session.scalars(select(Dossier).order_by(Dossier.slug)).all()


def dossiers_of(session: Session, user: User) -> Sequence[Dossier]:
    """Dossiers that the person may open: her own, or all for an administrator."""
    if user.is_administrator:
        return all_dossiers(session)
    mine = select(Membership.dossier_id).where(Membership.user_id == user.id)
    return session.scalars(select(Dossier).where(Dossier.id.in_(mine)).order_by(Dossier.slug)).all()


def role_of(session: Session, user: User, dossier: Dossier) -> str | None:
    """The person's role in the dossier; an administrator has an owner's rights in all."""
    if user.is_administrator:
        return "owner"
    statement = select(Membership.role).where(
        Membership.user_id == user.id, Membership.dossier_id == dossier.id
    )
    return session.scalars(statement).one_or_none()


def members(session: Session, dossier: Dossier) -> Sequence[Membership]:
    """The people of a dossier with their roles, by name."""
    statement = select(Membership).join(User).where(Membership.dossier_id == dossier.id)
    return session.scalars(statement.order_by(User.name_key)).all()
