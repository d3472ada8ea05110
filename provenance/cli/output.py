"""What commands write: results to stdout, everything else to stderr, files whole or not at all."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from provenance.errors import ProvenanceError


def say(message: str) -> None:
    """A message for the person at the terminal; it is no part of the result."""
    click.echo(message.encode("utf-8", "backslashreplace"), err=True)


def show(line: str) -> None:
    """A line of the result, in UTF-8 whatever the terminal's encoding."""
    click.echo(line.encode("utf-8", "backslashreplace"))


def show_json(value: Any) -> None:
    """The result as JSON."""
    show(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def show_table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """The result as columns."""
    lines = [head, *(tuple(map(str, row)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        show("  ".join(cells).rstrip())


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a device or pipe is written to directly."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write and read; it takes the path's place when all went well."""
    if not path.parent.is_dir():
        raise ProvenanceError(f"There is no folder {path.parent} to write {path.name} to.")
    aside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with aside.open("xb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
