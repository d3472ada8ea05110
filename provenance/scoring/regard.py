"""What an author says of a source: evidence of its truthfulness, by a source of his own.

His praise or doubt moves what each statement of that source is worth by one stated amount; it never
makes more of a source than the best grade does, nor turns what it says into its opposite. Nobody vouches
for a voice of his own.
"""

from dataclasses import dataclass, replace

import numpy as np

from provenance.scoring.arrays import Bools, Floats, Index, channel, group_sum, logit
from provenance.scoring.authors import weight_of
from provenance.scoring.codes import NOT_STATED, Codes, Grade, RemarkVerdict
from provenance.scoring.config import Config
from provenance.scoring.grades import Reliability
from provenance.scoring.types import ScoringInput

_SIDE = np.array([1.0, -1.0, 0.0, 0.0])
"""By RemarkVerdict: only praise and doubt move; *partly* and *not established* widen."""


@dataclass(frozen=True, slots=True, eq=False)
class Regard:
    """Per source: ``shift`` (log-odds) of its truthfulness, ``mixed`` variance, whether it is held
    ``unknown``, and the ``verdict`` of the remark that weighs most (-1: nobody remarks)."""

    shift: Floats
    mixed: Floats
    unknown: Bools
    verdict: Codes

    def of(self, reliability: Reliability, rows: Index, config: Config) -> Reliability:
        """Reliability of these sources (``rows``) with what authors say of them."""
        if (self.verdict < 0).all():
            return reliability
        shift = self.shift[rows]
        before, best = reliability.log_odds, float(logit(config.truthfulness[Grade.A]))
        raised = np.minimum(before + shift, np.maximum(before, best))
        lowered = np.maximum(before + shift, np.minimum(before, 0.0))
        known, unknown = reliability.spread**2, config.unrated_spread**2
        part = np.where(self.unknown[rows], 1 / (reliability.raters + 1), 0.0)
        spread = np.sqrt(known + self.mixed[rows] + np.maximum(unknown - known, 0.0) * part)
        moved = np.where(shift > 0, raised, np.where(shift < 0, lowered, before))
        return replace(reliability, log_odds=moved, spread=spread)


def regard(inputs: ScoringInput, sources: Reliability, bloc: Index, config: Config) -> Regard:
    """What authors say of each source; each author's praise and doubt of it once."""
    remarks, n = inputs.remarks, len(inputs.sources.type)
    rows = np.flatnonzero(remarks.source >= 0)
    rows = rows[~_of_himself(remarks.by[rows], remarks.source[rows], bloc)]
    subject, verdict = remarks.source[rows], remarks.verdict[rows]
    weight = channel(weight_of(remarks.by[rows], sources, config), config.author_on_source)
    once = _once(subject, verdict, remarks.by[rows], bloc, weight)
    value = np.where(once, weight * _SIDE[verdict], 0.0)
    mixed = np.where(once & (verdict == RemarkVerdict.PARTLY), weight**2, 0.0)
    unknown = np.zeros(n, dtype=np.bool_)
    unknown[subject[verdict == RemarkVerdict.NOT_ESTABLISHED]] = True
    shown = np.full(n, NOT_STATED, dtype=np.int8)
    order = np.lexsort((-verdict, np.abs(value)))
    shown[subject[order]] = verdict[order]
    return Regard(group_sum(subject, value, n), group_sum(subject, mixed, n), unknown, shown)


def _of_himself(by: Index, subject: Index, bloc: Index) -> Bools:
    if len(bloc) == 0:
        return np.zeros(len(by), dtype=np.bool_)
    return np.asarray((by >= 0) & (bloc[by] == bloc[subject]))


def _once(subject: Index, verdict: Codes, by: Index, bloc: Index, weight: Floats) -> Bools:
    """The weightiest remark of each voice with each verdict on each source; those that nobody signed
    are one voice."""
    voice = np.where(by >= 0, bloc[by], -1) if len(bloc) else by
    order = np.lexsort((-weight, voice, verdict, subject))
    keys = np.stack([subject, verdict, voice])[:, order]
    result = np.zeros(len(by), dtype=np.bool_)
    fresh = np.ones(len(by), dtype=np.bool_)
    fresh[1:] = (np.diff(keys) != 0).any(axis=0)
    result[order[fresh]] = True
    return result
