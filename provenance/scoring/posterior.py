"""What the claims say back about their sources.

A source's truthfulness starts as a Beta distribution with the mean and spread of its grade. Each of
its statements then counts as a partial observation: right with the probability that the claim has
without this source's own origin, and the less the nearer that is to even. The result is shown beside
grades; it does not go back into the claims (which would count the same agreement twice).
"""

import numpy as np

from provenance.scoring.arrays import Floats, Index, group_sum, sigmoid
from provenance.scoring.config import Config
from provenance.scoring.grades import Reliability
from provenance.scoring.result import SourceResult, Statements
from provenance.scoring.types import ScoringInput
from provenance.scoring.witness import Witness


def of_sources(
    inputs: ScoringInput,
    reliability: Reliability,
    witness: Witness,
    origin: Index,
    contribution: Floats,
    evidence: Floats,
    config: Config,
) -> SourceResult:
    """Accuracy of every source, mean and 90 % interval.

    ``contribution`` per origin and ``evidence`` per claim (without its prior) are log-odds.
    """
    said, n = inputs.attributions, len(inputs.sources.type)
    counts = (witness.sign != 0) & ~witness.record
    rows = slice(None) if counts.all() else np.flatnonzero(counts)
    claim, source = said.claim[rows], said.source[rows]
    right = sigmoid(witness.sign[rows] * (evidence[claim] - contribution[origin[rows]]))
    weight = np.abs(2 * right - 1) * witness.quality[rows]
    found = Statements(claim, source, weight * right, weight * (1 - right))
    mean = sigmoid(reliability.log_odds)
    size = np.maximum(1 / (mean * (1 - mean) * reliability.spread**2) - 1, config.least_weight)
    good, bad = mean * size, (1 - mean) * size
    return SourceResult(
        good + group_sum(source, found.right, n),
        bad + group_sum(source, found.wrong, n),
        good,
        bad,
        found,
    )
