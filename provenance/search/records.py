"""Records other than claims, by their own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from provenance.search.finding import Sought
from provenance.search.matching import has, make_room
from provenance.search.models import SearchText, Statement
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
    conditions: list[ColumnElement[bool]] = []
    for term in sought.query.terms:
        rows = select(SearchText.row_id).where(
            SearchText.dossier_id == sought.dossier_id, SearchText.kind == kind, has(session, term)
        )
        if sought.barred is not None:
            rows = rows.where(~sought.barred)
        inside: ColumnElement[bool] = row.in_(rows)
        conditions.append(inside.is_(not term.without))
    return conditions


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
