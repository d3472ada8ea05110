"""Quantities end to end, what a question leaves open, and what holds now."""

from typing import Any

import numpy as np
import pytest

from provenance.assessments.build import build
from provenance.assessments.quantities import figure, number_units
from provenance.assessments.service import assess_dossier
from provenance.assessments.standing import answers_of, holds_now
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.claims.models import Claim
from provenance.claims.service import correct_claim
from provenance.db.session import Database
from provenance.dossiers.commands import Correct
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.relations.models import Question
from provenance.scoring.codes import Qualifier
from tests.factories.records import in_transaction
from tests.integration.assessments.dossiers import dossier_file, load
from tests.integration.assessments.freshness import assert_fresh, stored_claims

GRADED = [{"id": f"G-{at}", "subject": f"S-{at}", "grade": "B", "by": "Rater"} for at in range(3)]
SOURCES = [{"id": f"S-{at}", "label": f"Informant {at}"} for at in range(3)]
SAID = [{"id": f"A-{at}", "claim": f"C-{at}", "source": f"S-{at}"} for at in range(3)]
QUANTITIES: list[dict[str, Any]] = [
    {"value": 8000, "unit": "Men", "qualifier": "about"},
    {"value": 20000, "unit": " men", "qualifier": "at most"},
    {"value": 3800, "unit": "men", "qualifier": "exact"},
]
CLAIMS = [{"id": f"C-{at}", "text": f"Count {at}.", "quantity": q}
          for at, q in enumerate(QUANTITIES)]  # fmt: skip


def scored(database: Database, slug: str = "small", **lists: list[dict[str, Any]]) -> str:
    given = {"claims": CLAIMS, "sources": SOURCES, "attributions": SAID, "ratings": GRADED} | lists
    load(database, dossier_file(**given), slug=slug)
    in_transaction(database, lambda s: assess_dossier(s, "A", dossier_by_slug(s, slug), "first"))
    return slug


def probabilities(database: Database, slug: str) -> list[float]:
    with database.reading() as session:
        stored = stored_claims(session, dossier_by_slug(session, slug).id)
        return [stored[name].probability for name in sorted(stored)]


def test_quantities_reach_the_engine(database: Database) -> None:
    against = {"id": "R-1", "a": "C-0", "b": "C-2", "kind": "contradicts"}
    slug = scored(
        database,
        relations=[
            {**against, "differs": ["value", "number"]},
            {**against, "id": "R-2", "b": "C-1", "differs": ["number", "date"]},
        ],
    )
    with database.reading() as session:
        inputs = build(session, dossier_by_slug(session, slug).id).inputs
    assert list(inputs.claims.figure) == [8000, 20000, 3800]
    assert list(inputs.claims.unit) == [0, 0, 0]
    assert list(inputs.claims.qualifier) == [Qualifier.ABOUT, Qualifier.AT_MOST, Qualifier.EXACT]
    assert list(inputs.relations.figures) == [True, False]


@pytest.mark.parametrize(
    ("value", "expected"), [(5, 5.0), (2.5, 2.5), ("several", None), (True, None), (None, None)]
)
def test_only_numbers_are_figures(value: object, expected: float | None) -> None:
    found = figure({"value": value, "unit": "men"})
    assert np.isnan(found) if expected is None else found == expected


def test_units_written_otherwise_are_one() -> None:
    units = ["per cent of men", "% of men", "Percent  of men", "men", None, ""]
    assert number_units({"unit": unit} for unit in units) == [0, 0, 0, 1, -1, -1]
    assert number_units([None]) == [-1]


def test_a_question_of_figures_and_an_edit_of_one(database: Database) -> None:
    """8,000 and 3,800 cannot both hold; at most 20,000 goes with either, and is raised by both."""
    alone = probabilities(database, scored(database))
    question = {"id": "Q-1", "text": "How many?", "claims": ["C-0", "C-1", "C-2"]}
    slug = scored(database, "asked", questions=[question])
    asked = probabilities(database, slug)
    assert asked[0] == pytest.approx(asked[2])
    assert asked[0] < alone[0]
    assert asked[1] > alone[1]
    with database.reading() as session:
        dossier_id = dossier_by_slug(session, slug).id
        found = answers_of(session, find(session, Question, dossier_id, "Q-1"))
    assert sorted(found.answers.values()) == sorted(asked)
    assert found.none is not None
    assert found.none == pytest.approx(1 - max(asked[1], asked[0] + asked[2]))
    change = Correct(slug, "C-2", {"quantity": {**QUANTITIES[2], "value": 8200}}, "misread")
    with unit_of_work(database) as session:
        correct_claim(session, Actor("Ada Analyst"), change)
    assert probabilities(database, slug)[0] > alone[0]
    assert_fresh(database, slug)


def test_an_open_question_shares_nothing(database: Database) -> None:
    question = {"id": "Q-1", "text": "How many?", "claims": ["C-0", "C-2"], "exclusive": False}
    slug = scored(database, questions=[question])
    with database.reading() as session:
        dossier_id = dossier_by_slug(session, slug).id
        found = answers_of(session, find(session, Question, dossier_id, "Q-1"))
    assert found.none is None
    assert len(found.answers) == 2


def test_as_of_its_time_and_now(database: Database) -> None:
    later = {"id": "R-1", "a": "C-0", "b": "C-2", "kind": "supersedes"}
    slug = scored(database, relations=[later])
    asserted = probabilities(database, slug)
    with database.reading() as session:
        dossier_id = dossier_by_slug(session, slug).id
        rows = [find(session, Claim, dossier_id, f"C-{at}").id for at in range(3)]
        assert holds_now(session, rows[2]) == pytest.approx(asserted[2] * (1 - asserted[0]))
        assert holds_now(session, rows[0]) == pytest.approx(asserted[0])
        assert holds_now(session, 0) is None
