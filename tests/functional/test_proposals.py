"""The page of a document's proposed claims in a real browser: by keys, by buttons, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import insert, select

from provenance.claims.models import Attribution, Claim
from provenance.db.session import Database
from provenance.documents.models import Document
from provenance.imports.claim_proposals.models import ClaimProposal
from provenance.imports.commands import AcceptDraft, DecideFinding, StartDraft
from provenance.imports.service import accept_draft, decide, start_draft
from provenance.sources.models import Source
from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press
from tests.functional.importing import REASON, draft_of, imported
from tests.functional.visitors import someone
from tests.integration.imports.speaking import PAPER, STORY

DENIED = "His men had opened the sluices"
MANY = 10_000


@pytest.fixture
def paper(live_server: LiveServer, slug: str) -> str:
    """The paper of two pages, accepted."""
    return imported(live_server, slug, PAPER)


def counts(page: Page) -> str:
    return " ".join(page.locator(".proposal-counts").inner_text().split())


def current(page: Page) -> Any:
    return page.locator(".proposal-current .proposal-text")


def press_key(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def row(page: Page, words: str) -> Any:
    return page.locator(".proposal").filter(has=page.get_by_role("heading", name=words))


@pytest.mark.browser
def test_proposals_are_gone_through_by_keys_alone(
    live_server: LiveServer, page: Page, slug: str, paper: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/documents/{paper}")
    page.get_by_role("link", name="What this document says that could be taken").click()
    assert counts(page) == "32 proposed · 32 waiting · 0 taken · 0 rejected"
    first = current(page).inner_text()
    axe(page)

    page.keyboard.press("n")
    expect(current(page)).not_to_have_text(first)
    page.keyboard.press("k")
    expect(current(page)).to_have_text(first)
    page.keyboard.press("j")
    second = current(page).inner_text()

    press_key(page, "a")
    expect(page.locator(".notice-success")).to_contain_text("Taken: C-")
    expect(current(page)).not_to_have_text(second)
    third = current(page).inner_text()
    press_key(page, "x")
    expect(page.locator(".notice-success")).to_contain_text("Rejected: Y-")
    assert counts(page) == "32 proposed · 30 waiting · 1 taken · 1 rejected"

    press_key(page, "u")
    expect(current(page)).to_have_text(third)
    press_key(page, "u")
    expect(current(page)).to_have_text(second)
    assert counts(page) == "32 proposed · 32 waiting · 0 taken · 0 rejected"
    with live_server.database.reading() as session:
        assert session.scalars(select(Claim.status)).all() == ["withdrawn"]

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("n or jNext proposed claim")


def ids(page: Page) -> list[str]:
    """The rows of the page, by their ids."""
    return [str(one.get_attribute("id")) for one in page.locator(".proposal").all()]


@pytest.mark.browser
def test_what_is_selected_by_keys_stays_selected_while_the_cursor_moves(
    page: Page, slug: str, paper: str
) -> None:
    page.goto(f"/d/{slug}/documents/{paper}/proposals")
    rows = ids(page)
    for key in ("s", "n", "s", "j", "j", "s"):
        page.keyboard.press(key)
    expect(page.get_by_role("checkbox", name="Select", checked=True)).to_have_count(3)
    expect(page.locator(".proposal-current")).to_have_count(1)
    expect(page.locator(f"[id='{rows[3]}']")).to_be_focused()
    expect(page.locator(f"[id='{rows[3]}']")).to_be_in_viewport()
    assert f"at={rows[3]}" in page.url

    box = page.get_by_label(f"Select {rows[0]}", exact=True)
    box.click()  # the keys act although the box has the focus
    page.keyboard.press("k")
    expect(page.locator(f"[id='{rows[2]}']")).to_be_focused()
    assert press(page, "Reject the selected").status == 303
    assert counts(page) == "32 proposed · 30 waiting · 0 taken · 2 rejected"


@pytest.mark.browser
def test_after_an_act_the_message_is_in_sight_and_the_row_has_the_focus(
    page: Page, slug: str, paper: str
) -> None:
    page.goto(f"/d/{slug}/documents/{paper}/proposals")
    rows = ids(page)
    for _ in range(12):
        page.keyboard.press("n")
    for key, told in (("x", "Rejected: Y-"), ("a", "Taken: C-"), ("u", "Undone: Y-")):
        press_key(page, key)
        expect(page.locator(".notice-success")).to_contain_text(told)
        expect(page.locator(".notice-success")).to_be_in_viewport(ratio=1)
        expect(page.locator(".proposal-current")).to_be_focused()
        expect(page.locator(".proposal-current .proposal-text")).to_be_in_viewport(ratio=1)
        assert page.evaluate(
            "document.querySelector('.flashes').getBoundingClientRect().bottom"
            " <= document.querySelector('.proposal-current').getBoundingClientRect().top"
        )
    expect(page.locator(f"[id='{rows[13]}']")).to_be_focused()


@pytest.mark.browser
def test_taking_with_changes_and_undoing_it_lead_back_to_the_place_in_the_list(
    page: Page, slug: str, paper: str
) -> None:
    page.goto(f"/d/{slug}/documents/{paper}/proposals?status=all&page=2")
    rows = ids(page)
    page.keyboard.press("n")
    press_key(page, "e")
    page.get_by_role("link", name="Back without saving").click()
    expect(page.locator(f"[id='{rows[1]}']")).to_be_focused()
    press_key(page, "e")
    assert press(page, "Record claim").status == 303
    assert {"status=all", "page=2"} <= set(page.url.split("?")[1].split("#")[0].split("&"))
    expect(page.locator(f"[id='{rows[2]}']")).to_be_focused()
    press_key(page, "u")
    expect(page.locator(f"[id='{rows[1]}']")).to_be_focused()

    page.goto(f"/d/{slug}/documents/{paper}/proposals?at={rows[1]}#{rows[1]}")
    expect(page.locator(f"[id='{rows[1]}']")).to_be_focused()


@pytest.mark.browser
def test_one_is_taken_with_changes_and_keeps_its_chain(
    live_server: LiveServer, page: Page, slug: str, paper: str, axe: Callable[[Page], None]
) -> None:
    page.goto(f"/d/{slug}/documents/{paper}/proposals?basis=inline")
    found = row(page, DENIED)
    expect(found).to_contain_text("by the speaker whom the text names")
    expect(found).to_contain_text("[3] → note 3 → Interview with North Guild commander")
    expect(found).to_contain_text("The source denies it.")
    found.get_by_role("link", name="Take with changes").click()

    expect(page.get_by_label("Statement")).to_have_value(DENIED)
    boxes = page.get_by_role("checkbox", checked=True)
    expect(boxes).to_have_count(2)
    page.get_by_label("Statement").fill("Men of the North Guild opened the sluices.")
    axe(page)
    assert press(page, "Record claim").status == 303

    assert counts(page) == "32 proposed · 31 waiting · 1 taken · 0 rejected"
    with live_server.database.reading() as session:
        claim = session.scalars(select(Claim)).one()
        voice = session.scalars(select(Attribution)).one()
        proposal = session.scalars(select(ClaimProposal).where(ClaimProposal.claim_id.is_not(None)))
        assert proposal.one().claim_id == claim.id
        assert (claim.text, claim.status) == ("Men of the North Guild opened the sluices.", "draft")
        assert (voice.polarity_key, voice.source.label) == (
            "denies", "North Guild commander, interview",
        )  # fmt: skip
    page.goto(f"/d/{slug}/documents/{paper}?claim={claim.public_id}")
    expect(page.get_by_role("list", name="Chain of provenance")).to_contain_text("In the text")


@pytest.mark.browser
def test_several_are_taken_without_scripts_and_on_a_narrow_screen(
    live_server: LiveServer, open_page: PageMaker, slug: str, paper: str
) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 400, "height": 800})
    enter(page, live_server, slug, "owner")
    page.goto(f"/d/{slug}/documents/{paper}/proposals?basis=author")
    for words in ("The dam may fail again.", "Neither guild has the means"):
        row(page, words).get_by_role("checkbox").check()
    assert press(page, "Take the selected").status == 303
    expect(page.locator(".notice-success")).to_contain_text("Taken: C-")
    assert "basis=author" in page.url
    assert counts(page) == "32 proposed · 30 waiting · 2 taken · 0 rejected"

    assert press(page, "Take the selected").status == 422
    expect(page.locator(".error-summary")).to_contain_text("Choose at least one")
    found = row(page, "The true figures")
    found.get_by_text("Reject with a reason").click()
    found.get_by_label("Why it is not wanted").fill("A guess of the author.")
    found.get_by_role("button", name="Reject with this reason").click()
    page.get_by_label("Show").select_option("rejected")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".proposal")).to_have_count(1)
    expect(page.locator(".proposal")).to_contain_text("“A guess of the author.”")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.mark.browser
def test_narrow_pages_keep_the_rules_of_accessibility(
    live_server: LiveServer,
    open_page: PageMaker,
    slug: str,
    paper: str,
    axe: Callable[[Page], None],
) -> None:
    page = open_page(viewport={"width": 400, "height": 800}, color_scheme="dark")
    enter(page, live_server, slug, "reviewer")
    draft = draft_of(live_server, slug, STORY)
    for path in (f"documents/{paper}/proposals?status=all", f"documents/{paper}",
                 f"imports/{draft}?correct=attribution:15"):  # fmt: skip
        page.goto(f"/d/{slug}/{path}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.mark.browser
def test_speakers_are_said_corrected_and_rejected_on_the_import_page(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    draft = draft_of(live_server, slug, STORY)
    page.goto(f"/d/{slug}/imports/{draft}")
    part = page.locator("#attributions")
    expect(part).to_contain_text("1 need you, 2 name nobody")
    expect(part.get_by_role("row").nth(1)).to_contain_text("The group declared")

    page.get_by_role("link", name="Correct The group declared").click()
    page.get_by_label("Who speaks", exact=True).select_option(label="Water Ministry, statement")
    press(page, "Keep correction")
    expect(page.locator("#attribution-15")).to_contain_text("Water Ministry, statement")
    page.locator("#attribution-10").get_by_role("button", name="No attribution").click()
    expect(page.locator("#attribution-10")).to_contain_text("no attribution")
    page.locator("#attribution-10").get_by_role("button", name="Take back").click()
    expect(page.locator("#attribution-10")).to_contain_text("Residents, unnamed")


def bring(database: Database, slug: str, text: str, **about: Any) -> str:
    """A document, accepted; its public id."""
    command = StartDraft(slug, "river.txt", text.encode(), REASON)
    draft = make.in_transaction(database, lambda s: start_draft(s, ADA, command).public_id)
    decision = DecideFinding(slug, draft, "document", {"authors": ["Ida Brandt"], **about})
    make.in_transaction(database, lambda s: decide(s, ADA, decision))
    accept = AcceptDraft(slug, draft, REASON)
    return str(make.in_transaction(database, lambda s: accept_draft(s, ADA, accept).public_id))


def test_who_may_do_what(app: Flask, sqlite_database: Database) -> None:
    slug = make.make_dossier(sqlite_database, ADA)
    document = bring(sqlite_database, slug, PAPER)
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)
    url = f"/d/{slug}/documents/{document}/proposals"
    shown = leo.get(url).text
    assert "The dam may fail again." in leo.get(f"{url}?page=2").text
    assert "Take" not in shown.replace("Taken", "").replace("Take the", "")
    for act in ("take", "reject", "put-back", "undo"):
        assert leo.post(f"{url}/{act}", {"chosen": "Y-1"}).status_code == 403


def test_a_form_sent_twice_takes_once(app: Flask, sqlite_database: Database) -> None:
    slug = make.make_dossier(sqlite_database, ADA)
    document = bring(sqlite_database, slug, PAPER)
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    url = f"/d/{slug}/documents/{document}/proposals"
    with sqlite_database.reading() as session:
        chosen = session.scalars(select(ClaimProposal.public_id).limit(1)).one()
    sent = {"chosen": chosen, "once": f"{chosen}-1"}
    first, second = ada.post(f"{url}/take", sent), ada.post(f"{url}/take", sent)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    with sqlite_database.reading() as session:
        assert len(session.scalars(select(Claim)).all()) == 1
    late = ada.post(f"{url}/reject", {"chosen": chosen})
    assert late.status_code == 409
    assert "was taken already" in late.text
    assert ada.post(f"{url}/take", {"chosen": "C-none"}).status_code == 422


def test_a_reader_of_a_restricted_document_sees_only_what_the_text_shows(
    app: Flask, sqlite_database: Database
) -> None:
    slug = make.make_dossier(sqlite_database, ADA)
    document = bring(sqlite_database, slug, PAPER, restricted=True)
    with sqlite_database.writing() as session:
        source = session.scalars(select(Source).where(Source.label.like("North Guild%"))).one()
        source.protected = True
        lost = session.scalars(select(ClaimProposal).where(ClaimProposal.text == DENIED)).one()
        lost.start = lost.end = None
        session.commit()
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    url = f"/d/{slug}/documents/{document}/proposals?basis=inline"
    cited = "Interview with North Guild commander"
    assert cited in ada.get(url).text
    assert DENIED in ada.get(url).text
    for hidden in (cited, "the source in the North Guild denied</span>", DENIED):
        assert hidden not in leo.get(url).text
    assert leo.get(url).text.count("withheld: a protected source") >= 3
    assert "Its own watch had been asleep." in leo.get(url).text


def test_the_overview_and_the_list_of_documents_lead_to_them(
    app: Flask, sqlite_database: Database
) -> None:
    slug = make.make_dossier(sqlite_database, ADA)
    document = bring(sqlite_database, slug, PAPER)
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    target = f'href="/d/{slug}/documents/{document}/proposals"'
    overview, listed = ada.get(f"/d/{slug}").text, ada.get(f"/d/{slug}/documents").text
    assert target in overview
    assert "32 in The Upper Dam" in overview
    assert target in listed
    assert "32 proposed claims" in listed


def test_ten_thousand_proposals_are_shown_a_page_at_a_time(
    app: Flask, sqlite_database: Database
) -> None:
    slug = make.make_dossier(sqlite_database, ADA)
    document = bring(sqlite_database, slug, PAPER)
    _multiply(sqlite_database)
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    url = f"/d/{slug}/documents/{document}/proposals"
    assert "10000</b> proposed" in ada.get(url).text
    for query in ("", "?status=all&page=200", "?hedged=yes", "?basis=author"):
        assert len(ada.get(url + query).text) < 400_000, query


def _multiply(database: Database) -> None:
    """As many more proposals of the one document, in the same words."""
    with database.writing() as session:
        document = session.scalars(select(Document)).one()
        table: Any = ClaimProposal.__table__
        kept = session.execute(select(table).where(table.c.document_id == document.id)).mappings()
        patterns = [{k: v for k, v in one.items() if k != "id"} for one in kept]
        rows = [
            {**patterns[at % len(patterns)], "public_id": f"Y-many-{at}"}
            for at in range(MANY - len(patterns))
        ]
        session.execute(insert(table), rows)
        session.commit()
