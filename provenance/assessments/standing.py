"""What follows from results in force: whether a claim holds now, and what a question leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from provenance.assessments import quantities
from provenance.assessments.models import ClaimResult
from provenance.claims.models import Claim
from provenance.claims.queries import stands
from provenance.relations.models import Question, QuestionClaim, Relation
from provenance.scoring.codes import Qualifier, encode
from provenance.scoring.config import DEFAULT
from provenance.scoring.figures import most_at_once, ranges
from provenance.scoring.types import Attributions, Claims, ScoringInput, Sources
from provenance.scoring.words import likelihood
from provenance.vocabulary import LIKELIHOOD_TERMS


def term(probability: float) -> str:
    """The likelihood term of a probability (ICD 203)."""
    return LIKELIHOOD_TERMS[int(likelihood(np.array([probability]))[0])]


def now_of(session: Session, dossier_id: int) -> dict[str, float]:
    """Public id → probability that a scored claim holds now, where later ones supersede it."""
    earlier, later = aliased(ClaimResult), aliased(ClaimResult)
    pairs = session.execute(
        select(Claim.public_id, earlier.probability, later.claim_id, later.probability)
        .select_from(Relation)
        .join(Claim, Claim.id == Relation.b_id)
        .join(earlier, earlier.claim_id == Relation.b_id)
        .join(later, later.claim_id == Relation.a_id)
        .where(
            Relation.dossier_id == dossier_id,
            Relation.kind == "supersedes",
            Relation.withdrawn_at.is_(None),
            earlier.superseded_at.is_(None),
            later.superseded_at.is_(None),
        )
        .distinct()
    )
    found: dict[str, float] = {}
    for public_id, own, _, taken in pairs:
        found[public_id] = found.get(public_id, own) * (1 - taken)
    return found


def holds_now(session: Session, claim_id: int) -> float | None:
    """Probability that a claim was true at its time and that nothing later took its place; None for
    a claim that is not scored. The same as at its time where nothing supersedes it."""
    statement = select(ClaimResult.probability).where(ClaimResult.superseded_at.is_(None))
    own = session.scalar(statement.where(ClaimResult.claim_id == claim_id))
    if own is None:
        return None
    later = session.scalars(
        statement.join(Relation, Relation.a_id == ClaimResult.claim_id)
        .where(
            Relation.b_id == claim_id,
            Relation.kind == "supersedes",
            Relation.withdrawn_at.is_(None),
        )
        .distinct()
        .add_columns(ClaimResult.claim_id)
    )
    return float(own * np.prod([1 - probability for probability in later]))


@dataclass(frozen=True, slots=True)
class Answers:
    """Probabilities of a question's answers by claim row, and the share of ``none`` of them (None
    where several may hold, so that nothing is shared)."""

    answers: Mapping[int, float]
    none: float | None


def answers_of(session: Session, question: Question) -> Answers:
    """The answers in force that are scored. What no answer has is 1 less the largest sum of answers
    that exclude one another; figures that can both hold do not."""
    claim = aliased(Claim)
    rows = session.execute(
        select(claim.id, claim.quantity, ClaimResult.probability)
        .join(QuestionClaim, QuestionClaim.claim_id == claim.id)
        .join(ClaimResult, ClaimResult.claim_id == claim.id)
        .where(
            QuestionClaim.question_id == question.id,
            ClaimResult.superseded_at.is_(None),
            claim.withdrawn_at.is_(None),
            stands(claim),
        )
        .order_by(QuestionClaim.number)
    ).all()
    found = {row.id: row.probability for row in rows}
    if question.exclusive is False:
        return Answers(found, None)
    given = {row.id: row.quantity for row in rows}
    table = Claims.of(
        len(given),
        figure=[quantities.figure(quantity) for quantity in given.values()],
        unit=quantities.number_units(given.values()),
        qualifier=encode(Qualifier, [(q or {}).get("qualifier") for q in given.values()]),
    )
    figures = ranges(ScoringInput(table, Sources.of(0), Attributions.of(0)), DEFAULT)
    at_once = most_at_once(np.arange(len(given)), np.array(list(found.values())), figures)
    return Answers(found, max(0.0, 1 - at_once))
