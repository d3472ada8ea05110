"""What pages, exports and the command line show: plain frozen values, records by public id.

Dates of the field are ``DateText`` (as understood and as written), times of acts are datetimes in
UTC. A grade that nobody gave is an empty tuple, never a middle value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from provenance.values import DateText


@dataclass(frozen=True, slots=True)
class Link:
    """A record to name and lead to."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Grade:
    """One rater's grade in force. ``inherited``: given to the source's person; ``scope``: topic and
    period in words, None for the whole."""

    id: str
    rater: str
    grade: str
    reason: str | None
    date: DateText | None
    inherited: bool = False
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A claim's result in force; ``computed`` by a run, never given by a person."""

    probability: float
    lower: float
    upper: float
    likelihood: str
    confidence: str
    confidence_rule: str
    credibility: str | None
    origins: int
    organisations: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What moved a score: ``input`` an id or the rule, ``text`` finished words."""

    input: str
    rule: str
    log_odds: float
    text: str


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as it stands beside claims."""

    id: str
    label: str
    type: str | None
    role: str | None
    protected: bool
    date: DateText | None
    place: str | None
    person: Link | None
    organisations: tuple[Link, ...]
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class CitationLine:
    """One citation with the note and the document that it stands in."""

    id: str
    text: str | None
    """None where it is withheld from the visitor; so is ``note_text`` then."""
    status: str | None
    rule: str | None
    locator: str | None
    note: Link | None
    note_text: str | None
    document: Link | None


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution: who says it, how, and where that is written."""

    id: str
    version: int
    source: SourceCard
    polarity: str
    interest: str | None
    strength: str | None
    directness: str | None
    link_basis: str | None
    hedges: tuple[tuple[str, str | None], ...]
    """(words, whose they are)."""
    via: tuple[Link, ...]
    """Nearest to us first."""
    citations: tuple[CitationLine, ...]


@dataclass(frozen=True, slots=True)
class QuoteInContext:
    """The exact words with what stands around them, None where they are withheld from the visitor.
    ``found`` is False where the text of the document does not have them (``before`` and ``after``
    are then those recorded with the quote)."""

    exact: str | None
    before: str
    after: str
    start: int | None
    end: int | None
    document: Link | None
    note: Link | None
    found: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim where it is named in another's place."""

    id: str
    text: str
    status: str | None
    score: Score | None


@dataclass(frozen=True, slots=True)
class CaseState:
    """Where a contradiction stands. ``favours`` is "a", "b" or None; ``version`` for the form."""

    id: str | None
    version: int | None
    status: str
    rationale: str | None
    by: str | None
    favours: str | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A relation seen from one claim. ``reverse``: that claim stands second (b)."""

    id: str
    version: int
    kind: str
    reverse: bool
    other: ClaimLine
    strength: str | None
    differs: tuple[str, ...]
    rationale: str | None
    by: str | None
    case: CaseState | None


@dataclass(frozen=True, slots=True)
class Rivals:
    """A question with all its answers, the likeliest first."""

    id: str
    text: str
    exclusive: bool
    exhaustive: bool
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What an author says about a claim or relation."""

    id: str
    verdict: str
    by: Link | None
    favours: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class ScoreStep:
    """A change of a score: old and new terms, and the act that caused it."""

    at: datetime
    actor: str
    cause: str
    engine: str
    before: Score | None
    after: Score | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; None where it was absent."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act of the audit trail."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    subject: Link
    subject_kind: str
    reason: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list, with the columns of ``claims.csv``."""

    id: str
    text: str
    kind: str | None
    documents: tuple[Link, ...]
    notes: tuple[Link, ...]
    sources: tuple[str, ...]
    source_labels: tuple[str, ...]
    organisations: int | None
    origins: int | None
    reliability: tuple[tuple[str, ...], ...]
    """Grades by source, in the order of ``sources``; an empty one is unrated."""
    credibility: tuple[str, ...]
    likelihood: str | None
    confidence: str | None
    probability: float | None
    lower: float | None
    upper: float | None
    corroborates: tuple[str, ...]
    contradicts: tuple[str, ...]
    status: str | None
    importance: int | None
    topics: tuple[str, ...]
    flags: tuple[str, ...]
    suggested_credibility: str | None


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
