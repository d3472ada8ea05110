"""How good probabilities are, where the truth is known."""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import Floats, Index
from provenance.scoring.tables.types import AssertionTable

_SURE = 1e-6
BINS = 10


@dataclass(frozen=True, slots=True)
class Measures:
    """Over ``objects`` with known truth. ``brier`` of the top answer's probability against whether
    it is right; ``log_loss`` of the true value (1e-6 at least); ``calibration`` expected error of
    the top answer over 10 bins. Of values that tie for the top any may be taken: accuracy, Brier and
    calibration are the means over that choice."""

    objects: int
    accuracy: float
    brier: float
    log_loss: float
    calibration: float


def measure(table: AssertionTable, probability: Floats, truth: Index) -> Measures:
    """``truth`` number of the true value of each object; -1 not known, -2 a value nobody named."""
    full = np.diff(table.start) > 0
    use = np.flatnonzero((truth != -1) & full)
    top = np.zeros(table.n_objects)
    top[full] = np.maximum.reduceat(probability, table.start[:-1][full]) if full.any() else 0.0
    tied = np.abs(probability - top[table.object]) < 1e-12
    true = table.value == truth[table.object]
    best = np.bincount(table.object, weights=tied, minlength=table.n_objects)
    right = np.bincount(table.object, weights=tied & true, minlength=table.n_objects)
    hit = right[use] / np.maximum(best[use], 1)
    of_truth = np.bincount(table.object, weights=probability * true, minlength=table.n_objects)
    return Measures(
        objects=len(use),
        accuracy=float(hit.mean()) if len(use) else float("nan"),
        brier=float(_brier(top[use], hit).mean()) if len(use) else float("nan"),
        log_loss=float(-np.log(np.maximum(of_truth[use], _SURE)).mean())
        if len(use)
        else float("nan"),
        calibration=calibration(top[use], hit),
    )


def _brier(confidence: Floats, hit: Floats) -> Floats:
    """Mean squared error where the answer taken is right with probability ``hit``."""
    return np.asarray(hit * (1 - confidence) ** 2 + (1 - hit) * confidence**2)


def calibration(confidence: Floats, hit: Floats) -> float:
    """Expected calibration error: mean gap between confidence and success over equal bins."""
    place = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    gap = np.bincount(place, weights=confidence - hit, minlength=BINS)
    return float(np.abs(gap).sum() / max(len(hit), 1))
