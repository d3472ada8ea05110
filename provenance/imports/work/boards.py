"""What a worker and the pages say to each other while it works, in files beside the database.

Not in the database: while a worker takes a long document in, SQLite lets nobody else write, neither
how far it is nor that somebody wants it to stop. Every attempt has a board of its own, which is
removed when it ends; one that is left over belonged to a worker that died.
"""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

DEAD_AFTER = 10.0
"""Seconds without a sign of life after which a worker counts as stopped."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How far a worker is, in words, and where it counts, how many of how many. ``age``: seconds
    since its last sign of life."""

    stage: str
    done: int | None
    total: int | None
    age: float

    @property
    def alive(self) -> bool:
        """Whether the worker can be taken to be at work."""
        return self.age < DEAD_AFTER


class Board:
    """The board of one attempt, in ``PROVENANCE_HOME/working``."""

    def __init__(self, home: Path, run: str) -> None:
        folder = home / "working"
        self._shown, self._stop = folder / run, folder / f"{run}.stop"

    def show(self, stage: str, done: int | None = None, total: int | None = None) -> None:
        """Say how far the work is; a sign of life even where nothing is new."""
        self._shown.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = self._shown.with_name(f".{self._shown.name}.{os.getpid()}")
        aside.write_text(json.dumps([stage, done, total]), encoding="utf-8")
        aside.replace(self._shown)

    def look(self) -> Sight | None:
        """What was shown last; None where there is no board."""
        try:
            stage, done, total = json.loads(self._shown.read_text(encoding="utf-8"))
            age = time.time() - self._shown.stat().st_mtime
        except FileNotFoundError:
            return None
        return Sight(stage, done, total, age)

    def ask_to_stop(self) -> None:
        """Let the worker, if there is one, end at once."""
        if self._shown.exists():
            self._stop.touch(mode=0o600)

    @property
    def asked_to_stop(self) -> bool:
        """Whether somebody wants the work to end."""
        return self._stop.exists()

    def clear(self) -> None:
        """The work has ended."""
        for path in (self._shown, self._stop):
            path.unlink(missing_ok=True)
