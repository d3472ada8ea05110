"""How a claim stands on its page: at its time and now, beside its rivals, and what moved it."""

import json

import pytest
from flask import Flask

from provenance.assessments.queries import score_json
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.load import load_dossier
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from tests.functional.visitors import Visitor, someone
from tests.integration.assessments.dossiers import dossier_file

ADA = Actor("Ada Analyst")
SLUG = "small"


@pytest.fixture
def reader(app: Flask, sqlite_database: Database) -> Visitor:
    """Of a dossier in which a truce stood, then collapsed, and two answers exclude one another."""
    file = dossier_file(
        claims=[{"id": name, "text": f"Claim {name}."} for name in ("C-1", "C-2", "C-3")],
        sources=[{"id": "S-1", "label": "Informant"}, {"id": "S-2", "label": "Another"}],
        attributions=[
            {"id": "A-1", "claim": "C-1", "source": "S-1"},
            {"id": "A-2", "claim": "C-2", "source": "S-2"},
            {"id": "A-3", "claim": "C-3", "source": "S-2"},
        ],
        relations=[{"id": "R-1", "a": "C-2", "b": "C-1", "kind": "supersedes"}],
        questions=[{"id": "Q-1", "text": "Which?", "claims": ["C-1", "C-3"]}],
        remarks=[
            {"id": "M-1", "subject": "S-1", "verdict": "doubts", "by": "S-2", "quote": "Hardly."},
            {"id": "M-2", "subject": "Q-1", "verdict": "endorses", "by": "S-2"},
        ],
        ratings=[{"id": "G-1", "subject": "S-2", "grade": "B", "by": "Ben"}],
    )
    with unit_of_work(sqlite_database) as session:
        load_dossier(session, ADA, file)
    with unit_of_work(sqlite_database) as session:
        given = rate(session, ADA, Rate(SLUG, "S-1", "A", "He was there"))
        assert given.public_id
    return someone(app, sqlite_database, "Rita", role="reader", dossier=SLUG)


def test_the_page_says_now_and_none_of_these_and_which_act_moved_it(
    reader: Visitor, sqlite_database: Database
) -> None:
    page = reader.get(f"/d/{SLUG}/claims/C-1").text
    with sqlite_database.reading() as session:
        scores = score_json(session, dossier_by_slug(session, SLUG))
    claims = {one["id"]: one for one in scores["claims"]}
    assert claims["C-1"]["now"] == pytest.approx(
        claims["C-1"]["probability"] * (1 - claims["C-2"]["probability"])
    )
    assert claims["C-2"]["now"] == claims["C-2"]["probability"]
    assert "That it holds <b>now</b> is" in page
    assert "None of these" in page
    assert "gave rating" in page
    assert "“He was there”" in page
    rating = page.split("history?subject=", 1)[1].split('"', 1)[0]
    entry = reader.get(f"/d/{SLUG}/history?subject={rating}").text
    assert "He was there" in entry
    assert "ratings:rating" not in page
    assert "That it holds" not in reader.get(f"/d/{SLUG}/claims/C-2").text
    assert json.dumps(scores)


def test_what_an_author_says_of_a_source_and_of_a_question_is_shown(reader: Visitor) -> None:
    source = reader.get(f"/d/{SLUG}/sources/S-1").text
    assert "doubts this source" in source
    assert "Hardly." in source
    claim = reader.get(f"/d/{SLUG}/claims/C-1").text
    assert "trusts that one holds" in claim
    assert "the author doubts this source" in claim
