"""Merging, splitting and telling sources apart in a real browser; and a dossier's own words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from provenance.interchange.load import load_dossier
from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press, score
from tests.integration.assessments.dossiers import dossier_file
from tests.integration.identities.two_wordings import LISTS

pytestmark = pytest.mark.browser
SLUG = "small"


@pytest.fixture
def slug(live_server: LiveServer) -> str:
    """A dossier with two wordings of one source, and everything that can hang on either."""
    file = dossier_file(**LISTS)
    make.in_transaction(live_server.database, lambda s: load_dossier(s, ADA, file).slug)
    here = (live_server.database, ADA, SLUG)
    make.make_claim(*here, {"source": "S-A"}, {"source": "S-B"}, text="Both say so.")
    score(live_server, SLUG)
    return SLUG


@pytest.fixture
def analyst(open_page: PageMaker, live_server: LiveServer, slug: str) -> Page:
    """An analyst at a narrow screen without scripts."""
    page = open_page(java_script_enabled=False, viewport={"width": 400, "height": 900})
    enter(page, live_server, slug)
    return page


def test_two_sources_are_merged_and_the_merge_undone(
    page: Page, live_server: LiveServer, slug: str, axe: Callable[[Page], None]
) -> None:
    enter(page, live_server, slug)
    page.goto(f"/d/{slug}/sources/S-A")
    page.get_by_role("link", name="Merge…", exact=True).click()
    page.get_by_label("The other source").select_option("S-B")
    page.get_by_role("button", name="Show both").click()
    axe(page)
    expect(page.locator("#changes")).to_contain_text("A takes over what only B says of itself")
    counted = page.locator("#changes").get_by_role("row").filter(has_text="Both say so.")
    expect(counted).to_contain_text("2 → 1")

    assert press(page, "Merge B into A").status == 422
    expect(page.get_by_role("alert")).to_contain_text("Choose which of the two stands")
    for group in page.get_by_role("group").filter(has=page.get_by_role("radio")).all():
        group.get_by_role("radio").last.check()
    page.get_by_label("Reason").fill("The same evening, told twice.")
    assert press(page, "Merge B into A").status == 303
    expect(page.locator("#identity")).to_contain_text("One with Interview with a commander")
    expect(page.locator("#claims")).to_contain_text("Claim 2.")

    page.goto(f"/d/{slug}/sources/S-B")
    expect(page.get_by_text("This is the same source as")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Undo…").click()
    expect(page.locator("#restored")).to_contain_text("2 citations")
    expect(counted).to_contain_text("1 → 2")
    axe(page)
    page.get_by_label("Reason").fill("Two evenings after all.")
    assert press(page, "Undo the merge").status == 303
    page.goto(f"/d/{slug}/sources/S-B")
    expect(page.locator("#claims")).to_contain_text("Claim 2.")
    expect(page.locator("#history")).to_contain_text("Two evenings after all.")


def test_a_source_is_split_without_scripts_on_a_narrow_screen(analyst: Page, slug: str) -> None:
    analyst.goto(f"/d/{slug}/sources/S-B")
    analyst.get_by_role("link", name="Split…").click()
    assert press(analyst, "Make it a source of its own").status == 422
    analyst.get_by_label("two").check()
    analyst.get_by_label("Label").fill("His deputy, interview")
    analyst.get_by_label("Reason").fill("He was not alone.")
    assert press(analyst, "Make it a source of its own").status == 303

    expect(analyst.get_by_role("heading", level=1)).to_have_text("His deputy, interview")
    expect(analyst.locator("#identity")).to_contain_text("Parted from")
    expect(analyst.locator("#notes")).to_contain_text("three")  # it refers to the one chosen
    analyst.get_by_role("link", name="Undo…").click()
    analyst.get_by_label("Reason").fill("He was.")
    assert press(analyst, "Undo the split").status == 303
    expect(analyst.get_by_role("heading", level=1)).to_have_text("Interview with a commander")


def test_a_pair_that_might_be_one_is_told_apart_and_that_taken_back(
    analyst: Page, live_server: LiveServer, slug: str
) -> None:
    make.make_source(live_server.database, ADA, slug, label="\u0410n adviser")
    analyst.goto(f"/d/{slug}/sources")
    pair = analyst.locator("#twins").get_by_role("row").filter(has_text="Labels alike")
    expect(pair).to_contain_text("cyrillic capital letter a")
    pair.get_by_role("link", name="Not the same").click()
    analyst.get_by_label("Reason").fill("Two men, two hands.")
    assert press(analyst, "Record: not the same").status == 303
    expect(analyst.locator("#identity")).to_contain_text("Not the same as")

    analyst.goto(f"/d/{slug}/duplicates")
    expect(analyst.get_by_text("No two sources look like one")).to_be_visible()
    analyst.goto(f"/d/{slug}/sources/S-5")
    analyst.get_by_role("link", name="Take back").click()
    analyst.get_by_label("Reason").fill("One hand.")
    assert press(analyst, "Take back: not the same").status == 303
    analyst.goto(f"/d/{slug}/duplicates")
    expect(analyst.get_by_role("row").filter(has_text="Labels alike")).to_be_visible()


def test_a_word_is_added_corrected_and_withdrawn(
    page: Page, live_server: LiveServer, slug: str, axe: Callable[[Page], None]
) -> None:
    enter(page, live_server, slug)
    page.goto(f"/d/{slug}/words")
    axe(page)
    page.get_by_role("link", name="Add a word").click()
    page.get_by_label("Word").fill("mirab")
    page.get_by_label("Other forms").fill("water master\nmireb")
    assert press(page, "Add word").status == 303
    axe(page)

    page.get_by_role("link", name="Add a word").click()
    page.get_by_label("Word").fill("Mireb")
    assert press(page, "Add word").status == 409
    expect(page.get_by_role("alert")).to_contain_text("in the vocabulary already")

    page.goto(f"/d/{slug}/words")
    page.get_by_role("link", name="Correct mirab").click()
    page.get_by_label("Other forms").fill("water master")
    page.get_by_label("Reason").fill("Nobody writes it so.")
    assert press(page, "Correct word").status == 303
    page.get_by_role("link", name="Withdraw mirab").click()
    page.get_by_label("Reason").fill("Not needed.")
    assert press(page, "Withdraw word").status == 303
    expect(page.get_by_text("No word was added yet")).to_be_visible()


def test_whoever_looks_at_an_older_state_is_told(
    page: Page, live_server: LiveServer, slug: str
) -> None:
    enter(page, live_server, slug)
    page.goto(f"/d/{slug}/sources/S-3/merge?gone=S-5")
    other = page.context.new_page()
    other.goto(f"/d/{slug}/sources/S-5/correct")
    other.get_by_label("Place").fill("Kabul")
    other.get_by_label("Reason").fill("He said so.")
    assert press(other, "Correct source").status == 303

    page.get_by_label("Reason").fill("One man.")
    assert press(page, "Merge B into A").status == 409
    expect(page.get_by_role("alert")).to_contain_text("Somebody else changed")
    expect(page.locator(".sides")).to_contain_text("Kabul")
    expect(page.get_by_label("Reason")).to_have_value("One man.")
    assert press(page, "Merge B into A").status == 303
