"""A new version of a document in a real browser: compared, accepted, its orphans settled, undone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press
from tests.functional.importing import draft_of, imported
from tests.integration.imports.paper import (
    PAPER,
    quote_in,
    reworded,
    with_note_in_front,
    without_clerk,
)

pytestmark = pytest.mark.browser
Axe = Callable[[Page], None]
COUNTED, LOCKED = "The guards counted about 600 men in 2018.", "the gates were locked each night"


def claimed(live_server: LiveServer, slug: str, document: str, words: str, text: str) -> str:
    return make.make_claim(
        live_server.database, ADA, slug, text=text,
        quotes=[{"document": document, **quote_in(PAPER, words)}],
    )  # fmt: skip


def begin(page: Page, slug: str, document: str, text: str) -> None:
    """Upload a new version from the document's page."""
    page.goto(f"/d/{slug}/documents/{document}")
    page.get_by_role("link", name="Import a new version").click()
    page.get_by_label("File").set_input_files(
        FilePayload(name="salt-2.txt", mimeType="text/plain", buffer=text.encode())
    )
    page.get_by_label("Reason").fill("The publisher sent corrections.")
    assert press(page, "Read and compare").status == 303


def test_a_new_version_is_compared_accepted_and_its_orphans_settled_without_scripts(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    document = imported(live_server, slug, PAPER)
    counted = claimed(live_server, slug, document, COUNTED, "There were 600 guards.")
    locked = claimed(live_server, slug, document, LOCKED, "The gates were locked.")
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")

    begin(page, slug, document, with_note_in_front(reworded(without_clerk())))
    changed = page.locator("#changed")
    expect(changed).to_contain_text("There were 600 guards.")
    expect(changed.locator("del")).to_have_text("about 600")
    expect(changed.locator("ins")).to_have_text("at most 450")
    expect(page.locator("#orphan")).to_contain_text("The gates were locked.")
    changed.get_by_role("checkbox").first.check()
    press(page, "Keep these choices for later")
    expect(changed.get_by_role("checkbox").first).to_be_checked()
    press(page, "Accept the new version")

    expect(page.get_by_role("heading", level=1)).to_have_text("What lost its place")
    expect(page.get_by_text("1 quotation and 1 note without a place in it")).to_be_visible()
    expect(page.locator("#open")).to_contain_text("The gates were locked.")
    expect(page.locator("#open")).to_contain_text("Version 1")
    expect(page.locator("#notes")).to_contain_text("Interview with clerk of the Toll House")
    page.goto(f"/d/{slug}/claims/{counted}")
    expect(page.locator("#quotes .exact")).to_have_text(
        "The guards counted at most 450 men in 2018."
    )
    page.locator("#quotes").get_by_role("link").click()
    expect(page.locator(".words-chosen")).to_contain_text("at most 450 men")

    page.goto(f"/d/{slug}/claims/{locked}/quotes/0/anchor")
    page.get_by_label("Somewhere else").check()
    page.get_by_label("Its words there").fill("They denied any losses.")
    page.get_by_label("Reason").first.fill("It says as much.")
    press(page, "Anchor the quotation")
    expect(page.get_by_text("is anchored anew")).to_be_visible()
    expect(page.locator("#open")).to_have_count(0)


def test_where_nothing_lost_its_place_nothing_is_announced(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    document = imported(live_server, slug, PAPER)
    claimed(live_server, slug, document, COUNTED, "There were 600 guards.")
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")

    begin(page, slug, document, with_note_in_front())
    press(page, "Accept the new version")

    expect(page.get_by_text("has a new version. Nothing has lost its place.")).to_be_visible()


def test_an_earlier_version_is_read_with_its_anchors_and_put_back(
    live_server: LiveServer, page: Page, slug: str, axe: Axe
) -> None:
    document = imported(live_server, slug, PAPER)
    locked = claimed(live_server, slug, document, LOCKED, "The gates were locked.")
    begin(page, slug, document, without_clerk())
    axe(page)
    press(page, "Accept the new version")
    axe(page)

    page.goto(f"/d/{slug}/documents/{document}?revision=1&claim={locked}")
    expect(page.get_by_text("It is not the newest")).to_be_visible()
    expect(page.locator(".words-claimed, .words-chosen")).to_contain_text(LOCKED)
    expect(page.locator("#note-5")).to_contain_text("clerk of the Toll House")
    axe(page)
    page.goto(f"/d/{slug}/documents/{document}")
    expect(page.get_by_text("lost its place in this one")).to_be_visible()
    expect(page.locator("#note-5")).to_contain_text("Letter of the merchants")

    page.get_by_role("link", name="2 versions").click()
    axe(page)
    page.get_by_text("Put version 1 in force again").first.click()
    page.get_by_label("Reason").fill("The old one was right.")
    press(page, "Put version 1 in force again")
    expect(page.locator("#note-5")).to_contain_text("clerk of the Toll House")
    expect(page.locator(".words-claimed")).to_contain_text(LOCKED)


def test_an_upload_that_looks_like_a_version_is_offered_as_one(
    live_server: LiveServer, open_page: PageMaker, slug: str, axe: Axe
) -> None:
    document = imported(live_server, slug, PAPER)
    claimed(live_server, slug, document, COUNTED, "There were 600 guards.")
    claimed(live_server, slug, document, LOCKED, "The gates were locked.")
    draft = draft_of(live_server, slug, reworded(without_clerk()))
    page = open_page(viewport={"width": 400, "height": 800})
    enter(page, live_server, slug, "owner")

    page.goto(f"/d/{slug}/imports/{draft}")
    expect(page.get_by_text("it has the same title")).to_be_visible()
    press(page, "Compare it as a new version")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    press(page, "Accept the new version")
    axe(page)
    page.get_by_role("link", name="Anchor it anew, or let it stand").first.click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.get_by_text("Let the quotation stand as it is").first.click()
    page.locator("#stand").get_by_label("Reason").fill("The new version does not say so any more.")
    press(page, "Let the quotation stand as it is")
    expect(page.locator("#kept")).to_contain_text("does not say so any more")
