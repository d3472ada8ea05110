"""Tables of assertions, truth and grades as CSV (RFC 4180, UTF-8): read whole or refused with every
faulty line, written with every value of every object."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

import numpy as np

from provenance.errors import Fault, InvalidInput
from provenance.scoring.arrays import Index
from provenance.scoring.codes import Codes, Grade
from provenance.scoring.tables.types import AssertionTable, Labels, TableResult, numbers

ASSERTIONS = ("source_id", "object_id", "value")
TRUTH = ("object_id", "value")
GRADES = ("source_id", "grade")
UNKNOWN, UNNAMED = -1, -2
_TOLD = 20
"""Faulty lines that a message names."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of text, cells exactly as they stand; ``blank`` are numbers of lines that were left out
    because a cell of theirs is blank: unknown is not a value."""

    cells: list[list[str]]
    blank: list[int]


def read_columns(data: bytes, names: Sequence[str]) -> Columns:
    """The named columns; others are passed over. Raises :class:`InvalidInput` with faulty lines."""
    rows = csv.reader(io.StringIO(_decoded(data), newline=""), strict=True)
    try:
        places = _places(next(rows, []), names)
        kept = list(_kept(rows, places))
    except csv.Error as error:
        raise InvalidInput(f"Line {rows.line_num} is no CSV: {error}.") from error
    faults = [row for row in kept if isinstance(row, Fault)]
    if faults:
        raise InvalidInput(f"{len(faults)} lines cannot be read.", tuple(faults[:_TOLD]))
    full = [row for row in kept if isinstance(row, tuple)]
    cells = [list(column) for column in zip(*full, strict=True)] or [[] for _ in names]
    return Columns(cells, [row for row in kept if isinstance(row, int)])


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidInput(f"Line {line} is not UTF-8; save the table as UTF-8.") from error


def _places(head: Sequence[str], names: Sequence[str]) -> list[int]:
    found = [cell.strip().casefold() for cell in head]
    missing = [name for name in names if found.count(name) != 1]
    if missing:
        raise InvalidInput(f"Line 1 must name these columns, each once: {', '.join(missing)}.")
    return [found.index(name) for name in names]


def _kept(
    rows: Iterator[list[str]], places: Sequence[int]
) -> Iterator[tuple[str, ...] | int | Fault]:
    most = max(places)
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        if len(row) <= most:
            yield Fault(f"line {number}", f"has {len(row)} columns, too few.")
            continue
        cells = tuple(row[place] for place in places)
        yield cells if all(map(str.strip, cells)) else number


def grades_of(data: bytes, labels: Labels) -> Codes:
    """Grade per source, -1 for none. Raises :class:`InvalidInput` with what cannot be read, where a
    source has two grades, and where no graded source says anything."""
    sources, words = read_columns(data, GRADES).cells
    faults = [
        Fault(f"row {number}", f"{word[:20]!r} is no grade from A to F.")
        for number, word in enumerate(words, 1)
        if word.strip().upper() not in Grade.__members__
    ]
    if faults:
        raise InvalidInput("Some grades cannot be read.", tuple(faults[:_TOLD]))
    _check_single(sources, [word.strip().upper() for word in words], "grades")
    grades = np.full(len(labels.sources), UNKNOWN, dtype=np.int8)
    at = _places_of(sources, labels.sources, "source_id of the grades")
    codes = np.array([Grade[word.strip().upper()] for word in words], dtype=np.int8)
    grades[at[at >= 0]] = codes[at >= 0]
    return grades


def truth_of(data: bytes, labels: Labels) -> Index:
    """Number of the true value of each object; -1 not known, -2 a value that nobody named. Raises
    :class:`InvalidInput` where an object has two true values, and where none is of this table."""
    objects, values = read_columns(data, TRUTH).cells
    _check_single(objects, values, "true values")
    truth = np.full(len(labels.objects), UNKNOWN, dtype=np.int64)
    at = _places_of(objects, labels.objects, "object_id of the truth")
    true, known = numbers(values, labels.values), at >= 0
    truth[at[known]] = np.where(true[known] < 0, UNNAMED, true[known])
    return truth


def _check_single(names: Sequence[str], words: Sequence[str], what: str) -> None:
    """Repeating a line is harmless; two different words for one name are not."""
    said: dict[str, str] = {}
    faults = [
        Fault(name[:40], f"has two {what}: {said[name][:20]!r} and {word[:20]!r}. Keep one.")
        for name, word in zip(names, words, strict=True)
        if said.setdefault(name, word) != word
    ]
    if faults:
        raise InvalidInput(f"{len(faults)} lines contradict others.", tuple(faults[:_TOLD]))


def _places_of(names: Sequence[str], known: Sequence[str], what: str) -> Index:
    """Places among the known names, -1 for others; of several one at least must be there."""
    at = numbers(names, known)
    if len(at) and (at < 0).all():
        raise InvalidInput(f"No {what} occurs in the table; are they of another table?")
    return at


def nearly_same(words: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of different words that look alike: apart in case, spaces or Unicode form alone."""
    seen: dict[str, str] = {}
    pairs = []
    for word in words:
        plain = " ".join(normalize("NFKC", word).casefold().split())
        if plain in seen:
            pairs.append((seen[plain], word))
        seen.setdefault(plain, word)
    return pairs


def values_csv(table: AssertionTable, labels: Labels, result: TableResult) -> bytes:
    """object_id, value, probability: every value of every object."""
    rows = zip(table.object.tolist(), table.value.tolist(), result.probability.tolist(),
               strict=True)  # fmt: skip
    return _written(
        ("object_id", "value", "probability"),
        ((labels.objects[one], labels.values[value], f"{p:.6f}") for one, value, p in rows),
    )


def sources_csv(labels: Labels, result: TableResult) -> bytes:
    """source_id, accuracy, lower, upper (a 90 % interval)."""
    rows = zip(labels.sources, result.accuracy, result.lower, result.upper, strict=True)
    return _written(
        ("source_id", "accuracy", "lower", "upper"),
        ((name, f"{at:.6f}", f"{low:.6f}", f"{high:.6f}") for name, at, low, high in rows),
    )


def _written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()
