"""An earlier version of a document as it was read: its text, with what anchored in it then.

Notes, citations and quotes come from the state that was kept with the revision when another one took its
place; sources and claims stand behind them as they are now.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import batches
from provenance.citations.models import Citation
from provenance.claims.models import Claim
from provenance.claims.queries import in_force
from provenance.documents.models import Document, Note, Revision
from provenance.errors import NotFound
from provenance.imports.versions.accepting import REPLACED
from provenance.imports.versions.quotes import citations_in
from provenance.imports.versions.state import Record
from provenance.reports.reading_anchored import Anchored
from provenance.sources.models import Source


@dataclass(frozen=True)
class Then:
    """A record as it was: its columns by name, None where it had none."""

    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.values.get(name)


class AnchoredThen(Anchored):
    """What anchored in one earlier revision. Raises :class:`NotFound` where there is none of that
    number, or nothing is known of what anchored in it."""

    def __init__(self, session: Session, document: Document, number: int) -> None:
        super().__init__(session, document)
        statement = select(Revision).where(
            Revision.document_id == document.id, Revision.number == number
        )
        revision = session.scalars(statement).first()
        state = (revision.anchors or {}).get(REPLACED) if revision else None
        if revision is None or state is None:
            raise NotFound(f"{document.public_id} has no earlier version {number} to read.")
        self.state: dict[str, list[Record]] = state
        self.revision = revision

    @cached_property
    def _then(self) -> Sequence[Then]:
        return list(self._notes_then())

    def _notes_then(self) -> Iterator[Then]:
        statement = select(Note.public_id, Note.id).where(Note.document_id == self.document.id)
        rows = {row[0]: row[1] for row in self.session.execute(statement)}
        for record in self.state["notes"]:
            if not record.get("former"):
                own = {"id": rows[record["id"]], "public_id": record["id"]}
                yield Then({**record, **own, "document": self.document,
                            "document_id": self.document.id})  # fmt: skip

    def notes(self) -> Sequence[Then]:
        """In printed order."""
        return self._then

    def full_notes(self, rows: Collection[int]) -> Mapping[int, Note]:
        """By row."""
        return {note.id: cast(Note, note) for note in self._then if note.id in rows}

    def calls(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Note row → where the text called it."""
        found: dict[int, list[tuple[int, int]]] = {}
        for note in self._then:
            for call in note.markers or ():
                if "start" in call:
                    end = call.get("end", call["start"])
                    found.setdefault(note.id, []).append((call["start"], end))
        return found

    @cached_property
    def _cited(self) -> Sequence[Then]:
        statement = select(Citation.public_id, Citation.id).where(citations_in(self.document))
        rows = {row[0]: row[1] for row in self.session.execute(statement)}
        sources = self._sources()
        notes = {note.public_id: note for note in self._then}
        found = []
        for one in self.state["citations"]:
            if one.get("former") or ("note" in one and one["note"] not in notes):
                continue
            note, source = notes.get(one.get("note", "")), sources.get(one.get("source", ""))
            found.append(Then({
                **one, "id": rows[one["id"]], "public_id": one["id"],
                "document": None if note else self.document,
                "note": note, "note_id": note.id if note else None,
                "source": source, "source_id": source.id if source else None,
                "resolves_to_id": rows.get(one.get("resolves_to", "")),
            }))  # fmt: skip
        return found

    def _sources(self) -> dict[str, Source]:
        wanted = {one["source"] for one in self.state["citations"] if "source" in one}
        found: dict[str, Source] = {}
        for batch in batches(sorted(wanted)):
            statement = select(Source).where(
                Source.dossier_id == self.document.dossier_id, Source.public_id.in_(batch)
            )
            found |= {row.public_id: row for row in self.session.scalars(statement)}
        return found

    def cited(self) -> Sequence[Then]:
        """In printed order."""
        return self._cited

    def full_citations(self, rows: Collection[int]) -> Mapping[int, Citation]:
        """By row."""
        wanted = set(rows)
        return {one.id: cast(Citation, one) for one in self._cited if one.id in wanted}

    def quotes(self) -> Sequence[Then]:
        """Quotes in the text as they stood then, of claims that are in force now."""
        quotes = [one for one in self.state["quotes"] if "note" not in one]
        claims: dict[str, int] = {}
        for batch in batches(sorted({one["claim"] for one in quotes})):
            statement = select(Claim.public_id, Claim.id).where(
                *in_force(self.document.dossier_id), Claim.public_id.in_(batch)
            )
            claims |= {row[0]: row[1] for row in self.session.execute(statement)}
        return [
            Then({**one, "claim_id": claims[one["claim"]], "public_id": one["claim"]})
            for one in quotes
            if one["claim"] in claims
        ]
