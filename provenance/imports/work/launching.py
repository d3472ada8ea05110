"""Starting the worker of an import."""

import threading

from provenance.config import Settings
from provenance.imports.work.boards import Board
from provenance.processes import start_apart


def launch(settings: Settings, slug: str, public_id: str, run: str) -> threading.Thread:
    """Begin the work that the draft waits for, once it is committed. The thread ends with it: join it
    to wait for a moment."""
    Board(settings.home, run).show("Starting")
    return start_apart(settings, "provenance.imports.work.worker", slug, public_id, run)
