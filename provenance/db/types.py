"""Column types that behave alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

from provenance.errors import InvalidInput
from provenance.text import problem_of
from provenance.values import DateText


class Unstorable(InvalidInput, DontWrapMixin):
    """Raised while a statement is prepared; SQLAlchemy must not wrap it in an error of its own."""


RowId = BigInteger().with_variant(Integer, "sqlite")


class CleanText(TypeDecorator[str]):
    """Text without NUL and lone surrogates: the last defence behind the edges' own checks."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse what one of the databases could not keep."""
        problem = problem_of(value) if value is not None else None
        if problem:
            raise Unstorable(f"A text {problem}.")
        return value


class Word(TypeDecorator[str]):
    """One of a fixed set of words (see ``provenance.vocabulary``), stored as itself."""

    impl = Text
    cache_ok = True

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse a word outside the set."""
        if value is not None and value not in self.words:
            raise Unstorable(f"{value!r} is not one of: {', '.join(self.words)}.")
        return value


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC datetimes; SQLite keeps them without zone, PostgreSQL with it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: nobody knows what they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Date(TypeDecorator[DateText]):
    """A :class:`DateText`, kept as JSON with the words as written."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: DateText | None, dialect: Dialect) -> Any:
        """To a JSON object."""
        return None if value is None else {"edtf": value.edtf, "verbatim": value.verbatim}

    def process_result_value(self, value: Any, dialect: Dialect) -> DateText | None:
        """From a JSON object."""
        return None if value is None else DateText(value["edtf"], value["verbatim"])


def json_column() -> JSON:
    """JSON in which an absent value is SQL NULL."""
    return JSON(none_as_null=True)
