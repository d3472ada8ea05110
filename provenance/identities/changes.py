"""Doing what an act does to each record, with its audit entry, and remembering how to undo it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from provenance import clock
from provenance.audit.actor import Actor
from provenance.db.exchange.edit import correct_record
from provenance.db.exchange.read import snapshot
from provenance.db.exchange.spec import RecordSpec
from provenance.dossiers.changes import add_record, write_entry
from provenance.dossiers.models import Dossier
from provenance.dossiers.register import find, ids_in, register_for
from provenance.identities.hanging import SPECS

Record = dict[str, Any]
CHANGE, WITHDRAW, SUPERSEDE, CREATE = "change", "withdraw", "supersede", "create"
RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Change:
    """What an act does to one record; ``before`` and ``after`` hold the fields that it changes.

    ``columns``: what stands in no field of the dossier file, each as [before, after].
    """

    list: str
    id: str
    did: str
    before: Record = field(default_factory=dict)
    after: Record = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> Record:
        """The form in which acts keep it."""
        return asdict(self)


def changing(name: str, record: Record, changes: Record) -> Change:
    """A change of fields (None clears one)."""
    return Change(name, record["id"], CHANGE, {key: record.get(key) for key in changes}, changes)


class Doing:
    """One act over many records: each change gets its entry, which names the act."""

    def __init__(
        self, session: Session, actor: Actor, dossier: Dossier, act_id: str, verb: str, reason: str
    ) -> None:
        self.session, self.actor, self.dossier = session, actor, dossier
        self.act_id, self.verb, self.reason = act_id, verb, reason
        self.done: list[Change] = []

    def do(self, change: Change, **said: str) -> None:
        """Carry a change out; ``said`` stands in the entry beside it."""
        spec, row = self.row(change)
        if change.did == CHANGE:
            self.set(spec, row, change.before, change.after, **said)
            for column, (_, after) in change.columns.items():
                setattr(row, column, after)
        elif change.did == WITHDRAW:
            self.withdraw(spec, row, **said)
        else:
            self.supersede(spec, row)
        self.done.append(change)

    def create(self, spec: RecordSpec, values: Mapping[str, Any], **defaults: Any) -> Any:
        """A new record of this act; its row."""
        row = add_record(
            self.session, self.actor, self.dossier, spec, values, reason=self.reason,
            verb=self._verb(spec, CREATE), **defaults,
        )  # fmt: skip
        kept = snapshot(self.session, spec, row)
        self.done.append(Change(spec.name, row.public_id, CREATE, after=kept))
        return row

    def row(self, change: Change) -> tuple[RecordSpec, Any]:
        """The record's declaration and row."""
        spec = SPECS[change.list]
        return spec, find(self.session, spec.model, self.dossier.id, change.id)

    def set(
        self, spec: RecordSpec, row: Any, before: Record, after: Record, **said: str
    ) -> None:  # fmt: skip
        """Change fields; a list that was empty on purpose is so again."""
        register = register_for(self.session, self.dossier.id, ids_in(after))
        correct_record(self.session, spec, row, dict(after), register)
        emptied = {name for name, value in after.items() if value == []}
        row.blank = sorted({*(row.blank or ()), *emptied}) or None
        self._entry(spec, row, "move", before, {**after, **said})

    def withdraw(self, spec: RecordSpec, row: Any, **said: str) -> None:
        """Take a record back."""
        before = snapshot(self.session, spec, row)
        row.withdrawn_at = clock.now()
        self._entry(spec, row, WITHDRAW, before, dict(said))

    def supersede(self, spec: RecordSpec, row: Any) -> None:
        """Let a rating be one of the past."""
        row.superseded_at = clock.now()
        self._entry(spec, row, SUPERSEDE, {"in force": True}, {"in force": False})

    def revive(self, spec: RecordSpec, row: Any) -> None:
        """Let a record that was withdrawn or superseded stand again."""
        row.withdrawn_at = None
        if spec.superseded:
            row.superseded_at = None
        self.session.flush()
        self._entry(spec, row, RESTORE, {}, snapshot(self.session, spec, row))

    def _verb(self, spec: RecordSpec, did: str) -> str:
        """A source is merged or split, what hangs on it moved or withdrawn; all of it is restored."""
        return self.verb if spec.name == "sources" or self.verb == RESTORE else did

    def _entry(
        self, spec: RecordSpec, row: Any, did: str, before: Record, after: Record
    ) -> None:  # fmt: skip
        flag_modified(row, "blank")  # lists live in other tables: the version must count them too
        self.session.flush()
        write_entry(
            self.session, self.actor, self.dossier, spec, row, self._verb(spec, did), self.reason,
            before, {**after, "act": self.act_id},
        )  # fmt: skip
