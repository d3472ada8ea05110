"""The list of claims: searched, filtered and paged by the index, each row with why it is believed
and why it was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from provenance.claims.models import Claim
from provenance.relations.queries import relation_counts
from provenance.reports.barring import barred
from provenance.reports.cards import claim_lines, credibility_of, voices_of
from provenance.reports.grades import Graded, best, graded
from provenance.reports.lists import rows_of_claims
from provenance.reports.matches import Reasons, reasons
from provenance.reports.origin_states import independent_pairs, origin_states
from provenance.reports.types import ClaimLine, ClaimRow, SourceCard, Voice
from provenance.search.claims import Place, page_of_claims
from provenance.search.finding import Chosen, Sought
from provenance.search.query import Query, read_query
from provenance.search.spreading import Spread

BEGINNING = Place()
EVERY = 10_000_000


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What the list is narrowed to. ``chosen``: facet → values, any of which will do."""

    words: str = ""
    chosen: Chosen | None = None


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One line of the list. ``relations``: kind → how many; ``reliability``: the best of those who
    assert it; ``why``: the statement, marked, and where else words were found."""

    claim: ClaimLine
    sources: Sequence[SourceCard]
    notes: int
    origins: Sequence[str]
    reliability: Graded
    credibility: Graded
    relations: Mapping[str, int]
    why: Reasons


@dataclass(frozen=True, slots=True)
class ClaimList:
    """One page of the list; ``first`` and ``last`` count from 1. ``query``: as it was read."""

    rows: Sequence[ClaimCard]
    first: int
    last: int
    query: Query
    spread: Spread

    @property
    def total(self) -> int:
        """How many claims are found."""
        return self.spread.total


def sought(
    session: Session, dossier_id: int, wanted: ClaimFilter, *, for_reader: bool = False
) -> Sought:
    """The question to the index, as far as the visitor may ask it."""
    hidden = barred(session, dossier_id, for_reader=for_reader)
    return Sought(dossier_id, read_query(wanted.words), wanted.chosen or {}, hidden)


def claim_list(
    session: Session, dossier_id: int, wanted: ClaimFilter, place: Place = BEGINNING, *,
    for_reader: bool = False,
) -> ClaimList:  # fmt: skip
    """One page of the claims found, and how all of them spread over the facets."""
    question = sought(session, dossier_id, wanted, for_reader=for_reader)
    page = page_of_claims(session, question, place)
    rows = _cards(session, dossier_id, page.claims, question.query, for_reader=for_reader)
    first = page.before + 1 if rows else 0
    return ClaimList(rows, first, page.before + len(rows), question.query, page.spread)


def claims_found(
    session: Session, dossier_id: int, wanted: ClaimFilter, order: str, *, for_reader: bool = False
) -> list[ClaimRow]:
    """Every claim that the list would show on all its pages, in its order."""
    question = sought(session, dossier_id, wanted, for_reader=for_reader)
    page = page_of_claims(session, question, Place(order, size=EVERY))
    return rows_of_claims(session, page.claims)


def _cards(
    session: Session, dossier_id: int, claims: Sequence[Claim], query: Query, *, for_reader: bool
) -> list[ClaimCard]:  # fmt: skip
    """Lines for these claims, in their order; a fixed number of queries."""
    ids = [claim.id for claim in claims]
    voices = voices_of(session, ids, for_reader=for_reader)
    lines = claim_lines(session, claims)
    given, relations = credibility_of(session, ids), relation_counts(session, ids)
    pairs = independent_pairs(session, dossier_id)
    why = reasons(session, claims, voices, query, for_reader=for_reader)

    def card(claim: Claim) -> ClaimCard:
        mine, score = voices.get(claim.id, ()), lines[claim.id].score
        for_it = [voice for voice in mine if voice.polarity == "asserts"]
        return ClaimCard(
            lines[claim.id], [voice.source for voice in mine], notes_of(mine),
            origin_states(score, mine, pairs),
            best([graded(voice.source.grades) for voice in for_it]),
            graded(given.get(claim.id, ())), relations.get(claim.id, {}), why[claim.id],
        )  # fmt: skip

    return [card(claim) for claim in claims]


def notes_of(voices: Iterable[Voice]) -> int:
    """In how many notes the voices are cited."""
    return len({line.note.id for voice in voices for line in voice.citations if line.note})
