"""Sessions that live in the database: signing out, or losing the account, ends them at once.

The cookie holds a random token and nothing else. A visitor without a session has an empty, unsaved one.
"""

from copy import deepcopy
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.exc import OperationalError

from provenance import clock
from provenance.accounts.models import WebSession
from provenance.accounts.service import find_session
from provenance.db.session import Database

COOKIE = "provenance_session"
SEEN_EVERY = timedelta(minutes=10)
LIFE_SECONDS = 30 * 24 * 3600


class ServerSession(dict[str, Any], SessionMixin):
    """What a session remembers; ``row_id`` and ``user_id`` are None for a visitor."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        super().__init__(data or {})
        self.first = deepcopy(dict(self))
        self.row_id: int | None = None
        self.user_id: int | None = None
        self.seen_long_ago = False

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return dict(self) != self.first


class DatabaseSessions(SessionInterface):
    """Opens and saves :class:`ServerSession` rows."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session of the request's cookie, or an empty one."""
        token = request.cookies.get(COOKIE)
        if not token or request.path.startswith("/static/"):
            return ServerSession()
        with self.database.reading() as reader:
            row = find_session(reader, token)
            if row is None:
                return ServerSession()
            opened = ServerSession(row.data)
            opened.row_id, opened.user_id = row.id, row.user_id
            opened.seen_long_ago = row.seen_at < clock.now() - SEEN_EVERY
            return opened

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep what changed, and now and then that the person was here."""
        if not isinstance(session, ServerSession) or session.row_id is None:
            return
        if not session.changed and not session.seen_long_ago:
            return
        try:
            self._keep(session)
        except OperationalError:
            if session.changed:  # that somebody was here can be kept next time, when it is free
                raise

    def _keep(self, session: ServerSession) -> None:
        with self.database.writing() as writer:
            row = writer.get(WebSession, session.row_id)
            if row is not None:
                row.data, row.seen_at = dict(session), clock.now()
                writer.commit()


def set_cookie(response: Response, token: str, *, secure: bool) -> None:
    """Hand the token to the browser, out of reach of scripts and of other sites."""
    response.set_cookie(
        COOKIE, token, max_age=LIFE_SECONDS, httponly=True, samesite="Lax", secure=secure
    )
