"""Words of a restricted document's notes: on no page that a reader can open, whatever he clicks."""

import re
from html import unescape
from urllib.parse import quote_plus, urljoin, urlsplit

import pytest
from flask import Flask
from markupsafe import escape
from sqlalchemy import select

from provenance.assessments.service import assess_dossier
from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.config import Settings
from provenance.db.session import Database
from provenance.documents.models import Note
from provenance.dossiers.commands import Correct
from provenance.dossiers.queries import dossier_by_slug
from provenance.sources.models import Source
from provenance.sources.service import correct_source
from tests.factories import records as make
from tests.fixtures.browser import LiveServer
from tests.functional.importing import REASON, draft_of, imported
from tests.functional.visitors import TOKEN, Visitor, someone
from tests.integration.imports.texts import SHORT

CANARY = "Quillfeather"
WITHHELD = "withheld: a protected source"
HREF = re.compile(r'href="([^"]+)"')
SENTENCE = "The council knew of the leak in 2018."


@pytest.fixture
def guarded(sqlite_database: Database, settings: Settings, actor: Actor) -> dict[str, str]:
    """A restricted document with the canary in a note; everything that can rest on it does."""
    slug = make.make_dossier(sqlite_database, actor)
    here = (sqlite_database, actor, slug)
    server = LiveServer("", sqlite_database, settings)
    document = imported(server, slug, restricted=True, text=SHORT.replace(
        "Oldtown, March 2019.", f"Oldtown, known as {CANARY}, March 2019.", 1))  # fmt: skip
    draft_of(server, slug, f"Another text.[1]\n\n[1] Interview with {CANARY}, 2019.\n")
    with sqlite_database.reading() as session:
        note, citation, source = session.execute(
            select(Note.public_id, Citation.public_id, Source.public_id)
            .join(Citation, Citation.note_id == Note.id)
            .join(Source, Source.id == Citation.source_id)
            .where(Note.label == "1")
        ).one()
    command = Correct(slug, source, {"protected": True}, REASON)
    make.in_transaction(sqlite_database, lambda s: correct_source(s, actor, command))
    voice = {"source": source, "citations": [citation], "link_basis": "note",
             "hedges": [{"text": f"{CANARY} thinks", "by": "source"}]}  # fmt: skip
    claim = make.make_claim(*here, voice, text="The council knew.", quotes=[
        {"document": document, "exact": SENTENCE},
        {"document": document, "exact": f"known as {CANARY}"},
        {"note": note, "exact": f"known as {CANARY}"},
    ])  # fmt: skip
    relation = make.make_relation(*here, claim, make.make_claim(*here, text="It did not."))
    for subject in (claim, relation):
        make.make_remark(*here, subject, quote={"note": note, "exact": CANARY})
    make.in_transaction(sqlite_database, lambda s: assess_dossier(
        s, actor.name, dossier_by_slug(s, slug), REASON))  # fmt: skip
    return {"slug": slug, "document": document, "claim": claim, "source": source,
            "relation": relation}  # fmt: skip


def crawl(visitor: Visitor, start: str) -> dict[str, str]:
    """Everything within the dossier and home that links lead to: address → body. Lists are narrowed
    by one facet at a time: combined, their links have no end."""
    waiting, seen = [start], dict[str, str]()
    while waiting:
        url = waiting.pop().partition("#")[0]
        if url in seen or "/static/" in url or url == "/sign-out" or "&" in url:
            continue
        answer = visitor.get(url, follow_redirects=True)
        seen[url] = answer.text
        assert answer.status_code < 500, url
        for link in HREF.findall(answer.text):
            target = urlsplit(urljoin(url, unescape(link)))
            if not target.netloc and target.scheme == "":
                waiting.append(target.geturl())
    return seen


def test_a_reader_finds_the_words_nowhere(
    app: Flask, sqlite_database: Database, guarded: dict[str, str]
) -> None:
    slug = guarded["slug"]
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)

    pages = crawl(leo, "/")

    assert len(pages) > 20
    assert [url for url, body in pages.items() if CANARY in body] == []
    for kind in ("claims", "sources", "contradictions", "documents"):
        key = "relation" if kind == "contradictions" else kind.removesuffix("s")
        assert WITHHELD in pages[f"/d/{slug}/{kind}/{guarded[key]}"], kind
    assert SENTENCE in pages[f"/d/{slug}/claims/{guarded['claim']}"]


def test_the_chain_of_a_claim_withholds_them_too(
    app: Flask, sqlite_database: Database, guarded: dict[str, str]
) -> None:
    slug, claim = guarded["slug"], guarded["claim"]
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    url = f"/d/{slug}/documents/{guarded['document']}?chosen={claim}"

    assert CANARY not in leo.get(url).text
    assert WITHHELD in leo.get(url).text
    assert CANARY in ada.get(url).text


def test_a_reader_finds_nothing_by_them_neither_rows_nor_counts(
    app: Flask, sqlite_database: Database, guarded: dict[str, str]
) -> None:
    slug = guarded["slug"]
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)

    for words in (CANARY, f"{CANARY[:6]}*", f'"known as {CANARY}"'):
        sought, control = f"/d/{slug}/claims?q={words}", f"/d/{slug}/claims?q=zebra"
        seen = (
            leo.get(sought)
            .text.replace(str(escape(words)), "zebra")
            .replace(quote_plus(words), "zebra")
        )
        assert "Nothing matches." in seen
        assert without_times(seen) == without_times(leo.get(control).text)
        assert "Nothing matches." in leo.get(f"/d/{slug}/search?q={words}").text
        assert "The council knew." in ada.get(sought).text
        assert "1 found" in ada.get(f"/d/{slug}/search?q={words}").text
        assert f"<mark>{CANARY}</mark>" in ada.get(f"/d/{slug}/claims?q={CANARY}").text
    everything = leo.get(f"/d/{slug}/claims?q=-{CANARY}").text
    assert "The council knew." in everything, "leaving the words out tells nothing either"
    assert "The council knew." in leo.get(f"/d/{slug}/claims?q=council+knew").text.replace(
        "<mark>", ""
    ).replace("</mark>", ""), "other words do find it"


def without_times(page: str) -> str:
    """A page without what differs from one to the next: its form's token and when it was printed."""
    return re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d UTC", "", TOKEN.sub("", page))


def test_an_analyst_sees_them_wherever_they_are_withheld_from_a_reader(
    app: Flask, sqlite_database: Database, guarded: dict[str, str]
) -> None:
    slug = guarded["slug"]
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)

    for path in (f"claims/{guarded['claim']}", f"sources/{guarded['source']}", "history",
                 f"documents/{guarded['document']}",
                 f"contradictions/{guarded['relation']}"):  # fmt: skip
        text = ada.get(f"/d/{slug}/{path}").text
        assert CANARY in text, path
        assert WITHHELD not in text, path


def test_a_reader_neither_makes_nor_downloads_a_package(
    app: Flask, sqlite_database: Database, guarded: dict[str, str]
) -> None:
    slug = guarded["slug"]
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    assert ada.post(f"/d/{slug}/export", {"reason": REASON}).status_code == 303
    links = re.findall(rf'href="(/d/{slug}/export/\w+/\w+)"', ada.get(f"/d/{slug}/export").text)

    assert links
    assert [leo.get(link).status_code for link in links] == [403] * len(links)
    assert leo.post(f"/d/{slug}/export", {"reason": REASON}).status_code == 403
