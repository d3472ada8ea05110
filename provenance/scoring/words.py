"""From numbers to the words of the field: likelihood term, confidence, credibility, flags."""

import numpy as np

from provenance.scoring.arrays import Bools, Floats
from provenance.scoring.codes import Codes
from provenance.scoring.config import Config
from provenance.scoring.direct import Standing
from provenance.scoring.result import ConfidenceRule

BOUNDS = np.array([0.05, 0.20, 0.45, 0.55, 0.80, 0.95])
"""ICD 203's touching boundaries."""
_TOUCH = 1e-9
LOW, MODERATE, HIGH = 0, 1, 2
_LEVEL = np.array([LOW, LOW, LOW, LOW, MODERATE, MODERATE, MODERATE, HIGH], dtype=np.int8)


def likelihood(probability: Floats) -> Codes:
    """Position in LIKELIHOOD_TERMS. A value on a boundary (to 1e-9) takes the term nearer to even
    chance: 0.05 is very unlikely, 0.45 and 0.55 are roughly even, 0.95 is very likely."""
    cautious = np.where(BOUNDS < 0.5, BOUNDS - _TOUCH, BOUNDS + _TOUCH)
    return np.searchsorted(cautious, probability, side="right").astype(np.int8)


def confidence(
    unheard: Bools,
    judged: Bools,
    informed: Bools,
    own: Standing,
    stands: Standing,
    contested: Bools,
    width: Floats,
    config: Config,
) -> tuple[Codes, Codes]:
    """(level, rule) per claim: the first rule that fits, in the order of ``ConfidenceRule``.

    ``own`` voices speak on the claim itself; ``stands`` counts those lent by others too, which can
    keep a claim from resting on one origin, but not bring it to high.
    """
    several = (own.supporting >= 2) & (own.well_graded >= 2) & (own.houses >= 2)
    rules = (
        (unheard, ConfidenceRule.NO_EVIDENCE),
        (~judged, ConfidenceRule.NOT_JUDGED),
        (~informed, ConfidenceRule.AUTHOR_ONLY),
        (width > config.moderate_width, ConfidenceRule.WIDE),
        (stands.supporting < 2, ConfidenceRule.SINGLE),
        (contested, ConfidenceRule.CONTESTED),
        (~several | (width > config.high_width), ConfidenceRule.CORROBORATED),
    )
    rule = np.select(
        [condition for condition, _ in rules],
        [int(name) for _, name in rules],
        default=int(ConfidenceRule.STRONG),
    )
    return _LEVEL[rule], rule.astype(np.int8)


def credibility(
    probability: Floats,
    unheard: Bools,
    judged: Bools,
    informed: Bools,
    own: Standing,
    stands: Standing,
    admitted: Bools,
    contested: Bools,
) -> Codes:
    """Suggested credibility, 0-5 for '1'-'6' (FM 2-22.3 App. B).

    6 where nobody is heard, or one voice that nobody judged. 1 needs two independent origins of two
    organisations on the claim itself, uncontested, very likely or more. One origin, with none lent,
    reaches 2 only with an admission against interest, an author alone 3, and so do voices never
    judged.
    """
    term = likelihood(probability)
    confirmed = (own.supporting >= 2) & (own.houses >= 2) & ~contested & (term >= 5)
    second = (stands.supporting >= 2) | admitted
    grade = np.select(
        [confirmed, (term >= 4) & second, term >= 3, term >= 2], [0, 1, 2, 3], default=4
    )
    grade = np.where(~informed | ~judged, np.maximum(grade, 2), grade)
    blind = unheard | (~judged & (stands.supporting < 2))
    return np.where(blind, 5, grade).astype(np.int8)
