"""What a document says that could be taken into the dossier: its proposed claims, each with the chain
from the call of a note to the source. A fixed number of queries, however many there are."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.claims.models import Claim, Quote
from provenance.claims.queries import in_force
from provenance.documents.models import Document, Passage, Revision
from provenance.documents.queries import latest_revision, markers_of, notes_of
from provenance.imports.accepting import AWAITING
from provenance.imports.claim_proposals.models import VOICE, ClaimProposal, ClaimProposalCitation
from provenance.imports.claim_proposals.queries import (
    AUTHOR,
    Counts,
    ProposalFilter,
    chosen,
    count_chosen,
    counts_of,
    last_decided,
    links_of,
    some_chosen,
    sources_of_proposals,
    waiting_places,
)
from provenance.reports.quotations import around
from provenance.reports.reading_outline import Outline
from provenance.reports.withholding import Sight
from provenance.sources.models import Source
from provenance.sources.queries import authors_of

PAGE = 25
BASES = {
    "sentence": "by the note of its sentence",
    "paragraph": "by the note of its paragraph",
    "section": "by the note of its section",
    "note": "by a note",
    "inline": "by the speaker whom the text names",
    "author": "by the author alone",
    "analyst": "by an analyst",
}
"""How a clause is vouched for, in words."""


@dataclass(frozen=True, slots=True)
class Step:
    """One citation of the chain. ``words`` None: withheld from this visitor. ``part`` is voice, via or
    named; ``note`` its printed label, None in the text itself; ``called``: whether the text calls it."""

    part: str
    basis: str
    note: str | None
    note_id: str | None
    called: bool
    words: str | None
    citation: str
    source: Source | None
    awaiting: bool
    match: str | None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposed claim with its place. ``before`` and ``after`` are the text around the clause;
    ``withheld``: the visitor may know that it is there, not its words."""

    proposal: ClaimProposal
    withheld: bool
    before: str
    after: str
    passage: int | None
    steps: tuple[Step, ...]
    authors: tuple[Source, ...]
    claims: tuple[Claim, ...]
    """Claims in force that take words from the clause already, but for the one made of it."""

    @property
    def basis(self) -> str:
        """In words."""
        return BASES[self.proposal.basis]

    @property
    def blocked(self) -> bool:
        """Whether nobody has said yet who speaks, so that it cannot be taken as it is."""
        voices = [step for step in self.steps if step.part == VOICE]
        return self.proposal.basis != AUTHOR and not any(step.source for step in voices)


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One page of the list. ``last``: what the visitor decided last in this document."""

    document: Document
    wanted: ProposalFilter
    counts: Counts
    number: int
    total: int
    rows: tuple[ProposalRow, ...]
    notes: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    last: tuple[ClaimProposal, ...]

    @property
    def first(self) -> int:
        """The place of the first row in the list, from 1."""
        return (self.number - 1) * PAGE + 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def proposal_page(
    session: Session, document: Document, wanted: ProposalFilter, number: int, visitor: str,
    *, for_reader: bool = False,
) -> ProposalPage:  # fmt: skip
    """The page ``number`` (the last one where there are fewer) of the proposals that are wanted."""
    conditions = chosen(document, wanted)
    total = count_chosen(session, conditions)
    number = min(max(1, number), max(1, -(-total // PAGE)))
    rows = some_chosen(session, conditions, (number - 1) * PAGE, PAGE)
    authors = [(one.public_id, one.label) for one in authors_of(session, document)]
    sources = [(row[0], row[1]) for row in sources_of_proposals(session, document.id)]
    return ProposalPage(
        document, wanted, counts_of(session, document.id), number, total,
        rows=tuple(_Rows(session, document, rows, for_reader=for_reader).rows()),
        notes=tuple((note.public_id, note.label) for note in notes_of(session, document.id)),
        sources=tuple(dict.fromkeys([*authors, *sources])),
        last=tuple(last_decided(session, document.id, visitor)),
    )  # fmt: skip


class _Rows:
    """The proposals of one page with all that is shown of them."""

    def __init__(
        self, session: Session, document: Document, proposals: Sequence[ClaimProposal], *,
        for_reader: bool,
    ) -> None:  # fmt: skip
        self.session, self.document, self.proposals = session, document, proposals
        self.sight = Sight(session, for_reader=for_reader)
        self.links = links_of(session, [one.id for one in proposals])
        self.authors = tuple(authors_of(session, document))
        self.called = {marker.note_id for marker in markers_of(session, document.id)}

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """Revision row → its text."""
        wanted = {one.revision_id for one in self.proposals}
        statement = select(Revision.id, Revision.text).where(Revision.id.in_(wanted))
        return {row[0]: row[1] for row in self.session.execute(statement)}

    @cached_property
    def passages(self) -> tuple[list[int], list[int]]:
        """Where the passages of the newest text begin, and their numbers."""
        return _passages_of(self.session, self.document)

    def rows(self) -> list[ProposalRow]:
        """In the order of the text."""
        return [self._row(one) for one in self.proposals]

    def _row(self, one: ClaimProposal) -> ProposalRow:
        links = self.links.get(one.id, [])
        number = self._passage(one)
        before, after = self._around(one)
        return ProposalRow(
            one, self._withheld(one), before, after, number,
            tuple(self._step(link) for link in links),
            self.authors if one.basis == AUTHOR else (), tuple(self._claims(one)),
        )  # fmt: skip

    @cached_property
    def quoted(self) -> list[tuple[Claim, int, int]]:
        """Claims in force with the stretches of the document that they quote."""
        statement = (
            select(Claim, Quote.start, Quote.end)
            .join(Quote, Quote.claim_id == Claim.id)
            .where(Quote.document_id == self.document.id, Quote.start.is_not(None),
                   Quote.end.is_not(None), *in_force(self.document.dossier_id))
            .order_by(Quote.start, Claim.public_id)
        )  # fmt: skip
        rows = self.session.execute(statement)
        return [(row[0], row[1] or 0, row[2] or 0) for row in rows]

    def _claims(self, one: ClaimProposal) -> Iterator[Claim]:
        """Each once."""
        if one.start is None or one.end is None:
            return
        seen = {one.claim_id}
        for claim, start, end in self.quoted:
            if start < one.end and one.start < end and claim.id not in seen:
                seen.add(claim.id)
                yield claim

    def _withheld(self, one: ClaimProposal) -> bool:
        """As of any words of the text: withheld where the notes are printed, and where they have lost
        their place, so that they may stem from there."""
        place = None if one.start is None or one.end is None else (one.start, one.end)
        return self.sight.hides_stretch(self.document, place)

    def _passage(self, one: ClaimProposal) -> int | None:
        starts, numbers = self.passages
        at = -1 if one.start is None else bisect_right(starts, one.start) - 1
        return numbers[at] if at >= 0 else None

    def _around(self, one: ClaimProposal) -> tuple[str, str]:
        text = self.texts.get(one.revision_id, "")
        if one.start is None or one.end is None or text[one.start : one.end] != one.exact:
            return one.prefix or "", one.suffix or ""
        return around(text, one.start, one.end)

    def _step(self, link: ClaimProposalCitation) -> Step:
        citation, note = link.citation, link.citation.note
        words = None if self.sight.hides_citation(citation) else citation.text
        return Step(
            link.part, link.basis, note.label if note else None, note.public_id if note else None,
            citation.note_id in self.called, words, citation.public_id, citation.source,
            citation.match == AWAITING, citation.match,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProposedHere:
    """What stands beside a document's text. ``passages``: passage number → how many proposals wait
    there, the first one, and the page of the list on which it stands."""

    counts: Counts
    passages: Mapping[int, tuple[int, str, int]]


def proposed_here(session: Session, outline: Outline) -> ProposedHere:
    """Gather it in a fixed number of queries."""
    document, found = outline.anchored.document, dict[int, tuple[int, str, int]]()
    for place, (start, public_id) in enumerate(waiting_places(session, document.id)):
        at = outline.passage_at(start)
        if start >= 0 and at >= 0:
            number = outline.passages[at].number
            count, first, page = found.get(number, (0, public_id, place // PAGE + 1))
            found[number] = (count + 1, first, page)
    return ProposedHere(counts_of(session, document.id), found)


def _passages_of(session: Session, document: Document) -> tuple[list[int], list[int]]:
    """Where the passages of the newest text begin, and their numbers."""
    revision = latest_revision(session, document.id)
    statement = select(Passage.start, Passage.number).where(
        Passage.revision_id == (revision.id if revision else None)
    )
    found = session.execute(statement.order_by(Passage.start)).all()
    return [row[0] for row in found], [row[1] for row in found]
