"""What if: the dossier as it would be, and which claims would change their term.

Each change makes a new ``ScoringInput``; nothing is saved. Scoring that input *is* the what-if: to
discredit a source gives what the dossier without it gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from provenance.errors import InvalidInput
from provenance.scoring.arrays import Bools, Index, owners
from provenance.scoring.codes import NOT_STATED, Grade
from provenance.scoring.result import Result
from provenance.scoring.subset import rows_of
from provenance.scoring.types import (
    Attributions,
    Dependences,
    Documents,
    Ratings,
    Relations,
    Remarks,
    ScoringInput,
)
from provenance.vocabulary import LIKELIHOOD_TERMS


def discredit(inputs: ScoringInput, sources: Sequence[int]) -> ScoringInput:
    """As if nobody had ever heard of these sources: nothing that they said, passed on, wrote or
    remarked counts. (To discredit a person, give all of his sources.)"""
    _known(inputs, sources)
    gone = np.zeros(len(inputs.sources.type) + 1, dtype=np.bool_)
    gone[list(sources)] = True
    said, ties = inputs.attributions, inputs.dependences
    lost = gone[said.source]
    lost[owners(said.via_start)[gone[said.via]]] = True
    return replace(
        inputs,
        attributions=rows_of(said, Attributions, np.flatnonzero(~lost)),
        documents=_unwritten(inputs, gone),
        dependences=rows_of(ties, Dependences, np.flatnonzero(~(gone[ties.a] | gone[ties.b]))),
        remarks=_kept_remarks(inputs, ~gone[inputs.remarks.by]),
    )


def _unwritten(inputs: ScoringInput, gone: Bools) -> Documents:
    """Documents without those of their authors."""
    table = inputs.documents
    left = ~gone[table.author]
    counts = np.bincount(owners(table.author_start)[left], minlength=len(table.is_record))
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return replace(table, author_start=start, author=table.author[left])


def regrade(inputs: ScoringInput, source: int, grade: Grade) -> ScoringInput:
    """The source has this one grade, for all that it says."""
    _known(inputs, [source])
    kept = rows_of(inputs.ratings, Ratings, np.flatnonzero(inputs.ratings.source != source))
    one = Ratings.of(1, source=[source], grade=[int(grade)])
    return replace(inputs, ratings=_joined(kept, one))


def without_relation(inputs: ScoringInput, relation: int) -> ScoringInput:
    """The two claims stand as if nobody had related them (nor remarked on it)."""
    table = inputs.relations
    rows = np.flatnonzero(np.arange(len(table.a)) != relation)
    number = np.full(len(table.a) + 1, NOT_STATED, dtype=np.int64)
    number[rows] = np.arange(len(rows))
    remarks = replace(inputs.remarks, relation=number[inputs.remarks.relation])
    trimmed = replace(inputs, relations=rows_of(table, Relations, rows), remarks=remarks)
    return replace(trimmed, remarks=_kept_remarks(trimmed, inputs.remarks.relation != relation))


def _kept_remarks(inputs: ScoringInput, keep: Bools) -> Remarks:
    return rows_of(inputs.remarks, Remarks, np.flatnonzero(keep))


def _joined(first: Ratings, second: Ratings) -> Ratings:
    names = Ratings.columns()
    return Ratings(**{n: np.concatenate([getattr(first, n), getattr(second, n)]) for n in names})


def _known(inputs: ScoringInput, sources: Sequence[int]) -> None:
    n = len(inputs.sources.type)
    wrong = [source for source in sources if not 0 <= source < n]
    if wrong or not sources:
        raise InvalidInput.at("source", f"There is no source {wrong[0] if wrong else ''}.")


@dataclass(frozen=True, slots=True)
class Change:
    """One claim before and after: probabilities and ICD 203 terms."""

    claim: int
    before: float
    after: float
    before_term: str
    after_term: str

    @property
    def falls(self) -> bool:
        """Whether the claim ends in a lower term."""
        order = LIKELIHOOD_TERMS
        return order.index(self.after_term) < order.index(self.before_term)


def changes(before: Result, after: Result) -> tuple[Change, ...]:
    """Claims (numbered alike in both) whose likelihood term differs, the largest change first."""
    moved = np.flatnonzero(before.likelihood != after.likelihood)
    distance = np.abs(after.log_odds - before.log_odds)[moved]
    return tuple(
        change(before, after, int(claim)) for claim in moved[np.lexsort((moved, -distance))]
    )


def change(before: Result, after: Result, claim: int, at: int | None = None) -> Change:
    """One claim in both results (``at``: its number in the second, if another)."""
    there = claim if at is None else at
    return Change(
        claim,
        float(before.probability[claim]),
        float(after.probability[there]),
        before.likelihood_of(claim),
        after.likelihood_of(there),
    )


def claims_of(inputs: ScoringInput, source: int) -> Index:
    """Claims on which a source speaks, or to which it passed something on."""
    said = inputs.attributions
    passed = owners(said.via_start)[said.via == source]
    rows = np.union1d(np.flatnonzero(said.source == source), passed)
    return np.unique(said.claim[rows])
