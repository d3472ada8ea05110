"""After an edit: score again what it moves, and stop where it no longer does."""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import Floats, Index
from provenance.scoring.config import DEFAULT, Config
from provenance.scoring.engine import score
from provenance.scoring.result import Result
from provenance.scoring.subset import subset, within
from provenance.scoring.types import ScoringInput

MOVES = 0.005
_FIRST = 6


@dataclass(frozen=True, slots=True, eq=False)
class Rescored:
    """``claims`` (rows of the whole dossier) whose scores are sound, and where they stand in
    ``result`` (``at``). ``complete``: no claim further out would move by the threshold; if not, the
    reach grew beyond what was allowed and a full run is due."""

    claims: Index
    at: Index
    result: Result
    complete: bool


def rescore(
    inputs: ScoringInput,
    known: Floats,
    touched: Index,
    config: Config = DEFAULT,
    moves: float = MOVES,
    most: int = 5000,
) -> Rescored:
    """Scores of ``touched`` claims and of all that they move by ``moves`` or more.

    ``known``: probabilities before the edit, NaN for claims never scored. A part is scored with
    twice the reach that is kept, since claims near its rim miss their neighbours; the reach doubles
    until the outermost claims that are kept stay where they were.
    """
    steps = _FIRST
    while True:
        part = within(inputs, touched, steps)
        whole = len(part) == len(within(inputs, touched, steps - 1))
        result = score(subset(inputs, part), config)
        claims = part if whole else within(inputs, touched, steps // 2)
        at = np.searchsorted(part, claims)
        rim = np.setdiff1d(claims, within(inputs, touched, steps // 2 - 2), assume_unique=True)
        shift = np.abs(result.probability[np.searchsorted(part, rim)] - known[rim])
        still = bool((np.nan_to_num(shift, nan=1.0) < moves).all())
        if whole or still:
            return Rescored(claims, at.astype(np.int64), result, complete=True)
        if len(part) > most:
            return Rescored(claims, at.astype(np.int64), result, complete=False)
        steps *= 2
