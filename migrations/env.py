"""Runs migrations on the connection that ``provenance.db.migrate`` hands over."""

from typing import Any

from alembic import context
from sqlalchemy.types import TypeDecorator

from provenance.db.migrate import check_dangling
from provenance.models import metadata


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our column types as what they are in the database, so migrations never import them."""
    if kind != "type":
        return False
    if isinstance(item, TypeDecorator):
        item = item.impl
        name = type(item).__name__
        return f"sa.{name}(timezone=True)" if name == "DateTime" else f"sa.{name}()"
    if type(item).__name__ == "BigInteger":
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


def run() -> None:
    """One transaction for each migration, DDL included."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=True,
        render_item=render_item,
        on_version_apply=check_dangling,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
