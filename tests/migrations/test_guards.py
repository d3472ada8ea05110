"""The database itself refuses to change what the audit trail holds."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from provenance.audit.actor import Actor
from provenance.db.session import Database
from tests.factories.records import make_dossier
from tests.migrations.schema import rows_of

FORBIDDEN = [
    "UPDATE audit_entries SET body = '{}'",
    "UPDATE audit_entries SET actor = actor",
    "DELETE FROM audit_entries",
    "DELETE FROM audit_chains",
    "UPDATE audit_chains SET length = length - 1",
    "UPDATE audit_chains SET length = 0 WHERE name = 'khorasan'",
    "UPDATE audit_chains SET head = head",
    "UPDATE audit_chains SET name = 'other', length = length + 1 WHERE name = 'khorasan'",
]
ONLY_SQLITE = [
    "INSERT OR REPLACE INTO audit_entries SELECT id, chain_id, sequence, previous_hash, body_hash, "
    "entry_hash, '{}', at, actor, verb, subject_kind, subject_id FROM audit_entries",
    "INSERT OR REPLACE INTO audit_entries SELECT id + 10, chain_id, sequence, previous_hash, "
    "body_hash, entry_hash, '{}', at, actor, verb, subject_kind, subject_id FROM audit_entries",
    "REPLACE INTO audit_chains SELECT id, name, 0, head FROM audit_chains",
    "UPDATE OR REPLACE audit_entries SET sequence = 1",
]
ONLY_POSTGRES = [
    "TRUNCATE audit_entries",
    "TRUNCATE audit_chains CASCADE",
    "INSERT INTO audit_chains SELECT id, name, 0, head FROM audit_chains "
    "ON CONFLICT (name) DO UPDATE SET length = 0",
]


def refused(database: Database, statement: str) -> None:
    before = rows_of(database)

    with (
        database.writing() as session,
        pytest.raises(DBAPIError, match=r"the audit trail only grows"),
    ):
        session.execute(text(statement))

    assert rows_of(database) == before


@pytest.mark.parametrize("statement", FORBIDDEN)
@pytest.mark.usefixtures("dossier")
def test_nothing_is_changed_or_removed(database: Database, actor: Actor, statement: str) -> None:
    refused(database, statement)


@pytest.mark.parametrize("statement", ONLY_SQLITE)
def test_nothing_is_replaced_on_sqlite(
    sqlite_database: Database, actor: Actor, statement: str
) -> None:
    make_dossier(sqlite_database, actor)

    refused(sqlite_database, statement)


@pytest.mark.postgres
@pytest.mark.parametrize("statement", ONLY_POSTGRES)
def test_nothing_is_truncated_on_postgresql(
    postgres_database: Database, actor: Actor, statement: str
) -> None:
    make_dossier(postgres_database, actor)

    refused(postgres_database, statement)
