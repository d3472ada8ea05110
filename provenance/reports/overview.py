"""The dossier's first page: how well do we know this, where is it weakest, what waits for me?"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, func, select
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
Counts = Mapping[int, int]


def overview(
    session: Session, dossier: Dossier, rater: str | None = None, *, for_reader: bool = False
) -> Overview:
    """The page for one person: ``rater`` is the name under which she rates (None: nobody's own)."""
    spread, claims = _spread(session, dossier), count_claims(session, dossier.id)
    waiting = awaiting(session, dossier, rater, for_reader=for_reader)
    cases = count_contradictions(session, dossier.id)
    return Overview(
        documents=count_documents(session, dossier.id),
        notes=_count(session, dossier, Note),
        citations=_count(session, dossier, Citation),
        sources=_count(session, dossier, Source),
        carrying=_carrying(session, dossier),
        claims=claims,
        undecided=waiting.undecided.total,
        decided=cases - waiting.undecided.total,
        sources_table=_sources_table(session, dossier),
        awaiting=waiting,
        coverage=coverage(session, dossier.id),
        likelihoods={
            term: sum(count for (likelihood, _), count in spread.items() if likelihood == term)
            for term in LIKELIHOOD_TERMS
        },
        spread=spread,
        single_origin=_single_origin(session, dossier),
        weakest=weakest(session, dossier, claims),
    )


def _count(session: Session, dossier: Dossier, model: Any) -> int:
    statement = select(func.count()).select_from(model)
    statement = statement.where(model.dossier_id == dossier.id, model.withdrawn_at.is_(None))
    if model in (Note, Citation):
        statement = statement.where(model.former.is_not(True))
    return session.scalar(statement) or 0


def _spread(session: Session, dossier: Dossier) -> dict[tuple[str, str], int]:
    statement = (
        select(ClaimResult.likelihood, ClaimResult.confidence, func.count())
        .join(Claim, Claim.id == ClaimResult.claim_id)
        .where(ClaimResult.superseded_at.is_(None), *in_force(dossier.id))
        .group_by(ClaimResult.likelihood, ClaimResult.confidence)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(statement)}


def _single_origin(session: Session, dossier: Dossier) -> int:
    statement = (
        select(func.count())
        .select_from(ClaimResult)
        .join(Claim, Claim.id == ClaimResult.claim_id)
        .where(ClaimResult.superseded_at.is_(None), ClaimResult.origins == 1,
               *in_force(dossier.id))
    )  # fmt: skip
    return session.scalar(statement) or 0


def _said(dossier: Dossier, *columns: Any) -> Any:
    """Attributions in force on claims in force."""
    return (
        select(*columns)
        .select_from(Attribution)
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(Attribution.withdrawn_at.is_(None), *in_force(dossier.id))
    )


def _carrying(session: Session, dossier: Dossier) -> int:
    return session.scalar(_said(dossier, func.count(Attribution.source_id.distinct()))) or 0


def _sources_table(session: Session, dossier: Dossier) -> tuple[SourceRow, ...]:
    """The sources that carry most claims, with what hangs on each."""
    claims = _busiest(session, dossier)
    cards = source_cards(session, claims)
    notes = _notes_by_source(session, list(claims))
    single, ranges = _single(session, dossier), _ranges(session, dossier, list(claims))
    rows = [
        SourceRow(
            cards[row], notes.get(row, 0), carried, single.get(row, 0),
            int(bool(notes.get(row) or carried)), *ranges.get(row, (None, None)),
        )
        for row, carried in claims.items()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.claims, -row.notes, row.source.label)))


def _busiest(session: Session, dossier: Dossier) -> Counts:
    """Source row → on how many claims it speaks; those of most, or by label."""
    spoken = (
        _said(
            dossier, Attribution.source_id, func.count(Attribution.claim_id.distinct()).label("n")
        )
        .group_by(Attribution.source_id)
        .subquery()
    )
    carried = func.coalesce(spoken.c.n, 0)
    statement = (
        select(Source.id, carried)
        .outerjoin(spoken, spoken.c.source_id == Source.id)
        .where(Source.dossier_id == dossier.id, Source.withdrawn_at.is_(None))
        .order_by(carried.desc(), Source.label, Source.public_id)
    )
    return _counts(session, statement.limit(MOST_SOURCES))


def _notes_by_source(session: Session, sources: Sequence[int]) -> Counts:
    statement = (
        select(Citation.source_id, func.count(Citation.note_id.distinct()))
        .where(Citation.source_id.in_(sources), Citation.withdrawn_at.is_(None))
        .group_by(Citation.source_id)
    )
    return _counts(session, statement)


def _single(session: Session, dossier: Dossier) -> Counts:
    """Source row → claims on which it speaks and that rest on one origin."""
    statement = (
        _said(dossier, Attribution.source_id, func.count(Attribution.claim_id.distinct()))
        .join(ClaimResult, ClaimResult.claim_id == Claim.id)
        .where(ClaimResult.superseded_at.is_(None), ClaimResult.origins == 1)
        .group_by(Attribution.source_id)
    )
    return _counts(session, statement)


def _ranges(
    session: Session, dossier: Dossier, sources: Sequence[int]
) -> Mapping[int, tuple[str, str]]:
    """Source row → the lowest and the highest likelihood of what it speaks on."""
    statement = (
        _said(dossier, Attribution.source_id, ClaimResult.likelihood)
        .join(
            ClaimResult,
            and_(ClaimResult.claim_id == Claim.id, ClaimResult.superseded_at.is_(None)),
        )
        .where(Attribution.source_id.in_(sources))
        .distinct()
    )
    found: dict[int, list[str]] = {}
    for source, likelihood in session.execute(statement):
        found.setdefault(source, []).append(likelihood)
    order = LIKELIHOOD_TERMS.index
    return {row: (min(terms, key=order), max(terms, key=order)) for row, terms in found.items()}


def _counts(session: Session, statement: Any) -> Counts:
    return {row[0]: row[1] for row in session.execute(statement)}
