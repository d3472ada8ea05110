"""The hash chain itself: pure functions, shared by recording and verifying.

Entry hash = SHA-256(previous hash ‖ sequence ‖ SHA-256(body)): 32 bytes, 8 bytes big-endian, 32 bytes.
The first entry has sequence 1 and 32 zero bytes before it. The body is RFC 8785 JSON in UTF-8.
See docs/audit-format.md for test vectors.
"""

import hashlib
import struct
from typing import Any

import rfc8785

GENESIS = bytes(32)


def canonical(body: dict[str, Any]) -> str:
    """The body as RFC 8785 JSON."""
    return rfc8785.dumps(body).decode()


def hash_body(body: str) -> bytes:
    """SHA-256 of a canonical body."""
    return hashlib.sha256(body.encode()).digest()


def hash_entry(previous: bytes, sequence: int, body_hash: bytes) -> bytes:
    """SHA-256 over the entry's place and its body's digest."""
    return hashlib.sha256(previous + struct.pack(">Q", sequence) + body_hash).digest()
