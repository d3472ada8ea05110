"""New versions of documents: a draft said to be one, its changed words chosen, taken in."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.db.exchange.edit import lock_version
from provenance.documents.models import Document
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.imports.commands import StartDraft
from provenance.imports.deciding import with_act
from provenance.imports.known import read_known
from provenance.imports.models import ImportDraft
from provenance.imports.service import open_draft, start_draft, write_draft_entry
from provenance.imports.versions.accepting import VersionAcceptance
from provenance.imports.versions.commands import AcceptVersion, ChooseChanged, MarkVersion
from provenance.imports.versions.plan import (
    CHOICES,
    decisions_taken_over,
    own_decisions,
    plan_version,
)
from provenance.imports.work.service import start_reading
from provenance.text import checked

Values = Mapping[str, Any] | None


def start_version(
    session: Session, actor: Actor, command: StartDraft, document: str
) -> ImportDraft:
    """Begin a draft as a new version of a document: as read, or for a worker to read."""
    if command.parsed is not None:
        draft = start_draft(session, actor, command)
        mark = MarkVersion(command.dossier, draft.public_id, document, command.reason)
        return mark_version(session, actor, mark)
    draft = start_reading(session, actor, command)
    dossier = dossier_by_slug(session, command.dossier)
    of = find(session, Document, dossier.id, document)
    draft.version_of_id = of.id
    session.flush()
    write_draft_entry(session, actor, dossier, draft, "version", command.reason, None,
            {"version of": of.public_id})  # fmt: skip
    return draft


def mark_version(session: Session, actor: Actor, command: MarkVersion) -> ImportDraft:
    """Say of an open draft that it is a new version of a document, or that it is none."""
    dossier, draft = open_draft(session, command.dossier, command.draft, command.version)
    before = session.get(Document, draft.version_of_id) if draft.version_of_id else None
    after = None
    if command.document is not None:
        after = find(session, Document, dossier.id, command.document)
        if after.withdrawn_at is not None:
            raise InvalidInput(f"{after.public_id} was withdrawn: it takes no new version.")
    if after is before:
        return draft
    draft.version_of_id = after.id if after else None
    draft.decisions = {n: one for n, one in own_decisions(draft).items() if n != CHOICES}
    if after is not None:
        known = read_known(session, dossier.id)
        draft.decisions = decisions_taken_over(session, draft, after, known)
    session.flush()
    write_draft_entry(session, actor, dossier, draft, "version", command.reason,
            {"version of": before.public_id if before else None},
            {"version of": after.public_id if after else None})  # fmt: skip
    return draft


def choose_changed(session: Session, actor: Actor, command: ChooseChanged) -> ImportDraft:
    """Keep which things with changed words are the same."""
    dossier, draft = open_draft(session, command.dossier, command.draft, command.version)
    chosen = {"accept": sorted(set(command.accept)), "leave": sorted(set(command.leave))}
    for key in (*chosen["accept"], *chosen["leave"]):
        checked(key, "accept")
    before = dict(draft.decisions.get(CHOICES, {}))
    if {name: before.get(name, []) for name in chosen} == chosen:
        return draft
    at = clock.now().isoformat()
    draft.decisions = with_act(draft.decisions, {CHOICES: chosen}, actor.name, at)
    session.flush()
    former = {name: before.get(name, []) for name in chosen}
    write_draft_entry(session, actor, dossier, draft, "decide", command.reason,
            {CHOICES: former}, {CHOICES: chosen})  # fmt: skip
    return draft


def accept_version(session: Session, actor: Actor, command: AcceptVersion) -> Document:
    """Make the draft the newest version of its document, whole or not at all."""
    dossier, draft = open_draft(session, command.dossier, command.draft, command.version)
    target = session.get(Document, draft.version_of_id) if draft.version_of_id else None
    if target is not None:
        lock_version(session, target, None)
    known = read_known(session, dossier.id)
    plan = plan_version(session, draft, known)
    acceptance = VersionAcceptance(
        session, actor, dossier, command.reason, plan, draft.decisions, known, command.only_sure
    )
    document = acceptance.run(draft.file_name)
    draft.status, draft.document_id = "accepted", document.id
    session.flush()
    write_draft_entry(session, actor, dossier, draft, "accept", command.reason, {"status": "open"},
            {"status": "accepted", "new version of": document.public_id})  # fmt: skip
    return document
