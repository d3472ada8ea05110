"""A document as it is read: a part of its text, with its notes, their sources and its claims.

A fixed number of queries, whatever the length of the document; records are read of one part only.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

from sqlalchemy.orm import Session

from provenance.assessments.queries import results_of_claims
from provenance.claims.models import Claim
from provenance.documents.models import Document
from provenance.reports.cards import by_row
from provenance.reports.reading_anchored import Anchored, Row
from provenance.reports.reading_beside import Beside, Margin
from provenance.reports.reading_cut import FOLDED, Part, Span
from provenance.reports.reading_legend import legend_of
from provenance.reports.reading_outline import ABOUT, Outline, passage_anchor
from provenance.reports.reading_parts import (
    BlockView,
    ClaimMark,
    FoldedView,
    Legend,
    NoteView,
    PassageView,
)
from provenance.reports.segments import Stretch, pieces
from provenance.reports.withholding import Sight
from provenance.sources.queries import authors_of


class ReadingView:
    """One part of a document, or all of it where ``part`` is None or the document has one part only.
    ``for_reader``: whoever looks has the least role, from whom the notes of protected sources in
    restricted documents are hidden. ``found``: stretches to be marked as found."""

    def __init__(
        self, session: Session, document: Document, *, chosen: str = "", for_reader: bool = False,
        part: int | None = None, outline: Outline | None = None,
        found: Sequence[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        self.session, self.document, self.chosen = session, document, chosen
        self.sight = Sight(session, for_reader=for_reader)
        self.masking = self.sight.is_limited(document)
        self.outline = outline or Outline(Anchored(session, document))
        self.text, self.found = self.outline.text, found
        self.authors = authors_of(session, document)
        self.parts = self.outline.parts
        whole = part is None or len(self.parts) == 1
        self.number = None if whole else min(max(1, part or 1), len(self.parts))
        """Number of the part; None for the whole document."""
        self._part = _joined(self.parts) if self.number is None else self.parts[self.number - 1]

    def holds(self, offset: int) -> bool:
        """Whether an offset stands in this part."""
        return self._part.start <= offset < self._part.end

    @cached_property
    def shown_notes(self) -> Sequence[Row]:
        """The notes that this part calls or that belong to it, in printed order."""
        outline = self.outline
        return [
            note
            for note in outline.notes
            if any(self.holds(at) for at, _ in outline.calls.get(note.id, ()))
            or (not outline.calls.get(note.id) and self.holds(outline.home_of(note)))
        ]

    @cached_property
    def margin(self) -> Margin:
        """The notes and speakers of this part."""
        inline = [
            one for one in self.outline.cited
            if one.note_id is None and self.holds(one.start or 0)
        ]  # fmt: skip
        part = range(self._part.start, self._part.end)
        return Margin(self.outline, self.sight, part, self.shown_notes, inline)

    @property
    def notes(self) -> dict[int, NoteView]:
        """Note row → the note, in printed order."""
        return self.margin.notes

    @cached_property
    def claims(self) -> dict[str, ClaimMark]:
        """Public id → the claim, where its words stand in this part, in that order; those whose words
        were not found stand first in the last part."""
        places: dict[str, tuple[int, int]] = {}
        for row, claim, start, _ in sorted(
            self.outline.quoted, key=lambda q: (q[2] < 0, q[2], q[1])
        ):
            places.setdefault(claim, (row, start))
        last = self._part.end > len(self.text)
        here = {c: p for c, p in places.items() if (last if p[1] < 0 else self.holds(p[1]))}
        rows = [row for row, _ in here.values()]
        claims = by_row(self.session, Claim, rows)
        results = results_of_claims(self.session, rows)
        return {
            claim: ClaimMark(claims[row], results.get(row), self._anchor_at(start), start,
                             claim == self.chosen)
            for claim, (row, start) in here.items()
        }  # fmt: skip

    def _anchor_at(self, offset: int) -> str | None:
        place = self.outline.place_at(offset)
        return place.anchor if place else None

    @cached_property
    def blocks(self) -> tuple[BlockView | FoldedView, ...]:
        """The text from top to bottom with what stands beside it."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[BlockView | FoldedView]:
        part = self._part
        places = range(part.first, part.last)
        for key, group in groupby(places, key=lambda at: _block_key(self.outline.passages[at])):
            if isinstance(key, str):
                yield self._folded(key, group)
            else:
                yield self._block(list(group))

    def _folded(self, kind: str, places: Iterator[int]) -> FoldedView:
        if self.masking and kind == "note":
            return FoldedView(kind, ())
        passages = [self.outline.passages[at] for at in places]
        lines = ((passage_anchor(p.number), self.text[p.start : p.end]) for p in passages)
        return FoldedView(kind, tuple(lines))

    def _block(self, places: Sequence[int]) -> BlockView:
        passages = [self.outline.passages[at] for at in places]
        start, end = passages[0].start, passages[-1].end
        shown = tuple(self._passage(at) for at in places)
        ends = [start, *(passage.end for passage in passages)]
        chosen = (one.anchor for one in shown if any(mark.chosen for mark in one.marks))
        return BlockView(
            kind=passages[0].kind,
            anchor=f"block-{passages[0].block}",
            passages=shown,
            gaps=tuple(self.text[e : p.start] for e, p in zip(ends, passages, strict=False)),
            beside=self._beside.within(start, end, passages[0].kind),
            chosen=next(chosen, None),
        )

    def _passage(self, at: int) -> PassageView:
        passage = self.outline.passages[at]
        start, end = passage.start, passage.end
        anchor = passage_anchor(passage.number)
        marked = self._marked.get(at, ())
        return PassageView(
            number=passage.number,
            anchor=anchor,
            pieces=tuple(pieces(self.text, start, end, self._beside.calls(start, end), marked)),
            marks=self._marks.get(anchor, ()),
            open=self.outline.is_open(at),
            gap=at in self._gaps,
            about=" ".join(self.text[start : min(end, start + ABOUT)].split()),
        )

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self)

    @cached_property
    def _gaps(self) -> frozenset[int]:
        return frozenset(self.outline.gaps)

    @cached_property
    def _marks(self) -> dict[str, tuple[ClaimMark, ...]]:
        """Anchor of a passage → the claims whose words begin in it."""
        found: dict[str, tuple[ClaimMark, ...]] = {}
        for mark in self.claims.values():
            if mark.anchor is not None:
                found[mark.anchor] = (*found.get(mark.anchor, ()), mark)
        return found

    @cached_property
    def _marked(self) -> dict[int, list[Stretch]]:
        """Place of a passage → what stands out in it."""
        stretches = [
            Stretch(start, end, "chosen" if claim == self.chosen else "claimed")
            for start, end, claim in self.outline.spans
            if start < self._part.end and self._part.start < end
        ]
        stretches += self.margin.stretches()
        stretches += [Stretch(*span, "found") for span in self.found if self.holds(span[0])]
        found: dict[int, list[Stretch]] = {}
        for one in stretches:
            for at in self.outline.places_between(one.start, one.end):
                found.setdefault(at, []).append(one)
        return found

    @cached_property
    def loose_notes(self) -> tuple[NoteView, ...]:
        """Notes of the part that stand beside no block: shown at the end."""
        placed = {
            one.note.id
            for block in self.blocks if isinstance(block, BlockView)
            for one in block.beside if isinstance(one, NoteView)
        }  # fmt: skip
        return tuple(view for row, view in self.notes.items() if row not in placed)

    @cached_property
    def lost_claims(self) -> tuple[ClaimMark, ...]:
        """Claims whose words were not found in the text."""
        return tuple(mark for mark in self.claims.values() if mark.anchor is None)

    @cached_property
    def legend(self) -> Legend:
        """What of the whole document is open."""
        return legend_of(self.outline)


def _joined(parts: Sequence[Part]) -> Part:
    return Part(0, 0, parts[-1].last, 0, parts[-1].end)


def _block_key(passage: Span) -> int | str:
    """Folded blocks that follow one another are one."""
    return passage.kind if passage.kind in FOLDED else passage.block
