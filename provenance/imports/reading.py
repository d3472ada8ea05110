"""Reading a file in a process of its own, with limits on time, memory and output.

Readers of foreign formats meet files that were made to do harm; pdfium is no Python. A reader that
crashes or hangs is a message to whoever brought the file, and the server goes on. Short plain text,
which only our own code touches, is read in place.

``python -m provenance.imports.reading SUFFIX`` is that process: the file on standard input, the parsed
document as JSON on standard output.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import PurePath
from typing import Any

from provenance.config import ROOT
from provenance.errors import TooLarge, UnreadableFile, UnsupportedFile
from provenance.imports.codec import from_json, to_json
from provenance.ingest.reader import read
from provenance.ingest.types import ParsedDocument

SECONDS = 60
MEMORY = 2 * 1024**3
OUTPUT = 512 * 1024**2
SHORT = 1024**2
IN_PLACE = ("", ".txt", ".text")
SUFFIX = re.compile(r"\.[a-z0-9]{1,12}")
STOPPED = (
    "The reader stopped in the middle of this file: it is damaged, or made to do harm. "
    "Nothing was saved. Save it anew in its program, or paste its text."
)
_REFUSALS: dict[int | None, type[UnreadableFile | TooLarge]] = {
    kind.status: kind for kind in (UnreadableFile, UnsupportedFile, TooLarge)
}
SLOW = f"Reading this file takes longer than {SECONDS} seconds. Split it, or paste its text."


def read_apart(data: bytes, name: str) -> ParsedDocument:
    """The parsed document; raises :class:`UnreadableFile` or :class:`TooLarge` with what is wrong and
    what to do."""
    suffix = PurePath(name).suffix.casefold()
    if suffix in IN_PLACE and len(data) <= SHORT:
        return read(data, name)
    if suffix and not SUFFIX.fullmatch(suffix):
        return read(b"", f"document{suffix}")  # refused by name, with the list of what is read
    try:
        done = subprocess.run(  # noqa: S603 - our own module, a checked suffix
            [sys.executable, "-m", "provenance.imports.reading", suffix], input=data,
            capture_output=True, timeout=SECONDS + 10, cwd=ROOT, check=False, env=_environment(),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UnreadableFile(SLOW) from None
    return _answer(done)


def _environment() -> dict[str, str]:
    """Nothing of ours that the reader does not need: no database address, no keys."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _answer(done: "subprocess.CompletedProcess[bytes]") -> ParsedDocument:
    if done.returncode != 0 or len(done.stdout) > OUTPUT:
        raise UnreadableFile(SLOW if _out_of_time(done.returncode) else STOPPED)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise UnreadableFile(STOPPED) from None
    if "error" in answer:
        raise _REFUSALS.get(answer.get("status"), UnreadableFile)(str(answer["error"]))
    return from_json(answer["document"])


def _out_of_time(code: int) -> bool:
    """Whether the process was ended by its limit on processor time (SIGXCPU)."""
    return code == -24


def _limit() -> None:
    """Limits of this very process; Windows has none of them, only the time-out above."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))


def _main(suffix: str) -> None:
    _limit()
    try:
        answer: dict[str, Any] = {
            "document": to_json(read(sys.stdin.buffer.read(), f"document{suffix}"))
        }
    except (UnreadableFile, TooLarge) as error:
        answer = {"error": error.message, "status": error.status}
    except (MemoryError, RecursionError):
        answer = {"error": "This file needs more room than a document may have. Split it."}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(sys.argv[1])
