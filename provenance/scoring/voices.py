"""From attributions to origins: one line each, and what a fellow voice still adds.

Only the strongest statement of an origin counts (and, if it says both, its strongest opposite).
What a further voice on the same side adds, ``fellows`` says.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import (
    Bools,
    Floats,
    Index,
    channel,
    distinct,
)
from provenance.scoring.codes import Grade, Interest
from provenance.scoring.config import Config
from provenance.scoring.fellows import discount
from provenance.scoring.ledger import Block, Rule
from provenance.scoring.origins import Origins
from provenance.scoring.types import ScoringInput
from provenance.scoring.witness import Witness, strongest

_ROUNDING = 1e-12
"""Log-odds below which a difference is no effect but that of rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """Per origin: signed ``value`` after discounts, attribution ``rep`` that stands for it (-1: it
    says nothing either way), ``portion`` of its strength that counts, ``withheld`` log-odds,
    ``pooled`` (no note), ``well_graded`` (A to C, or a record).
    ``houses`` each (origin, organisation of one of its sources), once. ``spoken`` the attributions
    that give each origin's strongest statement for and against (-1: none)."""

    value: Floats
    rep: Index
    portion: Floats
    withheld: Floats
    pooled: Bools
    well_graded: Bools
    houses: tuple[Index, Index]
    spoken: tuple[Index, Index]
    blocks: tuple[Block, ...]


def hear(inputs: ScoringInput, witness: Witness, origins: Origins, config: Config) -> Voices:
    """One line per origin, discounted for what is not known to be independent."""
    n = origins.n
    felt = np.where(witness.pooled, channel(witness.value, config.uncited), witness.value)
    pro = strongest(felt, origins.of, n)
    con = strongest(-felt, origins.of, n)
    value = _at(witness.value, pro) + _at(witness.value, con)
    rep = np.where(value >= 0, np.where(pro >= 0, pro, con), con)
    side = origins.claim * 2 + (value < 0)
    strength = np.abs(value)
    houses = organisations_of(inputs, origins)
    serves = (rep >= 0) & _at(witness.interest == Interest.SELF_SERVING, rep).astype(np.bool_)
    left = discount(inputs, origins, houses, side, strength, serves, config)
    counted = left.counted
    sign = np.where(value < 0, -1.0, 1.0)
    portion = np.divide(counted, strength, out=np.ones(n), where=strength > 0)
    blocks = (
        _repeats(inputs, witness, pro, con),
        *(
            _origin_block(rule, inputs, origins, rep, sign * (after - before))
            for rule, before, after in (
                (Rule.SAME_ORGANISATION, strength, left.organisation),
                (Rule.SHARED_INTEREST, left.organisation, left.interest),
                (Rule.SECOND_VOICE, left.interest, counted),
            )
        ),
    )
    spoken = rep >= 0
    pooled = np.zeros(n, dtype=np.bool_)
    pooled[spoken] = witness.pooled[rep[spoken]]
    well = np.zeros(n, dtype=np.bool_)
    well[spoken] = _well_graded(witness)[rep[spoken]]
    return Voices(
        sign * counted, rep, portion, strength - counted, pooled, well, houses, (pro, con), blocks
    )


def _well_graded(witness: Witness) -> Bools:
    letters = (witness.reliability.grade >= Grade.A) & (witness.reliability.grade <= Grade.C)
    return np.asarray(letters | witness.record)


def _at(values: NDArray[Any], rows: Index) -> Floats:
    return np.where(rows >= 0, values[rows], 0.0) if len(values) else np.zeros(len(rows))


def organisations_of(inputs: ScoringInput, origins: Origins) -> tuple[Index, Index]:
    """Each (origin, organisation of one of its sources), once."""
    said, sources = inputs.attributions, inputs.sources
    lengths = np.diff(sources.organisation_start)[said.source]
    which = np.repeat(np.arange(len(said.source)), lengths)
    first = sources.organisation_start[said.source] - (np.cumsum(lengths) - lengths)
    at = np.repeat(first, lengths) + np.arange(len(which))
    n = max(inputs.n_organisations, 1)
    pairs = distinct(origins.of[which] * n + sources.organisation[at])
    return pairs // n, pairs % n


def witness_blocks(inputs: ScoringInput, witness: Witness, voices: Voices) -> list[Block]:
    """Steps from grade to last link of the statements that count; made when somebody asks."""
    pro, con = voices.spoken
    rows = np.concatenate([pro[pro >= 0], con[con >= 0]])
    said = inputs.attributions
    columns = {"source": said.source[rows], "attribution": rows}
    blocks = []
    for rule, step in witness.steps(rows).items():
        detail = witness.details.get(rule)
        more: dict[str, NDArray[Any]] = {} if detail is None else {"detail": detail[rows]}
        if rule is Rule.GRADE:
            more["behind"] = witness.reliability.raters[rows]
        block = Block(rule, said.claim[rows], step, columns | more)
        blocks.append(_remarked(block) if rule is Rule.REGARD else block)
    return blocks


def _remarked(block: Block) -> Block:
    """Lines of sources of whom an author speaks, those without effect too."""
    at = np.flatnonzero(block.columns["detail"] >= 0)
    columns = {name: column[at] for name, column in block.columns.items()}
    return Block(block.rule, block.claim[at], block.value[at], columns, shown=True)


def _repeats(inputs: ScoringInput, witness: Witness, pro: Index, con: Index) -> Block:
    """Attributions that add nothing: their origin already counts, or they say nothing."""
    used = np.zeros(len(witness.value), dtype=np.bool_)
    used[pro[pro >= 0]] = True
    used[con[con >= 0]] = True
    rows = np.flatnonzero(~used & (witness.sign != 0))
    said = inputs.attributions
    columns = {"source": said.source[rows], "attribution": rows}
    return Block(Rule.REPEAT, said.claim[rows], np.zeros(len(rows)), columns, shown=True)


def _origin_block(
    rule: Rule, inputs: ScoringInput, origins: Origins, rep: Index, value: Floats
) -> Block:
    rows = np.flatnonzero((rep >= 0) & (np.abs(value) > _ROUNDING))
    columns = {"source": inputs.attributions.source[rep[rows]], "attribution": rep[rows]}
    return Block(rule, origins.claim[rows], value[rows], columns)


def silent_block(inputs: ScoringInput, witness: Witness) -> Block:
    """Those who do not recall or decline: shown, without effect."""
    rows = np.flatnonzero(witness.sign == 0)
    said = inputs.attributions
    columns = {"source": said.source[rows], "attribution": rows}
    return Block(Rule.SILENT, said.claim[rows], np.zeros(len(rows)), columns, shown=True)
