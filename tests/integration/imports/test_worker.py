"""The worker of long imports: read, taken in, failed, cancelled, killed; all or nothing."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.citations.models import Citation
from provenance.config import Settings, load_settings
from provenance.db.session import Database
from provenance.documents.models import Document, Note
from provenance.errors import AlreadyExists, InvalidInput
from provenance.imports.commands import (
    AcceptDraft,
    CancelWork,
    DiscardDraft,
    ReadAgain,
    StartDraft,
)
from provenance.imports.kept_parses import parsed_of
from provenance.imports.models import ImportDraft, ImportReading
from provenance.imports.service import accept_draft, discard_draft, start_draft
from provenance.imports.work import boards
from provenance.imports.work.boards import Board
from provenance.imports.work.launching import launch
from provenance.imports.work.service import cancel_work, read_again, start_accepting, start_reading
from provenance.imports.work.tasks import task_of
from provenance.ingest.reader import read
from provenance.sources.models import Source
from tests.factories.records import in_transaction
from tests.integration.audit.tampering import report
from tests.integration.imports.texts import SHORT, long_text

DATA = SHORT.encode()
REASON = "it bears on the leak"
KILLS = random.Random("worker")
PATIENCE = 120


class Desk:
    """Drafts of one dossier, and the workers that have them in hand."""

    def __init__(self, database: Database, actor: Actor, slug: str, **limits: str) -> None:
        self.database, self.actor, self.slug = database, actor, slug
        self.settings: Settings = load_settings(
            {"PROVENANCE_HOME": str(database.home), "DATABASE_URL": database.url, **limits}
        )

    def do(self, act: Callable[..., Any], command: Any) -> str:
        def run(session: Any) -> str:
            made = act(session, self.actor, command)
            return str(made.public_id) if made is not None else ""

        return str(in_transaction(self.database, run))

    def upload(self, data: bytes = DATA, name: str = "river.txt") -> str:
        return self.do(start_reading, StartDraft(self.slug, name, data, REASON))

    def read(self, data: bytes = DATA, name: str = "river.txt") -> str:
        return self.do(start_draft, StartDraft(self.slug, name, data, REASON))

    def begin_accepting(self, draft: str) -> None:
        self.do(start_accepting, AcceptDraft(self.slug, draft, REASON))

    def cancel(self, draft: str) -> None:
        self.board(draft).ask_to_stop()
        self.do(cancel_work, CancelWork(self.slug, draft, REASON))

    def draft(self, public_id: str) -> ImportDraft:
        with self.database.reading() as session:
            statement = select(ImportDraft).where(ImportDraft.public_id == public_id)
            return session.scalars(statement).one()

    def board(self, draft: str) -> Board:
        task = task_of(self.draft(draft))
        assert task is not None
        return Board(self.database.home, task.run)

    def start(self, draft: str) -> threading.Thread:
        task = task_of(self.draft(draft))
        assert task is not None
        return launch(self.settings, self.slug, draft, task.run)

    def work(self, draft: str) -> ImportDraft:
        self.start(draft).join(PATIENCE)
        return self.draft(draft)

    def count(self, model: type[Any]) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def entries(self) -> list[tuple[str, str]]:
        with self.database.reading() as session:
            statement = select(AuditEntry.verb, AuditEntry.actor).order_by(AuditEntry.id)
            return [tuple(row) for row in session.execute(statement)][1:]  # type: ignore[misc]


@pytest.fixture
def desk(database: Database, actor: Actor, dossier: str) -> Desk:
    return Desk(database, actor, dossier)


def test_what_a_worker_reads_is_what_is_read_here(desk: Desk) -> None:
    draft = desk.upload()
    assert desk.draft(draft).status == "reading"

    assert desk.work(draft).status == "open"

    with desk.database.reading() as session:
        row = session.scalars(select(ImportDraft)).one()
        assert parsed_of(row) == read(DATA, "river.txt")
        assert (row.media_type, row.extent) == ("text/plain", len(parsed_of(row).passages) + 4)
    verbs = [f"imports:draft:{verb}" for verb in ("start", "read")]
    assert desk.entries() == [(verb, desk.actor.name) for verb in verbs]
    assert list((desk.database.home / "working").iterdir()) == []


def test_a_worker_takes_in_what_the_request_would(desk: Desk) -> None:
    draft = desk.read()
    desk.begin_accepting(draft)

    row = desk.work(draft)

    assert row.status == "accepted"
    with desk.database.reading() as session:
        document = session.scalars(select(Document)).one()
        assert (document.id, document.title) == (row.document_id, "The river and its mills")
        labels = session.scalars(select(Source.label).order_by(Source.label)).all()
    assert labels == ["River Guard commander, interview", "Town Council official, interview"]
    assert desk.count(Citation) == 5
    assert {who for _, who in desk.entries()} == {desk.actor.name}
    assert report(desk.database, desk.slug).fault is None


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7 and nothing more", "a.pdf", "PDF"),
        (b"words", "a.exe", "not read"),
    ],
)
def test_what_cannot_be_read_says_why(desk: Desk, data: bytes, name: str, words: str) -> None:
    row = desk.work(desk.upload(data, name))

    assert row.status == "failed"
    assert words in (row.message or "")
    assert desk.entries()[-1][0] == "imports:draft:fail"


def test_a_reader_that_needs_too_much_is_a_message(
    database: Database, actor: Actor, dossier: str
) -> None:
    desk = Desk(database, actor, dossier, PROVENANCE_READER_MEMORY=str(48 * 2**20))
    draft = desk.upload(long_text(400), "long.md")

    row = desk.work(draft)
    assert (row.status, "more memory" in (row.message or "")) == ("failed", True)

    desk.settings = load_settings(
        {"PROVENANCE_HOME": str(database.home), "DATABASE_URL": database.url}
    )
    desk.do(read_again, ReadAgain(desk.slug, draft, "more memory now"))
    row = desk.work(draft)
    assert (row.status, row.message) == ("open", None)


def test_a_draft_that_is_not_read_can_only_be_read_or_discarded(desk: Desk) -> None:
    draft = desk.upload()
    for act, command in (
        (accept_draft, AcceptDraft(desk.slug, draft, REASON)),
        (discard_draft, DiscardDraft(desk.slug, draft, REASON)),
    ):
        with pytest.raises(InvalidInput, match="is being worked on"):
            desk.do(act, command)
    with pytest.raises(AlreadyExists):
        desk.upload()

    desk.cancel(draft)
    assert desk.draft(draft).status == "cancelled"
    with pytest.raises(InvalidInput, match="was cancelled already"):
        desk.do(accept_draft, AcceptDraft(desk.slug, draft, REASON))
    desk.do(discard_draft, DiscardDraft(desk.slug, draft, REASON))
    assert desk.draft(draft).status == "discarded"


def test_what_an_earlier_attempt_brings_is_not_taken(desk: Desk) -> None:
    """A worker that was thought dead comes back after its draft was cancelled and read again."""
    draft = desk.upload(long_text(2000), "long.txt")
    worker = desk.start(draft)
    wait_for(lambda: stage_of(desk, draft) not in ("", "Starting"))
    desk.do(cancel_work, CancelWork(desk.slug, draft, REASON))  # without telling the worker
    desk.do(read_again, ReadAgain(desk.slug, draft, REASON))
    worker.join(PATIENCE)

    row = desk.draft(draft)
    assert (row.status, row.message, row.extent) == ("reading", None, None)


def wait_for(what: Callable[[], Any]) -> Any:
    """The first answer that is something."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = what()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it never came")


def stage_of(desk: Desk, draft: str) -> str:
    sight = desk.board(draft).look()
    return sight.stage if sight else ""


def test_a_reading_that_is_cancelled_ends_at_once(desk: Desk) -> None:
    draft = desk.upload(long_text(4000), "long.txt")
    worker = desk.start(draft)
    wait_for(lambda: stage_of(desk, draft) not in ("", "Starting"))

    desk.cancel(draft)

    worker.join(PATIENCE)
    assert not worker.is_alive()
    assert desk.draft(draft).status == "cancelled"
    assert list((desk.database.home / "working").iterdir()) == []


def test_taking_in_is_rolled_back_where_it_is_cancelled(desk: Desk) -> None:
    draft = desk.read(long_text(6000), "long.txt")  # keeping it takes longer than to cancel
    desk.begin_accepting(draft)
    worker = desk.start(draft)
    wait_for(lambda: stage_of(desk, draft).startswith("Keeping"))

    desk.cancel(draft)

    worker.join(PATIENCE)
    assert not worker.is_alive()
    assert desk.draft(draft).status == "open"
    assert [desk.count(model) for model in (Document, Note, Source)] == [0, 0, 0]
    assert report(desk.database, desk.slug).fault is None
    assert desk.do(accept_draft, AcceptDraft(desk.slug, draft, REASON))


def pid_of(worker_of: str) -> int | None:
    """The process of a draft's worker."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"provenance.imports.work.worker" in words and worker_of.encode() in words:
            return int(path.parent.name)
    return None


def kill(desk: Desk, draft: str, after: float) -> None:
    """Start the worker of a draft and kill it (SIGKILL) some seconds after its first stage."""
    worker = desk.start(draft)
    wait_for(lambda: stage_of(desk, draft) != "Starting" or not worker.is_alive())
    worker.join(after)
    pid = pid_of(draft)
    if pid is not None:
        os.kill(pid, signal.SIGKILL)
    worker.join(PATIENCE)


def survives(desk: Desk, kills: int, notes: int) -> None:
    """Kill workers while they read and take in; each time nothing or all is there, and goes on."""
    data = long_text(notes)
    for number in range(kills):
        draft = desk.upload(data + f"\n{number}\n".encode(), "long.txt")
        kill(desk, draft, KILLS.uniform(0, 1.5))
        if desk.draft(draft).status == "reading":
            desk.do(read_again, ReadAgain(desk.slug, draft, REASON))
            assert desk.work(draft).status == "open"
        before = desk.count(Note)
        desk.begin_accepting(draft)
        kill(desk, draft, KILLS.uniform(0, 2.5))
        status = desk.draft(draft).status
        assert (status, desk.count(Note) - before) in [("accepting", 0), ("accepted", notes)]
        if status == "accepting":
            desk.cancel(draft)
            desk.begin_accepting(draft)
            assert desk.work(draft).status == "accepted"
        assert desk.count(Note) == before + notes
        assert report(desk.database, desk.slug).fault is None


def test_a_killed_worker_leaves_all_or_nothing(desk: Desk) -> None:
    survives(desk, 1, 600)


@pytest.mark.soak
def test_a_killed_worker_leaves_all_or_nothing_a_hundred_times(desk: Desk) -> None:
    survives(desk, 50, 600)


def test_a_worker_without_a_sign_of_life_counts_as_stopped(desk: Desk) -> None:
    draft = desk.upload()
    board = desk.board(draft)
    board.show("Reading pages", 3, 7)
    sight = board.look()
    assert sight is not None
    assert (sight.stage, sight.done, sight.total, sight.alive) == ("Reading pages", 3, 7, True)

    long_ago = time.time() - boards.DEAD_AFTER - 1
    os.utime(next((desk.database.home / "working").iterdir()), (long_ago, long_ago))

    late = board.look()
    assert late is not None
    assert not late.alive


def test_our_own_failure_is_told_without_its_details(desk: Desk) -> None:
    """What was read is damaged in the database: the draft is open again, with words to act on."""
    draft = desk.read()
    desk.begin_accepting(draft)

    def damage(session: Any) -> None:
        session.scalars(select(ImportReading)).one().parsed = {"secret": "name of a source"}

    in_transaction(desk.database, damage)
    row = desk.work(draft)

    assert (row.status, desk.count(Document)) == ("open", 0)
    assert (row.message or "").startswith("Something failed on the server; nothing was saved.")
    assert "secret" not in (row.message or "")
