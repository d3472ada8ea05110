"""Pages of a PDF as pictures, drawn from the bytes as received, each in a process of its own.

pdfium meets foreign files here as it does when reading (``imports.reading``): with limits on time and
memory, so that a page made to do harm costs its picture and nothing else. What was drawn is kept.

``python -m provenance.imports.pictures NUMBER`` is that process: the PDF on standard input, a PNG on
standard output.
"""

import importlib
import os
import re
import secrets
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from provenance.config import ROOT
from provenance.documents.uploads import read_upload
from provenance.errors import UnreadableFile

WIDTH = 900
"""Pixels across: text of a page is read at half of that on a screen."""
HIGHEST = 2400
SECONDS = 20
MEMORY = 1024**3
OUTPUT = 16 * 1024**2
AT_ONCE = BoundedSemaphore(2)
SIGNATURE = b"\x89PNG\r\n\x1a\n"
DIGEST = re.compile(r"[0-9a-f]{64}")
NOT_DRAWN = "This page cannot be drawn; its text stands beside it."


def page_picture(home: Path, digest: str, number: int) -> bytes:
    """The PNG of a page, from 1, of the upload with that digest. Raises :class:`UnreadableFile`."""
    if not DIGEST.fullmatch(digest) or not 0 < number < 100_000:
        raise UnreadableFile(NOT_DRAWN)
    kept = home / "pages" / f"{digest}-{number}-{WIDTH}.png"
    if kept.exists():
        return kept.read_bytes()
    picture = _drawn_apart(read_upload(home / "uploads", digest), number)
    _keep(kept, picture)
    return picture


def _keep(path: Path, picture: bytes) -> None:
    """Aside first, then renamed: a picture under its name is whole. A full disk keeps none."""
    aside = path.parent / f".{secrets.token_hex(8)}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(picture)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)


def _drawn_apart(data: bytes, number: int) -> bytes:
    environment = {n: os.environ[n] for n in ("PATH", "LANG", "SYSTEMROOT") if n in os.environ}
    with AT_ONCE:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, a number
                [sys.executable, "-m", "provenance.imports.pictures", str(number)], input=data,
                capture_output=True, timeout=SECONDS + 5, cwd=ROOT, check=False, env=environment,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise UnreadableFile(NOT_DRAWN) from None
    if done.returncode or not done.stdout.startswith(SIGNATURE) or len(done.stdout) > OUTPUT:
        raise UnreadableFile(NOT_DRAWN)
    return done.stdout


def draw(data: bytes, number: int) -> bytes:
    """The page as PNG, in this process: for the worker alone."""
    document = importlib.import_module("pypdfium2").PdfDocument(data)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1.0), HIGHEST / max(height, 1.0))
        bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=False, prefer_bgrx=False)
        return _png(bitmap.to_numpy())
    finally:
        document.close()


def _png(pixels: Any) -> bytes:
    """Rows of red, green and blue (or grey) as PNG (ISO/IEC 15948)."""
    height, width = pixels.shape[:2]
    colour = 2 if pixels.ndim == 3 and pixels.shape[2] >= 3 else 0
    rows = pixels[:, :, :3] if colour else pixels.reshape(height, width)
    raw = b"".join(b"\x00" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(raw, 6)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _limit() -> None:
    """Limits of this very process; Windows has none of them, only the time-out above."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read(), int(sys.argv[1])))
