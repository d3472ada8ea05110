"""What the functional tests share: the application, an analyst's browser, and a count of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import event

from provenance.config import Settings
from provenance.db.session import Database
from provenance.web.app import create_app
from tests.factories import records as make
from tests.fixtures.browser import LiveServer
from tests.functional.entering import ADA, enter


@pytest.fixture
def app(sqlite_database: Database, settings: Settings) -> Flask:
    """The whole application, CSRF protection on as in production."""
    return create_app(sqlite_database, settings)


@pytest.fixture
def slug(live_server: LiveServer, page: Page) -> str:
    """A dossier in which the page's visitor is an analyst."""
    slug = make.make_dossier(live_server.database, ADA)
    enter(page, live_server, slug)
    return slug


@pytest.fixture
def count_queries(sqlite_database: Database) -> Callable[[Callable[[], Any]], int]:
    """How many statements an act sends to the database."""

    def count(act: Callable[[], Any]) -> int:
        sent: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            sent.append(statement)

        event.listen(sqlite_database.engine, "before_cursor_execute", note)
        act()
        event.remove(sqlite_database.engine, "before_cursor_execute", note)
        return len(sent)

    return count
