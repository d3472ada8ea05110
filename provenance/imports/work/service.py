"""Drafts in the hands of a worker: begun, kept, failed, cancelled, begun again.

A person begins and cancels; the worker keeps or fails, on behalf of whoever began it. Nothing of what
it does is in the dossier before it is done.
"""

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.documents.models import Document
from provenance.imports.commands import AcceptDraft, CancelWork, ReadAgain, StartDraft
from provenance.imports.known import read_known
from provenance.imports.models import (
    ACCEPTING,
    AT_WORK,
    CANCELLED,
    FAILED,
    NOT_READ,
    OPEN,
    READING,
    ImportDraft,
)
from provenance.imports.service import (
    change_status,
    check_no_version,
    check_upload,
    keep_parsed,
    new_draft,
    open_draft,
    take_in,
    write_draft_entry,
)
from provenance.imports.versions.plan import decisions_taken_over
from provenance.imports.work.tasks import begin_task, taken_up
from provenance.ingest.types import ParsedDocument


def start_reading(session: Session, actor: Actor, command: StartDraft) -> ImportDraft:
    """Keep a file as a draft that waits for its reader. Refuses as ``start_draft`` does."""
    dossier, name = check_upload(session, command)
    draft = new_draft(session, actor, dossier, name, command, READING)
    begin_task(draft, actor, command.reason)
    session.flush()
    after = {"file": name, "sha256": draft.sha256, "size": draft.size}
    write_draft_entry(session, actor, dossier, draft, "start", command.reason, None, after)
    return draft


def read_again(session: Session, actor: Actor, command: ReadAgain) -> ImportDraft:
    """Let the kept file be read once more."""
    dossier, draft = open_draft(
        session, command.dossier, command.public_id, command.version, NOT_READ
    )
    draft.message = None
    begin_task(draft, actor, command.reason)
    change_status(session, actor, dossier, draft, READING, "again", command.reason)
    return draft


def keep_reading(
    session: Session, slug: str, public_id: str, run: str, parsed: ParsedDocument
) -> None:
    """What the worker of this attempt read."""
    dossier, draft, task = taken_up(session, slug, public_id, run, READING)
    keep_parsed(draft, parsed)
    if draft.version_of_id:
        of = session.get_one(Document, draft.version_of_id)
        known = read_known(session, dossier.id)
        draft.decisions = decisions_taken_over(session, draft, of, known)
    change_status(session, task.actor, dossier, draft, OPEN, "read", task.reason,
                  reader=parsed.reader)  # fmt: skip


def fail_reading(session: Session, slug: str, public_id: str, run: str, message: str) -> None:
    """Why the worker of this attempt could read nothing."""
    dossier, draft, task = taken_up(session, slug, public_id, run, READING)
    draft.message = message
    change_status(session, task.actor, dossier, draft, FAILED, "fail", task.reason,
                  message=message)  # fmt: skip


def start_accepting(session: Session, actor: Actor, command: AcceptDraft) -> ImportDraft:
    """Let a worker take the draft into the dossier."""
    dossier, draft = open_draft(session, command.dossier, command.public_id, command.version)
    check_no_version(draft)
    draft.message = None
    begin_task(draft, actor, command.reason, only_sure=command.only_sure)
    change_status(session, actor, dossier, draft, ACCEPTING, "begin", command.reason)
    return draft


def finish_accepting(session: Session, slug: str, public_id: str, run: str) -> Document:
    """Take the draft in, as the worker of this attempt."""
    dossier, draft, task = taken_up(session, slug, public_id, run, ACCEPTING)
    command = AcceptDraft(slug, public_id, task.reason, only_sure=task.only_sure)
    return take_in(session, task.actor, dossier, draft, command)


def fail_accepting(session: Session, slug: str, public_id: str, run: str, message: str) -> None:
    """Why the worker of this attempt could not take it in; the draft is open again."""
    dossier, draft, task = taken_up(session, slug, public_id, run, ACCEPTING)
    draft.message = message
    change_status(session, task.actor, dossier, draft, OPEN, "fail", task.reason, message=message)


def cancel_work(session: Session, actor: Actor, command: CancelWork) -> ImportDraft:
    """Take the draft out of the worker's hands: a reading can be begun again, an open draft is open
    again. What the worker still brings is not taken."""
    dossier, draft = open_draft(
        session, command.dossier, command.public_id, command.version, AT_WORK
    )
    status = CANCELLED if draft.status == READING else OPEN
    change_status(session, actor, dossier, draft, status, "cancel", command.reason)
    return draft
