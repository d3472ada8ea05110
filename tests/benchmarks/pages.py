"""Every page at 10,000 claims and 200 documents on SQLite, in milliseconds of processor (``CLAIMS`` and
``DOCUMENTS`` for another size). Pages over the floor are marked; the part then ends with a failure."""

import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.accounts.commands import AddUser
from provenance.accounts.service import add_user, make_link
from provenance.assessments.work import unit_of_work
from provenance.claims.models import Attribution
from provenance.config import load_settings
from provenance.db.migrate import ensure_current
from provenance.db.session import Database
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.imports.commands import StartDraft
from provenance.imports.service import start_draft
from provenance.sources.models import Source
from provenance.web.app import create_app
from tests.benchmarks.large import large_dossier
from tests.benchmarks.large_texts import write_texts
from tests.benchmarks.live import ACTOR, SLUG, whole
from tests.benchmarks.waiting import EXAMPLE
from tests.fixtures.addresses import addresses

FLOOR = 200.0
"""Milliseconds of processor."""
TIMES = 3
HEAVY = {
    "history.verify": "recomputes every hash of the audit trail",
    "claims.levers": "scores the claim's neighbourhood once for each lever",
    "what_if.index, all sources": "scores the dossier once for each source",
    "what_if.index, one source": "scores the dossier twice",
    "export.index, shown": "reads every record that would leave",
}
"""Pages on which people ask for a computation, and know it; listed apart."""


def main() -> None:
    """Make the dossier, open every page, print its time."""
    claims, documents = (
        int(os.environ.get(name, usual))
        for name, usual in (("CLAIMS", "10000"), ("DOCUMENTS", "200"))
    )
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({"PROVENANCE_HOME": folder})
        database = Database(settings.database_url, Path(folder))
        ensure_current(database)
        fill(database, claims, documents)
        slow = report(create_app(database, settings), database)
        database.dispose()
    if slow:
        sys.exit(f"Over {FLOOR:.0f} ms of processor: {', '.join(slow)}")


def fill(database: Database, claims: int, documents: int) -> None:
    """The large dossier with texts, scored, and an import that waits."""
    with unit_of_work(database) as session:
        dossier = large_dossier(session, ACTOR, claims, documents=documents)
        write_texts(session, dossier)
    with unit_of_work(database) as session:
        whole(session)
        start_draft(
            session, ACTOR, StartDraft(SLUG, EXAMPLE.name, EXAMPLE.read_bytes(), "to be timed")
        )


def report(app: Flask, database: Database) -> list[str]:
    """Print each page's time, the slowest first; the names of those over the floor."""
    client = signed_in(app, database)
    with database.reading() as session:
        dossier = dossier_by_slug(session, SLUG)
        pages, missing = addresses(app, session, dossier, busiest(session, dossier))
        source = busiest(session, dossier)["source"]
    asked = f"/d/{SLUG}/what-if?kind="
    pages["what_if.index, all sources"] = f"{asked}all+sources"
    pages["what_if.index, one source"] = f"{asked}discredit&source={source}"
    pages["export.index, shown"] = f"/d/{SLUG}/export?show=yes"
    taken = {name: timed(client, url) for name, url in pages.items()}
    usual = {name: found for name, found in taken.items() if name not in HEAVY}
    table("Pages", usual)
    table("Pages on which a computation is asked for", {k: taken[k] for k in HEAVY})
    sys.stdout.write(f"  not in this dossier: {', '.join(sorted(missing))}\n")
    return [name for name, (_, milliseconds, _) in usual.items() if milliseconds > FLOOR]


def signed_in(app: Flask, database: Database) -> FlaskClient:
    """An administrator's browser."""
    with unit_of_work(database) as session:
        user = add_user(session, ACTOR, AddUser("Ada", "to be timed", is_administrator=True))
        token = make_link(session, ACTOR, user, "to be timed")
    client = app.test_client()
    client.get(f"/sign-in/{token}")
    return client


def busiest(session: Session, dossier: Dossier) -> Mapping[str, str]:
    """The source that speaks on most claims."""
    statement = (
        select(Source.public_id)
        .join(Attribution, Attribution.source_id == Source.id)
        .where(Source.dossier_id == dossier.id)
        .group_by(Source.public_id)
        .order_by(func.count().desc(), Source.public_id)
    )
    return {"source": session.scalar(statement.limit(1)) or ""}


def timed(client: FlaskClient, url: str) -> tuple[int, float, int]:
    """Status, the least milliseconds of processor of several times, and bytes. The least: what the
    machine does beside it only adds."""
    answers = []
    for _ in range(TIMES):
        begun = time.process_time()
        answer = client.get(url, buffered=True)
        answers.append((time.process_time() - begun, answer.status_code, len(answer.data)))
    seconds, status, size = min(answers)
    return status, seconds * 1000, size


def table(title: str, taken: Mapping[str, tuple[int, float, int]]) -> None:
    """One line a page."""
    sys.stdout.write(f"{title}\n")
    for name, (status, milliseconds, size) in sorted(taken.items(), key=lambda one: -one[1][1]):
        mark = "  over" if milliseconds > FLOOR and name not in HEAVY else ""
        sys.stdout.write(
            f"  {name:34}{milliseconds:9.1f} ms{size / 1024:9.0f} kB  {status}{mark}\n"
        )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
