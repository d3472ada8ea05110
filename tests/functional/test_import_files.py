"""What a file brings to the page of its import: pages of a PDF as pictures, an encoding to choose."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from provenance.imports.commands import StartDraft
from provenance.imports.pictures import SIGNATURE, WIDTH
from provenance.imports.service import start_draft
from tests.factories.records import in_transaction
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press
from tests.functional.importing import REASON, draft_of
from tests.unit.ingest.making import pdf

pytestmark = pytest.mark.browser
RUSSIAN = (
    "Мельницы\n\nСовет знал о течи в 2018 году.[1]\n\nМельницы встали.\n\n"
    "[1] Interview with Иван Петров, Oldtown, March 2019.\n"
)


def drafted(live_server: LiveServer, slug: str, name: str, data: bytes) -> str:
    """The address of a draft of these bytes."""
    command = StartDraft(slug, name, data, REASON)
    made = in_transaction(
        live_server.database, lambda session: start_draft(session, ADA, command).public_id
    )
    return f"/d/{slug}/imports/{made}"


def test_the_pages_of_a_pdf_stand_beside_their_text(
    live_server: LiveServer, page: Page, open_page: PageMaker, slug: str,
    axe: Callable[[Page], None],
) -> None:  # fmt: skip
    data = pdf(*([(72, 700, 12, f"The mills stood still on page {n} of the report.")]
                 for n in (1, 2)))  # fmt: skip
    draft = drafted(live_server, slug, "mills.pdf", data)
    page.goto(draft)

    pictures = page.locator(".page-picture img")
    expect(pictures).to_have_count(2)
    for number in (1, 2):
        beside = page.locator(".text-page").nth(number - 1)
        expect(beside.locator(".preview-text")).to_contain_text(f"page {number} of the report")
        answer = page.request.get(f"{draft}/pages/{number}.png")
        assert (answer.status, answer.body()[:8]) == (200, SIGNATURE)
        assert answer.headers["cache-control"].startswith("private")
    drawn = pictures.first.evaluate("picture => [picture.complete, picture.naturalWidth]")
    assert drawn[0]
    assert abs(drawn[1] - WIDTH) <= 1
    kept = list((live_server.settings.home / "pages").iterdir())
    assert len(kept) == 2
    axe(page)

    assert page.request.get(f"{draft}/pages/3.png").status == 404
    text = draft_of(live_server, slug)
    assert page.request.get(f"/d/{slug}/imports/{text}/pages/1.png").status == 404
    reader = open_page()
    enter(reader, live_server, slug, "reader")
    assert reader.request.get(f"{draft}/pages/1.png").status == 403


def test_a_guessed_encoding_is_shown_and_another_chosen(
    live_server: LiveServer, page: Page, slug: str, axe: Callable[[Page], None]
) -> None:
    draft = drafted(live_server, slug, "mills.txt", RUSSIAN.encode("koi8-r"))
    page.goto(draft)
    expect(page.locator(".needing")).to_contain_text("Encoding guessed")
    page.get_by_role("link", name="Encoding guessed").first.click()
    expect(page.get_by_label("koi8-r")).to_be_visible()
    expect(page.locator("#chosen")).to_contain_text("koi8-r: Мельницы … Совет знал о течи")
    axe(page)

    page.get_by_label("koi8-r").check()
    press(page, "Read it in this encoding")

    expect(page.locator(".preview-text")).to_contain_text("Совет знал о течи в 2018 году.")
    expect(page.locator("#chosen, .needing").first).not_to_contain_text("Encoding guessed")
    expect(page.locator("#document")).to_contain_text("in koi8-r")
    expect(page.locator("#issues")).to_contain_text("It was read as koi8-r, which a person chose.")
