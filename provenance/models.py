"""Imports every model, for Alembic and for tests that need the whole schema."""

from provenance.accounts import models as accounts
from provenance.assessments import models as assessments
from provenance.audit import models as audit
from provenance.citations import models as citations
from provenance.claims import models as claims
from provenance.db.base import Base
from provenance.documents import models as documents
from provenance.dossiers import models as dossiers
from provenance.identities import models as identities
from provenance.imports import models as imports
from provenance.imports.claim_proposals import models as claim_proposals
from provenance.ratings import models as ratings
from provenance.relations import models as relations
from provenance.search import models as search
from provenance.sources import models as sources
from provenance.spreadsheets import models as spreadsheets

metadata = Base.metadata

__all__ = [
    "accounts",
    "assessments",
    "audit",
    "citations",
    "claim_proposals",
    "claims",
    "documents",
    "dossiers",
    "identities",
    "imports",
    "metadata",
    "ratings",
    "relations",
    "search",
    "sources",
    "spreadsheets",
]
