"""Verifying chains: every entry recomputed, the head compared, the outside anchors held against it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.anchor import Anchor, read_anchors
from provenance.audit.chain import GENESIS, canonical, hash_body, hash_entry
from provenance.audit.models import AuditChain, AuditEntry


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What verifying one chain found; ``fault`` names the first thing wrong, None if all holds."""

    chain: str
    length: int
    head: str
    fault: str | None


def verify_all(session: Session, home: Path) -> list[ChainReport]:
    """Every chain of the installation, and chains that only the anchors remember."""
    anchors: dict[str, list[Anchor]] = {}
    for anchor in read_anchors(home):
        anchors.setdefault(anchor.chain, []).append(anchor)
    chains = session.scalars(select(AuditChain).order_by(AuditChain.name)).all()
    reports = [_verify(session, chain, anchors.pop(chain.name, [])) for chain in chains]
    missing = [
        ChainReport(name, 0, "", f"the chain {name!r} is gone; {len(noted)} heads of it were noted")
        for name, noted in sorted(anchors.items())
    ]
    return reports + missing


def verify_chain(session: Session, home: Path, name: str) -> ChainReport:
    """One chain by its name."""
    anchors = [anchor for anchor in read_anchors(home) if anchor.chain == name]
    chain = session.scalars(select(AuditChain).where(AuditChain.name == name)).one_or_none()
    if chain is None:
        return ChainReport(name, 0, "", f"the chain {name!r} is gone")
    return _verify(session, chain, anchors)


def _verify(session: Session, chain: AuditChain, anchors: Iterable[Anchor]) -> ChainReport:
    statement = (
        select(AuditEntry).where(AuditEntry.chain_id == chain.id).order_by(AuditEntry.sequence)
    )
    hashes = [GENESIS]
    try:
        fault = _entries_fault(session.scalars(statement).yield_per(1000), hashes, chain.name)
    except (ValueError, TypeError):  # a column that does not even hold a time or a text
        fault = f"entries after {len(hashes) - 1} cannot be read"
    fault = fault or _head_fault(chain, hashes) or _anchor_fault(anchors, hashes)
    return ChainReport(chain.name, chain.length, chain.head.hex(), fault)


def _entries_fault(entries: Iterable[AuditEntry], hashes: list[bytes], chain: str) -> str | None:
    """The first fault of the entries; the hashes of those before it are added to ``hashes``."""
    for entry in entries:
        fault = entry_fault(entry, hashes[-1], len(hashes), chain)
        if fault:
            return fault
        hashes.append(entry.entry_hash)
    return None


def entry_fault(entry: AuditEntry, previous: bytes, sequence: int, chain: str) -> str | None:
    """Why this entry does not follow ``previous`` as number ``sequence``, or None."""
    name = f"entry {sequence}"
    if entry.sequence != sequence:
        return f"{name} is missing: entry {entry.sequence} stands in its place"
    if entry.previous_hash != previous:
        return f"{name} does not follow the entry before it"
    if hash_body(entry.body) != entry.body_hash:
        return f"{name}: its body was altered"
    if hash_entry(previous, sequence, entry.body_hash) != entry.entry_hash:
        return f"{name}: its hash does not recompute"
    return _column_fault(entry, chain, name)


def _column_fault(entry: AuditEntry, chain: str, name: str) -> str | None:
    """The columns beside the body must say what the body says."""
    try:
        body: dict[str, Any] = json.loads(entry.body)
        if canonical(body) != entry.body:
            return f"{name}: its body is not canonical"
        said = (body["chain"], body["actor"]["name"], body["verb"], body["subject"]["kind"],
                body["subject"]["id"], body["at"])  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return f"{name}: its body is not that of an entry"
    kept = (chain, entry.actor, entry.verb, entry.subject_kind, entry.subject_id,
            entry.at.isoformat())  # fmt: skip
    return None if said == kept else f"{name}: its columns differ from its body"


def _head_fault(chain: AuditChain, hashes: list[bytes]) -> str | None:
    if chain.length != len(hashes) - 1:
        return f"the head counts {chain.length} entries, the chain has {len(hashes) - 1}"
    return None if chain.head == hashes[-1] else "the head is not the last entry's hash"


def _anchor_fault(anchors: Iterable[Anchor], hashes: list[bytes]) -> str | None:
    for anchor in anchors:
        if anchor.length >= len(hashes):
            return f"entries after {len(hashes) - 1} were cut: {anchor.length} had been noted"
        if hashes[anchor.length].hex() != anchor.head:
            return f"entry {anchor.length} was rewritten after its head had been noted"
    return None
