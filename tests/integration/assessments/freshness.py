"""The one thing that must hold after every act: what stands is what a run over all would give."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.build import build
from provenance.assessments.models import ClaimResult, SourceResult
from provenance.assessments.results import claim_values, same
from provenance.assessments.source_results import source_values
from provenance.claims.models import Claim
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.scoring.engine import score
from provenance.sources.models import Source


def assert_fresh(database: Database, slug: str) -> None:
    """Stored results equal a run over the whole dossier, claim by claim and source by source."""
    with database.reading() as session:
        dossier_id = dossier_by_slug(session, slug).id
        built = build(session, dossier_id)
        result = score(built.inputs)
        numbering = built.numbering
        stored = stored_claims(session, dossier_id)
        assert sorted(stored) == sorted(numbering.claims.public)
        for number, public_id in enumerate(numbering.claims.public):
            wanted = claim_values(result, number, numbering.labels(), numbering.ids())
            found = {key: getattr(stored[public_id], key) for key in wanted}
            assert same(found, wanted), public_id
        sources = stored_sources(session, dossier_id)
        assert sorted(sources) == sorted(numbering.sources.public)
        for number, public_id in enumerate(numbering.sources.public):
            wanted = source_values(result.sources, number)
            assert same({key: getattr(sources[public_id], key) for key in wanted}, wanted)


def stored_claims(session: Session, dossier_id: int) -> dict[str, ClaimResult]:
    """Public id → result in force."""
    statement = (
        select(Claim.public_id, ClaimResult)
        .join(ClaimResult, ClaimResult.claim_id == Claim.id)
        .where(Claim.dossier_id == dossier_id, ClaimResult.superseded_at.is_(None))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def stored_sources(session: Session, dossier_id: int) -> dict[str, SourceResult]:
    """Public id → result in force."""
    statement = (
        select(Source.public_id, SourceResult)
        .join(SourceResult, SourceResult.source_id == Source.id)
        .where(Source.dossier_id == dossier_id, SourceResult.superseded_at.is_(None))
    )
    return {row[0]: row[1] for row in session.execute(statement)}
