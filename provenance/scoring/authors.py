"""Authors: what they say themselves, what they remark on others, and the limit to both.

An author's verdict between two sides counts more than his nod: he has weighed the two.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import Bools, Floats, Index, channel, contains, group_sum, logit
from provenance.scoring.codes import (
    NOT_STATED,
    CaseStatus,
    Codes,
    Favours,
    RelationKind,
    RemarkVerdict,
)
from provenance.scoring.config import Config
from provenance.scoring.grades import Reliability
from provenance.scoring.ledger import Block, Rule
from provenance.scoring.origins import Origins
from provenance.scoring.types import ScoringInput

ATTACKS = (RelationKind.CONTRADICTS, RelationKind.IN_TENSION, RelationKind.UNDERMINES)
_REMARK = np.array([1.0, -1.0, 0.5, 0.0])
"""Portion of the author's weight by RemarkVerdict."""


@dataclass(frozen=True, slots=True, eq=False)
class Remarked:
    """Log-odds per claim from authors: ``own`` (statements and remarks, after the cap), and
    ``against`` (verdicts and decided cases, never above 0)."""

    own: Floats
    against: Floats
    blocks: tuple[Block, ...]


def weigh_authors(
    inputs: ScoringInput,
    origins: Origins,
    value: Floats,
    sources: Reliability,
    bloc: Index,
    config: Config,
) -> Remarked:
    """``value`` per origin; those of authors and all remarks are summed and capped here."""
    n = len(inputs.claims.kind)
    said = group_sum(origins.claim[origins.author], value[origins.author], n)
    remarks = _remarks(inputs, origins, sources, bloc, config)
    total = said + group_sum(remarks.claim, remarks.value, n)
    capped = np.minimum(total, float(logit(config.author_cap)))
    everyone = np.arange(n, dtype=np.int64)
    blocks = [remarks, Block(Rule.AUTHOR_CAP, everyone, capped - total)]
    blocks += [_verdicts(inputs, sources, config), _decisions(inputs, config)]
    against = sum((group_sum(b.claim, b.value, n) for b in blocks[2:]), np.zeros(n))
    return Remarked(capped, against, tuple(blocks))


def weight_of(by: Index, sources: Reliability, config: Config) -> Floats:
    """Log-odds of an author's judgement; one whom nobody graded gets the stated value."""
    blank = float(logit(config.author_judgement))
    if len(sources.log_odds) == 0:
        return np.full(len(by), blank)
    known = (by >= 0) & sources.graded[by]
    return np.where(known, np.maximum(sources.log_odds[by], 0.0), blank)


def unestablished(inputs: ScoringInput, informed: Floats, config: Config) -> tuple[Floats, Block]:
    """Effect on informants' evidence (per claim) of an author's "not established"."""
    remarks = inputs.remarks
    rows = np.flatnonzero((remarks.claim >= 0) & (remarks.verdict == RemarkVerdict.NOT_ESTABLISHED))
    claim, first = np.unique(remarks.claim[rows], return_index=True)
    before = np.maximum(informed[claim], 0.0)
    effect = channel(before, config.not_established_remark) - before
    columns: dict[str, NDArray[Any]] = {
        "source": remarks.by[rows[first]],
        "detail": remarks.verdict[rows[first]],
    }
    total = np.zeros(len(informed))
    total[claim] = effect
    return total, Block(Rule.NOT_ESTABLISHED, claim, effect, columns, shown=True)


def _remarks(
    inputs: ScoringInput, origins: Origins, sources: Reliability, bloc: Index, config: Config
) -> Block:
    """Remarks on claims, each author's verdict once; nothing where he already vouches himself."""
    remarks = inputs.remarks
    rows = np.flatnonzero((remarks.claim >= 0) & (remarks.verdict != RemarkVerdict.NOT_ESTABLISHED))
    by = remarks.by[rows]
    voice = np.where(by >= 0, bloc[by], -1) if len(bloc) else np.full(len(by), -1)
    key = np.stack([remarks.claim[rows], voice, remarks.verdict[rows].astype(np.int64)], axis=1)
    _, first = np.unique(key, axis=0, return_index=True)
    rows, voice = rows[first], voice[first]
    verdict = remarks.verdict[rows]
    base = channel(weight_of(remarks.by[rows], sources, config), config.author_adopts)
    vouches = contains(origins.nodes, remarks.claim[rows] * origins.blocs + voice) & (voice >= 0)
    value = np.where(vouches & (_REMARK[verdict] > 0), 0.0, base * _REMARK[verdict])
    columns: dict[str, NDArray[Any]] = {"source": remarks.by[rows], "detail": verdict}
    return Block(Rule.REMARK, remarks.claim[rows], value, columns, shown=True)


def _verdicts(inputs: ScoringInput, sources: Reliability, config: Config) -> Block:
    """Remarks that find for one side of a relation lower the other."""
    remarks, relations = inputs.remarks, inputs.relations
    rows = np.flatnonzero(
        (remarks.relation >= 0)
        & (remarks.favours != NOT_STATED)
        & (remarks.verdict != RemarkVerdict.NOT_ESTABLISHED)
    )
    rows = rows[np.isin(relations.kind[remarks.relation[rows]], ATTACKS)]
    winner, loser = sides(inputs, remarks.relation[rows], remarks.favours[rows])
    _, first = np.unique(
        np.stack([winner, loser, remarks.by[rows]], axis=1), axis=0, return_index=True
    )
    rows, winner, loser = rows[first], winner[first], loser[first]
    weight = channel(weight_of(remarks.by[rows], sources, config), config.author_verdict)
    half = np.where(remarks.verdict[rows] == RemarkVerdict.PARTLY, config.partly, 1.0)
    columns = {"source": remarks.by[rows], "other": winner, "relation": remarks.relation[rows]}
    return Block(Rule.VERDICT, loser, -weight * half, columns)


def decided(inputs: ScoringInput) -> Bools:
    """Relations whose case a person resolved for one side."""
    relations = inputs.relations
    resolved = (relations.case_status == CaseStatus.RESOLVED) & (
        relations.case_favours != NOT_STATED
    )
    return np.asarray(resolved & np.isin(relations.kind, ATTACKS))


def _decisions(inputs: ScoringInput, config: Config) -> Block:
    rows = np.flatnonzero(decided(inputs))
    winner, loser = sides(inputs, rows, inputs.relations.case_favours[rows])
    _, first = np.unique(np.stack([winner, loser], axis=1), axis=0, return_index=True)
    value = np.full(len(first), -float(logit(config.decided)))
    columns = {"other": winner[first], "relation": rows[first]}
    return Block(Rule.DECISION, loser[first], value, columns)


def sides(inputs: ScoringInput, relation: Index, favours: Codes) -> tuple[Index, Index]:
    """(claim found for, claim found against) of each relation."""
    a, b = inputs.relations.a[relation], inputs.relations.b[relation]
    first = favours == Favours.A
    return np.where(first, a, b), np.where(first, b, a)
