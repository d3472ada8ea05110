"""Reading a document in a real browser: notes beside their markers, claims on the edge, the chain."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument
from sqlalchemy import select

from provenance.citations.models import Citation
from provenance.documents.models import Note
from provenance.dossiers.commands import Correct
from provenance.sources.models import Source
from provenance.sources.service import correct_source
from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press, score
from tests.functional.importing import REASON, imported

pytestmark = pytest.mark.browser
GUARD = "River Guard commander, interview"


@pytest.fixture
def document(live_server: LiveServer, slug: str) -> str:
    """A document with four notes."""
    return imported(live_server, slug)


def guard_and_citation(live_server: LiveServer) -> tuple[str, str]:
    """The commander of note 1 and his citation there."""
    statement = (
        select(Source.public_id, Citation.public_id)
        .join(Citation, Citation.source_id == Source.id)
        .join(Note, Note.id == Citation.note_id)
        .where(Note.label == "1")
    )
    with live_server.database.reading() as session:
        row = session.execute(statement).one()
        return row[0], row[1]


@pytest.fixture
def claim(live_server: LiveServer, slug: str, document: str) -> str:
    """A claim on the first sentence, resting on note 1."""
    source, citation = guard_and_citation(live_server)
    stance = {"source": source, "citations": [citation], "link_basis": "sentence"}
    quote = {"document": document, "exact": "The council knew of the leak in 2018."}
    here = (live_server.database, ADA, slug)
    made = make.make_claim(*here, stance, text="The council knew.", quotes=[quote])
    score(live_server, slug)
    return made


def test_notes_stand_beside_their_markers_with_the_sources_behind_them(
    page: Page, slug: str, document: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/documents/{document}")

    marker, note = page.locator("#call-note-1-1"), page.locator("#note-1")
    expect(marker).to_have_text("[1]")
    expect(note).to_contain_text("Interview with commander of the River Guard")
    expect(note).to_contain_text(GUARD)
    expect(note).to_contain_text("2 notes, 1 origin")
    boxes = marker.bounding_box(), note.bounding_box()
    assert boxes[0]
    assert boxes[1]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 60
    expect(page.locator("#note-3")).to_contain_text("needs a source")
    expect(page.locator("#note-4")).to_contain_text("explanatory")
    axe(page)


def test_what_is_open_is_counted_on_top(page: Page, slug: str, document: str) -> None:
    page.goto(f"/d/{slug}/documents/{document}")

    legend = page.locator("#open")
    expect(legend).to_contain_text("0 claims")
    expect(legend).to_contain_text("3 on which no claim rests: 1 2 3")
    expect(legend).to_contain_text("1 note with a citation of which nobody has said whose it is: 3")
    legend.get_by_role("link", name="mark them in the text").click()
    expect(page.locator(".passage-open")).to_have_count(4)


def test_a_claim_shows_its_chain_down_to_the_origin(
    page: Page, slug: str, document: str, claim: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/documents/{document}")
    page.locator(".claim-mark").click()

    chain = page.get_by_role("list", name="Chain of provenance")
    kinds = ["claim", "quote", "marker", "note", "citation", "source", "origin"]
    expect(chain.locator(".chain-kind")).to_have_text(kinds)
    expect(chain).to_contain_text("The council knew.")
    expect(chain).to_contain_text(f"{GUARD} asserts it")
    expect(page.locator(".words-chosen")).to_contain_text("The council knew of the leak")
    axe(page)


def test_with_scripts_the_chain_opens_where_one_reads_and_keys_lead_to_what_is_open(
    page: Page, slug: str, document: str, claim: str
) -> None:
    page.goto(f"/d/{slug}/documents/{document}")
    page.evaluate("window.stayed = true")
    mark = page.locator(".claim-mark")
    mark.click()
    expect(page.locator(".chosen-chain")).to_contain_text(GUARD)
    expect(page).to_have_url(re.compile(f"chosen={claim}#passage-"))
    expect(mark).to_be_focused()

    page.keyboard.press("x")
    expect(page.locator(".chosen-chain")).to_have_count(0)
    page.go_back()
    expect(page.locator(".chosen-chain")).to_have_count(1)

    page.keyboard.press("w")
    expect(page).to_have_url(re.compile("#note-3$"))
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("#note-[23]$"))
    page.keyboard.press("u")
    expect(page.locator(":target")).to_have_attribute("data-open", "uncovered")
    assert page.evaluate("window.stayed")


def test_a_link_to_a_claim_or_a_note_leads_to_its_place(
    live_server: LiveServer, page: Page, slug: str, document: str, claim: str
) -> None:
    page.goto(f"/d/{slug}/documents/{document}?claim={claim}")
    assert f"?chosen={claim}#passage-" in page.url

    with live_server.database.reading() as session:
        note = session.scalars(select(Note.public_id).where(Note.label == "2")).one()
    page.goto(f"/d/{slug}/documents/{document}?note={note}")
    assert page.url.endswith("#note-2")


def test_readers_of_a_restricted_document_see_notes_of_protected_sources_masked(
    live_server: LiveServer, open_page: PageMaker, page: Page, slug: str
) -> None:
    document = imported(live_server, slug, restricted=True)
    source, _ = guard_and_citation(live_server)
    command = Correct(slug, source, {"protected": True}, REASON)
    make.in_transaction(live_server.database, lambda s: correct_source(s, ADA, command))
    reader = open_page()
    enter(reader, live_server, slug, "reader")

    reader.goto(f"/d/{slug}/documents/{document}")
    expect(reader.locator("#note-1")).to_contain_text("withheld: a protected source")
    expect(reader.locator("#note-2")).to_contain_text("withheld: a protected source")
    expect(reader.locator("#note-4")).to_contain_text("The doctor has since retired.")
    assert "Oldtown" not in reader.content()
    expect(reader.get_by_role("link", name="Claim from this passage")).to_have_count(0)

    page.goto(f"/d/{slug}/documents/{document}")
    expect(page.locator("#note-1")).to_contain_text("Interview with commander")


def test_the_document_reads_without_scripts_and_on_a_narrow_screen(
    live_server: LiveServer, open_page: PageMaker, slug: str, document: str, claim: str
) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 400, "height": 800})
    enter(page, live_server, slug, "owner")
    page.goto(f"/d/{slug}/documents/{document}")

    page.locator("#call-note-1-1").click()
    assert page.url.endswith("#note-1")
    expect(page.locator("#note-1")).to_be_in_viewport()


def test_on_a_phone_the_margin_folds_under_its_paragraph(
    live_server: LiveServer, open_page: PageMaker, slug: str, document: str,
    axe: Callable[[Page], None],
) -> None:  # fmt: skip
    page = open_page(viewport={"width": 400, "height": 800})
    enter(page, live_server, slug, "owner")
    page.goto(f"/d/{slug}/documents/{document}")

    fold = page.get_by_role("button", name="2 notes").first
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#note-1")).not_to_be_visible()
    fold.click()
    expect(page.locator("#note-1")).to_be_visible()
    fold.click()
    page.locator("#call-note-2-1").click()
    expect(page.locator("#note-2")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    axe(page)


def test_on_paper_the_notes_follow_the_text_and_every_page_says_what_it_is_of(
    page: Page, slug: str, document: str
) -> None:
    page.goto(f"/d/{slug}/documents/{document}")
    (sheet,) = PdfDocument(page.pdf(prefer_css_page_size=True))
    printed = sheet.get_textpage()
    words = printed.get_text_range()

    order = ("The council knew", "fell ill", "Notes", "commander of the River Guard", "retired")
    heights = [printed.get_charbox(words.index(each))[1] for each in order]
    assert heights == sorted(heights, reverse=True)
    assert "UTC · Provenance 1 / 1" in words
    for gone in ("Overview", "Find in the text", "Import a new version", "Say which"):
        assert gone not in words


def test_a_citation_that_awaits_its_source_is_given_one(
    page: Page, slug: str, document: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/documents/{document}")
    page.get_by_role("link", name="Say which source note 3 cites").click()
    axe(page)
    assert press(page, "Record source").status == 422

    label = page.get_by_role("option", name=GUARD).text_content()
    page.get_by_label("Source", exact=True).select_option(label=label)
    page.get_by_label("Reason").fill("It says what he says in note 1.")
    assert press(page, "Record source").status == 303
    expect(page.locator("#note-3")).to_contain_text(GUARD)
    expect(page.locator("#open")).not_to_contain_text("Needs a source")


def test_another_dossiers_document_does_not_exist(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    other = make.make_dossier(live_server.database, ADA, "other", "Other")
    document = imported(live_server, other)

    answer = page.goto(f"/d/{slug}/documents/{document}")
    assert answer is not None
    assert answer.status == 404
