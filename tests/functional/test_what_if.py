"""What if, in a real browser: what would change, how it stands now, nothing saved."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from provenance.assessments.work import unit_of_work
from provenance.audit.models import AuditEntry
from provenance.interchange.example import load_example
from tests.fixtures.browser import LiveServer
from tests.functional.entering import ADA, enter

pytestmark = pytest.mark.browser


@pytest.fixture
def example(live_server: LiveServer, page: Page) -> str:
    with unit_of_work(live_server.database) as session:
        slug = load_example(session, ADA)
    enter(page, live_server, slug, "reader")
    return slug


def entries(live_server: LiveServer) -> int:
    with live_server.database.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_a_source_is_supposed_discredited(
    page: Page, live_server: LiveServer, example: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{example}/sources/S-XRC5")
    before = entries(live_server)
    page.get_by_role("link", name="What would fall with this source?").click()
    result = page.locator("#result")
    expect(result).to_contain_text("would change their term")
    expect(result).to_contain_text(re.compile(r"\d+ claims? would fall, 0 would rise\."))
    expect(result).to_contain_text("IS-K (F) receives some money from the ISI.")
    axe(page)
    page.set_viewport_size({"width": 400, "height": 800})
    axe(page)
    page.get_by_text("A source has another grade").click()
    page.locator("#grade-grade").select_option("E")
    page.locator("details[open]", has_text="another grade").get_by_role("button").click()
    expect(page.locator("#result")).to_contain_text("were graded E")
    assert entries(live_server) == before


def test_what_does_not_exist_cannot_be_supposed(page: Page, example: str) -> None:
    answer = page.request.get(f"/d/{example}/what-if?kind=discredit&source=S-NONE")
    assert answer.status == 422
    assert "S-NONE" in answer.text()
    assert page.request.get(f"/d/{example}/what-if?kind=nonsense").status == 200


def test_a_claim_says_what_would_change_it(
    page: Page, example: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{example}/claims?q=receives+some+money+from+the+ISI")
    page.get_by_role("link").filter(has_text="C-").first.click()
    page.get_by_role("link", name="What would change this?").click()
    lines = page.locator("#levers tbody tr")
    expect(lines.first).to_contain_text("were discredited")
    expect(lines.first).to_contain_text("roughly even chance (lower)")
    expect(page.locator("#levers")).to_contain_text("were graded")
    axe(page)
    page.set_viewport_size({"width": 400, "height": 800})
    axe(page)


def test_each_source_in_turn(page: Page, example: str, axe: Callable[[Page], None]) -> None:
    page.goto(f"/d/{example}/what-if")
    page.get_by_role("link", name="On whom does most hang?").click()
    rows = page.locator("#loads tbody tr")
    falling = [int(text) for text in rows.locator("td:last-child").all_inner_texts()]
    assert falling == sorted(falling, reverse=True)
    axe(page)
    rows.first.get_by_role("link").last.click()
    expect(page.locator("#result")).to_contain_text(f"{falling[0]} claims would fall")
