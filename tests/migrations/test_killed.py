"""A migration killed after any statement leaves the revision before it, and can be done again."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.config import ROOT
from provenance.db import migrate
from provenance.db.session import Database
from tests.migrations import data_0001
from tests.migrations.schema import rows_of, schema_of, tables_of

SAMPLE = (2, 5, 70, 131)
"""Which statements ``make test`` tries; ``make soak`` tries all."""
REBUILD = '''
"""A parent of many tables is rebuilt, as SQLite needs it for most changes."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0000x", "{after}", None, None


def upgrade() -> None:
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("dossiers", recreate="{recreate}") as batch:
        batch.add_column(sa.Column("motto", sa.Text(), nullable=True))
    {more}


def downgrade() -> None:
    with op.batch_alter_table("dossiers") as batch:
        batch.drop_column("motto")
    op.drop_table("later")
'''


def migrate_apart(
    database: Database, fatal: int = 0, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Migrate in a process of its own, which dies after the ``fatal``-th statement."""
    command = [sys.executable, "-m", "tests.migrations.killed", database.url, str(database.home)]
    environment = {**os.environ, "FOLDER": str(folder or "")}
    return subprocess.run(
        [*command, str(fatal)], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def dies_and_recovers(database: Database, fatal: int, expected: list[str]) -> bool:
    """Kill after the ``fatal``-th statement, then migrate for good; False where it came too late."""
    killed = migrate_apart(database, fatal)
    if killed.returncode == 0:
        return False
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if migrate.current_revision(database) is None:
        assert tables_of(database) == set(), "nothing of a revision that was not finished"
    migrate.ensure_current(database)
    assert schema_of(database) == expected
    return True


@pytest.mark.parametrize("fatal", SAMPLE)
def test_a_killed_first_migration_can_be_done_again(
    empty_sqlite: Database, sqlite_database_apart: Database, fatal: int
) -> None:
    assert dies_and_recovers(empty_sqlite, fatal, schema_of(sqlite_database_apart))


@pytest.mark.postgres
@pytest.mark.parametrize("fatal", SAMPLE)
def test_a_killed_first_migration_can_be_done_again_on_postgresql(
    empty_postgres: Database, postgres_database: Database, fatal: int
) -> None:
    assert dies_and_recovers(empty_postgres, fatal, schema_of(postgres_database))


@pytest.fixture
def sqlite_database_apart(sqlite_template: Path) -> Iterator[Database]:
    """The migrated template itself, to compare with."""
    database = Database(f"sqlite:///{sqlite_template}", sqlite_template.parent)
    yield database
    database.dispose()


@pytest.mark.soak
def test_every_statement_may_be_the_last_on_sqlite(
    tmp_path: Path, sqlite_database_apart: Database
) -> None:
    expected = schema_of(sqlite_database_apart)
    fatal, alive = 0, True
    while alive:
        fatal += 1
        database = Database(f"sqlite:///{tmp_path / f'{fatal}.db'}", tmp_path)
        alive = dies_and_recovers(database, fatal, expected)
        database.dispose()
    assert fatal > max(SAMPLE)


@pytest.mark.soak
@pytest.mark.postgres
def test_every_statement_may_be_the_last_on_postgresql(
    empty_postgres: Database, postgres_database: Database
) -> None:
    expected = schema_of(postgres_database)
    fatal = 1
    while dies_and_recovers(empty_postgres, fatal, expected):
        migrate.downgrade(empty_postgres, "base")
        fatal += 1
    assert fatal > max(SAMPLE)


@pytest.fixture
def later_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations and one more, which rebuilds a table that many others point to."""
    return _with_one_more(tmp_path, monkeypatch, "pass")


def _with_one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str) -> Path:
    folder = tmp_path / "migrations"
    after = migrate.head_revision()
    shutil.copytree(ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = REBUILD.format(after=after, recreate="always", more=more)
    (folder / "versions" / "later.py").write_text(script)
    monkeypatch.setattr(migrate, "_folder", lambda: folder)
    return folder


@pytest.mark.parametrize("fatal", range(3, 16, 2))
def test_a_killed_rebuild_keeps_every_row(
    sqlite_database: Database, later_migrations: Path, fatal: int
) -> None:
    data_0001.load(sqlite_database)
    before = rows_of(sqlite_database)

    killed = migrate_apart(sqlite_database, fatal, later_migrations)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if migrate.current_revision(sqlite_database) != "0000x":
        assert rows_of(sqlite_database) == before
    migrate.ensure_current(sqlite_database)

    after = rows_of(sqlite_database)
    assert after.pop("later") == []
    assert data_0001.kept(before, after)


def test_a_migration_that_leaves_dangling_references_is_undone(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_0001.load(sqlite_database)
    before, schema = rows_of(sqlite_database), schema_of(sqlite_database)
    _with_one_more(tmp_path, monkeypatch, 'op.execute("DELETE FROM dossiers")')

    with pytest.raises(migrate.IntegrityFailure, match="dangling references; undone"):
        migrate.ensure_current(sqlite_database)

    assert (rows_of(sqlite_database), schema_of(sqlite_database)) == (before, schema)


def test_foreign_keys_are_on_again_after_migrating(empty_sqlite: Database) -> None:
    migrate.ensure_current(empty_sqlite)

    with empty_sqlite.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_several_processes_may_migrate_at_once(empty_database: Database) -> None:
    command = [sys.executable, "-m", "tests.migrations.killed", empty_database.url,
               str(empty_database.home), "0"]  # fmt: skip
    several = [
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    said = [process.communicate(timeout=180) for process in several]

    assert [process.returncode for process in several] == [0] * 4, said
    assert migrate.current_revision(empty_database) == migrate.head_revision()
