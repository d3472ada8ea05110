"""The worker of long imports: ``python -m provenance.imports.work.worker DOSSIER DRAFT [ATTEMPT]``, with
the settings of its environment.

It reads a draft's file or takes a draft into the dossier, as the draft's status says, and outlives the
request and the server that began it. Whether it is cancelled or killed, it simply ends: what it had not
committed never was.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

import provenance.search.keeping  # noqa: F401 - listens to every commit
from provenance.assessments.work import catch_up, unit_of_work
from provenance.config import Settings, load_settings
from provenance.db.session import Database
from provenance.documents.uploads import read_upload
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import EditConflict, InvalidInput, ProvenanceError
from provenance.imports.kept_parses import plan_of
from provenance.imports.known import read_known
from provenance.imports.models import AT_WORK, READING, ImportDraft
from provenance.imports.reading import limits_of, read_apart
from provenance.imports.work.boards import Board
from provenance.imports.work.service import (
    fail_accepting,
    fail_reading,
    finish_accepting,
    keep_reading,
)
from provenance.imports.work.tasks import task_of
from provenance.ingest.progress import Progress, listening, tell

log = logging.getLogger("provenance.worker")
BEAT = 0.5
TRIES = 20
"""How often a busy database is asked again, each time after the patience of its own."""
OUR_MISTAKE = (
    "Something failed on the server; nothing was saved. Try again; if it fails again, tell whoever "
    "runs this installation."
)


class Pulse:
    """Shows at every beat how far the work is. Asked to stop, the process ends on the spot."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.sight: tuple[str, int | None, int | None] = ("Starting", None, None)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __call__(self, stage: str, done: int | None, total: int | None) -> None:
        """Hear how far it is."""
        self.sight = (stage, done, total)

    def _beat(self) -> None:
        while not self._over.wait(BEAT):
            if self.board.asked_to_stop:
                self.board.clear()
                os._exit(0)
            with suppress(OSError):
                self.board.show(*self.sight)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._over.set()
        self._thread.join()
        self.board.clear()


@dataclass(frozen=True, slots=True)
class Work:
    """One attempt at one draft."""

    database: Database
    settings: Settings
    slug: str
    draft: str
    run: str
    status: str
    file_name: str
    sha256: str

    def do(self, act: Callable[..., object], *more: object) -> None:
        """One act of the attempt, in a transaction of its own. Others may write for long before."""
        for attempt in range(1, TRIES + 1):
            try:
                with unit_of_work(self.database) as session:
                    act(session, self.slug, self.draft, self.run, *more)
                return
            except EditConflict:
                if attempt == TRIES:
                    raise


def find_work(
    database: Database, settings: Settings, slug: str, public_id: str, run: str | None
) -> Work:
    """What is to be done with the draft, in that attempt or the newest. Raises
    :class:`InvalidInput` where nothing is."""
    with database.reading() as session:
        dossier = dossier_by_slug(session, slug)
        draft = find(session, ImportDraft, dossier.id, public_id)
        task = task_of(draft)
        if task is None or draft.status not in AT_WORK or task.run != (run or task.run):
            raise InvalidInput(f"The draft {public_id} is {draft.status}: there is nothing to do.")
        return Work(database, settings, slug, public_id, task.run, draft.status, draft.file_name,
                    draft.sha256)  # fmt: skip


def carry_out(work: Work, progress: Progress) -> None:
    """Do it. What cannot be done is written beside the draft, as words for who began it."""
    reads = work.status == READING
    try:
        if reads:
            _read(work, progress)
        else:
            _accept(work)
    except ProvenanceError as error:
        message = error.message
    except Exception as error:
        log.error("work on a draft failed: %s", type(error).__name__)
        message = OUR_MISTAKE
    else:
        return
    with suppress(InvalidInput):  # given up meanwhile: nobody waits for the words
        work.do(fail_reading if reads else fail_accepting, message)


def _read(work: Work, progress: Progress) -> None:
    data = read_upload(work.settings.uploads, work.sha256)
    parsed = read_apart(data, work.file_name, limits_of(work.settings), progress)
    tell("Keeping what was read")
    work.do(keep_reading, parsed)


def _accept(work: Work) -> None:
    """The plan is made, and kept, first: while it is, others can write."""
    tell("Matching citations to sources")
    with work.database.reading() as session:
        dossier = dossier_by_slug(session, work.slug)
        draft = find(session, ImportDraft, dossier.id, work.draft)
        plan_of(session, work.slug, draft, read_known(session, dossier.id))
    tell("Waiting for others to finish writing")
    work.do(finish_accepting)


def main(slug: str, public_id: str, run: str | None = None) -> int:
    """Do what waits for the draft; the exit code."""
    settings = load_settings()
    database = Database(settings.database_url, settings.home)
    try:
        work = find_work(database, settings, slug, public_id, run)
        with Pulse(Board(settings.home, work.run)) as pulse, listening(pulse):
            carry_out(work, pulse)
        catch_up(database, slug)
    except ProvenanceError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    finally:
        database.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
