"""One contradiction: who says what, what differs, what would settle it?"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import batches
from provenance.claims.models import Claim
from provenance.dossiers.models import Dossier
from provenance.errors import NotFound
from provenance.relations.models import Case, Relation, Remark
from provenance.relations.queries import contradictions
from provenance.reports.cards import by_row, claim_lines, credibility_of, voices_of
from provenance.reports.pages import Contradiction, Side
from provenance.reports.quotations import quotes_in_context
from provenance.reports.sides import facts_of
from provenance.reports.types import CaseState, Link, RemarkLine
from provenance.reports.withholding import Sight
from provenance.sources.models import Source

ORDINARY = 2


def contradiction(
    session: Session, dossier: Dossier, relation_id: str, *, for_reader: bool = False
) -> Contradiction:
    """One of them by the public id of its relation; raises NotFound."""
    pairs = contradictions(session, dossier.id, Relation.public_id == relation_id)
    if not pairs:
        raise NotFound(f"There is no contradiction {relation_id} in this dossier.")
    return compose(session, pairs, for_reader=for_reader)[0]


def compose(
    session: Session, pairs: Sequence[tuple[Relation, Case | None]], *, for_reader: bool
) -> list[Contradiction]:
    """Each with both sides, in a fixed number of queries."""
    claims = {claim.id: claim for relation, _ in pairs for claim in (relation.a, relation.b)}
    sides = _sides(session, claims.values(), for_reader=for_reader)
    relations = [relation.id for relation, _ in pairs]
    remarks = remarks_of(session, relations=relations, for_reader=for_reader)
    return [
        _contradiction(
            relation, case, sides[relation.a_id], sides[relation.b_id],
            tuple(remarks.get(relation.id, ())),
        )
        for relation, case in pairs
    ]  # fmt: skip


def _sides(session: Session, claims: Iterable[Claim], *, for_reader: bool) -> dict[int, Side]:
    claims = list(claims)
    rows = [claim.id for claim in claims]
    lines, credibility = claim_lines(session, claims), credibility_of(session, rows)
    voices = voices_of(session, rows, for_reader=for_reader)
    quotes = quotes_in_context(session, rows, for_reader=for_reader)
    return {
        claim.id: Side(
            lines[claim.id], claim.importance, claim.time, claim.as_of, quotes.get(claim.id, ()),
            voices.get(claim.id, ()), credibility.get(claim.id, ()),
            tuple(
                dict.fromkeys(
                    each.label
                    for voice in voices.get(claim.id, ())
                    for each in voice.source.organisations
                )
            ),
        )
        for claim in claims
    }  # fmt: skip


def remarks_of(
    session: Session,
    *,
    relations: Sequence[int] = (),
    claims: Sequence[int] = (),
    sources: Sequence[int] = (),
    questions: Sequence[int] = (),
    for_reader: bool = False,
) -> dict[int, list[RemarkLine]]:
    """Row of a relation, claim, source or question → the authors' remarks on it. Ask for one kind at a
    time."""
    asked = (
        (Remark.relation_id, relations),
        (Remark.source_id, sources),
        (Remark.question_id, questions),
    )
    column, rows = next((one for one in asked if one[1]), (Remark.claim_id, claims))
    remarks = [
        remark
        for batch in batches(rows)
        for remark in session.scalars(
            select(Remark)
            .where(column.in_(batch), Remark.withdrawn_at.is_(None))
            .order_by(Remark.public_id)
        )
    ]
    authors = by_row(session, Source, (remark.by_id for remark in remarks))
    sight = Sight(session, for_reader=for_reader)
    found: dict[int, list[RemarkLine]] = {}
    for remark in remarks:
        author = authors.get(remark.by_id or 0)
        found.setdefault(getattr(remark, column.key), []).append(
            RemarkLine(
                remark.public_id, remark.verdict,
                None if author is None else Link(author.public_id, author.label), remark.favours,
                sight.remark_words(remark),
            )
        )  # fmt: skip
    return found


def case_state(relation: Relation, case: Case | None) -> CaseState:
    """Where a relation's case stands; a contradiction that nobody took up is open."""
    if case is None:
        return CaseState(None, None, "open", None, None, None, None)
    sides = {"a": "a", "b": "b", relation.a.public_id: "a", relation.b.public_id: "b"}
    return CaseState(
        case.public_id, case.version, case.status, case.rationale, case.by,
        sides.get(case.favours or ""), case.decided_at,
    )  # fmt: skip


def differs_of(relation: Relation) -> tuple[str, ...]:
    """In what the two differ, always as a list."""
    return differences(relation.differs)


def differences(differs: str | list[str] | None) -> tuple[str, ...]:
    """As recorded: one word, several, or none."""
    return (differs,) if isinstance(differs, str) else tuple(differs or ())


def _contradiction(
    relation: Relation, case: Case | None, a: Side, b: Side, remarks: tuple[RemarkLine, ...]
) -> Contradiction:
    scored = a.claim.score is not None and b.claim.score is not None
    return Contradiction(
        id=relation.public_id,
        version=relation.version,
        kind=relation.kind,
        a=a,
        b=b,
        differs=differs_of(relation),
        strength=relation.strength,
        rationale=relation.rationale,
        by=relation.by,
        case=case_state(relation, case),
        remarks=remarks,
        facts=facts_of(a, b),
        importance=max(a.importance or ORDINARY, b.importance or ORDINARY),
        margin=abs(_probability(a) - _probability(b)) if scored else None,
    )


def _probability(side: Side) -> float:
    return 0.0 if side.claim.score is None else side.claim.score.probability
