"""The pages of one claim, source or contradiction and of a dossier, as plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.reports.types import (
    CaseState,
    CitationLine,
    ClaimLine,
    Grade,
    HistoryLine,
    LedgerLine,
    Link,
    Neighbour,
    QuoteInContext,
    RemarkLine,
    Rivals,
    Score,
    ScoreStep,
    SourceCard,
    Voice,
)
from provenance.values import DateText


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the overview's table: what hangs on it, and between which scores."""

    source: SourceCard
    notes: int
    claims: int
    origins: int
    """1, or 0 where nothing hangs on it: a source is one voice however often it is cited."""
    lowest: Score | None
    highest: Score | None


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What waits for somebody, each as a list to lead to."""

    drafts: tuple[Link, ...]
    unrated_sources: tuple[Link, ...]
    undecided: tuple[Link, ...]
    citations: tuple[Link, ...]
    unsourced_claims: tuple[Link, ...]
    proposals: tuple[Link, ...] = ()
    """Documents with proposed claims that wait."""
    orphans: tuple[Link, ...] = ()
    """Documents in whose newest version quotations lost their place."""

    @property
    def total(self) -> int:
        """How many things wait."""
        return sum(
            len(each)
            for each in (
                self.drafts,
                self.unrated_sources,
                self.undecided,
                self.citations,
                self.unsourced_claims,
                self.proposals,
                self.orphans,
            )
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """How well do we know this, and where is it weakest?

    ``unused_notes`` carry no claim; ``likelihoods`` count claims by term, in the vocabulary's
    order; ``fragile`` are key claims whose interval crosses even chance, the widest first.
    """

    documents: int
    notes: int
    citations: int
    sources: int
    claims: int
    undecided: int
    decided: int
    sources_table: tuple[SourceRow, ...]
    awaiting: Awaiting
    unused_notes: tuple[Link, ...]
    likelihoods: Mapping[str, int]
    spread: Mapping[tuple[str, str], int]
    """How many claims have each likelihood and confidence."""
    fragile: tuple[ClaimLine, ...]
    key_claims: int


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Why should I believe it, and what would change my mind?"""

    id: str
    version: int
    text: str
    kind: str | None
    universal: bool | None
    negative: bool | None
    time: DateText | None
    as_of: DateText | None
    place: str | None
    quantity: str | None
    importance: int | None
    topics: tuple[str, ...]
    status: str | None
    subjects: tuple[Link, ...]
    quotes: tuple[QuoteInContext, ...]
    voices: tuple[Voice, ...]
    relations: Mapping[str, tuple[Neighbour, ...]]
    """By kind, in the order of the vocabulary."""
    credibility: tuple[Grade, ...]
    questions: tuple[Rivals, ...]
    remarks: tuple[RemarkLine, ...]
    score: Score | None
    ledger: tuple[LedgerLine, ...]
    scores: tuple[ScoreStep, ...]
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """A claim that a source speaks on, with its stance."""

    claim: ClaimLine
    attribution: str
    polarity: str
    interest: str | None
    directness: str | None


@dataclass(frozen=True, slots=True)
class DependenceLine:
    """A dependence seen from one source: ``takes`` is True where it takes from the other."""

    id: str
    version: int
    other: Link
    takes: bool
    ground: str
    verdict: str
    claims: tuple[str, ...]
    topic: str | None
    reason: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often what a source says turns out true, with a 90 % interval; computed."""

    accuracy: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Who is this, what hangs on him, how good was he so far?

    ``citations`` by printed note; ``notes`` counts those notes, all of one origin.
    """

    source: SourceCard
    version: int
    subtype: str | None
    made: DateText | None
    cardinality: str | None
    oath: str | None
    form: str | None
    description: str | None
    document: Link | None
    members: tuple[Link, ...]
    citations: tuple[CitationLine, ...]
    notes: int
    claims: tuple[SaidClaim, ...]
    passed_on: tuple[SaidClaim, ...]
    """Claims of others that reached us through this source."""
    dependences: tuple[DependenceLine, ...]
    same_person: tuple[Link, ...]
    writes: tuple[Link, ...]
    """Documents of which it is an author."""
    accuracy: Accuracy | None
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a contradiction with all that speaks for it."""

    claim: ClaimLine
    importance: int | None
    time: DateText | None
    as_of: DateText | None
    quotes: tuple[QuoteInContext, ...]
    voices: tuple[Voice, ...]
    credibility: tuple[Grade, ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Who says what, what differs, what would settle it? ``margin`` is how far apart the two
    probabilities are (None: not scored): the narrower, the more fragile. ``facts`` set the sides
    apart in words."""

    id: str
    version: int
    kind: str
    a: Side
    b: Side
    differs: tuple[str, ...]
    strength: str | None
    rationale: str | None
    by: str | None
    case: CaseState
    remarks: tuple[RemarkLine, ...]
    facts: tuple[str, ...]
    importance: int
    margin: float | None

    @property
    def undecided(self) -> bool:
        """Whether somebody still has to decide."""
        return self.case.status in ("open", "reopened")
