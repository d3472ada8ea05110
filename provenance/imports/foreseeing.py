"""The plan of a long draft, made before the transaction that carries it out.

Planning takes long and only reads. Every change of a dossier stands in its audit chain: as long as the
chain has not grown, the plan is the one that would be made now.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.models import AuditChain
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.imports.kept_parses import parsed_of
from provenance.imports.known import read_known
from provenance.imports.models import ImportDraft
from provenance.imports.plan import ImportPlan, make_plan


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A plan, and how many entries the dossier's audit chain had when it was made."""

    plan: ImportPlan
    length: int


def foresee(session: Session, slug: str, public_id: str) -> Foreseen:
    """What accepting the draft would make, over the snapshot of a reading session."""
    dossier = dossier_by_slug(session, slug)
    draft = find(session, ImportDraft, dossier.id, public_id)
    plan = make_plan(parsed_of(draft), draft.decisions, read_known(session, dossier.id))
    return Foreseen(plan, chain_length(session, slug))


def chain_length(session: Session, slug: str) -> int:
    """How many acts the dossier has seen."""
    statement = select(AuditChain.length).where(AuditChain.name == slug)
    return session.scalars(statement).one()
