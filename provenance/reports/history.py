"""What was done to a record: its audit entries, with what changed from old to new."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import batches
from provenance.audit.models import AuditChain, AuditEntry
from provenance.dossiers.models import Dossier
from provenance.reports.types import FieldChange, HistoryLine, Link

PRIVATE = "sources:private:"


def history(session: Session, dossier: Dossier, *subjects: str) -> tuple[HistoryLine, ...]:
    """The dossier's entries about these records (public ids), the newest first."""
    entries: list[AuditEntry] = []
    for batch in batches(sorted(set(subjects))):
        entries.extend(session.scalars(_about(dossier, batch)))
    entries.sort(key=lambda entry: entry.sequence, reverse=True)
    return tuple(map(line_of, entries))


_ACT = re.compile(r"(\w+:[\w ]+:[\w ]+) (\S+?)(?=,| and \d+ more$|$)")


def causes(
    session: Session, dossier: Dossier, steps: Sequence[tuple[str, datetime]]
) -> list[tuple[HistoryLine, ...]]:
    """For each scoring run (its cause, its time) the entries that its cause names."""
    named = [_ACT.findall(cause) for cause, _ in steps]
    found: dict[tuple[str, str], list[AuditEntry]] = {}
    for batch in batches(sorted({public_id for acts in named for _, public_id in acts})):
        for entry in session.scalars(_about(dossier, batch).order_by(AuditEntry.sequence)):
            found.setdefault((entry.verb, entry.subject_id), []).append(entry)
    return [
        tuple(
            line_of(entry)
            for act in acts
            for entry in [each for each in found.get(act, ()) if each.at <= at][-1:]
        )
        for acts, (_, at) in zip(named, steps, strict=True)
    ]


def _about(dossier: Dossier, subjects: Sequence[str]) -> Select[AuditEntry]:
    return (
        select(AuditEntry)
        .join(AuditChain, AuditChain.id == AuditEntry.chain_id)
        .where(AuditChain.name == dossier.slug, AuditEntry.subject_id.in_(subjects))
    )


def line_of(entry: AuditEntry) -> HistoryLine:
    """One entry in words."""
    body: dict[str, Any] = json.loads(entry.body)
    private = entry.verb.startswith(PRIVATE)
    return HistoryLine(
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        verb=entry.verb.rpartition(":")[2],
        subject=Link(entry.subject_id, body["subject"]["label"]),
        subject_kind=entry.subject_kind,
        reason=body["reason"],
        changes=() if private else tuple(_changes(body["before"], body["after"])),
    )


def _changes(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Iterator[FieldChange]:
    old, new = before or {}, after or {}
    if old.keys() == new.keys() == {"user", "role"}:
        role = f"role of {new['user']}"
        old, new = {role: old["role"]}, {role: new["role"]}
    for name in dict.fromkeys((*old, *new)):
        if name != "id" and old.get(name) != new.get(name):
            yield FieldChange(
                name.replace("_", " "), in_words(old.get(name)), in_words(new.get(name))
            )


def in_words(value: Any) -> str | None:
    """A field's value as a reader would say it; None where there is none."""
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_each(value))
    if isinstance(value, Mapping) and any(isinstance(part, int) for part in value.values()):
        return ", ".join(
            f"{name.replace('_', ' ')} {words}"
            for name, part in value.items()
            if (words := in_words(part)) is not None
        )
    if isinstance(value, Mapping):
        return ", ".join(_each(value.values()))
    return str(value)


def _each(values: Iterable[Any]) -> Iterator[str]:
    return (words for value in values if (words := in_words(value)) is not None)
