"""Loading dossier files: checked whole, then stored whole, as one act in the audit trail."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.audit.record import Subject, record
from provenance.db.exchange.store import Register
from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import slug_taken
from provenance.dossiers.service import create_dossier
from provenance.errors import AlreadyExists
from provenance.interchange.check import check_file, list_faults, refusal
from provenance.interchange.lists import LISTS
from provenance.interchange.render import render
from provenance.interchange.store import standing_register, store_lists

Lists = Mapping[str, list[dict[str, Any]]]


def load_dossier(
    session: Session, actor: Actor, document: Any, *,
    slug: str | None = None, reason: str = "loaded a dossier file", owner_id: int | None = None,
) -> Dossier:  # fmt: skip
    """A new dossier from a parsed dossier file, under its own slug or ``slug``.

    Raises :class:`InvalidInput` with every fault of the file, :class:`AlreadyExists` where the slug
    is taken. The audit trail keeps the SHA-256 of the file as ``dump`` writes it, and its counts.
    """
    file = check_file(document)
    name = slug or file.slug
    if slug_taken(session, name):
        raise AlreadyExists(
            f"There is a dossier {name!r} already; load the file under another slug: --as SLUG."
        )
    dossier = create_dossier(session, actor, CreateDossier(name, file.title, reason, owner_id))
    store_lists(session, dossier.id, file.lists, Register())
    _record(session, actor, dossier, "load", file.lists, reason)
    return dossier


def add_lists(
    session: Session, actor: Actor, dossier: Dossier, lists: Mapping[str, Any], *, reason: str
) -> None:
    """Add records to a dossier that exists; they may refer to what it has.

    Raises :class:`InvalidInput` with every fault; nothing is added then.
    """
    register = standing_register(session, dossier.id)
    standing = {public_id: name for public_id, (name, _) in register.rows.items()}
    faults = tuple(list_faults(lists, standing))
    if faults:
        raise refusal(faults)
    store_lists(session, dossier.id, lists, register)
    _record(session, actor, dossier, "add", lists, reason)


def _record(
    session: Session, actor: Actor, dossier: Dossier, verb: str, lists: Lists, reason: str
) -> None:
    """One entry for all the records, which names them by digest."""
    file = render(dossier.slug, dossier.title, lists)
    counts = {spec.name: len(lists[spec.name]) for spec in LISTS if lists.get(spec.name)}
    record(
        session, actor, f"dossiers:dossier:{verb}", chain=dossier.slug,
        subject=Subject("dossier", dossier.slug, dossier.title, dossier.id), reason=reason,
        after={"sha256": hashlib.sha256(file).hexdigest(), "records": counts},
    )  # fmt: skip
    session.flush()
