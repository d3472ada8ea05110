"""Rating in a real browser: two axes at two moments, others' grades out of sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from provenance.audit.actor import Actor
from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press, score

pytestmark = pytest.mark.browser
COLLEAGUE = Actor("Rater B")


@pytest.fixture
def source(live_server: LiveServer, slug: str) -> str:
    """A source that a colleague rated E."""
    here = (live_server.database, ADA, slug)
    source = make.make_source(*here)
    make.make_rating(live_server.database, COLLEAGUE, slug, source, "E", "He lied to me twice.")
    return source


@pytest.fixture
def claim(live_server: LiveServer, slug: str, source: str) -> str:
    """A claim of that source alone."""
    claim = make.make_claim(live_server.database, ADA, slug, {"source": source})
    score(live_server, slug)
    return claim


def test_a_source_is_rated_by_letters_that_carry_their_definitions(
    page: Page, slug: str, source: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/sources/{source}/rate")
    for words in ("Completely reliable", "missing knowledge, not a low grade"):
        expect(page.get_by_role("group", name="Reliability")).to_contain_text(words)
    axe(page)
    assert press(page, "Record reliability").status == 422
    expect(page.locator("#grade-error")).to_contain_text("Choose one, A to F")
    expect(page.locator("#reason-error")).to_contain_text("Say why")

    page.get_by_label("B Usually reliable").check()
    page.get_by_label("Reason").fill("Right three times before.")
    assert press(page, "Record reliability").status == 303
    expect(page.locator("#ratings")).to_contain_text("Right three times before.")
    expect(page.locator("#ratings")).to_contain_text("He lied to me twice.")


def test_the_form_shows_neither_others_grades_nor_what_was_computed(
    page: Page, slug: str, source: str, claim: str
) -> None:
    for path in (f"sources/{source}/rate", f"claims/{claim}/rate"):
        page.goto(f"/d/{slug}/{path}")
        main = page.get_by_role("main")
        expect(main).not_to_contain_text("He lied to me twice.")
        expect(main).not_to_contain_text("Rater B")
        expect(main.locator(".computed, .confidence")).to_have_count(0)


def test_a_new_grade_supersedes_my_own_and_the_history_keeps_both(
    page: Page, slug: str, source: str
) -> None:
    for letter, reason in (("C", "First talk."), ("B", "Borne out since.")):
        page.goto(f"/d/{slug}/sources/{source}/rate")
        page.locator(f"input[name=grade][value={letter}]").check()
        page.get_by_label("Reason").fill(reason)
        assert press(page, "Record reliability").status == 303

    expect(page.locator("#ratings")).to_contain_text("Borne out since.")
    expect(page.locator("#ratings")).not_to_contain_text("First talk.")
    expect(page.locator("#history")).to_contain_text("First talk.")
    page.goto(f"/d/{slug}/sources/{source}/rate")
    expect(page.get_by_text("You rated this before.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Borne out since.")


def test_a_grade_of_one_topic_stands_beside_the_one_of_the_whole(
    page: Page, slug: str, source: str
) -> None:
    page.goto(f"/d/{slug}/sources/{source}/rate")
    page.get_by_label("Not usually reliable").check()
    page.get_by_label("Only on this topic").fill("funding")
    page.get_by_label("Only in this period, in EDTF").fill("2017-99")
    page.get_by_label("Reason").fill("He hides it.")
    assert press(page, "Record reliability").status == 422
    expect(page.locator("#period-error")).to_be_visible()
    expect(page.get_by_label("Not usually reliable")).to_be_checked()

    page.get_by_label("Only in this period, in EDTF").fill("2017")
    assert press(page, "Record reliability").status == 303
    expect(page.locator("#ratings")).to_contain_text("funding, 2017")


def test_confirmed_by_others_warns_where_no_other_is_on_record(
    live_server: LiveServer, open_page: PageMaker, page: Page, slug: str, claim: str
) -> None:
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")

    page.goto(f"/d/{slug}/claims/{claim}/rate")
    expect(page.get_by_role("main")).to_contain_text("fewer than two independent origins")
    page.get_by_label("Confirmed by other sources").check()
    page.get_by_label("Reason").fill("Everybody knows it.")
    page.get_by_role("button", name="Record credibility").click()

    credibility = page.locator("#credibility")
    expect(credibility).to_contain_text("only one origin supports it")
    expect(credibility).to_contain_text("Suggested:")
    expect(credibility).to_contain_text("it changes none of them")


def test_a_reader_cannot_rate(
    live_server: LiveServer, open_page: PageMaker, slug: str, source: str
) -> None:
    page = open_page()
    enter(page, live_server, slug, "reader")
    answer = page.goto(f"/d/{slug}/sources/{source}/rate")
    assert answer is not None
    assert answer.status == 403
