"""Claims in lists, one row each, in a fixed number of queries per five hundred claims."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from provenance.assessments.models import ClaimResult
from provenance.assessments.numbering import batches
from provenance.assessments.queries import results_of_claims
from provenance.claims.models import Claim, Quote
from provenance.claims.queries import live_claims, quotes_of
from provenance.documents.models import Document
from provenance.dossiers.models import Dossier
from provenance.relations.models import Relation
from provenance.reports.cards import by_row, credibility_of, gathered, voices_of
from provenance.reports.types import ClaimRow, Grade, Link, Voice

LISTED = ("corroborates", "contradicts")


def claim_rows(
    session: Session, dossier: Dossier, only: Collection[str] | None = None
) -> list[ClaimRow]:
    """Claims that stand, by id; with ``only``, those of these public ids."""
    claims = [
        claim
        for claim in live_claims(session, dossier.id)
        if only is None or claim.public_id in only
    ]
    return rows_of_claims(session, sorted(claims, key=lambda claim: claim.public_id))


def rows_of_claims(session: Session, claims: Iterable[Claim]) -> list[ClaimRow]:
    """These claims, in the order given."""
    return [row for batch in batches(claims) for row in _rows(session, batch)]


def _rows(session: Session, claims: list[Claim]) -> Iterable[ClaimRow]:
    rows = [claim.id for claim in claims]
    results = results_of_claims(session, rows)
    voices, quotes = voices_of(session, rows), gathered(quotes_of, session, rows)
    credibility, others = credibility_of(session, rows), _others(session, rows)
    documents = by_row(session, Document, (_document_row(q) for g in quotes.values() for q in g))
    for claim in claims:
        yield _row(
            claim, results.get(claim.id), voices.get(claim.id, ()), quotes.get(claim.id, []),
            documents, credibility.get(claim.id, ()), others.get(claim.id, {}),
        )  # fmt: skip


def _document_row(quote: Quote) -> int | None:
    return quote.note.document_id if quote.note is not None else quote.document_id


def _others(session: Session, rows: list[int]) -> dict[int, dict[str, set[str]]]:
    """Claim row → kind → public ids of the standing claims on the other side."""
    found: dict[int, dict[str, set[str]]] = {}
    for here, there in ((Relation.a_id, Relation.b_id), (Relation.b_id, Relation.a_id)):
        statement = (
            select(here, Relation.kind, Claim.public_id)
            .join(Claim, Claim.id == there)
            .where(
                here.in_(rows),
                Relation.withdrawn_at.is_(None),
                Relation.kind.in_(LISTED),
                or_(Claim.status.is_(None), Claim.status != "withdrawn"),
            )
        )
        for row, kind, public_id in session.execute(statement):
            found.setdefault(row, {}).setdefault(kind, set()).add(public_id)
    return found


def _row(
    claim: Claim, result: ClaimResult | None, voices: tuple[Voice, ...], quotes: list[Quote],
    documents: Mapping[int, Document], credibility: tuple[Grade, ...],
    others: Mapping[str, set[str]],
) -> ClaimRow:  # fmt: skip
    sources = {voice.source.id: voice.source for voice in voices}
    return ClaimRow(
        id=claim.public_id,
        text=claim.text,
        kind=claim.kind,
        documents=_documents(voices, quotes, documents),
        notes=_notes(voices, quotes),
        sources=tuple(sources),
        source_labels=tuple(_label(source.id, source.label, voices) for source in sources.values()),
        organisations=result.organisations if result else None,
        origins=result.origins if result else None,
        reliability=tuple(_letters(source.grades) for source in sources.values()),
        credibility=tuple(dict.fromkeys(grade.grade for grade in credibility)),
        likelihood=result.likelihood if result else None,
        confidence=result.confidence if result else None,
        probability=result.probability if result else None,
        lower=result.lower if result else None,
        upper=result.upper if result else None,
        corroborates=tuple(sorted(others.get("corroborates", ()))),
        contradicts=tuple(sorted(others.get("contradicts", ()))),
        status=claim.status,
        importance=claim.importance,
        topics=tuple(claim.topics or ()),
        flags=tuple(result.flags) if result else (),
        suggested_credibility=result.credibility if result else None,
    )


def _documents(
    voices: tuple[Voice, ...], quotes: list[Quote], documents: Mapping[int, Document]
) -> tuple[Link, ...]:
    quoted = (documents[row] for quote in quotes if (row := _document_row(quote)) is not None)
    cited = (line.document for voice in voices for line in voice.citations if line.document)
    links = [*(Link(each.public_id, each.title) for each in quoted), *cited]
    return tuple(dict.fromkeys(links))


def _notes(voices: tuple[Voice, ...], quotes: list[Quote]) -> tuple[Link, ...]:
    cited = [line.note for voice in voices for line in voice.citations if line.note]
    quoted = [Link(quote.note.public_id, quote.note.label) for quote in quotes if quote.note]
    return tuple(dict.fromkeys((*cited, *quoted)))


def _label(source: str, label: str, voices: tuple[Voice, ...]) -> str:
    """The source's label, with what it does where it does not assert."""
    stances = dict.fromkeys(
        voice.polarity
        for voice in voices
        if voice.source.id == source and voice.polarity != "asserts"
    )
    return f"{label} ({', '.join(stances)})" if stances else label


def _letters(grades: tuple[Grade, ...]) -> tuple[str, ...]:
    """The source's own grades, else those of its person, each once."""
    own = [grade.grade for grade in grades if not grade.inherited]
    return tuple(dict.fromkeys(own or [grade.grade for grade in grades]))
