"""Recording: services queue entries; they are hashed and appended last, in the same transaction."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.audit.anchor import keep_head
from provenance.audit.chain import GENESIS, canonical, hash_body, hash_entry
from provenance.audit.models import AuditChain, AuditEntry
from provenance.errors import InvalidInput
from provenance.text import checked


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: its kind ("claim"), public id, label, and row (not recorded)."""

    kind: str
    public_id: str
    label: str = ""
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry that waits for the commit."""

    chain: str
    at: datetime
    actor: Actor
    verb: str
    subject: Subject
    body: dict[str, Any]


def start_chain(session: Session, name: str) -> None:
    """Begin an empty chain."""
    session.add(AuditChain(name=name, length=0, head=GENESIS))
    session.flush()


def record(
    session: Session,
    actor: Actor,
    verb: str,
    *,
    chain: str,
    subject: Subject,
    reason: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Queue one entry (``verb`` is ``area:subject:verb``); it lands with the transaction.

    Raises :class:`InvalidInput` where the reason is blank (no act is without one) or no text.
    """
    if not checked(reason, "reason").strip():
        raise InvalidInput.at("reason", "Say why: every change keeps its reason.")
    at = clock.now()
    body = {
        "actor": actor.as_json(),
        "after": after,
        "at": at.isoformat(),
        "before": before,
        "chain": chain,
        "nonce": secrets.token_hex(16),
        "reason": reason.strip(),
        "subject": {"id": subject.public_id, "kind": subject.kind, "label": subject.label},
        "verb": verb,
    }
    pending(session).append(Pending(chain, at, actor, verb, subject, body))


def pending(session: Session) -> list[Pending]:
    """The entries that wait for this session's commit."""
    queue: list[Pending] = session.info.setdefault("audit_pending", [])
    return queue


def lock_head(session: Session, name: str) -> AuditChain:
    """The chain's head, locked until the transaction ends. Raises InvalidInput if there is none."""
    statement = select(AuditChain).where(AuditChain.name == name).with_for_update()
    head = session.scalars(statement, execution_options={"populate_existing": True}).one_or_none()
    if head is None:
        raise InvalidInput(f"There is no audit chain {name!r}; nothing was saved.")
    return head


def length_of(session: Session, name: str) -> int:
    """How many entries a chain has: two snapshots with the same number hold the same records."""
    return session.scalars(select(AuditChain.length).where(AuditChain.name == name)).one()


def append_pending(session: Session) -> None:
    """Hash and append what waits, chain by chain in the order of names, so writers cannot deadlock."""
    queue, written = pending(session), {}
    for name in sorted({entry.chain for entry in queue}):
        head = lock_head(session, name)
        first = head.length + 1
        for entry in (entry for entry in queue if entry.chain == name):
            _append(session, head, entry)
        keep_head(session, name, head.length, head.head)
        written[name] = (first, head.length)
    queue.clear()
    session.info["audit_written"] = written


def written_by(session: Session) -> dict[str, tuple[int, int]]:
    """Chain → the first and the last entry that this session's last commit appended."""
    return dict(session.info.get("audit_written", {}))


def _append(session: Session, head: AuditChain, entry: Pending) -> None:
    body = canonical(entry.body)
    body_hash = hash_body(body)
    previous, sequence = head.head, head.length + 1
    entry_hash = hash_entry(previous, sequence, body_hash)
    session.add(
        AuditEntry(
            chain_id=head.id,
            sequence=sequence,
            previous_hash=previous,
            body_hash=body_hash,
            entry_hash=entry_hash,
            body=body,
            at=entry.at,
            actor=entry.actor.name,
            verb=entry.verb,
            subject_kind=entry.subject.kind,
            subject_id=entry.subject.public_id,
        )
    )
    head.length, head.head = sequence, entry_hash


@event.listens_for(Session, "before_commit")
def _append_before_commit(session: Session) -> None:
    if not session.in_nested_transaction() and pending(session):
        append_pending(session)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, previous_transaction: Any) -> None:
    if previous_transaction.parent is None:
        pending(session).clear()
