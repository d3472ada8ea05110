"""The base of all models: naming convention, and what every record of a dossier carries."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import ForeignKey, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem

from provenance.db.types import CleanText, RowId, UtcDateTime, json_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

RowKey = Annotated[int, mapped_column(RowId, primary_key=True)]


class Base(DeclarativeBase):
    """Declarative base with named constraints, so that migrations can find them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: CleanText, datetime: UtcDateTime}  # noqa: RUF012


def refers_to(target: str, **options: Any) -> Any:
    """A column that holds a foreign key; indexed, since we always ask from that side."""
    options.setdefault("index", True)
    return mapped_column(RowId, ForeignKey(target), **options)


class DossierRecord:
    """A record of a dossier: quotable ``public_id``, optimistic ``version``, never deleted.

    ``withdrawn_at`` marks what a person took back; the row and its history stay. ``blank`` names
    the list fields that a dossier file gave as empty lists, so that absent stays absent.
    """

    id: Mapped[RowKey]
    public_id: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    blank: Mapped[list[str] | None] = mapped_column(json_column())

    @declared_attr
    def dossier_id(self) -> Mapped[int]:
        """The dossier that the record belongs to."""
        return mapped_column(RowId, ForeignKey("dossiers.id"))

    @declared_attr.directive
    def __mapper_args__(self) -> dict[str, Any]:
        return {"version_id_col": self.version}


def record_args(*extra: SchemaItem) -> tuple[SchemaItem, ...]:
    """Table arguments of a dossier record: its public id is unique in its dossier."""
    return (UniqueConstraint("dossier_id", "public_id"), *extra)


def live_unique(name: str, *columns: str, live: str = "withdrawn_at IS NULL") -> Index:
    """A unique index over the rows that are still in force."""
    condition = text(live)
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)
