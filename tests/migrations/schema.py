"""What a database holds, in a form that can be compared: its schema, and all its rows."""

from typing import Any

from sqlalchemy import MetaData, inspect, select, text

from provenance.db.session import Database

Rows = dict[str, list[dict[str, Any]]]
VERSION_TABLE = "alembic_version"
SEARCH = ("search_index", "ix_search_texts_words")
"""What full-text search is on each database alone: no model can say it (see revision 0007)."""
POSTGRES_SCHEMA = """
SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
    || ' ' || coalesce(column_default, '')
    FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
SQLITE_SCHEMA = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master"


def schema_of(database: Database) -> list[str]:
    """Every column, constraint, index, trigger and function, sorted."""
    sqlite = database.engine.dialect.name == "sqlite"
    with database.engine.connect() as connection:
        lines = connection.scalars(text(SQLITE_SCHEMA if sqlite else POSTGRES_SCHEMA)).all()
    return sorted(lines)


def tables_of(database: Database) -> set[str]:
    """The names of the tables, Alembic's own aside."""
    names = set(inspect(database.engine).get_table_names()) - {VERSION_TABLE}
    return {name for name in names if not name.startswith(SEARCH)}


def reflected(database: Database) -> MetaData:
    """The tables as the database has them, whatever the models say."""
    metadata = MetaData()
    metadata.reflect(database.engine, only=lambda name, _: not name.startswith(SEARCH))
    return metadata


def rows_of(database: Database) -> Rows:
    """All rows of all tables, in the order of their keys."""
    metadata = reflected(database)
    with database.engine.connect() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in metadata.tables.values()
            if table.name != VERSION_TABLE
        }
