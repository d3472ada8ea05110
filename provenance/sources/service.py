"""Recording, correcting and withdrawing organisations, persons, ties, sources and dependences."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.documents.models import Document
from provenance.dossiers.changes import Values, amend, enter, take_back
from provenance.dossiers.commands import Correct, Record, Withdraw
from provenance.errors import InvalidInput
from provenance.sources.models import (
    Affiliation,
    Dependence,
    DocumentAuthor,
    Organisation,
    Person,
    Source,
    SourceMember,
    SourceOrganisation,
    Tie,
)
from provenance.sources.records import ORGANISATIONS, PERSONS, SOURCES, TIES


def record_source(session: Session, actor: Actor, command: Record) -> Source:
    """A new source."""
    source: Source = enter(session, actor, SOURCES, command)
    return source


def correct_source(session: Session, actor: Actor, command: Correct) -> Source:
    """Change fields of a source."""
    source: Source = amend(session, actor, SOURCES, command)
    return source


def record_organisation(session: Session, actor: Actor, command: Record) -> Organisation:
    """A new organisation."""
    organisation: Organisation = enter(session, actor, ORGANISATIONS, command)
    return organisation


def correct_organisation(session: Session, actor: Actor, command: Correct) -> Organisation:
    """Change an organisation's name or aliases."""
    organisation: Organisation = amend(session, actor, ORGANISATIONS, command)
    return organisation


def record_person(session: Session, actor: Actor, command: Record) -> Person:
    """A new person."""
    person: Person = enter(session, actor, PERSONS, command)
    return person


def correct_person(session: Session, actor: Actor, command: Correct) -> Person:
    """Change fields of a person."""
    person: Person = amend(session, actor, PERSONS, command)
    return person


def record_tie(session: Session, actor: Actor, command: Record) -> Tie:
    """A new tie. Raises InvalidInput for a tie of something with itself."""
    refuse_self(command.values, "a tie joins two")
    tie: Tie = enter(session, actor, TIES, command)
    return tie


def withdraw_tie(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take a tie back."""
    take_back(session, actor, TIES, command)


def is_named(session: Session, organisation_id: int) -> bool:
    """Whether a source in force, a person or a tie in force names the organisation."""
    speaking = select(SourceOrganisation.source_id).where(
        SourceOrganisation.organisation_id == organisation_id
    )
    grouped = select(SourceMember.source_id).where(SourceMember.organisation_id == organisation_id)
    uses = (
        exists().where(
            Source.withdrawn_at.is_(None), or_(Source.id.in_(speaking), Source.id.in_(grouped))
        ),
        exists().where(Affiliation.organisation_id == organisation_id),
        exists().where(
            Tie.withdrawn_at.is_(None),
            or_(Tie.a_organisation_id == organisation_id, Tie.b_organisation_id == organisation_id),
        ),
    )
    return bool(session.scalar(select(or_(*uses))))


def refuse_self(values: Values, what: str) -> None:
    """Raise :class:`InvalidInput` where ``a`` and ``b`` are the same record."""
    if values.get("a") is not None and values.get("a") == values.get("b"):
        raise InvalidInput.at("b", f"{values['a']} cannot stand to itself: {what}.")


def has_live_dependence(session: Session, source_id: int) -> bool:
    """Whether a dependence in force names the source."""
    statement = select(Dependence.id).where(
        Dependence.withdrawn_at.is_(None),
        or_(Dependence.a_id == source_id, Dependence.b_id == source_id),
    )
    return session.scalars(statement).first() is not None


def wrote_or_belongs(session: Session, source_id: int) -> bool:
    """Whether a document in force names the source as author, or a group in force as member."""
    written = select(DocumentAuthor.document_id).where(DocumentAuthor.source_id == source_id)
    groups = select(SourceMember.source_id).where(SourceMember.member_source_id == source_id)
    uses = (
        exists().where(Document.withdrawn_at.is_(None), Document.id.in_(written)),
        exists().where(Source.withdrawn_at.is_(None), Source.id.in_(groups)),
    )
    return bool(session.scalar(select(or_(*uses))))
