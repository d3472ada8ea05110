"""What would change this: the single sources, grades and relations on which a claim's term hangs."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.build import Built, build
from provenance.assessments.neighbourhood import closure
from provenance.claims.models import Claim
from provenance.dossiers.models import Dossier
from provenance.dossiers.register import find
from provenance.relations.models import Relation
from provenance.scoring import levers as engine
from provenance.scoring.codes import Grade
from provenance.scoring.levers import Kind


@dataclass(frozen=True, slots=True)
class LeverLine:
    """One change that would move the claim to another likelihood term.

    ``source`` and its ``label`` where a source is discredited or graded otherwise (``grade``);
    ``other`` and its text: the claim at the other end of a relation (of ``relation_kind``) withdrawn.
    """

    kind: str
    before: str
    after: str
    falls: bool
    source: str | None = None
    label: str = ""
    grade: str | None = None
    other: str | None = None
    relation_kind: str | None = None


def levers_of(session: Session, dossier: Dossier, public_id: str) -> tuple[LeverLine, ...]:
    """Single changes that would move the claim across a term, the largest first; none is made.

    Raises :class:`NotFound`. A withdrawn claim has none.
    """
    claim = find(session, Claim, dossier.id, public_id)
    built = build(session, dossier.id, sorted(closure(session, {claim.id})))
    number = built.numbering.claims.number(claim.id)
    if number < 0:
        return ()
    found = engine.levers(built.inputs, number)
    return tuple(_line(session, built, lever, claim) for lever in found)


def _line(session: Session, built: Built, lever: engine.Lever, claim: Claim) -> LeverLine:
    change = lever.change
    terms = (change.before_term, change.after_term, change.falls)
    if lever.kind is Kind.RELATION:
        row = built.numbering.relations.rows[lever.relation]
        relation = session.scalars(select(Relation).where(Relation.id == row)).one()
        other = relation.b if relation.a_id == claim.id else relation.a
        return LeverLine(lever.kind.value, *terms, other=other.public_id, label=other.text,
                         relation_kind=relation.kind)  # fmt: skip
    sources = built.numbering.sources
    grade = Grade(lever.grade).name if lever.kind is Kind.GRADE else None
    return LeverLine(lever.kind.value, *terms, source=sources.public[lever.source],
                     label=sources.labels[lever.source], grade=grade)  # fmt: skip
