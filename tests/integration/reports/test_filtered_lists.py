"""The lists of claims and sources, narrowed by both databases alike."""

import pytest
from sqlalchemy.orm import Session

from provenance.assessments.service import assess_dossier
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.reports.claim_list import ClaimFilter, claim_list
from provenance.reports.organisations import organisation_rows
from provenance.reports.source_list import source_list
from provenance.search.claims import Place
from tests.factories import records as make


@pytest.fixture
def ids(database: Database, actor: Actor, dossier: str) -> dict[str, str]:
    """Two claims that contradict one another, one of them sourced; a third that was withdrawn."""
    here = (database, actor, dossier)
    group = make.make_organisation(*here)
    source = make.make_source(*here, label="Commander, 100% sure", organisations=[group])
    first = make.make_claim(*here, {"source": source})
    second = make.make_claim(*here, text="It had 900 men.")
    third = make.make_claim(*here, text="Nobody knows.", status="withdrawn")
    make.make_relation(*here, first, second)

    def score(session: Session) -> None:
        assess_dossier(session, actor.name, dossier_by_slug(session, dossier), "needed for a test")

    make.in_transaction(database, score)
    return {"source": source, "first": first, "second": second, "third": third}


@pytest.mark.parametrize(
    ("words", "chosen", "found"),
    [
        ("", {}, {"first", "second"}),
        ("600 FIGHTERS", {}, {"first"}),
        ("commander 100%", {}, {"first"}),
        ("men -900", {}, set()),
        ('"had 900" comm*', {}, set()),
        ("", {"status": ["withdrawn"]}, {"third"}),
        ("", {"status": ["withdrawn", "draft"]}, {"first", "second", "third"}),
        ("", {"contradicted": ["y"]}, {"first", "second"}),
        ("", {"single": ["y"]}, {"first"}),
        ("", {"sourced": ["no"]}, {"second"}),
        ("", {"type": ["interview/personal communication"]}, {"first"}),
        ("", {"type": ["dataset"]}, set()),
        ("", {"likelihood": ["almost certain"]}, set()),
        ("", {"likelihood": ["no such word"]}, set()),
        ("", {"source": ["S-NONE"]}, set()),
    ],
)
def test_claims_are_narrowed_by_each_condition(
    database: Database, dossier: str, ids: dict[str, str], words: str,
    chosen: dict[str, list[str]], found: set[str],
) -> None:  # fmt: skip
    wanted = ClaimFilter(words, {name: tuple(values) for name, values in chosen.items()})
    with database.reading() as session:
        shown = claim_list(session, dossier_by_slug(session, dossier).id, wanted)
    assert {row.claim.id for row in shown.rows} == {ids[name] for name in found}
    assert shown.total == len(found)


def test_claims_of_one_source_and_a_place_that_does_not_exist(
    database: Database, dossier: str, ids: dict[str, str]
) -> None:
    with database.reading() as session:
        wanted = ClaimFilter(chosen={"source": (ids["source"],)})
        place = Place(name="C-NONE")
        shown = claim_list(session, dossier_by_slug(session, dossier).id, wanted, place)
    assert [row.claim.id for row in shown.rows] == [ids["first"]]
    assert (shown.first, shown.last) == (1, 1)


def test_sources_carry_what_hangs_on_them(
    database: Database, dossier: str, ids: dict[str, str]
) -> None:
    with database.reading() as session:
        dossier_id = dossier_by_slug(session, dossier).id
        (line,) = source_list(session, dossier_id, "commander", "").rows
        none = source_list(session, dossier_id, "", "dataset")
        (group,) = organisation_rows(session, dossier_by_slug(session, dossier))
    assert (line.source.id, line.notes, line.claims) == (ids["source"], 0, 1)
    assert line.accuracy is not None
    assert (none.total, none.first, none.last) == (0, 0, 0)
    assert (group.sources, group.persons, group.ties) == (1, 0, 0)


def test_only_sources_that_carry_claims_wait_for_a_grade(
    database: Database, actor: Actor, dossier: str, ids: dict[str, str]
) -> None:
    make.make_source(database, actor, dossier, label="Carries nothing")

    def waiting() -> list[str]:
        with database.reading() as session:
            dossier_id = dossier_by_slug(session, dossier).id
            return [line.source.id for line in
                    source_list(session, dossier_id, only_unrated=True).rows]  # fmt: skip

    assert waiting() == [ids["source"]]
    make.make_rating(database, actor, dossier, ids["source"])
    assert waiting() == []
