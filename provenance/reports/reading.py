"""A document as it is read: its text, with its notes, their sources and its claims beside it.

A fixed number of queries, whatever the length of the document.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from sqlalchemy import ColumnElement, select, union
from sqlalchemy.orm import Session

from provenance.assessments.queries import results_of_claims
from provenance.citations.models import Citation
from provenance.citations.queries import citations_of_document
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.claims.queries import stands
from provenance.documents.models import Document, Marker, Note, Passage
from provenance.documents.queries import latest_revision, markers_of, notes_of, passages_of
from provenance.reports.quotations import locate
from provenance.reports.reading_beside import Beside, CitationViews, passage_anchor
from provenance.reports.reading_parts import (
    BlockView,
    CitationView,
    ClaimMark,
    FoldedView,
    Legend,
    NoteView,
    PassageView,
)
from provenance.reports.segments import pieces
from provenance.reports.withholding import Sight
from provenance.sources.queries import authors_of

FOLDED = ("boilerplate", "note")
SENTENCES = ("paragraph", "list item", "quotation", "table cell", "caption")
"""Kinds of blocks whose passages can be claimed from."""
ABOUT = 60
_UNFIT = re.compile(r"[^\w-]+")


class ReadingView:
    """One document. ``for_reader``: whoever looks has the least role, from whom the notes of
    protected sources in restricted documents are hidden."""

    def __init__(
        self, session: Session, document: Document, *, chosen: str = "", for_reader: bool = False
    ) -> None:
        self.session, self.document = session, document
        self.chosen = chosen
        self.sight = Sight(session, for_reader=for_reader)
        self.masking = self.sight.is_limited(document)
        self.revision = latest_revision(session, document.id)
        self.text = self.revision.text if self.revision else ""
        self.authors = authors_of(session, document)
        self._passages = passages_of(session, self.revision.id) if self.revision else ()
        self._notes = notes_of(session, document.id)
        self.anchors = anchors_of_notes(self._notes)
        """Note row → the id of the note on the page."""
        self._markers = _by_note(markers_of(session, document.id))

    @cached_property
    def notes(self) -> dict[int, NoteView]:
        """Note row → the note, in printed order."""
        citations: dict[int, list[Citation]] = {}
        for citation in self._cited():
            if citation.note_id is not None:
                citations.setdefault(citation.note_id, []).append(citation)
        describe = CitationViews(self, [c for group in citations.values() for c in group])
        resting = self._resting()
        return {
            note.id: self._note(note, describe.views(citations.get(note.id, ())),
                                resting.get(note.id, ()))
            for note in self._notes
        }  # fmt: skip

    def _cited(self) -> Sequence[Citation]:
        return citations_of_document(self.session, self.document.id)

    def _note(
        self, note: Note, citations: tuple[CitationView, ...], claims: Iterable[str]
    ) -> NoteView:
        claims = tuple(claims)
        anchor = self.anchors[note.id]
        calls = tuple(
            f"call-{anchor}-{number}" for number, _ in enumerate(self._markers.get(note.id, ()), 1)
        )
        idle = note.kind in ("explanatory", "redacted") or not citations
        hidden = self.sight.hides_note(note)
        return NoteView(note, anchor, calls, citations, claims, hidden, idle or bool(claims))

    def _resting(self) -> dict[int, list[str]]:
        """Note row → public ids of the claims that rest on a citation in it, or quote its words."""
        cited = (
            select(Citation.note_id, Claim.public_id)
            .join(AttributionCitation, AttributionCitation.citation_id == Citation.id)
            .join(Attribution, Attribution.id == AttributionCitation.attribution_id)
            .join(Claim, Claim.id == Attribution.claim_id)
            .join(Note, Note.id == Citation.note_id)
            .where(Note.document_id == self.document.id, Attribution.withdrawn_at.is_(None))
            .where(*_standing())
        )
        quoted = (
            select(Quote.note_id, Claim.public_id)
            .join(Claim, Claim.id == Quote.claim_id)
            .join(Note, Note.id == Quote.note_id)
            .where(Note.document_id == self.document.id, *_standing())
        )
        found: dict[int, list[str]] = {}
        for row in self.session.execute(union(cited, quoted)):
            found.setdefault(row.note_id, []).append(row.public_id)
        return {note_id: sorted(ids) for note_id, ids in found.items()}

    @cached_property
    def claims(self) -> dict[str, ClaimMark]:
        """Public id → the claim, where its words stand in the text, in that order."""
        places = self._quoted
        results = results_of_claims(self.session, {claim.id for claim, _, _ in places})
        marks: dict[str, ClaimMark] = {}
        for claim, start, _ in sorted(places, key=lambda place: (place[1], place[0].public_id)):
            if claim.public_id not in marks:
                marks[claim.public_id] = ClaimMark(
                    claim, results.get(claim.id), self._anchor_at(start), start,
                    claim.public_id == self.chosen,
                )  # fmt: skip
        return marks

    @cached_property
    def _quoted(self) -> list[tuple[Claim, int, int]]:
        """Claims with the stretches that they quote; -1 where the words were not found."""
        return [(claim, *(locate(self.text, quote) or (-1, -1))) for claim, quote in self._quotes]

    @cached_property
    def _quotes(self) -> Sequence[tuple[Claim, Quote]]:
        statement = (
            select(Claim, Quote)
            .join(Quote, Quote.claim_id == Claim.id)
            .where(Quote.document_id == self.document.id, *_standing())
            .order_by(Claim.public_id, Quote.number)
        )
        return [(row[0], row[1]) for row in self.session.execute(statement)]

    @cached_property
    def _spans(self) -> list[tuple[int, int, bool]]:
        """Stretches that claims quote, and whether the chosen claim does."""
        return [
            (start, end, claim.public_id == self.chosen)
            for claim, start, end in self._quoted
            if start >= 0
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self._passages]

    @cached_property
    def _covered(self) -> dict[int, list[bool]]:
        """Passage number → for each quote that takes words from it, whether it is the chosen one."""
        starts, found = self._starts, dict[int, list[bool]]()
        for start, end, chosen in self._spans:
            for place in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
                passage = self._passages[place]
                if passage.end > start:
                    found.setdefault(passage.number, []).append(chosen)
        return found

    def _anchor_at(self, offset: int) -> str | None:
        place = bisect_right(self._starts, offset) - 1
        if offset < 0 or place < 0:
            return None
        return passage_anchor(self._passages[place].number)

    @cached_property
    def blocks(self) -> tuple[BlockView | FoldedView, ...]:
        """The text from top to bottom with what stands beside it."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[BlockView | FoldedView]:
        beside = Beside(self)
        for key, group in groupby(self._passages, key=_block_key):
            passages = list(group)
            if isinstance(key, str):
                hidden = self.masking and key == "note"
                words = () if hidden else tuple(self.text[p.start : p.end] for p in passages)
                yield FoldedView(key, words)
                continue
            yield self._block(passages, beside)

    def _block(self, passages: Sequence[Passage], beside: Beside) -> BlockView:
        start, end = passages[0].start, passages[-1].end
        marks = beside.marks(start, end)
        ends = [start, *(passage.end for passage in passages)]
        return BlockView(
            kind=passages[0].kind,
            anchor=f"block-{passages[0].block}",
            passages=tuple(self._passage(passage, beside) for passage in passages),
            gaps=tuple(self.text[e : p.start] for e, p in zip(ends, passages, strict=False)),
            marks=marks,
            notes=beside.notes(start, end, passages[0].kind),
            chosen=any(mark.chosen for mark in marks),
        )

    def _passage(self, passage: Passage, beside: Beside) -> PassageView:
        covering = self._covered.get(passage.number, ())
        words = self.text[passage.start : passage.end]
        return PassageView(
            number=passage.number,
            anchor=passage_anchor(passage.number),
            pieces=tuple(pieces(self.text, passage.start, passage.end,
                                beside.calls(passage.start, passage.end))),
            claims=len(covering),
            chosen=any(covering),
            about=" ".join(words[:ABOUT].split()),
        )  # fmt: skip

    @cached_property
    def loose_notes(self) -> tuple[NoteView, ...]:
        """Notes that stand beside no block: shown at the end."""
        placed = {
            view.note.id
            for block in self.blocks if isinstance(block, BlockView)
            for view in block.notes
        }  # fmt: skip
        return tuple(view for key, view in self.notes.items() if key not in placed)

    @cached_property
    def lost_claims(self) -> tuple[ClaimMark, ...]:
        """Claims whose words were not found in the text."""
        return tuple(mark for mark in self.claims.values() if mark.anchor is None)

    @cached_property
    def legend(self) -> Legend:
        """What of the document is open."""
        able = [p for p in self._passages if p.kind in SENTENCES]
        notes = list(self.notes.values())
        return Legend(
            passages=len(able),
            uncovered=tuple(
                (p.number, passage_anchor(p.number)) for p in able if p.number not in self._covered
            ),
            unused=_named(view for view in notes if not view.used),
            awaiting=_named(v for v in notes if any(c.awaiting for c in v.citations)),
            uncalled=_named(view for view in notes if not view.calls),
        )

    @property
    def markers(self) -> Mapping[int, Sequence[Marker]]:
        """Note row → its calls in the text."""
        return self._markers


def anchors_of_notes(notes: Iterable[Note]) -> dict[int, str]:
    """Note row → its id on the page: by its label, with a number where labels recur."""
    anchors: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for note in notes:
        label = _UNFIT.sub("-", note.label).strip("-") or "sign"
        seen[label] += 1
        anchors[note.id] = f"note-{label}" if seen[label] == 1 else f"note-{label}_{seen[label]}"
    return anchors


def _by_note(markers: Iterable[Marker]) -> dict[int, list[Marker]]:
    found: dict[int, list[Marker]] = {}
    for marker in markers:
        if marker.start is not None:
            found.setdefault(marker.note_id, []).append(marker)
    return found


def _block_key(passage: Passage) -> int | str:
    """Folded blocks that follow one another are one."""
    return passage.kind if passage.kind in FOLDED else passage.block


def _named(views: Iterable[NoteView]) -> tuple[tuple[str, str], ...]:
    return tuple((view.note.label, view.anchor) for view in views)


def _standing() -> tuple[ColumnElement[bool], ...]:
    return (Claim.withdrawn_at.is_(None), stands())
