"""After an edit: score again what it moves, and stop where it no longer does.

The claims within some steps are scored anew. Those one step further stand at the rim: what claims
beyond say to them is kept as it was, so that what lies within hears of the whole dossier. Where a layer
of claims around the edit stays where it was, nothing further out can move by more.
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
        result = settled(subset(inputs, part), known[part], rim, config)
        quiet = _first_quiet(result, part, layers, known, moves)
        if len(rim) == 0:
            quiet = len(layers) - 1
        if quiet is not None or len(part) > most:
            claims = np.sort(np.concatenate(layers[: (quiet or 0) + 1]))
            at = np.searchsorted(part, claims).astype(np.int64)
            return Rescored(claims, at, result, complete=quiet is not None)
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


def _first_quiet(
    result: Result, part: Index, layers: list[Index], known: Floats, moves: float
) -> int | None:
    """The first layer around the edit in which nothing moves; None where there is none before the rim.
    Near the rim claims miss a little of what lies beyond: a later layer may seem to move."""
    for at, layer in enumerate(layers[1:-1], start=1):
        if still(result, np.searchsorted(part, layer), known[layer], moves):
            return at
    return None


def settled(part: ScoringInput, known: Floats, rim: Index, config: Config = DEFAULT) -> Result:
    """The part scored with what claims beyond its ``rim`` say kept as it stood: as much as brings
    the rim to its ``known`` probabilities (NaN: never scored, nothing is kept)."""
    outside = np.zeros(len(known))
    stood = rim[~np.isnan(known[rim])]
    heard = prepare(part, config)
    for _ in range(_PASSES if len(stood) else 0):
        outside[stood] += logit(known[stood]) - heard.log_odds(outside)[stood]
    return heard.result(outside)


def still(result: Result, at: Index, known: Floats, moves: float = MOVES) -> bool:
    """Whether these claims of a result stand where they stood, but for less than ``moves``."""
    shift = np.abs(result.probability[at] - known)
    return bool((np.nan_to_num(shift, nan=1.0) < moves).all())
