"""What becomes of each hostile file when somebody uploads it: said plainly, nothing half-saved."""

import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from provenance.audit.actor import Actor
from provenance.config import Settings
from provenance.db.session import Database
from provenance.models import metadata
from provenance.web.app import create_app
from provenance.web.handing_over import SHORT
from tests.factories import records as make
from tests.functional.hostile.files import REFUSED, TOLD
from tests.functional.visitors import Visitor, someone

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")
ASIDE = {"sessions", "sign_in_links", "form_submissions"}
"""Tables in which a visit itself leaves something."""


@pytest.fixture
def slug(database: Database, actor: Actor) -> str:
    """An empty dossier."""
    return make.make_dossier(database, actor)


@pytest.fixture
def visitor(database: Database, settings: Settings, slug: str) -> Visitor:
    """An analyst of the dossier."""
    app: Flask = create_app(database, settings)
    return someone(app, database, "Ada Analyst", role="analyst", dossier=slug)


def rows(database: Database) -> dict[str, int]:
    """How many rows each table holds."""
    with database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
            if name not in ASIDE
        }


def upload(visitor: Visitor, slug: str, data: bytes, name: str) -> TestResponse:
    """Send a file as the page's form does."""
    values: dict[str, Any] = {"file": (BytesIO(data), name)}
    answer = visitor.post(f"/d/{slug}/imports/new", values)
    answer.request.environ["wsgi.input"].close()  # a long body lies in a file of the test client's
    return answer


def wait_for(visitor: Visitor, url: str, says: str) -> None:
    """The page of a draft says why its worker has given up."""
    for _ in range(1200):
        if says in visitor.get(url, follow_redirects=True).text:
            return
        time.sleep(0.5)
    raise AssertionError(f"the page has not said {says!r} after ten minutes")


def grown(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """Tables that hold more rows than before."""
    return {name for name, count in after.items() if count != before[name]}


@pytest.mark.parametrize("row", REFUSED)
def test_a_file_that_is_refused_leaves_nothing(
    database: Database, visitor: Visitor, slug: str, row: str
) -> None:
    file, before = REFUSED[row], rows(database)

    data = file.make()

    answer = upload(visitor, slug, data, file.name)

    if len(data) > SHORT and answer.status_code == 303:  # longer than the page waits for
        wait_for(visitor, answer.location, file.says)
        assert grown(before, rows(database)) <= {"import_drafts", "identifiers", "audit_entries"}
        return
    assert answer.status_code == file.status, answer.text
    assert file.says in answer.text
    assert rows(database) == before


@pytest.mark.parametrize("row", TOLD)
def test_a_file_that_is_odd_is_read_and_said_to_be_odd(
    visitor: Visitor, slug: str, row: str, home: Path
) -> None:
    file, data = TOLD[row], TOLD[row].make()

    answer = upload(visitor, slug, data, file.name)

    assert answer.status_code == 303, answer.text
    shown = visitor.get(answer.location)
    assert shown.status_code == 200
    assert file.says in shown.text
    kept = [path.read_bytes() for path in (home / "uploads").rglob("*") if path.is_file()]
    assert data in kept, "the bytes as they were received"
    assert not list(home.parent.rglob("evil"))


def test_a_form_with_a_huge_field_is_refused(visitor: Visitor, slug: str) -> None:
    answer = visitor.post(f"/d/{slug}/imports/new", {"title": "t", "text": "x" * 5_000_000})

    assert answer.status_code == 413


def test_a_file_over_the_limit_is_refused(
    database: Database, settings: Settings, slug: str
) -> None:
    app = create_app(database, replace(settings, max_upload=100_000))
    visitor = someone(app, database, "Bo Analyst", role="analyst", dossier=slug)

    assert upload(visitor, slug, b"a b " * 20_000, "most.txt").status_code == 303
    answer = upload(visitor, slug, b"a" * 100_001, "big.txt")

    assert answer.status_code == 413
    assert "Too large" in answer.text
