"""Private records: each encrypted with a key of its own, that key wrapped by the master key.

AES-256-GCM throughout; the record's id is the associated data, so a ciphertext cannot be moved to
another record. Layout of a sealed value: 12 bytes nonce, then ciphertext with its 16-byte tag. The
master key lives in ``PROVENANCE_HOME/keys/master.key``, never in the database or its backups.
"""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from provenance.errors import IntegrityFailure

KEY_BYTES = 32
NONCE_BYTES = 12
FILE_NAME = "master.key"


def seal(key: bytes, plain: bytes, record_id: str) -> bytes:
    """Encrypt for one record."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, record_id.encode())


def unseal(key: bytes, sealed: bytes, record_id: str) -> bytes:
    """Decrypt; raises :class:`IntegrityFailure` for a wrong key, record or altered bytes."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], record_id.encode())
    except (InvalidTag, ValueError):  # ValueError: cut off within its nonce
        raise IntegrityFailure(
            "A private record cannot be opened: it was altered, or the master key is another one."
        ) from None


def new_key() -> bytes:
    """A random key for one record."""
    return secrets.token_bytes(KEY_BYTES)


def master_key(home: Path) -> bytes:
    """The installation's master key, made at first use and readable by its user alone."""
    return kept_key(home, FILE_NAME)


def key_path(home: Path, name: str = FILE_NAME) -> Path:
    """Where the key lies."""
    return home / "keys" / name


def kept_key(home: Path, name: str) -> bytes:
    """A random key of the installation, made at first use, kept in a file of its own."""
    path = key_path(home, name)
    if not path.exists():
        _make_key(path)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise IntegrityFailure(f"The key {path} is damaged; restore it from its backup.")
    return key


def _make_key(path: Path) -> None:
    """Write aside, then link into place: whoever comes second uses the first one's key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, new_key())
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
