"""How claims stand, as the list needs it: written by the database itself from records and results."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Text, case, cast, delete, func, insert, literal, select, text, union
from sqlalchemy.orm import Session

from provenance.assessments.models import ClaimResult
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.documents.models import Note
from provenance.search.finding import CODES
from provenance.search.models import ClaimIndex, ClaimLink, Statement
from provenance.search.profile import profile
from provenance.sources.models import SourceOrganisation

LINK_COLUMNS = ("claim_id", "kind", "row_id", "dossier_id")

READ = (
    "claims", "claim_results", "attributions", "attribution_citations", "citations", "notes",
    "quotes", "sources", "source_organisations", "relations",
)  # fmt: skip
"""Tables from which entries are made."""


def index_claims(session: Session, rows: Sequence[int]) -> None:
    """Write the entries of these claim rows anew."""
    for model in (ClaimLink, ClaimIndex):
        session.execute(delete(model).where(model.claim_id.in_(rows)))
    for kind, found in _links(rows).items():
        pairs = found.subquery()
        statement = select(pairs.c[0], literal(kind), pairs.c[1], pairs.c[2])
        session.execute(insert(ClaimLink).from_select(LINK_COLUMNS, statement))
    session.execute(insert(ClaimIndex).from_select(_columns(), _index(rows)))


def measure_tables(session: Session) -> None:
    """Let PostgreSQL count what was loaded in this transaction: it plans for empty tables else."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ANALYZE {', '.join(READ)}"))


def _columns() -> list[str]:
    return ["claim_id", "dossier_id", "profile", "name", "importance", "probability", "links"]


def _index(rows: Sequence[int]) -> Statement:
    return (
        select(
            Claim.id, Claim.dossier_id, profile(), Claim.public_id,
            func.coalesce(Claim.importance, 0), ClaimResult.probability,
            func.coalesce(_numbers(), ""),
        )
        .outerjoin(
            ClaimResult,
            (ClaimResult.claim_id == Claim.id) & ClaimResult.superseded_at.is_(None),
        )
        .where(Claim.id.in_(rows))
    )  # fmt: skip


def _numbers() -> Any:
    """The records of a claim's facets as numbers, blanks between them."""
    numbers = [
        (ClaimLink.kind == kind, ClaimLink.row_id * len(CODES) + number)
        for kind, number in CODES.items()
    ]
    written = func.aggregate_strings(cast(case(*numbers), Text), " ")
    return (
        select(written)
        .where(ClaimLink.claim_id == Claim.id, ClaimLink.kind.in_(CODES))
        .correlate(Claim)
        .scalar_subquery()
    )


def _links(rows: Sequence[int]) -> dict[str, Any]:
    """Kind → (claim, row, dossier) of what the claims rest on, each once."""
    said = select(Attribution.claim_id, Attribution.source_id, Attribution.dossier_id).where(
        Attribution.claim_id.in_(rows), Attribution.withdrawn_at.is_(None)
    )
    cited = said.join(
        AttributionCitation, AttributionCitation.attribution_id == Attribution.id
    ).join(
        Citation,
        (Citation.id == AttributionCitation.citation_id) & Citation.withdrawn_at.is_(None),
    )
    quoted = (
        select(Quote.claim_id, Quote.id, Claim.dossier_id)
        .join(Claim, Claim.id == Quote.claim_id)
        .where(Quote.claim_id.in_(rows))
    )
    noted = cited.join(Note, Note.id == Citation.note_id)
    quoted_note = quoted.join(Note, Note.id == Quote.note_id)

    def of(statement: Statement, column: Any) -> Statement:
        claim, _, dossier = statement.selected_columns
        return statement.with_only_columns(claim, column, dossier)

    return {
        "source": said.distinct(),
        "organisation": of(
            said.join(SourceOrganisation, SourceOrganisation.source_id == Attribution.source_id),
            SourceOrganisation.organisation_id,
        ).distinct(),
        "citation": of(cited, Citation.id).distinct(),
        "quote": quoted,
        "note": union(of(noted, Note.id), of(quoted_note, Note.id)),
        "document": union(
            of(noted, Note.document_id),
            of(cited, Citation.document_id).where(Citation.document_id.is_not(None)),
            of(quoted_note, Note.document_id),
            of(quoted, Quote.document_id).where(Quote.document_id.is_not(None)),
        ),
    }
