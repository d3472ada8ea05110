"""Columns that no field of the dossier file fills: printed order, keys of uniqueness, times."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from provenance import clock
from provenance.db.exchange.store import Register
from provenance.relations.service import pair_of

Record = dict[str, Any]
Columns = dict[str, Record]
"""Public id → further columns of that record."""
_DIGITS = re.compile(r"(\d+)", re.ASCII)


def extra_columns(name: str, lists: Mapping[str, list[Record]], register: Register) -> Columns:
    """Further columns of one list's records; what they refer to has rows by now."""
    records = lists.get(name, [])
    if name == "notes":
        return _numbered(records, "document", lambda note: natural_key(note["label"]))
    if name == "citations":
        notes = {note["id"]: note.get("text") or "" for note in lists.get("notes", [])}
        return _numbered(records, "note", lambda citation: _place(citation, notes))
    if name == "relations":
        return {record["id"]: _pair(record, register) for record in records}
    alone = ALONE.get(name)
    return {record["id"]: alone(record) for record in records} if alone else {}


def natural_key(label: str) -> tuple[tuple[int, int, str], ...]:
    """Labels in the order in which they are printed: 9 before 10, 10 before 10a, * after digits."""
    return tuple(_part_key(part) for part in _DIGITS.split(label) if part)


def _part_key(part: str) -> tuple[int, int, str]:
    """Digits by their value, without making a number of them: a label may be of any length."""
    if not _DIGITS.fullmatch(part):
        return 1, 0, part
    digits = part.lstrip("0")
    return 0, len(digits), digits


def _numbered(records: list[Record], owner: str, key: Any) -> Columns:
    """Rank within the owner, by key and then by place in the file."""
    owners: dict[Any, list[tuple[Any, int, str]]] = {}
    for place, record in enumerate(records):
        owners.setdefault(record.get(owner), []).append((key(record), place, record["id"]))
    return {
        public_id: {"number": number}
        for group in owners.values()
        for number, (_, _, public_id) in enumerate(sorted(group))
    }


def _place(citation: Record, notes: Mapping[str, str]) -> int:
    """Where the citation stands in its note: as it says, else where its words are found."""
    start = citation.get("start")
    if isinstance(start, int):
        return start
    found = notes.get(citation.get("note") or "", "").find(citation["text"])
    return found if found >= 0 else 2**31


def _pair(record: Record, register: Register) -> Record:
    low, high = pair_of(record["kind"], register.row(record["a"]), register.row(record["b"]))
    return {"low_id": low, "high_id": high}


ALONE: Mapping[str, Callable[[Record], Record]] = {
    "attributions": lambda record: {"polarity_key": record.get("polarity") or "asserts"},
    "cases": lambda _: {"decided_at": None},
    "ratings": lambda _: {"created_at": clock.now()},
}
