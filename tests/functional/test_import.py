"""Importing a document in a real browser: uploaded or pasted, shown, corrected, accepted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press
from tests.functional.importing import draft_of, imported
from tests.integration.imports.texts import SHORT

pytestmark = pytest.mark.browser
READ = "Read the document"


def upload(page: Page, slug: str, data: bytes, name: str = "river.txt") -> int:
    """Send a file; the answer's status."""
    page.goto(f"/d/{slug}/imports/new")
    page.get_by_label("File").set_input_files(
        FilePayload(name=name, mimeType="text/plain", buffer=data)
    )
    page.get_by_label("Reason").fill("It bears on the leak.")
    return press(page, READ).status


def test_an_upload_is_shown_before_it_enters_the_dossier(
    page: Page, slug: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/documents")
    page.get_by_role("link", name="Import a document").first.click()
    assert upload(page, slug, SHORT.encode()) == 303

    expect(page.get_by_role("heading", level=1)).to_have_text("The river and its mills")
    found = page.locator(".found")
    expect(found).to_contain_text("4 notes, 1 explanatory · 4 markers placed")
    expect(found).to_contain_text("2 new sources")
    expect(page.locator("#needs")).to_contain_text("1 of 4 citations needs you. 1 left")
    expect(page.locator("#chosen")).to_contain_text("It could refer to more than one earlier note")
    expect(page.locator(".offer")).to_have_count(2)
    expect(page.locator("#note-1")).to_contain_text("… knew of the leak in 2018.")
    expect(page.locator("#citation-2-2")).to_contain_text("likely same")
    axe(page)
    page.goto(f"/d/{slug}/documents")
    expect(page.locator("#drafts")).to_contain_text("river.txt")
    expect(page.get_by_text("No document yet.")).to_be_visible()


def test_findings_are_corrected_and_the_import_accepted_without_scripts(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")
    draft = draft_of(live_server, slug)
    page.goto(f"/d/{slug}/imports/{draft}")

    page.locator(".needing").get_by_role("link", name="Note 3").click()
    page.get_by_role("link", name="Correct", exact=False).first.click()
    page.get_by_label("Refers back to").select_option("citation:2:1")
    press(page, "Keep correction")
    expect(page.locator("#citation-3-1")).to_contain_text("Town Council official")
    expect(page.locator("#needs")).to_contain_text("Nothing needs you.")

    page.get_by_role("link", name="Correct title, authors or date").click()
    page.get_by_label("Authors").fill("Ada Writer")
    press(page, "Keep correction")
    expect(page.locator("#document")).to_contain_text("Ada Writer")

    page.locator("#accept").get_by_label("Reason").first.fill("Checked note by note.")
    press(page, "Accept import")
    expect(page.get_by_role("heading", level=1)).to_have_text("The river and its mills")
    expect(page.get_by_role("link", name="Ada Writer, author")).to_be_visible()


def test_a_correction_is_taken_back_and_a_draft_discarded(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    draft = draft_of(live_server, slug)
    page.goto(f"/d/{slug}/imports/{draft}?correct=citation:1:1")
    page.get_by_label("Source", exact=True).select_option("none")
    press(page, "Keep correction")
    expect(page.locator("#citation-1-1")).to_contain_text("no source")

    page.goto(f"/d/{slug}/imports/{draft}?correct=citation:1:1")
    press(page, "Take the correction back")
    expect(page.locator("#citation-1-1")).to_contain_text("River Guard commander, interview")

    page.get_by_text("Discard this draft").first.click()
    page.locator(".danger").get_by_label("Reason").fill("Another version came.")
    press(page, "Discard this draft")
    expect(page.get_by_text("was discarded")).to_be_visible()
    page.goto(f"/d/{slug}/imports/{draft}")
    expect(page.get_by_text("This draft was discarded")).to_be_visible()
    expect(page.get_by_role("button", name="Accept import")).to_have_count(0)


def test_a_marker_is_placed_after_words_of_the_text(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    draft = draft_of(live_server, slug)
    page.goto(f"/d/{slug}/imports/{draft}?correct=note:3")
    page.get_by_label("after these words:").check()
    page.get_by_label("Words before the call").fill("a")
    assert press(page, "Keep correction").status == 422
    expect(page.locator(".error-summary")).to_contain_text("copy a few more words")

    page.get_by_label("Words before the call").fill("Two workers")
    press(page, "Keep correction")
    expect(page.locator("#note-3")).to_contain_text("Two workers")


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ""), (b"one\x00two", "")],
    ids=["empty", "binary", "with a NUL"],
)
def test_what_is_no_text_is_refused_beside_the_field(
    page: Page, slug: str, data: bytes, message: str
) -> None:
    assert upload(page, slug, data) == 422

    expect(page.locator(".error-summary")).to_contain_text("File: ")
    expect(page.locator(".error-summary")).to_contain_text(message)
    expect(page.get_by_label("Reason")).to_have_value("It bears on the leak.")


def test_neither_file_nor_text_is_refused(page: Page, slug: str) -> None:
    page.goto(f"/d/{slug}/imports/new")
    page.get_by_label("Reason").fill("It bears on the leak.")

    assert press(page, READ).status == 422
    expect(page.locator(".error-summary")).to_contain_text("Choose a file, or paste a text")


def test_a_pasted_text_gets_its_title(page: Page, slug: str) -> None:
    page.goto(f"/d/{slug}/imports/new")
    page.get_by_label("Or paste the text").fill(
        "It rained.[1]\n\n[1] Interview with a farmer, May 2019.\n"
    )
    page.get_by_label("Reason").fill("Sent by mail.")
    assert press(page, READ).status == 422
    page.get_by_label("Title of the pasted text").fill("Rain in May, vol. 2")
    assert press(page, READ).status == 303

    expect(page.get_by_role("heading", level=1)).to_have_text("Rain in May, vol. 2")


def test_the_same_file_again_is_shown_where_it_stands(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    document = imported(live_server, slug)

    assert upload(page, slug, SHORT.encode()) == 409
    page.get_by_role("link", name=document).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The river and its mills")


def test_readers_cannot_import(live_server: LiveServer, open_page: PageMaker, slug: str) -> None:
    draft = draft_of(live_server, slug)
    reader = open_page()
    enter(reader, live_server, slug, "reader")

    reader.goto(f"/d/{slug}/documents")
    expect(reader.get_by_role("link", name="Import a document")).to_have_count(0)
    expect(reader.get_by_text(draft)).to_have_count(0)
    for path in (f"/d/{slug}/imports/new", f"/d/{slug}/imports/{draft}"):
        answer = reader.goto(path)
        assert answer is not None
        assert answer.status == 403


def test_drafts_of_another_dossier_do_not_exist(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    other = make.make_dossier(live_server.database, ADA, "other", "Other")
    draft = draft_of(live_server, other)

    answer = page.goto(f"/d/{slug}/imports/{draft}")
    assert answer is not None
    assert answer.status == 404
