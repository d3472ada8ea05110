"""What the present request is about: who asks, in which dossier, over which snapshot."""

from typing import cast

from flask import current_app, g, session
from sqlalchemy.orm import Session

from provenance.accounts.models import User
from provenance.audit.actor import Actor
from provenance.config import Settings
from provenance.db.session import Database
from provenance.dossiers.models import Dossier


def database() -> Database:
    """The installation's database."""
    return cast(Database, current_app.extensions["provenance_database"])


def settings() -> Settings:
    """The installation's settings."""
    return cast(Settings, current_app.extensions["provenance_settings"])


def reader() -> Session:
    """One snapshot for the whole request, opened when first asked for."""
    if "reader" not in g:
        g.reader_context = database().reading()
        g.reader = g.reader_context.__enter__()
    return cast(Session, g.reader)


def close_reader(_error: BaseException | None = None) -> None:
    """Close the snapshot, if one was opened."""
    context = g.pop("reader_context", None)
    g.pop("reader", None)
    if context is not None:
        context.__exit__(None, None, None)


def person() -> User | None:
    """Who is signed in, None for a visitor."""
    user_id = getattr(session, "user_id", None)
    if user_id is None:
        return None
    if "person" not in g:
        g.person = reader().get(User, user_id)
    return cast(User | None, g.person)


def actor() -> Actor:
    """The signed-in person as the actor of services."""
    user = person()
    if user is None:
        raise RuntimeError("a view without a person cannot act")
    return Actor(user.name, user_id=user.id)


def dossier() -> Dossier:
    """The dossier of the URL, checked before the view ran."""
    return cast(Dossier, g.dossier)


def is_reader() -> bool:
    """Whether the person may only read, so that words of restricted documents are withheld."""
    return role() == "reader"


def role() -> str:
    """The person's role in the dossier of the URL."""
    return cast(str, g.role)
