"""Reading sources, organisations, persons, ties and dependences of a dossier."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from provenance.documents.models import Document
from provenance.sources.models import (
    Affiliation,
    Dependence,
    DocumentAuthor,
    Organisation,
    OrganisationAlias,
    Person,
    Source,
    SourceOrganisation,
    Tie,
)


def live_sources(session: Session, dossier_id: int) -> Sequence[Source]:
    """Sources in force, by label."""
    statement = select(Source).where(Source.dossier_id == dossier_id, Source.withdrawn_at.is_(None))
    return session.scalars(statement.order_by(Source.label, Source.public_id)).all()


def count_sources(session: Session, dossier_id: int) -> int:
    """How many sources are in force."""
    statement = select(func.count()).select_from(Source)
    statement = statement.where(Source.dossier_id == dossier_id, Source.withdrawn_at.is_(None))
    return session.scalar(statement) or 0


def live_organisations(session: Session, dossier_id: int) -> Sequence[Organisation]:
    """Organisations in force, by name."""
    statement = select(Organisation).where(
        Organisation.dossier_id == dossier_id, Organisation.withdrawn_at.is_(None)
    )
    return session.scalars(statement.order_by(Organisation.name, Organisation.public_id)).all()


def live_persons(session: Session, dossier_id: int) -> Sequence[Person]:
    """Persons in force, by label."""
    statement = select(Person).where(Person.dossier_id == dossier_id, Person.withdrawn_at.is_(None))
    return session.scalars(statement.order_by(Person.label, Person.public_id)).all()


def aliases_of(session: Session, dossier_id: int) -> dict[int, list[str]]:
    """Organisation row → its other names, in order."""
    statement = (
        select(OrganisationAlias)
        .join(Organisation, Organisation.id == OrganisationAlias.organisation_id)
        .where(Organisation.dossier_id == dossier_id)
        .order_by(OrganisationAlias.organisation_id, OrganisationAlias.number)
    )
    found: dict[int, list[str]] = {}
    for alias in session.scalars(statement):
        found.setdefault(alias.organisation_id, []).append(alias.alias)
    return found


def organisations_of(
    session: Session, source_ids: Iterable[int]
) -> Mapping[int, list[Organisation]]:
    """Source row → the organisations it spoke for, in order."""
    statement = (
        select(SourceOrganisation)
        .where(SourceOrganisation.source_id.in_(list(source_ids)))
        .options(joinedload(SourceOrganisation.organisation))
        .order_by(SourceOrganisation.source_id, SourceOrganisation.number)
    )
    found: dict[int, list[Organisation]] = {}
    for link in session.scalars(statement):
        found.setdefault(link.source_id, []).append(link.organisation)
    return found


def affiliations_of(session: Session, person: Person) -> Sequence[Affiliation]:
    """A person's organisations with their times."""
    statement = select(Affiliation).where(Affiliation.person_id == person.id)
    return session.scalars(statement.order_by(Affiliation.number)).all()


def sources_of_person(session: Session, person_id: int) -> Sequence[Source]:
    """Sources in force in which a person speaks: one voice, however many."""
    statement = select(Source).where(Source.person_id == person_id, Source.withdrawn_at.is_(None))
    return session.scalars(statement.order_by(Source.label, Source.public_id)).all()


def dependences_of(session: Session, source: Source) -> Sequence[Dependence]:
    """Dependences in force that name the source, on either side."""
    statement = select(Dependence).where(
        Dependence.withdrawn_at.is_(None),
        or_(Dependence.a_id == source.id, Dependence.b_id == source.id),
    )
    return session.scalars(statement.order_by(Dependence.public_id)).all()


def live_ties(session: Session, dossier_id: int) -> Sequence[Tie]:
    """Ties in force."""
    statement = select(Tie).where(Tie.dossier_id == dossier_id, Tie.withdrawn_at.is_(None))
    return session.scalars(statement.order_by(Tie.public_id)).all()


def authors_of(session: Session, document: Document) -> Sequence[Source]:
    """The document's authors, as sources, in order."""
    statement = (
        select(Source)
        .join(DocumentAuthor, DocumentAuthor.source_id == Source.id)
        .where(DocumentAuthor.document_id == document.id)
        .order_by(DocumentAuthor.number)
    )
    return session.scalars(statement).all()
