"""Claims scored in worlds whose truth is known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from provenance.scoring.arrays import sigmoid
from provenance.scoring.config import DEFAULT
from provenance.scoring.engine import score
from provenance.scoring.tables.measures import calibration
from tests.unit.scoring.synthetic import ClaimWorld, claim_world

Floats = NDArray[np.float64]


def brier(probability: Floats, truth: NDArray[np.bool_]) -> float:
    return float(((probability - truth) ** 2).mean())


def vote(world: ClaimWorld, graded: bool) -> Floats:
    """Share of assertions among assertions and denials; with ``graded``, by the grade's log-odds
    added up as if every statement were independent and direct."""
    said, n = world.inputs.attributions, len(world.truth)
    sign = np.where(said.polarity == 0, 1.0, -1.0)
    if not graded:
        total = np.bincount(said.claim, minlength=n)
        return np.bincount(said.claim, weights=sign > 0, minlength=n) / np.maximum(total, 1)
    a = np.array(DEFAULT.truthfulness)[world.inputs.ratings.grade][said.source]
    return sigmoid(np.bincount(said.claim, weights=sign * np.log(a / (1 - a)), minlength=n))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_calibrated_where_the_world_obeys_the_model(seed: int) -> None:
    world = claim_world(seed)
    probability = score(world.inputs).probability
    assert calibration(probability, world.truth.astype(float)) < 0.03


@pytest.mark.parametrize("lying", [0.0, 0.3, 1.0])
def test_better_than_counting_and_than_adding_grades(lying: float) -> None:
    world = claim_world(7, lying=lying)
    ours = brier(score(world.inputs).probability, world.truth)
    assert ours < brier(vote(world, graded=False), world.truth)
    assert ours < brier(vote(world, graded=True), world.truth)


def test_sources_learn_from_their_claims() -> None:
    """Without any grade, the truthful end up above the untruthful."""
    world = claim_world(5, claims=6000, sources=60)
    result = score(world.inputs)
    grade = world.inputs.ratings.grade
    assert result.sources.accuracy[grade == 0].mean() > result.sources.accuracy[grade == 4].mean()
