"""Notes that are typed into the text: labels at the start of lines, and places that call them.

A line is a note because it is one of a *run* of labels that counts upwards and because the text
before it calls those labels in the same order. Neither alone is enough: numbered paragraphs count
upwards but nobody calls them; years and decimals look like calls but no note answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from provenance.ingest.labels import Label, as_roman

_SMALL_GAP = 3
ANSWERS: dict[str, tuple[str, ...]] = {
    "word": ("bracket", "raised", "inline", "symbol"),
    "worded": ("worded", "bracket", "raised", "inline"),
    "caret": ("caret",),
    "hat": ("hat", "raised"),
    "slash": ("slash", "raised", "inline"),
    "bracket": ("bracket", "raised", "inline", "hat"),
    "paren": ("paren", "raised", "inline"),
    "raised": ("raised", "inline"),
    "symbol": ("symbol", "raised"),
    "dot": ("raised", "inline", "bracket", "paren", "hat", "worded"),
    "dash": ("paren", "raised", "bracket", "inline"),
    "close": ("raised", "inline", "paren"),
    "bare": ("raised", "inline", "hat", "worded"),
    "glued": ("raised", "inline"),
}
"""Which ways of calling may answer to each way of labelling notes, likelier ones first."""


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may begin a note. ``text_start`` is where the note's words begin."""

    style: str
    words: str
    label: Label
    line: int
    start: int
    text_start: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may call a note. ``weight``: 1 where little but a note looks so, down to 0.4."""

    start: int
    end: int
    label: Label
    words: str
    weight: float
    member: int = 0
    """Place among the labels of one bracket ("[3, 4]")."""

    @property
    def labels(self) -> tuple[Label, ...]:
        """What it may call: "i" is a letter, or the first Roman number."""
        roman = as_roman(self.words) if self.label.series == "letter" else None
        return (self.label, roman) if roman else (self.label,)


@dataclass(slots=True)
class Run:
    """Heads of one style that count upwards."""

    style: str
    heads: list[Head]


def build_runs(heads: Sequence[Head], style: str) -> list[Run]:
    """Runs of one style: a head joins the latest run that waits for its rank, else begins one."""
    runs: list[Run] = []
    waiting: dict[tuple[str, int], Run] = {}
    for head in _with_roman([head for head in heads if head.style == style]):
        run = _waiting_run(waiting, head.label)
        if run is None:
            run = Run(style, [])
            runs.append(run)
        run.heads.append(head)
        waiting[(head.label.series, head.label.rank + 1)] = run
    return runs


def _waiting_run(waiting: dict[tuple[str, int], Run], label: Label) -> Run | None:
    """A run that waits for this rank, or for one up to three lower (notes may be lost)."""
    for rank in range(label.rank, label.rank - _SMALL_GAP - 1, -1):
        run = waiting.pop((label.series, rank), None)
        if run is not None:
            return run
    return None


def _with_roman(heads: list[Head]) -> list[Head]:
    """ "i", "v" and "x" are Roman numbers where others stand next to them in the count."""
    ranks = {head.label.rank for head in heads if head.label.series == "roman"}
    if not ranks:
        return heads
    return [
        replace(head, label=roman)
        if head.label.series == "letter"
        and (roman := as_roman(head.words))
        and ranks & {roman.rank - 1, roman.rank + 1}
        else head
        for head in heads
    ]
