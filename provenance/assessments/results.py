"""Results of a run → rows: what did not change stays, what changed supersedes its predecessor."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import numpy as np
from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from provenance import clock
from provenance.assessments.build import Built, inputs_digest
from provenance.assessments.models import Assessment, ClaimResult, SourceResult
from provenance.assessments.numbering import batches, fetch
from provenance.claims.models import Claim
from provenance.scoring import result as engine
from provenance.scoring.ledger import Line, Names, Rule
from provenance.scoring.wording import render, subject
from provenance.vocabulary import CONFIDENCE_LEVELS, LIKELIHOOD_TERMS

Values = dict[str, Any]
SCORES = ("probability", "lower", "upper", "likelihood", "confidence", "confidence_rule",
          "credibility", "origins", "organisations", "flags")  # fmt: skip
_RULES = {rule: str(rule) for rule in Rule}
_TABLE = cast(Table, ClaimResult.__table__)
WHOLE = 2000
"""Claims from which a whole dossier is read in one statement."""
SAME = 1e-8
"""Numbers nearer than this are the same: a component and the whole dossier differ by rounding."""


def everywhere(_number: int) -> bool:
    """All claims."""
    return True


def nowhere(_number: int) -> bool:
    """None of them."""
    return False


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims (numbers) of a run are kept: those that moved by more than ``moves`` or came by
    another word, and, where ``worded`` says so, those whose ledger reads otherwise."""

    numbers: Sequence[int]
    moves: float = SAME
    worded: Callable[[int], bool] = everywhere


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
    whole: bool = True
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
    session: Session, dossier_id: int, actor: str, cause: str, built: Built, result: engine.Result,
    whole: bool = True,
) -> Run:  # fmt: skip
    """A run at this moment. ``whole``: all its scores are sound, none stands at a rim."""
    return Run(session, dossier_id, actor, cause, built, result, clock.now(), whole)


def keep_claim_results(run: Run, choice: Choice) -> list[int]:
    """Store the results of the chosen claims that differ from what stands; the numbers stored."""
    rows, numbers = run.built.numbering.claims.rows, list(choice.numbers)
    scores = scores_of(run.result, numbers)
    standing = _standing_scores(run, [rows[number] for number in numbers])
    changed = [
        (number, values)
        for number, values in zip(numbers, scores, strict=True)
        if _moved(standing.get(rows[number]), values, choice.moves)
    ]
    moved = {number for number, _ in changed}
    alike = [at for at, number in enumerate(numbers) if number not in moved]
    reworded = _reworded(run, [numbers[at] for at in alike if choice.worded(numbers[at])], standing)
    changed += [(numbers[at], scores[at]) for at in alike if numbers[at] in reworded]
    for batch in batches(changed):
        _store(run, batch, standing)
    return [number for number, _ in changed]


def _moved(stood: Values | None, values: Values, by: float) -> bool:
    return stood is None or any(
        abs(stood[name] - value) > by if isinstance(value, float) else stood[name] != value
        for name, value in values.items()
    )


def _reworded(run: Run, numbers: Sequence[int], standing: Mapping[int, Values]) -> set[int]:
    """Of claims whose scores stand, those whose ledgers read otherwise (a label changed)."""
    rows, found = run.built.numbering.claims.rows, set()
    for batch in batches(numbers):
        stood = dict(
            fetch(
                run.session,
                select(ClaimResult.id, ClaimResult.ledger).order_by(ClaimResult.id),
                ClaimResult.id,
                [standing[rows[number]]["id"] for number in batch],
            )
        )
        for number, ledger in zip(batch, ledgers_of(run, batch), strict=True):
            if not same(stood[standing[rows[number]]["id"]], ledger):
                found.add(number)
    return found


def _store(run: Run, changed: Sequence[tuple[int, Values]], standing: Mapping[int, Values]) -> None:
    assessment, rows = run.record(), run.built.numbering.claims.rows
    owners = [rows[number] for number, _ in changed]
    _supersede(run, ClaimResult, [standing[row]["id"] for row in owners if row in standing])
    ledgers = ledgers_of(run, [number for number, _ in changed])
    run.session.execute(
        insert(_TABLE),
        [
            {"assessment_id": assessment.id, "claim_id": row, "superseded_at": None,
             **values, "ledger": ledger}
            for row, (_, values), ledger in zip(owners, changed, ledgers, strict=True)
        ],
    )  # fmt: skip


def keep_source_results(run: Run, results: engine.SourceResult, only: Sequence[int]) -> None:
    """Store the results of the sources of these numbers that differ from what stands."""
    rows = run.built.numbering.sources.rows
    for batch in batches(only):
        new = {rows[number]: source_values(results, number) for number in batch}
        _replace(run, SourceResult, "source_id", new)


def claim_values(result: engine.Result, claim: int, names: Names, ids: Names) -> Values:
    """The columns of one claim's result."""
    (values,), (lines,) = scores_of(result, [claim]), result.ledgers([claim])
    return {**values, "ledger": _ledger(lines, names, ids)}


def scores_of(result: engine.Result, numbers: Sequence[int]) -> list[Values]:
    """The columns of these claims' results, without their ledgers."""
    rows = np.asarray(numbers, dtype=np.int64)
    columns = {
        "probability": result.probability[rows].tolist(),
        "lower": result.lower[rows].tolist(),
        "upper": result.upper[rows].tolist(),
        "likelihood": [LIKELIHOOD_TERMS[at] for at in result.likelihood[rows]],
        "confidence": [CONFIDENCE_LEVELS[at] for at in result.confidence[rows]],
        "confidence_rule": [engine.RULE_TEXT[at] for at in result.confidence_rule[rows]],
        "credibility": [str(at + 1) for at in result.credibility[rows].tolist()],
        "origins": result.origins[rows].tolist(),
        "organisations": result.organisations[rows].tolist(),
        "flags": [
            [flag for flag, on in zip(engine.FLAGS, row, strict=True) if on]
            for row in result.flags[rows].tolist()
        ],
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def ledgers_of(run: Run, numbers: Sequence[int]) -> list[list[Values]]:
    """The ledgers of these claims in plain words."""
    names, ids = run.built.numbering.labels(), run.built.numbering.ids()
    return [_ledger(lines, names, ids) for lines in run.result.ledgers(numbers)]


def _ledger(lines: Sequence[Line], names: Names, ids: Names) -> list[Values]:
    return [
        {
            "input": subject(line, ids),
            "rule": _RULES[line.rule],
            "log_odds": line.log_odds + 0.0,  # no minus zero
            "text": render(line, names),
        }
        for line in lines
    ]


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


def _standing_scores(run: Run, rows: Sequence[int]) -> dict[int, Values]:
    """Claim row → its result in force, without the ledger."""
    columns = [ClaimResult.claim_id, ClaimResult.id, *(getattr(ClaimResult, n) for n in SCORES)]
    statement = select(*columns).where(ClaimResult.superseded_at.is_(None))
    whole = len(rows) == len(run.built.numbering.claims) > WHOLE
    if whole:
        statement = statement.join(Claim, Claim.id == ClaimResult.claim_id).where(
            Claim.dossier_id == run.dossier_id
        )
    names = ("id", *SCORES)
    found = fetch(run.session, statement, ClaimResult.claim_id, None if whole else rows)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}


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
