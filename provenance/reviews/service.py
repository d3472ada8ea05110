"""Deciding contradictions: open → explained → resolved → accepted; reopened."""

from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.dossiers.changes import change_record
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.relations.models import Case, Relation
from provenance.relations.records import CASES
from provenance.relations.service import open_case
from provenance.reviews.commands import DecideCase
from provenance.vocabulary import CASE_STATUSES

SIDES = ("a", "b")


def decide_case(session: Session, actor: Actor, command: DecideCase) -> Case:
    """Set a case's status with its rationale. A resolved case may favour one side."""
    dossier = dossier_by_slug(session, command.dossier)
    relation = find(session, Relation, dossier.id, command.relation)
    if command.status not in CASE_STATUSES:
        raise InvalidInput.at("status", f"Choose one of {', '.join(CASE_STATUSES)}.")
    if not command.rationale.strip():
        raise InvalidInput.at(
            "rationale", "Say why: a decision without its rationale convinces nobody."
        )
    if command.favours is not None and command.favours not in SIDES:
        raise InvalidInput.at("favours", "A decision favours side a, side b or neither.")
    if relation.withdrawn_at is not None:
        raise InvalidInput("This relation was withdrawn; there is nothing left to decide.")
    case = open_case(session, actor, dossier, relation, "taken up for a decision")
    changes = {
        "status": command.status, "rationale": command.rationale.strip(),
        "favours": command.favours, "by": actor.name,
    }  # fmt: skip
    change_record(
        session, actor, dossier, CASES, case, changes,
        reason=command.rationale, version=command.version, verb="decide",
    )  # fmt: skip
    case.decided_at = clock.now()
    return case
