"""Storing checked lists of a dossier file in one dossier, in bulk."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from provenance.db.exchange.store import BATCH, Register, store_links, store_records
from provenance.documents.service import store_revision
from provenance.dossiers.models import Identifier
from provenance.interchange.columns import extra_columns
from provenance.interchange.lists import LISTS
from provenance.interchange.passages import passages_of_text

Record = dict[str, Any]
Lists = Mapping[str, list[Record]]


def standing_register(session: Session, dossier_id: int) -> Register:
    """All records that the dossier has, withdrawn ones too: their ids are taken."""
    register = Register()
    for spec in LISTS:
        table = spec.model.__table__  # type: ignore[attr-defined]
        statement = select(table.c.public_id, table.c.id).where(table.c.dossier_id == dossier_id)
        for public_id, row_id in session.execute(statement):
            register.add(public_id, spec.name, row_id)
    return register


def store_lists(session: Session, dossier_id: int, lists: Lists, register: Register) -> None:
    """Insert checked records and what hangs on them. ``register`` knows the standing records, and
    the new ones afterwards."""
    _register_ids(session, dossier_id, lists)
    for spec in LISTS:
        extra = extra_columns(spec.name, lists, register)
        records = lists.get(spec.name, [])
        store_records(session, dossier_id, spec, records, register, extra=extra)
    for spec in LISTS:
        store_links(session, spec, lists.get(spec.name, []), register)
    _store_texts(session, lists, register)


def _register_ids(session: Session, dossier_id: int, lists: Lists) -> None:
    rows = [
        {"dossier_id": dossier_id, "public_id": record["id"], "kind": spec.kind}
        for spec in LISTS
        for record in lists.get(spec.name, ())
    ]
    for start in range(0, len(rows), BATCH):
        session.execute(insert(Identifier), rows[start : start + BATCH])


def _store_texts(session: Session, lists: Lists, register: Register) -> None:
    markers: dict[str, list[tuple[int, int]]] = {}
    for note in lists.get("notes", ()):
        markers.setdefault(note["document"], []).extend(_spans(note.get("markers", ())))
    for document in lists.get("documents", ()):
        text = document.get("text")
        if text is not None:
            spans = passages_of_text(text, markers.get(document["id"], ()))
            store_revision(session, register.row(document["id"]), text, spans)


def _spans(markers: Iterable[Record]) -> Iterable[tuple[int, int]]:
    return (
        (marker["start"], marker["end"])
        for marker in markers
        if marker.get("start") is not None and marker.get("end") is not None
    )
