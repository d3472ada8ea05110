"""Taking a new version into the dossier: the document stays, with all that people made of it.

The former text and all that anchored in it are kept with their revision. What still anchors gets its
new place; what does not becomes an orphan, marked as such and never deleted. One audit entry for the
document, which counts everything and holds the digests of both states, and one for each claim that
lost its words or got others.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.claims.records import CLAIMS
from provenance.db.exchange.edit import replace_list
from provenance.db.exchange.store import insert_rows
from provenance.documents.models import Document, Note, Revision
from provenance.documents.queries import latest_revision
from provenance.documents.records import NOTES
from provenance.dossiers.changes import write_entry
from provenance.dossiers.identifiers import issue_ids
from provenance.dossiers.models import Dossier
from provenance.imports.accepting import Acceptance, no_reserved_ids
from provenance.imports.accepting import _place as place_of_citation
from provenance.imports.correcting import date_decided
from provenance.imports.findings import Decisions, Place
from provenance.imports.kept_sources import date_value
from provenance.imports.known import Known
from provenance.imports.plan import Planned
from provenance.imports.versions.plan import VersionPlan
from provenance.imports.versions.proposals import reanchor_proposals
from provenance.imports.versions.quotes import QuoteAnchoring, citations_in
from provenance.imports.versions.state import State, standing
from provenance.ingest.types import NoteRead
from provenance.ingest.versions import citations as cited
from provenance.ingest.versions.anchors import CHANGED, KEPT, MOVED, ORPHAN
from provenance.ingest.versions.citations import CitationPair
from provenance.sources.models import Source
from provenance.sources.records import DOCUMENTS
from provenance.values import DateText

BEGUN, REPLACED, SOURCES = "begun", "replaced", "sources"
"""Keys of ``Revision.anchors``: the state with which the revision came into force, the one in which
another took its place, and public ids of the sources that came with it."""
ABOUT = ("title", "publisher", "language", "url", "restricted")
OPEN = "open"


class VersionAcceptance(Acceptance):
    """One acceptance of a new version, step by step."""

    def __init__(
        self, session: Session, actor: Actor, dossier: Dossier, reason: str, version: VersionPlan,
        decisions: Decisions, known: Known, only_sure: bool,
    ) -> None:  # fmt: skip
        super().__init__(
            session, actor, dossier, reason, version.imports, decisions, known, no_reserved_ids,
            only_sure,
        )  # fmt: skip
        self.version, self.document = version, version.document

    def run(self, file_name: str) -> Document:
        """Everything, in the order in which one refers to the other."""
        sources = self.keeper.keep_new(self.plan.sources, self._used())
        self.made = [row for key, row in sources.items() if isinstance(key, Place)]
        self._replace_revision()
        notes = self._pair_notes()
        self._pair_citations(notes, sources)
        self._inline_citations()
        quotes = QuoteAnchoring(self.session, self.dossier, self.version)
        quotes.run()
        self.proposals = reanchor_proposals(self.session, self.version, self.keys)
        self._begin_revision()
        self._entry_of_version()
        self._entries_of_claims(quotes)
        return self.document

    def _cited(self) -> list[Planned]:
        """Only what is new, or read anew, makes sources."""
        return [*self.version.fresh, *self.version.anew.values()]

    def _replace_revision(self) -> None:
        """Keep what anchored in the former text, then store the new one."""
        former = self.version.revision
        if former is not None:
            former.anchors = {**(former.anchors or {}), REPLACED: self.version.state}
        self._text(self.document)
        self.document.sha256 = self.plan.document.sha256
        for name in ABOUT:
            if self.about.get(name):
                setattr(self.document, name, self.about[name])
        if self.about.get("published"):
            date = date_value(date_decided(self.about["published"]))
            self.document.published = _date(date)

    def _pair_notes(self) -> dict[str, int]:
        """Notes with their calls; note of the draft → row."""
        rows = {row.public_id: row for row in self.session.scalars(
            select(Note).where(Note.document_id == self.document.id))}  # fmt: skip
        calls: dict[int, list[dict[str, Any]]] = {}
        known: dict[str, int] = {}
        order = {note.id: number for number, note in enumerate(self.plan.document.notes)}
        for pair in self.version.comparison.notes:
            row = rows[pair.old.id] if pair.old else None
            if row is not None and pair.new is not None:
                _renew(row, pair.new, order[pair.new.id])
                known[pair.new.id] = row.id
                calls[row.id] = list(_calls(pair.new)) or list(self._old_calls(row))
            elif row is not None:
                row.former = True
                calls[row.id] = []
        self.session.flush()
        fresh = [pair.new for pair in self.version.comparison.notes if pair.new and not pair.old]
        new = self._insert_notes(fresh, order)
        calls |= {new[note.id]: list(_calls(note)) for note in fresh}
        replace_list(self.session, NOTES, "markers", calls)
        return known | new

    def _old_calls(self, row: Note) -> Iterator[dict[str, Any]]:
        """Calls that the reader did not find, where somebody set them: between the same words."""
        ground = self.version.comparison.ground
        note = next(n for n in self.version.state["notes"] if n["id"] == row.public_id)
        for marker in note["markers"]:
            if marker.get("start") is None or marker.get("end", marker["start"]) > marker["start"]:
                continue
            at = ground.between(ground.old.at(marker["start"]))
            if at is not None and at:
                place = ground.new.ends[at - 1]
                yield {"start": place, "end": place, "before": marker.get("before")}

    def _insert_notes(self, notes: Iterable[NoteRead], order: Mapping[str, int]) -> dict[str, int]:
        notes = list(notes)
        ids = issue_ids(self.session, self.dossier.id, "note", [None] * len(notes))
        rows = [
            {
                **self._record(public_id),
                "document_id": self.document.id, "number": order[note.id], "label": note.n,
                "kind": note.kind, "text": note.text, "section": note.section,
            }
            for note, public_id in zip(notes, ids, strict=True)
        ]  # fmt: skip
        keys = insert_rows(self.session, Note, rows)
        return {note.id: key for note, key in zip(notes, keys, strict=True)}

    def _pair_citations(
        self, notes: Mapping[str, int], sources: Mapping[str | Place, int]
    ) -> None:  # fmt: skip
        """Those of the dossier get their places; new ones are added; references are joined."""
        self.rows = {row.public_id: row for row in self.session.scalars(
            select(Citation).where(citations_in(self.document)))}  # fmt: skip
        for pair in self.version.comparison.citations:
            if pair.old is not None:
                self._place_citation(self.rows[pair.old.id], pair, self.version.citation(pair))
        for public_id, planned in self.version.anew.items():
            values = {**self._citation(planned, sources), "resolves_to_id": None}
            for name, value in values.items():
                setattr(self.rows[public_id], name, value)
        self.session.flush()
        self._add_citations(notes, sources)
        self._number_citations()

    def _place_citation(self, row: Citation, pair: CitationPair, state: str) -> None:
        if state == cited.GONE:
            row.former = True
            if pair.note is not None:
                row.start = row.end = None
        elif pair.start is not None and pair.note is not None:
            row.start, row.end = pair.start, pair.end
            row.text = pair.note.text[pair.start : pair.end]
            if state == CHANGED and pair.read is not None:
                row.signal, row.locator = pair.read.signal, pair.read.locator

    def _add_citations(
        self, notes: Mapping[str, int], sources: Mapping[str | Place, int]
    ) -> None:  # fmt: skip
        fresh = self.version.fresh
        ids = issue_ids(self.session, self.dossier.id, "citation", [None] * len(fresh))
        rows = [
            {
                **self._record(public_id), "number": 0,
                **place_of_citation(one, self.document, notes), **self._citation(one, sources),
            }
            for one, public_id in zip(fresh, ids, strict=True)
        ]  # fmt: skip
        keys = insert_rows(self.session, Citation, rows)
        standing_rows = {place: self.rows[name].id for place, name in self.version.places.items()}
        places = standing_rows | dict(zip((one.place for one in fresh), keys, strict=True))
        self.keys = places
        self._join(places)

    def _number_citations(self) -> None:
        """Within each note in the order of its words."""
        statement = (
            select(Citation).join(Note, Note.id == Citation.note_id)
            .where(Note.document_id == self.document.id, Citation.withdrawn_at.is_(None))
            .order_by(Citation.note_id, Citation.start, Citation.number, Citation.id)
        )  # fmt: skip
        numbers: dict[int | None, int] = {}
        for row in self.session.scalars(statement):
            number = numbers.get(row.note_id, 0)
            numbers[row.note_id] = number + 1
            if row.number != number:
                row.number = number

    def _inline_citations(self) -> None:
        for fate in self.version.comparison.inline:
            row, state = self.rows[fate.record["id"]], self.version.fate(fate)
            if state == ORPHAN:
                row.former, row.start, row.end = True, None, None
            elif state != KEPT:
                row.start, row.end = fate.anchored.start, fate.anchored.end
                row.text = fate.anchored.exact or row.text
        self.session.flush()

    def _begin_revision(self) -> None:
        self.session.flush()
        revision = latest_revision(self.session, self.document.id)
        assert revision is not None  # noqa: S101 - stored above
        self.after = standing(self.session, self.document)
        made = [self.session.get_one(Source, row).public_id for row in self.made]
        revision.anchors = {BEGUN: self.after, SOURCES: made}
        self.revision: Revision = revision

    def _entry_of_version(self) -> None:
        former = self.version.revision
        before = {
            "revision": former.number if former else None, **told(self.version.state),
        }  # fmt: skip
        anchors = {**counts(self.version), "proposed claims": self.proposals}
        after = {"revision": self.revision.number, **told(self.after), "anchors": anchors}
        write_entry(
            self.session, self.actor, self.dossier, DOCUMENTS, self.document, "reimport",
            self.reason, before, after,
        )  # fmt: skip

    def _entries_of_claims(self, quotes: QuoteAnchoring) -> None:
        for claim, before, after in quotes.told():
            write_entry(
                self.session, self.actor, self.dossier, CLAIMS, claim, "anchor", self.reason,
                {"quotes": before}, {"quotes": after},
            )  # fmt: skip


def counts(version: VersionPlan) -> dict[str, Any]:
    """How many of each kind are kept, moved, changed, gone, new; orphans among quotes."""
    found: dict[str, dict[str, int]] = {}
    for kind, state in _states(version):
        group = found.setdefault(kind, {})
        group[state] = group.get(state, 0) + 1
    return found


def _states(version: VersionPlan) -> Iterator[tuple[str, str]]:
    for fate in version.comparison.anchors:
        kinds = {"quote": "quotes", "remark": "remarks", "citation": "inline citations"}
        yield kinds[fate.kind], version.fate(fate)
    for pair in version.comparison.notes:
        yield "notes", pair.state
    for one in version.comparison.citations:
        state = version.citation(one)
        if one.old is not None:
            yield "citations", MOVED if state == MOVED else state
    for _ in version.fresh:
        yield "citations", cited.NEW


def told(state: State) -> dict[str, Any]:
    """A state as the audit entry names it: counts and the digest of its RFC 8785 JSON."""
    return {
        "sha256": state["document"].get("sha256"),
        "contents": {
            **{name: len(state[name]) for name in ("notes", "citations", "quotes", "remarks")},
            "sha256": hashlib.sha256(rfc8785.dumps(state)).hexdigest(),
        },
    }


def _renew(row: Note, note: NoteRead, number: int) -> None:
    """The new label, words and order; its kind stays where its words do."""
    if row.text != note.text or row.kind is None:
        row.kind = note.kind
    row.label, row.text, row.section, row.number = note.n, note.text, note.section, number
    row.former = None


def _calls(note: NoteRead) -> Iterator[dict[str, Any]]:
    for marker in note.markers:
        yield {"start": marker.start, "end": marker.end, "before": marker.before}


def _date(value: Any) -> DateText | None:
    if isinstance(value, str):
        return DateText(value)
    return None if value is None else DateText(value.get("edtf"), value.get("verbatim"))
