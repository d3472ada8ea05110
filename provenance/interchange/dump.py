"""Writing a dossier as a dossier file: what is in force, without scores, audit or times."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.db.exchange.read import Names, read_records
from provenance.documents.models import Document, Revision
from provenance.dossiers.models import Dossier
from provenance.interchange.lists import LISTS
from provenance.interchange.prune import prune
from provenance.interchange.render import render

Record = dict[str, Any]


def dump_dossier(session: Session, dossier: Dossier) -> bytes:
    """The dossier file. Dump, load, dump gives the same bytes."""
    return render(dossier.slug, dossier.title, read_lists(session, dossier))


def read_lists(session: Session, dossier: Dossier) -> dict[str, list[Record]]:
    """All lists with what is in force; what points to a withdrawn record lets go of it."""
    names = Names(session, dossier.id, whole=True)
    lists = {spec.name: read_records(session, spec, names) for spec in LISTS}
    _add_texts(session, dossier.id, lists["documents"])
    return prune(lists)


def _add_texts(session: Session, dossier_id: int, documents: list[Record]) -> None:
    """The newest text of each document that has one."""
    statement = (
        select(Document.public_id, Revision.text)
        .join(Revision, Revision.document_id == Document.id)
        .where(Document.dossier_id == dossier_id, Revision.withdrawn_at.is_(None))
        .order_by(Revision.number)
    )
    texts = {row.public_id: row.text for row in session.execute(statement)}
    for document in documents:
        if document["id"] in texts:
            document["text"] = texts[document["id"]]
