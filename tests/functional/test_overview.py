"""A dossier's making and its overview: how well do we know this, and where is it weakest?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug, members
from provenance.interchange.example import load_example
from provenance.reports.overview import overview
from provenance.reports.shelf import waiting_in
from provenance.web.forms.dossiers import slug_from
from tests.factories import records as make
from tests.functional.visitors import Visitor, grant_role_to, someone


@pytest.fixture
def ada(app: Flask, sqlite_database: Database) -> Visitor:
    """Somebody without any role."""
    return someone(app, sqlite_database, "Ada")


def fill(database: Database, actor: Actor) -> str:
    """A dossier with a bit of everything, much of it unsettled."""
    here = (database, actor, make.make_dossier(database, actor))
    rated, unrated = (make.make_source(*here, label=label) for label in ("Commander", "Adviser"))
    make.make_rating(*here, rated, "C")
    document = make.make_document(*here, title="Field notes")
    used, unused = (make.make_note(*here, document, label=label) for label in "12")
    citation = make.make_citation(*here, note=used, source=rated)
    make.make_citation(*here, note=unused, text="Ibid.", status="ambiguous")
    a = make.make_claim(*here, {"source": rated, "citations": [citation]}, importance=3)
    b = make.make_claim(*here, {"source": unrated}, text="It had 900 fighters.")
    make.make_claim(*here, text="Nobody says so.")
    make.make_relation(*here, a, b)
    return "khorasan"


def test_anyone_signed_in_makes_a_dossier_and_owns_it(
    ada: Visitor, sqlite_database: Database
) -> None:
    answer = ada.post("/dossiers/new", {"title": "Taliban & IS-K: Éclat", "reason": "new work"})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/d/taliban-is-k-eclat"
    with sqlite_database.reading() as session:
        dossier = dossier_by_slug(session, "taliban-is-k-eclat")
        assert [(m.user.name, m.role) for m in members(session, dossier)] == [("Ada", "owner")]
    assert "Import a document" in ada.get("/d/taliban-is-k-eclat").text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, "Give the dossier a title."),
        ({"slug": "a b"}, "cannot be a slug"),
        ({"slug": "new"}, "reserved"),
        ({"slug": "../etc"}, "cannot be a slug"),
        ({"slug": "taken"}, "is taken"),
        ({"title": "Кабул", "slug": ""}, "No short name can be made"),
        ({"title": "x" * 201}, "At most 200"),
        ({"title": "a\x00b"}, "NUL"),
    ],
)
def test_a_dossier_that_cannot_be_made_says_why_and_keeps_what_was_typed(
    ada: Visitor, sqlite_database: Database, actor: Actor, values: dict[str, str], said: str
) -> None:
    make.make_dossier(sqlite_database, actor, "taken", "Taken")
    typed = {"title": "Kabul", "slug": "kabul", "reason": "typed with care", **values}

    answer = ada.post("/dossiers/new", typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert typed["reason"] in answer.text


def test_a_dossier_asked_for_twice_is_made_once(ada: Visitor) -> None:
    values = {"title": "Kabul", "reason": "new work", "once": "the-same-form"}

    answers = [ada.post("/dossiers/new", values) for _ in range(10)]

    assert {answer.headers["Location"] for answer in answers} == {"/d/kabul"}


def test_a_form_gone_back_to_and_changed_is_another_act(ada: Visitor) -> None:
    values = {"title": "Kabul", "reason": "new work", "once": "the-same-form"}
    changed = {**values, "title": "Herat"}

    answers = [ada.post("/dossiers/new", sent) for sent in (values, changed, changed, values)]

    assert [answer.headers["Location"] for answer in answers] == [
        "/d/kabul", "/d/herat", "/d/herat", "/d/kabul",
    ]  # fmt: skip


@pytest.mark.parametrize(("title", "slug"), [("Kabul 2017", "kabul-2017"), ("  ", ""), ("-", ""),
                                             ("A" * 99, "a" * 64), ("Zürich!", "zurich")])  # fmt: skip
def test_a_short_name_is_made_from_the_title(title: str, slug: str) -> None:
    assert slug_from(title) == slug


def test_the_overview_shows_counts_that_lead_to_their_lists(
    app: Flask, sqlite_database: Database, actor: Actor
) -> None:
    slug = fill(sqlite_database, actor)
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)

    page = leo.get(f"/d/{slug}").text

    for address, number in (("documents", 1), ("sources", 2), ("claims", 3)):
        assert f'<a href="/d/{slug}/{address}"><b>{number}</b>' in page
    assert f'<a href="/d/{slug}/contradictions?status=waiting"><b>1</b>' in page
    assert "1 of 2 notes carry claims" in page
    assert "Adviser" in page


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("claims?sourced=no", "Nobody says so.", "It had 900 fighters."),
        ("sources?rated=no", "Adviser", "Commander"),
    ],
)
def test_what_awaits_leads_to_a_list_of_just_that(
    app: Flask, sqlite_database: Database, actor: Actor, address: str, shown: str, hidden: str
) -> None:
    slug = fill(sqlite_database, actor)
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)

    assert f'href="/d/{slug}/{address}"' in leo.get("/").text
    assert f'href="/d/{slug}/{address}"' in leo.get(f"/d/{slug}").text
    table = leo.get(f"/d/{slug}/{address}").text.partition("<tbody")[2]
    assert shown in table
    assert hidden not in table


def test_what_the_overview_links_to_exists(
    app: Flask, sqlite_database: Database, actor: Actor
) -> None:
    slug = fill(sqlite_database, actor)
    ada = someone(app, sqlite_database, "Ada", role="owner", dossier=slug)
    for page in ("/", f"/d/{slug}"):
        for link in set(re.findall(r'href="(/[^"#]*)', ada.get(page).text)):
            assert ada.get(link.replace("&amp;", "&")).status_code == 200, link


def test_numbers_of_the_overview_are_those_of_the_lists(
    app: Flask, sqlite_database: Database, actor: Actor
) -> None:
    with unit_of_work(sqlite_database) as session:
        slug = load_example(session, actor)
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)
    links = re.findall(rf'href="(/d/{slug}/claims\?[^"]*)">(\d+)\b', leo.get(f"/d/{slug}").text)

    assert {"single", "sourced", "importance", "source"} <= {link.split("?")[1].split("=")[0]
                                                            for link, _ in links}  # fmt: skip
    for link, number in dict(links).items():
        shown = leo.get(link.replace("&amp;", "&")).text
        counted = re.search(r"of (\d+) claims?<", shown)
        assert counted is not None, link
        assert counted[1] == number, link


def test_home_and_overview_agree_on_what_awaits(database: Database, actor: Actor) -> None:
    slug = fill(database, actor)
    with database.reading() as session:
        dossier = dossier_by_slug(session, slug)
        awaiting, waiting = overview(session, dossier).awaiting, waiting_in(session, [dossier.id])

    here = waiting[dossier.id]
    assert here.total == awaiting.total > 0
    assert here.undecided == awaiting.undecided.total == 1
    assert here.unrated_sources == awaiting.unrated_sources.total == 1
    assert here.unresolved_citations == awaiting.citations.total == 1
    assert here.unsourced_claims == awaiting.unsourced_claims.total == 1


def test_the_overview_is_accessible_and_fits(
    live_server: Any, open_page: Callable[..., Page], sign_in: Callable[..., str],
    axe: Callable[..., None], actor: Actor,
) -> None:  # fmt: skip
    slug = fill(live_server.database, actor)
    for width, scheme in ((1280, "light"), (400, "dark")):
        page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        sign_in(page, "Ada")
        if width == 1280:
            grant_role_to(live_server.database, "Ada", "owner", slug)
        for url in (f"/d/{slug}", "/", "/dossiers/new"):
            page.goto(url)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_dossier_is_made_in_the_browser_without_scripts(
    open_page: Callable[..., Page], sign_in: Callable[..., str]
) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, "Ada")

    page.goto("/")
    page.get_by_role("link", name="New dossier").click()
    page.get_by_label("Title").fill("Kabul 2017")
    page.get_by_label("Reason").fill("who held which district")
    page.get_by_role("button", name="Make dossier").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kabul 2017")
    expect(page.get_by_role("status")).to_contain_text("is ready")
