"""Who has a part in some claims: a superset, never too few.

Those who speak on them and through whom that reached us; the documents it stands in, their authors and
the sources that they are; who remarks on the claims, on their questions and on these sources; all who
are one voice with any of these, however far (the same person, a dependence); and the persons and
organisations that these or the claims are about. Nobody else can change how the claims score.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import fetch
from provenance.citations.models import Citation
from provenance.claims.models import (
    Attribution,
    AttributionCitation,
    AttributionVia,
    ClaimSubject,
    Quote,
)
from provenance.documents.models import Note
from provenance.relations.models import QuestionClaim, Relation, Remark
from provenance.scoring.codes import WORDS, Verdict
from provenance.sources.models import Dependence, DocumentAuthor, Source, SourceOrganisation

Rows = set[int]
DEPENDENT = WORDS[Verdict][Verdict.DEPENDENT]


@dataclass(frozen=True, slots=True)
class Present:
    """Row keys of sources, persons, organisations and documents; None for all of a dossier."""

    sources: Rows | None = None
    persons: Rows | None = None
    organisations: Rows | None = None
    documents: Rows | None = None


EVERYBODY = Present()


def present(session: Session, claims: Collection[int], sources: Collection[int]) -> Present:
    """Who has a part in these claim rows, and these source rows with all who are one voice with
    them. Those who spoke until somebody took it back are among them."""
    documents = _documents(session, claims)
    via, via_persons = _relays(session, claims)
    spoke = values(session, Attribution.source_id, Attribution.claim_id, claims)
    wrote = values(session, DocumentAuthor.source_id, DocumentAuthor.document_id, documents)
    everyone = {*sources, *spoke, *via, *wrote, *_remarkers(session, claims)}
    everyone |= values(session, Source.id, Source.person_id, via_persons)
    everyone = one_voice(session, everyone)
    remarked = values(session, Remark.by_id, Remark.source_id, everyone)
    everyone = one_voice(session, everyone | remarked) if remarked else everyone
    everyone |= values(session, Source.id, Source.document_id, documents)
    documents |= values(session, DocumentAuthor.document_id, DocumentAuthor.source_id, everyone)
    subjects = fetch(
        session,
        select(ClaimSubject.organisation_id, ClaimSubject.person_id).distinct(),
        ClaimSubject.claim_id,
        claims,
    )
    spoke_for = values(
        session, SourceOrganisation.organisation_id, SourceOrganisation.source_id, everyone
    )
    persons = values(session, Source.person_id, Source.id, everyone)
    return Present(
        everyone,
        persons | {row[1] for row in subjects if row[1] is not None},
        spoke_for | {row[0] for row in subjects if row[0] is not None},
        documents,
    )


def one_voice(session: Session, sources: Collection[int]) -> Rows:
    """The sources with all of the same person and all that a dependence makes one voice with them,
    however far."""
    joins = (
        Dependence.withdrawn_at.is_(None),
        func.coalesce(Dependence.verdict, DEPENDENT) == DEPENDENT,
    )
    seen, frontier = set(sources), set(sources)
    while frontier:
        persons = values(session, Source.person_id, Source.id, frontier)
        reached = values(session, Source.id, Source.person_id, persons)
        reached |= values(session, Dependence.b_id, Dependence.a_id, frontier, *joins)
        reached |= values(session, Dependence.a_id, Dependence.b_id, frontier, *joins)
        frontier = reached - seen
        seen |= frontier
    return seen


def values(
    session: Session, wanted: Any, column: Any, rows: Collection[int], *where: ColumnElement[bool]
) -> Rows:
    """Values of ``wanted`` where ``column`` is one of ``rows``; none is left out."""
    found = fetch(session, select(wanted).where(*where).distinct(), column, rows)
    return {row[0] for row in found if row[0] is not None}


def _documents(session: Session, claims: Collection[int]) -> Rows:
    """Documents in which the claims are cited or quoted."""
    cited = (
        select(func.coalesce(Citation.document_id, Note.document_id))
        .select_from(Attribution)
        .join(AttributionCitation, AttributionCitation.attribution_id == Attribution.id)
        .join(Citation, Citation.id == AttributionCitation.citation_id)
        .outerjoin(Note, Note.id == Citation.note_id)
        .distinct()
    )
    quoted = (
        select(func.coalesce(Quote.document_id, Note.document_id))
        .select_from(Quote)
        .outerjoin(Note, Note.id == Quote.note_id)
        .distinct()
    )
    found = fetch(session, cited, Attribution.claim_id, claims)
    found += fetch(session, quoted, Quote.claim_id, claims)
    return {row[0] for row in found if row[0] is not None}


def _relays(session: Session, claims: Collection[int]) -> tuple[Rows, Rows]:
    """Source and person rows through whom what is said reached us."""
    statement = (
        select(AttributionVia.source_id, AttributionVia.person_id)
        .join(Attribution, Attribution.id == AttributionVia.attribution_id)
        .distinct()
    )
    found = fetch(session, statement, Attribution.claim_id, claims)
    return (
        {row[0] for row in found if row[0] is not None},
        {row[1] for row in found if row[1] is not None},
    )


def _remarkers(session: Session, claims: Collection[int]) -> Rows:
    """Who remarks on the claims, on relations between them and on questions that they answer."""
    of_questions = (
        select(Remark.by_id)
        .join(QuestionClaim, QuestionClaim.question_id == Remark.question_id)
        .distinct()
    )
    of_relations = select(Remark.by_id).join(Relation, Relation.id == Remark.relation_id).distinct()
    found = values(session, Remark.by_id, Remark.claim_id, claims)
    found |= {row[0] for row in fetch(session, of_relations, Relation.a_id, claims) if row[0]}
    found |= {
        row[0] for row in fetch(session, of_questions, QuestionClaim.claim_id, claims) if row[0]
    }
    return found
