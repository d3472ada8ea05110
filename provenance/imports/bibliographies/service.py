"""Bibliographies: read, matched to the dossier's sources, and taken as a person decides."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.audit.record import Subject, record
from provenance.db.exchange.edit import lock_version
from provenance.documents.uploads import keep_upload, read_upload
from provenance.dossiers.changes import change_record
from provenance.dossiers.identifiers import issue_id
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput, NotFound
from provenance.imports.bibliographies.commands import (
    DiscardBibliography,
    StartBibliography,
    TakeBibliography,
)
from provenance.imports.bibliographies.plan import LEFT, PlannedEntry, plan_bibliography
from provenance.imports.findings import NEW
from provenance.imports.kept_sources import SourceKeeper, date_value
from provenance.imports.known import Known, read_known
from provenance.imports.models import Bibliography
from provenance.ingest.bibliography import BibliographyEntry, read_bibliography
from provenance.sources.models import Source
from provenance.sources.records import SOURCES
from provenance.text import checked

Values = dict[str, Any]


def start_bibliography(session: Session, actor: Actor, command: StartBibliography) -> Bibliography:
    """Keep the file and what it is called. Raises :class:`UnreadableFile` for what is none."""
    dossier = dossier_by_slug(session, command.dossier)
    name = checked(command.file_name, "file").strip()
    entries = read_bibliography(command.data, name)
    row = Bibliography(
        dossier_id=dossier.id,
        public_id=issue_id(session, dossier.id, "bibliography"),
        file_name=name,
        sha256=keep_upload(_uploads(session), command.data),
        decisions={},
        status="open",
        created_at=clock.now(),
        created_by=actor.name,
    )
    session.add(row)
    session.flush()
    after = {"file": name, "sha256": row.sha256, "entries": len(entries)}
    _record(session, actor, dossier, row, "start", command.reason, None, after)
    return row


def planned(session: Session, row: Bibliography, known: Known) -> tuple[PlannedEntry, ...]:
    """The entries of a kept file, each with what it is proposed to be or has become."""
    entries = read_bibliography(read_upload(_uploads(session), row.sha256), row.file_name)
    return plan_bibliography(entries, row.decisions, known)


def open_bibliographies(session: Session, dossier_id: int) -> Sequence[Bibliography]:
    """Those of which entries still wait, newest first."""
    statement = select(Bibliography).where(
        Bibliography.dossier_id == dossier_id, Bibliography.status == "open"
    )
    return session.scalars(statement.order_by(Bibliography.id.desc())).all()


def take_bibliography(session: Session, actor: Actor, command: TakeBibliography) -> Bibliography:
    """Make new sources of entries, complete those that the dossier has, leave out the rest.

    A source that is there already gains what it lacks (type, date, the full reference); nothing of it
    is replaced. The file stays open as long as entries wait. Raises :class:`InvalidInput` where a
    decision names no entry or no source.
    """
    dossier, row = _open(session, command.dossier, command.public_id, command.version)
    known = read_known(session, dossier.id)
    plan = planned(session, row, known)
    chosen = _chosen(plan, command.decisions)
    _refuse_unknown(session, dossier, plan, chosen)
    keys = _take(session, actor, dossier, command.reason, plan, chosen, known)
    before, row.decisions = row.decisions, {**row.decisions, **keys}
    if len(row.decisions) == len(plan):
        row.status = "taken"
    session.flush()
    _record(session, actor, dossier, row, "take", command.reason,
            {"decisions": before} if before else None,
            {"decisions": row.decisions, "status": row.status})  # fmt: skip
    return row


def discard_bibliography(session: Session, actor: Actor, command: DiscardBibliography) -> None:
    """Let what still waits go. The file and what was decided are kept."""
    dossier, row = _open(session, command.dossier, command.public_id, command.version)
    row.status = "discarded"
    session.flush()
    _record(session, actor, dossier, row, "discard", command.reason,
            {"status": "open"}, {"status": "discarded"})  # fmt: skip


def _chosen(plan: Iterable[PlannedEntry], decisions: Mapping[int, str]) -> dict[int, str]:
    """What is to become of each entry that a person named or that is sure."""
    chosen = {}
    for planned_entry in plan:
        if planned_entry.waits and planned_entry.number in decisions:
            chosen[planned_entry.number] = decisions[planned_entry.number]
        elif planned_entry.waits and not planned_entry.needs and planned_entry.twin is None:
            chosen[planned_entry.number] = planned_entry.source or NEW
    return chosen


def _refuse_unknown(
    session: Session, dossier: Dossier, plan: Sequence[PlannedEntry], chosen: Mapping[int, str]
) -> None:
    for number, wanted in chosen.items():
        if wanted in (NEW, LEFT):
            if wanted == NEW and not plan[number].label:
                raise InvalidInput.at(f"entry-{number}", "It says nothing that could be a label.")
            continue
        try:
            source = find(session, Source, dossier.id, wanted)
        except NotFound as error:
            raise InvalidInput.at(f"entry-{number}", error.message) from error
        if source.withdrawn_at is not None:
            raise InvalidInput.at(f"entry-{number}", f"{wanted} was withdrawn; choose another.")


def _take(
    session: Session, actor: Actor, dossier: Dossier, reason: str, plan: Sequence[PlannedEntry],
    chosen: Mapping[int, str], known: Known,
) -> dict[str, str]:  # fmt: skip
    """Do what was chosen; what became of each entry, twins after their leaders."""
    keeper = SourceKeeper(session, actor, dossier, reason, known)
    new = [plan[number] for number, wanted in chosen.items() if wanted == NEW]
    rows = keeper.add(SOURCES, [_source(one) for one in new])
    keys = {str(one.number): str(row.public_id) for one, row in zip(new, rows, strict=True)}
    for number, wanted in chosen.items():
        if wanted == LEFT:
            keys[str(number)] = LEFT
        elif wanted != NEW:
            row = find(session, Source, dossier.id, wanted)
            _complete(session, actor, dossier, reason, row, plan[number].entry)
            keys[str(number)] = wanted
    return keys | _twins(plan, keys)


def _twins(plan: Sequence[PlannedEntry], keys: Mapping[str, str]) -> dict[str, str]:
    """An entry that is the same work as an earlier one becomes what that one became."""
    return {
        str(one.number): keys[str(one.twin)]
        for one in plan
        if one.waits and str(one.number) not in keys and str(one.twin) in keys
    }


def _source(planned_entry: PlannedEntry) -> Values:
    entry = planned_entry.entry
    return {"label": planned_entry.label, **_described(entry)}


def _described(entry: BibliographyEntry) -> Values:
    return {
        "type": entry.type,
        "date": date_value(entry.date),
        "description": ", ".join(
            part for part in (entry.as_citation().text, entry.doi, entry.url) if part
        ),
    }


def _complete(
    session: Session, actor: Actor, dossier: Dossier, reason: str, row: Source,
    entry: BibliographyEntry,
) -> None:  # fmt: skip
    if row.protected:  # what identifies it goes into its private record, and only by hand
        return
    lacking = {
        name: value
        for name, value in _described(entry).items()
        if value is not None and getattr(row, name) is None
    }
    if lacking:
        change_record(session, actor, dossier, SOURCES, row, lacking, reason=reason, version=None)


def _open(
    session: Session, slug: str, public_id: str, version: int | None
) -> tuple[Dossier, Bibliography]:
    dossier = dossier_by_slug(session, slug)
    row = find(session, Bibliography, dossier.id, public_id)
    lock_version(session, row, version)
    if row.status != "open":
        raise InvalidInput(f"{row.file_name} was {row.status} already; nothing of it waits.")
    return dossier, row


def _uploads(session: Session) -> Path:
    home: Path = session.info["home"]
    return home / "uploads"


def _record(
    session: Session, actor: Actor, dossier: Dossier, row: Bibliography, verb: str, reason: str,
    before: Values | None, after: Values,
) -> None:  # fmt: skip
    record(
        session, actor, f"imports:bibliography:{verb}", chain=dossier.slug, reason=reason,
        subject=Subject("bibliography", row.public_id, row.file_name, row.id),
        before=before, after=after,
    )  # fmt: skip
