"""Searching a dossier: every kind of record, whatever is typed, and nothing that is withheld."""

import csv
import io

import pytest
from flask import Flask

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.exports.claims_csv import COLUMNS
from tests.factories import records as make
from tests.functional.visitors import Visitor, someone

HOSTILE = (
    '"', '"open', "*", "NEAR(", "a NEAR/3 b", "col:x", "^", "(", "{a}:", "' OR 1=1 --", "x" * 5000,
    "w " * 2500, "🙂", "كِتاب", "Талибан", "东京", "%", "\\", "-", "--", "-*", '-"', "& | ! <->", "½",
    "\u202e", "a\u0000b",
)  # fmt: skip


@pytest.fixture
def searched(app: Flask, sqlite_database: Database, actor: Actor) -> tuple[Visitor, str]:
    """A reader of a dossier in which the word stands in every kind of record."""
    slug = make.make_dossier(sqlite_database, actor)
    here = (sqlite_database, actor, slug)
    document = make.make_document(*here, title="Quillfeather papers")
    note = make.make_note(*here, document, text="Interview, Quillfeather street.", label="7")
    group = make.make_organisation(*here, name="Quillfeather Shura")
    make.make_person(*here, label="Quillfeather the elder")
    source = make.make_source(*here, label="Quillfeather, interview", organisations=[group])
    cited = make.make_citation(*here, note=note, source=source, text="Quillfeather street")
    first = make.make_claim(*here, {"source": source, "citations": [cited]}, text="It had 600 men.")
    second = make.make_claim(*here, text="It had none <b>at all</b>.")
    make.make_relation(*here, first, second, rationale="Quillfeather cannot be both")
    return someone(app, sqlite_database, "Leo", role="reader", dossier=slug), slug


def test_a_word_is_found_in_every_kind_with_the_reason(searched: tuple[Visitor, str]) -> None:
    leo, slug = searched

    text = leo.get(f"/d/{slug}/search?q=quillfeather").text

    for place in (
        "claims",
        "sources",
        "documents",
        "notes",
        "persons",
        "organisations",
        "relations",
    ):
        assert f'id="{place}"' in text, place
    assert "in its source:" in text
    assert "<mark>Quillfeather</mark>" in text
    links = [part.split('"')[0] for part in text.split('href="')[1:]]
    hits = [link for link in links if f"/d/{slug}/" in link and "/static/" not in link]
    assert {leo.get(link, follow_redirects=True).status_code for link in hits} == {200}


def test_what_is_shown_stays_text(searched: tuple[Visitor, str]) -> None:
    leo, slug = searched

    text = leo.get(f"/d/{slug}/claims?q=all+none").text

    assert "It had <mark>none</mark> &lt;b&gt;at <mark>all</mark>&lt;/b&gt;." in text


def test_no_query_is_a_failure(searched: tuple[Visitor, str]) -> None:
    leo, slug = searched

    for words in HOSTILE:
        for page in ("search", "claims", "sources"):
            answer = leo.get(f"/d/{slug}/{page}", query_string={"q": words})
            expected = 422 if "\0" in words else 200
            assert answer.status_code == expected, (page, words[:20])


def test_an_id_finds_its_record_and_an_empty_search_says_how(
    searched: tuple[Visitor, str], sqlite_database: Database
) -> None:
    leo, slug = searched
    text = leo.get(f"/d/{slug}/search?q=600").text
    found = text.split('class="public-id">C-')[1].split("<")[0]

    by_id = leo.get(f"/d/{slug}/search?q=c-{found.lower()}").text

    assert "1 claim<" in by_id or "1 claim\n" in by_id or ">1 claim" in by_id
    assert "It had 600 men." in by_id
    assert "begin* work" in leo.get(f"/d/{slug}/search").text
    assert "Nothing matches." in leo.get(f"/d/{slug}/search?q=zebra").text


def test_what_is_found_is_downloaded_and_no_cell_is_calculated(
    searched: tuple[Visitor, str], sqlite_database: Database, actor: Actor
) -> None:
    leo, slug = searched
    make.make_claim(sqlite_database, actor, slug, text='=HYPERLINK("x") of 600')

    table = leo.get(f"/d/{slug}/claims.csv?q=600&sort=newest")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    records = leo.get(f"/d/{slug}/claims.json?q=600&sort=newest").get_json()

    assert "attachment" in table.headers["Content-Disposition"]
    assert [row["text"] for row in rows] == ['\'=HYPERLINK("x") of 600', "It had 600 men."]
    assert [one["text"] for one in records] == ['=HYPERLINK("x") of 600', "It had 600 men."]
    assert list(rows[0]) == list(COLUMNS)
    assert rows[1]["source_labels"] == "Quillfeather, interview"
    assert "claims.csv?q=600" in leo.get(f"/d/{slug}/claims?q=600").text
