"""Long imports in a real browser: they go on outside the request, are seen, cancelled, begun again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from provenance.config import load_settings
from provenance.imports.commands import StartDraft
from provenance.imports.models import ImportDraft
from provenance.imports.work.launching import launch
from provenance.imports.work.service import start_reading
from provenance.imports.work.tasks import task_of
from provenance.web.views import reading_progress
from tests.factories.records import in_transaction
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press
from tests.functional.importing import draft_of
from tests.integration.imports.texts import SHORT, long_text

pytestmark = pytest.mark.browser
REASON = "needed for a test"
BROKEN = b"%PDF-1.7 and nothing more"
PATIENCE = 120
SECONDS = 1000


def upload(page: Page, slug: str, data: bytes, name: str) -> None:
    page.goto(f"/d/{slug}/imports/new")
    page.get_by_label("File").set_input_files(
        FilePayload(name=name, mimeType="text/plain", buffer=data)
    )
    assert press(page, "Read the document").status == 303


def waiting(live_server: LiveServer, slug: str, data: bytes, name: str) -> ImportDraft:
    """A draft that waits for a worker."""
    command = StartDraft(slug, name, data, REASON)

    def act(session: object) -> ImportDraft:
        draft = start_reading(session, ADA, command)  # type: ignore[arg-type]
        session.expunge(draft)  # type: ignore[attr-defined]
        return draft

    draft: ImportDraft = in_transaction(live_server.database, act)
    return draft


def worked_on(live_server: LiveServer, slug: str, draft: ImportDraft, **limits: str) -> None:
    """What is left when its worker has ended."""
    task = task_of(draft)
    assert task is not None
    home = {"PROVENANCE_HOME": str(live_server.settings.home), **limits}
    launch(load_settings(home), slug, draft.public_id, task.run).join(PATIENCE)


def address(slug: str, draft: ImportDraft) -> str:
    return f"/d/{slug}/imports/{draft.public_id}"


def test_a_long_reading_is_seen_survives_its_tab_and_is_cancelled(
    live_server: LiveServer, page: Page, slug: str, axe: Callable[[Page], None]
) -> None:
    upload(page, slug, long_text(40_000), "long.txt")  # longer than this test takes

    expect(page.get_by_role("heading", level=1)).to_have_text("Reading")
    expect(page.locator("#work-words")).to_contain_text(
        re.compile("Looking for|Reading notes"), timeout=60 * SECONDS
    )
    expect(page.get_by_role("progressbar")).to_be_visible()
    axe(page)
    there = page.url

    page.reload()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.goto(f"/d/{slug}/documents")
    expect(page.locator("#drafts")).to_contain_text("being read")
    page.goto(f"/d/{slug}")
    expect(page.get_by_role("link", name="long.txt")).to_be_visible()

    page.goto(there)
    assert press(page, "Cancel").status == 303
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading was cancelled")
    page.get_by_text("Discard this import").first.click()
    page.locator(".danger").get_by_label("Reason").fill("Another version came.")
    press(page, "Discard this import")
    expect(page.locator("#drafts")).to_have_count(0)


def test_without_scripts_the_page_looks_again_until_there_is_something_to_show(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")
    upload(page, slug, long_text(10_000), "long.txt")  # more than a page waits for

    expect(page.get_by_role("heading", level=1)).to_have_text("Reading")
    page.get_by_role("link", name="Let it stand still").click()
    page.get_by_role("link", name="Look again").click()

    expect(page.get_by_role("button", name="Accept import")).to_be_visible(
        timeout=PATIENCE * SECONDS
    )


def test_why_a_file_could_not_be_read_is_said_and_it_is_read_again(
    live_server: LiveServer, page: Page, slug: str, axe: Callable[[Page], None]
) -> None:
    """Its reader was allowed too little memory; then it is allowed more."""
    name = "<img src=x onerror=alert(1)>.md"
    draft = waiting(live_server, slug, long_text(300), name)
    worked_on(live_server, slug, draft, PROVENANCE_READER_MEMORY=str(48 * 2**20))

    page.goto(address(slug, draft))
    expect(page.get_by_role("heading", level=1)).to_have_text("Could not be read")
    expect(page.locator(".notice-error")).to_contain_text("needs more memory")
    expect(page.get_by_text(name).first).to_be_visible()
    axe(page)

    assert press(page, "Read again").status == 303
    expect(page.get_by_role("button", name="Accept import")).to_be_visible(
        timeout=PATIENCE * SECONDS
    )


def test_a_worker_that_died_is_told_and_the_file_read_again(
    live_server: LiveServer, page: Page, slug: str, axe: Callable[[Page], None]
) -> None:
    draft = waiting(live_server, slug, BROKEN, "a.pdf")

    page.goto(address(slug, draft))
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading has stopped")
    axe(page)

    press(page, "Read again")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Could not be read", timeout=PATIENCE * SECONDS
    )
    expect(page.locator(".notice-error")).to_contain_text("PDF")


def test_a_long_import_is_taken_in_outside_the_request(
    live_server: LiveServer, page: Page, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_progress, "LONG", 0)
    draft = draft_of(live_server, slug, SHORT)
    page.goto(f"/d/{slug}/imports/{draft}")

    assert press(page, "Accept all as shown").status == 303

    page.wait_for_url("**/documents/D-*", timeout=PATIENCE * SECONDS)
    expect(page.get_by_role("heading", level=1)).to_have_text("The river and its mills")


def test_what_is_being_read_cannot_be_corrected_or_accepted(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    draft = waiting(live_server, slug, BROKEN, "a.pdf")
    page.goto(address(slug, draft))
    token = page.locator("input[name=csrf_token]").first.input_value()
    for act in ("accept", "decide", "judge", "divide", "undo", "discard", "again"):
        values = {"csrf_token": token, "accept-version": "1", "discard-version": "1",
                  "discard-reason": REASON}  # fmt: skip
        answer = page.request.post(f"{address(slug, draft)}/{act}", form=values)
        assert answer.status in (409, 422), act
