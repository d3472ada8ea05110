"""What identifies protected persons and sources: kept encrypted, revealed rarely and on record."""

import base64
import json
import uuid
from pathlib import Path

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.audit.record import Subject, record
from provenance.db.vault import key_path, master_key, new_key, seal, unseal
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find, register_for
from provenance.errors import IntegrityFailure, InvalidInput, NotFound
from provenance.sources.commands import KeepPrivate, Reveal
from provenance.sources.models import Person, PrivateKey, PrivateRecord, Source
from provenance.text import checked

MODELS: dict[str, type[Person] | type[Source]] = {"persons": Person, "sources": Source}


def keep_private(session: Session, actor: Actor, command: KeepPrivate) -> PrivateRecord:
    """Encrypt and store; an earlier record is superseded, its ciphertext kept."""
    dossier = dossier_by_slug(session, command.dossier)
    subject = _subject(session, dossier, command.subject)
    fields = {k: checked(v, k) for k, v in command.fields.items() if v.strip()}
    if not fields:
        raise InvalidInput("There is nothing to keep: fill in at least one field.")
    if not subject.protected:
        raise InvalidInput(f"{subject.public_id} is not marked as protected; mark it first.")
    session.execute(
        update(PrivateRecord)
        .where(_of(subject), PrivateRecord.superseded_at.is_(None))
        .values(superseded_at=clock.now())
    )
    kept = _seal(session, dossier, subject, fields)
    after = {"private": {"id": kept.id, "ciphertext": base64.b64encode(kept.ciphertext).decode()}}
    record(
        session, actor, "sources:private:keep", chain=dossier.slug, reason=command.reason,
        subject=_audit_subject(subject), after=after,
    )  # fmt: skip
    return kept


def _seal(
    session: Session, dossier: Dossier, subject: Person | Source, fields: dict[str, str]
) -> PrivateRecord:
    record_id, key = str(uuid.uuid4()), new_key()
    plain = json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()
    kept = PrivateRecord(
        id=record_id,
        dossier_id=dossier.id,
        person_id=subject.id if isinstance(subject, Person) else None,
        source_id=subject.id if isinstance(subject, Source) else None,
        ciphertext=seal(key, plain, record_id),
        created_at=clock.now(),
    )
    session.add(kept)
    wrapped = seal(_master(session), key, record_id)
    session.add(PrivateKey(record_id=record_id, wrapped=wrapped))
    session.flush()
    return kept


def reveal(session: Session, actor: Actor, command: Reveal) -> dict[str, str]:
    """Decrypt the current private record; the act and its reason are audited."""
    dossier = dossier_by_slug(session, command.dossier)
    subject = _subject(session, dossier, command.subject)
    kept = current_record(session, subject)
    if kept is None:
        raise NotFound(f"{subject.public_id} has no private record.")
    wrapped = session.get(PrivateKey, kept.id)
    if wrapped is None:
        raise NotFound(f"The private record of {subject.public_id} was erased.")
    key = unseal(_master(session), wrapped.wrapped, kept.id)
    fields: dict[str, str] = json.loads(unseal(key, kept.ciphertext, kept.id))
    record(
        session, actor, "sources:private:reveal", chain=dossier.slug, reason=command.reason,
        subject=_audit_subject(subject),
    )  # fmt: skip
    return fields


def current_record(session: Session, subject: Person | Source) -> PrivateRecord | None:
    """The private record in force, None where there is none."""
    statement = select(PrivateRecord).where(_of(subject), PrivateRecord.superseded_at.is_(None))
    return session.scalars(statement).one_or_none()


def _of(subject: Person | Source) -> ColumnElement[bool]:
    if isinstance(subject, Person):
        return PrivateRecord.person_id == subject.id
    return PrivateRecord.source_id == subject.id


def _subject(session: Session, dossier: Dossier, public_id: str) -> Person | Source:
    list_name = register_for(session, dossier.id, [public_id]).rows.get(public_id, ("", 0))[0]
    if list_name not in MODELS:
        raise NotFound(f"There is no person or source {public_id} in this dossier.")
    return find(session, MODELS[list_name], dossier.id, public_id)


def _audit_subject(subject: Person | Source) -> Subject:
    kind = "person" if isinstance(subject, Person) else "source"
    return Subject(kind, subject.public_id, subject.label, subject.id)


def _master(session: Session) -> bytes:
    """The master key; a new one only while there is nothing that another one wrapped."""
    path = key_path(_home(session))
    if not path.exists() and session.scalars(select(PrivateKey.record_id).limit(1)).first():
        raise IntegrityFailure(
            f"The master key {path} is missing: put it back from its backup. A new one would open "
            "none of the private records that there are."
        )
    return master_key(_home(session))


def _home(session: Session) -> Path:
    home: Path = session.info["home"]
    return home
