"""The column of words: what full-text search of each database reads."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine


class Words(TypeDecorator[Sequence[str]]):
    """Folded words in order: text for SQLite's FTS5, a ``tsvector`` with places for PostgreSQL.

    The words are ours (``tokens``): neither database cuts or folds any further.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """Written for the database; letters and digits need no escaping."""
        if value is None or dialect.name != "postgresql":
            return None if value is None else " ".join(value)
        return " ".join(f"'{word}':{at}" for at, word in enumerate(value, 1))
