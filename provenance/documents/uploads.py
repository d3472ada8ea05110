"""Documents as received, kept as files named by their SHA-256: the same bytes are kept once."""

import hashlib
import os
import secrets
from pathlib import Path

from provenance.errors import StorageFull

NO_SPACE = 28


def keep_upload(folder: Path, data: bytes) -> str:
    """Write the bytes aside, then rename: a file under its digest is always whole."""
    digest = hashlib.sha256(data).hexdigest()
    path = folder / digest
    if path.exists():
        return digest
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = folder / f".{secrets.token_hex(8)}"
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        if error.errno == NO_SPACE:
            raise StorageFull("The disk is full: the document was not kept.") from error
        raise
    return digest


def read_upload(folder: Path, digest: str) -> bytes:
    """The bytes kept under a digest."""
    return (folder / digest).read_bytes()
