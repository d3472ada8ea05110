"""Full runs outside the request: one at a time, kept only where nobody wrote meanwhile, begun again by
whoever looks."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from provenance.assessments import near, turns, work
from provenance.assessments.due import mark_due, updating
from provenance.assessments.queries import latest_assessment
from provenance.assessments.service import Scored, score_whole
from provenance.assessments.starting import see_to, start
from provenance.assessments.turns import Turn
from provenance.assessments.work import catch_up, unit_of_work
from provenance.audit.actor import Actor
from provenance.config import Settings, load_settings
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.load import load_dossier
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from tests.factories.records import in_transaction
from tests.integration.assessments.dossiers import dossier_file
from tests.integration.assessments.freshness import assert_fresh

ADA = Actor("Ada Analyst")
PATIENCE = 120
HOLDER = """
import sys, time
from pathlib import Path
from provenance.assessments.turns import Turn
with Turn(Path(sys.argv[1]), sys.argv[2]).taken() as mine:
    print(mine, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def here(database: Database) -> Settings:
    return load_settings({"PROVENANCE_HOME": str(database.home), "DATABASE_URL": database.url})


@pytest.fixture
def slug(database: Database, monkeypatch: pytest.MonkeyPatch) -> str:
    """Two claims of one source, scored; an edit of it reaches more than may be scored at once."""
    claims = [{"id": f"C-{at}", "text": f"It happened {at} times."} for at in range(2)]
    said = [{"id": f"A-{at}", "claim": f"C-{at}", "source": "S-1"} for at in range(2)]
    file = dossier_file(
        sources=[{"id": "S-1", "label": "Informant"}], claims=claims, attributions=said
    )
    with unit_of_work(database) as session:
        load_dossier(session, ADA, file)
    monkeypatch.setattr(near, "MOST", 1)
    return "small"


def regrade(database: Database, slug: str, grade: str) -> None:
    with unit_of_work(database) as session:
        rate(session, ADA, Rate(slug, "S-1", grade, "for a test"))


def is_due(database: Database, slug: str) -> bool:
    with database.reading() as session:
        return updating(session, dossier_by_slug(session, slug).id)


def test_a_process_of_its_own_makes_the_run_that_is_due(
    database: Database, slug: str, here: Settings
) -> None:
    assert see_to(database, here, slug) is None
    regrade(database, slug, "E")
    assert is_due(database, slug)
    begun = see_to(database, here, slug)
    assert begun is not None
    begun.join(PATIENCE)
    assert not is_due(database, slug)
    assert_fresh(database, slug)
    regrade(database, slug, "A")
    again = see_to(database, here, slug)
    assert again is not None, "one that is done leaves the turn to the next"
    again.join(PATIENCE)
    assert_fresh(database, slug)


def test_what_others_write_meanwhile_is_scored_too(
    database: Database, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    grades = iter("BCD")
    runs: list[Scored] = []

    def write_after(session: Session, dossier_id: int) -> Scored:
        runs.append(score_whole(session, dossier_id))
        for grade in grades:
            regrade(database, slug, grade)
            break
        return runs[-1]

    monkeypatch.setattr(work, "score_whole", write_after)
    regrade(database, slug, "E")
    assert catch_up(database, slug)
    assert len(runs) == work.TRIES
    assert not is_due(database, slug)
    assert_fresh(database, slug)
    assert not catch_up(database, slug)


def test_only_one_process_has_the_turn(tmp_path: Path) -> None:
    turn, other = Turn(tmp_path, "small"), Turn(tmp_path, "small")
    with turn.taken() as mine:
        assert mine
        assert not other.expect()
        with other.taken() as theirs:
            assert not theirs
        with Turn(tmp_path, "another").taken() as apart:
            assert apart
    assert other.expect(), "done is free"
    assert not turn.expect(), "one is being started"


def test_a_process_that_died_in_its_turn_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [sys.executable, "-c", HOLDER, str(tmp_path), "small"]
    assert Turn(tmp_path, "small").expect()
    with subprocess.Popen(held, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        monkeypatch.setattr(turns, "STARTS_WITHIN", 0.0)
        assert not Turn(tmp_path, "small").expect()
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert Turn(tmp_path, "small").expect()


def test_nobody_is_started_twice(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = sqlite_database.home
    settings = load_settings({"PROVENANCE_HOME": str(home), "DATABASE_URL": sqlite_database.url})
    begun: list[Any] = []
    launch: Callable[..., None] = lambda *words: begun.append(words)  # noqa: E731
    monkeypatch.setattr("provenance.assessments.starting.start_apart", launch)
    for _ in range(3):
        start(settings, "small")
    assert len(begun) == 1


def test_the_run_is_in_the_name_of_who_made_it_due(database: Database, slug: str) -> None:
    def ask(session: Session) -> None:
        mark_due(session, dossier_by_slug(session, slug).id, "Bo", "an act of Bo")

    in_transaction(database, ask)
    told: list[str] = []
    assert catch_up(database, slug, told.append)
    assert told == ["Scoring the whole of small: an edit reached many of its claims."]
    with database.reading() as session:
        made = latest_assessment(session, dossier_by_slug(session, slug).id)
        assert made is not None
        assert (made.actor, made.cause) == ("Bo", "an act of Bo")
