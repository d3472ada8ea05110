"""Ways to score a table, ours and others', each giving a probability to every named value.

crowd-kit is no dependency of the project (pandas and scikit-learn come with it): its methods take part
where ``pip install crowd-kit`` was done by hand.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import logit
from provenance.scoring.codes import Codes, Grade
from provenance.scoring.config import DEFAULT
from provenance.scoring.tables import onecoin, solve
from provenance.scoring.tables.objects import over_objects, shares, votes
from provenance.scoring.tables.solve import score_table
from provenance.scoring.tables.types import AssertionTable

Floats = NDArray[np.float64]
Method = Callable[[AssertionTable], Floats]
CELLS = 3_000_000
"""Objects times values beyond which values are numbered anew for public methods."""
PUBLIC = ("MajorityVote", "Wawa", "ZeroBasedSkill", "OneCoinDawidSkene", "DawidSkene")


def has_crowdkit() -> bool:
    """Whether crowd-kit can be imported."""
    return find_spec("crowdkit") is not None


def ours(table: AssertionTable) -> Floats:
    """The default configuration."""
    return score_table(table).probability


def model_alone(table: AssertionTable) -> Floats:
    """One accuracy per source, without selection, copying and calibration."""
    config, prior = solve.DEFAULT, solve.priors(table, None, solve.DEFAULT)
    if solve.closed_labels(table, config):
        return solve.abilities(table, prior, 0.0, config)[1][table.object, table.value]
    return onecoin.fit(table, prior, table.weight, config.rounds, config).share


def majority(table: AssertionTable) -> Floats:
    """Share of the votes."""
    count = votes(table, table.weight)
    return count / over_objects(table, count)[table.object]


def by_grades(grades: Codes) -> Method:
    """Votes weighed by the log-odds of each source's grade, as shares."""
    weight = logit(np.array(DEFAULT.truthfulness[: Grade.F]))[grades]

    def vote(table: AssertionTable) -> Floats:
        return shares(table, votes(table, table.weight * weight[table.source]), 0.0)

    return vote


def public(name: str) -> Method:
    """A method of crowd-kit with its defaults. It knows closed labels only: where every object has
    values of its own they are numbered within the object."""

    def run(table: AssertionTable) -> Floats:
        import pandas  # noqa: PLC0415 - only where crowd-kit is there
        from crowdkit import aggregation  # noqa: PLC0415

        value = table.value
        if table.n_objects * table.n_values > CELLS:
            value = np.arange(len(table.object)) - table.start[table.object]
        answers = pandas.DataFrame(
            {
                "task": table.object[table.candidate],
                "worker": table.source,
                "label": value[table.candidate],
            }
        )
        found: Any = getattr(aggregation, name)().fit_predict_proba(answers)
        rows = found.index.get_indexer(table.object)
        columns = found.columns.get_indexer(value)
        return np.asarray(found.to_numpy()[rows, columns], dtype=np.float64)

    return run


def all_methods(table: AssertionTable, grades: Codes | None = None) -> dict[str, Method]:
    """What is compared on one table, ours first."""
    found: dict[str, Method] = {"ours": ours, "majority": majority}
    if grades is not None:
        found["grade-weighted vote"] = by_grades(grades)
    if has_crowdkit():
        found |= {f"crowd-kit {name}": public(name) for name in PUBLIC[1:]}
    return found
