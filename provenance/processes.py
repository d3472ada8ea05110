"""Processes of our own that outlive the request and the server that began them."""

import os
import subprocess
import sys
import threading

from provenance.config import ROOT, Settings


def start_apart(settings: Settings, module: str, *words: str) -> threading.Thread:
    """Run ``python -m module words`` with these settings. The thread ends with it: join it to wait for
    a moment."""
    process = subprocess.Popen(  # noqa: S603 - our own module; no shell
        [sys.executable, "-m", module, *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT,
        env={**os.environ, **environment_of(settings)}, start_new_session=True,
    )  # fmt: skip
    waiting = threading.Thread(target=process.wait, daemon=True)
    waiting.start()  # who is not waited for stays in the list of processes
    return waiting


def environment_of(settings: Settings) -> dict[str, str]:
    """The settings as another process of the product reads them."""
    return {
        "PROVENANCE_HOME": str(settings.home),
        "DATABASE_URL": settings.database_url,
        "PROVENANCE_READER_SECONDS": str(settings.reader_seconds),
        "PROVENANCE_READER_MEMORY": str(settings.reader_memory),
    }
