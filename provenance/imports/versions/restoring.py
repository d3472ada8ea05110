"""Putting back all that anchored in a document as it stood in its former version."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from provenance import clock
from provenance.citations.models import Citation
from provenance.db.base import DossierRecord
from provenance.db.exchange.edit import replace_list
from provenance.documents.models import Document, Note, Revision
from provenance.documents.records import NOTES
from provenance.dossiers.models import Dossier
from provenance.imports.claim_proposals.models import ClaimProposal
from provenance.imports.versions.comparing import DECIDED
from provenance.imports.versions.quotes import OPEN, citations_in, quotes_in
from provenance.imports.versions.state import (
    CITATION,
    MARKER,
    NOTE,
    PROPOSAL,
    QUOTE,
    Record,
    State,
)
from provenance.relations.models import Remark
from provenance.sources.models import Source

BY_WHOM = ("match", "match_reason")
"""What a citation keeps of a decision on its source, even of one that was taken back."""


class Restoring:
    """Writes a state back over what stands."""

    def __init__(
        self, session: Session, dossier: Dossier, document: Document, state: State
    ) -> None:
        self.session, self.dossier, self.document, self.state = session, dossier, document, state

    def run(self) -> None:
        self.document.sha256 = self.state["document"].get("sha256")
        self._notes()
        self._citations()
        self._quotes()
        self._remarks()
        self._proposals()
        self.session.flush()

    def _notes(self) -> None:
        wanted = {one["id"]: one for one in self.state["notes"]}
        calls: dict[int, list[Record]] = {}
        for row in self._standing(Note, Note.document_id == self.document.id):
            record = wanted.get(row.public_id)
            calls[row.id] = [_columns(m, MARKER) for m in record["markers"]] if record else []
            _restore(row, record, NOTE)
        self.session.flush()
        replace_list(self.session, NOTES, "markers", calls)

    def _citations(self) -> None:
        wanted = {one["id"]: one for one in self.state["citations"]}
        rows = {row.public_id: row for row in self._standing(Citation, citations_in(self.document))}
        sources = self._sources()
        for public_id, row in rows.items():
            record = wanted.get(public_id)
            source = sources.get(record.get("source")) if record else None
            decided = row.match == DECIDED and row.source_id == source
            _restore(row, record, [one for one in CITATION if not (decided and one in BY_WHOM)])
            if record is None:
                continue
            row.source_id = source
            for name in ("resolves_to", "quoted_in"):
                other = rows.get(record.get(name, ""))
                setattr(row, f"{name}_id", other.id if other else None)

    def _sources(self) -> dict[str | None, int]:
        statement = select(Source.public_id, Source.id).where(Source.dossier_id == self.dossier.id)
        return {row[0]: row[1] for row in self.session.execute(statement)}

    def _quotes(self) -> None:
        wanted = {(one["claim"], one["number"]): one for one in self.state["quotes"]}
        notes = self._notes_by_name()
        for claim, quote in self.session.execute(quotes_in(self.document)).all():
            before = self._selectors(wanted.get((claim.public_id, quote.number)), notes)
            if any(getattr(quote, name) != value for name, value in before.items()):
                for name, value in before.items():
                    setattr(quote, name, value)
                flag_modified(claim, "blank")  # its quotes live in another table

    def _selectors(self, record: Record | None, notes: Mapping[str, int]) -> Record:
        """The columns of a quote as they were. One of a withdrawn claim that quoted the new version
        only keeps its words, and stands nowhere."""
        if record is None:
            nowhere = {"start": None, "end": None, "orphan": OPEN}
            return {"document_id": self.document.id, "note_id": None, **nowhere}
        note = notes.get(record.get("note", ""))
        document = None if note else self.document.id
        return {"document_id": document, "note_id": note, **_columns(record, QUOTE)}

    def _notes_by_name(self) -> dict[str, int]:
        statement = select(Note.public_id, Note.id).where(Note.document_id == self.document.id)
        return {row[0]: row[1] for row in self.session.execute(statement)}

    def _remarks(self) -> None:
        wanted = {one["id"]: one["quote"] for one in self.state["remarks"]}
        statement = select(Remark).where(Remark.dossier_id == self.dossier.id)
        for row in self.session.scalars(statement) if wanted else ():
            if row.public_id in wanted and row.quote != wanted[row.public_id]:
                row.quote = wanted[row.public_id]

    def _proposals(self) -> None:
        """What the new version withdrew, too: it stands again."""
        wanted = {one["id"]: one for one in self.state.get("proposals", ())}
        revisions = select(Revision.number, Revision.id).where(
            Revision.document_id == self.document.id
        )
        numbers = {row[0]: row[1] for row in self.session.execute(revisions)}
        statement = select(ClaimProposal).where(ClaimProposal.document_id == self.document.id)
        for row in self.session.scalars(statement):
            record = wanted.get(row.public_id)
            if record is not None:
                row.withdrawn_at, row.revision_id = None, numbers[record["revision"]]
                _restore(row, record, PROPOSAL)
            elif row.withdrawn_at is None:
                row.withdrawn_at = clock.now()

    def _standing(self, model: Any, condition: Any) -> list[Any]:
        statement = select(model).where(condition, model.withdrawn_at.is_(None))
        return list(self.session.scalars(statement.execution_options(populate_existing=True)))


def _restore(row: DossierRecord, record: Record | None, names: Iterable[str]) -> None:
    """The columns as they were; what came with the new version is withdrawn."""
    if record is None:
        row.withdrawn_at = clock.now()
        return
    for name, value in _columns(record, names).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _columns(record: Record, names: Iterable[str]) -> Record:
    return {name: record.get(name) for name in names}
