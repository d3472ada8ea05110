"""Records other than claims, by their own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from provenance.search.finding import Sought
from provenance.search.matching import has, make_room
from provenance.search.models import SearchText, Statement
from provenance.search.query import Term
from provenance.search.texts import KINDS


@dataclass(frozen=True, slots=True)
class Found:
    """A record and its texts: its public id first. What is empty is left out."""

    row: int
    texts: tuple[str, ...]


def having(session: Session, sought: Sought, kind: str, row: Any) -> list[
    ColumnElement[bool]
]:  # fmt: skip
    """Conditions on a row of this kind of record: every term stands in its words."""
    return having_any(session, sought, ((kind, row),))


def having_any(
    session: Session, sought: Sought, places: Sequence[tuple[str, Any]]
) -> list[ColumnElement[bool]]:
    """The same where several records stand behind a row: (kind, column that holds its row). A term
    is looked for in each of them."""
    return [
        or_(*(column.in_(_rows(session, sought, kind, term)) for kind, column in places)).is_(
            not term.without
        )
        for term in sought.query.terms
    ]


def _rows(session: Session, sought: Sought, kind: str, term: Term) -> Statement:
    rows: Statement = select(SearchText.row_id).where(
        SearchText.dossier_id == sought.dossier_id, SearchText.kind == kind, has(session, term)
    )
    return rows if sought.barred is None else rows.where(~sought.barred)


def first_of(
    session: Session, sought: Sought, kind: str, most: int
) -> tuple[int, Sequence[Found]]:  # fmt: skip
    """How many records of a kind are found, and the first of them by public id."""
    make_room(session)
    statement: Statement = KINDS[kind]
    key, dossier, name = list(statement.selected_columns)[:3]
    narrowed = statement.where(dossier == sought.dossier_id, *having(session, sought, kind, key))
    if sought.barred is not None:
        narrowed = narrowed.where(key.not_in(_withheld(sought, kind)))
    rows = narrowed.with_only_columns(key, name).distinct().subquery()
    total = session.scalar(select(func.count()).select_from(rows)) or 0
    shown = session.scalars(select(rows.c[0]).order_by(rows.c[1]).limit(most)).all()
    return total, _texts(session, kind, shown)


def _withheld(sought: Sought, kind: str) -> Statement:
    assert sought.barred is not None  # noqa: S101 - asked only where something is
    return select(SearchText.row_id).where(SearchText.kind == kind, sought.barred)


def _texts(session: Session, kind: str, rows: Sequence[int]) -> list[Found]:
    statement = KINDS[kind]
    key = statement.selected_columns[0]
    texts: dict[int, dict[str, None]] = {row: {} for row in rows}
    for row, _, *fields in session.execute(statement.where(key.in_(rows))):
        texts[row].update(dict.fromkeys(field for field in fields if isinstance(field, str)))
    return [Found(row, tuple(filter(None, each))) for row, each in texts.items()]
