"""How claims stand to one another, and the cases that contradictions open."""

from typing import Any

import pytest

from provenance.audit.actor import Actor
from provenance.claims.service import withdraw_claim
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import EditConflict, InvalidInput, NotFound
from provenance.relations.models import Case, Relation
from provenance.relations.queries import contradictions
from provenance.relations.service import correct_relation, withdraw_relation
from provenance.reviews.commands import DecideCase
from provenance.reviews.service import decide_case
from provenance.vocabulary import CASE_STATUSES, RELATION_KINDS, SYMMETRIC_RELATIONS
from tests.factories.records import (
    make_claim,
    make_dossier,
    make_question,
    make_relation,
    make_remark,
)
from tests.integration.audit.tampering import bodies
from tests.integration.services.acts import (
    act,
    changes_told,
    correct,
    last_entry,
    refused,
    row_counts,
    version_of,
    withdraw,
)

Pair = tuple[str, str]


@pytest.fixture
def pair(database: Database, actor: Actor, dossier: str) -> Pair:
    """Two claims."""
    return (
        make_claim(database, actor, dossier, text="The group had 600 fighters."),
        make_claim(database, actor, dossier, text="The group had 200 fighters."),
    )


def standing(database: Database) -> list[tuple[str, str | None]]:
    """Contradictions in force with the status of their case."""
    with database.reading() as session:
        dossier = dossier_by_slug(session, "khorasan")
        return [
            (relation.public_id, case.status if case else None)
            for relation, case in contradictions(session, dossier.id)
        ]


@pytest.mark.parametrize("kind", RELATION_KINDS)
def test_a_relation_recorded_again_is_the_one_that_stands(
    sqlite_database: Database, actor: Actor, kind: str
) -> None:
    database = sqlite_database
    slug = make_dossier(database, actor)
    a, b = (make_claim(database, actor, slug, text=text) for text in ("One.", "Other."))
    first = make_relation(database, actor, slug, a, b, kind)
    before = row_counts(database)

    assert make_relation(database, actor, slug, a, b, kind) == first
    assert row_counts(database) == before
    other_way = make_relation(database, actor, slug, b, a, kind)
    assert (other_way == first) is (kind in SYMMETRIC_RELATIONS)


def test_a_repeated_contradiction_changes_nothing_both_ways_round(
    database: Database, actor: Actor, pair: Pair
) -> None:
    first = make_relation(database, actor, "khorasan", *pair, rationale="the numbers differ")
    before = row_counts(database)

    assert make_relation(database, actor, "khorasan", *pair[::-1]) == first
    assert row_counts(database) == before


def test_a_contradiction_opens_its_case(database: Database, actor: Actor, pair: Pair) -> None:
    relation = make_relation(database, actor, "khorasan", *pair, differs=["number"])

    assert standing(database) == [(relation, "open")]
    told = bodies(database, "khorasan")[-2:]
    assert [body["verb"] for body in told] == ["relations:relation:create", "cases:case:open"]
    assert told[0]["after"]["by"] == "Ada Analyst"


def test_a_claim_does_not_stand_to_itself(database: Database, actor: Actor, pair: Pair) -> None:
    with refused(database, InvalidInput, "cannot stand to itself"):
        make_relation(database, actor, "khorasan", pair[0], pair[0])


def test_a_withdrawn_claim_enters_no_new_relation(
    database: Database, actor: Actor, pair: Pair
) -> None:
    withdraw(database, actor, withdraw_claim, pair[1])

    with refused(database, InvalidInput, "was withdrawn"):
        make_relation(database, actor, "khorasan", *pair)


def test_only_what_is_said_about_a_relation_is_corrected(
    database: Database, actor: Actor, pair: Pair
) -> None:
    relation = make_relation(database, actor, "khorasan", *pair)
    correct(database, actor, correct_relation, relation, strength="strong", differs="number")

    assert changes_told(database)[1] == {"strength": "strong", "differs": "number"}
    fixed: list[dict[str, Any]] = [{"a": pair[1]}, {"b": pair[0]}, {"kind": "repeats"}]
    for changes in fixed:
        with refused(database, InvalidInput, "Withdraw this relation"):
            correct(database, actor, correct_relation, relation, **changes)


def test_a_withdrawn_contradiction_takes_its_case_along_and_makes_room(
    database: Database, actor: Actor, pair: Pair
) -> None:
    relation = make_relation(database, actor, "khorasan", *pair)
    make_remark(database, actor, "khorasan", relation)
    make_remark(database, actor, "khorasan", pair[0])

    withdraw(database, actor, withdraw_relation, relation)

    assert standing(database) == []
    verbs = [body["verb"] for body in bodies(database, "khorasan")[-3:]]
    assert verbs == [
        "cases:case:withdraw", "remarks:remark:withdraw", "relations:relation:withdraw",
    ]  # fmt: skip
    assert make_relation(database, actor, "khorasan", *pair) != relation


def test_whoever_saw_an_older_relation_is_told_so(
    database: Database, actor: Actor, pair: Pair
) -> None:
    relation = make_relation(database, actor, "khorasan", *pair)
    seen = version_of(database, Relation, relation)
    correct(database, actor, correct_relation, relation, version=seen, strength="weak")

    with refused(database, EditConflict):
        correct(database, actor, correct_relation, relation, version=seen, strength="strong")
    with refused(database, EditConflict):
        withdraw(database, actor, withdraw_relation, relation, version=seen)


def test_a_question_has_rival_claims(database: Database, actor: Actor, pair: Pair) -> None:
    make_question(database, actor, "khorasan", *pair)

    assert last_entry(database)["after"]["claims"] == list(pair)
    with refused(database, InvalidInput, "listed twice"):
        make_question(database, actor, "khorasan", pair[0], pair[0])
    with refused(database, InvalidInput, "at least 1 of claims"):
        make_question(database, actor, "khorasan")


def test_nothing_is_asked_or_remarked_of_a_withdrawn_claim(
    database: Database, actor: Actor, pair: Pair
) -> None:
    withdraw(database, actor, withdraw_claim, pair[0])

    with refused(database, InvalidInput, "was withdrawn"):
        make_question(database, actor, "khorasan", *pair)
    with refused(database, InvalidInput, "was withdrawn"):
        make_remark(database, actor, "khorasan", pair[0])


def test_another_dossiers_relations_do_not_exist_here(
    database: Database, actor: Actor, pair: Pair
) -> None:
    relation = make_relation(database, actor, "khorasan", *pair)
    elsewhere = make_dossier(database, actor, "elsewhere")

    with refused(database, InvalidInput, "There is no claim"):
        make_relation(database, actor, elsewhere, *pair)
    with refused(database, NotFound):
        withdraw(database, actor, withdraw_relation, relation, elsewhere)
    with refused(database, NotFound):
        decide(database, actor, relation, dossier=elsewhere)


def decide(
    database: Database, actor: Actor, relation: str, status: str = "resolved",
    rationale: str = "the second counts families", favours: str | None = "a",
    version: int | None = None, dossier: str = "khorasan",
) -> None:  # fmt: skip
    command = DecideCase(dossier, relation, status, rationale, favours, version)
    act(database, actor, decide_case, command)


def case_id(database: Database) -> str:
    return str(next(b["subject"]["id"] for b in bodies(database, "khorasan")
                    if b["verb"] == "cases:case:open"))  # fmt: skip


def test_a_decision_is_told_with_its_rationale(
    database: Database, actor: Actor, pair: Pair
) -> None:
    relation = make_relation(database, actor, "khorasan", *pair)
    decide(database, actor, relation)

    entry = last_entry(database)
    assert entry["verb"] == "cases:case:decide"
    assert entry["reason"] == "the second counts families"
    assert entry["before"]["status"] == "open"
    assert entry["after"]["status"] == "resolved"
    assert entry["after"]["favours"] == "a"
    assert standing(database) == [(relation, "resolved")]


@pytest.mark.parametrize("status", CASE_STATUSES)
def test_a_case_takes_every_status(sqlite_database: Database, actor: Actor, status: str) -> None:
    slug = make_dossier(sqlite_database, actor)
    a, b = (make_claim(sqlite_database, actor, slug, text=text) for text in ("One.", "Other."))
    relation = make_relation(sqlite_database, actor, slug, a, b)

    decide(sqlite_database, actor, relation, status)

    assert standing(sqlite_database) == [(relation, status)]


def test_two_who_decide_one_case(database: Database, actor: Actor, pair: Pair) -> None:
    relation = make_relation(database, actor, "khorasan", *pair)
    seen = version_of(database, Case, case_id(database))
    decide(database, actor, relation, version=seen)

    with refused(database, EditConflict):
        decide(database, actor, relation, "accepted", version=seen)
    assert standing(database) == [(relation, "resolved")]


@pytest.mark.parametrize(
    "wrong",
    [{"status": "closed"}, {"rationale": " "}, {"favours": "c"}, {"rationale": "a\x00b"},
     {"rationale": "a\ud800b"}],
)  # fmt: skip
def test_a_decision_that_cannot_be_kept(
    database: Database, actor: Actor, pair: Pair, wrong: dict[str, Any]
) -> None:
    relation = make_relation(database, actor, "khorasan", *pair)

    with refused(database, InvalidInput):
        decide(database, actor, relation, **wrong)
    assert standing(database) == [(relation, "open")]


def test_a_withdrawn_contradiction_is_not_decided(
    database: Database, actor: Actor, pair: Pair
) -> None:
    relation = make_relation(database, actor, "khorasan", *pair)
    withdraw(database, actor, withdraw_relation, relation)

    with refused(database, InvalidInput, "nothing left to decide"):
        decide(database, actor, relation)


def test_a_tension_becomes_a_case_when_somebody_takes_it_up(
    database: Database, actor: Actor, pair: Pair
) -> None:
    relation = make_relation(database, actor, "khorasan", *pair, kind="in tension")
    assert standing(database) == []

    decide(database, actor, relation, "explained", favours=None)

    assert standing(database) == [(relation, "explained")]
