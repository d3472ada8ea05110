"""Relating claims to one another in a real browser, every act without scripts too."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press

pytestmark = pytest.mark.browser


@pytest.fixture
def two(live_server: LiveServer, slug: str) -> tuple[str, str]:
    """Two claims: 600 fighters, by a commander, and 900."""
    here = (live_server.database, ADA, slug)
    commander = make.make_source(*here, label="Commander, interview")
    first = make.make_claim(*here, {"source": commander})
    return first, make.make_claim(*here, text="The group had 900 fighters.")


def test_a_contradiction_is_recorded_by_searching_for_the_other_claim_without_scripts(
    live_server: LiveServer, open_page: PageMaker, slug: str, two: tuple[str, str]
) -> None:
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")

    page.goto(f"/d/{slug}/claims/{two[1]}")
    page.get_by_role("link", name="Add contradicting").click()
    page.get_by_label("Search in statements and sources").fill("commander")
    page.get_by_role("button", name="Search").click()
    page.get_by_label(re.compile("600 fighters")).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("number", exact=True).check()
    page.get_by_label("Rationale").fill("600 and 900 men at one time cannot both be.")
    page.get_by_role("button", name="Record contradiction").click()

    expect(page.get_by_role("status")).to_contain_text("Its case is open")
    relations = page.locator("#relations")
    expect(relations).to_contain_text("contradicts")
    expect(relations).to_contain_text("600 and 900 men at one time cannot both be.")
    expect(page.locator("#history")).to_contain_text("contradicts")


def test_a_relation_that_stands_already_leads_to_itself(
    live_server: LiveServer, page: Page, slug: str, two: tuple[str, str]
) -> None:
    standing = make.make_relation(live_server.database, ADA, slug, *two, kind="corroborates")

    page.goto(f"/d/{slug}/relations/new?a={two[1]}&b={two[0]}&kind=corroborates")
    page.get_by_role("button", name="Record corroboration").click()

    expect(page.get_by_role("alert")).to_contain_text(f"stands already, as {standing}")
    assert page.url.endswith(f"#relation-{standing}")
    expect(page.locator(f"#relation-{standing}")).to_have_count(1)


@pytest.mark.parametrize(
    ("other", "fault"),
    [("itself", "a relation joins two"), ("C-NONE", "There is no claim C-NONE in this dossier")],
)
def test_a_wrong_other_claim_is_said_beside_its_field(
    page: Page, slug: str, two: tuple[str, str], other: str, fault: str
) -> None:
    page.goto(f"/d/{slug}/relations/new?a={two[0]}&kind=contradicts")
    page.get_by_label("Or name it by its id").fill(two[0] if other == "itself" else other)
    with page.expect_response(lambda answer: "relations/new" in answer.url) as answered:
        page.get_by_role("button", name="Continue").click()

    assert answered.value.status == 422
    expect(page.locator("#b-error")).to_contain_text(fault)
    expect(page.get_by_role("alert")).to_contain_text(fault)


def test_a_relation_sent_with_itself_as_the_other_is_refused_and_loses_nothing_typed(
    page: Page, slug: str, two: tuple[str, str]
) -> None:
    page.goto(f"/d/{slug}/relations/new?a={two[0]}&b={two[1]}&kind=contradicts")
    page.locator("input[name=b]").evaluate("(field, id) => { field.value = id }", two[0])
    page.get_by_label("Rationale").fill("Typed with care.")
    answer = press(page, "Record contradiction")

    assert answer.status == 422
    expect(page.locator("#b-error")).to_contain_text("a relation joins two")
    expect(page.get_by_label("Rationale")).to_have_value("Typed with care.")


def test_a_relation_is_corrected_with_a_reason(
    live_server: LiveServer, page: Page, slug: str, two: tuple[str, str]
) -> None:
    relation = make.make_relation(live_server.database, ADA, slug, *two)

    page.goto(f"/d/{slug}/relations/{relation}/correct")
    page.get_by_label("date", exact=True).check()
    page.get_by_role("button", name="Correct relation").click()
    expect(page.locator("#reason-error")).to_contain_text("Say why")
    expect(page.get_by_label("date", exact=True)).to_be_checked()
    page.get_by_label("Reason").fill("They count at two times.")
    page.get_by_role("button", name="Correct relation").click()

    expect(page.locator(f"#relation-{relation}")).to_contain_text("date")


def test_a_withdrawn_relation_leaves_both_claims(
    live_server: LiveServer, page: Page, slug: str, two: tuple[str, str]
) -> None:
    relation = make.make_relation(live_server.database, ADA, slug, *two)

    page.goto(f"/d/{slug}/relations/{relation}/withdraw")
    page.get_by_label("Reason").fill("Read again: they speak of two groups.")
    page.get_by_role("button", name="Withdraw relation").click()

    expect(page.get_by_role("status")).to_contain_text(f"Withdrawn: {relation}")
    for claim in two:
        page.goto(f"/d/{slug}/claims/{claim}")
        expect(page.locator(f"#relation-{relation}")).to_have_count(0)


def test_choosing_and_relating_are_accessible(
    page: Page, slug: str, two: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    for url in (f"a={two[0]}&kind=contradicts", f"a={two[0]}&b={two[1]}", f"a={two[0]}&b=C-NONE"):
        page.goto(f"/d/{slug}/relations/new?{url}")
        axe(page)
