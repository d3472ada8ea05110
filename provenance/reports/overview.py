"""The dossier's first page: how well do we know this, where is it weakest, what waits for me?"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, defer

from provenance.assessments.models import ClaimResult
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.claims.queries import count_claims, in_force, unsourced
from provenance.documents.models import Document, Note
from provenance.documents.queries import count_documents
from provenance.dossiers.models import Dossier
from provenance.imports.claim_proposals.queries import waiting_by_document
from provenance.imports.models import WAITING, ImportDraft
from provenance.ratings.queries import unrated
from provenance.relations.queries import contradictions
from provenance.reports.cards import claim_lines, score_of, source_cards
from provenance.reports.pages import Awaiting, Overview, SourceRow
from provenance.reports.revisions import open_orphans
from provenance.reports.types import ClaimLine, Link, Score
from provenance.reports.withholding import WITHHELD, Sight
from provenance.sources.models import Source
from provenance.sources.queries import live_sources
from provenance.vocabulary import LIKELIHOOD_TERMS

UNDECIDED = ("open", "reopened")
UNSETTLED = ("ambiguous", "unresolved")
KEY = 3
EVEN = 0.5
MOST = 10
"""Fragile key claims shown."""


def overview(
    session: Session, dossier: Dossier, rater: str | None = None, *, for_reader: bool = False
) -> Overview:
    """The page for one person: ``rater`` is the name under which she rates (None: nobody's own)."""
    cases = contradictions(session, dossier.id)
    spread = _spread(session, dossier)
    undecided = [
        Link(relation.public_id, f"{relation.a.text} ⇄ {relation.b.text}")
        for relation, case in cases
        if case is None or case.status in UNDECIDED
    ]
    return Overview(
        documents=count_documents(session, dossier.id),
        notes=_count(session, dossier, Note),
        citations=_count(session, dossier, Citation),
        sources=_count(session, dossier, Source),
        claims=count_claims(session, dossier.id),
        undecided=len(undecided),
        decided=len(cases) - len(undecided),
        sources_table=sources_table(session, dossier),
        awaiting=Awaiting(
            drafts=_drafts(session, dossier),
            unrated_sources=_unrated(session, dossier, rater),
            undecided=tuple(undecided),
            citations=_unsettled(session, dossier, Sight(session, for_reader=for_reader)),
            unsourced_claims=_unsourced(session, dossier),
            proposals=_of_documents(session, waiting_by_document(session, dossier.id)),
            orphans=_of_documents(session, open_orphans(session, dossier.id)),
        ),
        unused_notes=_unused_notes(session, dossier),
        likelihoods={
            term: sum(count for (likelihood, _), count in spread.items() if likelihood == term)
            for term in LIKELIHOOD_TERMS
        },
        spread=spread,
        fragile=_fragile(session, dossier),
        key_claims=_key_claims(session, dossier),
    )


def _count(session: Session, dossier: Dossier, model: Any) -> int:
    statement = select(func.count()).select_from(model)
    statement = statement.where(model.dossier_id == dossier.id, model.withdrawn_at.is_(None))
    if model in (Note, Citation):
        statement = statement.where(model.former.is_not(True))
    return session.scalar(statement) or 0


def sources_table(session: Session, dossier: Dossier) -> tuple[SourceRow, ...]:
    """Every source with what hangs on it; those that carry most claims first."""
    sources = live_sources(session, dossier.id)
    cards = source_cards(session, [source.id for source in sources])
    notes = dict(_notes_by_source(session, dossier))
    scores: dict[int, list[ClaimResult | None]] = {}
    for source, result in _claims_by_source(session, dossier):
        scores.setdefault(source, []).append(result)
    rows = [
        _source_row(cards[source.id], notes.get(source.id, 0), scores.get(source.id, []))
        for source in sources
    ]
    return tuple(sorted(rows, key=lambda row: (-row.claims, -row.notes, row.source.label)))


def _notes_by_source(session: Session, dossier: Dossier) -> Iterable[tuple[int, int]]:
    statement = (
        select(Citation.source_id, func.count(Citation.note_id.distinct()))
        .where(
            Citation.dossier_id == dossier.id,
            Citation.withdrawn_at.is_(None),
            Citation.source_id.is_not(None),
        )
        .group_by(Citation.source_id)
    )
    return ((row[0] or 0, row[1]) for row in session.execute(statement))


def _claims_by_source(
    session: Session, dossier: Dossier
) -> Iterable[tuple[int, ClaimResult | None]]:
    """(source row, result) of every claim on which a source speaks, each once."""
    statement = (
        select(Attribution.source_id, Claim.id, ClaimResult)
        .join(Claim, Claim.id == Attribution.claim_id)
        .outerjoin(
            ClaimResult,
            and_(ClaimResult.claim_id == Claim.id, ClaimResult.superseded_at.is_(None)),
        )
        .where(Attribution.withdrawn_at.is_(None), *in_force(dossier.id))
        .options(defer(ClaimResult.ledger))
    )
    rows = {(row[0], row[1]): row[2] for row in session.execute(statement)}
    return ((source, result) for (source, _), result in rows.items())


def _source_row(card: Any, notes: int, results: list[ClaimResult | None]) -> SourceRow:
    scores = sorted(
        (score for result in results if (score := score_of(result)) is not None),
        key=lambda score: score.probability,
    )
    first: Score | None = scores[0] if scores else None
    last: Score | None = scores[-1] if scores else None
    return SourceRow(card, notes, len(results), int(bool(notes or results)), first, last)


def _drafts(session: Session, dossier: Dossier) -> tuple[Link, ...]:
    statement = (
        select(ImportDraft.public_id, ImportDraft.file_name)
        .where(
            ImportDraft.dossier_id == dossier.id,
            ImportDraft.status.in_(WAITING),
            ImportDraft.withdrawn_at.is_(None),
        )
        .order_by(ImportDraft.created_at)
    )
    return tuple(Link(*row) for row in session.execute(statement))


def _unrated(session: Session, dossier: Dossier, rater: str | None) -> tuple[Link, ...]:
    """Sources that carry claims and that this rater graded neither themselves nor by their person;
    without a rater, those that nobody graded."""
    statement = (
        select(Source.public_id, Source.label)
        .where(Source.dossier_id == dossier.id, Source.withdrawn_at.is_(None), unrated(rater))
        .order_by(Source.label, Source.public_id)
    )
    return tuple(Link(*row) for row in session.execute(statement))


def _unsettled(session: Session, dossier: Dossier, sight: Sight) -> tuple[Link, ...]:
    statement = (
        select(Citation)
        .where(
            Citation.dossier_id == dossier.id,
            Citation.withdrawn_at.is_(None),
            Citation.status.in_(UNSETTLED),
            Citation.former.is_not(True),
        )
        .order_by(Citation.public_id)
    )
    return tuple(
        Link(each.public_id, WITHHELD if sight.hides_citation(each) else each.text)
        for each in session.scalars(statement)
    )


def _unsourced(session: Session, dossier: Dossier) -> tuple[Link, ...]:
    statement = (
        select(Claim.public_id, Claim.text)
        .where(*in_force(dossier.id), unsourced())
        .order_by(Claim.public_id)
    )
    return tuple(Link(*row) for row in session.execute(statement))


def _of_documents(session: Session, waiting: Mapping[int, int]) -> tuple[Link, ...]:
    """Documents in which something waits, with how many there are."""
    statement = select(Document).where(Document.id.in_(waiting)).order_by(Document.title)
    return tuple(
        Link(one.public_id, f"{waiting[one.id]} in {one.title}")
        for one in session.scalars(statement)
    )


def _unused_notes(session: Session, dossier: Dossier) -> tuple[Link, ...]:
    """Notes that no attribution cites and no claim quotes."""
    cited = (
        select(Citation.note_id)
        .join(AttributionCitation, AttributionCitation.citation_id == Citation.id)
        .join(Attribution, Attribution.id == AttributionCitation.attribution_id)
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(
            Citation.note_id == Note.id, Attribution.withdrawn_at.is_(None), *in_force(dossier.id)
        )
    )
    quoted = (
        select(Quote.id)
        .join(Claim, Claim.id == Quote.claim_id)
        .where(Quote.note_id == Note.id, *in_force(dossier.id))
    )
    statement = (
        select(Note.public_id, Note.label)
        .where(
            Note.dossier_id == dossier.id,
            Note.withdrawn_at.is_(None),
            Note.former.is_not(True),
            ~cited.exists(),
            ~quoted.exists(),
        )
        .order_by(Note.document_id, Note.number)
    )
    return tuple(Link(*row) for row in session.execute(statement))


def _spread(session: Session, dossier: Dossier) -> dict[tuple[str, str], int]:
    statement = (
        select(ClaimResult.likelihood, ClaimResult.confidence, func.count())
        .join(Claim, Claim.id == ClaimResult.claim_id)
        .where(ClaimResult.superseded_at.is_(None), *in_force(dossier.id))
        .group_by(ClaimResult.likelihood, ClaimResult.confidence)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(statement)}


def _key_claims(session: Session, dossier: Dossier) -> int:
    statement = select(func.count()).select_from(Claim)
    statement = statement.where(Claim.importance == KEY, *in_force(dossier.id))
    return session.scalar(statement) or 0


def _fragile(session: Session, dossier: Dossier) -> tuple[ClaimLine, ...]:
    """Key claims of which we cannot say whether they are more likely than not."""
    statement = (
        select(Claim)
        .join(ClaimResult, ClaimResult.claim_id == Claim.id)
        .where(
            ClaimResult.superseded_at.is_(None),
            Claim.importance == KEY,
            ClaimResult.lower < EVEN,
            ClaimResult.upper > EVEN,
            *in_force(dossier.id),
        )
        .order_by((ClaimResult.upper - ClaimResult.lower).desc(), Claim.public_id)
        .limit(MOST)
    )
    claims = list(session.scalars(statement))
    lines = claim_lines(session, claims)
    return tuple(lines[claim.id] for claim in claims)
