"""Relations as directed edges between claims: who may raise, lower or drag down whom.

SUPPORT  corroborates and repeats both ways, supports and presupposes from a to b; only raises.
ATTACK   contradicts and in tension both ways, undermines from a to b; only lowers.
DRAG     presupposes, back from b to a: what is taken for granted and doubtful lowers.
Qualifies, reports and supersedes send nothing. Answers of one exclusive question whose figures agree
support one another without any relation (``figures``).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import (
    Bools,
    Floats,
    Index,
    contains,
    distinct,
    expand,
    number,
    owners,
    where_in,
)
from provenance.scoring.authors import decided
from provenance.scoring.codes import (
    NOT_STATED,
    CaseStatus,
    Codes,
    Favours,
    RelationKind,
    RemarkVerdict,
)
from provenance.scoring.config import Config
from provenance.scoring.figures import Ranges, agreeing, portion, ranges
from provenance.scoring.origins import components
from provenance.scoring.types import ScoringInput

SUPPORT, ATTACK, DRAG = 0, 1, 2
_DOUBTED = np.array([1.0, 0.5, 0.75, 0.75])
"""What the author's remark on a relation leaves of it, by RemarkVerdict."""


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Directed edges ``source`` claim -> ``target`` claim, each (source, target, role) once.

    ``pair`` numbers (source, target); ``reverse`` the pair number of (target, source) or -1.
    """

    source: Index
    target: Index
    role: Codes
    quality: Floats
    relation: Index
    kind: Codes
    pair: Index
    reverse: Index
    n_pairs: int


def build(inputs: ScoringInput, config: Config) -> Edges:
    """All edges that can carry a message."""
    relations, figures = inputs.relations, ranges(inputs, config)
    left = _what_is_left(inputs, config) * portion(inputs, figures, config)[:, None]
    parts = [_agreement(inputs, figures, config)]
    for role, kind, values, backwards in _rules(config):
        rows = np.flatnonzero(relations.kind == kind)
        quality = np.array(values)[relations.strength[rows]]
        for back in backwards:
            source, target = relations.a[rows], relations.b[rows]
            if back:
                source, target = target, source
            share = left[rows, int(back)] if role == ATTACK else _remarked(inputs)[rows]
            parts.append((source, target, np.full(len(rows), role), quality * share, rows))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return _unique(inputs, figures, *columns)


def _agreement(
    inputs: ScoringInput, figures: Ranges, config: Config
) -> tuple[Index, Index, Index, Floats, Index]:
    """Supports between answers of one exclusive question whose figures agree; no relation's row."""
    question = owners(inputs.questions.member_start)
    use = exclusive(inputs)[question]
    source, target = agreeing(inputs.questions.member[use], question[use], figures)
    other = source != target
    source, target = source[other], target[other]
    n = len(source)
    return source, target, np.full(n, SUPPORT), np.full(n, config.figures_agree), np.full(n, -1)


def _rules(config: Config) -> tuple[tuple[int, int, tuple[float, ...], tuple[bool, ...]], ...]:
    both, there, back = (False, True), (False,), (True,)
    repeats = (config.repeats,) * 4
    return (
        (SUPPORT, RelationKind.CORROBORATES, config.corroborates, both),
        (SUPPORT, RelationKind.REPEATS, repeats, both),
        (SUPPORT, RelationKind.SUPPORTS, config.supports, there),
        (SUPPORT, RelationKind.PRESUPPOSES, config.presupposes, there),
        (ATTACK, RelationKind.CONTRADICTS, config.contradicts, both),
        (ATTACK, RelationKind.IN_TENSION, config.in_tension, both),
        (ATTACK, RelationKind.UNDERMINES, config.undermines, there),
        (DRAG, RelationKind.PRESUPPOSES, config.presupposes, back),
    )


def _remarked(inputs: ScoringInput) -> Floats:
    """What authors' remarks without a verdict leave of each relation (the strictest counts)."""
    remarks = inputs.remarks
    left = np.ones(len(inputs.relations.a))
    rows = np.flatnonzero((remarks.relation >= 0) & (remarks.favours == NOT_STATED))
    np.minimum.at(left, remarks.relation[rows], _DOUBTED[remarks.verdict[rows]])
    return left


def _what_is_left(inputs: ScoringInput, config: Config) -> Floats:
    """Portion of an attack a -> b (column 0) and b -> a (column 1) that its case leaves.

    An explained one keeps half; a side found against no longer attacks (resolved case) or half
    as much (author's verdict).
    """
    relations, remarks = inputs.relations, inputs.remarks
    solved = np.isin(relations.case_status, (CaseStatus.EXPLAINED, CaseStatus.RESOLVED))
    over = decided(inputs)
    left = np.where(solved & ~over, config.explained, 1.0) * _remarked(inputs)
    result = np.stack([left, left], axis=1)
    rows = np.flatnonzero(over)
    result[rows, _loser_column(relations.case_favours[rows])] = 0.0
    rows = np.flatnonzero(
        (remarks.relation >= 0)
        & (remarks.favours != NOT_STATED)
        & (remarks.verdict != RemarkVerdict.NOT_ESTABLISHED)
    )
    relation, column = remarks.relation[rows], _loser_column(remarks.favours[rows])
    result[relation, column] = np.minimum(result[relation, column], config.explained)
    return result


def _loser_column(favours: Codes) -> NDArray[np.intp]:
    """The direction in which the losing side attacks."""
    return np.where(favours == Favours.A, 1, 0)


def _unique(
    inputs: ScoringInput, figures: Ranges, source: Index, target: Index, role: Index,
    quality: Floats, row: Index,
) -> Edges:  # fmt: skip
    """One edge for each (source, target, role), the strongest; none inside a question whose
    answers exclude one another (the question says it already)."""
    excluded = _rivals(inputs, source, target) & ~figures.fit(source, target)
    keep = (quality > 0) & ~((role == ATTACK) & excluded)
    source, target, role = source[keep], target[keep], role[keep]
    quality, row = quality[keep], row[keep]
    n = np.int64(len(inputs.claims.kind))
    stated = np.append(inputs.relations.kind, np.int8(RelationKind.CORROBORATES))
    kind = stated[row]
    first = _strongest((source * n + target) * 3 + role, quality, kind)
    source, target = source[first], target[first]
    both = source * n + target  # in order, as the keys are
    fresh = np.append(True, np.diff(both) != 0)[: len(both)]
    pair_key, pair = both[fresh], np.cumsum(fresh) - 1
    reverse = where_in(pair_key, target * n + source)
    return Edges(
        source,
        target,
        role[first].astype(np.int8),
        quality[first],
        row[first],
        kind[first],
        pair.astype(np.int64),
        reverse,
        len(pair_key),
    )


def _strongest(key: Index, quality: Floats, kind: Codes) -> Index:
    """Rows in the order of their keys, of each key the strongest alone (of equals, the first kind)."""
    order = np.argsort(key)
    ranked = key[order]
    again = ranked[1:] == ranked[:-1]
    if again.any():
        order = np.lexsort((kind, -quality, key))
        order = order[np.append(True, np.diff(key[order]) != 0)]
    return order


def exclusive(inputs: ScoringInput) -> Bools:
    """Questions of which at most one answer holds; not stated means so (dossier file format)."""
    return np.asarray(inputs.questions.exclusive != 0)


def _rivals(inputs: ScoringInput, a: Index, b: Index) -> Bools:
    """Whether two claims answer one exclusive question."""
    questions, n = inputs.questions, np.int64(len(inputs.claims.kind))
    rivals = np.zeros(len(a), dtype=np.bool_)
    question = owners(questions.member_start)
    use = exclusive(inputs)[question]
    question, member = question[use], questions.member[use]
    if len(member) == 0:
        return rivals
    key = distinct(question * n + member)
    order = np.argsort(member, kind="stable")
    counts = np.bincount(member, minlength=n)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    which, at = expand(start, a)
    rivals[which[contains(key, question[order[at]] * n + b[which])]] = True
    return rivals


def neighbourhoods(inputs: ScoringInput) -> tuple[Index, int]:
    """Component number of each claim under relations (of every kind: supersession moves what holds
    now) and questions, and how many there are."""
    n = len(inputs.claims.kind)
    start, member = inputs.questions.member_start, inputs.questions.member
    question = owners(start)
    first = member[np.minimum(start[:-1], max(len(member) - 1, 0))] if len(member) else member
    a = np.concatenate([inputs.relations.a, member])
    b = np.concatenate([inputs.relations.b, first[question] if len(member) else member])
    return number(components(n, a, b))
