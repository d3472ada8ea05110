"""Sources' own accuracy → rows: from the sums of what their claims in force say back of them."""

from collections.abc import Collection, Mapping
from typing import cast

import numpy as np
from sqlalchemy import Table, bindparam, insert, select, update

from provenance.assessments.heard import NEAR
from provenance.assessments.models import Assessment, SourceResult
from provenance.assessments.numbering import batches, fetch
from provenance.assessments.results import Run, Values, end_results
from provenance.scoring import result as engine
from provenance.scoring.arrays import Floats
from provenance.sources.models import Source

SCORES = ("accuracy", "lower", "upper")
SUMS = ("heard_right", "heard_wrong")
_TABLE = cast(Table, SourceResult.__table__)


def keep_all_sources(run: Run) -> None:
    """Results of every source after a run over the whole dossier."""
    found, ids = run.result.sources, run.built.numbering.sources
    sums = np.stack([found.right - found.prior_right, found.wrong - found.prior_wrong], axis=1)
    statement = select(SourceResult.source_id).join(
        Assessment, Assessment.id == SourceResult.assessment_id
    )
    scored = fetch(
        run.session,
        statement.where(
            SourceResult.superseded_at.is_(None), Assessment.dossier_id == run.dossier_id
        ),
        None,
        None,
    )
    standing = _standing(run, {row[0] for row in scored})
    _end(run, standing.keys() - ids.index.keys(), standing)
    _keep(run, standing, list(ids.rows), sums, frozenset(ids.rows), NEAR)


def keep_sources(run: Run, touched: Collection[int], moves: float) -> bool:
    """Results of the ``touched`` source rows, and of those of which the run's claims say something
    else than before where it moves them by more than ``moves``.

    False where that cannot be told from the run: then a full run is due.
    """
    index = run.built.numbering.sources.index
    rows = {*touched, *run.shifts.of}
    standing = _standing(run, rows)
    gone = rows - index.keys()
    if not run.shifts.known or _stand(run, gone) or _any_unknown(standing):
        return False
    _end(run, gone, standing)
    here = sorted(rows - gone)
    sums = np.zeros((len(here), len(SUMS)))
    for at, row in enumerate(here):
        stood, shift = standing.get(row), run.shifts.of.get(row, (0.0, 0.0))
        for column, name in enumerate(SUMS):
            sums[at, column] = (stood[name] if stood else 0.0) + shift[column]
    _keep(run, standing, here, np.maximum(sums, 0.0), touched, moves)
    return True


def source_values(results: engine.Accuracy, source: int) -> Values:
    """The scores of one source."""
    return {name: float(getattr(results, name)[source]) for name in SCORES}


def _standing(run: Run, rows: Collection[int]) -> dict[int, Values]:
    """Source row → its result in force."""
    names = ("id", *SCORES, *SUMS)
    columns = [SourceResult.source_id, *(getattr(SourceResult, name) for name in names)]
    statement = select(*columns).where(SourceResult.superseded_at.is_(None))
    found = fetch(run.session, statement, SourceResult.source_id, rows)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}


def _stand(run: Run, rows: Collection[int]) -> bool:
    """Whether a source that the run does not know is in force after all."""
    statement = select(Source.id).where(Source.withdrawn_at.is_(None))
    return bool(fetch(run.session, statement, Source.id, rows))


def _any_unknown(standing: Mapping[int, Values]) -> bool:
    return any(values[name] is None for values in standing.values() for name in SUMS)


def _end(run: Run, rows: Collection[int], standing: Mapping[int, Values]) -> None:
    end_results(run, SourceResult, [standing[row]["id"] for row in rows if row in standing])


def _keep(
    run: Run, standing: Mapping[int, Values], rows: list[int], sums: Floats,
    exact: Collection[int], moves: float,
) -> None:  # fmt: skip
    """Store what moved; where an accuracy stands, its sums are brought along."""
    scores = _accuracy(run, rows, sums)
    changed, brought = [], []
    for row, values in zip(rows, scores, strict=True):
        stood = standing.get(row)
        if stood is None or _apart(stood, values, SCORES) > (NEAR if row in exact else moves):
            changed.append({"source_id": row, **values})
        elif _any_unknown({row: stood}) or _apart(stood, values, SUMS) > NEAR:
            brought.append({"result": stood["id"], **{name: values[name] for name in SUMS}})
    _end(run, [values["source_id"] for values in changed], standing)
    for batch in batches(changed):
        new = {"assessment_id": run.record().id, "superseded_at": None}
        run.session.execute(insert(_TABLE), [values | new for values in batch])
    if brought:
        of = update(_TABLE).where(_TABLE.c.id == bindparam("result"))
        run.session.connection().execute(
            of.values({name: bindparam(name) for name in SUMS}), brought
        )


def _accuracy(run: Run, rows: list[int], sums: Floats) -> list[Values]:
    """Scores and sums of these sources."""
    found, index = run.result.sources, run.built.numbering.sources.index
    at = np.array([index[row] for row in rows], dtype=np.int64)
    result = engine.Accuracy(found.prior_right[at] + sums[:, 0], found.prior_wrong[at] + sums[:, 1])
    columns = [getattr(result, name).tolist() for name in SCORES] + [*sums.T.tolist()]
    names = (*SCORES, *SUMS)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _apart(stood: Values, values: Values, names: tuple[str, ...]) -> float:
    return max(abs(float(stood[name]) - float(values[name])) for name in names)
