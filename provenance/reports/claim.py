"""A claim's page: why should I believe it, and what would change my mind?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from provenance.assessments import queries as assessments
from provenance.assessments.models import ClaimResult
from provenance.assessments.standing import answers_of, holds_now, term
from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import subjects_of
from provenance.dossiers.models import Dossier
from provenance.dossiers.register import find
from provenance.ratings.models import Rating
from provenance.relations.models import Case, Question, QuestionClaim, Relation, Remark
from provenance.relations.queries import questions_of, relations_of
from provenance.reports.cards import claim_lines, credibility_of, score_of, voices_of
from provenance.reports.contradiction import case_state, differs_of, remarks_of
from provenance.reports.history import causes, history
from provenance.reports.pages import ClaimPage
from provenance.reports.quotations import quotes_in_context
from provenance.reports.types import (
    ClaimLine,
    HistoryLine,
    LedgerLine,
    Link,
    Neighbour,
    Now,
    Rivals,
    ScoreStep,
)
from provenance.reports.withholding import Sight
from provenance.vocabulary import RELATION_KINDS


def claim_page(
    session: Session, dossier: Dossier, public_id: str, *, for_reader: bool = False
) -> ClaimPage:
    """The page; raises NotFound. A withdrawn claim keeps its page. A fixed number of queries,
    however much hangs on the claim, and one for each question that it answers."""
    claim = find(session, Claim, dossier.id, public_id)
    result = assessments.result_of_claim(session, claim.id)
    return ClaimPage(
        id=claim.public_id,
        version=claim.version,
        text=claim.text,
        kind=claim.kind,
        universal=claim.universal,
        negative=claim.negative,
        time=claim.time,
        as_of=claim.as_of,
        place=claim.place,
        quantity=quantity_in_words(claim.quantity),
        importance=claim.importance,
        topics=tuple(claim.topics or ()),
        status=claim.status,
        subjects=_subjects(session, claim),
        quotes=quotes_in_context(session, [claim.id], for_reader=for_reader).get(claim.id, ()),
        voices=voices_of(session, [claim.id], for_reader=for_reader).get(claim.id, ()),
        relations=_relations(session, claim),
        credibility=credibility_of(session, [claim.id]).get(claim.id, ()),
        questions=_questions(session, claim, for_reader=for_reader),
        remarks=tuple(
            remarks_of(session, claims=[claim.id], for_reader=for_reader).get(claim.id, ())
        ),
        score=score_of(result),
        now=_now(session, claim, result),
        ledger=ledger_of(result),
        scores=_scores(session, dossier, claim, Sight(session, for_reader=for_reader)),
        history=Sight(session, for_reader=for_reader).acts(
            dossier, _history(session, dossier, claim)
        ),
    )


def quantity_in_words(quantity: Mapping[str, Any] | None) -> str | None:
    """ "at least 8,000 fighters"; neither the qualifier "exact" nor a missing figure is spoken."""
    if not quantity:
        return None
    value, qualifier = quantity.get("value"), quantity.get("qualifier")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    number = f"{value:,}" if isinstance(value, int | float) else value
    parts = (qualifier if qualifier != "exact" else None, number, quantity.get("unit"))
    return " ".join(part for part in parts if part)


def ledger_of(result: ClaimResult | None) -> tuple[LedgerLine, ...]:
    """The lines that add up to the score, as stored."""
    return tuple(LedgerLine(**line) for line in (result.ledger if result else ()))


def _subjects(session: Session, claim: Claim) -> tuple[Link, ...]:
    found = []
    for subject in subjects_of(session, claim.id):
        if subject.organisation is not None:
            found.append(Link(subject.organisation.public_id, subject.organisation.name))
        elif subject.person is not None:
            found.append(Link(subject.person.public_id, subject.person.label))
    return tuple(found)


def _relations(session: Session, claim: Claim) -> dict[str, tuple[Neighbour, ...]]:
    """By kind; relations to withdrawn claims are left out."""
    relations = [
        relation
        for relation in relations_of(session, claim.id)
        if _other(relation, claim).status != "withdrawn"
    ]
    lines = claim_lines(session, (_other(relation, claim) for relation in relations))
    cases = _cases(session, relations)
    found: dict[str, list[Neighbour]] = {kind: [] for kind in RELATION_KINDS}
    for relation in relations:
        other = lines[_other(relation, claim).id]
        found[relation.kind].append(_neighbour(relation, claim, other, cases.get(relation.id)))
    return {kind: tuple(neighbours) for kind, neighbours in found.items() if neighbours}


def _other(relation: Relation, claim: Claim) -> Claim:
    return relation.b if relation.a_id == claim.id else relation.a


def _cases(session: Session, relations: Sequence[Relation]) -> dict[int, Case]:
    statement = select(Case).where(
        Case.relation_id.in_([relation.id for relation in relations]), Case.withdrawn_at.is_(None)
    )
    return {case.relation_id: case for case in session.scalars(statement)}


def _neighbour(relation: Relation, claim: Claim, other: ClaimLine, case: Case | None) -> Neighbour:
    concerns = case is not None or relation.kind == "contradicts"
    return Neighbour(
        relation.public_id, relation.version, relation.kind, relation.b_id == claim.id, other,
        relation.strength, differs_of(relation), relation.rationale, relation.by,
        case_state(relation, case) if concerns else None,
    )  # fmt: skip


def _questions(session: Session, claim: Claim, *, for_reader: bool) -> tuple[Rivals, ...]:
    questions = questions_of(session, claim.id)
    remarks = remarks_of(
        session, questions=[question.id for question in questions], for_reader=for_reader
    )
    statement = (
        select(QuestionClaim.question_id, Claim)
        .join(Claim, Claim.id == QuestionClaim.claim_id)
        .where(
            QuestionClaim.question_id.in_([question.id for question in questions]),
            or_(Claim.status.is_(None), Claim.status != "withdrawn"),
        )
        .order_by(QuestionClaim.number)
    )
    answers = [(row[0], row[1]) for row in session.execute(statement)]
    lines = claim_lines(session, (answer for _, answer in answers))
    return tuple(
        Rivals(
            question.public_id, question.text, question.exclusive is not False,
            bool(question.exhaustive),
            _likeliest_first(lines[one.id] for row, one in answers if row == question.id),
            _none_of(session, question),
            tuple(remarks.get(question.id, ())),
        )
        for question in questions
    )  # fmt: skip


def _none_of(session: Session, question: Question) -> str | None:
    found = answers_of(session, question)
    return None if found.none is None or not found.answers else term(found.none)


def _likeliest_first(lines: Iterable[ClaimLine]) -> tuple[ClaimLine, ...]:
    return tuple(sorted(lines, key=lambda line: -line.score.probability if line.score else 1.0))


def _now(session: Session, claim: Claim, result: ClaimResult | None) -> Now | None:
    """How likely it is that the claim still holds, where later ones took its place."""
    later = [
        relation.a
        for relation in relations_of(session, claim.id)
        if relation.kind == "supersedes"
        and relation.b_id == claim.id
        and relation.a.status != "withdrawn"
    ]
    holds = holds_now(session, claim.id) if later and result else None
    if holds is None:
        return None
    return Now(term(holds), tuple(claim_lines(session, later).values()))


def _scores(
    session: Session, dossier: Dossier, claim: Claim, sight: Sight
) -> tuple[ScoreStep, ...]:
    changes = assessments.history_of_claim(session, claim.id)
    acts = causes(session, dossier, [(change.cause, change.at) for change in changes])
    return tuple(
        ScoreStep(
            change.at, change.actor, change.cause, sight.acts(dossier, caused), change.engine,
            score_of(change.before), score_of(change.after),
        )
        for change, caused in zip(changes, acts, strict=True)
    )  # fmt: skip


def _history(session: Session, dossier: Dossier, claim: Claim) -> tuple[HistoryLine, ...]:
    """Acts on the claim, its attributions, relations with their cases, ratings and remarks, those
    taken back too."""
    related = select(Relation.id).where(or_(Relation.a_id == claim.id, Relation.b_id == claim.id))
    hangs_on_it = (
        select(Attribution.public_id).where(Attribution.claim_id == claim.id),
        select(Relation.public_id).where(Relation.id.in_(related)),
        select(Case.public_id).where(Case.relation_id.in_(related)),
        select(Rating.public_id).where(Rating.claim_id == claim.id),
        select(Remark.public_id).where(Remark.claim_id == claim.id),
    )
    ids = [public_id for statement in hangs_on_it for public_id in session.scalars(statement)]
    return history(session, dossier, claim.public_id, *ids)
