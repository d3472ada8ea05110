"""The dossier as it would be after an act that nobody has done: what its rows are read as.

A what-if reads the same rows with the same code as a run does, but for what is named here; so it comes
out as the act itself, followed by a full run.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import Ids, batches
from provenance.documents.models import Document, Note
from provenance.sources.models import DocumentAuthor

ASSERTS = "asserts"
Relay = tuple[int | None, int | None]
"""Source row, or person row, through whom something came."""


class SourceRow(NamedTuple):
    """What is read of a source."""

    id: int
    public_id: str
    label: str
    type: str | None
    person_id: int | None
    cardinality: str | None
    form: str | None
    document_id: int | None


class SaidRow(NamedTuple):
    """What is read of an attribution."""

    id: int
    public_id: str
    claim_id: int
    source_id: int
    polarity: str | None
    interest: str | None
    strength: str | None
    directness: str | None
    link_basis: str | None


@dataclass(frozen=True, slots=True)
class AsIf:
    """Rows (keys) that are read otherwise: ``gone`` sources; ``one``: source → the one that it is, in
    the order in which they become one; ``without`` this document; public ids of ratings and
    dependences that are ``set_aside``."""

    gone: frozenset[int] = frozenset()
    one: Mapping[int, int] = field(default_factory=dict)
    without: int | None = None
    set_aside: Container[str] = frozenset()

    def sources(self, rows: Iterable[Any]) -> list[Any]:
        """Rows of sources; one that others are takes over what only they say of themselves."""
        found = {row.id: row for row in rows if row.id not in self.gone}
        for other, kept in self.one.items():
            mine, theirs = found[kept], found.pop(other)
            said = [a or b for a, b in zip(mine[3:], theirs[3:], strict=True)]
            found[kept] = SourceRow(*mine[:3], *said)
        return list(found.values())

    def organisations(self, of: Mapping[int, list[int]]) -> dict[int, list[int]]:
        """Source row → organisations for which it spoke, alike."""
        found = dict(of)
        for other, kept in self.one.items():
            found[kept] = found.get(kept) or found.get(other, [])
        return found

    def numbered(self, sources: Ids) -> Ids:
        """Who names a source that is another one names that one."""
        known = {one: sources.index[kept] for one, kept in self.one.items()}
        return replace(sources, index=sources.index | known)

    def folded(self, found: dict[int, Any]) -> dict[int, int]:
        """Attributions by which one source now says a thing twice: row → row of the one that stays.
        ``found`` (attributions by row) loses the former; the latter says what only they said."""
        order = {source: at for at, source in enumerate((*self.one.values(), *self.one))}
        said: dict[tuple[int, str], list[Any]] = {}
        for row in found.values():
            if row.source_id in order:
                said.setdefault((row.claim_id, row.polarity or ASSERTS), []).append(row)
        into: dict[int, int] = {}
        for rows in said.values():
            stays, *others = sorted(rows, key=lambda row: order[row.source_id])
            for other in others:
                stance = (a or b for a, b in zip(stays[5:], other[5:], strict=True))
                stays = found[stays.id] = SaidRow(*stays[:5], *stance)
                into[other.id] = stays.id
                del found[other.id]
        return into

    def forget(
        self, session: Session, found: dict[int, Any], cited: dict[int, list[int]],
        quoted: dict[int, list[int]], through: Mapping[int, list[Relay]],
        silent: Container[int | None],
    ) -> None:  # fmt: skip
        """Take from ``found`` (attributions by row) what rests on the document left out alone, or was
        passed on by somebody who is gone; from ``cited`` and ``quoted`` what stands in that document."""
        if self.without is not None:
            for row in list(found.values()):
                places = cited.get(row.id) or quoted.get(row.claim_id)
                if places and set(places) == {self.without}:
                    del found[row.id]
            for places in (*cited.values(), *quoted.values()):
                places[:] = [place for place in places if place != self.without]
        if self.gone:
            wrote = self._written(session)
            for row in list(found.values()):
                places = cited.get(row.id, []) + quoted.get(row.claim_id, [])
                channel = wrote.get(places[0], ()) if places else ()
                if any(
                    (source in self.gone and source not in channel) or person in silent
                    for source, person in through.get(row.id, ())
                ):
                    del found[row.id]

    def _written(self, session: Session) -> dict[int, set[int]]:
        """Document row → those who are gone of its authors: what is his document's channel is not
        what he passed on."""
        statement = select(DocumentAuthor.document_id, DocumentAuthor.source_id)
        found: dict[int, set[int]] = {}
        for batch in batches(sorted(self.gone)):
            for document, source in session.execute(
                statement.where(DocumentAuthor.source_id.in_(batch))
            ):
                found.setdefault(document, set()).add(source)
        return found

    def remarks(self, session: Session, rows: Sequence[Any]) -> Sequence[Any]:
        """Remarks without those that stand in the document left out: quoted from it, or, without a
        quote, by an author of it who wrote nothing else."""
        if self.without is None:
            return rows
        notes = select(Note.public_id).where(Note.document_id == self.without)
        own = select(Document.public_id).where(Document.id == self.without)
        here = {*session.scalars(notes), *session.scalars(own)}
        wrote = select(DocumentAuthor.source_id).join(
            Document, Document.id == DocumentAuthor.document_id
        )
        elsewhere = Document.withdrawn_at.is_(None) & (Document.id != self.without)
        only_here = set(session.scalars(wrote.where(Document.id == self.without))) - set(
            session.scalars(wrote.where(elsewhere))
        )
        return [
            row
            for row in rows
            if (_place(row.quote) not in here if _place(row.quote) else row.by_id not in only_here)
        ]


def _place(quote: Any) -> str:
    """Public id of the document or note that a quote names."""
    named = quote if isinstance(quote, dict) else {}
    return str(named.get("document") or named.get("note") or "")


AS_RECORDED = AsIf()


def joined(found: dict[int, list[Any]], into: Mapping[int, int]) -> dict[int, list[Any]]:
    """Lists by row, those of rows that became another one after that one's."""
    for row, stays in into.items():
        if row in found:
            found[stays] = found.get(stays, []) + found.pop(row)
    return found
