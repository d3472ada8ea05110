"""Files of foreign formats are read in a process of their own: its crash is a message."""

import subprocess
from typing import Any

import pytest

from provenance.errors import UnreadableFile
from provenance.imports import reading
from provenance.imports.reading import read_apart
from provenance.ingest.reader import read

PAGE = (
    b"<html><head><title>River</title></head><body><p>It rose.<sup><a href='#n1'>1</a></sup></p>"
    b"<ol><li id='n1'>Interview with a miller, May 2017.</li></ol></body></html>"
)


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
    monkeypatch.setattr(reading, "SECONDS", -9)
    with pytest.raises(UnreadableFile, match="longer"):
        read_apart(PAGE, "river.html")


def test_the_reader_knows_neither_database_nor_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.setenv("PROVENANCE_HOME", "/secret")
    assert not {"DATABASE_URL", "PROVENANCE_HOME"} & reading._environment().keys()


def _instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Run other code where the reader's process would run."""
    run = subprocess.run

    def other(command: list[str], **options: Any) -> Any:
        return run([command[0], "-c", code], **options)

    monkeypatch.setattr(subprocess, "run", other)
