"""Results of a run → rows: what did not change stays, what changed supersedes its predecessor."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import numpy as np
from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from provenance import clock
from provenance.assessments.build import Built, inputs_digest
from provenance.assessments.heard import Shifts, alike, heard_of
from provenance.assessments.models import Assessment, ClaimResult, SourceResult
from provenance.assessments.numbering import batches, fetch
from provenance.claims.models import Claim
from provenance.db.rows import among
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
    """Which claims (numbers) of a run are kept: those that moved by more than ``moves``, or at all
    where ``exact`` says so, or came by another word; and, where ``worded`` says so, those whose
    ledger reads otherwise."""

    numbers: Sequence[int]
    moves: float = SAME
    exact: Callable[[int], bool] = everywhere
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
    shifts: Shifts = field(default_factory=Shifts)
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


def keep_claim_results(run: Run, choice: Choice) -> None:
    """Store the results of the chosen claims that differ from what stands."""
    rows, numbers = run.built.numbering.claims.rows, list(choice.numbers)
    scores = _scores_with_heard(run, numbers)
    standing = _standing_scores(run, [rows[number] for number in numbers])
    changed: list[tuple[int, Values]] = []
    alike_ones: list[tuple[int, Values]] = []
    for number, values in zip(numbers, scores, strict=True):
        exact = choice.exact(number)
        moved = _moved(standing.get(rows[number]), values, SAME if exact else choice.moves)
        (changed if moved else alike_ones).append((number, values))
    reworded = _reworded(run, [n for n, _ in alike_ones if choice.worded(n)], standing)
    changed += [one for one in alike_ones if one[0] in reworded]
    _hear(run, [one for one in alike_ones if choice.exact(one[0]) and one[0] not in reworded],
          standing)  # fmt: skip
    for batch in batches(changed):
        _store(run, batch, standing)


def _scores_with_heard(run: Run, numbers: Sequence[int]) -> list[Values]:
    said = heard_of(run.result.sources, run.built.numbering.sources, numbers)
    return [
        {**values, "heard": heard}
        for values, heard in zip(scores_of(run.result, numbers), said, strict=True)
    ]


def _hear(run: Run, stood: Sequence[tuple[int, Values]], standing: Mapping[int, Values]) -> None:
    """Where a score stands, what the claim says back of its sources may yet differ."""
    rows = run.built.numbering.claims.rows
    for number, values in stood:
        before = standing[rows[number]]
        if not alike(before["heard"], values["heard"]):
            run.shifts.replace(before["heard"], values["heard"])
            run.session.execute(
                update(_TABLE).where(_TABLE.c.id == before["id"]).values(heard=values["heard"])
            )


def _moved(stood: Values | None, values: Values, by: float) -> bool:
    return stood is None or any(
        abs(stood[name] - values[name]) > by
        if isinstance(values[name], float)
        else stood[name] != values[name]
        for name in SCORES
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
    for row, (_, values) in zip(owners, changed, strict=True):
        run.shifts.replace(standing[row]["heard"] if row in standing else [], values["heard"])
    end_results(run, ClaimResult, [standing[row]["id"] for row in owners if row in standing])
    ledgers = ledgers_of(run, [number for number, _ in changed])
    run.session.execute(
        insert(_TABLE),
        [
            {"assessment_id": assessment.id, "claim_id": row, "superseded_at": None,
             **values, "ledger": ledger}
            for row, (_, values), ledger in zip(owners, changed, ledgers, strict=True)
        ],
    )  # fmt: skip


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


def _standing_scores(run: Run, rows: Sequence[int]) -> dict[int, Values]:
    """Claim row → its result in force, without the ledger."""
    names = ("id", *SCORES, "heard")
    columns = [ClaimResult.claim_id, *(getattr(ClaimResult, name) for name in names)]
    statement = select(*columns).where(ClaimResult.superseded_at.is_(None))
    whole = len(rows) == len(run.built.numbering.claims) > WHOLE
    if whole:
        statement = statement.join(Claim, Claim.id == ClaimResult.claim_id).where(
            Claim.dossier_id == run.dossier_id
        )
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


def end_claim_results(run: Run, rows: Collection[int]) -> None:
    """Supersede the results in force of claims that count no more."""
    statement = select(ClaimResult.id, ClaimResult.heard).where(ClaimResult.superseded_at.is_(None))
    ended = fetch(run.session, statement, ClaimResult.claim_id, rows)
    for _, heard in ended:
        run.shifts.replace(heard, [])
    end_results(run, ClaimResult, [row[0] for row in ended])


def end_results(run: Run, model: type[ClaimResult] | type[SourceResult],
                results: Collection[int]) -> None:  # fmt: skip
    """Supersede these results."""
    if results:
        run.record()
        run.session.execute(
            update(model)
            .where(among(run.session, model.id, results))
            .values(superseded_at=run.at)
            .execution_options(synchronize_session=False)
        )
