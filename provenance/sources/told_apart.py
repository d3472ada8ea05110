"""Recording that two sources are not the same: remembered, so that nobody proposes it again."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.dossiers.changes import enter, take_back
from provenance.dossiers.commands import Record, Withdraw
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import look_up
from provenance.sources.models import Distinction, Source
from provenance.sources.records import DISTINCTIONS
from provenance.sources.service import refuse_self


def tell_apart(session: Session, actor: Actor, command: Record) -> Distinction:
    """A new distinction, or the one that stands already: said twice it changes nothing.

    ``by`` and ``reason`` are the actor and the command's reason unless given.
    """
    refuse_self(command.values, "a distinction parts two sources")
    standing = _standing(session, command)
    if standing is not None:
        return standing
    values = {"by": actor.name, "reason": command.reason, **command.values}
    row: Distinction = enter(session, actor, DISTINCTIONS, Record(command.dossier, values,
                                                                  command.reason))  # fmt: skip
    return row


def _standing(session: Session, command: Record) -> Distinction | None:
    dossier = dossier_by_slug(session, command.dossier)
    a, b = (look_up(session, Source, dossier.id, command.values.get(side)) for side in ("a", "b"))
    if a is None or b is None:
        return None  # the check of the record says what is wrong
    words = command.values.get("words")
    either_way = (Distinction.a_id == b.id) & (Distinction.b_id == a.id)
    one_way = (Distinction.a_id == a.id) & (Distinction.b_id == b.id)
    statement = select(Distinction).where(
        Distinction.withdrawn_at.is_(None),
        or_(one_way, either_way) if words is None else one_way & (Distinction.words == words),
    )
    return session.scalars(statement.order_by(Distinction.id)).first()


def withdraw_distinction(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take it back: the two may be proposed as the same again."""
    take_back(session, actor, DISTINCTIONS, command)
