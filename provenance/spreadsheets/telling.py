"""A planned row in words: what it would become, record by record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from provenance.db.exchange.links import Ref, Refs
from provenance.interchange.lists import BY_NAME
from provenance.spreadsheets.plan import Plan, PlannedRow, Record

TITLES = {"claims": "text", "sources": "label"}
"""Field of a record that the row's own title says."""
UNTOLD = ("id", "claim", "subject", "source", "polarity", "grade", "by", "status")


@dataclass(frozen=True, slots=True)
class ToldName:
    """A record that a row refers to: its label, its id, or none where it would be new."""

    label: str
    id: str | None


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """``list``: what it would be; ``act`` and ``whom`` lead it, as in "denies" and who does;
    ``facts``: further fields, as (name, words or names)."""

    list: str
    act: str = ""
    whom: ToldName | None = None
    by: str = ""
    facts: tuple[tuple[str, str | tuple[ToldName, ...]], ...] = ()


def told_records(plan: Plan, row: PlannedRow) -> list[ToldRecord]:
    """What a row would become; nothing of what is left out."""
    return [_told(plan, name, record) for name, record in row.records]


def _told(plan: Plan, name: str, record: Record) -> ToldRecord:
    facts = tuple(_facts(plan, name, record))
    if name == "attributions":
        act = record.get("polarity") or "asserts"
        return ToldRecord(name, act, _name(plan, record["source"]), facts=facts)
    if name == "ratings":
        whom = _name(plan, record["subject"])
        return ToldRecord(name, record["grade"], whom, record["by"], facts)
    return ToldRecord(name, facts=facts)


def _facts(
    plan: Plan, name: str, record: Record
) -> Iterator[tuple[str, str | tuple[ToldName, ...]]]:  # fmt: skip
    for field in BY_NAME[name].fields:
        value = record.get(field.name)
        if value is None or field.name in (*UNTOLD, TITLES.get(name)):
            continue
        label = field.name.replace("_", " ")
        if isinstance(field, Ref | Refs):
            ids = value if isinstance(value, list) else [value]
            yield label, tuple(_name(plan, one) for one in ids)
        elif field.name == "quotes":
            yield "quote", f"“{value[0]['exact']}”"
            yield "in", (_name(plan, value[0]["document"]),)
        else:
            yield label, _words(value)


def _name(plan: Plan, public_id: str) -> ToldName:
    """New records have ids with a blank in them, which no public id has."""
    standing = None if " " in public_id else public_id
    return ToldName(plan.labels.get(public_id, public_id), standing)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    if isinstance(value, Mapping):
        if "edtf" in value or "verbatim" in value:
            return " · ".join(str(value[key]) for key in ("verbatim", "edtf") if key in value)
        if "value" in value or "unit" in value:
            keys = ("qualifier", "value", "unit")
            return " ".join(str(value[key]) for key in keys if key in value)
        return ", ".join(_words(one) for one in value.values())
    return str(value)
