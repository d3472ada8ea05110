"""A bare table of assertions, who says which value of what, and what comes out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Self

import numpy as np

from provenance.errors import InvalidInput
from provenance.scoring.arrays import Floats, Index, distinct

TABLE_VERSION = "4"


@dataclass(frozen=True, slots=True)
class TableConfig:
    """Values of the table model; docs/scoring.md, "Tables", says why. None is fitted to truth."""

    version: str = TABLE_VERSION
    prior_right: float = 4.0
    prior_wrong: float = 1.0
    """Beta prior of an ungraded source's accuracy."""
    grade_weight: float = 8.0
    """Pseudo-assertions behind a grade."""
    truthfulness: tuple[float, ...] = (0.95, 0.85, 0.70, 0.52, 0.30)
    most_accurate: float = 0.95
    least_accurate: float = 0.02
    none_of_these: float = 0.5
    """Weight of "none of the values named", on open labels."""
    cautious: float = 0.5
    """The start is votes / (votes + cautious)."""
    closed_values: int = 20
    closed_objects: int = 5
    """Labels are closed with at most so many values, and so many objects for each."""
    shrinkage: float = 12.0
    """Pseudo-assertions for each true label with which a source's confusion matrix is drawn to what
    its accuracy and the shared confusions let expect."""
    copied: float = 0.5
    """Share of a copier's assertions that are copied."""
    copying: float = 0.1
    """Prior probability that of two sources with enough in common one copies."""
    shared_objects: int = 5
    copy_rounds: int = 2
    crowd: int = 1000
    """Values asserted by more sources than this do not take part in copy detection."""
    shared_errors: tuple[float, ...] = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)
    """Correlations of errors tried against the data."""
    trials: tuple[int, int] = (2, 8)
    """Simulated tables for each, at least and at most (more for small tables)."""
    trial_assertions: int = 40_000
    """Assertions used in these trials at most."""
    trial_rounds: int = 15
    """Rounds of fitting in these trials."""
    unexplained: float = 0.5
    """Part of the shared errors that confusion matrices leave unexplained: a label that all take for
    another is in the matrices already."""
    doubt: float = 3.0
    """Weight of the plain share of answers, for each unit of correlation."""
    seed: int = 20171218
    rounds: int = 60
    tolerance: float = 1e-4
    """Largest change of a share at which the one-coin model is at rest."""
    settled: float = 3e-4
    """Mean change per object at which confusion matrices are."""
    near_numbers: float = 0.0
    """Relative difference up to which numbers support one another; 0: not at all."""
    near_strings: float = 1.0
    """Likeness from which strings support one another; 1: only equal ones."""
    near_support: float = 0.5

    def as_dict(self) -> dict[str, object]:
        """All values, JSON-able."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True, slots=True, eq=False)
class AssertionTable:
    """Assertions sorted by candidate; a candidate is a value that somebody names for an object.

    Per assertion ``source``, ``candidate`` and ``weight`` (a source that names k values of an
    object gives each 1/k). Per candidate ``object`` and ``value``; candidates of object i are
    ``start[i]:start[i + 1]``.
    """

    source: Index
    candidate: Index
    weight: Floats
    object: Index
    value: Index
    start: Index
    n_sources: int
    n_values: int

    @classmethod
    def of(
        cls,
        source: Index,
        object: Index,  # noqa: A002 - the field's own word
        value: Index,
        n_sources: int,
        n_objects: int,
        n_values: int,
    ) -> Self:
        """From parallel arrays of row numbers; repeated assertions count once."""
        _check("source", source, n_sources)
        _check("object", object, n_objects)
        _check("value", value, n_values)
        key = object.astype(np.int64) * max(n_values, 1) + value
        candidate_key = distinct(key)
        candidate = np.searchsorted(candidate_key, key)
        said = distinct(candidate * max(n_sources, 1) + source)
        candidate, source = said // max(n_sources, 1), said % max(n_sources, 1)
        of = candidate_key // max(n_values, 1)
        pairs = of[candidate] * max(n_sources, 1) + source
        order = np.argsort(pairs, kind="stable")
        fresh = np.append(True, np.diff(pairs[order]) != 0)[: len(order)]
        group = np.cumsum(fresh) - 1
        weight = np.empty(len(said))
        weight[order] = 1 / np.bincount(group)[group] if len(group) else 0.0
        start = np.searchsorted(of, np.arange(n_objects + 1)).astype(np.int64)
        return cls(
            source,
            candidate,
            weight,
            of,
            candidate_key % max(n_values, 1),
            start,
            n_sources,
            n_values,
        )

    @property
    def n_objects(self) -> int:
        """Objects, those without any assertion included."""
        return len(self.start) - 1


def _check(name: str, rows: Index, n: int) -> None:
    if len(rows) and (rows.min() < 0 or rows.max() >= n):
        raise InvalidInput.at(name, f"{name} numbers must lie between 0 and {n - 1}.")


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """The caller's words, sorted: position = number in the table."""

    sources: tuple[str, ...]
    objects: tuple[str, ...]
    values: tuple[str, ...]


def encode_table(
    sources: Sequence[str], objects: Sequence[str], values: Sequence[str]
) -> tuple[AssertionTable, Labels]:
    """A table from parallel columns of text. Words are numbered in sorted order, so that the order
    of rows changes nothing."""
    if not len(sources) == len(objects) == len(values):
        raise InvalidInput.at("assertions", "source_id, object_id and value differ in length.")
    labels = Labels(*(tuple(sorted(set(column))) for column in (sources, objects, values)))
    table = AssertionTable.of(
        numbers(sources, labels.sources),
        numbers(objects, labels.objects),
        numbers(values, labels.values),
        len(labels.sources),
        len(labels.objects),
        len(labels.values),
    )
    return table, labels


def numbers(column: Sequence[str], words: Sequence[str]) -> Index:
    """Position of each word; -1 for a word that is not there."""
    at = {word: position for position, word in enumerate(words)}
    return np.fromiter((at.get(word, -1) for word in column), dtype=np.int64, count=len(column))


@dataclass(frozen=True, slots=True, eq=False)
class TableResult:
    """Per candidate its ``probability`` (over an object they sum to at most 1: the rest is "none
    of these"); per source ``accuracy`` with a 90 % interval; ``chosen`` what the data decided."""

    probability: Floats
    accuracy: Floats
    lower: Floats
    upper: Floats
    chosen: Mapping[str, object] = field(default_factory=dict)
