"""From a table of assertions to probabilities of values and accuracies of sources.

One default configuration for all tables: what differs between them (closed or open labels, copying,
how far errors go together) is decided from the assertions alone, and said in ``chosen``.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.special import betaincinv

from provenance.scoring.arrays import Floats
from provenance.scoring.codes import Codes, Grade
from provenance.scoring.tables import closed, confusion, copying, onecoin, shared
from provenance.scoring.tables.ability import Abilities
from provenance.scoring.tables.objects import powers, ungraded
from provenance.scoring.tables.similar import likeness
from provenance.scoring.tables.trials import ClosedErrors, OpenErrors
from provenance.scoring.tables.types import AssertionTable, TableConfig, TableResult

DEFAULT = TableConfig()
Prior = tuple[Floats, Floats]
_TAIL = 0.05
_FLOOR = 1e-12


def score_table(
    table: AssertionTable,
    config: TableConfig = DEFAULT,
    grades: Codes | None = None,
    words: Sequence[str] | None = None,
) -> TableResult:
    """Probability of every named value. ``grades`` Grade code per source; F and -1 say nothing.

    ``words`` the text of each value: needed only where near-equal values support one another.
    """
    prior = priors(table, grades, config)
    degree = shared_errors(table, config)
    weight, chosen = table.weight, dict[str, object]()
    if closed_labels(table, config):
        share, chosen = _closed(table, prior, degree, config)
    else:
        like = likeness(table, words, config)
        share, weight, chosen = _open(table, prior, like, config)
    probability = _pooled(table, share, weight, prior, degree, config)
    hits = np.bincount(
        table.source, weights=probability[table.candidate] * weight, minlength=table.n_sources
    )
    said = np.bincount(table.source, weights=weight, minlength=table.n_sources)
    right, wrong = prior[0] + hits, prior[1] + said - hits
    return TableResult(
        probability=probability,
        accuracy=right / (right + wrong),
        lower=betaincinv(right, wrong, _TAIL).astype(np.float64),
        upper=betaincinv(right, wrong, 1 - _TAIL).astype(np.float64),
        chosen=chosen | {"shared errors": round(degree, 3)},
    )


def closed_labels(table: AssertionTable, config: TableConfig) -> bool:
    """Few values, each possible for many objects."""
    few = 2 <= table.n_values <= config.closed_values
    return few and table.n_objects >= config.closed_objects * table.n_values


def priors(table: AssertionTable, grades: Codes | None, config: TableConfig) -> Prior:
    """Beta counts of each source: by grade, else the same for all."""
    right, wrong = ungraded(table, config)
    if grades is not None:
        known = (grades >= Grade.A) & (grades <= Grade.E)
        mean = np.array(config.truthfulness)[grades[known]]
        right[known], wrong[known] = config.grade_weight * mean, config.grade_weight * (1 - mean)
    return right, wrong


def shared_errors(table: AssertionTable, config: TableConfig) -> float:
    """Correlation of errors on one object; the middle of what is tried where it cannot be told."""
    trial = shared.first_objects(table, config.trial_assertions)
    if not closed_labels(table, config):
        return shared.correlation(trial, OpenErrors.of, config)
    if confusion.fits(trial):
        return shared.correlation(trial, ClosedErrors.of, config)
    return float(np.mean(config.shared_errors))


def _closed(
    table: AssertionTable, prior: Prior, degree: float, config: TableConfig
) -> tuple[Floats, dict[str, object]]:
    """One accuracy per source, and a matrix per source: the one with more evidence leads.

    Errors that go together make a model look better than it is: the more they do, the more goes to
    the other, soon a half.
    """
    simple, share = abilities(table, prior, degree, config)
    chosen: dict[str, object] = {"labels": "closed", "leading": "one accuracy per source"}
    if confusion.fits(table):
        rich = confusion.Matrices.of(table, prior, config)
        power = powers(table, config.unexplained * degree)
        other = closed.fit(table, rich, power, config.rounds, config)
        lead = max(0.5, 1 - degree / (2 * max(float(np.mean(config.shared_errors)), _FLOOR)))
        richer = rich.bound(other) > simple.bound(share)
        weight = lead if richer else 1 - lead
        share = weight * other + (1 - weight) * share
        chosen |= {"leading": "confusion matrices"} if richer else {}
        chosen["its weight"] = round(lead, 3)
    return share[table.object, table.value], chosen


def abilities(
    table: AssertionTable, prior: Prior, degree: float, config: TableConfig
) -> tuple[Abilities, Floats]:
    """One accuracy per source, and what is then true: probability [objects, labels]."""
    speech = Abilities.of(table, prior, config)
    return speech, closed.fit(table, speech, powers(table, degree), config.rounds, config)


def _open(
    table: AssertionTable,
    prior: Prior,
    like: csr_array | None,
    config: TableConfig,
) -> tuple[Floats, Floats, dict[str, object]]:
    """One accuracy per source, with what is likely copied discounted."""

    def model(weight: Floats) -> onecoin.OneCoin:
        return onecoin.fit(table, prior, weight, config.rounds, config, like)

    first, second, common = copying.pairs(table, config)
    weight, copies = table.weight, np.zeros(len(first))
    found = model(weight)
    for _ in range(config.copy_rounds if len(first) else 0):
        copies = copying.likelihood(
            table, first, second, common, found.share, found.accuracy, config
        )
        weight = copying.discount(table, first, second, copies, config)
        found = model(weight)
    chosen: dict[str, object] = {"labels": "open", "leading": "one accuracy per source"}
    return found.share, weight, chosen | {"copying pairs": int((copies > 0.5).sum())}


def _pooled(
    table: AssertionTable,
    share: Floats,
    weight: Floats,
    prior: Prior,
    degree: float,
    config: TableConfig,
) -> Floats:
    """The model's share beside the plain share of answers weighed by skill (a linear pool, Stone
    1961): the more errors go together, the less the model's own confidence counts."""
    said = np.maximum(np.bincount(table.object[table.candidate], minlength=table.n_objects), 1)
    doubt = (config.doubt * degree * (1 - 1 / said))[table.object]
    rivals = onecoin.false_values(table)
    if closed_labels(table, config):
        rivals = np.full(table.n_objects, table.n_values - 1.0)
    accuracy = onecoin.accuracy(table, share, weight, prior, config)
    plain = shared.by_skill(table, weight, accuracy, rivals, config)
    return np.asarray((1 - doubt) * share + doubt * plain)
