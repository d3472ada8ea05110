"""Taking a table in: all of its records in one transaction, with one entry in the audit trail.

What goes into private records is the exception: each enters the trail as ciphertext, on its own, as
it does wherever it is kept.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.db.exchange.fields import Field
from provenance.db.exchange.links import Items, Ref, Refs
from provenance.dossiers.identifiers import free_ids
from provenance.dossiers.models import Dossier
from provenance.errors import Fault, InvalidInput
from provenance.ingest.spreadsheets.kinds import OUT
from provenance.interchange.check import list_faults, refusal
from provenance.interchange.lists import BY_NAME, LISTS
from provenance.interchange.prune import references
from provenance.interchange.render import render
from provenance.interchange.store import standing_register, store_lists
from provenance.ratings.models import Rating
from provenance.sources.commands import KeepPrivate
from provenance.sources.private import keep_private
from provenance.spreadsheets.commands import EndSpreadsheet
from provenance.spreadsheets.contents import destroy_contents
from provenance.spreadsheets.models import ACCEPTED, Spreadsheet
from provenance.spreadsheets.plan import DOUBLE, SOUND, WRONG, Plan, PlannedRow, Record
from provenance.spreadsheets.planning import plan_of, rater_of
from provenance.spreadsheets.service import open_spreadsheet, write_table_entry

Lists = dict[str, list[Record]]
NAMED = 20
"""How many faults a refusal names; the page has them all."""
_BATCH = 500


def accept_spreadsheet(session: Session, actor: Actor, command: EndSpreadsheet) -> Spreadsheet:
    """Make the records of all rows that are understood and not left out.

    Raises :class:`InvalidInput` while a column, a row or a choice waits; nothing is made then.
    """
    dossier, row = open_spreadsheet(session, command.dossier, command.public_id, command.version)
    plan = plan_of(session, dossier, row, rater_of(actor))
    _refuse_unready(plan)
    taken = [one for one in plan.rows if one.state == SOUND]
    lists, ids = _lists(session, dossier, records_of(plan))
    _store(session, dossier, lists)
    superseded = _supersede(session, dossier, taken)
    private = _keep_private(session, actor, command, taken, ids)
    row.status = ACCEPTED
    row.counts = {name: len(records) for name, records in lists.items()}
    row.contents.made = {
        "ids": {name: [record["id"] for record in records] for name, records in lists.items()},
        "superseded": superseded,
        "private": private,
    }
    destroy_contents(row)
    session.flush()
    file = render(dossier.slug, dossier.title, lists)
    after: Record = {
        "file": row.sha256, "sha256": hashlib.sha256(file).hexdigest(), "records": row.counts,
        "rows": len(taken), "left out": plan.counts()[OUT],
    }  # fmt: skip
    if superseded:
        after["superseded"] = superseded
    write_table_entry(session, actor, dossier, row, "accept", command.reason, None, after)
    return row


def _refuse_unready(plan: Plan) -> None:
    faults = tuple(faults_of(plan))
    if faults:
        raise InvalidInput(
            f"{len(faults)} things are not understood yet; nothing was taken in.", faults[:NAMED]
        )
    if not plan.brings_something:
        raise InvalidInput(
            "Every row is left out or says what is there already: there is nothing to take in."
        )


def faults_of(plan: Plan) -> Iterator[Fault]:
    """All that somebody must still decide or put right, columns first."""
    if plan.unsure:
        yield Fault("encoding", plan.unsure)
    for column in plan.undecided:
        reason = plan.proposals[column.index].reason
        yield Fault(f"column {column.name}", f"say what it holds, or leave it out ({reason})")
    for row in plan.rows:
        if row.state == WRONG:
            yield from (Fault(f"row {row.number}, {f.where}", f.message) for f in row.faults)
        elif row.state == DOUBLE and row.twin is not None:
            yield Fault(f"row {row.number}", f"{row.twin.told}: say what it is, or leave it out")


def records_of(plan: Plan) -> Lists:
    """The records of the rows that are taken, by list, under provisional ids: with the new ones that
    their cells name."""
    found: Lists = {}
    used: set[str] = set()
    for row in plan.rows:
        for name, record in row.records if row.state == SOUND else ():
            found.setdefault(name, []).append(record)
            used.update(references(BY_NAME[name], record))
    for name, named in plan.new.items():
        new = [{"id": key, **record} for key, record in named.items() if key in used]
        if new:
            found.setdefault(name, []).extend(new)
    return {spec.name: found[spec.name] for spec in LISTS if spec.name in found}


def _lists(session: Session, dossier: Dossier, found: Lists) -> tuple[Lists, dict[str, str]]:
    """The records under new ids; provisional id → id."""
    ids: dict[str, str] = {}
    for name, records in found.items():
        given = free_ids(session, dossier.id, BY_NAME[name].kind, len(records))
        ids.update(zip((record["id"] for record in records), given, strict=True))
    lists = {
        name: [
            {"id": ids[record["id"]], **_renamed(BY_NAME[name].all_fields, record, ids)}
            for record in records
        ]
        for name, records in found.items()
    }
    return lists, ids


def _renamed(fields: tuple[Field, ...], values: Record, ids: Mapping[str, str]) -> Record:
    """The fields of a record, with ids for provisional ones."""
    found: Record = {}
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if isinstance(field, Ref):
            value = ids.get(value, value)
        elif isinstance(field, Refs):
            value = [ids.get(one, one) for one in value]
        elif isinstance(field, Items) and not field.plain:
            value = [_renamed(field.fields, one, ids) for one in value]
        found[field.name] = value
    return found


def _store(session: Session, dossier: Dossier, lists: Lists) -> None:
    """Checked once more by the rules of the dossier file, then stored as one is loaded."""
    register = standing_register(session, dossier.id)
    standing = {public_id: name for public_id, (name, _) in register.rows.items()}
    faults = tuple(list_faults(lists, standing))
    if faults:
        raise refusal(faults)
    store_lists(session, dossier.id, lists, register)


def _supersede(session: Session, dossier: Dossier, taken: Iterable[PlannedRow]) -> list[str]:
    """Let earlier grades of the same raters be of the past; their public ids."""
    wanted = sorted({public_id for row in taken for public_id in row.supersedes})
    now = clock.now()
    for start in range(0, len(wanted), _BATCH):
        among = Rating.public_id.in_(wanted[start : start + _BATCH])
        for rating in session.scalars(select(Rating).where(Rating.dossier_id == dossier.id, among)):
            rating.superseded_at = now
    session.flush()
    return wanted


def _keep_private(
    session: Session, actor: Actor, command: EndSpreadsheet, taken: Iterable[PlannedRow],
    ids: Mapping[str, str],
) -> list[str]:  # fmt: skip
    """What must stay secret goes under seal; the keys of those records."""
    kept = []
    for row in taken:
        if row.private:
            _, record = row.records[-1]
            subject = ids[record["id"]]
            private = KeepPrivate(command.dossier, subject, row.private, command.reason)
            kept.append(keep_private(session, actor, private).id)
    return kept


def told(counts: Mapping[str, int]) -> str:
    """What was made, in words: "10 claims, 3 sources"."""
    ones: Counter[str] = Counter(counts)
    parts = [
        f"{count} {BY_NAME[name].kind if count == 1 else name}" for name, count in ones.items()
    ]
    return ", ".join(parts)
