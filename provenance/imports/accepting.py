"""Taking a plan into the dossier: sources and organisations first, then the document with its text,
notes and citations, each in bulk. One audit entry for each source; one for the document, which
names its notes and citations by count and digest.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import rfc8785
from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.db.exchange.read import snapshot
from provenance.db.exchange.store import BATCH, insert_rows
from provenance.documents.models import Document, Marker, Note, Revision
from provenance.documents.service import PassageSpan, store_revision
from provenance.dossiers.changes import write_entry
from provenance.dossiers.identifiers import issue_ids
from provenance.dossiers.models import Dossier
from provenance.imports.claim_proposals.keeping import keep_proposals
from provenance.imports.commands import GiveId
from provenance.imports.correcting import date_decided
from provenance.imports.findings import DOCUMENT, Decisions, Place
from provenance.imports.kept_sources import SourceKeeper, date_value
from provenance.imports.known import Known
from provenance.imports.plan import (
    JOINED,
    REJECTED,
    WITHOUT,
    ImportPlan,
    Planned,
    PlannedAttribution,
    antecedent_of,
)
from provenance.imports.resolving import OPEN
from provenance.ingest.progress import tell
from provenance.ingest.types import ParsedDocument
from provenance.sources.records import DOCUMENTS

AWAITING = "awaiting"
"""``Citation.match`` where a person still has to say which source it is."""
Rows = list[dict[str, Any]]


def no_reserved_ids(*_key: object) -> None:
    """Every record gets a new id."""


def insert_told(session: Session, model: type[Any], rows: Rows, stage: str) -> list[int]:
    """``insert_rows``, telling how many are done."""
    keys: list[int] = []
    for start in range(0, len(rows), BATCH):
        keys += insert_rows(session, model, rows[start : start + BATCH])
        tell(stage, len(keys), len(rows))
    return keys


class Acceptance:
    """One acceptance, step by step."""

    def __init__(
        self, session: Session, actor: Actor, dossier: Dossier, reason: str, plan: ImportPlan,
        decisions: Decisions, known: Known, ids: GiveId, only_sure: bool,
    ) -> None:  # fmt: skip
        self.session, self.actor, self.dossier, self.reason = session, actor, dossier, reason
        self.plan, self.about = plan, decisions.get(DOCUMENT, {})
        self.known, self.ids, self.only_sure = known, ids, only_sure
        self.keeper = SourceKeeper(session, actor, dossier, reason, known)
        self.keys: dict[Place, int] = {}
        """Rows of the citations kept."""
        self.proposed: Rows = []

    def run(self, file_name: str) -> Document:
        """Everything, in the order in which one refers to the other."""
        authors = self.keeper.authors(self._author_names())
        sources = self.keeper.keep_new(self.plan.sources, self._used())
        document = self._document(file_name, authors)
        revision = self._text(document)
        notes = self._notes(document)
        self._markers(notes)
        citations = self._citations(document, notes, sources)
        self.proposed = keep_proposals(
            self.session, self.dossier.id, revision, self.plan, self.keys
        )
        self._entry(document, notes, citations)
        return document

    def _used(self) -> set[Place]:
        """New sources that a citation will have."""
        return {c.choice.new for c in self._cited() if c.choice.new and not self._waits(c)}

    def _cited(self) -> list[Planned]:
        """Citations of notes, then those in the text itself."""
        inline = (one for one in self.plan.attributions if one.state != REJECTED)
        return [*(c for c in self.plan.citations if c.state != JOINED), *inline]

    def _waits(self, citation: Planned) -> bool:
        return self.only_sure and citation.open

    def _author_names(self) -> list[str]:
        if "authors" in self.about:
            return list(self.about["authors"])
        return [self.plan.document.author] if self.plan.document.author else []

    def _document(self, file_name: str, authors: Sequence[str]) -> Document:
        parsed = self.plan.document
        published = self.about.get("published")
        date = date_decided(published) if "published" in self.about else parsed.published
        values = {
            "title": parsed.title or file_name.rpartition(".")[0] or file_name,
            "authors": list(authors) or None,
            "published": date_value(date),
            "publisher": self.about.get("publisher") or None,
            "language": self.about.get("language") or None,
            "url": self.about.get("url") or None,
            "restricted": self.about.get("restricted") or None,
            "sha256": parsed.sha256,
        }
        wanted = self.ids("document")
        row: Document = self.keeper.add(DOCUMENTS, [values], [wanted])[0]
        return row

    def _text(self, document: Document) -> Revision:
        parsed = self.plan.document
        return store_revision(
            self.session,
            document.id,
            parsed.text,
            passages_with_blocks(parsed),
            bytes_sha256=parsed.sha256,
            media_type=parsed.media_type,
            encoding=parsed.encoding,
            reader=parsed.reader,
        )

    def _notes(self, document: Document) -> dict[str, int]:
        notes = self.plan.document.notes
        wanted = [self.ids("note", note.id) for note in notes]
        ids = issue_ids(self.session, self.dossier.id, "note", wanted)
        rows = [
            {
                **self._record(public_id),
                "document_id": document.id,
                "number": number,
                "label": note.n,
                "kind": note.kind,
                "text": note.text,
                "section": note.section,
            }
            for number, (note, public_id) in enumerate(zip(notes, ids, strict=True))
        ]
        keys = insert_told(self.session, Note, rows, "Keeping notes")
        return {note.id: key for note, key in zip(notes, keys, strict=True)}

    def _record(self, public_id: str) -> dict[str, Any]:
        return {
            "dossier_id": self.dossier.id,
            "public_id": public_id,
            "version": 1,
            "blank": None,
        }

    def _markers(self, notes: Mapping[str, int]) -> None:
        rows = [
            {
                "note_id": notes[note.id],
                "number": number,
                "start": marker.start,
                "end": marker.end,
                "before": marker.before,
            }
            for note in self.plan.document.notes
            for number, marker in enumerate(note.markers)
        ]
        if rows:
            self.session.execute(insert(Marker), rows)

    def _citations(
        self, document: Document, notes: Mapping[str, int], sources: Mapping[str | Place, int]
    ) -> Rows:
        planned = self._cited()
        wanted = [self.ids("citation", c.place.note, c.place.number) for c in planned]
        ids = issue_ids(self.session, self.dossier.id, "citation", wanted)
        numbers = _printed_order(planned)
        rows = [
            {**self._record(public_id), **_place(citation, document, notes),
             **self._citation(citation, sources), "number": numbers[citation.place]}
            for citation, public_id in zip(planned, ids, strict=True)
        ]  # fmt: skip
        keys = insert_told(self.session, Citation, rows, "Keeping citations")
        self.keys = dict(zip((c.place for c in planned), keys, strict=True))
        self._join(self.keys)
        return rows

    def _citation(self, citation: Planned, sources: Mapping[str | Place, int]) -> dict[str, Any]:
        read, choice, waits = citation.read, citation.choice, self._waits(citation)
        awaits = waits or (choice.sureness == WITHOUT and citation.open)
        target = None if awaits else (choice.source or choice.new)
        return {
            "source_id": sources[target] if target else None,
            "status": _status(citation, bool(target)),
            "rule": read.rule,
            "signal": read.signal,
            "locator": read.locator,
            "match": AWAITING if awaits else choice.sureness,
            "match_reason": (citation.needs or choice.reason) if awaits else choice.reason,
        }

    def _join(self, keys: Mapping[Place, int]) -> None:
        """Cross-references to their antecedents, what was read elsewhere to where it was read."""
        rows: Rows = []
        for citation in self._cited():
            place, read = citation.place, citation.read
            antecedent = antecedent_of(read, keys) if read.status == "resolved" else None
            elsewhere = None if read.quoted_in is None else Place(place.note, read.quoted_in + 1)
            rows.append(
                {
                    "row": keys[place],
                    "resolves_to_id": keys[antecedent] if antecedent else None,
                    "quoted_in_id": keys.get(elsewhere) if elsewhere else None,
                }
            )
        rows = [row for row in rows if row["resolves_to_id"] or row["quoted_in_id"]]
        if rows:
            # not the ORM's bulk update: that would ask for each row's version
            table = cast(Table, Citation.__table__)
            joined = ("resolves_to_id", "quoted_in_id")
            statement = update(table).where(table.c.id == bindparam("row"))
            self.session.execute(statement.values({n: bindparam(n) for n in joined}), rows)

    def _entry(self, document: Document, notes: Mapping[str, int], citations: Rows) -> None:
        parsed = self.plan.document
        contents = {
            "text": {
                "characters": len(parsed.text),
                "sha256": hashlib.sha256(parsed.text.encode()).hexdigest(),
            },
            "notes": _counted([[n.id, n.kind, n.text] for n in parsed.notes]),
            "citations": _digest(c for c in citations if c["note_id"] is not None),
            "inline citations": _digest(c for c in citations if c["note_id"] is None),
            "proposed claims": _counted([[p["public_id"], p["text"]] for p in self.proposed]),
            "awaiting a source": sum(c["match"] == AWAITING for c in citations),
            **_left_out(self.plan),
        }
        after = {**snapshot(self.session, DOCUMENTS, document), "contents": contents}
        write_entry(
            self.session, self.actor, self.dossier, DOCUMENTS, document, "import", self.reason,
            None, after,
        )  # fmt: skip


def _place(citation: Planned, document: Document, notes: Mapping[str, int]) -> dict[str, Any]:
    """Where it stands, and its own words: in its note, or in the document's text."""
    heard = citation.heard if isinstance(citation, PlannedAttribution) else citation.read
    note = notes.get(citation.place.note)
    return {
        "note_id": note,
        "document_id": document.id if note is None else None,
        "start": heard.start,
        "end": heard.end,
        "text": heard.text,
    }


def _status(citation: Planned, known: bool) -> str | None:
    """An attribution in the text is settled by its source; one that names nobody has no status."""
    if isinstance(citation, PlannedAttribution):
        if known and citation.read.status in OPEN:
            return "full"
        return citation.read.status if known or citation.open else None
    return citation.read.status


def _digest(citations: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return _counted([[c["public_id"], c["text"], c["match"]] for c in citations])


def _left_out(plan: ImportPlan) -> dict[str, Any]:
    """What the reader found and people rejected, where they rejected anything."""
    counts = {
        "rejected notes": len(plan.rejected),
        "rejected citations": sum(one.state == REJECTED for one in plan.citations),
        "rejected attributions": sum(one.state == REJECTED for one in plan.attributions),
    }
    return {name: count for name, count in counts.items() if count}


def _counted(parts: list[list[Any]]) -> dict[str, Any]:
    """How many, and the SHA-256 of their RFC 8785 JSON."""
    return {"count": len(parts), "sha256": hashlib.sha256(rfc8785.dumps(parts)).hexdigest()}


def _printed_order(citations: Iterable[Planned]) -> dict[Place, int]:
    """The place of each citation in its note, from 0: what was marked later may stand earlier."""
    order: dict[str, int] = {}
    numbers: dict[Place, int] = {}
    for citation in sorted(citations, key=lambda one: (one.read.start, one.read.end)):
        numbers[citation.place] = order.get(citation.place.note, 0)
        order[citation.place.note] = numbers[citation.place] + 1
    return numbers


def passages_with_blocks(parsed: ParsedDocument) -> list[PassageSpan]:
    """The passages, and every block that has none (headings, boilerplate) as one of its own."""
    kinds = [block.kind for block in parsed.blocks]
    divided = {passage.block for passage in parsed.passages}
    spans = [PassageSpan(p.start, p.end, p.block, kinds[p.block]) for p in parsed.passages]
    spans += [
        PassageSpan(block.start, block.end, number, block.kind)
        for number, block in enumerate(parsed.blocks)
        if number not in divided
    ]
    return sorted(spans, key=lambda span: (span.start, span.end))
