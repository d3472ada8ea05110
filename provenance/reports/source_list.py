"""The list of sources: paged by the database, each row with what hangs on it and how it is graded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.assessments.queries import results_of_sources
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import stands
from provenance.ratings.queries import unrated
from provenance.reports.cards import source_cards
from provenance.reports.pages import Accuracy
from provenance.reports.types import SourceCard
from provenance.search.finding import Sought
from provenance.search.query import read_query
from provenance.search.records import having
from provenance.sources.models import Source

PAGE = 50


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line. However many its notes, a source on which something hangs is one origin."""

    source: SourceCard
    notes: int
    claims: int
    accuracy: Accuracy | None


@dataclass(frozen=True, slots=True)
class SourceList:
    """One page of the list; ``first`` and ``last`` count from 1."""

    rows: Sequence[SourceLine]
    total: int
    first: int
    last: int


def source_list(
    session: Session, dossier_id: int, words: str = "", kind: str = "", page: int = 1,
    only_unrated: bool = False,
) -> SourceList:  # fmt: skip
    """Sources in force by label, ``PAGE`` at a time; a page beyond the last is the last."""
    statement = select(Source).where(Source.dossier_id == dossier_id, Source.withdrawn_at.is_(None))
    sought = Sought(dossier_id, read_query(words))
    statement = statement.where(*having(session, sought, "source", Source.id))
    if kind:
        statement = statement.where(Source.type == kind)
    if only_unrated:
        statement = statement.where(unrated())
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    start = PAGE * (min(max(page, 1), max(1, -(-total // PAGE))) - 1)
    shown = statement.order_by(Source.label, Source.public_id).offset(start).limit(PAGE)
    rows = source_lines(session, session.scalars(shown).all())
    return SourceList(rows, total, start + 1 if total else 0, start + len(rows))


def source_lines(session: Session, sources: Sequence[Source]) -> list[SourceLine]:
    """Sources as the list shows them, in the order given."""
    ids = [source.id for source in sources]
    cards, results = source_cards(session, ids), results_of_sources(session, ids)
    notes, claims = _notes(session, ids), _claims(session, ids)
    return [
        SourceLine(
            cards[row], notes.get(row, 0), claims.get(row, 0),
            Accuracy(result.accuracy, result.lower, result.upper)
            if (result := results.get(row)) else None,
        )
        for row in ids
    ]  # fmt: skip


def _notes(session: Session, ids: Sequence[int]) -> Mapping[int, int]:
    """Source row → in how many notes it is cited."""
    statement = (
        select(Citation.source_id, func.count(Citation.note_id.distinct()))
        .where(Citation.source_id.in_(ids), Citation.withdrawn_at.is_(None))
        .group_by(Citation.source_id)
    )
    return _pairs(session, statement)


def _claims(session: Session, ids: Sequence[int]) -> Mapping[int, int]:
    """Source row → on how many standing claims it speaks."""
    statement = (
        select(Attribution.source_id, func.count(Attribution.claim_id.distinct()))
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(
            Attribution.source_id.in_(ids), Attribution.withdrawn_at.is_(None),
            stands(),
        )
        .group_by(Attribution.source_id)
    )  # fmt: skip
    return _pairs(session, statement)


def _pairs(session: Session, statement: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(statement)}
