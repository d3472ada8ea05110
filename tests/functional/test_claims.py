"""Claims in a real browser: shown, recorded, corrected by two at once, withdrawn, filtered."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press, score

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(live_server: LiveServer, slug: str) -> str:
    """A claim that a commander makes in note 1."""
    here = (live_server.database, ADA, slug)
    source = make.make_source(*here, label="Commander, interview")
    citation = make.make_citation(*here, source=source)
    stance = {"source": source, "citations": [citation], "directness": "witnessed"}
    made = make.make_claim(*here, stance)
    score(live_server, slug)
    return made


def test_a_claim_shows_how_sure_we_are_and_on_whose_word(
    page: Page, slug: str, claim: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/claims/{claim}")

    expect(page.get_by_role("heading", level=1)).to_have_text("The group had 600 fighters.")
    expect(page.locator("#confidence")).to_contain_text("confidence")
    expect(page.locator("#attributions")).to_contain_text("1 note, 1 origin")
    expect(page.locator("#attributions")).to_contain_text("Commander, interview")
    expect(page.locator("#attributions")).to_contain_text("Note 1: Interview with a commander")
    page.locator("#confidence").get_by_role("link", name="computed").click()
    assert page.url.endswith("#ledger")
    expect(page.locator("#ledger").get_by_role("row").last).to_contain_text("Sum")
    axe(page)


def test_a_claim_is_recorded_and_given_its_source_without_scripts(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    make.make_source(live_server.database, ADA, slug, label="Adviser, interview")
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")

    page.goto(f"/d/{slug}/claims")
    page.get_by_role("link", name="Record a claim without a passage").click()
    page.get_by_label("Statement").fill("The split cost them recruits.")
    page.get_by_label("As of, in words").fill("October 2017")
    page.get_by_role("button", name="Record claim").click()
    expect(page.get_by_role("complementary")).to_contain_text("October 2017")

    page.get_by_role("link", name="Add a source’s stance").click()
    page.get_by_label("Label or id has").fill("adviser")
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Adviser, interview").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("denies").check()
    page.get_by_label("Hedge 1", exact=True).fill("as far as he knew")
    page.get_by_role("button", name="Record attribution").click()

    expect(page.locator("#attributions")).to_contain_text("denies")
    expect(page.locator("#attributions")).to_contain_text("as far as he knew")
    expect(page.locator("#history")).to_contain_text("recorded on the claim page")


def test_a_correction_needs_its_reason_and_shows_old_and_new(
    page: Page, slug: str, claim: str
) -> None:
    page.goto(f"/d/{slug}/claims/{claim}/correct")
    page.get_by_label("Statement").fill("The group had 650 fighters.")
    assert press(page, "Correct claim").status == 422
    expect(page.locator("#reason-error")).to_contain_text("Say why")
    expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", "#reason")
    expect(page.get_by_label("Statement")).to_have_value("The group had 650 fighters.")

    page.get_by_label("Reason").fill("Misread the digit.")
    assert press(page, "Correct claim").status == 303

    expect(page.get_by_role("heading", level=1)).to_have_text("The group had 650 fighters.")
    newest = page.locator("#history li").first
    expect(newest).to_contain_text("Misread the digit.")
    expect(newest.locator("del")).to_have_text("The group had 600 fighters.")
    expect(newest.locator("ins")).to_have_text("The group had 650 fighters.")


def test_an_impossible_date_is_said_beside_its_field_and_nothing_typed_is_lost(
    page: Page, slug: str, claim: str
) -> None:
    page.goto(f"/d/{slug}/claims/{claim}/correct")
    page.get_by_label("As of, in EDTF").fill("2017-02-31")
    page.get_by_label("Topics").fill("strength")
    page.get_by_label("Reason").fill("Dated by the paper.")

    assert press(page, "Correct claim").status == 422

    expect(page.locator("#as_of-error")).to_contain_text("no date that the calendar has")
    expect(page.get_by_label("As of, in EDTF")).to_have_value("2017-02-31")
    expect(page.get_by_label("Topics")).to_have_value("strength")
    expect(page.get_by_label("Reason")).to_have_value("Dated by the paper.")


def test_the_second_of_two_editors_sees_both_versions_and_loses_nothing(
    live_server: LiveServer, open_page: PageMaker, page: Page, slug: str, claim: str,
    axe: Callable[[Page], None],
) -> None:  # fmt: skip
    other = open_page()
    colleague = enter(other, live_server, slug, "owner")
    for each in (page, other):
        each.goto(f"/d/{slug}/claims/{claim}/correct")
    other.get_by_label("Statement").fill("Theirs: 700 fighters.")
    other.get_by_label("Place").fill("Achin")
    other.get_by_label("Reason").fill("Note 1 again.")
    assert press(other, "Correct claim").status == 303

    page.get_by_label("Statement").fill("Mine: 800 fighters.")
    page.get_by_label("Reason").fill("Read again.")
    assert press(page, "Correct claim").status == 409

    both = page.get_by_role("alert").filter(has_text="changed this after you opened it")
    expect(both.get_by_role("heading")).to_contain_text(colleague)
    row = both.get_by_role("row").filter(has_text="Statement")
    for words in ("600 fighters", "Theirs: 700 fighters.", "Mine: 800 fighters."):
        expect(row).to_contain_text(words)
    expect(page.get_by_label("Statement")).to_have_value("Mine: 800 fighters.")
    expect(page.get_by_label("Reason")).to_have_value("Read again.")
    place = both.get_by_role("row").filter(has_text="Place")
    expect(place).to_contain_text("not touched: theirs stands in the form")
    expect(page.get_by_label("Place")).to_have_value("Achin")
    axe(page)

    assert press(page, "Correct claim").status == 303
    expect(page.get_by_role("heading", level=1)).to_have_text("Mine: 800 fighters.")
    expect(page.locator("#history")).to_contain_text("Theirs: 700 fighters.")
    expect(page.get_by_role("complementary")).to_contain_text("Achin")


def test_a_withdrawn_claim_keeps_its_page_and_leaves_the_list(
    page: Page, slug: str, claim: str
) -> None:
    page.goto(f"/d/{slug}/claims/{claim}")
    page.get_by_role("link", name="Withdraw", exact=True).click()
    assert press(page, "Withdraw claim").status == 422
    page.get_by_label("Reason").fill("It was never said.")
    assert press(page, "Withdraw claim").status == 303

    expect(page.get_by_text("This claim was withdrawn")).to_contain_text("It was never said.")
    expect(page.get_by_role("link", name="Add contradicting")).to_have_count(0)
    page.goto(f"/d/{slug}/claims")
    expect(page.get_by_role("main")).not_to_contain_text(claim)
    page.goto(f"/d/{slug}/claims?status=withdrawn")
    expect(page.get_by_role("main")).to_contain_text(claim)


def test_an_attribution_is_corrected_moved_to_another_source_and_withdrawn(
    live_server: LiveServer, page: Page, slug: str, claim: str
) -> None:
    make.make_source(live_server.database, ADA, slug, label="Adviser, interview")
    page.goto(f"/d/{slug}/claims/{claim}")

    page.get_by_role("link", name="Correct the attribution to Commander").click()
    expect(page.get_by_label("Note 1: Interview with a commander")).to_be_checked()
    page.get_by_role("link", name="Choose another source").click()
    page.get_by_label("Adviser, interview").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Directness").select_option("told")
    page.get_by_label("Reason").fill("It was the adviser.")
    assert press(page, "Correct attribution").status == 303
    expect(page.locator("#attributions")).to_contain_text("Adviser, interview")
    expect(page.locator("#attributions")).to_contain_text("told")

    page.get_by_role("link", name="Withdraw the attribution to Adviser").click()
    page.get_by_label("Reason").fill("Nobody said it.")
    assert press(page, "Withdraw attribution").status == 303
    expect(page.locator("#attributions")).to_contain_text("Nobody is on record")


def test_one_act_of_speech_enters_once(
    live_server: LiveServer, page: Page, slug: str, claim: str
) -> None:
    page.goto(f"/d/{slug}/claims/{claim}/attributions/new")
    page.get_by_label("Commander, interview").check()
    page.get_by_role("button", name="Continue").click()

    assert press(page, "Record attribution").status == 409
    expect(page.get_by_role("alert")).to_contain_text("the same voice counts once")


def test_the_list_is_narrowed_and_paged_by_its_address(
    live_server: LiveServer, page: Page, slug: str, claim: str, axe: Callable[[Page], None]
) -> None:
    here = (live_server.database, ADA, slug)
    for number in range(55):
        make.make_claim(*here, text=f"Village {number} was attacked.")
    rival = make.make_claim(*here, text="The group had 900 fighters.")
    make.make_relation(*here, claim, rival)

    page.goto(f"/d/{slug}/claims")
    expect(page.get_by_text("1–50 of 57 claims")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("51–57 of 57 claims")).to_be_visible()
    page.get_by_role("navigation", name="Narrow the list").get_by_text("To look at").click()
    page.get_by_role("link", name="Contradicted 2").click()
    expect(page.get_by_text("1–2 of 2 claims")).to_be_visible()
    page.get_by_role("link", name="Remove: To look at: Contradicted").click()
    expect(page.get_by_text("1–50 of 57 claims")).to_be_visible()
    page.goto(f"/d/{slug}/claims?q=commander&single=y")
    expect(page.get_by_text("1–1 of 1 claim")).to_be_visible()
    expect(page.get_by_role("mark")).to_have_text("Commander")
    axe(page)
    page.goto(f"/d/{slug}/claims?q=nowhere")
    expect(page.get_by_text("Nothing matches.")).to_be_visible()


def test_an_empty_list_says_what_it_will_show(page: Page, slug: str) -> None:
    page.goto(f"/d/{slug}/claims")
    expect(page.get_by_text("No claim is recorded yet.")).to_be_visible()


def test_a_reader_reads_and_cannot_write(
    live_server: LiveServer, open_page: PageMaker, slug: str, claim: str
) -> None:
    page = open_page()
    enter(page, live_server, slug, "reader")

    page.goto(f"/d/{slug}/claims/{claim}")
    for act in ("Correct", "Withdraw", "Add contradicting", "Rate credibility"):
        expect(page.get_by_role("link", name=act)).to_have_count(0)
    for path in ("correct", "withdraw", "attributions/new", "rate"):
        answer = page.goto(f"/d/{slug}/claims/{claim}/{path}")
        assert answer is not None
        assert answer.status == 403, path


def test_a_claim_of_another_dossier_is_not_there(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    other = make.make_dossier(live_server.database, ADA, "other", "Other")
    foreign = make.make_claim(live_server.database, ADA, other)
    for path in ("", "/correct", "/withdraw", "/attributions/new", "/rate"):
        answer = page.goto(f"/d/{slug}/claims/{foreign}{path}")
        assert answer is not None
        assert answer.status == 404, path
