"""How long people wait, on a fresh SQLite home with the worked example.

Each act is timed several times; the median and the slowest are printed, in milliseconds.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from provenance.assessments.service import assess_dossier
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import command_line
from provenance.audit.verify import verify_all
from provenance.claims.commands import RecordClaim
from provenance.claims.service import record_claim
from provenance.config import ROOT
from provenance.db.migrate import ensure_current
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.ingest.reader import read
from provenance.interchange.dump import dump_dossier
from provenance.interchange.example import load_example
from tests.benchmarks.reading import MOST, report_growth
from tests.benchmarks.reading import TIMES as GROWTH

ACTOR = command_line("bench")
EXAMPLE = ROOT / "provenance" / "example" / "precis.txt"
TIMES = 7


def main() -> None:
    """Time each act and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        database = Database(f"sqlite:///{home / 'provenance.db'}", home)
        report("migrate an empty database", lambda: ensure_current(database), 1)
        report("load the worked example", lambda: example(database), 1)
        for name, act in acts(database).items():
            report(name, act, TIMES)
        database.dispose()
    if not report_growth():
        sys.exit(f"Reading {GROWTH} times as much took more than {MOST} times as long.")


def example(database: Database) -> str:
    """Load the worked example; its slug."""
    with unit_of_work(database) as session:
        return load_example(session, ACTOR)


def acts(database: Database) -> dict[str, Callable[[], Any]]:
    """What is timed, by name."""
    slug = example(database)
    data = EXAMPLE.read_bytes()

    def record() -> None:
        with unit_of_work(database) as session:
            record_claim(session, ACTOR, RecordClaim(slug, {"text": "A claim."}, "timed"))

    def score() -> None:
        with database.writing() as session:
            assess_dossier(session, ACTOR.name, dossier_by_slug(session, slug), "timed")

    def dump() -> bytes:
        with database.reading() as session:
            return dump_dossier(session, dossier_by_slug(session, slug))

    def verify() -> None:
        with database.reading() as session:
            verify_all(session, database.home)

    return {
        "read the precis": lambda: read(data, EXAMPLE.name),
        "record a claim, scored": record,
        "score the whole dossier": score,
        "dump the dossier": dump,
        "verify the audit trail": verify,
    }


def report(name: str, act: Callable[[], Any], times: int) -> None:
    """Time an act and print one line."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    sys.stdout.write(f"{name:28}{statistics.median(taken):10.1f} ms{max(taken):10.1f} ms at most\n")
