"""What pages, exports and the command line show: plain frozen values, records by public id.

The parts stand here, and what exports know; the pages made of them in ``pages.py``.

Dates of the field are ``DateText`` (as understood and as written), times of acts are datetimes in
UTC. A grade that nobody gave is an empty tuple, never a middle value.
"""

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
    former: bool = False
    """It stands in an earlier version of the document only."""


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
    orphan: str | None = None
    """``open`` or ``kept``: only an earlier version of the document has the words."""
    orphan_reason: str | None = None


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
class Now:
    """How likely a claim still holds (a likelihood term), and the later claims that took its place."""

    likelihood: str
    later: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What an author says about a claim, relation, source or question."""

    id: str
    verdict: str
    by: Link | None
    favours: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Rivals:
    """A question with all its answers, the likeliest first."""

    id: str
    text: str
    exclusive: bool
    exhaustive: bool
    claims: tuple[ClaimLine, ...]
    none: str | None
    """Likelihood term of none of them; None where several may hold, or nothing was computed."""
    remarks: tuple[RemarkLine, ...]


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
class ScoreStep:
    """A change of a score: old and new terms, and the acts that caused it (``acts`` those of them that
    stand in the history; ``cause`` in the words of the run)."""

    at: datetime
    actor: str
    cause: str
    acts: tuple[HistoryLine, ...]
    engine: str
    before: Score | None
    after: Score | None


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
