"""Sources in a real browser: who they are, what hangs on them, what stays private."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press, score

pytestmark = pytest.mark.browser
SECRET = "Gul Rahman of Achin"


@pytest.fixture
def slug(live_server: LiveServer, page: Page) -> str:
    """A dossier in which the page's visitor is an owner."""
    slug = make.make_dossier(live_server.database, ADA)
    enter(page, live_server, slug, "owner")
    return slug


@pytest.fixture
def source(live_server: LiveServer, slug: str) -> str:
    """A protected commander, cited in two notes, for one claim."""
    here = (live_server.database, ADA, slug)
    source = make.make_source(
        *here, label="Commander, interview", protected=True, description="A field commander."
    )
    document = make.make_document(*here)
    for label in ("1", "2"):
        note = make.make_note(*here, document, label=label)
        make.make_citation(*here, note=note, source=source)
    make.make_claim(*here, {"source": source})
    score(live_server, slug)
    return source


def test_a_source_shows_that_two_notes_are_one_origin(
    page: Page, slug: str, source: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/sources/{source}")

    expect(page.locator("#notes")).to_contain_text("2 notes, 1 origin")
    expect(page.locator("#claims")).to_contain_text("The group had 600 fighters.")
    expect(page.locator("#ratings")).to_contain_text("unknown, not low")
    expect(page.get_by_role("heading", name="Right so far")).to_be_visible()
    axe(page)
    page.goto(f"/d/{slug}/sources")
    expect(page.get_by_role("row").filter(has_text="Commander")).to_contain_text(
        "2 notes, 1 origin"
    )
    axe(page)


def test_a_source_is_recorded_with_its_date_in_words_without_scripts(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    make.make_organisation(live_server.database, ADA, slug)
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "analyst")

    page.goto(f"/d/{slug}/sources/new")
    page.get_by_label("Label").fill("Quetta Shura, contact")
    page.get_by_label("Type", exact=False).first.select_option("anonymous source")
    page.get_by_label("Quetta Shura", exact=True).check()
    page.get_by_label("Date, in words").fill("August and September 2017")
    page.get_by_role("button", name="Record source").click()

    beside = page.get_by_role("complementary")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quetta Shura, contact")
    expect(beside).to_contain_text("August and September 2017")
    expect(beside).to_contain_text("Aug 2017 and Sep 2017")
    expect(beside.get_by_role("link", name="Quetta Shura")).to_be_visible()


def test_a_source_is_corrected_and_an_impossible_date_refused(
    page: Page, slug: str, source: str
) -> None:
    page.goto(f"/d/{slug}/sources/{source}/correct")
    page.get_by_label("Date, in EDTF").fill("2017-13")
    page.get_by_label("Place").fill("Achin")
    page.get_by_label("Reason").fill("The note says so.")
    assert press(page, "Correct source").status == 422
    expect(page.locator("#date-error")).to_contain_text("no date that the calendar has")
    expect(page.get_by_label("Place")).to_have_value("Achin")

    page.get_by_label("Date, in EDTF").fill("2017-10")
    assert press(page, "Correct source").status == 303
    expect(page.get_by_role("complementary")).to_contain_text("Oct 2017")
    expect(page.locator("#history")).to_contain_text("The note says so.")


def test_a_source_that_carries_claims_cannot_be_withdrawn(
    live_server: LiveServer, page: Page, slug: str, source: str
) -> None:
    page.goto(f"/d/{slug}/sources/{source}/withdraw")
    page.get_by_label("Reason").fill("Not needed.")
    assert press(page, "Withdraw source").status == 422
    expect(page.get_by_role("alert")).to_contain_text("still carries 1 attributions")
    expect(page.get_by_label("Reason")).to_have_value("Not needed.")

    idle = make.make_source(live_server.database, ADA, slug, label="Nobody")
    page.goto(f"/d/{slug}/sources/{idle}/withdraw")
    page.get_by_label("Reason").fill("Recorded by mistake.")
    assert press(page, "Withdraw source").status == 303
    expect(page.get_by_text("This source was withdrawn")).to_be_visible()


def test_a_private_record_is_never_echoed_and_shown_once_for_a_reason(
    live_server: LiveServer, page: Page, slug: str, source: str
) -> None:
    page.goto(f"/d/{slug}/sources/{source}")
    page.get_by_role("link", name="Keep a private record").click()
    page.get_by_label("Name").fill(SECRET)
    page.get_by_label("Reason").fill("So that we can find him again.")
    assert press(page, "Keep private record").status == 303
    assert SECRET not in page.content()
    page.get_by_role("link", name="Replace the private record").click()
    assert SECRET not in page.content()

    page.goto(f"/d/{slug}/sources/{source}")
    page.get_by_role("link", name="Reveal, with a reason").click()
    assert press(page, "Reveal private record").status == 422
    page.get_by_label("Reason").fill("The court asked.")
    assert press(page, "Reveal private record").status == 200
    expect(page.get_by_role("main")).to_contain_text(SECRET)

    page.get_by_role("link", name="Done").click()
    assert SECRET not in page.content()
    expect(page.locator("#history")).to_contain_text("revealed the private record")
    expect(page.locator("#history")).to_contain_text("The court asked.")


@pytest.mark.parametrize("role", ["reader", "analyst", "reviewer"])
def test_only_an_owner_comes_near_a_private_record(
    live_server: LiveServer, open_page: PageMaker, slug: str, source: str, role: str
) -> None:
    page = open_page()
    enter(page, live_server, slug, role)

    page.goto(f"/d/{slug}/sources/{source}")
    expect(page.locator("#private").get_by_role("link")).to_have_count(0)
    for path in ("keep", "reveal"):
        answer = page.goto(f"/d/{slug}/private/{source}/{path}")
        assert answer is not None
        assert answer.status == 403


def test_a_reader_sees_no_note_of_a_protected_source_in_a_restricted_document(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    here = (live_server.database, ADA, slug)
    document = make.make_document(*here, restricted=True)
    note = make.make_note(*here, document, text=f"Interview with {SECRET}.")
    source = make.make_source(*here, protected=True)
    citation = make.make_citation(*here, note=note, source=source, text=f"Interview with {SECRET}")
    claim = make.make_claim(*here, {"source": source, "citations": [citation]})
    page = open_page()
    enter(page, live_server, slug, "reader")

    for path in (f"claims/{claim}", f"sources/{source}"):
        page.goto(f"/d/{slug}/{path}")
        expect(page.get_by_role("main")).to_contain_text("withheld: a protected source")
        assert SECRET not in page.content()


def test_a_dependence_is_judged_with_its_ground_and_taken_back(
    live_server: LiveServer, page: Page, slug: str, source: str
) -> None:
    make.make_source(live_server.database, ADA, slug, label="Adviser, interview")
    page.goto(f"/d/{slug}/sources/{source}")
    page.get_by_role("link", name="Judge a dependence").click()
    assert press(page, "Record verdict").status == 422
    for name in ("other", "ground", "verdict", "reason"):
        expect(page.locator(f"#{name}-error")).to_be_visible()

    page.get_by_label("The other source").select_option(label=option(page, "Adviser, interview"))
    page.get_by_label("relays").check()
    page.get_by_label("dependent", exact=True).check()
    page.get_by_label("Reason").fill("He repeats what the adviser told him.")
    assert press(page, "Record verdict").status == 303
    expect(page.locator("#dependences")).to_contain_text("takes from Adviser, interview")

    page.get_by_role("link", name="Withdraw the verdict").click()
    page.get_by_label("Reason").fill("They never met.")
    assert press(page, "Withdraw verdict").status == 303
    expect(page.locator("#dependences")).to_contain_text("Nobody has judged")


def option(page: Page, words: str) -> str:
    """The whole text of the option that begins with these words."""
    return page.locator("#other option").filter(has_text=words).inner_text()


def test_an_organisation_is_recorded_tied_and_kept_while_it_is_named(
    live_server: LiveServer, page: Page, slug: str, axe: Callable[[Page], None]
) -> None:
    make.make_organisation(live_server.database, ADA, slug, name="Taliban")
    page.goto(f"/d/{slug}/organisations/new")
    page.get_by_label("Name", exact=True).fill("Quetta Shura")
    page.get_by_label("Other names").fill("Rahbari Shura\nLeadership Council")
    assert press(page, "Record organisation").status == 303

    page.get_by_role("link", name="Add a tie").click()
    page.get_by_label("Tie").fill("part of")
    page.get_by_label("To", exact=True).select_option(label="Taliban")
    page.get_by_label("From, in words").fill("2001")
    assert press(page, "Record tie").status == 303
    expect(page.locator("#ties")).to_contain_text("part of")
    axe(page)

    page.get_by_role("link", name="Withdraw", exact=True).click()
    page.get_by_label("Reason").fill("A mistake.")
    assert press(page, "Withdraw organisation").status == 422
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Withdraw the tie").click()
    page.get_by_label("Reason").fill("Never shown.")
    assert press(page, "Withdraw tie").status == 303
    expect(page.locator("#ties")).to_contain_text("No tie is recorded")


def test_a_person_joins_sources_into_one_voice(
    live_server: LiveServer, page: Page, slug: str, source: str
) -> None:
    page.goto(f"/d/{slug}/persons/new")
    page.get_by_label("Label").fill("Commander in Achin")
    assert press(page, "Record person").status == 303
    person = page.url.rpartition("/")[2]

    for each in (source, make.make_source(live_server.database, ADA, slug, label="Second talk")):
        page.goto(f"/d/{slug}/sources/{each}/correct")
        page.get_by_label("Person").select_option(person)
        page.get_by_label("Reason").fill("One man.")
        assert press(page, "Correct source").status == 303

    expect(page.get_by_role("complementary")).to_contain_text("Commander, interview")
    page.get_by_role("link", name="Commander in Achin").click()
    expect(page.locator("#sources")).to_contain_text("2 sources")
