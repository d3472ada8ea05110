"""The page of an import in a real browser: keys, undo, chains, cuts, both widths, with and without
scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import records as make
from tests.fixtures.browser import LiveServer, PageMaker
from tests.functional.entering import ADA, enter, press
from tests.functional.importing import draft_of
from tests.integration.imports.texts import CHAINED

pytestmark = pytest.mark.browser
NARROW = {"width": 400, "height": 800}


@pytest.fixture
def paper(live_server: LiveServer, slug: str) -> str:
    """The address of a draft with two open references, a chain on one of them, an uncalled note,
    and a source that may be one of the dossier."""
    here = (live_server.database, ADA, slug)
    guard = make.make_organisation(*here, name="River Guard")
    make.make_source(*here, label="Guard, 2017", role="commander", organisations=[guard],
                     date="2017")  # fmt: skip
    return f"/d/{slug}/imports/{draft_of(live_server, slug, CHAINED)}"


def heading(page: Page) -> str:
    """Which finding is at hand."""
    return page.locator("#chosen-heading").inner_text().split("\n")[0]


def key(page: Page, name: str) -> None:
    """Press a key and wait until the page has been replaced."""
    page.evaluate("document.querySelector('main').dataset.old = 'yes'")
    page.keyboard.press(name)
    expect(page.locator("main[data-old]")).to_have_count(0)


def test_every_unsure_finding_is_decided_by_keys_alone_and_taken_back(
    page: Page, paper: str, axe: Callable[[Page], None]
) -> None:
    page.goto(paper)
    expect(page.locator("#needs")).to_have_text(
        "3 of 11 citations and 1 note need you. 4 left, 0 decided."
    )
    assert heading(page).startswith("Note 1 ")
    expect(page.locator(".offer")).to_contain_text("Guard, 2017")
    expect(page.locator("mark.place")).to_have_text("The council knew of the leak in 2018.")
    axe(page)

    key(page, "n")
    assert heading(page).startswith("Note 3 ")
    key(page, "p")
    key(page, "a")  # a source of its own
    expect(page.locator("#citation-1-1")).to_contain_text("decided")
    assert heading(page).startswith("Note 3 ")
    expect(page.locator("#chosen")).to_contain_text("2 later references rest on this one: notes 4")
    key(page, "2")
    expect(page.locator(".flashes")).to_have_text("Also changed: notes 4, 5.1.")
    expect(page.locator("#citation-4-1")).to_contain_text("Adviser to Mill Union")
    assert heading(page).startswith("Note 6 ")
    key(page, "x")
    expect(page.locator("#citation-6-1")).to_contain_text("rejected")
    assert heading(page).startswith("Note 8 ")
    key(page, "c")
    page.get_by_label("after these words:").check()
    page.get_by_label("Words before the call").fill("were closed")
    page.get_by_role("button", name="Keep correction").click()
    expect(page.locator("#needs")).to_have_text("Nothing needs you. 0 left, 4 decided.")
    axe(page)

    key(page, "u")
    assert heading(page).startswith("Note 8 ")
    key(page, "u")
    key(page, "u")
    expect(page.locator(".flashes")).to_contain_text("Also changed: notes 4, 5.1.")
    key(page, "u")
    expect(page.locator("#needs")).to_contain_text("4 left, 0 decided.")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_contain_text("Next unsure finding")


def test_the_same_without_scripts(
    live_server: LiveServer, open_page: PageMaker, slug: str, paper: str
) -> None:
    page = open_page(java_script_enabled=False)
    enter(page, live_server, slug, "owner")
    page.goto(paper)

    press(page, "A source of its own")
    press(page, "2.2 Interview with adviser to the Mill Union, Newtown, May 2018.")
    expect(page.locator(".flashes")).to_have_text("Also changed: notes 4, 5.1.")
    assert "finding=citation:6:1#chosen" in page.url
    press(page, "Undo")
    expect(page.locator("#needs")).to_contain_text("3 left, 1 decided.")
    page.locator("#text").get_by_role("link", name="Note 2", exact=True).click()
    assert heading(page).startswith("Note 2 ")
    expect(page.locator("mark.place")).to_have_text("The guard knew of it too.")
    page.locator("#chosen").get_by_role("link", name="2.1").click()
    page.get_by_text("The note was cut wrongly").click()
    press(page, "One source with the next")
    expect(page.locator("#citation-2-2")).to_contain_text("joined")
    expect(page.locator(".flashes")).to_contain_text("Also changed: notes 3, 4, 5.1.")


def test_all_that_is_sure_is_accepted_and_the_rest_waits(page: Page, slug: str, paper: str) -> None:
    page.goto(paper)
    expect(page.locator("#accept")).to_contain_text("5 citations are not settled")
    press(page, "Accept all that is sure")

    expect(page.get_by_role("heading", level=1)).to_have_text("The mills in dispute")
    page.goto(f"/d/{slug}/documents")
    expect(page.get_by_role("row", name="The mills in dispute")).to_contain_text("5")
    page.goto(paper)
    expect(page.get_by_text("This draft was accepted")).to_be_visible()
    expect(page.locator("#chosen button")).to_have_count(0)


def test_a_note_that_was_cut_wrongly_is_cut_anew(page: Page, paper: str) -> None:
    page.goto(f"{paper}?finding=citation:7:1")
    page.get_by_text("The note was cut wrongly").click()
    words, two = page.get_by_label("Words of the note"), "Two sources: the second begins there"
    page.locator(".note-words mark").dblclick(position={"x": 5, "y": 5})
    expect(words).not_to_have_value("")
    words.fill("London")
    page.get_by_role("button", name=two).click()
    expect(page.locator(".flashes, #note-7 .cited").first).to_be_visible()
    expect(page.locator("#note-7 .cited")).to_have_count(3)

    page.get_by_text("The note was cut wrongly").click()
    words.fill("nowhere")
    page.get_by_role("button", name=two).click()
    expect(page.locator(".error-summary")).to_contain_text("do not stand there")
    expect(words).to_have_value("nowhere")


def test_on_a_phone_findings_come_first_and_the_page_stays_short(
    live_server: LiveServer, open_page: PageMaker, slug: str, paper: str,
    axe: Callable[[Page], None],
) -> None:  # fmt: skip
    page = open_page(viewport=NARROW)
    enter(page, live_server, slug, "owner")
    page.goto(paper)

    tops = [page.locator(f"#{part}").bounding_box() for part in ("needs", "chosen", "text")]
    assert [box["y"] for box in tops if box] == sorted(box["y"] for box in tops if box)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    axe(page)


def test_a_long_document_is_paged_through(live_server: LiveServer, page: Page, slug: str) -> None:
    said = "The council knew of the leak and told nobody about it in that year of floods."
    body = "\n\n".join(f"{said}[{n}]" for n in range(1, 151))
    notes = "\n\n".join(f"[{n}] Interview with miller, Town {n}, May 2018." for n in range(1, 151))
    draft = draft_of(live_server, slug, f"The mills\n\n{body}\n\nNotes\n\n{notes}\n")
    page.goto(f"/d/{slug}/imports/{draft}")

    expect(page.locator("#text-heading")).to_contain_text("Text, stretch 1 of 3")
    expect(page.locator(".stretch-notes .cited")).to_have_count(60)
    page.get_by_role("link", name="Next stretch").click()
    expect(page.locator("#text-heading")).to_contain_text("stretch 2 of 3")
    expect(page.locator("#note-61")).to_be_visible()
    page.goto(f"/d/{slug}/imports/{draft}?finding=note:150")
    expect(page.locator("#text-heading")).to_contain_text("stretch 3 of 3")
    assert heading(page).startswith("Note 150")


def test_who_speaks_in_the_text_is_settled_in_turn_with_the_rest(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    text = (
        "The mills\n\nVillagers accuse the council of having known of the leak.[1]\n\n"
        "[1] Interview with commander of the River Guard in Oldtown, March 2019.\n"
    )
    page.goto(f"/d/{slug}/imports/{draft_of(live_server, slug, text)}")
    expect(page.locator("#needs")).to_contain_text("1 attribution needs you.")
    expect(page.locator("mark.place")).to_have_text("Villagers accuse")

    key(page, "1")

    expect(page.locator("#needs")).to_contain_text("Nothing needs you.")
    expect(page.locator("#attributions")).to_contain_text("River Guard commander, interview")
    key(page, "u")
    expect(page.locator("#needs")).to_contain_text("1 attribution needs you.")


def test_undoing_a_decision_on_a_speaker_leads_back_to_him(
    live_server: LiveServer, page: Page, slug: str
) -> None:
    text = (
        "The mills\n\nVillagers accuse the council of having known of the leak.[1]\n\n"
        "Shopkeepers accuse the guild of having hidden it.[1]\n\n"
        "[1] Interview with commander of the River Guard in Oldtown, March 2019.\n"
    )
    page.goto(f"/d/{slug}/imports/{draft_of(live_server, slug, text)}")
    expect(page.locator("#needs")).to_contain_text("2 attributions need you.")
    key(page, "n")
    expect(page.locator("mark.place")).to_have_text("Shopkeepers accuse")
    key(page, "1")
    expect(page.locator("mark.place")).to_have_text("Villagers accuse")

    key(page, "u")

    expect(page.locator("mark.place")).to_have_text("Shopkeepers accuse")
    assert "finding=attribution" in page.url
