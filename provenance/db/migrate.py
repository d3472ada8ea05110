"""Bringing a database to the newest schema, safely under kill at any statement.

Measured on SQLite: Alembic's defaults leave half a migration behind when killed. Here one
BEGIN IMMEDIATE spans each migration (the driver's own transactions are off), foreign keys are off
while tables are rebuilt, and afterwards ``foreign_key_check`` must find nothing. Two processes that
start at once would plan from different revisions between single migrations: one migrates at a time.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from provenance.config import ROOT
from provenance.db.session import Database
from provenance.errors import IntegrityFailure

ADVISORY_LOCK = 7261954
"""PostgreSQL: only one process migrates at a time."""


def alembic_config(connection: Connection | None = None) -> Config:
    """The configuration of the migrations folder, bound to an open connection."""
    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _folder() -> Path:
    return ROOT / "migrations"


def head_revision() -> str:
    """The newest revision that this version of the product knows."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert head is not None  # noqa: S101 - the folder is part of the product
    return head


def current_revision(database: Database) -> str | None:
    """The revision of the database, None where it is empty."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database to ``revision``. Killed midway, it stays at the revision before."""
    _run(database, lambda config: command.upgrade(config, revision))


def downgrade(database: Database, revision: str) -> None:
    """Take the database back to ``revision`` (``base`` for an empty one)."""
    _run(database, lambda config: command.downgrade(config, revision))


def ensure_current(database: Database) -> bool:
    """Migrate where needed, and say whether it was; cheap where not. Refuses a database newer than
    this version."""
    current = current_revision(database)
    if current == head_revision():
        return False
    known = {script.revision for script in ScriptDirectory.from_config(
        alembic_config()).walk_revisions()}  # fmt: skip
    if current is not None and current not in known:
        raise IntegrityFailure(
            f"The database is at revision {current}, which this version does not know. "
            "Run the newer version that made it, or restore a backup."
        )
    upgrade(database)
    return True


def _run(database: Database, act: Callable[[Config], None]) -> None:
    with database.engine.connect() as connection:
        alone = _alone_on_sqlite if connection.dialect.name == "sqlite" else _alone_on_postgresql
        with alone(connection, database.home):
            try:
                act(alembic_config(connection.execution_options(writes=True)))
            finally:
                connection.rollback()


@contextmanager
def _alone_on_sqlite(connection: Connection, home: Path) -> Iterator[None]:
    """A lock on a file, free again however its process ends; foreign keys off meanwhile."""
    with (home / "migrating.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _outside_transaction(connection, "PRAGMA foreign_keys=OFF")
        try:
            yield
        finally:
            _outside_transaction(connection, "PRAGMA foreign_keys=ON")


@contextmanager
def _alone_on_postgresql(connection: Connection, _home: Path) -> Iterator[None]:
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})
        connection.commit()


def _outside_transaction(connection: Connection, pragma: str) -> None:
    """``foreign_keys`` can only be switched while no transaction is open."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101
    driver.execute(pragma)


def check_dangling(*, ctx: MigrationContext, **_: object) -> None:
    """Alembic calls this after each migration, inside its transaction: dangling references undo it."""
    connection = ctx.connection
    if connection is None or connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise IntegrityFailure(f"The migration left {len(broken)} dangling references; undone.")
