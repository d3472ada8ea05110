"""What hangs on the records of a table by now: whoever wants to undo it is told, and keeps it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from provenance.claims.models import Claim
from provenance.db.exchange.links import Items, Ref, Refs
from provenance.db.exchange.spec import RecordSpec
from provenance.db.exchange.store import link_model
from provenance.documents.models import Document, Revision
from provenance.dossiers.models import Dossier
from provenance.errors import Fault
from provenance.identities.models import IdentityAct
from provenance.imports.claim_proposals.models import ClaimProposal
from provenance.interchange.lists import BY_NAME, LISTS
from provenance.relations.models import Remark
from provenance.sources.models import PrivateRecord

BATCH = 500
Rows = Mapping[str, Mapping[int, str]]
"""List → row key → public id."""


def what_hangs(
    session: Session, dossier: Dossier, made: Mapping[str, Sequence[str]], private: Sequence[str]
) -> list[Fault]:
    """Why a table cannot be undone, each with the public id of the record that stands in the way:
    records of it that were changed since, and records made since that refer to them. ``private``: keys
    of the private records that came with it."""
    rows = rows_of(session, dossier, made)
    found = chain(
        _changed(session, rows), _referring(session, dossier, rows), _texts(session, rows),
        _private(session, rows, set(private)), _remarks(session, dossier, rows),
        _proposals(session, rows), _identities(session, rows),
    )  # fmt: skip
    return sorted(set(found), key=lambda fault: (fault.where, fault.message))


def rows_of(session: Session, dossier: Dossier, made: Mapping[str, Sequence[str]]) -> Rows:
    """The rows of the records that the table made."""
    found: dict[str, dict[int, str]] = {}
    for name, ids in made.items():
        model: Any = BY_NAME[name].model
        found[name] = {}
        for batch in _batches(ids):
            statement = select(model.id, model.public_id).where(
                model.dossier_id == dossier.id, model.public_id.in_(batch)
            )
            found[name].update((key, public_id) for key, public_id in session.execute(statement))
    return found


def _batches(values: Collection[Any]) -> Iterator[list[Any]]:
    given = list(values)
    for start in range(0, len(given), BATCH):
        yield given[start : start + BATCH]


def _changed(session: Session, rows: Rows) -> Iterator[Fault]:
    """Records that are not as the table made them. One that was taken back stands in nobody's way."""
    for name, keys in rows.items():
        spec = BY_NAME[name]
        model: Any = spec.model
        for batch in _batches(keys):
            statement = select(model).where(
                model.id.in_(batch), model.version != 1, model.withdrawn_at.is_(None)
            )
            for row in session.scalars(statement):
                if isinstance(row, Claim) and row.status == "withdrawn":
                    continue
                superseded = spec.superseded and row.superseded_at is not None
                what = "was followed by a newer grade" if superseded else "was changed since"
                yield Fault(row.public_id, f"{spec.kind} {what}")


def _referring(session: Session, dossier: Dossier, rows: Rows) -> Iterator[Fault]:
    for spec in LISTS:
        own = rows.get(spec.name, {})
        for statement, targets in _references(spec, dossier.id, rows):
            for key, public_id, *values in session.execute(statement):
                if key in own:
                    continue
                on = next(names[v] for names, v in zip(targets, values, strict=True) if v in names)
                yield Fault(public_id, f"{spec.kind} refers to {on}")


def _references(
    spec: RecordSpec, dossier_id: int, rows: Rows
) -> Iterator[tuple[Select[Any], list[Mapping[int, str]]]]:
    """For each field that can refer to a made record, the records that do by it."""
    model: Any = spec.model
    for field in spec.fields:
        for holder, owner, targets in _columns(spec, field):
            for target, column in targets.items():
                for batch in _batches(rows.get(target, {})):
                    place = getattr(holder, column)
                    statement = select(model.id, model.public_id, place).where(
                        model.dossier_id == dossier_id, model.withdrawn_at.is_(None),
                        place.in_(batch),
                    )  # fmt: skip
                    if owner is not None:
                        statement = statement.join(holder, getattr(holder, owner) == model.id)
                    if spec.superseded:
                        statement = statement.where(model.superseded_at.is_(None))
                    if model is Claim:
                        statement = statement.where(
                            or_(Claim.status.is_(None), Claim.status != "withdrawn")
                        )
                    yield statement, [rows[target]]


def _columns(spec: RecordSpec, field: Any) -> Iterator[tuple[Any, str | None, Mapping[str, str]]]:
    """Where references of a field stand: table, its column for the owner, list → column."""
    if isinstance(field, Ref):
        yield spec.model, None, field.targets
    elif isinstance(field, Refs):
        yield link_model(field), field.owner, field.targets
    elif isinstance(field, Items) and not field.plain:
        for part in field.fields:
            if isinstance(part, Ref):
                yield link_model(field), field.owner, part.targets


def _texts(session: Session, rows: Rows) -> Iterator[Fault]:
    """A document that was only named may have got its text since."""
    for batch in _batches(rows.get("documents", {})):
        statement = (
            select(Document.public_id)
            .join(Revision, Revision.document_id == Document.id)
            .where(Document.id.in_(batch), Revision.withdrawn_at.is_(None))
        )
        for public_id in session.scalars(statement):
            yield Fault(public_id, "document has got a text since")


def _private(session: Session, rows: Rows, own: set[str]) -> Iterator[Fault]:
    """A private record that somebody kept since."""
    for name, column in (
        ("sources", PrivateRecord.source_id),
        ("persons", PrivateRecord.person_id),
    ):
        for batch in _batches(rows.get(name, {})):
            statement = select(column, PrivateRecord.id).where(column.in_(batch))
            for key, private in session.execute(statement):
                if key is not None and private not in own:
                    yield Fault(rows[name][key], "a private record of it was kept since")


def _remarks(session: Session, dossier: Dossier, rows: Rows) -> Iterator[Fault]:
    """Remarks hold the document that they quote in one column with the words."""
    documents = set(rows.get("documents", {}).values())
    if not documents:
        return
    statement = select(Remark.public_id, Remark.quote).where(
        Remark.dossier_id == dossier.id, Remark.withdrawn_at.is_(None), Remark.quote.is_not(None)
    )
    for public_id, quote in session.execute(statement):
        if (quote or {}).get("document") in documents:
            yield Fault(public_id, f"remark quotes {quote['document']}")


def _proposals(session: Session, rows: Rows) -> Iterator[Fault]:
    """A proposed claim that became a claim of the table."""
    for batch in _batches(rows.get("claims", {})):
        statement = select(ClaimProposal.public_id, ClaimProposal.claim_id).where(
            ClaimProposal.claim_id.in_(batch)
        )
        for public_id, key in session.execute(statement):
            if key is not None:
                yield Fault(public_id, f"proposed claim became {rows['claims'][key]}")


def _identities(session: Session, rows: Rows) -> Iterator[Fault]:
    """A source of the table that was merged or split by now."""
    for batch in _batches(rows.get("sources", {})):
        statement = select(IdentityAct).where(
            IdentityAct.withdrawn_at.is_(None),
            or_(IdentityAct.source_id.in_(batch), IdentityAct.other_id.in_(batch)),
        )
        for act in session.scalars(statement):
            named = rows["sources"].get(act.source_id) or rows["sources"].get(act.other_id)
            yield Fault(act.public_id, f"{act.kind} of {named}")
