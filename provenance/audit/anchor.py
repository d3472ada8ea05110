"""Chain heads kept outside the database, so that a cut or rewritten chain shows.

After each commit one JSON line (chain, length, head) is appended to ``audit-heads.jsonl`` in the
home folder. A crash between commit and line leaves the file behind the database, never ahead.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

FILE_NAME = "audit-heads.jsonl"


@dataclass(frozen=True, slots=True)
class Anchor:
    """At ``length`` entries the chain's head was ``head`` (hex)."""

    chain: str
    length: int
    head: str


def keep_head(session: Session, chain: str, length: int, head: bytes) -> None:
    """Note a head to be written once the transaction has been committed."""
    session.info.setdefault("audit_anchors", []).append(Anchor(chain, length, head.hex()))


@event.listens_for(Session, "after_commit")
def _write_anchors(session: Session) -> None:
    anchors: list[Anchor] = session.info.get("audit_anchors", [])
    home: Path | None = session.info.get("home")
    if not anchors or home is None:
        return
    home.mkdir(parents=True, exist_ok=True)
    lines = "".join(
        json.dumps({"chain": a.chain, "length": a.length, "head": a.head}) + "\n" for a in anchors
    )
    handle = os.open(home / FILE_NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, lines.encode())
    finally:
        os.close(handle)
    anchors.clear()


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("audit_anchors", None)


def read_anchors(home: Path) -> Iterator[Anchor]:
    """All heads ever noted; a half-written last line (after a crash) is passed over."""
    path = home / FILE_NAME
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        try:
            fields: dict[str, Any] = json.loads(line)
        except ValueError:
            continue
        yield Anchor(fields["chain"], fields["length"], fields["head"])
