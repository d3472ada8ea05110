"""The tour: what README promises and what the product shows are the same steps, on pages that exist."""

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.config import ROOT
from provenance.db.session import Database
from provenance.interchange.example import SLUG, load_example
from provenance.web.tour import STEPS
from tests.functional.visitors import Visitor, someone

README = (ROOT / "README.md").read_text(encoding="utf-8")
IDS = re.compile(r"\b[A-Z]-[2-9A-Z]{4}\b")


@pytest.fixture
def example(sqlite_database: Database, actor: Actor) -> str:
    with unit_of_work(sqlite_database) as session:
        return load_example(session, actor)


def words_of(page: str) -> str:
    """What a visitor reads of a page's content, bar and all."""
    text = re.sub(r"<(script|style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def bar_of(page: str) -> str:
    found = re.search(r'<aside class="tour".*?</aside>', page, re.DOTALL)
    return words_of(found[0]) if found else ""


def go(visitor: Visitor, word: str) -> str:
    """Go to a step as its button does; the address that it leads to."""
    answer = visitor.post("/tour", {"step": word})
    assert answer.status_code == 303
    return answer.location


def test_readme_and_product_tell_the_same_steps() -> None:
    tour = README.split("## Five minutes on the worked example")[1].split("\n## ")[0]
    told = re.findall(r"^(\d)\. \*\*(.+?)\.\*\*(.*?)(?=^\d\. |\Z)", tour, re.DOTALL | re.MULTILINE)
    assert [title for _, title, _ in told] == [step.title for step in STEPS]
    assert [int(number) for number, _, _ in told] == list(range(1, len(STEPS) + 1))
    for step, (_, _, text) in zip(STEPS, told, strict=True):
        here = set(IDS.findall(" ".join(step.shows)))
        assert here <= set(IDS.findall(text)), step.word


def test_each_step_shows_what_it_promises(
    app: Flask, sqlite_database: Database, example: str
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="reviewer", dossier=example)
    for number, step in enumerate(STEPS, 1):
        address = go(ada, step.word)
        page = ada.get(address.partition("#")[0])
        assert page.status_code == 200
        bar = bar_of(page.text)
        assert f"Tour {number} of {len(STEPS)} {step.title}. {step.text}" in bar
        assert "Show me" not in bar
        content = re.sub(r'<aside class="tour".*?</aside>', "", page.text, flags=re.DOTALL)
        for shown in step.shows:
            assert shown in words_of(content), (step.word, shown)
        if step.anchor:
            assert f'id="{step.anchor}"' in content


def test_it_is_left_and_taken_up_where_it_was(
    app: Flask, sqlite_database: Database, example: str
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="reader", dossier=example)
    bob = someone(app, sqlite_database, "Bob", role="reader", dossier=example)
    assert "Take the tour" in ada.get("/").text
    go(ada, "said-and-so")
    assert "Tour 4 of" in bar_of(ada.get(f"/d/{SLUG}/claims").text)
    assert "Show me" in bar_of(ada.get("/").text)
    assert bar_of(bob.get("/").text) == ""

    assert ada.post("/tour/leave").location == "/"
    home = ada.get("/").text
    assert bar_of(home) == ""
    assert f"step 4 of {len(STEPS)}: What was said, and whether it is so" in words_of(home)
    assert go(ada, "said-and-so").endswith("C-YKPD#relations")

    go(ada, STEPS[-1].word)
    assert "Show me" in bar_of(ada.get(f"/d/{SLUG}").text)
    mine = ada.post("/dossiers/new", {"title": "My own"}).location
    assert "Show me" not in bar_of(ada.get(mine).text)
    ada.post("/tour/leave", {"finished": "yes"})
    home = words_of(ada.get("/").text)
    assert "It can be taken again" in home
    assert "Take the tour" not in home
    assert "Go on with the tour" not in home


def test_a_step_that_is_gone_or_made_up_breaks_nothing(
    app: Flask, sqlite_database: Database, example: str
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="reader", dossier=example)
    assert go(ada, "no such step") == f"/d/{SLUG}/sources/S-2BTG#notes"
    missing = ada.get(f"/d/{SLUG}/claims/C-2222")
    assert missing.status_code == 404
    assert "Tour 1 of" in bar_of(missing.text)


def test_without_the_example_it_says_how_to_get_it(app: Flask, sqlite_database: Database) -> None:
    ada = someone(app, sqlite_database, "Ada")
    assert go(ada, "admission") == "/tour"
    assert "Ask an administrator: on this page of theirs" in words_of(ada.get("/tour").text)
    assert ada.post("/tour/example").status_code == 403

    root = someone(app, sqlite_database, "Root", administrator=True)
    assert "Load the worked example" in root.get("/tour").text
    assert root.post("/tour/example").location == "/tour"
    assert "Begin" in root.get("/tour").text
    assert root.post("/tour/example").location == "/tour"
    assert "you have no role in it" in words_of(ada.get("/tour").text)


def test_the_tour_and_the_help_page_are_accessible_and_fit(
    page: Page, sign_in: Callable[..., str], axe: Callable[..., None]
) -> None:
    sign_in(page, "Ada", administrator=True)
    page.get_by_role("button", name="Take the tour").click()
    for path in ("/tour", "/help", "/"):
        for width, scheme in ((1280, "light"), (400, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.goto(path)
            assert page.get_by_role("complementary", name="One informant").is_visible()
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
