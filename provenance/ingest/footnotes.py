"""Notes that are typed into the text: labels at the start of lines, and places that call them.

A line is a note because it is one of a *run* of labels that counts upwards and because the text
before it calls those labels in the same order. Neither alone is enough: numbered paragraphs count
upwards but nobody calls them; years and decimals look like calls but no note answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from provenance.ingest.labels import Label, as_roman, as_stars

_SMALL_GAP = 3
ANSWERS: dict[str, tuple[str, ...]] = {
    "word": ("bracket", "worded", "raised", "inline", "symbol"),
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
    "letter": ("figure", "raised"),
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
    alone: bool = False
    """The line stands by itself and ends without a stop, as headings do."""


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
        other = other_label(self.label, self.words)
        return (self.label, other) if other else (self.label,)


@dataclass(slots=True)
class Run:
    """Heads of one style that count upwards."""

    style: str
    heads: list[Head]


def build_runs(heads: Sequence[Head], style: str) -> list[Run]:
    """Runs of one style: a head joins the latest run that waits for its rank, else begins one."""
    runs: list[Run] = []
    waiting: dict[tuple[str, int], Run] = {}
    for head in _settled([head for head in heads if head.style == style]):
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


def other_label(label: Label, words: str) -> Label | None:
    """The label in another series that the same words may be."""
    if label.series == "letter":
        return as_roman(words)
    return as_stars(words) if label.series == "symbol" else None


def _settled(heads: list[Head]) -> list[Head]:
    """Labels that may be of two series: their neighbours in the count settle which."""
    ranks = {head.label.rank for head in heads if head.label.series == "roman"}
    symbols = {head.words for head in heads if head.label.series == "symbol"}
    starred = "**" in symbols and symbols <= {"*" * count for count in range(1, 9)}
    if not ranks and not starred:
        return heads
    return [
        replace(head, label=other)
        if (other := other_label(head.label, head.words))
        and (other.series == "stars" or ranks & {other.rank - 1, other.rank + 1})
        and (other.series == "roman" or starred)
        else head
        for head in heads
    ]
