"""A claim from a passage in a real browser: its words taken, the notes that speak for it proposed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from provenance.claims.models import Attribution, Claim, Quote
from provenance.claims.queries import citations_of_attributions
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import enter, press
from tests.functional.importing import imported
from tests.integration.imports.texts import SHORT

pytestmark = pytest.mark.browser
RECORD = "Record claim"


def begin(page: Page, slug: str, document: str, words: str) -> None:
    """Open the form of the passage that begins with these words."""
    page.goto(f"/d/{slug}/documents/{document}")
    page.get_by_role("link", name=f"Claim from this passage: {words}").click()


def test_the_exact_words_are_taken_and_the_notes_link_is_proposed(
    live_server: LiveServer, page: Page, slug: str, axe: Callable[[Page], None]
) -> None:
    document = imported(live_server, slug)
    begin(page, slug, document, "The council knew")
    expect(page.get_by_label("Exact words")).to_have_value("The council knew of the leak in 2018.")
    expect(page.get_by_role("checkbox", name="Note 1: Interview with commander")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Only the author")).not_to_be_checked()
    axe(page)

    page.get_by_label("Exact words").fill("knew of the leak")
    page.get_by_label("Statement").fill("The council had knowledge of the leak.")
    page.get_by_label("When it was so, in words").fill("2018")
    assert press(page, RECORD).status == 303

    expect(page.get_by_role("list", name="Chain of provenance")).to_contain_text("knew of the leak")
    with live_server.database.reading() as session:
        claim = session.scalars(select(Claim)).one()
        quote = session.scalars(select(Quote)).one()
        attribution = session.scalars(select(Attribution)).one()
    start = SHORT.index("knew of the leak")
    assert claim.time is not None
    assert claim.time.edtf == "2018"
    assert (quote.exact, quote.start, quote.end) == ("knew of the leak", start, start + 16)
    assert quote.prefix is not None
    assert quote.prefix.endswith("The council ")
    assert (attribution.link_basis, attribution.polarity_key) == ("sentence", "asserts")


SELECT = """() => {
  const [one, two] = document.querySelectorAll(".reading-paragraph .passage:has(+ .passage-act)");
  getSelection().setBaseAndExtent(one.firstChild, 4, two.firstChild, "It did".length);
}"""


def test_selected_words_become_the_quote_of_a_claim(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    document = imported(live_server, slug)
    page.goto(f"/d/{slug}/documents/{document}")
    page.evaluate(SELECT)
    expect(page.get_by_role("link", name="Claim from these words")).to_be_visible()
    page.keyboard.press("c")

    words = "council knew of the leak in 2018.[1] It did"
    expect(page.get_by_label("Exact words")).to_have_value(words)
    expect(page.get_by_role("checkbox", name="Note 1: Interview with commander")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Note 2: Interview with official")).to_be_checked()
    page.get_by_label("Statement").fill("The council did nothing about what it knew.")
    assert press(page, RECORD).status == 303
    with live_server.database.reading() as session:
        quote = session.scalars(select(Quote)).one()
    start = SHORT.index(words)
    assert (quote.exact, quote.start, quote.end) == (words, start, start + len(words))


def test_two_citations_of_one_source_become_one_attribution(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    document = imported(live_server, slug)
    begin(page, slug, document, "The council knew")
    page.get_by_label("Statement").fill("The council knew.")
    page.get_by_label("Another citation of the document").select_option(index=2)
    assert press(page, RECORD).status == 303

    with live_server.database.reading() as session:
        (attribution,) = session.scalars(select(Attribution)).all()
        cited = citations_of_attributions(session, [attribution.id])[attribution.id]
    assert [citation.note.label for citation in cited if citation.note] == ["1", "2"]


def test_a_passage_without_a_note_rests_on_the_author_alone(
    live_server: LiveServer, open_page: PageMaker, slug: str
) -> None:
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")
    document = imported(live_server, slug)
    begin(page, slug, document, "Two workers")
    expect(page.get_by_role("checkbox", name="Only the author")).to_be_checked()
    page.get_by_label("Statement").fill("Two workers fell ill.")
    assert press(page, RECORD).status == 303

    with live_server.database.reading() as session:
        (attribution,) = session.scalars(select(Attribution)).all()
        assert attribution.source.label == "Ada Writer, author"
        assert attribution.link_basis == "author"


def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    document = imported(live_server, slug)
    begin(page, slug, document, "The council knew")
    page.get_by_label("Exact words").fill("words of another text")
    page.get_by_label("Statement").fill("The council knew.")
    assert press(page, RECORD).status == 422
    expect(page.locator(".error-summary")).to_contain_text("Exact words: These words do not stand")
    expect(page.get_by_label("Statement")).to_have_value("The council knew.")

    page.get_by_label("Exact words").fill("The council knew")
    page.get_by_label("When it was so, in EDTF").fill("2018-02-31")
    assert press(page, RECORD).status == 422
    expect(page.locator(".error-summary")).to_contain_text("2018-02-31")

    page.get_by_label("When it was so, in EDTF").fill("")
    page.get_by_role("checkbox", name="Note 1: Interview").uncheck()
    assert press(page, RECORD).status == 422
    expect(page.locator(".error-summary")).to_contain_text("Say who vouches for it")


def test_there_is_no_form_for_a_passage_that_does_not_exist(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    document = imported(live_server, slug)

    answer = page.goto(f"/d/{slug}/documents/{document}/passages/999/claim")
    assert answer is not None
    assert answer.status == 404
