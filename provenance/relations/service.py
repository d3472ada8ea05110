"""Recording, correcting and withdrawing relations, questions and remarks."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.claims.models import Claim
from provenance.dossiers.changes import add_record, amend, enter, take_back, withdraw_record
from provenance.dossiers.commands import Correct, Record, Withdraw
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find, look_up
from provenance.errors import InvalidInput
from provenance.relations.models import Case, Question, Relation, Remark
from provenance.relations.queries import case_of, remarks_on
from provenance.relations.records import CASES, QUESTIONS, RELATIONS, REMARKS
from provenance.sources.service import refuse_self
from provenance.vocabulary import RELATION_KINDS, SYMMETRIC_RELATIONS


def pair_of(kind: str, a_id: int, b_id: int) -> tuple[int, int]:
    """The pair in the order in which it is unique: sorted where the kind is symmetric."""
    if kind in SYMMETRIC_RELATIONS and b_id < a_id:
        return b_id, a_id
    return a_id, b_id


def record_relation(session: Session, actor: Actor, command: Record) -> Relation:
    """A new relation, or the one that stands already: asking again changes nothing.

    A contradiction opens its case at once, so that somebody has to decide it.
    """
    dossier = dossier_by_slug(session, command.dossier)
    values = {"by": actor.name, **command.values}
    refuse_self(values, "a relation joins two claims")
    a, b = (_claim(session, dossier, values.get(side), side) for side in ("a", "b"))
    kind = str(values.get("kind"))
    low, high = pair_of(kind, a.id, b.id)
    standing = _standing(session, low, high, kind) if kind in RELATION_KINDS else None
    if standing is not None:
        return standing
    row: Relation = add_record(
        session, actor, dossier, RELATIONS, values, reason=command.reason, low_id=low, high_id=high
    )
    if kind == "contradicts":
        open_case(session, actor, dossier, row, command.reason)
    return row


def open_case(
    session: Session, actor: Actor, dossier: Dossier, relation: Relation, reason: str
) -> Case:
    """The case of a relation, opened now or before."""
    standing = case_of(session, relation.id)
    if standing is not None:
        return standing
    values = {"relation": relation.public_id, "status": "open", "by": actor.name}
    case: Case = add_record(
        session, actor, dossier, CASES, values, reason=reason, verb="open", decided_at=None
    )
    return case


def correct_relation(session: Session, actor: Actor, command: Correct) -> Relation:
    """Change what differs, strength or rationale. For other claims or another kind, withdraw it and
    record a new one: that is another relation."""
    fixed = {"a", "b", "kind"} & command.changes.keys()
    if fixed:
        raise InvalidInput.at(
            min(fixed), "Withdraw this relation and record the right one instead."
        )
    row: Relation = amend(session, actor, RELATIONS, command)
    return row


def withdraw_relation(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take a relation back, and with it its case and what authors remarked on it."""
    dossier = dossier_by_slug(session, command.dossier)
    row = find(session, Relation, dossier.id, command.public_id)
    case = case_of(session, row.id)
    if case is not None:
        withdraw_record(session, actor, dossier, CASES, case, reason=command.reason, version=None)
    for remark in remarks_on(session, relation_id=row.id):
        withdraw_record(
            session, actor, dossier, REMARKS, remark, reason=command.reason, version=None
        )
    take_back(session, actor, RELATIONS, command)


def record_question(session: Session, actor: Actor, command: Record) -> Question:
    """A question with its rival answers."""
    row: Question = enter(session, actor, QUESTIONS, command)
    return row


def record_remark(session: Session, actor: Actor, command: Record) -> Remark:
    """What a document's author says about a claim, relation, source or question."""
    row: Remark = enter(session, actor, REMARKS, command)
    return row


def _claim(session: Session, dossier: Dossier, public_id: object, side: str) -> Claim:
    if not isinstance(public_id, str) or not public_id.strip():
        raise InvalidInput.at(side, "Name the claim by its id, such as C-7F3K.")
    claim = look_up(session, Claim, dossier.id, public_id.strip())
    if claim is None:
        raise InvalidInput.at(side, f"There is no claim {public_id} in this dossier.")
    if claim.status == "withdrawn":
        raise InvalidInput.at(side, f"{public_id} was withdrawn; nothing can be said of it anew.")
    return claim


def _standing(session: Session, low: int, high: int, kind: str) -> Relation | None:
    statement = select(Relation).where(
        Relation.low_id == low,
        Relation.high_id == high,
        Relation.kind == kind,
        Relation.withdrawn_at.is_(None),
    )
    return session.scalars(statement).one_or_none()
