"""Authors: what they say themselves, what they remark on others, and the limit to both.

An author's verdict between two sides counts more than his nod: he has weighed the two.
"""

from dataclasses import dataclass, replace
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
    ``against`` (verdicts and decided cases, never above 0); ``cap`` for what an author alone says."""

    own: Floats
    against: Floats
    cap: Floats
    blocks: tuple[Block, ...]


def weigh_authors(
    inputs: ScoringInput,
    origins: Origins,
    value: Floats,
    plainly: Floats,
    sources: Reliability,
    bloc: Index,
    config: Config,
) -> Remarked:
    """``value`` per origin; those of authors and their approving remarks are summed and capped.

    The cap passes the links that the claim's kind and his own hedges set (``plainly`` per
    attribution, the quality of the latter): else all that he says would stand at one height.
    """
    n = len(inputs.claims.kind)
    said = group_sum(origins.claim[origins.author], value[origins.author], n)
    voice = _voices(inputs, bloc)
    approving, doubting = _remarks(inputs, origins, sources, voice, config)
    total = said + group_sum(approving.claim, approving.value, n)
    limit = _cap(inputs, origins, plainly, approving, config)
    capped = np.minimum(total, limit)
    cap = Block(Rule.AUTHOR_CAP, np.arange(n, dtype=np.int64), capped - total)
    verdicts, judged_by = _verdicts(inputs, sources, voice, config)
    doubted_by = voice[doubting.columns["remark"]]
    against, blocks = _judged_once(
        doubting.trimmed("remark"), doubted_by, verdicts, judged_by, _decisions(inputs, config), n
    )
    return Remarked(capped, against, limit, (approving.trimmed("remark"), cap, *blocks))


def _cap(
    inputs: ScoringInput, origins: Origins, plainly: Floats, approving: Block, config: Config
) -> Floats:
    """Log-odds that an author alone gives each claim at most, by the least hedged that he says."""
    said, n = inputs.attributions, len(inputs.claims.kind)
    rows = np.flatnonzero(origins.author[origins.of])
    quality = np.zeros(n)
    np.maximum.at(quality, said.claim[rows], plainly[rows])
    quality[approving.claim[approving.value > 0]] = 1.0
    kind = np.array(config.kind)[inputs.claims.kind]
    return channel(np.full(n, float(logit(config.author_cap))), quality * kind)


def _voices(inputs: ScoringInput, bloc: Index) -> Index:
    """Voice of each remark: that of its author; -1 where nobody is named."""
    by = inputs.remarks.by
    return np.where(by >= 0, bloc[by], -1) if len(bloc) else np.full(len(by), -1)


def _judged_once(
    doubts: Block, doubted_by: Index, verdicts: Block, judged_by: Index, decisions: Block, n: int
) -> tuple[Floats, tuple[Block, ...]]:
    """Judgements against each claim, each made once: an author's doubt and his verdicts are one
    judgement, and so are a decided case and the authors it follows; the strongest counts."""
    claim = np.concatenate([doubts.claim, verdicts.claim])
    voice = np.concatenate([doubted_by, judged_by])
    value = np.concatenate([doubts.value, verdicts.value])
    value = np.where(_strongest(claim, voice, value), value, 0.0)
    settled = _strongest(decisions.claim, np.zeros_like(decisions.claim), decisions.value)
    decision = np.where(settled, decisions.value, 0.0)
    by_authors = group_sum(claim, value, n)
    by_cases = group_sum(decisions.claim, decision, n)
    followed = by_cases <= by_authors
    value = np.where(followed[claim] & (by_cases[claim] < 0), 0.0, value)
    decision = np.where(followed[decisions.claim], decision, 0.0)
    split = len(doubts.claim)
    blocks = (
        replace(doubts, value=value[:split]),
        replace(verdicts, value=value[split:]),
        replace(decisions, value=decision),
    )
    return np.minimum(by_authors, by_cases), blocks


def _strongest(claim: Index, voice: Index, value: Floats) -> Bools:
    """The lowest value of each voice on each claim, one row of each."""
    order = np.lexsort((np.arange(len(value)), value, voice, claim))
    fresh = np.ones(len(value), dtype=np.bool_)
    fresh[1:] = (np.diff(claim[order]) != 0) | (np.diff(voice[order]) != 0)
    result = np.zeros(len(value), dtype=np.bool_)
    result[order[fresh]] = True
    return result


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


_ON_QUESTION = np.array([-1.0, 1.0, 0.0, 0.5])
"""What a remark on a question adds to "none of these", by RemarkVerdict, in portions."""


def doubts_of_questions(
    inputs: ScoringInput, sources: Reliability, config: Config
) -> tuple[Floats, Codes]:
    """Per question: log-odds that authors' remarks on it add to "none of these", the strongest praise
    and the strongest doubt once; and the verdict that weighs more (-1: nobody remarks)."""
    remarks, n = inputs.remarks, len(inputs.questions.exclusive)
    rows = np.flatnonzero(remarks.question >= 0)
    question, verdict = remarks.question[rows], remarks.verdict[rows]
    weight = channel(weight_of(remarks.by[rows], sources, config), config.author_on_question)
    value = weight * _ON_QUESTION[verdict]
    most, least = np.zeros(n), np.zeros(n)
    np.maximum.at(most, question, value)
    np.minimum.at(least, question, value)
    shown = np.full(n, NOT_STATED, dtype=np.int8)
    order = np.lexsort((-verdict, np.abs(value)))
    shown[question[order]] = verdict[order]
    return most + least, shown


def _remarks(
    inputs: ScoringInput, origins: Origins, sources: Reliability, voice: Index, config: Config
) -> tuple[Block, Block]:
    """(approving, doubting) remarks on claims, each author's once; his approval adds nothing where
    he already vouches himself. ``remark`` is the row of each."""
    remarks = inputs.remarks
    rows = np.flatnonzero((remarks.claim >= 0) & (remarks.verdict != RemarkVerdict.NOT_ESTABLISHED))
    base = channel(weight_of(remarks.by[rows], sources, config), config.author_adopts)
    value = base * _REMARK[remarks.verdict[rows]]
    node = remarks.claim[rows] * origins.blocs + voice[rows]
    vouches = contains(origins.nodes, node) & (voice[rows] >= 0)
    blocks = []
    for side, counts in ((value > 0, ~vouches), (value < 0, np.ones_like(vouches))):
        at = np.flatnonzero(side)
        at = at[_strongest(remarks.claim[rows[at]], voice[rows[at]], -np.abs(value[at]))]
        columns: dict[str, NDArray[Any]] = {
            "source": remarks.by[rows[at]],
            "detail": remarks.verdict[rows[at]],
            "remark": rows[at],
        }
        effect = np.where(counts[at], value[at], 0.0)
        blocks.append(Block(Rule.REMARK, remarks.claim[rows[at]], effect, columns, shown=True))
    return blocks[0], blocks[1]


def _verdicts(
    inputs: ScoringInput, sources: Reliability, voice: Index, config: Config
) -> tuple[Block, Index]:
    """Remarks that find for one side of a relation lower the other; and whose voice each is."""
    remarks, relations = inputs.remarks, inputs.relations
    rows = np.flatnonzero(
        (remarks.relation >= 0)
        & (remarks.favours != NOT_STATED)
        & (remarks.verdict != RemarkVerdict.NOT_ESTABLISHED)
    )
    rows = rows[np.isin(relations.kind[remarks.relation[rows]], ATTACKS)]
    winner, loser = sides(inputs, remarks.relation[rows], remarks.favours[rows])
    weight = channel(weight_of(remarks.by[rows], sources, config), config.author_verdict)
    half = np.where(remarks.verdict[rows] == RemarkVerdict.PARTLY, config.partly, 1.0)
    columns = {"source": remarks.by[rows], "other": winner, "relation": remarks.relation[rows]}
    return Block(Rule.VERDICT, loser, -weight * half, columns), voice[rows]


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
