"""Keeping what a document's citations name: new sources, their organisations, the authors."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.db.exchange.edit import DossierRegister
from provenance.db.exchange.spec import RecordSpec
from provenance.db.exchange.store import store_links, store_records
from provenance.dossiers.changes import write_entry
from provenance.dossiers.identifiers import issue_ids
from provenance.dossiers.models import Dossier
from provenance.errors import InvalidInput
from provenance.imports.findings import Place
from provenance.imports.known import Known, organisation_key
from provenance.imports.plan import NewSource
from provenance.ingest.progress import tell
from provenance.ingest.types import CitationRead, DateRead
from provenance.ingest.works import fold_key
from provenance.sources.models import Source
from provenance.sources.queries import live_persons
from provenance.sources.records import ORGANISATIONS, PERSONS, SOURCES
from provenance.values import DateText
from provenance.vocabulary import SOURCE_TYPES

Values = dict[str, Any]
OWN_WORK = "own earlier work"
PUBLICATION = SOURCE_TYPES[4]
AUTHOR = "author"
AT_ONCE = 500
"""Keys in one question to the database."""


def date_value(date: DateRead | None) -> Any:
    """A date as the dossier file has it; None where nothing is known."""
    if date is None or not (date.edtf or date.verbatim):
        return None
    return DateText(date.edtf, date.verbatim or None).as_json()


def rows_of(session: Session, model: type[Any], keys: Sequence[int]) -> list[Any]:
    """The rows of those keys, in their order."""
    found: dict[int, Any] = {}
    for start in range(0, len(keys), AT_ONCE):
        among = model.id.in_(keys[start : start + AT_ONCE])
        found.update((row.id, row) for row in session.scalars(select(model).where(among)))
        tell("Keeping sources", len(found), len(keys))
    return [found[key] for key in keys]


class SourceKeeper:
    """Finds or creates, in one dossier. What it creates it finds from then on."""

    def __init__(
        self, session: Session, actor: Actor, dossier: Dossier, reason: str, known: Known
    ) -> None:
        self.session, self.actor, self.dossier, self.reason = session, actor, dossier, reason
        self.known = known
        self.register = DossierRegister({})
        self._remember("organisations", known.organisations.values())
        self._remember("sources", known.sources.values())
        self.persons = {fold_key(p.label): p for p in live_persons(session, dossier.id)}
        self._remember("persons", self.persons.values())
        self.writer: str | None = None
        """The person who wrote the document, its first author."""

    def _remember(self, list_name: str, rows: Iterable[Any]) -> None:
        for row in rows:
            self.register.add(row.public_id, list_name, row.id)

    def add(
        self, spec: RecordSpec, records: Sequence[Values], wanted: Sequence[str | None] = ()
    ) -> list[Any]:
        """Check and store records of one list, with an audit entry each but for documents."""
        if not records:
            return []
        wanted = wanted or [None] * len(records)
        ids = issue_ids(self.session, self.dossier.id, spec.kind, wanted)
        full = [
            {"id": public_id, **{k: v for k, v in values.items() if v is not None}}
            for public_id, values in zip(ids, records, strict=True)
        ]
        self._check(spec, full)
        store_records(self.session, self.dossier.id, spec, full, self.register)
        store_links(self.session, spec, full, self.register)
        rows = rows_of(self.session, spec.model, [self.register.row(r["id"]) for r in full])
        for row, values in zip(rows, full, strict=True) if spec.name != "documents" else ():
            write_entry(
                self.session, self.actor, self.dossier, spec, row, "create", self.reason, None,
                values,
            )  # fmt: skip
        return rows

    def _check(self, spec: RecordSpec, records: Sequence[Values]) -> None:
        known = {public_id: name for public_id, (name, _) in self.register.rows.items()}
        faults = tuple(f for record in records for f in spec.faults(record, spec.kind, known))
        if faults:
            raise InvalidInput(f"Not accepted: {faults[0].where}: {faults[0].message}.", faults)

    def keep_new(
        self, planned: Mapping[Place, NewSource], used: Iterable[Place]
    ) -> dict[str | Place, int]:
        """Create the new sources that are used; rows of all sources, by id and by first citation."""
        used = set(used)
        wanted = [source for place, source in planned.items() if place in used]
        self._organisations(name for source in wanted for name in source.read.organisations)
        rows = self.add(SOURCES, [self._source(source) for source in wanted])
        keys: dict[str | Place, int] = {s.public_id: s.id for s in self.known.sources.values()}
        return keys | {s.place: row.id for s, row in zip(wanted, rows, strict=True)}

    def _organisations(self, names: Iterable[str]) -> None:
        missing: dict[str, str] = {}
        for name in names:
            if self.known.organisation(name) is None:
                missing.setdefault(organisation_key(name), name)
        rows = self.add(ORGANISATIONS, [{"name": name} for name in missing.values()])
        self.known.organisations.update(zip(missing, rows, strict=True))

    def _source(self, planned: NewSource) -> Values:
        read = planned.read
        found = (self.known.organisation(name) for name in read.organisations)
        organisations = dict.fromkeys(row.public_id for row in found if row is not None)
        serves = f"{(read.role or 'informant').capitalize()} to {read.principal}."
        return {
            "label": planned.label,
            "type": read.type,
            "subtype": read.subtype,
            "role": read.role,
            "person": self._voice(read),
            "organisations": list(organisations) or None,
            "place": read.place,
            "date": date_value(read.date),
            "cardinality": read.cardinality,
            "description": serves if read.principal else None,
        }

    def _voice(self, read: CitationRead) -> str | None:
        """Whose voice it is wherever he speaks: the author's own, or that of somebody named."""
        if read.type == OWN_WORK:
            return self._author_again(read)
        return self._person(read.person) if read.named and read.person else None

    def _author_again(self, read: CitationRead) -> str | None:
        """Who wrote an own earlier work: the document's author is one voice wherever he writes."""
        if self.writer is not None:
            return self.writer
        return self._person(read.author) if read.author else None

    def _person(self, name: str) -> str:
        """The named person, found or created."""
        key = fold_key(name)
        if key not in self.persons:
            (self.persons[key],) = self.add(PERSONS, [{"label": name, "named": True}])
        return self.persons[key].public_id

    def authors(self, names: Iterable[str]) -> list[str]:
        """The authors as sources."""
        found = (self._author(name) for name in names if name.strip())
        return list(dict.fromkeys(found))

    def _author(self, name: str) -> str:
        standing = self._author_source(name)
        if standing is not None:
            self.writer = self.writer or (standing.person.public_id if standing.person else None)
            return standing.public_id
        person = self._person(name)
        self.writer = self.writer or person
        values = {"label": f"{name}, {AUTHOR}", "role": AUTHOR, "person": person,
                  "type": PUBLICATION, "cardinality": "one"}  # fmt: skip
        (row,) = self.add(SOURCES, [values])
        self.known.sources[row.public_id], self.known.members[row.public_id] = row, ()
        public_id: str = row.public_id
        return public_id

    def _author_source(self, name: str) -> Source | None:
        labels = {fold_key(name), fold_key(f"{name}, {AUTHOR}")}
        person = self.persons.get(fold_key(name))
        for source in self.known.sources.values():
            if fold_key(source.label) in labels:
                return source
            written = source.role == AUTHOR and source.type != OWN_WORK
            if written and person and source.person_id == person.id:
                return source
        return None
