"""The reasons behind a score: lines that add up to its log-odds, made only when asked for.

The engine leaves *blocks*, arrays of contributions under one rule; a ``Book`` finds the lines of a
claim in them. A line is structured; ``render`` puts it into plain words with the caller's labels.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Rule(StrEnum):
    """What a line is about, in the order in which lines are listed."""

    PRIOR = "prior"
    GRADE = "source reliability"
    RECORD = "reliability of the record"
    STANCE = "interest"
    KIND = "kind of claim"
    ACCESS = "access"
    LINK = "basis of the link"
    DIRECTNESS = "directness"
    VIA = "relayed"
    HEDGE = "author's hedge"
    OPPOSED = "says both"
    REPEAT = "same origin"
    SILENT = "no statement"
    SAME_ORGANISATION = "same organisation"
    SHARED_INTEREST = "shared interest"
    SECOND_VOICE = "independence not established"
    POOLED = "no note"
    DOCUMENT = "document channel"
    REMARK = "author's remark"
    AUTHOR_CAP = "author alone"
    NOT_ESTABLISHED = "not established"
    SUPPORT = "support"
    ATTACK = "attack"
    PRESUPPOSED = "presupposed"
    VERDICT = "author's verdict"
    DECISION = "resolved case"
    RELATIONS = "relations channel"
    QUESTION = "rival answers"
    LIMIT = "limit"


ORDER = {rule: at for at, rule in enumerate(Rule)}


@dataclass(frozen=True, slots=True)
class Line:
    """One effect on one claim. Row numbers are the caller's; -1 where a line has none.

    ``detail`` is a code whose meaning depends on the rule (grade, interest, link ...); ``count``
    how many rows stand behind the line.
    """

    rule: Rule
    log_odds: float
    claim: int
    source: int = -1
    attribution: int = -1
    document: int = -1
    other: int = -1
    relation: int = -1
    question: int = -1
    detail: int = -1
    count: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Contributions under one rule: ``claim`` and ``value`` by row, and columns of ``Line``.

    ``shown``: lines whose effect is zero are kept ("adds nothing") rather than left out.
    """

    rule: Rule
    claim: NDArray[np.int64]
    value: NDArray[np.float64]
    columns: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    shown: bool = False

    def trimmed(self, column: str) -> "Block":
        """The block without a column that no line has."""
        kept = {name: values for name, values in self.columns.items() if name != column}
        return replace(self, columns=kept)

    def line(self, row: int) -> Line:
        """One row as a line."""
        named = {name: int(column[row]) for name, column in self.columns.items()}
        return Line(self.rule, float(self.value[row]), int(self.claim[row]), **named)


class Book:
    """All blocks of a run, ``later`` those that are made only when the first ledger is asked for."""

    def __init__(self, blocks: Iterable[Block], later: Callable[[], list[Block]] = list) -> None:
        self._blocks = list(blocks)
        self._later = later
        self._order: list[tuple[NDArray[np.intp], NDArray[np.int64]]] | None = None

    def lines(self, claim: int) -> tuple[Line, ...]:
        """Lines of one claim: the prior first, then by rule and source."""
        if self._order is None:
            self._blocks += self._later()
            self._blocks.sort(key=lambda block: ORDER[block.rule])
            orders = [np.argsort(block.claim, kind="stable") for block in self._blocks]
            pairs = zip(self._blocks, orders, strict=True)
            self._order = [(order, block.claim[order]) for block, order in pairs]
        found = [
            self._blocks[at].line(int(row))
            for at, (order, keys) in enumerate(self._order)
            for row in order[slice(*np.searchsorted(keys, (claim, claim + 1)))]
            if self._blocks[at].shown or self._blocks[at].value[row] != 0.0
        ]
        return tuple(sorted(found, key=_position))


_OF_A_VOICE = {
    Rule.GRADE,
    Rule.RECORD,
    Rule.STANCE,
    Rule.KIND,
    Rule.ACCESS,
    Rule.LINK,
    Rule.DIRECTNESS,
    Rule.VIA,
    Rule.HEDGE,
}


def _position(line: Line) -> tuple[int, int, int]:
    """Steps of one voice stand together, in the order of the rules."""
    group = ORDER[Rule.GRADE] if line.rule in _OF_A_VOICE else ORDER[line.rule]
    return group, line.attribution, ORDER[line.rule]


@dataclass(frozen=True, slots=True)
class Names:
    """Labels by row number, for ``render``; a missing one becomes "source 3"."""

    claims: Sequence[str] = ()
    sources: Sequence[str] = ()
    documents: Sequence[str] = ()
    questions: Sequence[str] = ()

    def of(self, table: str, row: int) -> str:
        """Label of a row of ``claims``, ``sources``, ``documents`` or ``questions``."""
        labels: Sequence[str] = getattr(self, table)
        return labels[row] if 0 <= row < len(labels) else f"{table[:-1]} {row}"
