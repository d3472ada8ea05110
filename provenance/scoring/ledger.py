"""The reasons behind a score: lines that add up to its log-odds, made only when asked for.

The engine leaves *blocks*, arrays of contributions under one rule; a ``Book`` finds the lines of a
claim in them. A line is structured; ``render`` puts it into plain words with the caller's labels.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Rule(StrEnum):
    """What a line is about, in the order in which lines are listed."""

    PRIOR = "prior"
    GRADE = "source reliability"
    RECORD = "reliability of the record"
    REGARD = "author's remark on the source"
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


class Line(NamedTuple):
    """One effect on one claim. Row numbers are the caller's; -1 where a line has none.

    ``detail`` is a code whose meaning depends on the rule (grade, interest, link ...); ``behind``
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
    behind: int = 1


_COLUMNS = Line._fields[3:]


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

    def lines(self, rows: NDArray[np.intp]) -> Iterable[Line]:
        """These rows as lines."""
        columns = [
            self.columns[name][rows].tolist()
            if name in self.columns
            else repeat(Line._field_defaults[name])
            for name in _COLUMNS
        ]
        return map(
            Line._make,
            zip(
                repeat(self.rule, len(rows)),
                self.value[rows].tolist(),
                self.claim[rows].tolist(),
                *columns,
                strict=False,
            ),
        )


class Book:
    """All blocks of a run, ``later`` those that are made only when the first ledger is asked for."""

    def __init__(self, blocks: Iterable[Block], later: Callable[[], list[Block]] = list) -> None:
        self._blocks = list(blocks)
        self._later = later
        self._order: list[tuple[NDArray[np.intp], NDArray[np.int64]]] | None = None

    def lines(self, claim: int) -> tuple[Line, ...]:
        """Lines of one claim: the prior first, then by rule and source."""
        return self.pages((claim,))[0]

    def pages(self, claims: Sequence[int]) -> list[tuple[Line, ...]]:
        """The lines of each of these claims; thousands cost little more than one."""
        wanted = np.unique(np.asarray(claims, dtype=np.int64))
        lines: list[Line] = []
        keys: list[NDArray[np.int64]] = []
        for block, (order, ranked) in zip(self._blocks, self._sorted(), strict=True):
            first = np.searchsorted(ranked, wanted, side="left")
            count = np.searchsorted(ranked, wanted, side="right") - first
            which = np.repeat(np.arange(len(wanted)), count)
            rows = order[
                np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(which))
            ]
            if not block.shown:
                kept = block.value[rows] != 0.0
                rows, which = rows[kept], which[kept]
            lines.extend(block.lines(rows))
            keys.append(_positions(block, rows, which))
        return _divided(lines, np.concatenate(keys, axis=1), wanted, claims)

    def _sorted(self) -> list[tuple[NDArray[np.intp], NDArray[np.int64]]]:
        if self._order is None:
            self._blocks += self._later()
            self._blocks.sort(key=lambda block: ORDER[block.rule])
            orders = [np.argsort(block.claim, kind="stable") for block in self._blocks]
            pairs = zip(self._blocks, orders, strict=True)
            self._order = [(order, block.claim[order]) for block, order in pairs]
        return self._order


def _divided(
    lines: list[Line], keys: NDArray[np.int64], wanted: NDArray[np.int64], claims: Sequence[int]
) -> list[tuple[Line, ...]]:
    """Lines in order, claim by claim; lines that no key tells apart stay as they came."""
    order = np.lexsort((np.arange(keys.shape[1]), *keys))
    ranked = [lines[at] for at in order.tolist()]
    ends = np.searchsorted(keys[-1][order], np.arange(len(wanted) + 1), side="left").tolist()
    return [
        tuple(ranked[ends[at] : ends[at + 1]]) for at in np.searchsorted(wanted, claims).tolist()
    ]


_OF_A_VOICE = {
    Rule.GRADE,
    Rule.RECORD,
    Rule.REGARD,
    Rule.STANCE,
    Rule.KIND,
    Rule.ACCESS,
    Rule.LINK,
    Rule.DIRECTNESS,
    Rule.VIA,
    Rule.HEDGE,
}


def _positions(block: Block, rows: NDArray[np.intp], which: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sort keys, the last first: claim, then steps of one voice together, in the order of rules."""
    group = ORDER[Rule.GRADE] if block.rule in _OF_A_VOICE else ORDER[block.rule]
    attribution = block.columns.get("attribution")
    own = np.full(len(rows), -1) if attribution is None else attribution[rows]
    rule, place = np.full(len(rows), ORDER[block.rule]), np.full(len(rows), group)
    return np.stack([rule, own, place, which]).astype(np.int64)


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
