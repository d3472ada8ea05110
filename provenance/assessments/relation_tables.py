"""Rows → tables of how claims stand to one another: relations, remarks, questions."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import Ids, Only, batches, fetch, of_dossier, shortened
from provenance.assessments.source_tables import People, grouped
from provenance.documents.models import Note
from provenance.relations.models import Case, Question, QuestionClaim, Relation, Remark
from provenance.scoring.codes import (
    NOT_STATED,
    CaseStatus,
    Favours,
    RelationKind,
    RelationStrength,
    RemarkVerdict,
    encode,
    encode_one,
    tristate,
)
from provenance.scoring.types import Questions, Relations, Remarks, lists

FIGURES = {"value", "number"}


def read_relations(
    session: Session, dossier_id: int, claims: Ids, only: Only
) -> tuple[Ids, Relations]:
    """Relations in force between claims that stand, with their cases."""
    statement = (
        select(
            Relation.id, Relation.public_id, Relation.a_id, Relation.b_id, Relation.kind,
            Relation.strength, Relation.differs, Case.status, Case.favours,
        )
        .outerjoin(Case, (Case.relation_id == Relation.id) & Case.withdrawn_at.is_(None))
        .where(of_dossier(Relation.dossier_id, dossier_id, only), Relation.withdrawn_at.is_(None))
    )  # fmt: skip
    found = {
        row.id: row
        for row in fetch(session, statement, Relation.a_id, only)
        if row.a_id in claims.index and row.b_id in claims.index and row.a_id != row.b_id
    }
    ids = Ids.of((row.id, row.public_id, row.public_id) for row in found.values())
    rows = [found[row] for row in ids.rows]
    a = [claims.index[row.a_id] for row in rows]
    b = [claims.index[row.b_id] for row in rows]
    favours = [
        _side(row.favours, claims.public[first], claims.public[second])
        for row, first, second in zip(rows, a, b, strict=True)
    ]
    return ids, Relations.of(
        len(rows),
        a=a,
        b=b,
        kind=encode(RelationKind, [row.kind for row in rows]),
        strength=encode(RelationStrength, [row.strength for row in rows]),
        case_status=encode(CaseStatus, [row.status for row in rows]),
        case_favours=encode(Favours, favours),
        figures=[_in_figures(row.differs) for row in rows],
    )


def _in_figures(differs: str | list[str] | None) -> bool:
    """Whether the claims are said to differ in value or number, and in nothing else."""
    words = {differs} if isinstance(differs, str) else set(differs or ())
    return bool(words) and words <= FIGURES


def _side(favours: str | None, a: str, b: str) -> str | None:
    """Side a or b, named as such or by the claim's id."""
    return {"a": "a", "b": "b", a: "a", b: "b"}.get(favours or "")


def read_remarks(
    session: Session, dossier_id: int, people: People, claims: Ids, relations: Ids,
    sides: Relations, questions: Ids,
) -> Remarks:  # fmt: skip
    """Remarks in force on these claims, relations and questions, and on sources in force; of authors in
    force, or whom nobody named."""
    statement = (
        select(Remark.public_id, Remark.claim_id, Remark.relation_id, Remark.by_id,
               Remark.verdict, Remark.favours, Remark.quote, Remark.source_id, Remark.question_id)
        .where(Remark.dossier_id == dossier_id, Remark.withdrawn_at.is_(None))
    )  # fmt: skip
    found = [
        row
        for row in session.execute(statement)
        if row.claim_id in claims.index
        or row.relation_id in relations.index
        or row.source_id in people.sources.index
        or row.question_id in questions.index
        if row.by_id is None or row.by_id in people.sources.index
    ]
    rows = sorted(people.as_if.remarks(session, found), key=lambda row: str(row.public_id))
    places = _documents_of_quotes(session, dossier_id, people, [row.quote for row in rows])
    by = [people.sources.number(row.by_id) for row in rows]
    return Remarks.of(
        len(rows),
        claim=[claims.number(row.claim_id) for row in rows],
        relation=[relations.number(row.relation_id) for row in rows],
        source=[people.sources.number(row.source_id) for row in rows],
        question=[questions.number(row.question_id) for row in rows],
        by=by,
        verdict=[encode_one(RemarkVerdict, row.verdict) for row in rows],
        favours=[_favours(row, claims, relations, sides) for row in rows],
        document=[
            _wrote(people, author) if place < 0 else place
            for place, author in zip(places, by, strict=True)
        ],
    )


def _favours(row: Any, claims: Ids, relations: Ids, sides: Relations) -> int:
    at = relations.number(row.relation_id)
    if at < 0:
        return NOT_STATED
    a, b = claims.public[sides.a[at]], claims.public[sides.b[at]]
    return encode_one(Favours, _side(row.favours, a, b))


def _wrote(people: People, author: int) -> int:
    """The document of an author who wrote one; -1 where it could be several."""
    wrote = [number for number, authors in people.authors.items() if author in authors]
    return wrote[0] if len(wrote) == 1 else NOT_STATED


def _documents_of_quotes(
    session: Session, dossier_id: int, people: People, quotes: list[Any]
) -> list[int]:
    """Document number of each remark's quote, which names a document or a note by public id."""
    named = [quote if isinstance(quote, dict) else {} for quote in quotes]
    number = {public: at for at, public in enumerate(people.documents.public)}
    notes = sorted({quote["note"] for quote in named if quote.get("note")})
    for batch in batches(notes):
        statement = select(Note.public_id, Note.document_id).where(
            Note.dossier_id == dossier_id, Note.public_id.in_(batch)
        )
        for public, document in session.execute(statement):
            number[public] = people.documents.number(document)
    return [number.get(quote.get("document") or quote.get("note") or "", -1) for quote in named]


def read_questions(
    session: Session, dossier_id: int, claims: Ids, only: Only
) -> tuple[Ids, Questions]:
    """Questions in force that at least one of these claims answers."""
    statement = (
        select(Question.id, Question.public_id, Question.text, Question.exclusive,
               Question.exhaustive, QuestionClaim.claim_id)
        .join(QuestionClaim, QuestionClaim.question_id == Question.id)
        .where(of_dossier(Question.dossier_id, dossier_id, only), Question.withdrawn_at.is_(None))
        .order_by(QuestionClaim.number)
    )  # fmt: skip
    found = [
        row
        for row in fetch(session, statement, QuestionClaim.claim_id, only)
        if row.claim_id in claims.index
    ]
    ids = Ids.of({(row.id, row.public_id, shortened(row.text)) for row in found})
    first = {row.id: row for row in found}
    rows = [first[row] for row in ids.rows]
    answers = grouped((row.id, claims.index[row.claim_id]) for row in found)
    start, entries = lists([sorted(set(answers[row])) for row in ids.rows])
    return ids, Questions.of(
        len(rows),
        exclusive=tristate(row.exclusive for row in rows),
        exhaustive=tristate(row.exhaustive for row in rows),
        member_start=start,
        member=entries,
    )
