"""What an edit moves, read and scored: its neighbourhood, as far as anything moves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.build import Built, build
from provenance.assessments.models import ClaimResult
from provenance.assessments.neighbourhood import grow
from provenance.assessments.numbering import fetch
from provenance.assessments.results import SAME
from provenance.scoring import result as engine
from provenance.scoring.arrays import Floats, Index
from provenance.scoring.engine import score
from provenance.scoring.live import reached, settled

MOST = 5000
"""Claims that one edit scores at once; beyond, a full run is due."""
SMALL, STEP = 300, 1200
"""A neighbourhood of so many claims is scored whole, and so exactly; how many are tried next."""
WITH_RIM = 2
"""The touched claims and the rim: between them must lie claims that can be seen to stand still."""
NOTED = 5e-4
"""Change of a probability from which a claim far from the edit gets a new result."""


@dataclass(frozen=True, slots=True)
class Near:
    """``built`` and ``result`` of what was scored; ``claims`` (rows, withdrawn ones too) and their
    ``numbers`` whose results are sound; ``worded`` rows whose ledgers may read otherwise though
    nothing moved. ``whole``: nothing is joined to them from outside; ``complete``: nothing further
    out moves."""

    built: Built
    result: engine.Result
    claims: set[int]
    numbers: Sequence[int]
    worded: set[int]
    whole: bool
    complete: bool

    @property
    def moves(self) -> float:
        """Change from which a result is kept."""
        return SAME if self.whole else NOTED


def score_near(
    session: Session, dossier_id: int, touched: set[int], sources: Collection[int]
) -> Near | None:
    """The touched claim rows and what they move; None where these are too many to be told now.
    ``sources``: those whose own results may have moved too.

    A small neighbourhood is scored whole. Else what lies beyond some steps is kept as it stood
    (``live.settled``), and the steps grow until no way on which claims move leads that far.
    """
    if len(touched) > MOST:
        return None
    near, layers, tried = None, [set(touched)], WITH_RIM
    for most in (SMALL, STEP, MOST):
        whole = grow(session, layers, most)
        while sum(map(len, layers)) > MOST:
            layers.pop()
            whole = False
        if whole or len(layers) > tried:
            near, tried = _score(session, dossier_id, layers, whole, sources), len(layers)
            if near.complete:
                break
    return near


def _score(
    session: Session, dossier_id: int, layers: list[set[int]], whole: bool,
    sources: Collection[int],
) -> Near:  # fmt: skip
    """The last layer is the rim, unless there is nothing beyond."""
    everything = set().union(*layers)
    built = build(session, dossier_id, sorted(everything), sources)
    worded = layers[0].union(*layers[1:2])
    index = built.numbering.claims.index
    if whole:
        result = score(built.inputs)
        return Near(built, result, everything, range(len(index)), worded, True, True)
    known = _known(session, built)
    rim = _numbers(built, layers[-1])
    result = settled(built.inputs, known, rim)
    at = reached(built.inputs, result, known, _numbers(built, layers[0]))
    complete = not np.isin(at, rim).any()
    claims = set(layers[0])
    if complete:
        claims.update(built.numbering.claims.rows[number] for number in at.tolist())
    numbers = _numbers(built, claims).tolist()
    return Near(built, result, claims, numbers, worded & claims, False, complete)


def _numbers(built: Built, rows: set[int]) -> Index:
    index = built.numbering.claims.index
    return np.array(sorted(index[row] for row in rows if row in index), dtype=np.int64)


def _known(session: Session, built: Built) -> Floats:
    """Probabilities in force; NaN for claims never scored."""
    claims = built.numbering.claims
    statement = select(ClaimResult.claim_id, ClaimResult.probability).where(
        ClaimResult.superseded_at.is_(None)
    )
    known = np.full(len(claims), np.nan)
    for row, value in fetch(session, statement, ClaimResult.claim_id, claims.rows):
        known[claims.index[row]] = value
    return known
