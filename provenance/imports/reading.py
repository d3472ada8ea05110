"""Reading a file in a process of its own, with limits on time, memory and output.

Readers of foreign formats meet files that were made to do harm; pdfium is no Python. A reader that
crashes or hangs is a message to whoever brought the file, and the server goes on. Short plain text,
which only our own code touches, is read in place.

``python -m provenance.imports.reading SUFFIX SECONDS BYTES`` is that process: the file on standard
input, the parsed document or the cells of a spreadsheet as JSON on standard output, how far it is as
JSON lines on standard error.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from provenance.config import (
    DEFAULT_READER_MEMORY,
    DEFAULT_READER_SECONDS,
    ROOT,
    Settings,
)
from provenance.errors import TooLarge, UnreadableFile, UnsupportedFile
from provenance.imports.codec import from_json, to_json
from provenance.ingest.progress import Progress
from provenance.ingest.spreadsheets.reading import is_spreadsheet, read_spreadsheet
from provenance.ingest.spreadsheets.types import Workbook
from provenance.ingest.types import ParsedDocument


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading may take: seconds of processor time (twice as many on the clock), bytes."""

    seconds: int
    memory: int
    output: int = 256 * 1024**2


def limits_of(settings: Settings) -> Limits:
    """The installation's limits."""
    return Limits(settings.reader_seconds, settings.reader_memory)


LIMITS = Limits(DEFAULT_READER_SECONDS, DEFAULT_READER_MEMORY)
SHORT = 100_000
IN_PLACE = ("", ".txt", ".text")
SUFFIX = re.compile(r"\.[a-z0-9]{1,12}")
LONGEST_LINE = 1000
TOLD_EVERY = 0.25
STOPPED = (
    "The reader stopped in the middle of this file: it is damaged, or made to do harm. "
    "Nothing was saved. Save it anew in its program, or paste its text."
)
TOO_MUCH = (
    "Reading this file needs more memory than a reader may take. Split it, or ask whoever runs this "
    "installation to allow more."
)
_REFUSALS: dict[int | None, type[UnreadableFile | TooLarge]] = {
    kind.status: kind for kind in (UnreadableFile, UnsupportedFile, TooLarge)
}


class StillReading(Exception):  # noqa: N818 - named for the situation
    """The reading takes longer than its caller waits."""


def read_apart(
    data: bytes, name: str, limits: Limits = LIMITS, progress: Progress | None = None,
    patience: float | None = None,
) -> ParsedDocument:  # fmt: skip
    """The parsed document; raises :class:`UnreadableFile` or :class:`TooLarge` with what is wrong and
    what to do, and :class:`StillReading` where it takes longer than ``patience`` seconds."""
    suffix = PurePath(name).suffix.casefold()
    if suffix in IN_PLACE and len(data) <= SHORT:
        return _read(data, name, progress)
    if suffix and not SUFFIX.fullmatch(suffix):
        return _read(b"", f"document{suffix}")  # refused by name, with the list of what is read
    return from_json(told_apart(data, suffix, limits, progress, patience), ParsedDocument)


def told_apart(
    data: bytes, suffix: str, limits: Limits, progress: Progress | None = None,
    patience: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """What a reader's process tells of a file with that ending, as JSON; raises as ``read_apart``."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer:
        source.write(data)
        source.seek(0)
        with _running(suffix, limits, source, answer, progress) as process:
            _wait(process, limits, patience)
        return _answer(process.returncode, answer, limits)


def _read(data: bytes, name: str, progress: Progress | None = None) -> ParsedDocument:
    from provenance.ingest.reader import read  # noqa: PLC0415 - only who reads loads its patterns

    return read(data, name, progress)


def _command(suffix: str, limits: Limits) -> list[str]:
    module = "provenance.imports.reading"
    return [sys.executable, "-m", module, suffix, str(limits.seconds), str(limits.memory)]


@contextmanager
def _running(
    suffix: str, limits: Limits, source: IO[bytes], answer: IO[bytes], progress: Progress | None
) -> Iterator[subprocess.Popen[bytes]]:
    """The reader's process. It does not outlive the block, however that is left."""
    process = subprocess.Popen(  # noqa: S603 - our own module, a checked suffix
        _command(suffix, limits), stdin=source, stdout=answer, stderr=subprocess.PIPE,
        cwd=ROOT, env=_environment(),
    )  # fmt: skip
    listener = threading.Thread(target=_pass_on, args=(process.stderr, progress), daemon=True)
    with process:
        listener.start()
        try:
            yield process
        finally:
            process.kill()
            listener.join()


def _pass_on(lines: IO[bytes], progress: Progress | None) -> None:
    """What the reader tells of itself. Nothing is believed: a file that took it over could write
    anything."""
    while line := lines.readline(LONGEST_LINE):
        told = _told(line)
        if told is not None and progress is not None:
            progress(*told)


def _told(line: bytes) -> tuple[str, int | None, int | None] | None:
    try:
        stage, done, total = json.loads(line)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(stage, str):
        return None
    counts = [n if type(n) is int and 0 <= n < 10**9 else None for n in (done, total)]
    return stage[:80], counts[0], counts[1]


def _wait(process: subprocess.Popen[bytes], limits: Limits, patience: float | None) -> None:
    try:
        process.wait(2 * limits.seconds if patience is None else patience)
    except subprocess.TimeoutExpired:
        if patience is not None:
            raise StillReading from None
        raise UnreadableFile(_slow(limits)) from None


def _slow(limits: Limits) -> str:
    return (
        f"Reading this file takes longer than {limits.seconds} seconds. Split it, paste its text, or "
        "ask whoever runs this installation to allow more."
    )


def _environment() -> dict[str, str]:
    """Nothing of ours that the reader does not need: no database address, no keys."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _answer(code: int | None, answer: IO[bytes], limits: Limits) -> dict[str, Any]:
    size = answer.seek(0, os.SEEK_END)
    if code != 0 or size > limits.output:
        raise UnreadableFile(_slow(limits) if _out_of_time(code) else STOPPED)
    answer.seek(0)
    try:
        told: dict[str, Any] = json.load(answer)
    except ValueError:
        raise UnreadableFile(STOPPED) from None
    if "error" in told:
        raise _REFUSALS.get(told.get("status"), UnreadableFile)(str(told["error"]))
    document: dict[str, Any] = told["document"]
    return document


def _out_of_time(code: int | None) -> bool:
    """Whether the process was ended by its limit on processor time (SIGXCPU)."""
    return code == -24


def _limit(limits: Limits) -> None:
    """Limits of this very process; Windows has none of them, only the time-out above."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output, limits.output))


def _end_with(parent: int) -> None:
    """A reader whose parent is gone reads for nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


class _Teller:
    """Writes how far the reading is to standard error: each stage, and its count now and then."""

    def __init__(self) -> None:
        self.stage, self.at = "", 0.0

    def __call__(self, stage: str, done: int | None, total: int | None) -> None:
        now = time.monotonic()
        if stage != self.stage or now > self.at + TOLD_EVERY:
            self.stage, self.at = stage, now
            sys.stderr.write(json.dumps([stage, done, total]) + "\n")
            sys.stderr.flush()


def _read_any(data: bytes, suffix: str) -> ParsedDocument | Workbook:
    name = f"document{suffix}"
    return read_spreadsheet(data, name) if is_spreadsheet(name) else _read(data, name, _Teller())


def _main(suffix: str, limits: Limits) -> None:
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    _limit(limits)
    try:
        answer: dict[str, Any] = {"document": to_json(_read_any(sys.stdin.buffer.read(), suffix))}
    except (UnreadableFile, TooLarge) as error:
        answer = {"error": error.message, "status": error.status}
    except RecursionError:
        answer = {"error": "This file needs more room than a document may have. Split it."}
    except MemoryError:
        answer = {"error": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(sys.argv[1], Limits(int(sys.argv[2]), int(sys.argv[3])))
