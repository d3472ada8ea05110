"""The button that takes back what one just did."""

import re

import pytest
from flask import Flask

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.dump import read_lists
from tests.factories import records as make
from tests.functional.visitors import Visitor, someone

BUTTON = re.compile(r'name="entries" value="(\d+-\d+)"')


@pytest.fixture
def claim(sqlite_database: Database, actor: Actor) -> str:
    """The address of a claim."""
    slug = make.make_dossier(sqlite_database, actor)
    return f"/d/{slug}/claims/{make.make_claim(sqlite_database, actor, slug)}"


@pytest.fixture
def ada(app: Flask, sqlite_database: Database, claim: str) -> Visitor:
    """An analyst there."""
    return someone(app, sqlite_database, "Ada", role="analyst", dossier="khorasan")


def corrected(visitor: Visitor, claim: str, text: str) -> str:
    """Correct the claim's text; the entries that the next page offers to take back."""
    values = hidden(visitor.get(f"{claim}/correct").text)
    values |= {"text": text, "reason": "a slip"}
    assert visitor.post(f"{claim}/correct", values).status_code == 303
    found = BUTTON.search(visitor.get(claim).text)
    assert found, "no way to take it back is offered"
    return found[1]


def hidden(form: str) -> dict[str, str]:
    """The form's hidden fields but its token."""
    fields = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
    named = ((re.search(r'name="([^"]+)"', f), re.search(r'value="([^"]*)"', f)) for f in fields)
    return {n[1]: v[1] if v else "" for n, v in named if n and n[1] != "csrf_token"}


def text_of(database: Database) -> str:
    with database.reading() as session:
        lists = read_lists(session, dossier_by_slug(session, "khorasan"))
    text: str = lists["claims"][0]["text"]
    return text


def test_a_correction_is_taken_back_by_one_button(
    ada: Visitor, sqlite_database: Database, claim: str
) -> None:
    before = text_of(sqlite_database)
    entries = corrected(ada, claim, "It had 700 fighters.")
    assert text_of(sqlite_database) == "It had 700 fighters."

    answer = ada.post("/d/khorasan/undo", {"entries": entries, "back": f"{claim}?x=1"})

    assert answer.headers["Location"] == f"{claim}?x=1"
    page = ada.get(claim).text
    assert "Taken back" in page
    assert not BUTTON.search(page), "what was taken back is not offered again"
    assert text_of(sqlite_database) == before
    assert "Taken back right after: a slip" in page


def test_a_note_says_that_it_is_too_late(
    app: Flask, ada: Visitor, sqlite_database: Database, claim: str
) -> None:
    entries = corrected(ada, claim, "It had 700 fighters.")
    bea = someone(app, sqlite_database, "Bea", role="analyst", dossier="khorasan")
    corrected(bea, claim, "It had 800 fighters.")

    ada.post("/d/khorasan/undo", {"entries": entries, "back": claim})

    assert "can no longer be taken back" in ada.get(claim).text
    assert text_of(sqlite_database) == "It had 800 fighters."


@pytest.mark.parametrize(
    ("entries", "back"),
    [("", ""), ("1-2", "//evil.example"), ("2-1", "/d/khorasan/\\evil"), ("x", "https://evil.example"),
     ("1-999999999999999", "/d/other/claims"), ("9" * 40 + "-1", "/d/khorasanx")],
)  # fmt: skip
def test_what_is_no_act_of_ones_own_changes_nothing_and_leads_nowhere_else(
    ada: Visitor, sqlite_database: Database, entries: str, back: str
) -> None:
    before = text_of(sqlite_database)

    answer = ada.post("/d/khorasan/undo", {"entries": entries, "back": back})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/d/khorasan")
    assert "nothing was changed" in ada.get("/d/khorasan").text
    assert text_of(sqlite_database) == before
