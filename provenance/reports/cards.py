"""The pieces that several pages share, read for many claims or sources at once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.models import ClaimResult
from provenance.assessments.numbering import batches
from provenance.assessments.queries import results_of_claims
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionVia, Claim
from provenance.claims.queries import (
    attributions_of,
    citations_of_attributions,
    hedges_of,
    via_of,
)
from provenance.documents.models import Document
from provenance.ratings.models import Rating
from provenance.ratings.queries import ratings_by_claim, ratings_by_person, ratings_by_source
from provenance.reports.types import (
    CitationLine,
    ClaimLine,
    Grade,
    Link,
    Score,
    SourceCard,
    Voice,
)
from provenance.reports.withholding import WITHHELD, Sight
from provenance.sources.models import Person, Source
from provenance.sources.queries import organisations_of

Found = TypeVar("Found")


def gathered(
    read: Callable[[Session, Iterable[int]], Mapping[int, Found]],
    session: Session,
    rows: Iterable[int],
) -> dict[int, Found]:
    """A query by rows, in batches that every database takes."""
    found: dict[int, Found] = {}
    for batch in batches(sorted(set(rows))):
        found.update(read(session, batch))
    return found


def by_row(session: Session, model: Any, rows: Iterable[int | None]) -> dict[int, Any]:
    """Row → entity, of the rows given."""
    wanted = sorted({row for row in rows if row is not None})
    return {
        entity.id: entity
        for batch in batches(wanted)
        for entity in session.scalars(select(model).where(model.id.in_(batch)))
    }


def score_of(result: ClaimResult | None) -> Score | None:
    """A result as pages show it."""
    if result is None:
        return None
    return Score(
        result.probability, result.lower, result.upper, result.likelihood, result.confidence,
        result.confidence_rule, result.credibility, result.origins, result.organisations,
        tuple(result.flags),
    )  # fmt: skip


def claim_lines(session: Session, claims: Iterable[Claim]) -> dict[int, ClaimLine]:
    """Claim row → the claim with its score."""
    claims = list(claims)
    results = results_of_claims(session, {claim.id for claim in claims})
    return {
        claim.id: ClaimLine(
            claim.public_id, claim.text, claim.status, score_of(results.get(claim.id))
        )
        for claim in claims
    }


def grade_of(rating: Rating, *, inherited: bool = False) -> Grade:
    """A rating as pages show it."""
    scope = rating.scope or {}
    period = scope.get("period")
    if isinstance(period, dict):
        period = period.get("verbatim") or period.get("edtf")
    words = ", ".join(part for part in (scope.get("topic"), period) if part)
    return Grade(
        rating.public_id, rating.by, rating.grade, rating.reason, rating.date, inherited,
        words or None,
    )  # fmt: skip


def credibility_of(session: Session, claim_rows: Iterable[int]) -> dict[int, tuple[Grade, ...]]:
    """Claim row → the analysts' grades of it, by rater."""
    ratings = gathered(ratings_by_claim, session, claim_rows)
    return {row: tuple(map(grade_of, given)) for row, given in ratings.items()}


def source_cards(session: Session, source_rows: Iterable[int]) -> dict[int, SourceCard]:
    """Source row → its card, with its own grades and those of its person."""
    sources = by_row(session, Source, source_rows)
    persons = by_row(session, Person, (source.person_id for source in sources.values()))
    organisations = gathered(organisations_of, session, sources)
    own = gathered(ratings_by_source, session, sources)
    lent = gathered(ratings_by_person, session, persons)
    return {
        row: SourceCard(
            id=source.public_id,
            label=source.label,
            type=source.type,
            role=source.role,
            protected=bool(source.protected),
            date=source.date,
            place=source.place,
            person=_person(persons.get(source.person_id)),
            organisations=tuple(
                Link(each.public_id, each.name) for each in organisations.get(row, ())
            ),
            grades=(
                *(grade_of(rating) for rating in own.get(row, ())),
                *(grade_of(each, inherited=True) for each in lent.get(source.person_id, ())),
            ),
        )
        for row, source in sources.items()
    }


def _person(person: Person | None) -> Link | None:
    return None if person is None else Link(person.public_id, person.label)


def citation_lines(
    session: Session, citations: Iterable[Citation], *, for_reader: bool = False
) -> dict[int, CitationLine]:
    """Citation row → the citation with its note and document, as far as the visitor may see it."""
    citations = list(citations)
    where = {
        each.id: each.note.document_id if each.note is not None else each.document_id
        for each in citations
    }
    documents = by_row(session, Document, where.values())
    sight = Sight(session, for_reader=for_reader)
    return {
        each.id: _citation_line(each, documents.get(where[each.id] or 0), sight)
        for each in citations
    }


def _citation_line(citation: Citation, document: Document | None, sight: Sight) -> CitationLine:
    note, hidden = citation.note, sight.hides_citation(citation)
    return CitationLine(
        citation.public_id, None if hidden else citation.text, citation.status, citation.rule,
        citation.locator,
        None if note is None else Link(note.public_id, note.label),
        None if note is None or hidden else note.text,
        None if document is None else Link(document.public_id, document.title),
        former=bool(citation.former),
    )  # fmt: skip


def voices_of(
    session: Session, claim_rows: Iterable[int], *, for_reader: bool = False
) -> dict[int, tuple[Voice, ...]]:
    """Claim row → who speaks on it: those who assert first, then by label."""
    said = gathered(attributions_of, session, claim_rows)
    everything = [each for group in said.values() for each in group]
    rows = [each.id for each in everything]
    cards = source_cards(session, {each.source_id for each in everything})
    hedges, via = gathered(hedges_of, session, rows), gathered(via_of, session, rows)
    cited = {
        row: [each for each in group if each.withdrawn_at is None]
        for row, group in gathered(citations_of_attributions, session, rows).items()
    }
    everywhere = [each for group in cited.values() for each in group]
    lines = citation_lines(session, everywhere, for_reader=for_reader)

    def voice(each: Attribution) -> Voice:
        shown = tuple(lines[citation.id] for citation in cited.get(each.id, ()))
        hidden = any(line.text is None for line in shown)
        return Voice(
            each.public_id, each.version, cards[each.source_id], each.polarity_key, each.interest,
            each.strength, each.directness, each.link_basis,
            tuple((WITHHELD if hidden else hedge.text, hedge.by) for hedge in hedges.get(each.id, ())),
            tuple(map(_relay, via.get(each.id, ()))),
            shown,
        )  # fmt: skip

    return {
        row: tuple(
            sorted(map(voice, group), key=lambda v: (v.polarity != "asserts", v.source.label))
        )
        for row, group in said.items()
    }


def _relay(via: AttributionVia) -> Link:
    who = via.source or via.person
    return Link("", "somebody") if who is None else Link(who.public_id, who.label)
