"""A bibliography in a real browser: uploaded, matched, decided entry by entry."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press
from tests.integration.imports.bibliographies import WORKS

pytestmark = pytest.mark.browser


def upload(page: Page, slug: str, data: bytes = WORKS, name: str = "works.bib") -> int:
    """Send a file; the answer's status."""
    page.goto(f"/d/{slug}/sources")
    page.get_by_role("link", name="Import a bibliography").click()
    file = FilePayload(name=name, mimeType="application/x-bibtex", buffer=data)
    page.get_by_label("File").set_input_files(file)
    return press(page, "Read the bibliography").status


def test_entries_are_matched_and_taken(
    page: Page, live_server: LiveServer, slug: str, axe: Callable[[Page], None]
) -> None:
    known = make.make_source(live_server.database, ADA, slug, label="Roe, The Long Ship",
                             type="published book/article")  # fmt: skip
    axe_of_the_upload(page, slug, axe)
    assert upload(page, slug) == 303
    expect(page.locator("#entries")).to_contain_text("1 of 4 entries needs you")
    expect(page.get_by_label("Entry roe81", exact=True)).to_have_value(known)
    axe(page)

    page.get_by_label("Entry nothing").select_option("leave it out")
    assert press(page, "Take these entries").status == 303

    expect(page.get_by_text("3 of 4 entries are sources of the dossier now")).to_be_visible()
    expect(page.locator("#decided")).to_contain_text("left out")
    page.set_viewport_size({"width": 400, "height": 800})
    axe(page)
    page.goto(f"/d/{slug}/sources")
    expect(page.get_by_role("link", name="Office, Port Notes")).to_be_visible()


def axe_of_the_upload(page: Page, slug: str, axe: Callable[[Page], None]) -> None:
    """The first page has no fault of its own."""
    page.goto(f"/d/{slug}/bibliographies")
    axe(page)


def test_without_scripts_a_wrong_choice_is_said_beside_it_and_what_waits_can_go(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")
    assert upload(page, slug) == 303

    page.get_by_text("another source", exact=True).first.click()
    page.get_by_label("Another source, by its id").first.fill("S-NONE")
    assert press(page, "Take these entries").status == 422
    expect(page.locator("#error-summary")).to_contain_text("S-NONE")

    page.get_by_text("Let what waits go", exact=True).first.click()
    page.locator(".danger").get_by_label("Reason").fill("another paper's")
    assert press(page, "Let what waits go").status == 303
    expect(page.get_by_text("No source is recorded yet.")).to_be_visible()


def test_what_is_no_bibliography_is_refused_beside_the_field(page: Page, slug: str) -> None:
    assert upload(page, slug, b"words", "notes.txt") == 422
    expect(page.locator("#error-summary")).to_contain_text("BibTeX (.bib) and CSL-JSON")
