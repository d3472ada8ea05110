"""The list of claims and the search over a dossier: 10,000 claims on SQLite, 100,000 on PostgreSQL
(``CLAIMS`` for another size there). Processor milliseconds of our process and of the server's."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import text
from sqlalchemy.orm import Session

import provenance.search.keeping  # noqa: F401 - listens to every commit, as in the product
from provenance.assessments.service import assess_dossier
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import command_line
from provenance.db.migrate import ensure_current
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.reports.claim_list import ClaimFilter, claim_list
from provenance.reports.dossier_search import search_dossier
from provenance.search.claims import Place
from tests.benchmarks.large import large_dossier
from tests.fixtures.postgres_server import running_server

ACTOR = command_line("bench")
SLUG = "large"
TICK = 1000 / os.sysconf("SC_CLK_TCK")
ASKED: dict[str, tuple[ClaimFilter, Place]] = {
    "all": (ClaimFilter(), Place()),
    "most likely first, far in": (ClaimFilter(), Place("likeliest", "C-000500")),
    "low confidence": (ClaimFilter(chosen={"confidence": ("low",)}), Place()),
    "of one organisation": (ClaimFilter(chosen={"organisation": ("O-000003",)}), Place()),
    "of one document": (ClaimFilter(chosen={"document": ("D-000003",)}), Place()),
    "a word of every claim": (ClaimFilter("event"), Place()),
    "a word of every citation": (ClaimFilter("interview"), Place()),
    "a beginning": (ClaimFilter("1*"), Place()),
    "one claim": (ClaimFilter("1234"), Place()),
    "words without others": (ClaimFilter('event -"informant 7"'), Place()),
}


def main() -> None:
    """Both databases, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        measured(Database(f"sqlite:///{home / 'provenance.db'}", home), 10_000)
        with running_server() as url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE large")
            named = url.replace("postgresql://", "postgresql+psycopg://")
            claims = int(os.environ.get("CLAIMS", "100000"))
            measured(Database(named.replace("/postgres?", "/large?"), home), claims)


def measured(database: Database, claims: int) -> None:
    """Write a dossier, score it, and ask."""
    ensure_current(database)
    with unit_of_work(database) as session:
        large_dossier(session, ACTOR, claims)
    with unit_of_work(database) as session:
        assess_dossier(session, ACTOR.name, dossier_by_slug(session, SLUG), "timed")
    if database.engine.dialect.name == "postgresql":
        apart = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with apart as connection:
            connection.execute(text("VACUUM ANALYZE"))
    sys.stdout.write(f"  {claims} claims on {database.engine.dialect.name}\n")
    with database.reading() as session:
        dossier = dossier_by_slug(session, SLUG)
        for name, (wanted, place) in ASKED.items():
            report(session, name, lambda w=wanted, p=place: claim_list(session, dossier.id, w, p))
        for words in ("1234", "interview"):
            report(session, f"whole dossier: {words}", lambda w=words: search_dossier(
                session, dossier, w))  # fmt: skip
    database.dispose()


def report(session: Session, name: str, act: Callable[[], Any]) -> None:
    """The best of three, one line."""
    taken = []
    for _ in range(3):
        ours, theirs = time.process_time(), server(session)
        act()
        taken.append((1000 * (time.process_time() - ours), server(session) - theirs))
    ours, theirs = min(taken, key=sum)
    sys.stdout.write(f"    {name:32}{ours:8.0f} ms{theirs:8.0f} ms of the server\n")
    sys.stdout.flush()


def server(session: Session) -> float:
    """Processor milliseconds that the server spent on this connection; none on SQLite."""
    if session.get_bind().dialect.name != "postgresql":
        return 0.0
    stat = Path(f"/proc/{session.scalar(text('SELECT pg_backend_pid()'))}/stat").read_text()
    user, system = stat.rpartition(")")[2].split()[11:13]
    return TICK * (int(user) + int(system))
