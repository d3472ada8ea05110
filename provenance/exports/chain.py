"""The audit chain as a package carries it: hashes recomputed from the lines alone.

Written from docs/audit-format.md, apart from the code that records entries: two hands must agree.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import rfc8785

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry; hashes in hex. ``body`` is its RFC 8785 JSON text, None where it is withheld."""

    sequence: int
    previous_hash: str
    body_hash: str
    entry_hash: str
    body: str | None

    def as_json(self) -> str:
        """The line of ``audit.jsonl``."""
        fields = {
            "sequence": self.sequence, "previous_hash": self.previous_hash,
            "body_hash": self.body_hash, "entry_hash": self.entry_hash, "body": self.body,
        }  # fmt: skip
        return json.dumps(fields, ensure_ascii=False)


def body_digest(body: str) -> str:
    """SHA-256 of a body."""
    return hashlib.sha256(body.encode()).hexdigest()


def entry_digest(previous_hash: str, sequence: int, body_hash: str) -> str:
    """SHA-256 of 32 bytes, the sequence in 8 bytes big-endian, and 32 bytes."""
    place = sequence.to_bytes(8, "big")
    whole = bytes.fromhex(previous_hash) + place + bytes.fromhex(body_hash)
    return hashlib.sha256(whole).hexdigest()


class ChainCheck:
    """Takes the lines one by one; ``fault`` names the first that does not follow."""

    def __init__(self, chain: str) -> None:
        self.chain = chain
        self.head = GENESIS
        self.length = 0
        self.withheld = 0
        self.fault: str | None = None

    def add(self, line: AuditLine) -> None:
        """The next line; nothing more is looked at after a fault."""
        if self.fault is None:
            self.fault = self._fault(line)
            self.head, self.length = line.entry_hash, self.length + 1
            self.withheld += line.body is None

    def _fault(self, line: AuditLine) -> str | None:
        name = f"audit entry {self.length + 1}"
        if line.sequence != self.length + 1:
            return f"{name} is missing: entry {line.sequence} stands in its place"
        if line.previous_hash != self.head:
            return f"{name} does not follow the entry before it"
        if entry_digest(line.previous_hash, line.sequence, line.body_hash) != line.entry_hash:
            return f"{name}: its hash does not recompute"
        if line.body is None:
            return None
        if body_digest(line.body) != line.body_hash:
            return f"{name}: its body was altered"
        return self._body_fault(name, line.body)

    def _body_fault(self, name: str, text: str) -> str | None:
        try:
            body = json.loads(text)
            same = rfc8785.dumps(body).decode() == text
        except (ValueError, RecursionError):
            return f"{name}: its body is not JSON"
        if not same:
            return f"{name}: its body is not canonical JSON (RFC 8785)"
        chain = body.get("chain") if isinstance(body, dict) else None
        return None if chain == self.chain else f"{name} belongs to the chain {chain!r}"


def line_of(value: Any) -> AuditLine | None:
    """The line from its JSON, None where it has not that form."""
    names = ("previous_hash", "body_hash", "entry_hash")
    if not isinstance(value, dict) or not {"sequence", *names} <= value.keys():
        return None
    sequence, body = value["sequence"], value.get("body")
    if value.keys() - {"sequence", "body", *names} or not isinstance(body, str | None):
        return None
    if isinstance(sequence, bool) or not isinstance(sequence, int) or not 0 < sequence < 2**63:
        return None
    if not all(is_digest(value[name]) for name in names):
        return None
    return AuditLine(
        sequence, value["previous_hash"], value["body_hash"], value["entry_hash"], body
    )


def is_digest(value: Any) -> bool:
    """Whether it is a SHA-256 in hex, small letters."""
    return isinstance(value, str) and len(value) == 64 and not value.strip("0123456789abcdef")
