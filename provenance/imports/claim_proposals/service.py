"""Taking proposed claims into the dossier, rejecting them, and undoing either.

A claim that is taken is a draft claim like any other, recorded through ``claims.service``. Every act
leaves an entry for each proposal; nothing is deleted.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.audit.record import Subject, record
from provenance.claims.commands import RecordClaim
from provenance.claims.models import Claim
from provenance.claims.service import record_claim, withdraw_claim
from provenance.db.exchange.edit import lock_version
from provenance.documents.models import Document
from provenance.dossiers.changes import LABEL_LENGTH
from provenance.dossiers.commands import Withdraw
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find, look_up
from provenance.errors import EditConflict, InvalidInput, NotFound
from provenance.imports.claim_proposals.commands import (
    PutBack,
    RejectProposals,
    TakeChanged,
    TakeProposals,
    UndoLast,
)
from provenance.imports.claim_proposals.models import REJECTED, TAKEN, WAITING, ClaimProposal
from provenance.imports.claim_proposals.queries import last_decided, links_of
from provenance.imports.claim_proposals.recording import attributions_of, values_of
from provenance.sources.queries import authors_of

WITHDRAWN = "withdrawn"
Facts = dict[str, Any]


def take(session: Session, actor: Actor, command: TakeProposals) -> list[Claim]:
    """A draft claim of each proposal, all or none, in the order given.

    Raises :class:`InvalidInput` where nobody has said yet who speaks in one of them.
    """
    dossier = dossier_by_slug(session, command.dossier)
    rows = _waiting(session, dossier, command.public_ids)
    links = links_of(session, [row.id for row in rows])
    at, claims = clock.now(), []
    for row in rows:
        voices = attributions_of(row, links.get(row.id, []), authors_of(session, row.document))
        recorded = RecordClaim(command.dossier, values_of(row), command.reason, tuple(voices))
        claim = record_claim(session, actor, recorded)
        _decide(session, actor, dossier, row, TAKEN, command.reason, at, claim)
        claims.append(claim)
    return claims


def take_changed(session: Session, actor: Actor, command: TakeChanged) -> ClaimProposal:
    """Settle a proposal of which a person made a claim in other words."""
    dossier = dossier_by_slug(session, command.dossier)
    (row,) = _waiting(session, dossier, (command.public_id,))
    claim = find(session, Claim, dossier.id, command.claim)
    _decide(session, actor, dossier, row, TAKEN, command.reason, clock.now(), claim)
    return row


def reject(session: Session, actor: Actor, command: RejectProposals) -> list[ClaimProposal]:
    """Put proposals aside; they stay on the page of their document."""
    dossier = dossier_by_slug(session, command.dossier)
    rows, at = _waiting(session, dossier, command.public_ids), clock.now()
    for row in rows:
        _decide(session, actor, dossier, row, REJECTED, command.reason, at, None)
    return rows


def put_back(session: Session, actor: Actor, command: PutBack) -> list[ClaimProposal]:
    """Let decided proposals wait again, and withdraw the draft claims that were made of them.

    Raises :class:`InvalidInput` where a claim has been submitted or approved since.
    """
    dossier = dossier_by_slug(session, command.dossier)
    rows = _locked(session, dossier, command.public_ids)
    for row in rows:
        if row.status == WAITING:
            raise EditConflict(f"{row.public_id} waits already; somebody put it back before you.")
        _withdraw_claim(session, actor, command, row)
        _decide(session, actor, dossier, row, WAITING, command.reason, None, None)
    return rows


def undo_last(session: Session, actor: Actor, command: UndoLast) -> list[ClaimProposal]:
    """Put back what the actor decided last in a document; nothing where nothing is left to undo."""
    dossier = dossier_by_slug(session, command.dossier)
    document = find(session, Document, dossier.id, command.document)
    last = tuple(row.public_id for row in last_decided(session, document.id, actor.name))
    return put_back(session, actor, PutBack(command.dossier, last, command.reason)) if last else []


def _withdraw_claim(session: Session, actor: Actor, command: PutBack, row: ClaimProposal) -> None:
    claim = row.claim
    if claim is None or claim.status == WITHDRAWN:
        return
    if claim.status != "draft":
        raise InvalidInput(
            f"{claim.public_id} is {claim.status}: more than a draft hangs on it now. Withdraw it on "
            "its own page if it is to go."
        )
    withdraw_claim(session, actor, Withdraw(command.dossier, claim.public_id, command.reason))


def _waiting(session: Session, dossier: Dossier, public_ids: Iterable[str]) -> list[ClaimProposal]:
    rows = _locked(session, dossier, public_ids)
    for row in rows:
        if row.status != WAITING:
            raise EditConflict(f"{row.public_id} was {row.status} already, by {row.decided_by}.")
    return rows


def _locked(session: Session, dossier: Dossier, public_ids: Iterable[str]) -> list[ClaimProposal]:
    """The rows, locked in the order of their ids so that two people cannot wait for each other."""
    wanted = list(dict.fromkeys(public_ids))
    if not wanted:
        raise InvalidInput.at("chosen", "Choose at least one proposed claim.")
    rows = {public_id: _row(session, dossier, public_id) for public_id in wanted}
    for row in sorted(rows.values(), key=lambda row: row.id):
        lock_version(session, row, None)
    return [rows[public_id] for public_id in wanted]


def _row(session: Session, dossier: Dossier, public_id: str) -> ClaimProposal:
    row = look_up(session, ClaimProposal, dossier.id, public_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound(f"There is no proposed claim {public_id[:40]} in this dossier.")
    return row


def _decide(
    session: Session, actor: Actor, dossier: Dossier, row: ClaimProposal, status: str, reason: str,
    at: datetime | None, claim: Claim | None,
) -> None:  # fmt: skip
    before = _facts(row)
    row.status, row.claim = status, claim
    row.decided_at, row.decided_by = at, actor.name if at else None
    row.reason = reason if at else None
    session.flush()
    verb = {TAKEN: "take", REJECTED: "reject", WAITING: "return"}[status]
    subject = Subject("proposal", row.public_id, row.text[:LABEL_LENGTH], row.id)
    record(session, actor, f"imports:proposal:{verb}", chain=dossier.slug, subject=subject,
           reason=reason, before=before, after=_facts(row))  # fmt: skip


def _facts(row: ClaimProposal) -> Facts:
    facts: Facts = {"status": row.status}
    return {**facts, "claim": row.claim.public_id} if row.claim is not None else facts
