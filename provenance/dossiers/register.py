"""From public ids to rows, within one dossier: another dossier's ids do not exist here."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.db.base import DossierRecord
from provenance.db.exchange.edit import DossierRegister
from provenance.db.exchange.links import WITHDRAWN
from provenance.dossiers.identifiers import LONGEST
from provenance.dossiers.models import Identifier
from provenance.errors import NotFound
from provenance.text import problem_of

RecordType = TypeVar("RecordType", bound=DossierRecord)
TABLES = {
    "document": "documents", "note": "notes", "citation": "citations", "tie": "ties",
    "organisation": "organisations", "person": "persons", "source": "sources", "claim": "claims",
    "dependence": "dependences", "attribution": "attributions", "relation": "relations",
    "question": "questions", "case": "cases", "remark": "remarks", "rating": "ratings",
    "draft": "import_drafts", "distinction": "distinctions", "word": "words",
    "identity": "identity_acts", "bibliography": "bibliographies",
    "proposal": "claim_proposals", "spreadsheet": "spreadsheets",
}  # fmt: skip
"""Kind in the register of ids → table, which is also the name of the list in a dossier file."""


def look_up(
    session: Session, model: type[RecordType], dossier_id: int, public_id: object
) -> RecordType | None:
    """The record of that kind and id; None if the dossier has none, or if it is no id at all."""
    if not isinstance(public_id, str) or problem_of(public_id):
        return None
    kind: Any = model
    statement = select(kind).where(kind.dossier_id == dossier_id, kind.public_id == public_id)
    row: RecordType | None = session.scalars(statement).one_or_none()
    return row


def find(session: Session, model: type[RecordType], dossier_id: int, public_id: str) -> RecordType:
    """The record; raises :class:`NotFound` if the dossier has none of that id and kind."""
    row = look_up(session, model, dossier_id, public_id)
    if row is None:
        raise NotFound(f"There is no {model.__name__.lower()} {public_id} in this dossier.")
    return row


def register_for(
    session: Session, dossier_id: int, public_ids: Iterable[str], *, in_force: bool = False
) -> DossierRegister:
    """Lists and rows of those public ids that the dossier has; ``in_force``: what was withdrawn
    stands as such, so that a reference to it is refused by that name.

    A claim is withdrawn by its status, any other record by ``withdrawn_at``.
    """
    wanted = sorted(set(public_ids))
    known: dict[str, tuple[str, int]] = {}
    statement = select(Identifier.public_id, Identifier.kind).where(
        Identifier.dossier_id == dossier_id, Identifier.public_id.in_(wanted)
    )
    for public_id, kind in session.execute(statement):
        table = Identifier.metadata.tables[TABLES[kind]]
        row = session.execute(
            select(table).where(table.c.dossier_id == dossier_id, table.c.public_id == public_id)
        ).one()
        withdrawn = row.withdrawn_at is not None or (kind == "claim" and row.status == "withdrawn")
        known[public_id] = (WITHDRAWN if in_force and withdrawn else TABLES[kind], row.id)
    return DossierRegister(known)


def ids_in(values: Mapping[str, Any]) -> set[str]:
    """Every text in the values, at any depth, that might be an id: the look-up tells which are."""
    found: set[str] = set()
    waiting: list[Any] = list(values.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, Mapping):
            waiting.extend(value.values())
        elif isinstance(value, list | tuple):
            waiting.extend(value)
    return {text for text in found if len(text) <= LONGEST and not problem_of(text)}
