"""Fitted models as makers of new assertions, to see how far real errors go together."""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import Bools, Floats, Index
from provenance.scoring.tables import confusion, onecoin
from provenance.scoring.tables.confusion import Confusion
from provenance.scoring.tables.onecoin import OneCoin
from provenance.scoring.tables.types import AssertionTable, TableConfig

_FLOOR = 1e-12
_SURE = 0.005
"""Rates closer than this to 0 or 1 are not believed in trials."""


@dataclass(frozen=True, slots=True, eq=False)
class OneCoinErrors:
    """The one-coin model (see ``shared.Errors``)."""

    model: OneCoin
    closed: bool
    config: TableConfig

    def standardised(self, table: AssertionTable) -> Floats:
        """Errors against each source's accuracy."""
        accuracy = self.model.accuracy(self.config)
        share = onecoin.given(table, accuracy, self.model, self.closed, self.config)
        return _standardised(1 - share[table.candidate], 1 - accuracy[table.source])

    def simulated(
        self, table: AssertionTable, degree: float, chance: np.random.Generator
    ) -> AssertionTable:
        """A true value by its share; a wrong one is any of the others alike."""
        place = table.object[table.candidate]
        luck, which, _ = _draws(table, degree, chance)
        right = luck < self.model.accuracy(self.config)[table.source]
        truth = _draw(table, self.model.share[: len(table.object)], chance)
        if self.closed:
            size = np.full(table.n_objects, table.n_values, dtype=np.int64)
            true = table.value[truth]
        else:
            size = np.diff(table.start) + 1
            true = truth - table.start[:-1]
        other = 1 + (which * (size[place] - 1)).astype(np.int64)
        value = np.where(right, true[place], (true[place] + other) % size[place])
        return AssertionTable.of(
            table.source, place, value, table.n_sources, table.n_objects, int(size.max(initial=1))
        )


@dataclass(frozen=True, slots=True, eq=False)
class ConfusionErrors:
    """Confusion matrices (see ``shared.Errors``)."""

    model: Confusion

    def rates(self) -> Floats:
        """[sources, label said, true label], none quite 0 or 1."""
        return np.clip(self.model.rates, _SURE, 1 - _SURE)

    def standardised(self, table: AssertionTable) -> Floats:
        """Errors against each source's rate for what is likely true."""
        rates = self.rates()
        share = confusion.given(table, rates, self.model.class_log)
        place, said = table.object[table.candidate], table.value[table.candidate]
        right = np.einsum("sll->sl", rates)[table.source]
        expected = (share[place] * (1 - right)).sum(axis=1)
        return _standardised(1 - share[place, said], expected)

    def simulated(
        self, table: AssertionTable, degree: float, chance: np.random.Generator
    ) -> AssertionTable:
        """A true label by its share; what a source says for it by its matrix."""
        place, rows = table.object[table.candidate], np.arange(len(table.source))
        share = self.model.share[: table.n_objects]
        luck, which, level = _draws(table, degree, chance)
        true = np.minimum((level[:, None] > share.cumsum(axis=1)).sum(axis=1), table.n_values - 1)
        says = self.rates()[table.source, :, true[place]]
        right = luck < says[rows, true[place]]
        says[rows, true[place]] = 0.0
        says /= np.maximum(says.sum(axis=1, keepdims=True), _FLOOR)
        other = np.minimum((which[:, None] > says.cumsum(axis=1)).sum(axis=1), table.n_values - 1)
        value = np.where(right, true[place], other).astype(np.int64)
        return AssertionTable.of(
            table.source, place, value, table.n_sources, table.n_objects, table.n_values
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
