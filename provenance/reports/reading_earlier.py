"""An earlier version of a document as it was read: its text, with what anchored in it then.

Notes, citations and quotes come from the state that was kept with the revision when another one took its
place; sources and claims stand behind them as they are now.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import batches
from provenance.citations.models import Citation
from provenance.claims.models import Claim, Quote
from provenance.claims.queries import in_force
from provenance.documents.models import Document, Marker, Note, Revision
from provenance.documents.queries import passages_of
from provenance.errors import NotFound
from provenance.imports.versions.accepting import REPLACED
from provenance.imports.versions.quotes import citations_in
from provenance.imports.versions.state import Record
from provenance.reports.reading import ReadingView, anchors_of_notes
from provenance.sources.models import Source


@dataclass(frozen=True)
class Then:
    """A record as it was: its columns by name, None where it had none."""

    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.values.get(name)


class EarlierReadingView(ReadingView):
    """One earlier revision. Raises :class:`NotFound` where there is none of that number, or nothing
    is known of what anchored in it."""

    def __init__(
        self, session: Session, document: Document, number: int, *, chosen: str = "",
        for_reader: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(session, document, chosen=chosen, for_reader=for_reader)
        statement = select(Revision).where(
            Revision.document_id == document.id, Revision.number == number
        )
        revision = session.scalars(statement).first()
        state = (revision.anchors or {}).get(REPLACED) if revision else None
        if revision is None or state is None:
            raise NotFound(f"{document.public_id} has no earlier version {number} to read.")
        self.state: dict[str, list[Record]] = state
        self.revision, self.text = revision, revision.text
        self._passages = passages_of(session, revision.id)
        self._then = list(self._notes_then())
        self._notes = cast(Sequence[Note], self._then)
        self.anchors = anchors_of_notes(self._notes)
        self._markers = {row.id: list(self._calls(row)) for row in self._then}

    def _notes_then(self) -> Iterator[Then]:
        statement = select(Note.public_id, Note.id).where(Note.document_id == self.document.id)
        rows = {row[0]: row[1] for row in self.session.execute(statement)}
        for record in self.state["notes"]:
            if not record.get("former"):
                own = {"id": rows[record["id"]], "public_id": record["id"]}
                yield Then({**record, **own, "document": self.document,
                            "document_id": self.document.id})  # fmt: skip

    def _calls(self, note: Then) -> Iterator[Marker]:
        for marker in note.markers or ():
            if "start" in marker:
                yield cast(Marker, Then(marker))

    def _cited(self) -> Sequence[Citation]:
        statement = select(Citation.public_id, Citation.id).where(citations_in(self.document))
        rows = {row[0]: row[1] for row in self.session.execute(statement)}
        sources = self._sources()
        notes = {note.public_id: note for note in self._then}
        found = []
        for one in self.state["citations"]:
            note, source = notes.get(one.get("note", "")), sources.get(one.get("source", ""))
            found.append(Then({
                **one, "id": rows[one["id"]], "public_id": one["id"],
                "note": note, "note_id": note.id if note else None,
                "source": source, "source_id": source.id if source else None,
                "resolves_to_id": rows.get(one.get("resolves_to", "")),
            }))  # fmt: skip
        return cast(Sequence[Citation], found)

    def _sources(self) -> dict[str, Source]:
        wanted = {one["source"] for one in self.state["citations"] if "source" in one}
        found: dict[str, Source] = {}
        for batch in batches(sorted(wanted)):
            statement = select(Source).where(
                Source.dossier_id == self.document.dossier_id, Source.public_id.in_(batch)
            )
            found |= {row.public_id: row for row in self.session.scalars(statement)}
        return found

    @cached_property
    def _quotes(self) -> Sequence[tuple[Claim, Quote]]:
        """Quotes in the text as they stood then, of claims that are in force now."""
        quotes = [one for one in self.state["quotes"] if "note" not in one]
        claims: dict[str, Claim] = {}
        for batch in batches(sorted({one["claim"] for one in quotes})):
            statement = select(Claim).where(
                *in_force(self.document.dossier_id), Claim.public_id.in_(batch)
            )
            claims |= {row.public_id: row for row in self.session.scalars(statement)}
        return [
            (claims[one["claim"]], cast(Quote, Then(one)))
            for one in quotes
            if one["claim"] in claims
        ]
