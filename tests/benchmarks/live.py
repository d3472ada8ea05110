"""Edits in a dossier of 100,000 claims on SQLite (``CLAIMS`` for another size): how long each waits."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from provenance.assessments.due import updating
from provenance.assessments.service import assess_dossier, run_due
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import command_line
from provenance.claims.service import correct_claim
from provenance.db.migrate import ensure_current
from provenance.db.session import Database
from provenance.dossiers.commands import Correct, Record
from provenance.dossiers.queries import dossier_by_slug
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from provenance.relations.service import record_relation
from tests.benchmarks.large import PROLIFIC, large_dossier

ACTOR = command_line("bench")
SLUG = "large"


def main() -> None:
    """Make it, score it whole, then edit it."""
    claims = int(os.environ.get("CLAIMS", "100000"))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'provenance.db'}", Path(folder))
        ensure_current(database)
        report(database, "write the dossier", lambda s: large_dossier(s, ACTOR, claims))
        report(database, "score all for the first time", whole)
        full = report(database, "score all again", whole)
        taken = {name: report(database, name, act) for name, act in edits(claims).items()}
        report(
            database, "a full run, if one is due", lambda s: run_due(s, dossier_by_slug(s, SLUG))
        )
        warm = [cpu for name, cpu in taken.items() if not name.endswith("(1)")]
        sys.stdout.write(
            f"  a full run takes {full / statistics.median(warm):.0f} times as long as an edit in the "
            f"middle, {full / max(warm):.0f} times as long as the longest\n"
        )
        database.dispose()


def whole(session: Session) -> Any:
    """A full run."""
    return assess_dossier(session, ACTOR.name, dossier_by_slug(session, SLUG), "timed")


def edits(claims: int) -> dict[str, Callable[[Session], Any]]:
    """Acts by name, each on other claims; each first one also warms up."""
    found: dict[str, Callable[[Session], Any]] = {}
    for turn in (1, 2, 3):
        source, claim = f"S-{turn * 77 % (claims // 10):06d}", f"C-{turn * 991 % claims:06d}"
        far = f"C-{(turn * 991 + 60) % claims:06d}"
        against = {"a": claim, "b": far, "kind": "contradicts"}
        found |= {
            f"rate a source ({turn})": lambda s, x=source: rate(
                s, ACTOR, Rate(SLUG, x, "E", "timed")
            ),
            f"relate two claims ({turn})": lambda s, x=against: record_relation(
                s, ACTOR, Record(SLUG, x, "timed")
            ),
            f"correct a claim ({turn})": lambda s, x=claim: correct_claim(
                s, ACTOR, Correct(SLUG, x, {"text": "Another text."}, "timed")
            ),
        }
    for source, step in enumerate(PROLIFIC):
        said = f"rate a source that speaks on {claims // step} claims"
        found[said] = lambda s, x=f"S-{source:06d}": rate(s, ACTOR, Rate(SLUG, x, "D", "timed"))
    return found


def report(database: Database, name: str, act: Callable[[Session], Any]) -> float:
    """Processor seconds of an act with all that its unit of work does; one line is printed."""
    wall, cpu = time.perf_counter(), time.process_time()
    with unit_of_work(database) as session:
        act(session)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    with database.reading() as session:
        due = updating(session, dossier_by_slug(session, SLUG).id)
    sys.stdout.write(
        f"  {name:42}{wall:9.3f} s{cpu:9.3f} s of processor{', a full run is due' if due else ''}\n"
    )
    sys.stdout.flush()
    return cpu
