"""Rating sources and claims. The two axes are asked apart and never derived from one another."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.claims.models import Claim
from provenance.dossiers.changes import add_record
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find, register_for
from provenance.errors import InvalidInput, NotFound
from provenance.ratings.commands import Rate
from provenance.ratings.models import Rating
from provenance.ratings.records import RATINGS
from provenance.sources.models import Person, Source
from provenance.vocabulary import CREDIBILITY, RELIABILITY

MODELS: dict[str, type[Source] | type[Person] | type[Claim]] = {
    "sources": Source,
    "persons": Person,
    "claims": Claim,
}
OWNERS = {"sources": Rating.source_id, "persons": Rating.person_id, "claims": Rating.claim_id}
SCALE = "admiralty"


def grades_for(list_name: str) -> dict[str, tuple[str, str]]:
    """The scale for a subject's list: credibility for claims, reliability for all else."""
    return CREDIBILITY if list_name == "claims" else RELIABILITY


def rate(session: Session, actor: Actor, command: Rate) -> Rating:
    """Record a grade; the same person's earlier grade of the same scope is superseded, not lost."""
    dossier = dossier_by_slug(session, command.dossier)
    register = register_for(session, dossier.id, [command.subject], in_force=True)
    list_name, row_id = register.rows.get(command.subject, ("", 0))
    if list_name not in MODELS:
        raise NotFound(f"There is no source, person or claim {command.subject} in this dossier.")
    scale = grades_for(list_name)
    if command.grade not in scale:
        raise InvalidInput.at("grade", f"Choose a grade from {', '.join(scale)}.")
    if not command.reason.strip():
        raise InvalidInput.at("reason", "Say why: a grade without its reason is lost.")
    _lock_subject(session, dossier, list_name, command.subject)
    scope = {k: v for k, v in (command.scope or {}).items() if v} or None
    earlier = _earlier(session, list_name, row_id, actor, scope)
    now = clock.now()
    if earlier is not None:
        earlier.superseded_at = now
        session.flush()
    return _add(session, actor, dossier, command, scope, earlier)


def _add(
    session: Session, actor: Actor, dossier: Dossier, command: Rate,
    scope: dict[str, Any] | None, earlier: Rating | None,
) -> Rating:  # fmt: skip
    now = clock.now()
    values = {
        "subject": command.subject, "grade": command.grade, "by": actor.name,
        "reason": command.reason.strip(), "date": now.date().isoformat(),
        "scale": SCALE, "scope": scope,
    }  # fmt: skip
    reason = command.reason
    if earlier is not None:
        reason = f"{reason.strip()} (supersedes {earlier.public_id}, {earlier.grade})"
    row: Rating = add_record(
        session, actor, dossier, RATINGS, values, reason=reason, verb="rate",
        user_id=actor.user_id, created_at=now,
    )  # fmt: skip
    return row


def _earlier(
    session: Session, list_name: str, row_id: int, actor: Actor, scope: dict[str, Any] | None
) -> Rating | None:
    statement = select(Rating).where(
        OWNERS[list_name] == row_id,
        Rating.by == actor.name,
        Rating.superseded_at.is_(None),
        Rating.withdrawn_at.is_(None),
    )
    return next((r for r in session.scalars(statement) if (r.scope or None) == scope), None)


def _lock_subject(session: Session, dossier: Dossier, list_name: str, public_id: str) -> None:
    """Two ratings by one person at once wait for one another, so that one supersedes the other."""
    row = find(session, MODELS[list_name], dossier.id, public_id)
    model: Any = MODELS[list_name]
    statement = select(model.id).where(model.id == row.id)
    session.scalars(statement.with_for_update(key_share=True)).one()
