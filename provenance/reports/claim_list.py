"""The list of claims: filtered and paged by the database, each row with why it is believed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from provenance.assessments.models import ClaimResult
from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import has_words, stands, unsourced
from provenance.relations.models import Relation
from provenance.relations.queries import relation_counts
from provenance.reports.cards import claim_lines, credibility_of, voices_of
from provenance.reports.grades import Graded, best, graded
from provenance.reports.origin_states import independent_pairs, origin_states
from provenance.reports.types import ClaimLine, SourceCard, Voice
from provenance.sources.models import Source

PAGE = 50


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What the list is narrowed to; blank means any."""

    words: str = ""
    source: str = ""
    status: str = ""
    likelihood: str = ""
    single_origin: bool = False
    contradicted: bool = False
    unsourced: bool = False


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One line of the list. ``relations``: kind → how many; ``reliability``: the best of those who
    assert it."""

    claim: ClaimLine
    sources: Sequence[SourceCard]
    notes: int
    origins: Sequence[str]
    reliability: Graded
    credibility: Graded
    relations: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ClaimList:
    """One page of the list; ``first`` and ``last`` count from 1."""

    rows: Sequence[ClaimCard]
    total: int
    first: int
    last: int


def claim_list(session: Session, dossier_id: int, wanted: ClaimFilter, page: int = 1) -> ClaimList:
    """Claims by id, ``PAGE`` at a time; a page beyond the last is the last."""
    statement = _narrowed(select(Claim).where(Claim.dossier_id == dossier_id), wanted)
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    start = PAGE * (min(max(page, 1), max(1, -(-total // PAGE))) - 1)
    shown = statement.order_by(Claim.public_id).offset(start).limit(PAGE)
    rows = claim_cards(session, dossier_id, session.scalars(shown).all())
    return ClaimList(rows, total, start + 1 if total else 0, start + len(rows))


def _narrowed(statement: Select[Any], wanted: ClaimFilter) -> Select[Any]:
    status = func.coalesce(Claim.status, "draft")
    if wanted.status:
        statement = statement.where(status == wanted.status)
    else:
        statement = statement.where(status != "withdrawn", Claim.withdrawn_at.is_(None))
    if wanted.words:
        statement = statement.where(*has_words(wanted.words))
    if wanted.source:
        spoken = (
            select(Attribution.claim_id)
            .join(Source, Source.id == Attribution.source_id)
            .where(
                Source.public_id == wanted.source, Source.dossier_id == Claim.dossier_id,
                Attribution.withdrawn_at.is_(None), Attribution.claim_id == Claim.id,
            )
        )  # fmt: skip
        statement = statement.where(spoken.exists())
    if wanted.contradicted:
        statement = statement.where(_contradicted())
    if wanted.unsourced:
        statement = statement.where(unsourced())
    return _by_result(statement, wanted)


def _by_result(statement: Select[Any], wanted: ClaimFilter) -> Select[Any]:
    result = select(ClaimResult.id).where(
        ClaimResult.claim_id == Claim.id, ClaimResult.superseded_at.is_(None)
    )
    if wanted.likelihood:
        statement = statement.where(
            result.where(ClaimResult.likelihood == wanted.likelihood).exists()
        )
    if wanted.single_origin:
        statement = statement.where(result.where(ClaimResult.origins == 1).exists())
    return statement


def _contradicted() -> Any:
    """A contradiction in force with a claim that stands."""
    other = aliased(Claim)
    pair = or_(
        and_(Relation.a_id == Claim.id, Relation.b_id == other.id),
        and_(Relation.b_id == Claim.id, Relation.a_id == other.id),
    )
    return (
        select(Relation.id)
        .join(other, pair)
        .where(
            Relation.kind == "contradicts", Relation.withdrawn_at.is_(None),
            stands(other),
        )
        .correlate(Claim)
        .exists()
    )  # fmt: skip


def claim_cards(session: Session, dossier_id: int, claims: Sequence[Claim]) -> list[ClaimCard]:
    """Lines for these claims, in their order; a fixed number of queries."""
    ids = [claim.id for claim in claims]
    voices, lines = voices_of(session, ids), claim_lines(session, claims)
    given, relations = credibility_of(session, ids), relation_counts(session, ids)
    pairs = independent_pairs(session, dossier_id)

    def card(claim: Claim) -> ClaimCard:
        mine, score = voices.get(claim.id, ()), lines[claim.id].score
        for_it = [voice for voice in mine if voice.polarity == "asserts"]
        return ClaimCard(
            lines[claim.id], [voice.source for voice in mine], notes_of(mine),
            origin_states(score, mine, pairs),
            best([graded(voice.source.grades) for voice in for_it]),
            graded(given.get(claim.id, ())), relations.get(claim.id, {}),
        )  # fmt: skip

    return [card(claim) for claim in claims]


def notes_of(voices: Iterable[Voice]) -> int:
    """In how many notes the voices are cited."""
    return len({line.note.id for voice in voices for line in voice.citations if line.note})
