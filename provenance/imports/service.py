"""Imports as drafts: read, corrected by a person, then accepted whole or discarded.

Nothing of a draft is in the dossier before it is accepted.
"""

import hashlib
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.audit.record import Subject, record
from provenance.db.exchange.edit import lock_version
from provenance.documents.models import Document
from provenance.documents.uploads import keep_upload
from provenance.dossiers.identifiers import issue_id
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import AlreadyExists, InvalidInput, NotFound, UnreadableFile
from provenance.imports.accepting import Acceptance, no_reserved_ids
from provenance.imports.codec import to_json
from provenance.imports.commands import (
    AcceptDraft,
    DecideFinding,
    DecideFindings,
    DiscardDraft,
    StartDraft,
    UndoLast,
)
from provenance.imports.deciding import with_act, without_last_act, words_of
from provenance.imports.findings import DOCUMENT, NEW, NONE, check_decision, place_of
from provenance.imports.kept_parses import parsed_of, plan_of
from provenance.imports.known import read_known
from provenance.imports.models import (
    AT_WORK,
    CANCELLED,
    FAILED,
    OPEN,
    UNREAD_TYPE,
    ImportDraft,
    ImportReading,
)
from provenance.imports.queries import standing_copy
from provenance.imports.reading import read_apart
from provenance.imports.remembering import remember
from provenance.ingest.types import ParsedDocument
from provenance.sources.models import Source
from provenance.text import checked

Values = Mapping[str, Any] | None


def start_draft(session: Session, actor: Actor, command: StartDraft) -> ImportDraft:
    """Read a file and keep its bytes with what was found.

    Raises :class:`UnreadableFile` for what is no document, :class:`AlreadyExists` where the dossier
    has these bytes already, imported or drafted, unless asked again.
    """
    dossier, name = check_upload(session, command)
    parsed = command.parsed or read_apart(command.data, name)
    draft = new_draft(session, actor, dossier, name, command, OPEN)
    keep_parsed(draft, parsed)
    session.flush()
    after = {"file": name, "sha256": draft.sha256, "size": draft.size, "reader": parsed.reader}
    write_draft_entry(session, actor, dossier, draft, "start", command.reason, None, after)
    return draft


def check_upload(session: Session, command: StartDraft) -> tuple[Dossier, str]:
    """The dossier and the file's name, where the bytes may become a draft of it."""
    dossier = dossier_by_slug(session, command.dossier)
    name = checked(command.file_name, "file").strip() or "document"
    if not command.data.strip():
        raise UnreadableFile("The document is empty: there is nothing to read.")
    if not command.again:
        _refuse_copy(session, dossier, hashlib.sha256(command.data).hexdigest())
    return dossier, name


def new_draft(
    session: Session, actor: Actor, dossier: Dossier, name: str, command: StartDraft, status: str
) -> ImportDraft:
    """A draft with its bytes kept, and nothing read yet."""
    title = checked(command.title or "", "title").strip()
    draft = ImportDraft(
        dossier_id=dossier.id,
        public_id=issue_id(session, dossier.id, "draft"),
        file_name=name,
        sha256=keep_upload(_home(session) / "uploads", command.data),
        size=len(command.data),
        media_type=UNREAD_TYPE,
        decisions={DOCUMENT: {"title": title}} if title else {},
        status=status,
        created_at=clock.now(),
        created_by=actor.name,
    )
    session.add(draft)
    return draft


def keep_parsed(draft: ImportDraft, parsed: ParsedDocument) -> None:
    """Put what was read into the draft."""
    draft.media_type = parsed.media_type
    draft.extent = len(parsed.notes) + len(parsed.passages)
    draft.reading = ImportReading(parsed=to_json(parsed))


def decide(session: Session, actor: Actor, command: DecideFinding) -> ImportDraft:
    """Keep a person's decision on one finding, or take it back."""
    changes = {command.finding: command.decision}
    one = DecideFindings(
        command.dossier, command.public_id, changes, command.version, command.reason
    )
    return decide_together(session, actor, one)


def decide_together(session: Session, actor: Actor, command: DecideFindings) -> ImportDraft:
    """Keep what one act decided on several findings: it is taken back as one."""
    dossier, draft = open_draft(session, command.dossier, command.public_id, command.version)
    at = clock.now().isoformat()
    decisions = with_act(draft.decisions, command.decisions, actor.name, at)
    parsed = parsed_of(draft)
    for finding, decision in command.decisions.items():
        check_decision(parsed, finding, decision or {}, decisions)
        _check_source(session, dossier, decision)
    _change(session, actor, dossier, draft, decisions, "decide", command.reason)
    return draft


def undo_last(session: Session, actor: Actor, command: UndoLast) -> tuple[str, ...]:
    """Take back the last act of the draft; the findings that it had decided, none where there is
    none left."""
    dossier, draft = open_draft(session, command.dossier, command.public_id, command.version)
    decisions, findings = without_last_act(draft.decisions)
    _change(session, actor, dossier, draft, decisions, "undo", command.reason)
    return findings


def _change(
    session: Session, actor: Actor, dossier: Dossier, draft: ImportDraft,
    decisions: dict[str, Any], verb: str, reason: str,
) -> None:  # fmt: skip
    """Store the decisions, with an entry of what changed; nothing where nothing did."""
    before = draft.decisions
    changed = [
        finding
        for finding in dict.fromkeys((*before, *decisions))
        if words_of(before.get(finding)) != words_of(decisions.get(finding))
    ]
    if not changed:
        return
    draft.decisions = decisions
    session.flush()
    write_draft_entry(session, actor, dossier, draft, verb, reason,
            {f: words_of(before.get(f)) or None for f in changed},
            {f: words_of(decisions.get(f)) or None for f in changed})  # fmt: skip


def accept_draft(session: Session, actor: Actor, command: AcceptDraft) -> Document:
    """Make the document, its notes, citations and new sources out of the draft, whole or not at all.

    Raises :class:`InvalidInput` where the draft was accepted or discarded already.
    """
    dossier, draft = open_draft(session, command.dossier, command.public_id, command.version)
    return take_in(session, actor, dossier, draft, command)


def check_no_version(draft: ImportDraft) -> None:
    """Raise :class:`InvalidInput` where the draft replaces a document: that is taken in otherwise."""
    if draft.version_of_id is not None:
        raise InvalidInput(f"{draft.public_id} is a new version of a document: compare it first.")


def take_in(
    session: Session, actor: Actor, dossier: Dossier, draft: ImportDraft, command: AcceptDraft
) -> Document:
    """Accept a draft that is locked. A plan made before holds where the dossier is as it was then."""
    check_no_version(draft)
    known = read_known(session, dossier.id)
    plan = plan_of(session, dossier.slug, draft, known)
    acceptance = Acceptance(
        session, actor, dossier, command.reason, plan, draft.decisions, known,
        command.ids or no_reserved_ids, command.only_sure,
    )  # fmt: skip
    document = acceptance.run(draft.file_name)
    remember(session, actor, dossier, document, plan, draft.decisions, known, command.reason)
    draft.document_id = document.id
    change_status(session, actor, dossier, draft, "accepted", "accept", command.reason,
                  document=document.public_id)  # fmt: skip
    return document


def discard_draft(session: Session, actor: Actor, command: DiscardDraft) -> None:
    """Put the draft aside. It keeps what was read and decided; the dossier stays as it was."""
    dossier, draft = open_draft(
        session, command.dossier, command.public_id, command.version, (OPEN, FAILED, CANCELLED)
    )
    change_status(session, actor, dossier, draft, "discarded", "discard", command.reason)


def change_status(
    session: Session, actor: Actor, dossier: Dossier, draft: ImportDraft, status: str, verb: str,
    reason: str, **more: Any,
) -> None:  # fmt: skip
    """Let the draft go on to another status, with an entry that says so."""
    before, draft.status = draft.status, status
    session.flush()
    after = {"status": status, **more}
    write_draft_entry(session, actor, dossier, draft, verb, reason, {"status": before}, after)


def open_draft(
    session: Session, slug: str, public_id: str, version: int | None,
    among: Container[str] = (OPEN,),
) -> tuple[Dossier, ImportDraft]:  # fmt: skip
    """The draft, locked. Raises :class:`InvalidInput` where it has another status than those."""
    dossier = dossier_by_slug(session, slug)
    draft = find(session, ImportDraft, dossier.id, public_id)
    lock_version(session, draft, version)
    if draft.status not in among:
        if draft.status in AT_WORK:
            raise InvalidInput(f"{public_id} is being worked on: wait, or cancel that first.")
        raise InvalidInput(f"The draft {public_id} was {draft.status} already; it stays as it is.")
    return dossier, draft


def _refuse_copy(session: Session, dossier: Dossier, sha256: str) -> None:
    copy = standing_copy(session, dossier.id, sha256)
    if isinstance(copy, Document):
        raise AlreadyExists(
            f"This very file is in the dossier already: {copy.public_id}, “{copy.title}”.",
            copy.public_id,
        )
    if copy is not None:
        raise AlreadyExists(
            f"This very file waits as the draft {copy.public_id}, begun by {copy.created_by}.",
            copy.public_id,
        )


def _check_source(session: Session, dossier: Dossier, decision: Values) -> None:
    wanted = (decision or {}).get("source", NONE)
    if wanted in (NEW, NONE) or place_of(wanted) is not None:
        return
    try:
        find(session, Source, dossier.id, wanted)
    except NotFound as error:
        raise InvalidInput.at("source", error.message) from error


def _home(session: Session) -> Path:
    home: Path = session.info["home"]
    return home


def write_draft_entry(
    session: Session, actor: Actor, dossier: Dossier, draft: ImportDraft, verb: str, reason: str,
    before: Values, after: Values,
) -> None:  # fmt: skip
    """Queue the audit entry of an act on a draft."""
    record(
        session, actor, f"imports:draft:{verb}", chain=dossier.slug, reason=reason,
        subject=Subject("draft", draft.public_id, draft.file_name, draft.id),
        before=dict(before) if before else None, after=dict(after) if after else None,
    )  # fmt: skip
