"""A table in a real browser: uploaded, matched, decided, taken in, undone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press
from tests.integration.spreadsheets.tables import Tables

pytestmark = pytest.mark.browser
TABLE = """Statement,Kind,Source,Date,Remarks
The battalion had 600 men.,number,Commander,Oct 2017,x
The chief lied.,guess,Ministry,2017-13,
The bridge stood.,fact,Roe,,
"""


def upload(page: Page, slug: str, data: str = TABLE, name: str = "table.csv") -> int:
    """Send a file; the answer's status."""
    page.goto(f"/d/{slug}/spreadsheets")
    file = FilePayload(name=name, mimeType="text/csv", buffer=data.encode())
    page.get_by_label("File").set_input_files(file)
    return press(page, "Read the table").status


def test_a_table_is_matched_decided_taken_in_and_undone_without_scripts(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")
    make.make_claim(live_server.database, ADA, slug, text="The bridge stood.")
    before = Tables(live_server.database, slug).dump()
    assert upload(page, slug) == 303

    assert press(page, "Show the rows as they would become").status == 303
    expect(page.get_by_text("Say also what these columns hold")).to_contain_text("Remarks")
    page.get_by_label("Column Remarks").select_option("leave the column out")
    assert press(page, "Show the rows as they would become").status == 303
    expect(page.locator("#row-of-3")).to_contain_text("no calendar has such a date")
    expect(page.locator("#row-of-4")).to_contain_text("says the same in this dossier")
    expect(page.get_by_role("button", name="Take the table in")).to_have_count(0)

    page.get_by_label("“guess” means").select_option("opinion")
    page.get_by_label("Row 3", exact=True).select_option("leave it out")
    page.get_by_label("Row 4", exact=True).select_option("the same claim: add who says so")
    assert press(page, "Keep the choices").status == 303
    page.goto(f"/d/{slug}/spreadsheets")  # as after a closed browser
    page.locator("#waiting a").click()
    expect(page.get_by_text("2 rows would become")).to_be_visible()
    assert press(page, "Take the table in").status == 303
    expect(page.locator("#made")).to_contain_text("2 sources")

    page.get_by_text("Undo taking it in", exact=True).first.click()
    page.locator(".danger").get_by_label("Reason").fill("the wrong table")
    assert press(page, "Undo taking it in").status == 303
    expect(page.get_by_text("the dossier is as it was before").first).to_be_visible()
    assert Tables(live_server.database, slug).dump() == before


def test_the_pages_hold_on_wide_and_narrow_screens(
    page: Page, slug: str, axe: Callable[[Page], None]
) -> None:
    def look() -> None:
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 800})
            axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width

    page.goto(f"/d/{slug}/spreadsheets")
    look()
    with page.expect_download() as download:
        page.get_by_role("link", name="grades.csv", exact=True).click()
    assert download.value.path().read_text(encoding="utf-8-sig").startswith("Subject,Grade,Rater")
    assert upload(page, slug, "no table at all", "notes.txt") == 415
    expect(page.locator("#error-summary")).to_contain_text("no spreadsheets that are read")
    assert upload(page, slug) == 303
    look()
    page.get_by_label("Column Remarks").select_option("Topics")
    assert press(page, "Show the rows as they would become").status == 303
    look()
    page.get_by_text("Put the table aside", exact=True).first.click()
    page.locator(".danger").get_by_label("Reason").fill("another one")
    assert press(page, "Put the table aside").status == 303
    expect(page.get_by_text("nothing of it was taken in")).to_be_visible()
