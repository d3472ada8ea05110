"""Files of foreign formats are read in a process of their own: its crash is a message."""

import signal
import subprocess
import sys
from typing import Any

import pytest

from provenance.errors import UnreadableFile
from provenance.imports import reading
from provenance.imports.reading import LIMITS, Limits, StillReading, read_apart
from provenance.ingest.reader import read

PAGE = (
    b"<html><head><title>River</title></head><body><p>It rose.<sup><a href='#n1'>1</a></sup></p>"
    b"<ol><li id='n1'>Interview with a miller, May 2017.</li></ol></body></html>"
)
Told = tuple[str, int | None, int | None]
NOTES = 2500
LONG = "\n\n".join(
    [f"The council met for the {n}th time.[{n}]" for n in range(1, NOTES + 1)]
    + [
        f"[{n}] Interview with official {n} of the Town Council, May 2019."
        for n in range(1, NOTES + 1)
    ]
).encode()


def test_what_is_read_apart_is_what_is_read_here() -> None:
    assert read_apart(PAGE, "river.html") == read(PAGE, "river.html")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7 nothing more", "a.pdf", "PDF"),
        (b"no zip at all", "a.docx", "DOCX"),
        (b"x" * 10, "a.exe", "not read"),
        (b"x" * 10, "a.$(touch x)", "not read"),
        (b"\x00\x01\x02" * 400_000, "a.txt", "NUL"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_apart(data, name)


@pytest.mark.parametrize(
    "code", ["import os; os.kill(os.getpid(), 11)", "print('{')", "raise SystemExit(3)"]
)
def test_a_crash_is_a_message(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    _instead(monkeypatch, code)
    with pytest.raises(UnreadableFile, match="stopped"):
        read_apart(PAGE, "river.html")


def test_a_reader_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(UnreadableFile, match="longer"):
        read_apart(PAGE, "river.html", Limits(0, LIMITS.memory))


def test_a_reader_is_held_to_its_limits_of_time_and_memory() -> None:
    with pytest.raises(UnreadableFile, match="longer than 1 seconds"):
        read_apart(LONG, "long.txt", Limits(1, LIMITS.memory))
    with pytest.raises(UnreadableFile, match="more memory"):
        read_apart(LONG, "long.txt", Limits(60, 80 * 2**20))


def test_who_waits_no_longer_leaves_no_reader_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "import time; time.sleep(600)")
    begun: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def started(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        begun.append(start(*arguments, **options))
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", started)

    with pytest.raises(StillReading):
        read_apart(PAGE, "river.html", patience=0.1)

    assert [process.returncode for process in begun] == [-signal.SIGKILL]


def test_a_reading_tells_how_far_it_is() -> None:
    told: list[Told] = []

    read_apart(LONG, "long.txt", progress=lambda *one: told.append(one))

    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages[:2] == ["Looking for notes", "Reading notes"]
    counts = [(done, total) for stage, done, total in told if stage == "Reading notes"]
    assert {total for _, total in counts} == {NOTES}
    assert counts == sorted(counts, key=lambda count: count[0] or 0)


def test_what_a_reader_tells_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    said = ['["x"]', "[1, 2, 3]", "{", "[" * 5000, f'["{"a" * 500}", -1, true]', '["b", 1, 2]']
    lines = "\n".join(said)
    _instead(monkeypatch, f"import sys; sys.stderr.write({lines!r})")
    told: list[Told] = []

    with pytest.raises(UnreadableFile):
        read_apart(PAGE, "river.html", progress=lambda *one: told.append(one))

    assert told == [("a" * 80, None, None), ("b", 1, 2)]


def test_the_reader_knows_neither_database_nor_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.setenv("PROVENANCE_HOME", "/secret")
    assert not {"DATABASE_URL", "PROVENANCE_HOME"} & reading._environment().keys()


def _instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Run other code where the reader's process would run."""
    monkeypatch.setattr(reading, "_command", lambda *_: [sys.executable, "-c", code])
