"""From rows to arrays: what stands where, what is left out, and the digest of it."""

import numpy as np
import pytest

from provenance.assessments.build import Built, build, inputs_digest
from provenance.audit.actor import Actor
from provenance.claims.service import withdraw_claim
from provenance.db.session import Database
from provenance.dossiers.commands import Withdraw
from provenance.dossiers.queries import dossier_by_slug
from provenance.scoring.codes import Grade, Interest, Polarity, TieKind
from provenance.scoring.hedges import Hedge
from provenance.scoring.validate import validate
from tests.factories.records import in_transaction
from tests.integration.assessments.dossiers import dossier_file, example_file, load


def built_from(database: Database, **lists: list[dict[str, object]]) -> Built:
    slug = load(database, dossier_file(**lists))
    return built_of(database, slug)


def built_of(database: Database, slug: str) -> Built:
    with database.reading() as session:
        built = build(session, dossier_by_slug(session, slug).id)
    validate(built.inputs)
    return built


CLAIM = {"id": "C-1", "text": "The group had 600 fighters."}
OTHER = {"id": "C-2", "text": "The group had 60 fighters."}
SOURCE = {"id": "S-1", "label": "Commander"}
DOCUMENT = {"id": "D-1", "title": "Report", "authors": ["S-2"]}
AUTHOR = {"id": "S-2", "label": "Author"}
NOTE = {"id": "N-1", "document": "D-1", "label": "1"}
CITATION = {"id": "T-1", "text": "Interview", "note": "N-1"}
SAID = {"id": "A-1", "claim": "C-1", "source": "S-1"}


def test_claim_columns_keep_what_nobody_said(database: Database) -> None:
    full = {
        **CLAIM, "kind": "quantity", "universal": True, "negative": False, "importance": 3,
        "time": "2017-10", "subjects": ["P-1", "O-1"],
    }  # fmt: skip
    built = built_from(
        database,
        claims=[OTHER, full],
        organisations=[{"id": "O-1", "name": "Quetta Shura"}],
        persons=[{"id": "P-1", "label": "Rasool"}],
    )
    claims = built.inputs.claims
    assert built.numbering.claims.public == ("C-1", "C-2")
    assert list(claims.kind) == [1, -1]
    assert list(claims.universal) == [1, -1]
    assert list(claims.negative) == [0, -1]
    assert list(claims.importance) == [3, -1]
    assert claims.time_to[0] - claims.time_from[0] == 30
    assert np.isnan(claims.time_from[1])
    assert list(claims.subject) == [1, 0]
    assert list(claims.subject_start) == [0, 2, 2]


def test_attribution_document_is_where_it_is_cited_else_where_quoted(database: Database) -> None:
    said = [
        {**SAID, "citations": ["T-1"], "polarity": "denies", "interest": "self-serving"},
        {"id": "A-2", "claim": "C-2", "source": "S-1"},
    ]
    quoted = {**OTHER, "quotes": [{"document": "D-2", "exact": "60"}]}
    built = built_from(
        database, claims=[CLAIM, quoted], sources=[SOURCE, AUTHOR], attributions=said,
        documents=[DOCUMENT, {"id": "D-2", "title": "Other"}], notes=[NOTE], citations=[CITATION],
    )  # fmt: skip
    table = built.inputs.attributions
    assert list(table.document) == [0, 1]
    assert list(table.cited) == [1, 0]
    assert list(table.polarity) == [Polarity.DENIES, -1]
    assert list(table.interest) == [Interest.SELF_SERVING, -1]
    assert list(built.inputs.sources.is_author) == [False, True]


def test_hedges_count_by_whose_they_are(database: Database) -> None:
    hedges = [
        {"text": "claims", "by": "author"},
        {"text": "could not be verified", "by": "author"},
        {"text": "perhaps", "by": "source"},
    ]
    built = built_from(
        database,
        claims=[CLAIM, OTHER],
        sources=[SOURCE],
        attributions=[
            {**SAID, "hedges": hedges},
            {"id": "A-2", "claim": "C-2", "source": "S-1", "hedges": [{"text": "may"}]},
        ],
    )
    assert list(built.inputs.attributions.author_hedge) == [Hedge.UNCONFIRMED, -1]
    assert list(built.inputs.attributions.source_hedged) == [True, False]


def test_via_takes_a_source_of_the_person_and_leaves_the_author_out(database: Database) -> None:
    built = built_from(
        database,
        claims=[CLAIM],
        persons=[{"id": "P-1", "label": "Adviser"}, {"id": "P-2", "label": "Silent"}],
        sources=[SOURCE, AUTHOR, {"id": "S-3", "label": "Adviser, interview", "person": "P-1"}],
        documents=[DOCUMENT],
        notes=[NOTE],
        citations=[CITATION],
        attributions=[{**SAID, "citations": ["T-1"], "via": ["P-1", "S-2", "P-2", "S-3"]}],
    )
    assert list(built.inputs.attributions.via) == [2]
    assert built.numbering.passed_over == ("A-1: someone it came through is no source here",)


def test_ratings_of_a_person_reach_each_of_his_sources(database: Database) -> None:
    sources = [{**SOURCE, "person": "P-1"}, {**AUTHOR, "person": "P-1"}]
    ratings = [
        {"id": "G-1", "subject": "P-1", "grade": "C", "by": "Rater A"},
        {"id": "G-2", "subject": "C-1", "grade": "2", "by": "Rater A"},
        {"id": "G-3", "subject": "S-1", "grade": "F", "by": "Rater B"},
    ]
    built = built_from(
        database, claims=[CLAIM], persons=[{"id": "P-1", "label": "He"}], sources=sources,
        ratings=ratings,
    )  # fmt: skip
    table = built.inputs.ratings
    rows = set(zip(table.source.tolist(), table.rater.tolist(), table.grade.tolist(), strict=True))
    assert rows == {(0, 0, Grade.C), (1, 0, Grade.C), (0, 1, Grade.F)}
    assert list(table.claim) == [-1, -1, -1]


@pytest.mark.parametrize(
    ("scope", "claims"),
    [
        ({"topic": "Strength"}, [0]),
        ({"period": "2017"}, [0]),
        ({"period": "2016"}, []),
        ({"topic": "strength", "period": "2016"}, []),
        ({"topic": "peace"}, []),
    ],
)
def test_a_rating_of_a_scope_holds_for_the_claims_in_it(
    database: Database, scope: dict[str, str], claims: list[int]
) -> None:
    within = {**CLAIM, "topics": ["strength"], "time": "2017-10"}
    built = built_from(
        database,
        claims=[within, OTHER],
        sources=[SOURCE],
        attributions=[SAID, {"id": "A-2", "claim": "C-2", "source": "S-1"}],
        ratings=[{"id": "G-1", "subject": "S-1", "grade": "B", "by": "A", "scope": scope}],
    )
    assert list(built.inputs.ratings.claim) == claims


@pytest.mark.parametrize(
    ("named", "claims"),
    [({}, [-1]), ({"claims": ["C-2"]}, [1]), ({"topic": "strength"}, [0]), ({"topic": "none"}, [])],
)
def test_a_dependence_of_a_scope_never_becomes_one_for_all(
    database: Database, named: dict[str, object], claims: list[int]
) -> None:
    record = {"id": "X-1", "a": "S-1", "b": "S-2", "ground": "relays", "verdict": "dependent"}
    built = built_from(
        database,
        claims=[{**CLAIM, "topics": ["strength"]}, OTHER],
        sources=[SOURCE, AUTHOR],
        dependences=[{**record, **named}],
    )
    assert list(built.inputs.dependences.claim) == claims


def test_ties_of_unknown_kind_say_nothing_and_affiliations_are_ties(database: Database) -> None:
    built = built_from(
        database,
        organisations=[{"id": "O-1", "name": "A"}, {"id": "O-2", "name": "B"}],
        persons=[
            {"id": "P-1", "label": "He", "affiliations": [{"organisation": "O-2", "from": "2015"}]}
        ],
        ties=[
            {"id": "E-1", "a": "O-1", "b": "O-2", "kind": "rival of"},
            {"id": "E-2", "a": "O-1", "b": "P-1", "kind": "cousin of"},
        ],
    )
    ties = built.inputs.ties
    assert list(zip(ties.a.tolist(), ties.b.tolist(), ties.kind.tolist(), strict=True)) == [
        (0, 1, TieKind.RIVAL_OF),
        (2, 1, TieKind.PART_OF),
    ]
    assert not np.isnan(ties.time_from[1])
    assert np.isnan(ties.time_to[1])


@pytest.mark.parametrize(("favours", "code"), [("a", 0), ("b", 1), ("C-1", 0), ("C-2", 1)])
def test_a_case_favours_a_side_by_letter_or_by_claim(
    database: Database, favours: str, code: int
) -> None:
    relation = {"id": "R-1", "a": "C-1", "b": "C-2", "kind": "contradicts"}
    case = {"id": "K-1", "relation": "R-1", "status": "resolved", "favours": favours}
    remark = {"id": "M-1", "subject": "R-1", "verdict": "endorses", "favours": favours}
    built = built_from(
        database, claims=[CLAIM, OTHER], relations=[relation], cases=[case], remarks=[remark]
    )
    assert list(built.inputs.relations.case_favours) == [code]
    assert list(built.inputs.remarks.favours) == [code]


def test_what_was_withdrawn_is_not_read(database: Database, actor: Actor) -> None:
    relation = {"id": "R-1", "a": "C-1", "b": "C-2", "kind": "contradicts"}
    slug = load(
        database,
        dossier_file(
            claims=[CLAIM, OTHER], sources=[SOURCE], attributions=[SAID], relations=[relation]
        ),
    )
    assert len(built_of(database, slug).inputs.relations.a) == 1
    in_transaction(database, lambda s: withdraw_claim(s, actor, Withdraw(slug, "C-1", "wrong")))
    built = built_of(database, slug)
    assert built.numbering.claims.public == ("C-2",)
    assert len(built.inputs.relations.a) == 0
    assert len(built.inputs.attributions.claim) == 0


def test_the_digest_does_not_depend_on_the_order_of_recording(
    sqlite_database: Database, actor: Actor
) -> None:
    file = example_file()
    turned = {
        name: value[::-1] if isinstance(value, list) else value for name, value in file.items()
    }
    first = load(sqlite_database, file, "first")
    second = load(sqlite_database, turned, "second")
    digest = inputs_digest(built_of(sqlite_database, first))
    assert inputs_digest(built_of(sqlite_database, second)) == digest
    claim = file["claims"][0]["id"]
    in_transaction(
        sqlite_database, lambda s: withdraw_claim(s, actor, Withdraw(second, claim, "wrong"))
    )
    assert inputs_digest(built_of(sqlite_database, second)) != digest
