"""Every page of the product, opened on the worked example: axe, both widths, both schemes; and that no
page needs a script for its acts."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.exceptions import HTTPException

from provenance.audit.actor import Actor
from provenance.db.session import Database
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.example_pages import example_with_everything, pages_of
from tests.functional.visitors import Visitor, someone

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
RUN = """rules => axe.run(document, {resultTypes: ['violations'], ...rules}).then(
    found => found.violations.map(
        rule => rule.id + ': ' + rule.nodes.map(node => node.html).slice(0, 3).join(' | ')))"""
BY_LOOK = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]
"""Rules that may fail at another width or in other colours alone."""
LOOKS: tuple[tuple[dict[str, int], str, dict[str, list[str]]], ...] = (
    ({"width": 1280, "height": 900}, "light", {}),
    ({"width": 400, "height": 800}, "dark", {"runOnly": BY_LOOK}),
)


CHOOSE_FIRST = {"attributions.new", "identities.merge"}
"""Forms that begin with a list to choose from, by GET."""


@pytest.mark.browser
def test_every_page_is_accessible_and_fits(
    live_server: LiveServer, open_page: PageMaker, actor: Actor, app: Flask, sign_in: Any
) -> None:
    slug = example_with_everything(live_server.database, actor)
    page = open_page(viewport=LOOKS[0][0])
    sign_in(page, "Admin", administrator=True)
    wrong = [
        f"{address}, {complaint}"
        for address in pages_of(app, live_server.database, slug).values()
        for complaint in complaints(page, address)
    ]
    assert not wrong, "\n".join(wrong)


def complaints(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page. Breaches of the content policy fail the test by themselves."""
    page.set_viewport_size(LOOKS[0][0])  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        yield f"answered {answer and answer.status}"
        return
    page.evaluate(AXE)
    for size, scheme, rules in LOOKS:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for violation in page.evaluate(RUN, rules):
            yield f"{size['width']} {scheme}: {violation}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{size['width']}: scrolls sideways"


def test_no_page_needs_a_script_and_every_form_says_what_is_wrong(
    app: Flask, sqlite_database: Database, actor: Actor
) -> None:
    slug = example_with_everything(sqlite_database, actor)
    admin = someone(app, sqlite_database, "Admin", administrator=True)
    wrong = [
        f"{address}: {fault}"
        for address in pages_of(app, sqlite_database, slug).values()
        for fault in faults(app, admin, address)
    ]
    assert not wrong, "\n".join(wrong)
    forms = pages_of(app, sqlite_database, slug).items()
    silent = [
        address
        for endpoint, address in forms
        if endpoint not in CHOOSE_FIRST and not tells(app, admin, endpoint, address)
    ]
    assert not silent, (
        f"empty forms that do not name each error on top and beside its field: {silent}"
    )


def tells(app: Flask, admin: Visitor, endpoint: str, address: str) -> bool:
    """Whether the page of a form, sent empty, lists its errors on top and beside the fields."""
    if not any("POST" in (rule.methods or ()) for rule in app.url_map.iter_rules(endpoint)):
        return True
    answer = admin.post(address)
    return answer.status_code == 422 and all(
        part in answer.text
        for part in ('id="error-summary"', 'class="error"', 'aria-invalid="true"')
    )


def faults(app: Flask, admin: Visitor, address: str) -> Iterator[str]:
    """Buttons outside of any form, forms and links that lead nowhere, inline scripts and styles."""
    answer = admin.get(address)
    if answer.status_code != 200:
        yield f"answered {answer.status_code}"
    page, urls = Markup(address), app.url_map.bind("")
    page.feed(answer.text)
    yield from (f"a button without a form: {found}" for found in page.loose - page.forms)
    yield from page.inline
    for method, url in page.targets:
        try:
            urls.match(urlsplit(url).path, method=method)
        except HTTPException as error:
            yield f"leads to {method} {url}: {error.code}"


class Markup(HTMLParser):
    """``targets``: where forms, their buttons and links lead; ``loose``: forms (or buttons) of buttons
    that stand in none; ``forms``: ids of forms."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.within = False
        self.targets: set[tuple[str, str]] = set()
        self.loose: set[str] = set()
        self.forms: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        """Note what the element needs to act."""
        about = {name: value or "" for name, value in pairs}
        if "style" in about or tag == "style" or (tag == "script" and "src" not in about):
            self.inline.append(f"inline {tag}")
        if tag == "form":
            self.within = True
            self.forms.add(about.get("id", ""))
            target = about.get("action") or self.address
            self.targets.add((about.get("method", "get").upper(), target))
        elif tag == "button":
            self._button(about)
        elif tag == "a" and about.get("href", "").startswith("/"):
            self.targets.add(("GET", about["href"]))

    def _button(self, about: Mapping[str, str]) -> None:
        if "formaction" in about:
            self.targets.add((about.get("formmethod", "post").upper(), about["formaction"]))
        if not self.within:
            self.loose.add(about.get("form") or str(about))

    def handle_endtag(self, tag: str) -> None:
        """Leave a form."""
        if tag == "form":
            self.within = False


@pytest.mark.browser
def test_keys_are_shown_in_a_dialog_that_lets_go_again(
    live_server: LiveServer, open_page: PageMaker, sign_in: Any
) -> None:
    page = open_page()
    sign_in(page, "Ada")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys on this page")
    expect(keys).to_contain_text("Show these keys")
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    page.get_by_role("link", name="Keys").click()
    expect(keys).to_be_visible()

    plain = open_page(java_script_enabled=False)
    sign_in(plain, "Bea")
    plain.get_by_role("link", name="Keys").click()
    expect(plain.locator("#keys")).to_contain_text("lists the keys")
