"""What the engine gives back: arrays by claim and by source, and a ledger for each claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from provenance.scoring.config import Config
from provenance.scoring.ledger import Book, Line
from provenance.vocabulary import CONFIDENCE_LEVELS, LIKELIHOOD_TERMS

ENGINE_VERSION = "3"
"""Raised with every change that moves a score; tests hold frozen results for each version."""

FLAGS = (
    "single origin",
    "one organisation",
    "interested only",
    "circular",
    "contested",
    "stale",
    "unsourced",
)


class ConfidenceRule(IntEnum):
    """Why a claim has its confidence level; ``RULE_TEXT`` says it in words."""

    NO_EVIDENCE = 0
    NOT_JUDGED = 1
    AUTHOR_ONLY = 2
    WIDE = 3
    SINGLE = 4
    CONTESTED = 5
    CORROBORATED = 6
    STRONG = 7


RULE_TEXT = (
    "low: nobody speaks for or against it",
    "low: the reliability of those who speak was never judged",
    "low: only the author vouches for it",
    "low: the interval is too wide",
    "moderate: it rests on one independent origin",
    "moderate: sources or claims stand against one another",
    "moderate: several origins, but one organisation, a low grade or a wide interval",
    "high: independent origins of different organisations, graded A to C, uncontested",
)


_TAIL = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Statements:
    """What the claim of each statement says back of its source: counts ``right`` and ``wrong``."""

    claim: NDArray[np.int64]
    source: NDArray[np.int64]
    right: NDArray[np.float64]
    wrong: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Accuracy:
    """Per source: how often what it says turns out true. ``right`` and ``wrong`` are the counts of
    a Beta distribution; ``accuracy`` its mean, ``lower`` and ``upper`` a 90 % interval."""

    right: NDArray[np.float64]
    wrong: NDArray[np.float64]

    @cached_property
    def accuracy(self) -> NDArray[np.float64]:
        """Mean."""
        return np.asarray(self.right / (self.right + self.wrong))

    @cached_property
    def lower(self) -> NDArray[np.float64]:
        """5 % quantile."""
        return np.asarray(betaincinv(self.right, self.wrong, _TAIL), dtype=np.float64)

    @cached_property
    def upper(self) -> NDArray[np.float64]:
        """95 % quantile."""
        return np.asarray(betaincinv(self.right, self.wrong, 1 - _TAIL), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class SourceResult(Accuracy):
    """The counts are what a source's grade stands for (``prior_right``, ``prior_wrong``) and what its
    ``statements`` add."""

    prior_right: NDArray[np.float64]
    prior_wrong: NDArray[np.float64]
    statements: Statements


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Per claim, in the caller's numbering.

    ``probability`` as of the claim's own time; ``now`` discounted by what superseded it;
    ``lower``, ``upper`` a 90 % interval for what is not known; ``log_odds`` = logit(probability).
    ``likelihood``, ``confidence`` positions in their vocabularies; ``confidence_rule``
    ConfidenceRule; ``credibility`` 0-5 for '1'-'6'. ``origins``, ``organisations`` counts;
    ``flags`` booleans [claims, 7] in the order of ``FLAGS``. ``converged`` whether the messages of
    the claim's neighbourhood settled.
    """

    engine: str
    config: Config
    probability: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    log_odds: NDArray[np.float64]
    now: NDArray[np.float64]
    likelihood: NDArray[np.int8]
    confidence: NDArray[np.int8]
    confidence_rule: NDArray[np.int8]
    credibility: NDArray[np.int8]
    origins: NDArray[np.int64]
    organisations: NDArray[np.int64]
    flags: NDArray[np.bool_]
    converged: NDArray[np.bool_]
    rounds: int
    sources: SourceResult
    book: Book

    def likelihood_of(self, claim: int) -> str:
        """ICD 203 term."""
        return LIKELIHOOD_TERMS[self.likelihood[claim]]

    def confidence_of(self, claim: int) -> str:
        """low, moderate or high."""
        return CONFIDENCE_LEVELS[self.confidence[claim]]

    def confidence_reason(self, claim: int) -> str:
        """The rule that gave the level, in words."""
        return RULE_TEXT[self.confidence_rule[claim]]

    def credibility_of(self, claim: int) -> str:
        """Suggested credibility '1' to '6', to stand beside an analyst's own."""
        return str(int(self.credibility[claim]) + 1)

    def flags_of(self, claim: int) -> tuple[str, ...]:
        """Words of ``FLAGS`` that hold."""
        return tuple(flag for flag, on in zip(FLAGS, self.flags[claim], strict=True) if on)

    def ledger(self, claim: int) -> tuple[Line, ...]:
        """The lines that add up to ``log_odds[claim]``; ``ledger.render`` puts them in words."""
        return self.book.lines(claim)

    def ledgers(self, claims: Sequence[int]) -> list[tuple[Line, ...]]:
        """The same for many claims at once."""
        return self.book.pages(claims)
