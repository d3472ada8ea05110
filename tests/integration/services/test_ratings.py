"""Grades with their reasons: superseded by the same hand, never overwritten."""

import pytest

from provenance.audit.actor import Actor
from provenance.claims.queries import live_claims
from provenance.claims.service import withdraw_claim, withdraw_source
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput, NotFound
from provenance.ratings.commands import Rate
from provenance.ratings.queries import ratings_of_claim, ratings_of_source
from provenance.ratings.service import rate
from provenance.sources.models import Source
from tests.factories.records import (
    make_claim,
    make_dossier,
    make_organisation,
    make_person,
    make_rating,
    make_source,
)
from tests.integration.services.acts import act, last_entry, refused, row_counts, withdraw


@pytest.fixture
def source(database: Database, actor: Actor, dossier: str) -> str:
    return make_source(database, actor, dossier)


def grades(database: Database, source: str) -> list[tuple[str, str]]:
    """Who gave the source which grade, of those in force."""
    with database.reading() as session:
        row = find(session, Source, dossier_by_slug(session, "khorasan").id, source)
        return [(rating.by, rating.grade) for rating in ratings_of_source(session, row)]


def test_a_grade_is_told_with_its_reason(database: Database, actor: Actor, source: str) -> None:
    make_rating(database, actor, "khorasan", source, "C", "two of three dates held")

    entry = last_entry(database)
    assert entry["verb"] == "ratings:rating:rate"
    assert entry["reason"] == "two of three dates held"
    told = entry["after"]
    assert (told["subject"], told["grade"], told["by"]) == (source, "C", "Ada Analyst")
    assert told["scale"] == "admiralty"


def test_a_later_grade_of_the_same_hand_supersedes(
    database: Database, actor: Actor, source: str
) -> None:
    first = make_rating(database, actor, "khorasan", source, "C")
    make_rating(database, actor, "khorasan", source, "B", "the fourth date held too")

    assert grades(database, source) == [("Ada Analyst", "B")]
    assert row_counts(database)["ratings"] == 2
    assert last_entry(database)["reason"] == (f"the fourth date held too (supersedes {first}, C)")


def test_another_hand_and_another_scope_stand_beside(
    database: Database, actor: Actor, source: str
) -> None:
    make_rating(database, actor, "khorasan", source, "C")
    make_rating(database, Actor("Bo"), "khorasan", source, "E")
    scope = {"topic": "numbers", "period": "2015/2017"}
    act(database, actor, rate, Rate("khorasan", source, "D", "inflates", scope))
    assert sorted(grades(database, source)) == [
        ("Ada Analyst", "C"), ("Ada Analyst", "D"), ("Bo", "E")]  # fmt: skip

    act(database, actor, rate, Rate("khorasan", source, "E", "inflates much", scope))
    assert sorted(grades(database, source)) == [
        ("Ada Analyst", "C"), ("Ada Analyst", "E"), ("Bo", "E")]  # fmt: skip


def test_a_source_inherits_the_grades_of_its_person(
    database: Database, actor: Actor, dossier: str
) -> None:
    person = make_person(database, actor, dossier)
    source = make_source(database, actor, dossier, person=person)

    make_rating(database, actor, dossier, person, "A")

    assert grades(database, source) == [("Ada Analyst", "A")]


def test_claims_have_a_scale_of_their_own(database: Database, actor: Actor, source: str) -> None:
    claim = make_claim(database, actor, "khorasan")
    make_rating(database, actor, "khorasan", claim, "2")

    with database.reading() as session:
        (row,) = live_claims(session, dossier_by_slug(session, "khorasan").id)
        assert [rating.grade for rating in ratings_of_claim(session, row)] == ["2"]
    with refused(database, InvalidInput, "Choose a grade"):
        make_rating(database, actor, "khorasan", claim, "B")
    with refused(database, InvalidInput, "Choose a grade"):
        make_rating(database, actor, "khorasan", source, "2")


@pytest.mark.parametrize("grade", ["", "G", "a", "AB", "0", "7", "A\x00"])
def test_unknown_grades(database: Database, actor: Actor, source: str, grade: str) -> None:
    with refused(database, InvalidInput, "Choose a grade"):
        make_rating(database, actor, "khorasan", source, grade)


@pytest.mark.parametrize("reason", ["", "  ", "a\x00b", "a\ud800b"])
def test_a_grade_needs_a_reason_that_can_be_kept(
    database: Database, actor: Actor, source: str, reason: str
) -> None:
    make_rating(database, actor, "khorasan", source, "C")

    with refused(database, InvalidInput):
        make_rating(database, actor, "khorasan", source, "B", reason)
    assert grades(database, source) == [("Ada Analyst", "C")], "the earlier grade stands"


def test_what_cannot_be_rated(database: Database, actor: Actor, source: str) -> None:
    organisation = make_organisation(database, actor, "khorasan")
    elsewhere = make_dossier(database, actor, "elsewhere")
    gone = make_source(database, actor, "khorasan", label="Entered by mistake")
    unsaid = make_claim(database, actor, "khorasan")
    withdraw(database, actor, withdraw_source, gone)
    withdraw(database, actor, withdraw_claim, unsaid)

    for dossier, subject in (
        ("khorasan", organisation), ("khorasan", "S-0000"), ("khorasan", gone),
        ("khorasan", unsaid), (elsewhere, source),
    ):  # fmt: skip
        with refused(database, NotFound):
            make_rating(database, actor, dossier, subject)


def test_an_impossible_period_is_refused_and_supersedes_nothing(
    database: Database, actor: Actor, source: str
) -> None:
    scope = {"topic": "numbers"}
    act(database, actor, rate, Rate("khorasan", source, "D", "inflates", scope))

    with refused(database, InvalidInput, "not a date"):
        act(database, actor, rate, Rate("khorasan", source, "C", "x", {"period": "2017-13"}))
    assert grades(database, source) == [("Ada Analyst", "D")]
