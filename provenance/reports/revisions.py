"""The versions of a document, and what of it lost its place in the newest one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.claims.queries import in_force
from provenance.documents.models import Document, Note, Passage, Revision
from provenance.documents.queries import latest_revision, notes_of, passages_of
from provenance.imports.versions.accepting import REPLACED
from provenance.ingest.versions.nearest import Nearest
from provenance.ingest.versions.words import words_of
from provenance.reports.quotations import around
from provenance.reports.withholding import Sight

CANDIDATES = 3
ABOUT_NOTES = 3


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a document. ``readable``: whether what anchored in it is known."""

    number: int
    at: datetime
    characters: int
    media_type: str | None
    sha256: str | None
    newest: bool
    withdrawn: datetime | None
    readable: bool


@dataclass(frozen=True, slots=True)
class OldPlace:
    """Where words stood: in which version, with what around them."""

    revision: int
    before: str
    after: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage or note of the newest version that may say what an orphan said. ``value`` names it in
    a form."""

    value: str
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A quote of a claim whose words the newest version does not have. ``number`` is its place among
    the claim's quotes; ``words`` None where they are withheld."""

    claim: Claim
    number: int
    words: str | None
    kept: bool
    reason: str | None
    place: OldPlace | None


@dataclass(frozen=True, slots=True)
class FormerNote:
    """A note that stands in an earlier version only. ``claims`` rest on it."""

    note: Note
    words: str | None
    citations: tuple[Citation, ...]
    claims: tuple[str, ...]


def version_lines(session: Session, document: Document) -> list[VersionLine]:
    """All versions, the newest first, withdrawn ones too."""
    newest = latest_revision(session, document.id)
    statement = (
        select(Revision.number, Revision.created_at, func.length(Revision.text),
               Revision.media_type, Revision.bytes_sha256, Revision.withdrawn_at, Revision.id,
               Revision.anchors)
        .where(Revision.document_id == document.id)
        .order_by(Revision.number.desc())
    )  # fmt: skip
    return [
        VersionLine(
            row[0], row[1], row[2], row[3], row[4], newest is not None and row[6] == newest.id,
            row[5], (newest is not None and row[6] == newest.id) or REPLACED in (row[7] or {}),
        )
        for row in session.execute(statement)
    ]  # fmt: skip


def open_orphans(session: Session, dossier_id: int) -> dict[int, int]:
    """Document row → how many quotes of claims in force wait for a person there."""
    owner = func.coalesce(Quote.document_id, Note.document_id)
    statement = (
        select(owner, func.count())
        .select_from(Quote)
        .join(Claim, Claim.id == Quote.claim_id)
        .outerjoin(Note, Note.id == Quote.note_id)
        .where(*in_force(dossier_id), Quote.orphan == "open")
        .group_by(owner)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def orphans_of(session: Session, document: Document, *, for_reader: bool = False) -> list[Orphan]:
    """The orphans of a document, those first that wait for a person."""
    statement = (
        select(Claim, Quote)
        .join(Quote, Quote.claim_id == Claim.id)
        .where(*in_force(document.dossier_id), Quote.orphan.is_not(None), _in(document))
        .order_by(Quote.orphan.desc(), Claim.public_id, Quote.number)
    )
    sight = Sight(session, for_reader=for_reader)
    hidden = sight.is_limited(document)
    places = _OldPlaces(session, document)
    return [
        Orphan(
            claim, quote.number, None if hidden else quote.exact, quote.orphan == "kept",
            quote.orphan_reason, None if hidden else places.of(claim.public_id, quote),
        )
        for claim, quote in session.execute(statement)
    ]  # fmt: skip


def document_of_quote(session: Session, claim: Claim, number: int) -> Document | None:
    """The document in which, or in whose note, a claim's quote stands or stood."""
    statement = (
        select(Document)
        .select_from(Quote)
        .outerjoin(Note, Note.id == Quote.note_id)
        .join(Document, Document.id == func.coalesce(Quote.document_id, Note.document_id))
        .where(Quote.claim_id == claim.id, Quote.number == number)
    )
    return session.scalars(statement).first()


def _in(document: Document) -> ColumnElement[bool]:
    notes = select(Note.id).where(Note.document_id == document.id)
    return or_(Quote.document_id == document.id, Quote.note_id.in_(notes))


class _OldPlaces:
    """Finds words where they stood, in the newest version that had them."""

    def __init__(self, session: Session, document: Document) -> None:
        statement = (
            select(Revision.number, Revision.text, Revision.anchors)
            .where(Revision.document_id == document.id, Revision.withdrawn_at.is_(None))
            .order_by(Revision.number.desc())
        )
        rows = session.execute(statement)
        self.states = [(row[0], row[1], (row[2] or {}).get(REPLACED) or {}) for row in rows]

    def of(self, claim: str, quote: Quote) -> OldPlace | None:
        """The place of one orphan, None where no version is known to have had it."""
        for number, text, state in self.states:
            for record in state.get("quotes", ()):
                same = record["claim"] == claim and record["exact"] == quote.exact
                if not same or record.get("start") is None:
                    continue
                if "note" in record:
                    notes = (n for n in state["notes"] if n["id"] == record["note"])
                    note = next(notes, None)
                    return OldPlace(number, "", "", note["label"] if note else "")
                return OldPlace(number, *around(text, record["start"], record["end"]))
        return None


def candidates_for(session: Session, document: Document, words: str) -> list[Candidate]:
    """The passages and notes of the newest version that are nearest to words, the best first."""
    revision = latest_revision(session, document.id)
    if revision is None:
        return []
    text, sought = revision.text, words_of(words).words
    passages = [p for p in passages_of(session, revision.id) if p.kind != "note"]
    near = Nearest(words_of(text), [(p.start, p.end) for p in passages])
    by_span = {(p.start, p.end): p for p in passages}
    found = [by_span[span] for span in near.passages(sought, CANDIDATES)]
    return [*map(_of_passage(text), found), *_near_notes(session, document, sought)]


def _of_passage(text: str) -> Any:
    def candidate(passage: Passage) -> Candidate:
        words = text[passage.start : passage.end]
        return Candidate(f"{passage.start}-{passage.end}", words, f"passage {passage.number + 1}")

    return candidate


def _near_notes(
    session: Session, document: Document, sought: Sequence[str]
) -> Iterator[Candidate]:  # fmt: skip
    notes = [note for note in notes_of(session, document.id) if note.text]
    joined, spans, at = [], [], 0
    for note in notes:
        joined.append(note.text or "")
        spans.append((at, at + len(note.text or "")))
        at = spans[-1][1] + 1
    near = Nearest(words_of("\n".join(joined)), spans)
    for span in near.passages(sought, 1):
        note = notes[spans.index(span)]
        yield Candidate(f"note:{note.public_id}", note.text or "", f"note {note.label}")


def former_notes(
    session: Session, document: Document, *, for_reader: bool = False
) -> list[FormerNote]:  # fmt: skip
    """Notes that stand in an earlier version only, with what still rests on them."""
    statement = select(Note).where(
        Note.document_id == document.id, Note.former.is_(True), Note.withdrawn_at.is_(None)
    )
    rows = session.scalars(statement.order_by(Note.number, Note.id)).all()
    sight = Sight(session, for_reader=for_reader)
    cited = _by_note(session, [row.id for row in rows])
    resting = _resting(session, [row.id for row in rows])
    return [
        FormerNote(
            row, None if sight.hides_note(row) else row.text or "", tuple(cited.get(row.id, ())),
            tuple(resting.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip


def _by_note(session: Session, notes: Iterable[int]) -> dict[int, list[Citation]]:
    statement = select(Citation).where(
        Citation.note_id.in_(list(notes)), Citation.withdrawn_at.is_(None)
    )
    found: dict[int, list[Citation]] = {}
    for row in session.scalars(statement.order_by(Citation.note_id, Citation.number)):
        found.setdefault(row.note_id or 0, []).append(row)
    return found


def _resting(session: Session, notes: Iterable[int]) -> dict[int, list[str]]:
    statement = (
        select(Citation.note_id, Claim.public_id)
        .join(AttributionCitation, AttributionCitation.citation_id == Citation.id)
        .join(Attribution, Attribution.id == AttributionCitation.attribution_id)
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(Citation.note_id.in_(list(notes)), Attribution.withdrawn_at.is_(None))
        .distinct()
        .order_by(Citation.note_id, Claim.public_id)
    )
    found: dict[int, list[str]] = {}
    for note, claim in session.execute(statement):
        found.setdefault(note or 0, []).append(claim)
    return found
