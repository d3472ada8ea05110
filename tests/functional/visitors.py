"""People in front of the application, without a browser: each has cookies and sends real tokens."""

import re
from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from provenance.accounts.commands import AddUser
from provenance.accounts.service import add_user, make_link
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.commands import GrantRole
from provenance.dossiers.service import grant_role
from tests.factories.records import REASON, in_transaction

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SETUP = Actor("Set-up")


def sign_in_link(
    database: Database, name: str, *, role: str | None = None, dossier: str | None = None,
    administrator: bool = False,
) -> str:  # fmt: skip
    """Add a person, give a role where asked, and return the token of a one-time link."""

    def act(session: Any) -> str:
        user = add_user(session, SETUP, AddUser(name, REASON, administrator))
        if role and dossier:
            grant_role(session, SETUP, GrantRole(dossier, name, role, REASON))
        return make_link(session, SETUP, user, REASON)

    token: str = in_transaction(database, act)
    return token


def grant_role_to(database: Database, name: str, role: str, dossier: str) -> None:
    """Give somebody known a role."""
    command = GrantRole(dossier, name, role, REASON)
    in_transaction(database, lambda session: grant_role(session, SETUP, command))


class Visitor:
    """A browser of somebody who may or may not be signed in; CSRF protection is on."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.token = ""

    def sign_in(self, link: str) -> "Visitor":
        """Open a one-time link and take the form token that every page carries."""
        answer = self.client.get(f"/sign-in/{link}")
        assert answer.status_code == 303, answer.text
        found = TOKEN.search(self.client.get("/").text)
        assert found, "the home page holds no form token"
        self.token = found[1]
        return self

    def get(self, url: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(url, buffered=True, **options)

    def post(self, url: str, values: Mapping[str, Any] | None = None) -> TestResponse:
        """Send a form with its token."""
        return self.client.post(url, data={"csrf_token": self.token, **(values or {})})

    def send(self, method: str, url: str) -> TestResponse:
        """Any method; with an empty form where it takes a body."""
        body = None if method == "GET" else {"csrf_token": self.token}
        return self.client.open(url, method=method, data=body)

    @property
    def cookie(self) -> str:
        """The session's token as the browser keeps it."""
        cookie = self.client.get_cookie("provenance_session")
        assert cookie is not None
        return cookie.value


def someone(app: Flask, database: Database, name: str, **role: Any) -> Visitor:
    """A signed-in person, new to the installation."""
    return Visitor(app).sign_in(sign_in_link(database, name, **role))
