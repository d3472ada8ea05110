"""Taking a merge or a split back: every record as it was before, but for what people did since.

What was added since stays where it is; what was changed since keeps that change. Both are told before
anything is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.claims.models import Attribution, Claim
from provenance.db.exchange.edit import lock_version
from provenance.db.exchange.read import snapshot
from provenance.db.exchange.spec import RecordSpec
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.identities.changes import CHANGE, CREATE, RESTORE, SUPERSEDE, Change, Doing
from provenance.identities.commands import UndoIdentity
from provenance.identities.hanging import Record, hanging_on
from provenance.identities.merging import ASSERTS
from provenance.identities.models import IdentityAct
from provenance.ratings.models import Rating
from provenance.sources.models import Source
from provenance.sources.private import current_record


@dataclass(frozen=True, slots=True)
class Later:
    """A record that somebody added or changed since the act, and what becomes of it."""

    list: str
    record: Record
    what: str


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """``restored`` counts records by list; ``later`` is what people did since; ``refused`` says why
    it cannot be undone, None where it can."""

    restored: dict[str, int]
    later: tuple[Later, ...]
    refused: str | None


def changes_of(act: IdentityAct) -> list[Change]:
    """What the act did, in order."""
    return [Change(**change) for change in act.changes]


def plan_undo(session: Session, dossier: Dossier, act: IdentityAct) -> UndoPlan:
    """What undoing the act would do; nothing is written."""
    restored: dict[str, set[str]] = {}
    for change in changes_of(act):
        restored.setdefault(change.list, set()).add(change.id)
    return UndoPlan(
        {name: len(ids) for name, ids in restored.items()},
        tuple(_later(session, dossier, act)),
        refusal(session, act),
    )


def refusal(session: Session, act: IdentityAct) -> str | None:
    """Why the act cannot be undone now."""
    if act.withdrawn_at is not None:
        return "This was undone already."
    if act.source.withdrawn_at is not None:
        return (
            f"{act.source.public_id} does not stand any more: it was merged into another source "
            "or withdrawn. Undo that first."
        )
    if act.kind == "split" and act.other.withdrawn_at is not None:
        return (
            f"{act.other.public_id} does not stand any more: it was merged into another source or "
            "withdrawn. Undo that first."
        )
    touched = {change["id"] for change in act.changes if change["list"] != "sources"}
    statement = select(IdentityAct).where(
        IdentityAct.dossier_id == act.dossier_id, IdentityAct.id > act.id,
        IdentityAct.withdrawn_at.is_(None),
    )  # fmt: skip
    for later in session.scalars(statement.order_by(IdentityAct.id.desc())):
        if touched & {change["id"] for change in later.changes}:
            return (
                f"A later {later.kind} ({later.public_id}) moved the same records: undo it first."
            )
    return None


def _later(session: Session, dossier: Dossier, act: IdentityAct) -> Iterator[Later]:
    """Records that hang on what the act left standing and were not there then, or look different."""
    changed = {change.id: change for change in changes_of(act) if change.did == CHANGE}
    left = [act.source] if act.kind == "merge" else [act.source, act.other]
    known = set(act.standing)
    for name, records in hanging_on(session, dossier, *left).items():
        for record in records:
            if record["id"] not in known:
                yield Later(name, record, "added since: it stays where it is")
            elif record["id"] in changed and _differs(changed[record["id"]], record):
                yield Later(name, record, "changed since: that change stays")


def _differs(change: Change, now: Record) -> bool:
    return any((value or None) != (now.get(name) or None) for name, value in change.after.items())


def undo(session: Session, actor: Actor, command: UndoIdentity) -> IdentityAct:
    """Restore both sides. Raises InvalidInput where something later stands in the way."""
    dossier = dossier_by_slug(session, command.dossier)
    act = find(session, IdentityAct, dossier.id, command.act)
    lock_version(session, act, command.version)
    for source in (act.source, act.other):
        lock_version(session, source, None)
    refused = refusal(session, act)
    if refused:
        raise InvalidInput(refused)
    _Undoing(session, actor, dossier, act, command.reason).run()
    act.withdrawn_at = clock.now()
    session.flush()
    return act


class _Undoing:
    """The changes of one act, backwards."""

    def __init__(
        self, session: Session, actor: Actor, dossier: Dossier, act: IdentityAct, reason: str
    ) -> None:
        self.session, self.dossier, self.act = session, dossier, act
        self.doing = Doing(session, actor, dossier, act.public_id, RESTORE, reason)
        self.known = set(act.standing)
        self.changes = changes_of(act)

    def run(self) -> None:
        for change in reversed(self.changes):
            spec, row = self.doing.row(change)
            if change.did == CHANGE:
                self._back(change, spec, row)
            elif change.did == CREATE:
                self._uncreate(change, spec, row)
            elif change.did != SUPERSEDE or self._stands_again(row):
                self.doing.revive(spec, row)

    def _stands_again(self, rating: Rating) -> bool:
        """A grade that goes back to its own source does; one that stayed does unless the same person
        has graded the source anew, which is the later word."""
        if any(c.id == rating.public_id and c.did == CHANGE for c in self.changes):
            return True
        statement = select(Rating).where(
            Rating.source_id == self.act.source_id, Rating.by == rating.by,
            Rating.superseded_at.is_(None), Rating.withdrawn_at.is_(None),
        )  # fmt: skip
        scope = rating.scope or None
        in_force = (r for r in self.session.scalars(statement) if (r.scope or None) == scope)
        return all(one.public_id in self.known for one in in_force)

    def _uncreate(self, change: Change, spec: RecordSpec, row: Any) -> None:
        """Withdrawn, unless something new hangs on it: that stays, and the record with it."""
        if row.withdrawn_at is not None:
            return
        now = snapshot(self.session, spec, row)
        added = self._added(now)  # citations, of an attribution
        if change.list == "sources" and any(hanging_on(self.session, self.dossier, row).values()):
            self.doing.set(spec, row, {}, {}, stays="something new hangs on it")
        elif added:
            self.doing.set(spec, row, {"citations": now["citations"]}, {"citations": added})
        else:
            self.doing.withdraw(spec, row)

    def _added(self, attribution: Record) -> list[str]:
        return [each for each in attribution.get("citations", ()) if each not in self.known]

    def _back(self, change: Change, spec: RecordSpec, row: Any) -> None:
        if row.withdrawn_at is not None:
            return
        now = snapshot(self.session, spec, row)
        after = {
            name: back(change.before.get(name), value, now.get(name))
            for name, value in change.after.items()
        }
        staying = self._staying(now, after) if change.list == "attributions" else None
        self._beside_fields(change, row, after)
        if any(after[name] != now.get(name) for name in after) or not change.after:
            self.doing.set(spec, row, {name: now.get(name) for name in after}, after)
        if staying is not None:
            polarity = staying.get("polarity") or ASSERTS
            self.doing.create(spec, staying, polarity_key=polarity)

    def _beside_fields(self, change: Change, row: Any, after: Record) -> None:
        """What stands in no field; and the protection of a source of which a private record is kept
        by now is not taken back."""
        for column, (first, then) in change.columns.items():
            if getattr(row, column) == then:
                setattr(row, column, first)
        if change.list == "sources" and current_record(self.session, row) is not None:
            after.pop("protected", None)
        if change.list == "ratings":
            row.superseded_at = None  # of the other source it is the last word again

    def _staying(self, now: Record, after: Record) -> Record | None:
        """Citations added since stay where they are, with what is said in them."""
        if after.get("source", now["source"]) == now["source"]:
            return None
        self._refuse_second(now, after["source"])
        added = self._added(now)
        if not added:
            return None
        after["citations"] = [each for each in now["citations"] if each not in added] or None
        return {name: value for name, value in now.items() if name != "id"} | {"citations": added}

    def _refuse_second(self, now: Record, source: str) -> None:
        """Since a split, the divided source may have been recorded with the same claim again."""
        standing = self.session.scalars(
            select(Attribution.public_id)
            .join(Source, Source.id == Attribution.source_id)
            .join(Claim, Claim.id == Attribution.claim_id)
            .where(
                Attribution.dossier_id == self.dossier.id, Attribution.withdrawn_at.is_(None),
                Source.public_id == source, Claim.public_id == now["claim"],
                Attribution.polarity_key == (now.get("polarity") or ASSERTS),
            )
        ).first()  # fmt: skip
        if standing is not None:
            raise InvalidInput(
                f"{source} speaks on {now['claim']} by itself since then ({standing}): merge "
                f"{now['source']} into {source} instead."
            )


def back(before: Any, after: Any, now: Any) -> Any:
    """A field as it was before the act, with what was done to it since."""
    if now == after or (not now and not after):
        return before
    if not any(isinstance(value, list) for value in (before, after, now)):
        return now
    first, then, here = (list(value or ()) for value in (before, after, now))
    kept = [each for each in here if each in first or each not in then]
    restored = [each for each in first if each in kept or each not in then]
    return [*restored, *(each for each in kept if each not in restored)] or None
