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
class Place:
    """Where something stands: its name for people, its id on the page, and the part it is in."""

    label: str
    anchor: str
    part: int


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation in the margin. ``notes``: in how many notes of the document its source stands."""

    citation: Citation
    source: Source | None
    grade: Graded
    notes: int
    refers_to: Place | None
    """The note with the antecedent."""
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
    """Anchors of its calls in this part of the text."""
    citations: tuple[CitationView, ...]
    claims: tuple[str, ...]
    withheld: bool
    used: bool

    @property
    def told_by_citation(self) -> bool:
        """Whether one citation says the note's whole text, so that it need not be shown twice."""
        words = (self.note.text or "").strip(" .")
        return len(self.citations) == 1 and self.citations[0].citation.text.strip(" .") == words

    @property
    def awaiting(self) -> bool:
        """Whether somebody has to say yet whom it cites."""
        return any(view.awaiting for view in self.citations)


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A speaker whom the text itself names. ``calls``: the anchor of the words, none where they may
    not be shown as his."""

    anchor: str
    calls: tuple[str, ...]
    view: CitationView
    claims: tuple[str, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class PassageView:
    """A sentence with the calls in it, and the claims whose words begin in it. ``open``: no claim
    takes words from it though one could; ``gap``: it is the first such after one that is not."""

    number: int
    anchor: str
    pieces: tuple[Piece, ...]
    marks: tuple[ClaimMark, ...]
    open: bool
    gap: bool
    about: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph, heading, item … with what stands beside it. ``gaps``: the text between its
    passages, before each of them."""

    kind: str
    anchor: str
    passages: tuple[PassageView, ...]
    gaps: tuple[str, ...]
    beside: tuple[NoteView | VoiceView, ...]
    """Notes and speakers in the order of their places in the text."""
    chosen: str | None
    """The anchor beside which the chosen claim's chain stands."""

    @property
    def open(self) -> int:
        """How many of its passages no claim takes words from."""
        return sum(passage.open for passage in self.passages)


@dataclass(frozen=True, slots=True)
class FoldedView:
    """Blocks kept apart from the text: boilerplate, or the notes as printed; anchors and words, no
    words where they are withheld."""

    kind: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What of the whole document is open, each with the places where it stands."""

    claims: int
    notes: int
    passages: int
    """Passages of which a claim could be made …"""
    uncovered: int
    """… and those of them that none takes words from."""
    gaps: tuple[Place, ...]
    """The first of each run of such passages."""
    unused: tuple[Place, ...]
    """Notes that no claim rests on."""
    awaiting: tuple[Place, ...]
    """Notes with a citation that awaits its source."""
    uncalled: tuple[Place, ...]
    """Notes that the text never calls."""
    voices: int
    """Attributions in the text itself …"""
    speakers: tuple[Place, ...]
    """… and those of which nobody has said who speaks."""
