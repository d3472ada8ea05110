"""Spreadsheets for tests, made by code."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook


def xlsx(*rows: Sequence[Any], **sheets: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet, or of several named ones."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, lines in (sheets or {"Table": rows}).items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def altered(data: bytes, **parts: bytes) -> bytes:
    """The same archive with parts replaced or added; two underscores stand for a slash, one for a dot
    before the ending."""
    made = io.BytesIO()
    new = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as copy:
        for name in old.namelist():
            if name not in new:
                copy.writestr(name, old.read(name))
        for name, part in new.items():
            copy.writestr(name, part)
    return made.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """A part of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
