"""The pages of one claim, source or contradiction and of a dossier, as plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from provenance.reports.types import (
    CaseState,
    CitationLine,
    ClaimLine,
    Grade,
    HistoryLine,
    LedgerLine,
    Link,
    Neighbour,
    Now,
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
    single: int
    """Claims of these that rest on one origin."""
    origins: int
    """1, or 0 where nothing hangs on it: a source is one voice however often it is cited."""
    lowest: str | None
    highest: str | None
    """Likelihood terms of the claims it speaks on."""


@dataclass(frozen=True, slots=True)
class Few:
    """The first of a list, and how many it has in all."""

    links: tuple[Link, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What waits for somebody: the first of each, and how many."""

    drafts: Few
    unrated_sources: Few
    undecided: Few
    citations: Few
    unsourced_claims: Few
    proposals: Few
    """Documents with proposed claims that wait."""
    orphans: Few
    """Documents in whose newest version quotations lost their place."""

    @property
    def total(self) -> int:
        """How many things wait."""
        return sum(getattr(self, field.name).total for field in fields(self))


@dataclass(frozen=True, slots=True)
class Fall:
    """Without this source the claim would end in the lower ``term``."""

    source: Link
    term: str


@dataclass(frozen=True, slots=True)
class Fragile:
    """A key claim and why it is fragile: ``even``: its interval holds even chance; ``single``: one
    origin alone carries it; ``falls``: sources whose discredit would move it to a lower term."""

    claim: ClaimLine
    even: bool
    single: bool
    falls: tuple[Fall, ...]


@dataclass(frozen=True, slots=True)
class LoadBearing:
    """A source with the claims on which it speaks, and how many would fall with it."""

    source: Link
    claims: int
    falling: int


@dataclass(frozen=True, slots=True)
class Weakest:
    """Where the dossier is weakest. ``fragile``: the first of ``fragile_total``; ``loads``: sources by
    what would fall with them, None where the dossier is too large to try them for a page."""

    fragile: tuple[Fragile, ...]
    fragile_total: int
    key_claims: int
    loads: tuple[LoadBearing, ...] | None


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of one document, or of all, went into claims.

    ``passages``: those that can be claimed from; ``covered``: by a claim's words; ``used``: notes on
    which a claim rests; ``idle``: notes that cite nothing; ``awaiting``: citations of which nobody
    has said whose they are.
    """

    passages: int = 0
    covered: int = 0
    notes: int = 0
    used: int = 0
    idle: int = 0
    awaiting: int = 0

    @property
    def unused(self) -> int:
        """Notes that cite something and carry no claim."""
        return self.notes - self.used - self.idle

    @property
    def share(self) -> float:
        """Of the passages, how many a claim covers; 0 where there is none."""
        return self.covered / self.passages if self.passages else 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """All documents together, and each: those that need most work first."""

    whole: Covered
    documents: tuple[tuple[Link, Covered], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """How well do we know this, and where is it weakest?

    ``likelihoods`` count claims by term, in the vocabulary's order; ``sources_table``: those that
    carry most claims, of ``sources``, of which ``carrying`` carry any.
    """

    documents: int
    notes: int
    citations: int
    sources: int
    carrying: int
    claims: int
    undecided: int
    decided: int
    sources_table: tuple[SourceRow, ...]
    awaiting: Awaiting
    coverage: Coverage
    likelihoods: Mapping[str, int]
    spread: Mapping[tuple[str, str], int]
    """How many claims have each likelihood and confidence."""
    single_origin: int
    weakest: Weakest


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
    now: Now | None
    """Where a later claim took its place."""
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
    remarks: tuple[RemarkLine, ...]
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
