"""Telling at the terminal how far long work is: on standard error, and only where it takes long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from provenance.cli.output import say
from provenance.ingest.progress import Progress, listening

EVERY = 1.0
"""Seconds between two lines; what is done sooner says nothing."""


@contextmanager
def narrated() -> Iterator[Progress]:
    """Who hears what work tells of itself meanwhile, and says it."""
    told = time.monotonic()

    def hear(stage: str, done: int | None, total: int | None) -> None:
        nonlocal told
        if time.monotonic() < told + EVERY:
            return
        told = time.monotonic()
        say(f"{stage}: {done or 0:,} of {total:,}" if total else f"{stage} …")

    with listening(hear):
        yield hear
