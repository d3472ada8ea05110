"""Whose turn it is to score a dossier whole: one process at a time.

A lock on a file beside the database, held as long as the process lives: whatever ends it, the lock is
free again, and nobody takes a dead process for one at work.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STARTS_WITHIN = 30.0
"""Seconds after which one that was started and never took its turn, or died in it, is given up."""


class Turn:
    """The turn of one dossier, in ``PROVENANCE_HOME/working``."""

    def __init__(self, home: Path, slug: str) -> None:
        self._path = home / "working" / f"scores-{slug}"

    @contextmanager
    def taken(self) -> Iterator[bool]:
        """Take the turn; False where another process has it. Left without an error, it is done."""
        descriptor = self._open()
        try:
            mine = _lock(descriptor)
            yield mine
            if mine:
                os.utime(descriptor, (0, 0))
        finally:
            os.close(descriptor)

    def expect(self) -> bool:
        """Announce that a process is being started to take the turn; False where there is no need:
        one has it, or was started just now."""
        descriptor = self._open()
        try:
            started = os.fstat(descriptor).st_mtime
            if not _lock(descriptor) or 0 <= time.time() - started < STARTS_WITHIN:
                return False
            os.utime(descriptor)
            return True
        finally:
            os.close(descriptor)

    def _open(self) -> int:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return os.open(self._path, os.O_RDWR)
        os.utime(descriptor, (0, 0))
        return descriptor


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
