"""The unit of work: after every act the scores in force are those of a run over the whole dossier."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from provenance.assessments.models import Assessment, ClaimResult
from provenance.assessments.queries import history_of_claim
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.audit.verify import verify_chain
from provenance.citations.service import correct_citation
from provenance.claims.commands import RecordClaim
from provenance.claims.models import Attribution, Claim
from provenance.claims.service import (
    correct_attribution,
    correct_claim,
    judge_dependence,
    record_attribution,
    record_claim,
    withdraw_attribution,
    withdraw_claim,
    withdraw_dependence,
)
from provenance.db.session import Database
from provenance.dossiers.commands import Correct, CreateDossier, Record, Withdraw
from provenance.dossiers.models import Dossier, Identifier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.dossiers.service import create_dossier
from provenance.errors import AlreadyExists, EditConflict
from provenance.interchange.load import load_dossier
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from provenance.relations.service import (
    record_question,
    record_relation,
    record_remark,
    withdraw_relation,
)
from provenance.reviews.commands import DecideCase
from provenance.reviews.service import decide_case
from provenance.sources.service import correct_source, record_tie, withdraw_tie
from tests.factories.records import make_claim, make_source
from tests.integration.assessments.dossiers import dossier_file, example_file
from tests.integration.assessments.freshness import assert_fresh, stored_claims

ADA = Actor("Ada Analyst")
SLUG = "taliban-and-is-k"
WHY = "for a test"
Act = Callable[[Session], Any]


def _record(service: Callable[..., Any], **values: Any) -> Act:
    return lambda s: service(s, ADA, Record(SLUG, values, WHY))


def _correct(service: Callable[..., Any], public_id: str, **changes: Any) -> Act:
    return lambda s: service(s, ADA, Correct(SLUG, public_id, changes, WHY))


def _withdraw(service: Callable[..., Any], public_id: str) -> Act:
    return lambda s: service(s, ADA, Withdraw(SLUG, public_id, WHY))


def _rate(subject: str, grade: str, **scope: str) -> Act:
    return lambda s: rate(s, ADA, Rate(SLUG, subject, grade, WHY, scope))


def _claim(*attributions: dict[str, Any], **values: Any) -> Act:
    return lambda s: record_claim(s, ADA, RecordClaim(SLUG, values, WHY, attributions))


def _decide(relation: str, status: str, favours: str | None) -> Act:
    return lambda s: decide_case(s, ADA, DecideCase(SLUG, relation, status, WHY, favours))


ACTS: tuple[tuple[str, Act], ...] = (
    ("a source is rated", _rate("S-2BTG", "A")),
    ("rated again", _rate("S-2BTG", "D")),
    ("a person is rated", _rate("P-K59N", "B")),
    ("a rating for a topic", _rate("S-XRC5", "A", topic="split")),
    ("the author is rated", _rate("S-X3B6", "E")),
    ("a claim is rated", _rate("C-2CHA", "5")),
    ("a claim with a voice", _claim({"source": "S-XRC5"}, text="New.", subjects=["O-MTF9"])),
    ("a claim alone", _claim(text="Nobody says so.")),
    ("a claim becomes sweeping", _correct(correct_claim, "C-3BJB", universal=True)),
    ("a claim's words change", _correct(correct_claim, "C-3BJB", text="Other words.")),
    ("a claim's subjects change", _correct(correct_claim, "C-2THR", subjects=["O-5PTH"])),
    ("an attribution", _record(record_attribution, claim="C-2CHA", source="S-XRC5")),
    ("a denial", _record(
        record_attribution, claim="C-2CHA", source="S-2BTG", polarity="denies")),
    ("an interest", _correct(correct_attribution, "A-J33R", interest="self-serving")),
    ("another source", _correct(correct_attribution, "A-J33R", source="S-XRC5")),
    ("another claim", _correct(correct_attribution, "A-J33R", claim="C-2THR")),
    ("a voice is taken back", _withdraw(withdraw_attribution, "A-J33R")),
    ("corroboration", _record(record_relation, a="C-2CHA", b="C-2THR", kind="corroborates")),
    ("contradiction", _record(record_relation, a="C-39W3", b="C-2THR", kind="contradicts")),
    ("a case is resolved", _decide("R-5Y99", "resolved", "a")),
    ("a case is reopened", _decide("R-5Y99", "reopened", None)),
    ("a relation is taken back", _withdraw(withdraw_relation, "R-5Y99")),
    ("a question", _record(record_question, text="Which?", claims=["C-2CHA", "C-3BJB"])),
    ("a remark", _record(record_remark, subject="C-2CHA", verdict="endorses", by="S-X3B6")),
    ("a remark on a source", _record(
        record_remark, subject="S-XRC5", verdict="doubts", by="S-X3B6")),
    ("a remark on a question", _record(
        record_remark, subject="Q-JZM7", verdict="doubts", by="S-X3B6")),
    ("the author is rated again", _rate("S-X3B6", "B")),
    ("a dependence", _record(
        judge_dependence, a="S-XRC5", b="S-2BTG", ground="exposed to", verdict="dependent")),
    ("a dependence is taken back", _withdraw(withdraw_dependence, "I-67NB")),
    ("a tie", _record(record_tie, a="O-MTF9", b="O-3KJY", kind="at war with")),
    ("a tie is taken back", _withdraw(withdraw_tie, "L-2YMK")),
    ("a source gets another label", _correct(correct_source, "S-2BTG", label="The adviser")),
    ("a source loses its person", _correct(correct_source, "S-2BTG", person=None)),
    ("a source changes sides", _correct(correct_source, "S-2BTG", organisations=["O-3KJY"])),
    ("a citation", _correct(correct_citation, "T-precis-5-1", source="S-XRC5")),
    ("a claim is withdrawn", _withdraw(withdraw_claim, "C-2CHA")),
    ("a key claim is withdrawn", _withdraw(withdraw_claim, "C-GGQ2")),
)  # fmt: skip


@pytest.fixture
def loaded(database: Database) -> Database:
    """The worked example, loaded through the unit of work."""
    with unit_of_work(database) as session:
        load_dossier(session, ADA, example_file())
    return database


def test_a_load_is_scored_at_once(loaded: Database) -> None:
    assert_fresh(loaded, SLUG)
    with loaded.reading() as session:
        assert verify_chain(session, loaded.home, SLUG).fault is None


def test_after_every_act_the_scores_are_those_of_the_whole(loaded: Database) -> None:
    for name, act in ACTS:
        with unit_of_work(loaded) as session:
            act(session)
        try:
            assert_fresh(loaded, SLUG)
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from error


def test_an_act_scores_only_what_it_can_touch(
    database: Database, actor: Actor, dossier: str
) -> None:
    near, far = (make_source(database, actor, dossier, label=label) for label in ("near", "far"))
    ids = [
        make_claim(database, actor, dossier, {"source": source}, text=f"{number}")
        for number, source in enumerate((near, near, far, far))
    ]
    with unit_of_work(database) as session:
        for a, b in ((0, 2), (1, 1)):
            if a != b:
                record_relation(session, actor, Record(
                    dossier, {"a": ids[a], "b": ids[b], "kind": "corroborates"}, WHY))  # fmt: skip
    with unit_of_work(database) as session:
        rate(session, actor, Rate(dossier, near, "A", WHY))
    with database.reading() as session:
        statement = (
            select(Claim.public_id)
            .join(ClaimResult, ClaimResult.claim_id == Claim.id)
            .join(Assessment, Assessment.id == ClaimResult.assessment_id)
            .where(Assessment.cause.startswith("ratings:rating:rate "))
        )
        moved = set(session.scalars(statement))
    assert moved == {ids[0], ids[1], ids[2]}


BRIDGE = dossier_file(
    persons=[{"id": "P-1", "label": "One man"}],
    sources=[
        {"id": "S-1", "label": "Bridge", "person": "P-1"},
        {"id": "S-2", "label": "Same man", "person": "P-1"},
        {"id": "S-3", "label": "Takes from the bridge"},
        {"id": "S-4", "label": "Relay"},
        {"id": "S-5", "label": "Alone"},
        {"id": "S-6", "label": "Between"},
        {"id": "S-7", "label": "Takes from between"},
        {"id": "S-8", "label": "Well graded"},
    ],
    dependences=[
        {"id": f"X-{a}", "a": f"S-{a}", "b": f"S-{b}", "ground": "relays", "verdict": "dependent"}
        for a, b in ((3, 1), (6, 1), (7, 6))
    ],
    claims=[{"id": f"C-{number}", "text": f"Claim {number}"} for number in range(1, 5)],
    attributions=[
        {"id": "A-1", "claim": "C-1", "source": "S-2"},
        {"id": "A-2", "claim": "C-1", "source": "S-3"},
        {"id": "A-3", "claim": "C-2", "source": "S-5", "via": ["S-4"]},
        {"id": "A-4", "claim": "C-3", "source": "S-5"},
        {"id": "A-5", "claim": "C-3", "source": "S-8"},
        {"id": "A-6", "claim": "C-4", "source": "S-7"},
        {"id": "A-7", "claim": "C-4", "source": "S-3"},
    ],
    ratings=[
        {"id": "G-1", "subject": "S-5", "grade": "B", "by": "Rater A"},
        {"id": "G-2", "subject": "S-8", "grade": "A", "by": "Rater A"},
    ],
)


@pytest.mark.parametrize(
    "act",
    [
        lambda s: correct_source(s, ADA, Correct("small", "S-1", {"person": None}, WHY)),
        lambda s: withdraw_dependence(s, ADA, Withdraw("small", "X-6", WHY)),
        lambda s: rate(s, ADA, Rate("small", "S-4", "E", WHY)),
        lambda s: correct_attribution(s, ADA, Correct("small", "A-4", {"source": "S-1"}, WHY)),
        lambda s: correct_attribution(s, ADA, Correct("small", "A-4", {"claim": "C-1"}, WHY)),
        lambda s: withdraw_attribution(s, ADA, Withdraw("small", "A-3", WHY)),
    ],
    ids=[
        "a bridge goes",
        "a link goes",
        "a relay is rated",
        "a voice moves",
        "to a claim",
        "a voice goes",
    ],
)
def test_what_a_source_that_says_nothing_changes_is_scored_too(
    database: Database, act: Act
) -> None:
    with unit_of_work(database) as session:
        load_dossier(session, ADA, BRIDGE)
    with unit_of_work(database) as session:
        act(session)
    assert_fresh(database, "small")


def test_the_cause_names_the_act_and_its_actor(loaded: Database) -> None:
    with unit_of_work(loaded) as session:
        correct_claim(session, Actor("Bo"), Correct(SLUG, "C-3BJB", {"universal": True}, WHY))
    with loaded.reading() as session:
        row = find(session, Claim, dossier_by_slug(session, SLUG).id, "C-3BJB").id
        change = history_of_claim(session, row)[0]
        assert (change.actor, change.cause) == ("Bo", "claims:claim:correct C-3BJB")
        assert change.before is not None
        assert change.after is not None
        assert change.after.probability < change.before.probability


def test_an_act_that_moves_no_score_adds_no_run(loaded: Database) -> None:
    with loaded.reading() as session:
        before = session.scalar(select(func.count()).select_from(Assessment))
    with unit_of_work(loaded) as session:
        rate(session, ADA, Rate(SLUG, "C-3BJB", "2", WHY))
    with unit_of_work(loaded) as session:
        correct_claim(session, ADA, Correct(SLUG, "C-3BJB", {"place": "Paktia"}, WHY))
    with loaded.reading() as session:
        assert session.scalar(select(func.count()).select_from(Assessment)) == before


def test_nothing_is_kept_of_an_act_that_fails(loaded: Database) -> None:
    def entries() -> int:
        with loaded.reading() as session:
            return session.scalar(select(func.count()).select_from(AuditEntry)) or 0

    before = entries()

    def fail(session: Session) -> None:
        correct_claim(session, ADA, Correct(SLUG, "C-3BJB", {"text": "Gone."}, WHY))
        raise RuntimeError

    with pytest.raises(RuntimeError), unit_of_work(loaded) as session:
        fail(session)
    assert entries() == before
    with loaded.reading() as session:
        dossier_id = dossier_by_slug(session, SLUG).id
        assert find(session, Claim, dossier_id, "C-3BJB").text != "Gone."
    assert_fresh(loaded, SLUG)


def test_a_lost_race_for_a_unique_pair_says_that_it_exists(loaded: Database) -> None:
    with loaded.reading() as session:
        said = session.scalars(select(Attribution).limit(1)).one()
        columns = ("dossier_id", "claim_id", "source_id", "polarity_key", "version")
        values = {name: getattr(said, name) for name in columns}
    with pytest.raises(AlreadyExists), unit_of_work(loaded) as session:
        session.execute(insert(Attribution).values(public_id="A-NEW", **values))


def test_another_broken_rule_of_the_database_is_not_called_a_duplicate(
    loaded: Database,
) -> None:
    with pytest.raises(IntegrityError), unit_of_work(loaded) as session:
        session.execute(insert(Identifier).values(dossier_id=10**6, public_id="C", kind="claim"))


def test_a_row_that_changed_underneath_is_a_conflict(loaded: Database) -> None:
    def race(session: Session) -> None:
        dossier = dossier_by_slug(session, SLUG)
        session.execute(
            update(Dossier).values(version=Dossier.version + 1),
            execution_options={"synchronize_session": False},
        )
        dossier.title = "Another title"

    with pytest.raises(EditConflict), unit_of_work(loaded) as session:
        race(session)


def test_an_act_on_the_installation_alone_scores_nothing(database: Database) -> None:
    with unit_of_work(database) as session:
        create_dossier(session, ADA, CreateDossier("empty", "Empty", WHY))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Assessment)) == 0


def test_writers_at_the_same_time_leave_the_scores_of_all_their_acts(loaded: Database) -> None:
    """Each rates or relates at once; whoever scores last must see what the others committed."""
    acts: list[Act] = [
        _rate("S-2BTG", "A"),
        _rate("S-XRC5", "E"),
        _record(record_relation, a="C-2CHA", b="C-2THR", kind="contradicts"),
        _claim({"source": "S-2BTG"}, text="At the same time."),
        _correct(correct_claim, "C-3BJB", universal=True),
        _withdraw(withdraw_attribution, "A-2XKZ"),
    ]
    start = threading.Barrier(len(acts))
    failures: list[BaseException] = []

    def run(act: Act) -> None:
        try:
            start.wait()
            with unit_of_work(loaded) as session:
                act(session)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert_fresh(loaded, SLUG)
    with loaded.reading() as session:
        assert stored_claims(session, dossier_by_slug(session, SLUG).id)
