"""People, one-time links, and sessions that live on the server and can be ended there.

Tokens are 256 random bits; only their SHA-256 is kept, which suffices since nobody can guess them.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from provenance import clock
from provenance.accounts.commands import AddUser
from provenance.accounts.models import SignInLink, User, WebSession
from provenance.accounts.queries import name_key
from provenance.audit.actor import Actor
from provenance.audit.models import INSTALLATION
from provenance.audit.record import Subject, record
from provenance.errors import AlreadyExists, InvalidInput, NotFound
from provenance.text import checked

LINK_LIFE = timedelta(days=7)
SESSION_LIFE = timedelta(days=30)
IDLE_LIFE = timedelta(days=3)
LONGEST_NAME = 80


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def add_user(session: Session, actor: Actor, command: AddUser) -> User:
    """A new person. Raises AlreadyExists where the name is taken, whatever its case."""
    name = " ".join(checked(command.name, "name").split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidInput.at("name", f"A name has 1 to {LONGEST_NAME} printable characters.")
    if session.scalars(select(User.id).where(User.name_key == name_key(name))).first():
        raise AlreadyExists(f"There is a person named {name!r} already.")
    user = User(
        name=name,
        name_key=name_key(name),
        is_administrator=command.is_administrator,
        created_at=clock.now(),
    )
    session.add(user)
    session.flush()
    after = {"name": name, "administrator": command.is_administrator}
    _record(session, actor, user, "add", command.reason, after)
    return user


def _record(
    session: Session, actor: Actor, user: User, verb: str, reason: str, after: dict[str, Any] | None
) -> None:
    record(
        session, actor, f"accounts:user:{verb}", chain=INSTALLATION,
        subject=Subject("user", user.name, user.name), reason=reason, after=after,
    )  # fmt: skip


def make_link(session: Session, actor: Actor, user: User, reason: str) -> str:
    """A token that signs the person in once, within a week."""
    if user.disabled_at is not None:
        raise InvalidInput(f"{user.name} can no longer sign in.")
    token = secrets.token_urlsafe(32)
    now = clock.now()
    link = SignInLink(
        token_hash=_hash(token), user_id=user.id, created_at=now, expires_at=now + LINK_LIFE
    )
    session.add(link)
    _record(session, actor, user, "link", reason, None)
    return token


def disable_user(session: Session, actor: Actor, user: User, reason: str) -> None:
    """Shut the person out at once: sessions and links are worth nothing. Asking again changes nothing.

    Raises InvalidInput for the last administrator who can still sign in.
    """
    if user.disabled_at is not None:
        return
    statement = select(User.id).where(User.is_administrator, User.disabled_at.is_(None))
    if user.is_administrator and list(session.scalars(statement.with_for_update())) == [user.id]:
        raise InvalidInput.at(
            "reason", f"{user.name} is the last administrator; add another first."
        )
    user.disabled_at = clock.now()
    for model in (WebSession.ended_at, SignInLink.used_at):
        held = update(model.class_).where(model.class_.user_id == user.id, model.is_(None))
        session.execute(held.values({model: user.disabled_at}))
    _record(session, actor, user, "disable", reason, {"disabled": True})


def enable_user(session: Session, actor: Actor, user: User, reason: str) -> None:
    """Let the person in again, with a new link."""
    if user.disabled_at is None:
        return
    user.disabled_at = None
    _record(session, actor, user, "enable", reason, {"disabled": False})


def use_link(session: Session, token: str) -> tuple[User, str]:
    """Spend a link: the person and the token of a new session. Raises NotFound if it is spent."""
    now = clock.now()
    spent = session.execute(
        update(SignInLink)
        .where(
            SignInLink.token_hash == _hash(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(SignInLink.user_id)
    ).one_or_none()
    user = session.get(User, spent.user_id) if spent else None
    if user is None or user.disabled_at is not None:
        raise NotFound("This sign-in link was used already, or is too old. Ask for a new one.")
    actor = Actor(user.name, user_id=user.id)
    _record(session, actor, user, "sign-in", "opened a sign-in link", None)
    return user, start_session(session, user)


def start_session(session: Session, user: User) -> str:
    """A fresh session; the returned token goes into the cookie and nowhere else."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session.add(
        WebSession(
            token_hash=_hash(token),
            user_id=user.id,
            data={"csrf_token": secrets.token_hex(32)},
            created_at=now,
            seen_at=now,
            expires_at=now + SESSION_LIFE,
        )
    )
    return token


def find_session(session: Session, token: str) -> WebSession | None:
    """The live session of a cookie's token, None where it ended, idled out or never was."""
    statement = select(WebSession).where(WebSession.token_hash == _hash(token))
    found = session.scalars(statement).one_or_none()
    now = clock.now()
    if found is None or found.ended_at is not None or found.expires_at <= now:
        return None
    if found.seen_at <= now - IDLE_LIFE or found.user.disabled_at is not None:
        return None
    return found


def end_session(session: Session, actor: Actor, token: str) -> None:
    """Sign out: the cookie's token is worth nothing from now on."""
    found = find_session(session, token)
    if found is not None:
        found.ended_at = clock.now()
        _record(session, actor, found.user, "sign-out", "signed out", None)
