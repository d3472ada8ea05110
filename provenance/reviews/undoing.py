"""Taking one's own last act back, whatever it was, from what the audit trail says of it.

Nothing is erased: what was recorded is withdrawn, what was withdrawn is restored, what was corrected is
corrected back, each with an entry of its own and by the rules of its kind. An act is taken back whole or
not at all, and only while nobody has touched the same records since.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.audit.models import AuditChain, AuditEntry
from provenance.audit.record import Pending
from provenance.claims.records import ATTRIBUTIONS, CLAIMS, DEPENDENCES
from provenance.claims.service import (
    correct_attribution,
    correct_claim,
    withdraw_attribution,
    withdraw_claim,
    withdraw_dependence,
    withdraw_organisation,
    withdraw_source,
)
from provenance.db.exchange.spec import RecordSpec
from provenance.dossiers.changes import change_record, restore_record, withdraw_record
from provenance.dossiers.commands import Correct, Withdraw
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.ratings.records import RATINGS
from provenance.relations.records import CASES, RELATIONS, REMARKS
from provenance.relations.service import correct_relation, withdraw_relation
from provenance.reviews.commands import UndoAct
from provenance.sources.own_words import correct_word, withdraw_word
from provenance.sources.records import ORGANISATIONS, SOURCES, TIES
from provenance.sources.service import (
    correct_organisation,
    correct_person,
    correct_source,
    withdraw_tie,
)
from provenance.sources.told_apart import withdraw_distinction

WITHDRAWALS: Mapping[str, Callable[[Session, Actor, Withdraw], Any]] = {
    "claim": withdraw_claim,
    "attribution": withdraw_attribution,
    "dependence": withdraw_dependence,
    "source": withdraw_source,
    "organisation": withdraw_organisation,
    "tie": withdraw_tie,
    "relation": withdraw_relation,
    "word": withdraw_word,
    "distinction": withdraw_distinction,
}
CORRECTIONS: Mapping[str, Callable[[Session, Actor, Correct], Any]] = {
    "claim": correct_claim,
    "attribution": correct_attribution,
    "source": correct_source,
    "organisation": correct_organisation,
    "person": correct_person,
    "relation": correct_relation,
    "word": correct_word,
}
RESTORED: Mapping[str, RecordSpec] = {
    spec.kind: spec
    for spec in (ATTRIBUTIONS, DEPENDENCES, SOURCES, ORGANISATIONS, TIES, RELATIONS, CASES, REMARKS)
}
UNDOABLE = frozenset(
    [f"{kind}:create" for kind in WITHDRAWALS]
    + [f"{kind}:correct" for kind in CORRECTIONS]
    + [f"{kind}:withdraw" for kind in RESTORED]
    + ["claim:withdraw", "rating:rate", "case:open"]
)
_EARLIER = re.compile(r"\(supersedes (\S+), [A-F1-6]\)$")
WHY = "Taken back right after: "


def can_be_undone(entries: Sequence[Pending]) -> bool:
    """Whether an act of these entries could be taken back: all of one dossier, each of a kind that
    has a way back."""
    kinds = {_done(entry.verb) for entry in entries}
    return bool(entries) and kinds <= UNDOABLE and len({entry.chain for entry in entries}) == 1


def undo_act(session: Session, actor: Actor, command: UndoAct) -> tuple[str, ...]:
    """Take the act back; the ids of the records that it had touched.

    Raises :class:`InvalidInput` where this is no act of the actor's, where it has no way back, or where
    one of the records was touched since.
    """
    dossier = dossier_by_slug(session, command.dossier)
    entries = _entries(session, actor, command)
    subjects = tuple(dict.fromkeys(entry.subject_id for entry in entries))
    _refuse_later(session, command, subjects)
    undoing = _Undoing(session, actor, dossier)
    for entry in reversed(entries):
        undoing.undo(entry)
    session.flush()
    return subjects


def _entries(session: Session, actor: Actor, command: UndoAct) -> Sequence[AuditEntry]:
    statement = _chain(command).where(
        AuditEntry.sequence >= command.first, AuditEntry.sequence <= command.last
    )
    entries = session.scalars(statement.order_by(AuditEntry.sequence)).all()
    bodies = [json.loads(entry.body) for entry in entries]
    if not entries or any(body["actor"] != actor.as_json() for body in bodies):
        raise InvalidInput("There is no such act of yours in this dossier; nothing was changed.")
    if not {_done(entry.verb) for entry in entries} <= UNDOABLE:
        raise InvalidInput("This act has no way back by one button; its own page says how.")
    return entries


def _chain(command: UndoAct) -> Any:
    return (
        select(AuditEntry)
        .join(AuditChain, AuditChain.id == AuditEntry.chain_id)
        .where(AuditChain.name == command.dossier)
    )


def _refuse_later(session: Session, command: UndoAct, subjects: Iterable[str]) -> None:
    statement = _chain(command).where(
        AuditEntry.sequence > command.last, AuditEntry.subject_id.in_(subjects)
    )
    later = session.scalars(statement.order_by(AuditEntry.sequence.desc()).limit(1)).first()
    if later is not None:
        raise InvalidInput(
            f"This can no longer be taken back: {later.subject_id} was changed since, by "
            f"{later.actor}. Nothing was changed now; correct or withdraw what is wrong on its page."
        )


def _done(verb: str) -> str:
    """``claims:claim:create`` without its list."""
    return verb.partition(":")[2]


class _Undoing:
    """The entries of one act, the last one first."""

    def __init__(self, session: Session, actor: Actor, dossier: Dossier) -> None:
        self.session, self.actor, self.dossier = session, actor, dossier

    def undo(self, entry: AuditEntry) -> None:
        kind, _, verb = _done(entry.verb).partition(":")
        body = json.loads(entry.body)
        reason = WHY + body["reason"]
        if kind == "rating":
            self._withdraw_rating(entry.subject_id, reason, body["reason"])
        elif verb == "create":
            command = Withdraw(self.dossier.slug, entry.subject_id, reason)
            WITHDRAWALS[kind](self.session, self.actor, command)
        elif verb == "correct":
            back = Correct(self.dossier.slug, entry.subject_id, body["before"], reason)
            CORRECTIONS[kind](self.session, self.actor, back)
        elif kind == "claim":
            self._restore_claim(entry.subject_id, reason, body["before"])
        elif verb == "withdraw":
            spec = RESTORED[kind]
            row = self._row(spec, entry.subject_id)
            restore_record(self.session, self.actor, self.dossier, spec, row, reason=reason)
        # a case that was opened goes with its relation

    def _row(self, spec: RecordSpec, public_id: str) -> Any:
        return find(self.session, spec.model, self.dossier.id, public_id)

    def _restore_claim(self, public_id: str, reason: str, before: Mapping[str, Any]) -> None:
        change_record(
            self.session, self.actor, self.dossier, CLAIMS, self._row(CLAIMS, public_id),
            {"status": before.get("status")}, reason=reason, version=None, verb="restore",
        )  # fmt: skip

    def _withdraw_rating(self, public_id: str, reason: str, said: str) -> None:
        """The grade that it superseded is in force again."""
        row = self._row(RATINGS, public_id)
        withdraw_record(
            self.session, self.actor, self.dossier, RATINGS, row, reason=reason, version=None
        )
        earlier = _EARLIER.search(said)
        if earlier is None:
            return
        before = self._row(RATINGS, earlier[1])
        owner = (row.source_id, row.person_id, row.claim_id, row.by)
        if (before.source_id, before.person_id, before.claim_id, before.by) == owner:
            before.superseded_at = None
            self.session.flush()
