"""Who said it: organisations, persons, their ties, sources, and dependences between sources."""

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from provenance.db.base import Base, DossierRecord, RowKey, record_args, refers_to
from provenance.db.types import Date, Word
from provenance.documents.models import Document
from provenance.values import DateText
from provenance.vocabulary import (
    CARDINALITIES,
    DEPENDENCE_GROUNDS,
    DEPENDENCE_VERDICTS,
    FORMS,
    OATHS,
    SOURCE_TYPES,
    WORD_KINDS,
)


class Organisation(DossierRecord, Base):
    """A group that speaks, acts or has interests."""

    __tablename__ = "organisations"
    __table_args__ = record_args()

    name: Mapped[str]


class OrganisationAlias(Base):
    """Another name of an organisation."""

    __tablename__ = "organisation_aliases"

    id: Mapped[RowKey]
    organisation_id: Mapped[int] = refers_to("organisations.id")
    number: Mapped[int]
    alias: Mapped[str]


class Person(DossierRecord, Base):
    """An informant or author, named or not. ``label`` is public; identity lives in PrivateRecord."""

    __tablename__ = "persons"
    __table_args__ = record_args()

    label: Mapped[str]
    named: Mapped[bool | None]
    protected: Mapped[bool | None]
    description: Mapped[str | None]


class Affiliation(Base):
    """A person's membership of an organisation, for a time."""

    __tablename__ = "affiliations"

    id: Mapped[RowKey]
    person_id: Mapped[int] = refers_to("persons.id")
    number: Mapped[int]
    organisation_id: Mapped[int] = refers_to("organisations.id")
    since: Mapped[DateText | None] = mapped_column(Date)
    until: Mapped[DateText | None] = mapped_column(Date)

    organisation: Mapped[Organisation] = relationship()


class Tie(DossierRecord, Base):
    """A dated tie between organisations or persons: it tells who has an interest in what."""

    __tablename__ = "ties"
    __table_args__ = record_args()

    a_organisation_id: Mapped[int | None] = refers_to("organisations.id")
    a_person_id: Mapped[int | None] = refers_to("persons.id")
    b_organisation_id: Mapped[int | None] = refers_to("organisations.id")
    b_person_id: Mapped[int | None] = refers_to("persons.id")
    kind: Mapped[str]
    since: Mapped[DateText | None] = mapped_column(Date)
    until: Mapped[DateText | None] = mapped_column(Date)


class Source(DossierRecord, Base):
    """One occasion or record from which information comes. Its label is shown with every claim."""

    __tablename__ = "sources"
    __table_args__ = record_args()

    label: Mapped[str]
    type: Mapped[str | None] = mapped_column(Word(*SOURCE_TYPES))
    subtype: Mapped[str | None]
    role: Mapped[str | None]
    person_id: Mapped[int | None] = refers_to("persons.id")
    place: Mapped[str | None]
    date: Mapped[DateText | None] = mapped_column(Date)
    made: Mapped[DateText | None] = mapped_column(Date)
    cardinality: Mapped[str | None] = mapped_column(Word(*CARDINALITIES))
    oath: Mapped[str | None] = mapped_column(Word(*OATHS))
    form: Mapped[str | None] = mapped_column(Word(*FORMS))
    protected: Mapped[bool | None]
    description: Mapped[str | None]
    document_id: Mapped[int | None] = refers_to("documents.id")

    person: Mapped[Person | None] = relationship()
    document: Mapped[Document | None] = relationship()


class SourceOrganisation(Base):
    """The organisations for which a source spoke at that time."""

    __tablename__ = "source_organisations"
    __table_args__ = (UniqueConstraint("source_id", "organisation_id"),)

    id: Mapped[RowKey]
    source_id: Mapped[int] = refers_to("sources.id", index=False)
    number: Mapped[int]
    organisation_id: Mapped[int] = refers_to("organisations.id")

    organisation: Mapped[Organisation] = relationship()


class SourceMember(Base):
    """A member of a group source: a person, an organisation or another source."""

    __tablename__ = "source_members"

    id: Mapped[RowKey]
    source_id: Mapped[int] = refers_to("sources.id")
    number: Mapped[int]
    person_id: Mapped[int | None] = refers_to("persons.id")
    organisation_id: Mapped[int | None] = refers_to("organisations.id")
    member_source_id: Mapped[int | None] = refers_to("sources.id")


class DocumentAuthor(Base):
    """The author of a document is a source too."""

    __tablename__ = "document_authors"
    __table_args__ = (UniqueConstraint("document_id", "source_id"),)

    id: Mapped[RowKey]
    document_id: Mapped[int] = refers_to("documents.id", index=False)
    number: Mapped[int]
    source_id: Mapped[int] = refers_to("sources.id")

    source: Mapped[Source] = relationship()


class Dependence(DossierRecord, Base):
    """Source ``a`` takes from source ``b``: on what ground, and what somebody judged."""

    __tablename__ = "dependences"
    __table_args__ = record_args()

    a_id: Mapped[int] = refers_to("sources.id")
    b_id: Mapped[int] = refers_to("sources.id")
    ground: Mapped[str] = mapped_column(Word(*DEPENDENCE_GROUNDS))
    verdict: Mapped[str] = mapped_column(Word(*DEPENDENCE_VERDICTS))
    topic: Mapped[str | None]
    reason: Mapped[str | None]
    by: Mapped[str | None]

    a: Mapped[Source] = relationship(foreign_keys="Dependence.a_id")
    b: Mapped[Source] = relationship(foreign_keys="Dependence.b_id")


class PrivateRecord(Base):
    """Whatever identifies a protected person or source, encrypted with a key of its own.

    AES-256-GCM with ``id`` (random, not a row number) as associated data.
    """

    __tablename__ = "private_records"

    id: Mapped[str] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = refers_to("dossiers.id")
    person_id: Mapped[int | None] = refers_to("persons.id")
    source_id: Mapped[int | None] = refers_to("sources.id")
    ciphertext: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class PrivateKey(Base):
    """A record's own key, wrapped by the master key. Destroying this row erases the record."""

    __tablename__ = "private_keys"

    record_id: Mapped[str] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Distinction(DossierRecord, Base):
    """Two sources that a person said are not the same. With ``words``, a citation in these words is
    ``b``, and not ``a``, for which it was taken."""

    __tablename__ = "distinctions"
    __table_args__ = record_args()

    a_id: Mapped[int] = refers_to("sources.id")
    b_id: Mapped[int] = refers_to("sources.id")
    words: Mapped[str | None]
    reason: Mapped[str | None]
    by: Mapped[str | None]

    a: Mapped[Source] = relationship(foreign_keys="Distinction.a_id")
    b: Mapped[Source] = relationship(foreign_keys="Distinction.b_id")


class OwnWord(DossierRecord, Base):
    """A word that the dossier added to an extensible vocabulary: a role, a subtype, a tie."""

    __tablename__ = "words"
    __table_args__ = record_args()

    kind: Mapped[str] = mapped_column(Word(*WORD_KINDS))
    word: Mapped[str]


class OwnWordAlias(Base):
    """Another form of a dossier's own word; the word itself is what is kept."""

    __tablename__ = "word_aliases"

    id: Mapped[RowKey]
    word_id: Mapped[int] = refers_to("words.id")
    number: Mapped[int]
    alias: Mapped[str]
