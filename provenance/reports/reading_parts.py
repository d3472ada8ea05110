"""The parts of the reading view: plain values, made once per page and shown by its template."""

from dataclasses import dataclass

from provenance.assessments.models import ClaimResult
from provenance.citations.models import Citation
from provenance.claims.models import Claim
from provenance.documents.models import Note
from provenance.reports.grades import Graded
from provenance.reports.segments import Piece
from provenance.sources.models import Source


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation in the margin. ``notes``: in how many notes of the document its source stands."""

    citation: Citation
    source: Source | None
    grade: Graded
    notes: int
    refers_to: tuple[str, str] | None
    """Label and anchor of the note with the antecedent."""
    awaiting: bool


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """A claim taken from the text. ``anchor``: the passage where its words begin, None if they were
    not found; ``start``: where, for the order on the page."""

    claim: Claim
    result: ClaimResult | None
    anchor: str | None
    start: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note in the margin. ``claims`` rest on it; a source note that none rests on is unused.
    ``withheld``: the visitor may know its sources, not its words."""

    note: Note
    anchor: str
    calls: tuple[str, ...]
    """Anchors of its calls in the text."""
    citations: tuple[CitationView, ...]
    claims: tuple[str, ...]
    withheld: bool
    used: bool

    @property
    def told_by_citation(self) -> bool:
        """Whether one citation says the note's whole text, so that it need not be shown twice."""
        words = (self.note.text or "").strip(" .")
        return len(self.citations) == 1 and self.citations[0].citation.text.strip(" .") == words


@dataclass(frozen=True, slots=True)
class PassageView:
    """A sentence with the calls in it. ``claims``: how many claims take words from it."""

    number: int
    anchor: str
    pieces: tuple[Piece, ...]
    claims: int
    chosen: bool
    about: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph, heading, item … with what stands beside it. ``gaps``: the text between its
    passages, before each of them."""

    kind: str
    anchor: str
    passages: tuple[PassageView, ...]
    gaps: tuple[str, ...]
    marks: tuple[ClaimMark, ...]
    notes: tuple[NoteView, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class FoldedView:
    """Blocks kept apart from the text: boilerplate, or the notes as printed."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What of the document is open, each with the places where it stands."""

    passages: int
    uncovered: tuple[tuple[int, str], ...]
    """Passages that no claim takes words from: number from 1, and anchor."""
    unused: tuple[tuple[str, str], ...]
    """Notes that no claim rests on: label and anchor."""
    awaiting: tuple[tuple[str, str], ...]
    """Notes with a citation that awaits its source."""
    uncalled: tuple[tuple[str, str], ...]
    """Notes that the text never calls."""
