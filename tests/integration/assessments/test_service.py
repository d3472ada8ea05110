"""Runs and their results: complete, summing up, and superseded only where something changed."""

import math

from sqlalchemy import func, select, update

from provenance.assessments.due import updating
from provenance.assessments.models import Assessment, ClaimResult, SourceResult
from provenance.assessments.queries import history_of_claim, score_json
from provenance.assessments.service import assess_claims, assess_dossier
from provenance.assessments.work import catch_up, unit_of_work
from provenance.audit.actor import Actor
from provenance.claims.models import Claim
from provenance.claims.service import withdraw_claim
from provenance.db.session import Database
from provenance.dossiers.commands import Withdraw
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from tests.factories.records import in_transaction, make_claim, make_rating, make_source
from tests.integration.assessments.dossiers import example_file, load
from tests.integration.assessments.freshness import assert_fresh


def assess(database: Database, slug: str, cause: str = "again") -> None:
    in_transaction(
        database, lambda s: assess_dossier(s, "Ada Analyst", dossier_by_slug(s, slug), cause)
    )


def count(database: Database, model: type[ClaimResult] | type[SourceResult]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_every_ledger_adds_up_after_the_round_trip(database: Database, example: str) -> None:
    with database.reading() as session:
        scores = score_json(session, dossier_by_slug(session, example))
    assert len(scores["claims"]) == 158
    for claim in scores["claims"]:
        p = claim["probability"]
        total = math.fsum(line["log_odds"] for line in claim["ledger"])
        assert abs(total - math.log(p / (1 - p))) < 1e-9, claim["id"]
        assert claim["lower"] <= p <= claim["upper"]
        for line in claim["ledger"]:
            assert list(line) == ["input", "rule", "log_odds", "text"]


def test_ledger_lines_name_sources_by_label_and_inputs_by_id(
    database: Database, example: str
) -> None:
    with database.reading() as session:
        scores = score_json(session, dossier_by_slug(session, example))
    lines = [line for claim in scores["claims"] for line in claim["ledger"]]
    graded = [line for line in lines if line["rule"] == "source reliability"]
    assert graded
    assert all(line["input"].startswith("S-") for line in graded)
    assert any("Haqqani network adviser, interview, rated C" in line["text"] for line in graded)


def test_scores_have_the_ids_of_the_file_in_order(database: Database, example: str) -> None:
    with database.reading() as session:
        scores = score_json(session, dossier_by_slug(session, example))
    ids = [claim["id"] for claim in scores["claims"]]
    assert ids == sorted(ids)
    assert set(scores) == {"engine", "config", "claims", "sources"}
    assert set(scores["sources"][0]) == {"id", "accuracy", "lower", "upper"}


def test_a_run_that_changes_nothing_leaves_no_trace_in_the_history(
    database: Database, example: str
) -> None:
    before = count(database, ClaimResult), count(database, SourceResult)
    assess(database, example)
    assert (count(database, ClaimResult), count(database, SourceResult)) == before
    with database.reading() as session:
        causes = list(session.scalars(select(Assessment.cause).order_by(Assessment.id)))
    assert causes == ["test", "again"]


def test_a_changed_grade_supersedes_what_it_moves_and_nothing_else(
    database: Database, actor: Actor, dossier: str
) -> None:
    rated, other = (make_source(database, actor, dossier, label=label) for label in "AB")
    moved = make_claim(database, actor, dossier, {"source": rated}, text="It rained.")
    still = make_claim(database, actor, dossier, {"source": other}, text="It snowed.")
    assess(database, dossier, "first")
    make_rating(database, actor, dossier, rated, "B")
    assess(database, dossier, "rated B")
    with database.reading() as session:
        dossier_id = dossier_by_slug(session, dossier).id
        changes = history_of_claim(session, find(session, Claim, dossier_id, moved).id)
        assert [change.cause for change in changes] == ["rated B", "first"]
        assert changes[0].before is not None
        assert changes[0].after is not None
        assert changes[0].after.probability > changes[0].before.probability
        assert changes[1].before is None
        quiet = history_of_claim(session, find(session, Claim, dossier_id, still).id)
        assert [change.cause for change in quiet] == ["first"]


def test_a_withdrawn_claim_has_no_result_in_force(
    database: Database, actor: Actor, example: str
) -> None:
    in_transaction(
        database, lambda s: withdraw_claim(s, actor, Withdraw(example, "C-2THR", "wrong"))
    )
    assess(database, example, "withdrawn")
    assert_fresh(database, example)
    with database.reading() as session:
        dossier = dossier_by_slug(session, example)
        assert "C-2THR" not in {claim["id"] for claim in score_json(session, dossier)["claims"]}
        row = find(session, Claim, dossier.id, "C-2THR").id
        last = history_of_claim(session, row)[0]
        assert (last.cause, last.after) == ("withdrawn", None)


def test_scoring_each_part_alone_gives_what_the_whole_gave(
    sqlite_database: Database, actor: Actor
) -> None:
    database = sqlite_database

    slug = load(database, example_file())
    with database.reading() as session:
        rows = list(session.scalars(select(Claim.id)))
    for row in rows:
        in_transaction(
            database, lambda s, r=row: assess_claims(s, "A", dossier_by_slug(s, slug), [r], "part")
        )
    with database.reading() as session:
        spoken = {s["id"] for s in score_json(session, dossier_by_slug(session, slug))["sources"]}
    assert len(spoken) > 10
    assess(database, slug, "whole")  # adds only sources on which no claim rests
    assert_fresh(database, slug)
    with database.reading() as session:
        whole = select(Assessment.id).where(Assessment.cause == "whole")
        late = select(func.count()).where(ClaimResult.assessment_id.in_(whole))
        assert session.scalar(late) == 0


def test_an_empty_dossier_can_be_scored(database: Database, dossier: str) -> None:
    assess(database, dossier)
    with database.reading() as session:
        scores = score_json(session, dossier_by_slug(session, dossier))
    assert scores["claims"] == []
    assert scores["sources"] == []


def test_the_first_edit_after_another_engine_asks_for_a_full_run(
    sqlite_database: Database, actor: Actor
) -> None:
    """Else scores of two engines would stand side by side."""
    slug = load(sqlite_database, example_file())
    assess(sqlite_database, slug)
    older = update(Assessment).values(engine="1")
    in_transaction(sqlite_database, lambda session: session.execute(older))
    with unit_of_work(sqlite_database) as session:
        rate(session, actor, Rate(slug, "S-2BTG", "A", "for a test"))
    with sqlite_database.reading() as session:
        assert updating(session, dossier_by_slug(session, slug).id)
    catch_up(sqlite_database, slug)
    assert_fresh(sqlite_database, slug)
    with unit_of_work(sqlite_database) as session:
        rate(session, actor, Rate(slug, "S-2BTG", "B", "for a test"))
    with sqlite_database.reading() as session:
        assert not updating(session, dossier_by_slug(session, slug).id)
