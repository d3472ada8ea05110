"""Results of a run → rows: what did not change stays, what changed supersedes its predecessor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from provenance import clock
from provenance.assessments.build import Built, inputs_digest
from provenance.assessments.models import Assessment, ClaimResult, SourceResult
from provenance.assessments.numbering import batches, fetch
from provenance.scoring import result as engine
from provenance.scoring.ledger import Names
from provenance.scoring.wording import render, subject

Values = dict[str, Any]
SAME = 1e-8
"""Numbers nearer than this are the same: a component and the whole dossier differ by rounding."""


@dataclass(slots=True)
class Run:
    """One scoring run; its row is written with the first result that changed."""

    session: Session
    dossier_id: int
    actor: str
    cause: str
    built: Built
    result: engine.Result
    at: datetime
    assessment: Assessment | None = None

    def record(self) -> Assessment:
        """The run's row, written now or before."""
        if self.assessment is None:
            self.assessment = Assessment(
                dossier_id=self.dossier_id,
                engine=self.result.engine,
                config=self.result.config.as_dict(),
                inputs_digest=inputs_digest(self.built),
                cause=self.cause,
                actor=self.actor,
                created_at=self.at,
            )
            self.session.add(self.assessment)
            self.session.flush()
        return self.assessment


def start_run(
    session: Session, dossier_id: int, actor: str, cause: str, built: Built, result: engine.Result
) -> Run:
    """A run at this moment."""
    return Run(session, dossier_id, actor, cause, built, result, clock.now())


def keep_claim_results(run: Run) -> None:
    """Store the results of all claims of the run that differ from what stands."""
    names, ids = run.built.numbering.labels(), run.built.numbering.ids()
    for batch in batches(enumerate(run.built.numbering.claims.rows)):
        new = {row: claim_values(run.result, number, names, ids) for number, row in batch}
        _replace(run, ClaimResult, "claim_id", new)


def keep_source_results(run: Run, results: engine.SourceResult, only: Sequence[int]) -> None:
    """Store the results of the sources of these numbers that differ from what stands."""
    rows = run.built.numbering.sources.rows
    for batch in batches(only):
        new = {rows[number]: source_values(results, number) for number in batch}
        _replace(run, SourceResult, "source_id", new)


def claim_values(result: engine.Result, claim: int, names: Names, ids: Names) -> Values:
    """The columns of one claim's result."""
    return {
        "probability": float(result.probability[claim]),
        "lower": float(result.lower[claim]),
        "upper": float(result.upper[claim]),
        "likelihood": result.likelihood_of(claim),
        "confidence": result.confidence_of(claim),
        "confidence_rule": result.confidence_reason(claim),
        "credibility": result.credibility_of(claim),
        "origins": int(result.origins[claim]),
        "organisations": int(result.organisations[claim]),
        "flags": list(result.flags_of(claim)),
        "ledger": [
            {
                "input": subject(line, ids),
                "rule": str(line.rule),
                "log_odds": float(line.log_odds) + 0.0,  # no minus zero
                "text": render(line, names),
            }
            for line in result.ledger(claim)
        ],
    }


def source_values(results: engine.SourceResult, source: int) -> Values:
    """The columns of one source's result."""
    return {name: float(getattr(results, name)[source]) for name in ("accuracy", "lower", "upper")}


def _replace(run: Run, model: Any, owner: str, new: Mapping[int, Values]) -> None:
    standing = _standing(run.session, model, owner, list(new))
    changed = {
        row: values
        for row, values in new.items()
        if row not in standing or not same(standing[row][1], values)
    }
    if not changed:
        return
    assessment = run.record()
    _supersede(run, model, [standing[row][0] for row in changed if row in standing])
    run.session.execute(
        insert(model),
        [
            {"assessment_id": assessment.id, owner: row, "superseded_at": None, **values}
            for row, values in changed.items()
        ],
    )


def _standing(
    session: Session, model: Any, owner: str, rows: list[int]
) -> dict[int, tuple[int, Values]]:
    """Owner row → (row of its result in force, its values)."""
    skipped = {"id", "assessment_id", "superseded_at", owner}
    columns = [column for column in model.__table__.columns if column.name not in skipped]
    key = getattr(model, owner)
    statement = select(key, model.id, *columns).where(model.superseded_at.is_(None))
    return {
        row[0]: (row[1], dict(zip((column.name for column in columns), row[2:], strict=True)))
        for row in fetch(session, statement, key, rows)
    }


def same(one: Any, other: Any) -> bool:
    """Equal, numbers within ``SAME``, at any depth."""
    if isinstance(one, float) and isinstance(other, float | int):
        return abs(one - other) <= SAME
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def end_results(run: Run, model: Any, owner: str, rows: Iterable[int]) -> None:
    """Supersede the results in force of rows that count no more."""
    standing = _standing(run.session, model, owner, sorted(rows))
    if standing:
        run.record()
    _supersede(run, model, [result for result, _ in standing.values()])


def _supersede(run: Run, model: Any, results: Sequence[int]) -> None:
    for batch in batches(results):
        run.session.execute(
            update(model)
            .where(model.id.in_(batch))
            .values(superseded_at=run.at)
            .execution_options(synchronize_session=False)
        )
