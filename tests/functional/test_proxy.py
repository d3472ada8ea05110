"""Behind a proxy: links, cookies and checks follow the address that people use, on its word alone."""

import re
from dataclasses import replace

from provenance.config import Settings
from provenance.db.session import Database
from provenance.web.app import create_app
from tests.functional.visitors import sign_in_link

FORWARDED = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "p.example",
    "X-Forwarded-For": "9.9.9.9",
}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def link_on_the_people_page(settings: Settings, database: Database) -> tuple[str, str]:
    """An administrator adds a person through a proxy: his cookie, and the address of the link."""
    client = create_app(database, settings).test_client()
    token = sign_in_link(database, "Root", administrator=True)
    signed_in = client.get(f"/sign-in/{token}", headers=FORWARDED)
    proof = TOKEN.search(client.get("/people", headers=FORWARDED).text)
    assert proof
    values = {"add-name": "Ada", "add-reason": "new", "csrf_token": proof[1]}
    page = client.post(
        "/people", data=values, headers={**FORWARDED, "Referer": "https://p.example/people"}
    )
    assert page.status_code == 200, page.text
    found = re.search(r"https?://[^/]+/sign-in/", page.text)
    assert found
    return signed_in.headers["Set-Cookie"], found[0]


def test_a_proxy_is_believed_where_one_is_expected(
    settings: Settings, sqlite_database: Database
) -> None:
    cookie, link = link_on_the_people_page(replace(settings, proxies=1), sqlite_database)
    assert "; Secure" in cookie
    assert link == "https://p.example/sign-in/"


def test_nobody_is_believed_where_none_is(settings: Settings, sqlite_database: Database) -> None:
    cookie, link = link_on_the_people_page(settings, sqlite_database)
    assert "; Secure" not in cookie
    assert link == "http://localhost/sign-in/"


def test_links_have_the_address_that_was_set_whatever_the_visitor_says(
    settings: Settings, sqlite_database: Database
) -> None:
    known = replace(settings, public_url="https://known.example", proxies=1)
    cookie, link = link_on_the_people_page(known, sqlite_database)
    assert "; Secure" in cookie
    assert link == "https://known.example/sign-in/"
