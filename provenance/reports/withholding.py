"""Who may see the words of a restricted document's notes: the one rule behind every page.

A document whose notes identify a protected source can be marked restricted. Readers then see that a
note or citation is there, and its source by the public label, but not its words, where a source that
the note cites (or the person behind it) is protected, and where nobody has said yet whom it cites:
unknown is not harmless. Analysts and those above them see everything.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.documents.models import Document, Note, Passage
from provenance.documents.queries import latest_revision
from provenance.dossiers.models import Dossier
from provenance.dossiers.register import look_up
from provenance.imports.accepting import AWAITING
from provenance.relations.models import Remark
from provenance.reports.types import FieldChange, HistoryLine, Link
from provenance.sources.models import Person, Source

WITHHELD = "withheld: a protected source"
UNSETTLED = ("ambiguous", "unresolved")
SILENT = ("explanatory", "section", "redacted")
"""Kinds of note that may cite nobody and hide nobody."""
WORDED = frozenset({"note", "citation", "draft", "proposal", "spreadsheet"})
"""Kinds of record whose audit entries carry words of notes …"""
QUOTING = frozenset({"quotes", "quote", "hedges", "words"})
"""… and the fields of other records that do."""

Stretch = tuple[int, int]


class Sight:
    """What one visitor may see of restricted documents. Reads each document's notes once."""

    def __init__(self, session: Session, *, for_reader: bool) -> None:
        self.session, self.for_reader = session, for_reader
        self._guarded: dict[int, frozenset[int]] = {}
        self._printed: dict[int, tuple[Stretch, ...]] = {}

    def is_limited(self, document: Document | None) -> bool:
        """Whether some of this document's notes may be withheld."""
        return self.for_reader and document is not None and bool(document.restricted)

    def hides_note(self, note: Note) -> bool:
        """Whether the note's words are withheld."""
        if not self.is_limited(note.document):
            return False
        if note.document_id not in self._guarded:
            hidden = select(Note.id).where(Note.document_id == note.document_id, guarded())
            self._guarded[note.document_id] = frozenset(self.session.scalars(hidden))
        return note.id in self._guarded[note.document_id]

    def hides_citation(self, citation: Citation) -> bool:
        """Whether the citation's words are withheld: those of a note with its note."""
        if citation.note is not None:
            return self.hides_note(citation.note)
        return self.is_limited(citation.document) and _names_protected(citation)

    def hides_stretch(self, document: Document | None, stretch: Stretch | None) -> bool:
        """Whether words quoted from the text are withheld: where it prints its notes, and where the
        words have lost their place, so that they may stem from there."""
        if document is None or not self.is_limited(document):
            return False
        if stretch is None:
            return True
        start, end = stretch
        return any(start < last and first < end for first, last in self._notes_printed(document))

    def _notes_printed(self, document: Document) -> tuple[Stretch, ...]:
        if document.id not in self._printed:
            revision = latest_revision(self.session, document.id)
            statement = select(Passage.start, Passage.end).where(
                Passage.revision_id == (revision.id if revision else None), Passage.kind == "note"
            )
            found = tuple((row[0], row[1]) for row in self.session.execute(statement))
            self._printed[document.id] = found
        return self._printed[document.id]

    def remark_words(self, remark: Remark) -> str | None:
        """The words that an author's remark quotes, or that they are withheld."""
        quote = remark.quote
        words = quote.get("exact") if isinstance(quote, dict) else quote
        return WITHHELD if words and self._hides_remark(remark.dossier_id, quote) else words

    def _hides_remark(self, dossier_id: int, quote: Any) -> bool:
        if not (self.for_reader and self._has_restricted(dossier_id)):
            return False
        if not isinstance(quote, dict):
            return True
        if "note" in quote:
            note = look_up(self.session, Note, dossier_id, quote["note"])
            return note is not None and self.hides_note(note)
        document = look_up(self.session, Document, dossier_id, quote.get("document", ""))
        stretch = (quote["start"], quote["end"]) if {"start", "end"} <= quote.keys() else None
        return self.hides_stretch(document, stretch)

    def _has_restricted(self, dossier_id: int) -> bool:
        restricted = exists().where(
            Document.dossier_id == dossier_id, Document.restricted.is_(True)
        )
        return bool(self.session.scalar(select(restricted)))

    def acts(self, dossier: Dossier, lines: Iterable[HistoryLine]) -> tuple[HistoryLine, ...]:
        """Acts of the audit trail. An entry does not say which note its words come from: one
        restricted document withholds the words of all notes and citations from readers."""
        if self.for_reader and self._has_restricted(dossier.id):
            return tuple(map(_without_words, lines))
        return tuple(lines)


def awaits_source(citation: Citation) -> bool:
    """Whether somebody still has to say which source it is."""
    return citation.source_id is None and (
        citation.match == AWAITING or (citation.match is None and citation.status in UNSETTLED)
    )


def _names_protected(citation: Citation) -> bool:
    source = citation.source
    return source is not None and bool(
        source.protected or (source.person and source.person.protected)
    )


def guarded() -> ColumnElement[bool]:
    """Condition on a note of a restricted document: its words are withheld; what withdrawn
    citations say still counts."""
    awaiting = or_(
        Citation.match == AWAITING,
        and_(Citation.match.is_(None), Citation.status.in_(UNSETTLED)),
    )
    naming = (
        select(Citation.note_id)
        .outerjoin(Source, Source.id == Citation.source_id)
        .outerjoin(Person, Person.id == Source.person_id)
        .where(
            Citation.note_id == Note.id,
            or_(
                Source.protected.is_(True),
                Person.protected.is_(True),
                and_(Citation.source_id.is_(None), awaiting),
            ),
        )
    )
    citing = select(Citation.id).where(Citation.note_id == Note.id)
    unexplained = and_(
        ~citing.correlate(Note).exists(), func.coalesce(Note.kind, "source").not_in(SILENT)
    )
    return or_(naming.correlate(Note).exists(), unexplained)


def _without_words(line: HistoryLine) -> HistoryLine:
    worded = line.subject_kind in WORDED
    label = WITHHELD if worded and line.subject.label else line.subject.label
    changes = (_withheld(each) if worded or each.name in QUOTING else each for each in line.changes)
    return replace(line, subject=Link(line.subject.id, label), changes=tuple(changes))


def _withheld(change: FieldChange) -> FieldChange:
    return FieldChange(change.name, change.before and WITHHELD, change.after and WITHHELD)
