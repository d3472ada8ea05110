"""While scores are being brought up to date, pages say so, and whoever looks sees to it."""

from typing import Any

import pytest
from flask import Flask

from provenance.assessments import near
from provenance.assessments.due import updating
from provenance.assessments.work import catch_up, unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.load import load_dossier
from tests.functional.visitors import Visitor, sign_in_link
from tests.integration.assessments.dossiers import dossier_file

WORDS = "Updating: an edit reached many claims"
PAGES = ("", "/claims", "/claims/C-1", "/sources", "/sources/S-1", "/documents/D-1",
         "/contradictions", "/export")  # fmt: skip


@pytest.fixture
def visitor(app: Flask, sqlite_database: Database) -> Visitor:
    file = dossier_file(
        sources=[{"id": "S-1", "label": "Informant"}],
        documents=[{"id": "D-1", "title": "Paper", "text": "It happened."}],
        claims=[{"id": f"C-{at}", "text": f"It happened {at} times."} for at in (1, 2)],
        attributions=[{"id": f"A-{at}", "claim": f"C-{at}", "source": "S-1"} for at in (1, 2)],
    )
    with unit_of_work(sqlite_database) as session:
        load_dossier(session, Actor("Ada"), file)
    link = sign_in_link(sqlite_database, "Ada", role="analyst", dossier="small")
    return Visitor(app).sign_in(link)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The processes that would be started; here none is, so that nothing depends on its speed."""
    found: list[tuple[str, ...]] = []

    def note(_settings: Any, *words: str) -> None:
        found.append(words)

    monkeypatch.setattr("provenance.assessments.starting.start_apart", note)
    return found


def test_pages_say_that_scores_are_being_brought_up_to_date(
    visitor: Visitor, sqlite_database: Database, begun: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in PAGES:
        assert WORDS not in visitor.get(f"/d/small{page}").text, page
    monkeypatch.setattr(near, "MOST", 1)
    answer = visitor.post("/d/small/sources/S-1/rate", {"grade": "A", "reason": "He was there."})
    assert answer.status_code == 303, answer.text
    assert begun == [("provenance.cli.updating", "small")]
    with sqlite_database.reading() as session:
        assert updating(session, dossier_by_slug(session, "small").id), "outside the request"
    for page in PAGES:
        shown = visitor.get(f"/d/small{page}")
        assert shown.status_code == 200, page
        assert WORDS in shown.text, page
    assert len(begun) == 1, "it was started; pages do not start it again"
    catch_up(sqlite_database, "small")
    assert WORDS not in visitor.get("/d/small/claims").text


def test_a_page_starts_what_died(
    visitor: Visitor, begun: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "MOST", 1)
    visitor.post("/d/small/sources/S-1/rate", {"grade": "A", "reason": "He was there."})
    monkeypatch.setattr("provenance.assessments.turns.STARTS_WITHIN", 0.0)
    visitor.get("/d/small/claims")
    assert len(begun) == 2
