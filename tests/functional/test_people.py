"""People of a dossier and of the installation: roles, one-time links, shutting out."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug, members
from provenance.web.forms.people import form_mark
from tests.factories.records import make_dossier
from tests.functional.visitors import Visitor, grant_role_to, someone

LINK = re.compile(r'<code class="link-once">http://localhost(/sign-in/[^<]+)</code>')


@pytest.fixture
def slug(sqlite_database: Database, actor: Actor) -> str:
    """An empty dossier without members."""
    return make_dossier(sqlite_database, actor)


def roles(database: Database, slug: str) -> dict[str, str]:
    """Who has which role."""
    with database.reading() as session:
        found = members(session, dossier_by_slug(session, slug))
        return {member.user.name: member.role for member in found}


def change(visitor: Visitor, slug: str, name: str, role: str, reason: str = "as agreed") -> Any:
    """Send the form that changes one member's role."""
    mark = form_mark(name)
    values = {f"{mark}-user": name, f"{mark}-role": role, f"{mark}-reason": reason}
    return visitor.post(f"/d/{slug}/people/change", values)


def test_an_owner_gives_changes_and_takes_roles(
    app: Flask, sqlite_database: Database, slug: str
) -> None:
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug)
    someone(app, sqlite_database, "Ada")

    values = {"grant-user": "ada", "grant-role": "analyst", "grant-reason": "joins the team"}
    assert olga.post(f"/d/{slug}/people", values).status_code == 303
    assert roles(sqlite_database, slug) == {"Ada": "analyst", "Olga": "owner"}

    assert change(olga, slug, "Ada", "reviewer").status_code == 303
    assert roles(sqlite_database, slug)["Ada"] == "reviewer"

    assert change(olga, slug, "Ada", "none").status_code == 303
    assert roles(sqlite_database, slug) == {"Olga": "owner"}


@pytest.mark.parametrize("role", ["reader", "analyst", "reviewer", "none"])
def test_the_last_owner_cannot_go(
    app: Flask, sqlite_database: Database, slug: str, role: str
) -> None:
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug)

    answer = change(olga, slug, "Olga", role, "leaves")

    assert answer.status_code == 422
    assert "last owner" in answer.text
    assert "leaves" in answer.text
    assert roles(sqlite_database, slug) == {"Olga": "owner"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Say who"),
        ({"grant-user": "Nobody"}, "Nobody here is called"),
        ({"grant-user": "Olga", "grant-role": "emperor"}, "Not a valid choice"),
        ({"grant-user": "Ol\x00ga"}, "NUL"),
        ({"grant-user": "Olga", "grant-reason": ""}, "Say why"),
        ({"grant-user": "9" * 5000}, "Field cannot be longer"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(
    app: Flask, sqlite_database: Database, slug: str, values: dict[str, str], said: str
) -> None:
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug)
    typed = {"grant-role": "reader", "grant-reason": "typed with care", **values}

    answer = olga.post(f"/d/{slug}/people", typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert typed["grant-reason"] in answer.text
    assert roles(sqlite_database, slug) == {"Olga": "owner"}


def test_a_role_given_twice_by_an_impatient_click_is_given_once(
    app: Flask, sqlite_database: Database, slug: str
) -> None:
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug)
    someone(app, sqlite_database, "Ada")
    values = {"grant-user": "Ada", "grant-role": "reader", "grant-reason": "joins",
              "grant-once": "the-same-form"}  # fmt: skip

    answers = [olga.post(f"/d/{slug}/people", values) for _ in range(10)]

    assert {answer.status_code for answer in answers} == {303}
    assert olga.get(f"/d/{slug}/history").text.count("joins") <= 1


def test_an_administrator_adds_a_person_and_sees_the_link_once(
    app: Flask, sqlite_database: Database
) -> None:
    root = someone(app, sqlite_database, "Root", administrator=True)

    answer = root.post("/people", {"add-name": "Ada Analyst", "add-reason": "new colleague"})

    found = LINK.search(answer.text)
    assert answer.status_code == 200
    assert found
    assert LINK.search(root.get("/people").text) is None
    ada = Visitor(app)
    assert ada.get(found[1]).status_code == 303
    assert "Ada Analyst" in ada.get("/").text


def test_a_link_stands_in_no_log(
    app: Flask, sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    root = someone(app, sqlite_database, "Root", administrator=True)
    with caplog.at_level("DEBUG"):
        answer = root.post("/people", {"add-name": "Ada", "add-reason": "new colleague"})
    found = LINK.search(answer.text)

    assert found
    assert found[1].rsplit("/", 1)[1] not in caplog.text
    with sqlite_database.reading() as session:
        everything = session.connection().connection.driver_connection
        assert everything is not None
        dump = "\n".join(everything.iterdump())
    assert found[1].rsplit("/", 1)[1] not in dump


def act_on(visitor: Visitor, act: str, name: str) -> Any:
    """Send one of the forms beside a person's account."""
    mark = form_mark(name) + ("link" if act == "link" else "access")
    values = {f"{mark}-user": name, f"{mark}-reason": "as agreed"}
    return visitor.post(f"/people/{act}", values)


def test_a_person_who_is_shut_out_is_out_at_once_and_comes_back_with_a_new_link(
    app: Flask, sqlite_database: Database
) -> None:
    root = someone(app, sqlite_database, "Root", administrator=True)
    ada = someone(app, sqlite_database, "Ada")

    assert act_on(root, "disable", "Ada").status_code == 303
    assert ada.get("/").status_code == 401
    refused = act_on(root, "link", "Ada")
    assert refused.status_code == 422
    assert "can no longer sign in" in refused.text

    assert act_on(root, "enable", "Ada").status_code == 303
    assert ada.get("/").status_code == 401
    found = LINK.search(act_on(root, "link", "Ada").text)
    assert found
    assert ada.get(found[1]).status_code == 303


def test_the_last_administrator_cannot_be_shut_out(app: Flask, sqlite_database: Database) -> None:
    root = someone(app, sqlite_database, "Root", administrator=True)

    answer = act_on(root, "disable", "Root")

    assert answer.status_code == 422
    assert "last administrator" in answer.text
    assert root.get("/people").status_code == 200


def test_a_name_that_is_taken_is_refused(app: Flask, sqlite_database: Database) -> None:
    root = someone(app, sqlite_database, "Root", administrator=True)

    answer = root.post("/people", {"add-name": "  rOOt ", "add-reason": "once more"})

    assert answer.status_code == 409
    assert "already" in answer.text
    assert LINK.search(answer.text) is None


def test_an_owner_gives_a_role_in_the_browser_without_scripts(
    live_server: Any, open_page: Callable[..., Page], sign_in: Callable[..., str],
    axe: Callable[..., None], actor: Actor,
) -> None:  # fmt: skip
    slug = make_dossier(live_server.database, actor)
    page = open_page(java_script_enabled=False)
    sign_in(open_page(), "Ada")
    sign_in(page, "Olga")
    grant_role_to(live_server.database, "Olga", "owner", slug)

    page.goto(f"/d/{slug}/people")
    give = page.locator("#give")
    give.get_by_label("Name").fill("Ada")
    give.get_by_label("reviewer").check()
    give.get_by_label("Reason").fill("decides contradictions")
    page.get_by_role("button", name="Give role").click()

    expect(page.get_by_text("Ada may now work here as reviewer.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Ada reviewer"))).to_be_visible()


def test_the_pages_of_people_are_accessible(
    live_server: Any, page: Page, sign_in: Callable[..., str], axe: Callable[..., None],
    actor: Actor,
) -> None:  # fmt: skip
    slug = make_dossier(live_server.database, actor)
    sign_in(page, "Root", administrator=True)
    grant_role_to(live_server.database, "Root", "owner", slug)
    for url in (f"/d/{slug}/people", "/people"):
        page.goto(url)
        axe(page)
