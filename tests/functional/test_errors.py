"""Errors are pages: each says what is wrong and what to do, and no log betrays a value."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import text

from provenance.audit.actor import Actor
from provenance.config import Settings
from provenance.db.session import Database
from provenance.errors import AlreadyExists, EditConflict, InvalidInput, StorageFull, UnreadableFile
from provenance.web.access import PERSON, needs
from provenance.web.app import create_app
from tests.factories.records import make_dossier
from tests.functional.visitors import Visitor, someone

SECRET = "Gulbuddin of Achin, +93 70 000 000"
TOO_MUCH = 5 * 1024 * 1024
LONG = "9" * 5000
QUERIES = ("page", "status", "person", "kind", "subject", "source", "likelihood", "q")


@pytest.fixture
def app(sqlite_database: Database, settings: Settings) -> Flask:
    """The application with pages that fail in every way."""
    app = create_app(sqlite_database, settings)

    @needs(PERSON)
    def fail(kind: str) -> str:
        raise {
            "409": EditConflict("Somebody else changed this."),
            "taken": AlreadyExists("It stands already."),
            "422": InvalidInput.at("date", "This is no date."),
            "507": StorageFull("The disk is full."),
            "unreadable": UnreadableFile("These bytes are no text."),
            "500": RuntimeError(SECRET),
        }[kind]

    @needs(PERSON)
    def fail_in_sql() -> str:
        with sqlite_database.reading() as session:
            session.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": SECRET})
        return ""

    app.add_url_rule("/fail/<kind>", "fail", fail)
    app.add_url_rule("/fail-in-sql", "fail_in_sql", fail_in_sql)
    return app


@pytest.fixture
def ada(app: Flask, sqlite_database: Database) -> Visitor:
    """Somebody signed in, without any role."""
    return someone(app, sqlite_database, "Ada")


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("409", 409, "Somebody else changed this."),
        ("taken", 409, "It stands already."),
        ("422", 422, "This is no date."),
        ("507", 507, "The disk is full."),
        ("unreadable", 422, "These bytes are no text."),
    ],
)
def test_a_designed_error_says_what_to_do(ada: Visitor, kind: str, status: int, said: str) -> None:
    answer = ada.get(f"/fail/{kind}")

    assert answer.status_code == status
    assert said in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize("url", ["/fail/500", "/fail-in-sql"])
def test_our_own_mistake_has_an_id_that_the_log_knows_and_no_value(
    ada: Visitor, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = ada.get(url)

    number = re.search(r"<code>([0-9a-f]{8})</code>", answer.text)
    assert answer.status_code == 500
    assert number
    assert number[1] in caplog.text
    for word in ("Traceback", "Gulbuddin", "+93"):
        assert word not in caplog.text
        assert word not in answer.text


def test_a_broken_database_gets_an_answer_and_no_traceback(
    app: Flask, ada: Visitor, sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE web_sessions RENAME TO gone")

    answer = ada.get("/")

    assert answer.status_code == 500
    assert "Our mistake" in answer.text
    assert "Traceback" not in caplog.text
    assert ada.cookie not in caplog.text


def test_an_unknown_page_and_an_unknown_method_are_told_apart(ada: Visitor) -> None:
    unknown, wrong_way = ada.get("/no/such/page"), ada.client.delete("/")

    assert unknown.status_code == 404
    assert "Check the address" in unknown.text
    assert wrong_way.status_code in (400, 405)
    assert ada.client.get("/sign-out").status_code == 405
    assert "POST" in ada.client.get("/sign-out").headers["Allow"]


@pytest.mark.parametrize(
    "url",
    [
        "/d/a%00b", "/d/%00", "/people?x=%00", "/d/x?page=%00", "/%00", "/sign-in/%00",
        "/d/%ED%A0%80", f"/d/{LONG}", f"/d/x/claims/{LONG}", "/d/..%2f..%2fetc",
        "/d/100000000000000000000",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_impossible_address_is_answered(ada: Visitor, url: str, method: str) -> None:
    assert ada.send(method, url).status_code in (403, 404, 405, 422)


@pytest.mark.parametrize(
    "value", ["\x00", LONG, "\ud800".encode("utf-8", "surrogatepass"), "1e999"]
)
def test_an_impossible_filter_is_answered(
    app: Flask, sqlite_database: Database, actor: Actor, value: Any
) -> None:
    slug = make_dossier(sqlite_database, actor)
    reader = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)
    lists = [rule.rule for rule in app.url_map.iter_rules()
             if "GET" in (rule.methods or ()) and rule.arguments == {"slug"}]  # fmt: skip

    assert lists
    for rule in lists:
        url = rule.replace("<slug>", slug)
        answer = reader.get(url, query_string=dict.fromkeys(QUERIES, value))
        assert answer.status_code in (200, 403, 404, 422), f"{url}: {answer.status_code}"


def test_an_impossible_field_is_refused_everywhere(
    app: Flask, sqlite_database: Database, actor: Actor
) -> None:
    slug = make_dossier(sqlite_database, actor)
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug, administrator=True)
    forms = [rule for rule in app.url_map.iter_rules()
             if "POST" in (rule.methods or ()) and rule.arguments <= {"slug"}]  # fmt: skip
    fields = ("title", "text", "slug", "once", "version", "reason", "add-name", "grant-user")

    for value in ("a\x00b", LONG, "\u202e<script>"):
        for rule in forms:
            if rule.endpoint == "sign_in.sign_out":
                continue
            answer = olga.post(rule.rule.replace("<slug>", slug), dict.fromkeys(fields, value))
            assert answer.status_code < 500, rule.rule
            assert "<script>" not in answer.text.replace("<script type=", "")


def test_a_form_of_five_megabytes_is_too_large(ada: Visitor) -> None:
    answer = ada.post("/dossiers/new", {"title": "x" * TOO_MUCH})

    assert answer.status_code == 413
    assert "Nothing was saved" in answer.text


def test_a_form_of_ten_thousand_fields_is_answered(ada: Visitor) -> None:
    answer = ada.post("/dossiers/new", {f"field-{number}": "x" for number in range(10_000)})

    assert answer.status_code in (413, 422)


def test_a_body_that_is_no_form_is_answered(ada: Visitor) -> None:
    for kind in ("multipart/form-data; boundary=x", "application/json", "text/plain", "nonsense"):
        answer = ada.client.post("/dossiers/new", data=b"\xff\x00--x\r\n", content_type=kind)
        assert answer.status_code in (400, 413, 415, 422)


def test_an_error_page_is_accessible(
    live_server: Any, page: Page, sign_in: Callable[..., str], axe: Callable[..., None]
) -> None:
    page.goto("/")
    axe(page)
    sign_in(page)
    page.goto("/no/such/page")
    axe(page)
