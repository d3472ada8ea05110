"""Grades A to E as what is known of a source's truthfulness; F and silence as not knowing.

Several raters: the mean of their grades' log-odds, and their variance added to the spread. F never
votes: beside other grades it only widens; alone it is the same as no rating.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import Bools, Floats, Index, contains, distinct, group_sum, logit
from provenance.scoring.codes import NOT_STATED, Grade
from provenance.scoring.config import Config
from provenance.scoring.types import ScoringInput


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Per row: ``log_odds`` of a neutral statement being true, ``spread`` (sd), ``graded`` A to E,
    the nearest ``grade`` to show (F if only F, -1 if unrated) and how many ``raters`` voted."""

    log_odds: Floats
    spread: Floats
    graded: Bools
    grade: NDArray[np.int8]
    raters: Index

    def take(self, rows: Index) -> "Reliability":
        """The given rows."""
        return Reliability(
            self.log_odds[rows],
            self.spread[rows],
            self.graded[rows],
            self.grade[rows],
            self.raters[rows],
        )


def summarise(group: Index, grade: NDArray[np.int8], n: int, config: Config) -> Reliability:
    """Reliability of ``n`` groups from the ratings given to each."""
    values = logit(np.array(config.truthfulness))
    voted = grade != Grade.F
    votes = np.bincount(group[voted], minlength=n)
    abstained = np.bincount(group[~voted], minlength=n)
    graded = votes > 0
    given = values[grade[voted]]
    mean = group_sum(group[voted], given, n) / np.maximum(votes, 1)
    variance = group_sum(group[voted], (given - mean[group[voted]]) ** 2, n) / np.maximum(votes, 1)
    unsure = abstained / np.maximum(votes + abstained, 1)
    known, unknown = config.grade_spread**2, config.unrated_spread**2
    spread = np.sqrt(np.where(graded, known + variance + (unknown - known) * unsure, unknown))
    shown = np.abs(mean[:, None] - values[None, : Grade.F]).argmin(axis=1)
    silent = np.where(abstained > 0, int(Grade.F), NOT_STATED)
    return Reliability(
        np.where(graded, mean, values[Grade.F]),
        spread,
        graded,
        np.where(graded, shown, silent).astype(np.int8),
        votes.astype(np.int64),
    )


def of_sources(inputs: ScoringInput, config: Config) -> Reliability:
    """Reliability of each source as a whole."""
    rows = _distinct(inputs)
    rows = rows[rows[:, 3] < 0]
    return summarise(rows[:, 0], rows[:, 2].astype(np.int8), len(inputs.sources.type), config)


def of_attributions(inputs: ScoringInput, whole: Reliability, config: Config) -> Reliability:
    """Reliability for each attribution: ratings scoped to its claim take the place of the same
    rater's rating of the whole."""
    said = inputs.attributions
    result = whole.take(said.source)
    rows = _distinct(inputs)
    scoped = rows[rows[:, 3] >= 0]
    if len(scoped) == 0:
        return result
    n_claims = np.int64(len(inputs.claims.kind))
    key = said.source * n_claims + said.claim
    scoped_key = scoped[:, 0] * n_claims + scoped[:, 3]
    touched = np.flatnonzero(contains(distinct(scoped_key), key))
    for_key = distinct(key[touched])
    group, grade = _ratings_of_keys(for_key, n_claims, scoped, scoped_key, rows[rows[:, 3] < 0])
    special = summarise(group, grade, len(for_key), config)
    return _replace(result, touched, special.take(np.searchsorted(for_key, key[touched])))


def _distinct(inputs: ScoringInput) -> Index:
    """Ratings as rows (source, rater, grade, claim), each once."""
    table = inputs.ratings
    columns = (table.source, table.rater, table.grade, table.claim)
    rows = np.stack([column.astype(np.int64) for column in columns], axis=1)
    return np.unique(rows, axis=0) if len(rows) else rows


def _ratings_of_keys(
    for_key: Index, n_claims: np.int64, scoped: Index, scoped_key: Index, whole: Index
) -> tuple[Index, NDArray[np.int8]]:
    """Ratings that hold for each (source, claim): the scoped, and the whole ones of raters who
    gave no scoped one."""
    use = contains(for_key, scoped_key)
    group = [np.searchsorted(for_key, scoped_key[use])]
    grade = [scoped[use, 2]]
    source = for_key // n_claims
    left = np.searchsorted(whole[:, 0], source, side="left")
    counts = np.searchsorted(whole[:, 0], source, side="right") - left
    which = np.repeat(np.arange(len(for_key)), counts)
    row = np.repeat(left - (np.cumsum(counts) - counts), counts) + np.arange(len(which))
    rater = whole[row, 1]
    taken = {(int(k), int(r)) for k, r in zip(scoped_key, scoped[:, 1], strict=True) if r >= 0}
    free = np.array(
        [(int(for_key[k]), int(r)) not in taken for k, r in zip(which, rater, strict=True)],
        dtype=np.bool_,
    )
    group.append(which[free])
    grade.append(whole[row[free], 2])
    return np.concatenate(group).astype(np.int64), np.concatenate(grade).astype(np.int8)


def _replace(result: Reliability, rows: Index, special: Reliability) -> Reliability:
    columns = []
    for name in ("log_odds", "spread", "graded", "grade", "raters"):
        column = getattr(result, name).copy()
        column[rows] = getattr(special, name)
        columns.append(column)
    return Reliability(*columns)


def by_grade(log_odds: Floats, known: Bools, values: tuple[float, ...], blank: float) -> Floats:
    """A quality by grade, linear between the grades' log-odds (``values`` A to E); ``blank`` where
    nobody graded."""
    at = logit(np.array(Config().truthfulness[: Grade.F]))[::-1]
    return np.where(known, np.interp(log_odds, at, np.array(values[: Grade.F])[::-1]), blank)
