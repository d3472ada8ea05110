"""From a table of assertions to probabilities of values and accuracies of sources.

One default configuration for all tables: what differs between them (closed or open labels, which
model, copying, shared errors) is decided from the assertions alone, and said in ``chosen``.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.special import betaincinv

from provenance.scoring.arrays import Floats
from provenance.scoring.codes import Codes, Grade
from provenance.scoring.tables import confusion, copying, onecoin, shared
from provenance.scoring.tables.similar import likeness
from provenance.scoring.tables.trials import ConfusionErrors, OneCoinErrors
from provenance.scoring.tables.types import AssertionTable, TableConfig, TableResult

DEFAULT = TableConfig()
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
    prior = _priors(table, grades, config)
    closed = closed_labels(table, config)
    if closed:
        share, weight, degree, chosen = _closed(table, prior, config)
    else:
        like = likeness(table, words, config)
        share, weight, degree, chosen = _open(table, prior, like, config)
    probability = shared.tempered(table, share, weight, degree)
    hits = np.bincount(
        table.source, weights=probability[table.candidate] * weight, minlength=table.n_sources
    )
    said = np.bincount(table.source, weights=weight, minlength=table.n_sources)
    right, wrong = prior[0] + hits, prior[1] + said - hits
    chosen |= {"labels": "closed" if closed else "open", "shared errors": round(degree, 3)}
    return TableResult(
        probability=probability,
        accuracy=right / (right + wrong),
        lower=betaincinv(right, wrong, _TAIL).astype(np.float64),
        upper=betaincinv(right, wrong, 1 - _TAIL).astype(np.float64),
        chosen=chosen,
    )


def closed_labels(table: AssertionTable, config: TableConfig) -> bool:
    """Few values, each possible for many objects."""
    few = 2 <= table.n_values <= config.closed_values
    return few and table.n_objects >= config.closed_objects * table.n_values


def _priors(
    table: AssertionTable, grades: Codes | None, config: TableConfig
) -> tuple[Floats, Floats]:
    """Beta counts of each source: by grade, else the same for all."""
    right = np.full(table.n_sources, config.prior_right)
    wrong = np.full(table.n_sources, config.prior_wrong)
    if grades is not None:
        known = (grades >= Grade.A) & (grades <= Grade.E)
        mean = np.array(config.truthfulness)[grades[known]]
        right[known], wrong[known] = config.grade_weight * mean, config.grade_weight * (1 - mean)
    return right, wrong


def _closed(
    table: AssertionTable, prior: tuple[Floats, Floats], config: TableConfig
) -> tuple[Floats, Floats, float, dict[str, object]]:
    """One accuracy per source, and a matrix per source: the one with more evidence leads.

    Errors that go together make a model look better than it is: the more they do under the model
    that leads, up to a half goes to the other.
    """
    simple = onecoin.fit(table, prior, table.weight, closed=True, config=config)
    alone = shared.correlation(table, OneCoinErrors(simple, True, config), config)
    if not confusion.fits(table):
        return simple.share, table.weight, alone, {"leading": "one accuracy per source"}
    rich = confusion.fit(table, config)
    apart = shared.correlation(table, ConfusionErrors(rich), config)
    richer = rich.evidence > confusion.one_coin_evidence(table, simple, prior)
    doubt = (apart if richer else alone) / (2 * max(config.shared_errors[-1], _FLOOR))
    weight = 1 - doubt if richer else doubt
    share = weight * rich.share[table.object, table.value] + (1 - weight) * simple.share
    degree = weight * apart + (1 - weight) * alone
    leading = "confusion matrices" if richer else "one accuracy per source"
    return share, table.weight, degree, {"leading": leading, "its weight": round(1 - doubt, 3)}


def _open(
    table: AssertionTable,
    prior: tuple[Floats, Floats],
    like: csr_array | None,
    config: TableConfig,
) -> tuple[Floats, Floats, float, dict[str, object]]:
    """One accuracy per source, with what is likely copied discounted."""
    model = onecoin.fit(table, prior, table.weight, False, config, like)
    first, second, common = copying.pairs(table, config)
    weight, copies = table.weight, np.zeros(len(first))
    for _ in range(config.copy_rounds if len(first) else 0):
        accuracy = model.accuracy(config)
        copies = copying.likelihood(table, first, second, common, model.share, accuracy, config)
        weight = copying.discount(table, first, second, copies, config)
        model = onecoin.fit(table, prior, weight, False, config, like)
    degree = shared.correlation(table, OneCoinErrors(model, False, config), config)
    found = int((copies > 0.5).sum())
    chosen: dict[str, object] = {"leading": "one accuracy per source", "copying pairs": found}
    return model.share, weight, degree, chosen
