"""Engines and sessions. Reads see one snapshot; writes are short and exclusive on SQLite.

SQLite: the driver's own transaction handling is off (``isolation_level=None``) and BEGIN is ours, so
that DDL is transactional too and a writer takes its lock at once (BEGIN IMMEDIATE) instead of failing
halfway. WAL with synchronous=FULL: an acknowledged write survives a crash.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from provenance.errors import StorageFull

BUSY_MILLISECONDS = 15_000
PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA secure_delete=ON",
)


def make_engine(url: str) -> Engine:
    """An engine with the settings above; other databases keep their defaults."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


class Database:
    """The installation's database and the folder beside it."""

    def __init__(self, url: str, home: Path) -> None:
        if url.startswith("sqlite"):
            home.mkdir(parents=True, exist_ok=True)
        self.url = url
        self.home = home
        self.engine = make_engine(url)
        reads = {} if url.startswith("sqlite") else {"isolation_level": "REPEATABLE READ"}
        self._readers = self.engine.execution_options(**reads)
        self._writers = self.engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session over one consistent snapshot; nothing that it changes is kept."""
        with Session(self._readers, info={"home": self.home}, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for one transaction; whoever opens it commits, else nothing is kept."""
        with Session(self._writers, info={"home": self.home}) as session:
            try:
                yield session
            except OperationalError as error:
                if "disk is full" in str(error.orig) or "No space left" in str(error.orig):
                    raise StorageFull(
                        "The disk is full: nothing was saved. Free some room and try again; "
                        "reading still works."
                    ) from error
                raise

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()
