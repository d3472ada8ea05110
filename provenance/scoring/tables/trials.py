"""Fitted models as makers of new assertions, to see how far real errors go together."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from provenance.scoring.arrays import Bools, Floats, Index
from provenance.scoring.tables import closed, onecoin
from provenance.scoring.tables.confusion import Matrices
from provenance.scoring.tables.objects import powers, ungraded
from provenance.scoring.tables.onecoin import OneCoin
from provenance.scoring.tables.types import AssertionTable, TableConfig

_FLOOR = 1e-12
_SURE = 0.005
"""Rates closer than this to 0 or 1 are not believed in trials."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenErrors:
    """The one-coin model of a table with open labels (see ``shared.Errors``)."""

    table: AssertionTable
    model: OneCoin

    @classmethod
    def of(cls, table: AssertionTable, config: TableConfig) -> Self:
        """Fitted to the table."""
        prior = ungraded(table, config)
        model = onecoin.fit(table, prior, table.weight, config.trial_rounds, config)
        return cls(table, model)

    def standardised(self) -> Floats:
        """Errors against each source's accuracy."""
        share = self.model.share[self.table.candidate]
        return _standardised(1 - share, 1 - self.model.accuracy[self.table.source])

    def simulated(self, degree: float, chance: np.random.Generator) -> AssertionTable:
        """A true value by its share; a wrong one is any of the others alike, or a new one."""
        table = self.table
        place = table.object[table.candidate]
        luck, which, _ = _draws(table, degree, chance)
        right = luck < self.model.accuracy[table.source]
        size = _possible(table)
        true = _draw(table, self.model.share, chance) - table.start[:-1]
        other = 1 + (which * (size[place] - 1)).astype(np.int64)
        value = np.where(right, true[place], (true[place] + other) % size[place])
        return _like(table, value, int(size.max(initial=1)))


@dataclass(frozen=True, slots=True, eq=False)
class ClosedErrors:
    """Confusion matrices of a table with closed labels (see ``shared.Errors``)."""

    table: AssertionTable
    share: Floats
    rates: Floats

    @classmethod
    def of(cls, table: AssertionTable, config: TableConfig) -> Self:
        """Fitted to the table as its scores will be: a doubt of the matrices that is greater than
        theirs would find itself confirmed where all sources lean the same way."""
        model = Matrices.of(table, ungraded(table, config), config)
        power = powers(table, config.unexplained * float(np.mean(config.shared_errors)))
        share = closed.fit(table, model, power, config.trial_rounds, config)
        return cls(table, share, np.clip(model.rates(share), _SURE, 1 - _SURE))

    def standardised(self) -> Floats:
        """Errors against each source's rate for what is likely true."""
        table = self.table
        place, said = table.object[table.candidate], table.value[table.candidate]
        right = np.einsum("sll->sl", self.rates)[table.source]
        expected = (self.share[place] * (1 - right)).sum(axis=1)
        return _standardised(1 - self.share[place, said], expected)

    def simulated(self, degree: float, chance: np.random.Generator) -> AssertionTable:
        """A true label by its share; what a source says for it by its matrix."""
        table = self.table
        place, rows = table.object[table.candidate], np.arange(len(table.source))
        luck, which, level = _draws(table, degree, chance)
        last = table.n_values - 1
        true = np.minimum((level[:, None] > self.share.cumsum(axis=1)).sum(axis=1), last)
        says = self.rates[table.source, :, true[place]]
        right = luck < says[rows, true[place]]
        says[rows, true[place]] = 0.0
        says /= np.maximum(says.sum(axis=1, keepdims=True), _FLOOR)
        other = np.minimum((which[:, None] > says.cumsum(axis=1)).sum(axis=1), last)
        return _like(table, np.where(right, true[place], other), table.n_values)


def _possible(table: AssertionTable) -> Index:
    """Values that each object could have: those named, one more, and no fewer than are named on
    average where several sources speak (where few speak, few of the possible values are seen)."""
    named = np.diff(table.start)
    several = np.bincount(table.object[table.candidate], minlength=table.n_objects) > 1
    usual = int(np.ceil(named[several].mean())) if several.any() else 1
    return np.maximum(named, usual) + 1


def _like(table: AssertionTable, value: Index, values: int) -> AssertionTable:
    """The same sources on the same objects, saying something else."""
    place = table.object[table.candidate]
    return AssertionTable.of(
        table.source, place, value.astype(np.int64), table.n_sources, table.n_objects, values
    )


def _standardised(error: Floats, expected: Floats) -> Floats:
    expected = np.clip(expected, _SURE, 1 - _SURE)
    return np.asarray((error - expected) / np.sqrt(expected * (1 - expected)))


def _draws(
    table: AssertionTable, degree: float, chance: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """(whether right, which other, per assertion; what is true, per object) as uniform draws."""
    place, n = table.object[table.candidate], len(table.source)
    common: Bools = chance.random(n) < np.sqrt(degree)
    luck = np.where(common, chance.random(table.n_objects)[place], chance.random(n))
    which = np.where(common, chance.random(table.n_objects)[place], chance.random(n))
    return luck, which, chance.random(table.n_objects)


def _draw(table: AssertionTable, share: Floats, chance: np.random.Generator) -> Index:
    """One candidate of each object by its share (Gumbel's trick)."""
    noise = -np.log(-np.log(np.maximum(chance.random(len(share)), _FLOOR)))
    key = np.log(np.maximum(share, _FLOOR)) + noise
    order = np.lexsort((key, table.object))
    last = np.append(np.diff(table.object[order]) != 0, True)
    result = table.start[:-1].copy()
    chosen = order[last]
    result[table.object[chosen]] = chosen
    return np.minimum(result, max(len(share) - 1, 0))
