"""After an edit: score again what it moves, and stop where it no longer does.

The claims within some steps are scored anew. Those one step further stand at the rim: what claims
beyond say to them is kept as it was, so that what lies within hears of the whole dossier. Where the rim
is reached by no way on which claims move, nothing further out can move by more.
"""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import Floats, Index, logit
from provenance.scoring.config import DEFAULT, Config
from provenance.scoring.engine import prepare
from provenance.scoring.result import Result
from provenance.scoring.subset import subset, within
from provenance.scoring.types import ScoringInput

MOVES = 0.005
"""Movement of a probability below which its neighbours are left alone."""
_PASSES = 2
_FIRST = 4


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

    ``known``: probabilities before the edit, NaN for claims never scored. At most ``most`` claims
    are scored.
    """
    reach = _FIRST
    while True:
        layers = _layers(inputs, touched, reach)
        part = np.sort(np.concatenate(layers))
        rim = np.searchsorted(part, layers[-1]).astype(np.int64)
        near = subset(inputs, part)
        result = settled(near, known[part], rim, config)
        at = reached(near, result, known[part], np.searchsorted(part, layers[0]), moves)
        complete = not np.isin(at, rim).any()
        if complete or len(part) > most:
            at = at if complete else np.searchsorted(part, layers[0]).astype(np.int64)
            return Rescored(part[at], at, result, complete)
        reach *= 2


def _layers(inputs: ScoringInput, touched: Index, reach: int) -> list[Index]:
    """The touched claims, those one step further, and so on; the last is empty where there are
    none further."""
    inner = np.unique(touched.astype(np.int64))
    layers = [inner]
    while len(layers[-1]) and len(layers) <= reach:
        wider = within(inputs, inner, 1)
        layers.append(np.setdiff1d(wider, inner, assume_unique=True))
        inner = wider
    return layers


def settled(part: ScoringInput, known: Floats, rim: Index, config: Config = DEFAULT) -> Result:
    """The part scored with what claims beyond its ``rim`` say kept as it stood: as much as brings
    the rim to its ``known`` probabilities (NaN: never scored, nothing is kept)."""
    outside = np.zeros(len(known))
    stood = rim[~np.isnan(known[rim])]
    heard = prepare(part, config)
    for _ in range(_PASSES if len(stood) else 0):
        outside[stood] += logit(known[stood]) - heard.log_odds(outside)[stood]
    return heard.result(outside)


def reached(
    part: ScoringInput, result: Result, known: Floats, touched: Index, moves: float = MOVES
) -> Index:
    """Claims that an edit of the ``touched`` ones reaches: these and, again and again, all within two
    steps of one that it reaches and moves by ``moves`` or more (``known``: before; NaN for never).

    Two steps, for a claim at the limit can stand still and yet pass on what moves others. Near the rim
    of a part claims miss a little of what lies beyond, and may seem to move: they count only where what
    moves leads to them.
    """
    moved = ~(np.abs(result.probability - known) < moves)
    moved[touched] = True
    inner = np.unique(touched).astype(np.int64)
    while True:
        wider = np.union1d(inner, within(part, inner[moved[inner]], 2))
        if len(wider) == len(inner):
            return inner
        inner = wider
