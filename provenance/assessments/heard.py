"""What claims say back about their sources, kept with each claim, so that an edit need not read all
that a source ever said: only what changed is taken away from its sums and added anew."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from provenance.assessments.numbering import Ids
from provenance.scoring.result import SourceResult

Heard = list[list[float]]
"""One claim's: [source row, right, wrong] for each source that speaks on it, in the order of rows."""
NEAR = 1e-8


def heard_of(results: SourceResult, sources: Ids, claims: Sequence[int]) -> list[Heard]:
    """What these claims (numbers) say back."""
    said = results.statements
    row = np.asarray(sources.rows, dtype=np.int64)[said.source]
    order = np.lexsort((row, said.claim))
    wanted = np.asarray(claims, dtype=np.int64)
    first = np.searchsorted(said.claim[order], wanted, side="left").tolist()
    last = np.searchsorted(said.claim[order], wanted, side="right").tolist()
    lines = list(
        zip(row[order].tolist(), said.right[order].tolist(), said.wrong[order].tolist(),
            strict=True)
    )  # fmt: skip
    return [_summed(lines[a:b]) for a, b in zip(first, last, strict=True)]


def _summed(lines: list[tuple[int, float, float]]) -> Heard:
    """One entry for each source: it may both assert and deny."""
    if len({line[0] for line in lines}) == len(lines):
        return [list(line) for line in lines]
    sums: dict[int, list[float]] = {}
    for row, right, wrong in lines:
        entry = sums.setdefault(row, [row, 0.0, 0.0])
        entry[1] += right
        entry[2] += wrong
    return list(sums.values())


def alike(one: Heard | None, other: Heard) -> bool:
    """Whether two say the same of the same sources."""
    return (
        one is not None
        and len(one) == len(other)
        and all(
            a[0] == b[0] and abs(a[1] - b[1]) <= NEAR and abs(a[2] - b[2]) <= NEAR
            for a, b in zip(one, other, strict=True)
        )
    )


@dataclass(slots=True)
class Shifts:
    """By source row how its sums (right, wrong) change. ``known`` is False where a claim's former
    part was never written down: then the sums must be made anew."""

    of: dict[int, list[float]] = field(default_factory=dict)
    known: bool = True

    def replace(self, before: Heard | None, after: Heard) -> None:
        """A claim said one thing and says another."""
        if before is None:
            self.known = False
        for sign, heard in ((-1, before or ()), (1, after)):
            for row, right, wrong in heard:
                entry = self.of.setdefault(int(row), [0.0, 0.0])
                entry[0] += sign * right
                entry[1] += sign * wrong
