"""A source's page: who is this, what hangs on him, how good was he so far?"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from provenance.assessments.queries import results_of_sources
from provenance.citations.queries import citations_of_source
from provenance.claims.models import Attribution, AttributionVia, Claim, DependenceClaim
from provenance.claims.queries import stands
from provenance.documents.models import Document
from provenance.dossiers.models import Dossier
from provenance.dossiers.register import find
from provenance.ratings.models import Rating
from provenance.reports.cards import by_row, citation_lines, claim_lines, source_cards
from provenance.reports.contradiction import remarks_of
from provenance.reports.history import history
from provenance.reports.pages import Accuracy, DependenceLine, SaidClaim, SourcePage
from provenance.reports.types import CitationLine, HistoryLine, Link
from provenance.reports.withholding import Sight
from provenance.sources.models import (
    Dependence,
    DocumentAuthor,
    Organisation,
    Person,
    Source,
    SourceMember,
)
from provenance.sources.queries import dependences_of


def source_page(
    session: Session, dossier: Dossier, public_id: str, *, for_reader: bool = False
) -> SourcePage:
    """The page; raises NotFound. A withdrawn source keeps its page."""
    source = find(session, Source, dossier.id, public_id)
    citations = _citations(session, source, for_reader=for_reader)
    dependences = dependences_of(session, source)
    result = results_of_sources(session, [source.id]).get(source.id)
    return SourcePage(
        source=source_cards(session, [source.id])[source.id],
        version=source.version,
        subtype=source.subtype,
        made=source.made,
        cardinality=source.cardinality,
        oath=source.oath,
        form=source.form,
        description=source.description,
        document=_document(source),
        members=_members(session, source),
        citations=citations,
        notes=len({line.note.id for line in citations if line.note}),
        claims=_said(session, Attribution.source_id == source.id),
        passed_on=_said(session, Attribution.id.in_(_passed_on(source))),
        dependences=_dependences(session, source, dependences),
        same_person=_same_person(session, source),
        writes=_writes(session, source),
        remarks=tuple(
            remarks_of(session, sources=[source.id], for_reader=for_reader).get(source.id, ())
        ),
        accuracy=None if result is None else Accuracy(result.accuracy, result.lower, result.upper),
        history=Sight(session, for_reader=for_reader).acts(
            dossier, _history(session, dossier, source, dependences)
        ),
    )


def _citations(session: Session, source: Source, *, for_reader: bool) -> tuple[CitationLine, ...]:
    citations = citations_of_source(session, source.id)
    lines = citation_lines(session, citations, for_reader=for_reader)
    return tuple(lines[citation.id] for citation in citations)


def _document(source: Source) -> Link | None:
    document = source.document
    return None if document is None else Link(document.public_id, document.title)


def _members(session: Session, source: Source) -> tuple[Link, ...]:
    statement = select(SourceMember).where(SourceMember.source_id == source.id)
    members = list(session.scalars(statement.order_by(SourceMember.number)))
    persons = by_row(session, Person, (each.person_id for each in members))
    groups = by_row(session, Organisation, (each.organisation_id for each in members))
    others = by_row(session, Source, (each.member_source_id for each in members))
    found = []
    for each in members:
        if each.organisation_id is not None:
            group = groups[each.organisation_id]
            found.append(Link(group.public_id, group.name))
        elif each.person_id is not None or each.member_source_id is not None:
            one = persons.get(each.person_id or 0) or others[each.member_source_id or 0]
            found.append(Link(one.public_id, one.label))
    return tuple(found)


def _said(session: Session, condition: Any) -> tuple[SaidClaim, ...]:
    """Claims in the attributions that meet the condition, by id."""
    statement = (
        select(Attribution, Claim)
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(
            condition,
            Attribution.withdrawn_at.is_(None),
            Claim.withdrawn_at.is_(None),
            stands(),
        )
        .order_by(Claim.public_id, Attribution.polarity_key)
    )
    pairs = [(row[0], row[1]) for row in session.execute(statement)]
    lines = claim_lines(session, (claim for _, claim in pairs))
    return tuple(
        SaidClaim(
            lines[claim.id], said.public_id, said.polarity_key, said.interest, said.directness
        )
        for said, claim in pairs
    )


def _passed_on(source: Source) -> Any:
    through = [AttributionVia.source_id == source.id]
    if source.person_id is not None:
        through.append(AttributionVia.person_id == source.person_id)
    return select(AttributionVia.attribution_id).where(or_(*through))


def _dependences(
    session: Session, source: Source, dependences: Iterable[Dependence]
) -> tuple[DependenceLine, ...]:
    dependences = list(dependences)
    others = by_row(session, Source, (_other(each, source) for each in dependences))
    statement = (
        select(DependenceClaim.dependence_id, Claim.public_id)
        .join(Claim, Claim.id == DependenceClaim.claim_id)
        .where(DependenceClaim.dependence_id.in_([each.id for each in dependences]))
        .order_by(DependenceClaim.number)
    )
    claims: dict[int, list[str]] = {}
    for row, public_id in session.execute(statement):
        claims.setdefault(row, []).append(public_id)
    return tuple(
        DependenceLine(
            each.public_id, each.version, _link(others[_other(each, source)]),
            each.a_id == source.id, each.ground, each.verdict, tuple(claims.get(each.id, ())),
            each.topic, each.reason, each.by,
        )
        for each in dependences
    )  # fmt: skip


def _other(dependence: Dependence, source: Source) -> int:
    return dependence.b_id if dependence.a_id == source.id else dependence.a_id


def _link(source: Source) -> Link:
    return Link(source.public_id, source.label)


def _same_person(session: Session, source: Source) -> tuple[Link, ...]:
    """Other sources in force of the same person: one voice with this one."""
    if source.person_id is None:
        return ()
    statement = (
        select(Source)
        .where(
            Source.person_id == source.person_id,
            Source.id != source.id,
            Source.withdrawn_at.is_(None),
        )
        .order_by(Source.label, Source.public_id)
    )
    return tuple(map(_link, session.scalars(statement)))


def _writes(session: Session, source: Source) -> tuple[Link, ...]:
    statement = (
        select(Document.public_id, Document.title)
        .join(DocumentAuthor, DocumentAuthor.document_id == Document.id)
        .where(DocumentAuthor.source_id == source.id, Document.withdrawn_at.is_(None))
        .order_by(Document.title)
    )
    return tuple(Link(*row) for row in session.execute(statement))


def _history(
    session: Session, dossier: Dossier, source: Source, dependences: Iterable[Dependence]
) -> tuple[HistoryLine, ...]:
    """Acts on the source, its ratings (superseded ones too) and its dependences."""
    rated = [Rating.source_id == source.id]
    if source.person_id is not None:
        rated.append(Rating.person_id == source.person_id)
    ratings = session.scalars(select(Rating.public_id).where(or_(*rated)))
    return history(
        session, dossier, source.public_id, *ratings, *(each.public_id for each in dependences)
    )
