"""Every revision, up and down, on both databases, with and without data."""

import importlib
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from provenance.db.migrate import (
    alembic_config,
    current_revision,
    downgrade,
    ensure_current,
    head_revision,
    upgrade,
)
from provenance.db.session import Database
from provenance.errors import IntegrityFailure
from provenance.models import metadata
from tests.migrations.schema import SEARCH, rows_of, schema_of, tables_of

SCRIPTS = ScriptDirectory.from_config(alembic_config())
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
WITH_DATA = [path.stem.removeprefix("data_") for path in Path(__file__).parent.glob("data_*.py")]


def test_there_is_one_newest_revision() -> None:
    assert SCRIPTS.get_heads() == [REVISIONS[-1]] == [head_revision()]


def test_an_empty_database_becomes_current(empty_database: Database) -> None:
    assert current_revision(empty_database) is None

    ensure_current(empty_database)

    assert current_revision(empty_database) == head_revision()
    assert tables_of(empty_database) == set(metadata.tables)


def test_migrating_again_changes_nothing(database: Database) -> None:
    before = schema_of(database)

    ensure_current(database)
    upgrade(database)

    assert schema_of(database) == before


def test_the_models_are_what_the_migrations_make(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={
            "compare_server_default": True,
            "include_name": lambda name, *_: not (name or "").startswith(SEARCH),
        })  # fmt: skip
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_going_down_to_the_base_leaves_nothing(database: Database) -> None:
    downgrade(database, "base")

    left = [line for line in schema_of(database) if "alembic_version" not in line]
    assert left == []
    assert current_revision(database) is None


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_goes_up_down_and_up_again(empty_database: Database, revision: str) -> None:
    upgrade(empty_database, revision)
    first = schema_of(empty_database)

    downgrade(empty_database, ([None, *REVISIONS])[REVISIONS.index(revision)] or "base")
    upgrade(empty_database, revision)

    assert schema_of(empty_database) == first


@pytest.mark.parametrize("revision", WITH_DATA)
def test_data_of_each_revision_is_kept_on_the_way_up(
    empty_database: Database, revision: str
) -> None:
    data = importlib.import_module(f"tests.migrations.data_{revision}")
    upgrade(empty_database, revision)
    data.load(empty_database)
    before = rows_of(empty_database)
    assert all(before.values()), "every table holds something"

    ensure_current(empty_database)

    assert data.kept(before, rows_of(empty_database))


def test_a_newer_database_is_refused(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()

    with pytest.raises(IntegrityFailure, match=r"revision 9999.* does not know"):
        ensure_current(database)
