"""The dossier's first page: how well do we know this, where is it weakest, what waits for me?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from provenance.assessments.models import ClaimResult
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import count_claims, in_force
from provenance.documents.models import Note
from provenance.documents.queries import count_documents
from provenance.dossiers.models import Dossier
from provenance.relations.queries import count_contradictions
from provenance.reports.awaiting import awaiting
from provenance.reports.cards import source_cards
from provenance.reports.coverage import coverage
from provenance.reports.pages import Overview, SourceRow
from provenance.reports.weakest import weakest
from provenance.sources.models import Source
from provenance.vocabulary import LIKELIHOOD_TERMS

MOST_SOURCES = 25
"""Sources in the table; all of them are in their own list."""


def overview(
    session: Session, dossier: Dossier, rater: str | None = None, *, for_reader: bool = False
) -> Overview:
    """The page for one person: ``rater`` is the name under which she rates (None: nobody's own)."""
    (spread, single), claims = _spread(session, dossier), count_claims(session, dossier.id)
    sources, carrying = _sources_table(session, dossier)
    waiting = awaiting(session, dossier, rater, for_reader=for_reader)
    cases = count_contradictions(session, dossier.id)
    return Overview(
        documents=count_documents(session, dossier.id),
        notes=_count(session, dossier, Note),
        citations=_count(session, dossier, Citation),
        sources=_count(session, dossier, Source),
        carrying=carrying,
        claims=claims,
        undecided=waiting.undecided.total,
        decided=cases - waiting.undecided.total,
        sources_table=sources,
        awaiting=waiting,
        coverage=coverage(session, dossier.id),
        likelihoods={
            term: sum(count for (likelihood, _), count in spread.items() if likelihood == term)
            for term in LIKELIHOOD_TERMS
        },
        spread=spread,
        single_origin=single,
        weakest=weakest(session, dossier, claims),
    )


def _count(session: Session, dossier: Dossier, model: Any) -> int:
    statement = select(func.count()).select_from(model)
    statement = statement.where(model.dossier_id == dossier.id, model.withdrawn_at.is_(None))
    if model in (Note, Citation):
        statement = statement.where(model.former.is_not(True))
    return session.scalar(statement) or 0


def _spread(session: Session, dossier: Dossier) -> tuple[dict[tuple[str, str], int], int]:
    """How many claims have each likelihood and confidence, and how many rest on one origin."""
    single = func.sum(case((ClaimResult.origins == 1, 1), else_=0))
    statement = (
        select(ClaimResult.likelihood, ClaimResult.confidence, func.count(), single)
        .join(Claim, Claim.id == ClaimResult.claim_id)
        .where(ClaimResult.superseded_at.is_(None), *in_force(dossier.id))
        .group_by(ClaimResult.likelihood, ClaimResult.confidence)
    )
    rows = session.execute(statement).all()
    return {(row[0], row[1]): row[2] for row in rows}, sum(row[3] for row in rows)


def _said(dossier: Dossier, *columns: Any) -> Any:
    """Attributions in force on claims in force."""
    return (
        select(*columns)
        .select_from(Attribution)
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(Attribution.withdrawn_at.is_(None), *in_force(dossier.id))
    )


def _sources_table(session: Session, dossier: Dossier) -> tuple[tuple[SourceRow, ...], int]:
    """The sources that carry most claims, with what hangs on each; and how many carry any."""
    busiest, carrying = _busiest(session, dossier)
    cards = source_cards(session, busiest)
    notes = _notes_by_source(session, list(busiest))
    carried = _carried(session, dossier, list(busiest))
    rows = [
        SourceRow(
            cards[row], notes.get(row, 0), claims, sum(single for _, single in carried[row]),
            int(bool(notes.get(row) or claims)), *_range(term for term, _ in carried[row]),
        )
        for row, claims in busiest.items()
    ]  # fmt: skip
    return tuple(
        sorted(rows, key=lambda row: (-row.claims, -row.notes, row.source.label))
    ), carrying


def _busiest(session: Session, dossier: Dossier) -> tuple[dict[int, int], int]:
    """Source row → on how many claims it speaks: those of most claims, or by label. And how many
    speak on any."""
    number = func.count(Attribution.claim_id.distinct()).label("claims")
    spoken = _said(dossier, Attribution.source_id, number)
    spoken = spoken.group_by(Attribution.source_id).subquery()
    claims = func.coalesce(spoken.c.claims, 0)
    statement = (
        select(Source.id, claims, func.count(spoken.c.source_id).over())
        .outerjoin(spoken, spoken.c.source_id == Source.id)
        .where(Source.dossier_id == dossier.id, Source.withdrawn_at.is_(None))
        .order_by(claims.desc(), Source.label, Source.public_id)
    )
    rows = session.execute(statement.limit(MOST_SOURCES)).all()
    return {row[0]: row[1] for row in rows}, rows[0][2] if rows else 0


def _carried(
    session: Session, dossier: Dossier, sources: Sequence[int]
) -> Mapping[int, list[tuple[str, bool]]]:
    """Source row → of each scored claim on which it speaks the likelihood, and whether it rests on
    one origin."""
    single = ClaimResult.origins == 1
    statement = (
        _said(dossier, Attribution.source_id, Claim.id, ClaimResult.likelihood, single)
        .join(
            ClaimResult,
            and_(ClaimResult.claim_id == Claim.id, ClaimResult.superseded_at.is_(None)),
        )
        .where(Attribution.source_id.in_(sources))
        .distinct()
    )
    found: dict[int, list[tuple[str, bool]]] = {row: [] for row in sources}
    for source, _, likelihood, one in session.execute(statement):
        found[source].append((likelihood, bool(one)))
    return found


def _range(terms: Iterable[str]) -> tuple[str | None, str | None]:
    """The lowest and the highest likelihood."""
    places = sorted(map(LIKELIHOOD_TERMS.index, terms))
    return (LIKELIHOOD_TERMS[places[0]], LIKELIHOOD_TERMS[places[-1]]) if places else (None, None)


def _notes_by_source(session: Session, sources: Sequence[int]) -> Mapping[int, int]:
    statement = (
        select(Citation.source_id, func.count(Citation.note_id.distinct()))
        .where(Citation.source_id.in_(sources), Citation.withdrawn_at.is_(None))
        .group_by(Citation.source_id)
    )
    return {row[0] or 0: row[1] for row in session.execute(statement)}
