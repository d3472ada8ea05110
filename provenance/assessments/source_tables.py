"""Rows → tables of those who speak: documents and sources, all of a dossier or who is present."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from math import nan
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import Ids, Only, fetch, of_dossier
from provenance.assessments.present import Present
from provenance.assessments.supposing import AS_RECORDED, AsIf, SourceRow
from provenance.documents.models import Document
from provenance.ingest.edtf import bounds
from provenance.scoring.codes import (
    WORDS,
    Cardinality,
    SourceType,
    encode,
    tristate,
)
from provenance.scoring.types import Documents, Sources, lists
from provenance.sources.models import (
    DocumentAuthor,
    Organisation,
    Person,
    Source,
    SourceOrganisation,
)
from provenance.values import DateText

OWN_WORK = "own earlier work"
PUBLIC_RECORDS = ("official statement/government document", "court/legal document", "letter")
RECORDING = "recording"
Days = tuple[float, float]


@lru_cache(maxsize=4096)
def days_of(edtf: str | None) -> Days:
    """First and last day of an EDTF date as ordinals; NaN where open, absent or not understood."""
    try:
        first, last = bounds(edtf) if edtf else (None, None)
    except ValueError:
        return nan, nan
    return (first.toordinal() if first else nan, last.toordinal() if last else nan)


def days(date: DateText | None) -> Days:
    """First and last day of a date."""
    return days_of(date.edtf if date else None)


def known(code: type[IntEnum], word: str | None) -> str | None:
    """The word where the engine knows it; a dossier's own word has no meaning for the score."""
    return word if word in WORDS[code] else None


def grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """Second parts by first part, in the order given."""
    found: dict[Any, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


@dataclass(frozen=True, slots=True)
class People:
    """Who speaks, numbered: sources, persons, organisations, documents, and what joins them."""

    sources: Ids
    persons: Ids
    organisations: Ids
    documents: Ids
    source_table: Sources
    document_table: Documents
    authors: Mapping[int, list[int]]
    """Document number → its authors' source numbers."""
    sources_of_person: Mapping[int, list[int]]
    """Person number → his source numbers."""
    as_if: AsIf = AS_RECORDED
    silent: frozenset[int] = frozenset()
    """Persons (rows) of whom no source is left."""

    def party(self, organisation: int | None, person: int | None) -> int:
        """The engine's number of an organisation or person row; -1 for neither."""
        if organisation is not None:
            return self.organisations.number(organisation)
        number = self.persons.number(person)
        return number if number < 0 else len(self.organisations) + number


def read_people(
    session: Session, dossier_id: int, who: Present, as_if: AsIf = AS_RECORDED
) -> People:
    """Everybody who can speak in the dossier, and the documents through which we hear them; or those
    who have a part in some claims."""
    recorded = live_rows(session, dossier_id, Source, who.sources, *SourceRow._fields[2:])
    rows = as_if.sources(recorded)
    persons = _ids(live_rows(session, dossier_id, Person, who.persons, "label"))
    organisations = _ids(live_rows(session, dossier_id, Organisation, who.organisations, "name"))
    written = live_rows(session, dossier_id, Document, who.documents, "title")
    documents = _ids(row for row in written if row.id != as_if.without)
    sources = as_if.numbered(_ids(rows))
    authors = _authors(session, dossier_id, documents, sources, who)
    spoke_for = as_if.organisations(_spoke_for(session, dossier_id, organisations, who))
    return People(
        sources, persons, organisations, documents,
        _source_table(rows, sources, persons, spoke_for, authors),
        _document_table(rows, documents, authors),
        authors,
        grouped(
            (persons.number(row[4]), sources.index[row[0]])
            for row in sorted(rows, key=lambda row: row[1])
            if persons.number(row[4]) >= 0
        ),
        as_if,
        frozenset(persons.index.keys() & (_persons(recorded) - _persons(rows))),
    )  # fmt: skip


def live_rows(
    session: Session, dossier_id: int, model: Any, only: Only, *columns: str
) -> list[Any]:
    """(row, public id, columns ...) of the records in force, of all or of these rows."""
    wanted = [getattr(model, name) for name in ("id", "public_id", *columns)]
    statement = select(*wanted).where(
        of_dossier(model.dossier_id, dossier_id, only), model.withdrawn_at.is_(None)
    )
    return fetch(session, statement, model.id, only)


def _persons(rows: Iterable[Any]) -> set[int | None]:
    return {row.person_id for row in rows}


def _ids(rows: Iterable[Any]) -> Ids:
    return Ids.of((row[0], row[1], row[2]) for row in rows)


def _authors(
    session: Session, dossier_id: int, documents: Ids, sources: Ids, who: Present
) -> dict[int, list[int]]:
    statement = (
        select(DocumentAuthor.document_id, DocumentAuthor.source_id)
        .join(Document, Document.id == DocumentAuthor.document_id)
        .where(of_dossier(Document.dossier_id, dossier_id, who.documents))
        .order_by(DocumentAuthor.number)
    )
    return grouped(
        (documents.index[document], sources.index[source])
        for document, source in fetch(session, statement, Document.id, who.documents)
        if document in documents.index and source in sources.index
    )


def _spoke_for(
    session: Session, dossier_id: int, organisations: Ids, who: Present
) -> dict[int, list[int]]:
    """Source row → the numbers of its organisations, in the order recorded."""
    statement = (
        select(SourceOrganisation.source_id, SourceOrganisation.organisation_id)
        .join(Source, Source.id == SourceOrganisation.source_id)
        .where(of_dossier(Source.dossier_id, dossier_id, who.sources))
        .order_by(SourceOrganisation.number)
    )
    return grouped(
        (source, organisations.index[organisation])
        for source, organisation in fetch(session, statement, Source.id, who.sources)
        if organisation in organisations.index
    )


def _source_table(
    rows: list[Any], sources: Ids, persons: Ids, spoke_for: Mapping[int, list[int]],
    authors: Mapping[int, list[int]],
) -> Sources:  # fmt: skip
    by_row = {row.id: row for row in rows}
    ordered = [by_row[row] for row in sources.rows]
    wrote = {number for group in authors.values() for number in group}
    start, entries = lists([spoke_for.get(row.id, []) for row in ordered])
    return Sources.of(
        len(ordered),
        type=encode(SourceType, [known(SourceType, row.type) for row in ordered]),
        person=[persons.number(row.person_id) for row in ordered],
        cardinality=encode(Cardinality, [known(Cardinality, row.cardinality) for row in ordered]),
        is_author=[at in wrote or row.type == OWN_WORK for at, row in enumerate(ordered)],
        organisation_start=start,
        organisation=entries,
    )


def _document_table(
    sources: list[Any], documents: Ids, authors: Mapping[int, list[int]]
) -> Documents:
    """A document is the public record of its wording where the source that it is says so: a law, a
    judgment, an official statement, a letter, a recording. Nobody says that one is not."""
    records = {
        row.document_id for row in sources if row.type in PUBLIC_RECORDS or row.form == RECORDING
    }
    start, entries = lists([authors.get(number, []) for number in range(len(documents))])
    return Documents.of(
        len(documents),
        is_record=tristate(True if row in records else None for row in documents.rows),
        author_start=start,
        author=entries,
    )
