"""Migrates a database and kills itself: ``python -m tests.migrations.killed URL HOME STATEMENT``.

SIGKILL comes right after the STATEMENT-th statement that reaches the database; 0 means never, and the
number of statements is printed. ``FOLDER`` in the environment names other migrations.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from provenance.db import migrate
from provenance.db.session import Database


def main(url: str, home: str, fatal: int) -> None:
    """Bring the database up to date, or die trying."""
    folder = os.environ.get("FOLDER")
    if folder:
        migrate._folder = lambda: Path(folder)
    database = Database(url, Path(home))
    count = 0

    @event.listens_for(database.engine, "after_cursor_execute")
    def _count(*_arguments: Any) -> None:
        nonlocal count
        count += 1
        if count == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    migrate.ensure_current(database)
    database.dispose()
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
