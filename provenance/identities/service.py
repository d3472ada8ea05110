"""Merging and splitting sources: one act of a person in one transaction, which can be undone."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.db.exchange.edit import lock_version
from provenance.dossiers.identifiers import issue_id
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.identities.changes import CREATE, WITHDRAW, Change, Doing, changing
from provenance.identities.commands import MergeSources, SplitSource
from provenance.identities.hanging import SPECS, Hanging, hanging_on, records_of
from provenance.identities.merging import ASSERTS, filled, plan_merge, refusals
from provenance.identities.models import IdentityAct
from provenance.identities.splitting import placed, plan_split
from provenance.sources.models import Source
from provenance.sources.records import DISTINCTIONS, SOURCES


def merge_sources(session: Session, actor: Actor, command: MergeSources) -> IdentityAct:
    """All that hung on ``gone`` hangs on ``kept``; ``gone`` is withdrawn and leads there.

    Raises InvalidInput where the two cannot be one source, or where a person still has to choose
    between what the two sides say; EditConflict where either was changed since.
    """
    dossier = dossier_by_slug(session, command.dossier)
    kept = _standing(session, dossier, command.kept, command.kept_version)
    gone = _standing(session, dossier, command.gone, command.gone_version)
    hanging = hanging_on(session, dossier, kept, gone)
    first, second = records_of(session, dossier, kept, gone) if kept is not gone else ({}, {})
    refused = list(refusals(first, second, hanging)) if first else ["Choose two different sources."]
    if refused:
        raise InvalidInput(" ".join(refused))
    plan = plan_merge(first, second, hanging, command.choices)
    undecided = plan.undecided(command.choices)
    if undecided:
        raise InvalidInput(undecided[0].message, undecided)
    doing = _doing(session, actor, dossier, "merge", command.reason)
    taken = filled(first, second)
    doing.do(changing("sources", first, taken), same_as=command.gone)
    for change in plan.changes:
        doing.do(change)
    doing.do(Change("sources", gone.public_id, WITHDRAW), merged_into=command.kept)
    return _keep(doing, "merge", kept, gone, hanging)


def split_source(session: Session, actor: Actor, command: SplitSource) -> IdentityAct:
    """What was chosen hangs on a new source from now on; the two are told apart. Raises InvalidInput
    where the choice makes no sense, EditConflict where the source was changed since."""
    dossier = dossier_by_slug(session, command.dossier)
    source = _standing(session, dossier, command.source, command.version)
    hanging = hanging_on(session, dossier, source)
    plan = plan_split(source.public_id, hanging, command)
    doing = _doing(session, actor, dossier, "split", command.reason)
    new: Source = doing.create(SOURCES, command.values)
    for change in placed(plan.changes, new.public_id):
        doing.do(_decided(change, session, dossier, actor, command.reason))
    for record, citations in plan.divided:
        part = {**record, "source": new.public_id, "citations": citations}
        del part["id"]
        polarity = record.get("polarity") or ASSERTS
        doing.create(SPECS["attributions"], part, polarity_key=polarity)
    apart = {"a": source.public_id, "b": new.public_id, "by": actor.name}
    doing.create(DISTINCTIONS, {**apart, "reason": command.reason.strip()})
    _name_in_history(doing, source, new)
    return _keep(doing, "split", source, new, hanging)


def _decided(
    change: Change, session: Session, dossier: Dossier, actor: Actor, reason: str
) -> Change:
    """Which source a citation is was decided here, by a person."""
    if change.list != "citations":
        return change
    row: Any = find(session, SPECS["citations"].model, dossier.id, change.id)
    columns = {
        "match": [row.match, "decided"],
        "match_reason": [row.match_reason, f"{actor.name}: {reason.strip()}"],
    }
    return Change(change.list, change.id, change.did, change.before, change.after, columns)


def _name_in_history(doing: Doing, source: Source, new: Source) -> None:
    """The divided source's own history tells of the split."""
    nothing: dict[str, Any] = {}
    change = changing("sources", {"id": source.public_id}, nothing)
    doing.do(change, parted_from_it=new.public_id)


def _standing(
    session: Session, dossier: Dossier, public_id: str, version: int | None
) -> Source:  # fmt: skip
    """The source, locked; it is looked at only then, for somebody may be merging it right now."""
    source = find(session, Source, dossier.id, public_id)
    lock_version(session, source, version)
    if source.withdrawn_at is not None:
        raise InvalidInput(f"{public_id} was withdrawn; it can be neither merged nor split.")
    return source


def _doing(session: Session, actor: Actor, dossier: Dossier, verb: str, reason: str) -> Doing:
    act_id = issue_id(session, dossier.id, "identity")
    return Doing(session, actor, dossier, act_id, verb, reason)


def _keep(
    doing: Doing, kind: str, source: Source, other: Source, hanging: Hanging
) -> IdentityAct:  # fmt: skip
    act = IdentityAct(
        public_id=doing.act_id, dossier_id=doing.dossier.id, kind=kind, source_id=source.id,
        other_id=other.id, reason=doing.reason.strip(), by=doing.actor.name,
        created_at=clock.now(), changes=[change.as_json() for change in doing.done],
        standing=sorted({*_ids(hanging), *_made(doing.done)}),
    )  # fmt: skip
    doing.session.add(act)
    doing.session.flush()
    return act


def _ids(hanging: Hanging) -> Iterator[str]:
    """Of all that hung there, and of the citations on which attributions rested."""
    yield from (record["id"] for records in hanging.values() for record in records)
    for record in hanging["attributions"]:
        yield from record.get("citations", ())


def _made(done: Iterable[Change]) -> Iterable[str]:
    return (change.id for change in done if change.did == CREATE)
