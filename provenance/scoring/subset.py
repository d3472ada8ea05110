"""A part of a dossier that can be scored alone.

Claims influence one another only through relations and questions: the claims of whole
neighbourhoods, scored alone, come out as in the full run (to 1e-9). Sources' own posteriors do not:
they rest on all of their claims.
"""

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import Index, expand, owners
from provenance.scoring.edges import neighbourhoods
from provenance.scoring.types import (
    Attributions,
    Claims,
    Dependences,
    Questions,
    Ratings,
    Relations,
    Remarks,
    ScoringInput,
    Table,
)

T = TypeVar("T", bound=Table)
S = TypeVar("S", Ratings, Dependences)


def neighbourhood(inputs: ScoringInput, claims: Index) -> Index:
    """All claims that the given ones can influence or be influenced by, in order."""
    place, _ = neighbourhoods(inputs)
    return np.flatnonzero(np.isin(place, place[claims])).astype(np.int64)


def within(inputs: ScoringInput, claims: Index, steps: int) -> Index:
    """Claims at most so many relations or questions away from the given ones, in order."""
    table, questions = inputs.relations, inputs.questions
    n = len(inputs.claims.kind)
    reached = np.zeros(n, dtype=np.bool_)
    reached[claims] = True
    asked = np.zeros(len(questions.exclusive), dtype=np.bool_)
    question = owners(questions.member_start)
    for _ in range(steps):
        before = int(reached.sum())
        asked[question[reached[questions.member]]] = True
        met = reached[table.a] | reached[table.b]
        reached[table.a[met]] = True
        reached[table.b[met]] = True
        reached[questions.member[asked[question]]] = True
        if int(reached.sum()) == before:
            break
    return np.flatnonzero(reached).astype(np.int64)


def subset(inputs: ScoringInput, claims: Index) -> ScoringInput:
    """The dossier with only the given claims, renumbered 0, 1, ... in the given order.

    Sources, persons, organisations, documents and raters keep their numbers. What mentions a claim
    that is left out is left out too; a question loses such members.
    """
    new = np.full(len(inputs.claims.kind) + 1, -1, dtype=np.int64)
    new[claims] = np.arange(len(claims))
    relations, kept_relations = _relations(inputs, new)
    questions, kept_questions = _questions(inputs, new)
    return replace(
        inputs,
        claims=rows_of(inputs.claims, Claims, claims),
        attributions=_attributions(inputs, new),
        ratings=_where_claim(inputs.ratings, Ratings, new),
        dependences=_where_claim(inputs.dependences, Dependences, new),
        relations=relations,
        remarks=_remarks(inputs, new, kept_relations, kept_questions),
        questions=questions,
    )


def rows_of(table: T, kind: type[T], rows: Index) -> T:
    """Rows of a table, lists included."""
    columns: dict[str, NDArray[np.generic]] = {}
    for name, meta in kind.columns().items():
        array = getattr(table, name)
        if meta.extra == 0:
            columns[name] = array[rows]
        elif meta.extra == 1:
            which, at = expand(array, rows)
            counts = np.bincount(which, minlength=len(rows))
            columns[name] = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
            entries = name.removesuffix("_start")
            columns[entries] = getattr(table, entries)[at]
    return kind(**columns)


def _attributions(inputs: ScoringInput, new: Index) -> Attributions:
    said = inputs.attributions
    kept = rows_of(said, Attributions, np.flatnonzero(new[said.claim] >= 0))
    return replace(kept, claim=new[kept.claim])


def _where_claim(table: S, kind: type[S], new: Index) -> S:
    """Rows for the whole, and those scoped to a claim that is kept."""
    rows = np.flatnonzero((table.claim < 0) | (new[table.claim] >= 0))
    kept = rows_of(table, kind, rows)
    return replace(kept, claim=new[kept.claim])


def _relations(inputs: ScoringInput, new: Index) -> tuple[Relations, Index]:
    table = inputs.relations
    rows = np.flatnonzero((new[table.a] >= 0) & (new[table.b] >= 0))
    kept = rows_of(table, Relations, rows)
    number = np.full(len(table.a) + 1, -1, dtype=np.int64)
    number[rows] = np.arange(len(rows))
    return replace(kept, a=new[kept.a], b=new[kept.b]), number


def _remarks(inputs: ScoringInput, new: Index, relation: Index, question: Index) -> Remarks:
    """Remarks on what is kept, and on sources."""
    table = inputs.remarks
    on_kept = (new[table.claim] >= 0) | (relation[table.relation] >= 0)
    on_kept |= (question[table.question] >= 0) | (table.source >= 0)
    kept = rows_of(table, Remarks, np.flatnonzero(on_kept))
    return replace(
        kept,
        claim=new[kept.claim],
        relation=relation[kept.relation],
        question=question[kept.question],
    )


def _questions(inputs: ScoringInput, new: Index) -> tuple[Questions, Index]:
    table = inputs.questions
    use = new[table.member] >= 0
    question = owners(table.member_start)[use]
    rows, inverse = np.unique(question, return_inverse=True)
    counts = np.bincount(inverse, minlength=len(rows))
    kept = Questions(
        exclusive=table.exclusive[rows],
        exhaustive=table.exhaustive[rows],
        member_start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        member=new[table.member[use]],
    )
    number = np.full(len(table.exclusive) + 1, -1, dtype=np.int64)
    number[rows] = np.arange(len(rows))
    return kept, number
