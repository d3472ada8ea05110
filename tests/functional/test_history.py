"""The history: who did what, when and why; and whether the chain holds."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.reports.feed import FeedFilter, feed, feed_words
from provenance.sources.commands import KeepPrivate
from provenance.sources.private import keep_private
from tests.factories import records as make
from tests.functional.visitors import Visitor, grant_role_to, someone


@pytest.fixture
def slug(sqlite_database: Database, actor: Actor) -> str:
    """An empty dossier."""
    return make.make_dossier(sqlite_database, actor)


@pytest.fixture
def leo(app: Flask, sqlite_database: Database, slug: str) -> Visitor:
    """A reader of it."""
    return someone(app, sqlite_database, "Leo", role="reader", dossier=slug)


def test_every_act_stands_in_the_history_with_its_reason(
    leo: Visitor, sqlite_database: Database, actor: Actor, slug: str
) -> None:
    claim = make.make_claim(sqlite_database, actor, slug, text="It had 600 men.")

    page = leo.get(f"/d/{slug}/history").text

    assert "made the dossier" in page
    assert f"recorded claim {claim}: It had 600 men." in page
    assert f'href="/d/{slug}/claims/{claim}"' in page
    assert "role of Leo" in page
    assert make.REASON in page


def test_the_history_is_filtered_by_person_kind_and_record(
    leo: Visitor, sqlite_database: Database, slug: str
) -> None:
    claim = make.make_claim(sqlite_database, Actor("Ada"), slug, text="By Ada.")
    make.make_source(sqlite_database, Actor("Bo"), slug, label="By Bo")

    def shown(**query: str) -> tuple[bool, bool]:
        page = leo.get(f"/d/{slug}/history", query_string=query).text
        return f"recorded claim {claim}" in page, ": By Bo" in page

    assert shown() == (True, True)
    assert shown(person="Ada") == (True, False)
    assert shown(kind="source") == (False, True)
    assert shown(subject=claim) == (True, False)
    assert shown(person="Ada", kind="source") == (False, False)
    assert shown(person="nobody") == (False, False)


def test_a_long_history_has_pages_that_keep_the_filter(
    leo: Visitor, sqlite_database: Database, slug: str
) -> None:
    ada = Actor("Ada & Co")
    for number in range(51):
        make.make_claim(sqlite_database, ada, slug, text=f"Claim number {number}.")

    first = leo.get(f"/d/{slug}/history", query_string={"person": ada.name}).text
    second = leo.get(f"/d/{slug}/history?person=Ada+%26+Co&page=2").text

    assert "1–50 of 51 acts" in first
    assert "person=Ada+%26+Co&amp;page=2" in first.replace("%20", "+")
    assert "51–51 of 51 acts" in second
    assert "Claim number 0." in second
    for page in ("0", "-1", "99", "x", "9" * 5000):
        assert leo.get(f"/d/{slug}/history", query_string={"page": page}).status_code == 200


def test_the_chain_is_verified_on_demand(
    leo: Visitor, sqlite_database: Database, actor: Actor, slug: str
) -> None:
    make.make_claim(sqlite_database, actor, slug)

    page = leo.get(f"/d/{slug}/history/verify").text

    assert "Every entry recomputed: the chain holds." in page


def test_a_chain_that_was_rewritten_is_named(
    leo: Visitor, sqlite_database: Database, actor: Actor, slug: str
) -> None:
    make.make_claim(sqlite_database, actor, slug)
    with sqlite_database.engine.begin() as connection:
        triggers = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entries'"
        ).fetchall()
        for (name,) in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(
            "UPDATE audit_entries SET body = replace(body, 'needed', 'wanted') WHERE sequence = 1 "
            "AND chain_id = (SELECT id FROM audit_chains WHERE name = 'khorasan')"
        )

    page = leo.get(f"/d/{slug}/history/verify").text

    assert "The chain does not hold" in page
    assert "entry 1" in page


def test_a_private_record_shows_nothing_but_that_it_was_kept(
    leo: Visitor, sqlite_database: Database, actor: Actor, slug: str
) -> None:
    source = make.make_source(sqlite_database, actor, slug, protected=True)
    command = KeepPrivate(slug, source, {"name": "Gulbuddin"}, "for his safety")
    make.in_transaction(sqlite_database, lambda session: keep_private(session, actor, command))

    page = leo.get(f"/d/{slug}/history").text

    assert "kept a private record of" in page
    assert "Gulbuddin" not in page
    assert "ciphertext" not in page


def test_the_history_is_walked_in_the_browser(
    live_server: Any, page: Page, sign_in: Callable[..., str], axe: Callable[..., None],
    actor: Actor,
) -> None:  # fmt: skip
    slug = make.make_dossier(live_server.database, actor)
    make.make_claim(live_server.database, actor, slug)
    sign_in(page, "Leo")
    grant_role_to(live_server.database, "Leo", "reader", slug)

    page.goto(f"/d/{slug}/history")
    axe(page)
    page.keyboard.press("v")
    expect(page.get_by_text("the chain holds")).to_be_visible()
    page.get_by_label("Kind of record").select_option("claim")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_text("made the dossier")).to_have_count(0)
    axe(page)


def test_the_feed_is_the_same_on_every_database(database: Database, dossier: str) -> None:
    make.make_claim(database, Actor("Bo"), dossier)
    with database.reading() as session:
        here = dossier_by_slug(session, dossier)
        words = feed_words(session, here)
        found = feed(session, here, FeedFilter(person="Bo", kind="claim"), page=7)

    assert words.persons == ["Ada Analyst", "Bo"]
    assert words.kinds == ["claim", "dossier"]
    assert words.length == 2
    assert (found.total, found.first, found.last, found.page) == (1, 1, 1, 1)
