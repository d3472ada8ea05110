"""Making dossiers and giving people roles in them."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.accounts.models import User
from provenance.accounts.queries import user_by_name
from provenance.audit.actor import Actor
from provenance.audit.models import INSTALLATION
from provenance.audit.record import Subject, record, start_chain
from provenance.dossiers.commands import CreateDossier, GrantRole
from provenance.dossiers.models import Dossier, Membership
from provenance.dossiers.queries import dossier_by_slug, slug_taken
from provenance.errors import AlreadyExists, InvalidInput
from provenance.text import checked
from provenance.vocabulary import ROLES

SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
RESERVED = frozenset({INSTALLATION, "new"})


def check_slug(slug: str) -> None:
    """Raise :class:`InvalidInput` where a slug could not stand in a URL."""
    if not SLUG.fullmatch(slug) or slug in RESERVED:
        raise InvalidInput.at(
            "slug",
            f"{slug[:70]!r} cannot be a slug: use 1 to 100 letters, digits, hyphens, dots and "
            "underscores, beginning and ending with a letter or digit"
            + (", and not a reserved word." if slug in RESERVED else "."),
        )


def create_dossier(session: Session, actor: Actor, command: CreateDossier) -> Dossier:
    """A new dossier with its audit chain. Raises AlreadyExists where the slug is taken."""
    check_slug(command.slug)
    title = checked(command.title, "title").strip()
    if not title:
        raise InvalidInput.at("title", "Give the dossier a title.")
    if slug_taken(session, command.slug):
        raise AlreadyExists(f"A dossier {command.slug!r} exists already; choose another slug.")
    dossier = Dossier(slug=command.slug, title=title, created_at=clock.now())
    session.add(dossier)
    start_chain(session, command.slug)
    _record(session, actor, dossier, "create", command.reason, after={"title": title})
    session.flush()
    if command.owner_id is not None:
        owner = session.get_one(User, command.owner_id)
        _set_role(session, dossier, owner.id, None, "owner")
        _record_grant(session, actor, dossier, owner, None, "owner", command.reason)
    return dossier


def _record(
    session: Session, actor: Actor, dossier: Dossier, verb: str, reason: str,
    before: dict[str, str] | None = None, after: dict[str, str] | None = None,
) -> None:  # fmt: skip
    record(
        session, actor, f"dossiers:dossier:{verb}", chain=dossier.slug,
        subject=Subject("dossier", dossier.slug, dossier.title), reason=reason,
        before=before, after=after,
    )  # fmt: skip


def grant_role(session: Session, actor: Actor, command: GrantRole) -> None:
    """Give, change or take a role. The last owner cannot be removed: someone must answer."""
    dossier = dossier_by_slug(session, command.dossier)
    user = user_by_name(session, command.user)
    if command.role is not None and command.role not in ROLES:
        raise InvalidInput.at(
            "role", f"{command.role!r} is no role; use one of {', '.join(ROLES)}."
        )
    statement = select(Membership).where(Membership.dossier_id == dossier.id).with_for_update()
    memberships = {member.user_id: member for member in session.scalars(statement)}
    current = memberships.get(user.id)
    before = current.role if current else None
    if before == command.role:
        return
    owners = [member for member in memberships.values() if member.role == "owner"]
    if before == "owner" and len(owners) == 1:
        raise InvalidInput.at("role", "This is the dossier's last owner; name another owner first.")
    _set_role(session, dossier, user.id, current, command.role)
    _record_grant(session, actor, dossier, user, before, command.role, command.reason)


def _record_grant(
    session: Session, actor: Actor, dossier: Dossier, user: User,
    before: str | None, after: str | None, reason: str,
) -> None:  # fmt: skip
    _record(
        session, actor, dossier, "grant", reason,
        before={"user": user.name, "role": before or ""},
        after={"user": user.name, "role": after or ""},
    )  # fmt: skip


def _set_role(
    session: Session, dossier: Dossier, user_id: int, current: Membership | None, role: str | None
) -> None:
    if current is None:
        assert role is not None  # noqa: S101 - equal roles were handled before
        session.add(Membership(dossier_id=dossier.id, user_id=user_id, role=role))
    elif role is None:
        session.delete(current)
    else:
        current.role = role
    session.flush()
