"""A long document is read in parts: nothing lost between them, every link to its place, and nothing of
the rest read for one of them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from provenance.citations.models import Citation
from provenance.config import Settings
from provenance.db.session import Database
from provenance.documents.models import Note
from provenance.dossiers.commands import Correct
from provenance.sources.models import Source
from provenance.sources.service import correct_source
from tests.factories import records as make
from tests.fixtures.browser import LiveServer
from tests.functional.entering import ADA
from tests.functional.importing import REASON, imported
from tests.functional.visitors import Visitor, someone

LENGTH = 650
PASSAGE = re.compile(r'id="passage-(\d+)"')
LATE = "The miller saw boat 640 pass"


def long_text() -> str:
    """Paragraphs of five sentences, a note to each hundredth."""
    lines = ["The boats of Lenz\n"]
    for n in range(LENGTH):
        call = f"[{n // 100 + 1}]" if n % 100 == 50 else ""
        lines.append(f"The miller saw boat {n} pass the weir.{call}" + ("\n" if n % 5 == 4 else ""))
    notes = (f"[{n}] Interview with clerk {n} of the River Guard, May 2019." for n in range(1, 8))
    return "\n".join([" ".join(lines), "Notes", "", *(f"{note}\n" for note in notes)])


@pytest.fixture
def paper(sqlite_database: Database, settings: Settings) -> str:
    """The address of the document."""
    slug = make.make_dossier(sqlite_database, ADA)
    server = LiveServer("", sqlite_database, settings)
    return f"/d/{slug}/documents/{imported(server, slug, long_text())}"


@pytest.fixture
def ada(app: Flask, sqlite_database: Database, paper: str) -> Visitor:
    """An analyst of the dossier."""
    return someone(app, sqlite_database, "Ann", role="analyst", dossier=paper.split("/")[2])


def test_the_parts_hold_each_passage_once(ada: Visitor, paper: str) -> None:
    first = ada.get(paper).text
    told = re.search(r"Part 1 of (\d+)", first)
    assert told
    parts = [ada.get(f"{paper}?part={n + 1}").text for n in range(int(told[1]))]
    found = [number for part in parts for number in PASSAGE.findall(part)]

    assert len(parts) > 1
    assert LATE not in first
    assert found == PASSAGE.findall(ada.get(f"{paper}?part=all").text)
    assert len(found) == len(set(found)) > LENGTH
    assert PASSAGE.findall(ada.get(f"{paper}?part=999").text) == PASSAGE.findall(parts[-1])


def test_links_lead_to_the_part_in_which_a_place_stands(
    ada: Visitor, sqlite_database: Database, paper: str
) -> None:
    with sqlite_database.reading() as session:
        note = session.scalars(select(Note.public_id).where(Note.label == "7")).one()
    claim = make.make_claim(sqlite_database, ADA, paper.split("/")[2], text="It passed.",
                            quotes=[{"document": paper.rpartition("/")[2], "exact": LATE}])  # fmt: skip
    number = next(
        n for n in PASSAGE.findall(ada.get(f"{paper}?part=all").text) if int(n) > LENGTH - 5
    )
    for query, anchor in {
        f"note={note}": "note-7", f"claim={claim}": "passage-", f"passage={number}": f"passage-{number}",
    }.items():  # fmt: skip
        sent = ada.get(f"{paper}?{query}").headers["Location"]
        assert "part=1" not in sent
        assert f"#{anchor}" in sent
        assert f'id="{sent.partition("#")[2]}"' in ada.get(sent).text
    assert 'aria-label="Chain of provenance"' in ada.get(f"{paper}?chosen={claim}").text


def test_words_are_found_in_every_part(ada: Visitor, paper: str) -> None:
    page = ada.get(f"{paper}?find=Miller++SAW+boat+640").text
    (link,) = re.findall(r'<li><a href="([^"]+#passage-\d+)"', page)

    assert "1 place with" in page
    assert '<span class="words words-found">miller saw boat 640</span>' in ada.get(
        link.replace("&amp;", "&").replace("&#43;", "+")
    ).text.replace("The ", "")
    assert "stands nowhere in the text" in ada.get(f"{paper}?find=windmill").text


def test_what_readers_may_not_see_is_not_found_either(
    app: Flask, sqlite_database: Database, settings: Settings
) -> None:
    slug = make.make_dossier(sqlite_database, ADA)
    text = (
        "The dam broke.[1] According to the clerk of Lenz, it rained.\n\n"
        "[1] Interview with Quill; he lives by the weir.\n"
    )
    document = imported(LiveServer("", sqlite_database, settings), slug, text, restricted=True)
    with sqlite_database.reading() as session:
        sources = session.scalars(
            select(Source.public_id).join(Citation, Citation.source_id == Source.id).distinct()
        ).all()
    for source in sources:
        command = Correct(slug, source, {"protected": True}, REASON)
        make.in_transaction(sqlite_database, lambda s, c=command: correct_source(s, ADA, c))
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)

    page = leo.get(f"/d/{slug}/documents/{document}?find=weir").text
    assert "stands nowhere in the text" in page
    assert "by the weir" not in page
    assert "words-voice" not in page
    assert page.count("withheld: a protected source") == 2


def test_a_part_takes_as_many_queries_as_the_whole(
    ada: Visitor, paper: str, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    ada.get(paper)
    whole = count_queries(lambda: ada.get(f"{paper}?part=all"))
    assert count_queries(lambda: ada.get(f"{paper}?part=1")) <= whole < 60
