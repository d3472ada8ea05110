"""Documents' authors, organisations, persons, ties, sources and dependences in the dossier file."""

from provenance.db.exchange.fields import Choice, Date, Flag, Text
from provenance.db.exchange.links import Items, Ref, Refs
from provenance.db.exchange.spec import RecordSpec
from provenance.documents.models import Document
from provenance.documents.records import DOCUMENT_FIELDS, TEXT_FIELD
from provenance.sources.models import (
    Affiliation,
    Dependence,
    Distinction,
    DocumentAuthor,
    Organisation,
    OrganisationAlias,
    OwnWord,
    OwnWordAlias,
    Person,
    Source,
    SourceMember,
    SourceOrganisation,
    Tie,
)
from provenance.vocabulary import (
    CARDINALITIES,
    DEPENDENCE_GROUNDS,
    DEPENDENCE_VERDICTS,
    FORMS,
    OATHS,
    SOURCE_TYPES,
    WORD_KINDS,
)

DOCUMENTS = RecordSpec(
    "documents",
    "document",
    Document,
    (
        *DOCUMENT_FIELDS,
        Refs(
            "authors",
            link=DocumentAuthor,
            owner="document_id",
            targets={"sources": "source_id"},
        ),
    ),
    computed=(TEXT_FIELD,),
)
"""Here, not among the documents: authors are sources, and a document does not know sources."""

ORGANISATIONS = RecordSpec(
    "organisations",
    "organisation",
    Organisation,
    (
        Text("name", required=True),
        Items(
            "aliases",
            link=OrganisationAlias,
            owner="organisation_id",
            fields=(Text("alias"),),
            plain=True,
        ),
    ),
)

PERSONS = RecordSpec(
    "persons",
    "person",
    Person,
    (
        Text("label", required=True),
        Flag("named"),
        Flag("protected"),
        Text("description"),
        Items(
            "affiliations",
            link=Affiliation,
            owner="person_id",
            fields=(
                Ref("organisation", required=True, targets={"organisations": "organisation_id"}),
                Date("from", column="since"),
                Date("to", column="until"),
            ),
        ),
    ),
)

TIES = RecordSpec(
    "ties",
    "tie",
    Tie,
    (
        Ref(
            "a",
            required=True,
            targets={"organisations": "a_organisation_id", "persons": "a_person_id"},
        ),
        Ref(
            "b",
            required=True,
            targets={"organisations": "b_organisation_id", "persons": "b_person_id"},
        ),
        Text("kind", required=True),
        Date("from", column="since"),
        Date("to", column="until"),
    ),
)

SOURCES = RecordSpec(
    "sources",
    "source",
    Source,
    (
        Text("label", required=True),
        Choice("type", words=SOURCE_TYPES),
        Text("subtype"),
        Text("role"),
        Ref("person", targets={"persons": "person_id"}),
        Refs(
            "organisations",
            link=SourceOrganisation,
            owner="source_id",
            targets={"organisations": "organisation_id"},
        ),
        Text("place"),
        Date("date"),
        Date("made"),
        Choice("cardinality", words=CARDINALITIES),
        Refs(
            "members",
            link=SourceMember,
            owner="source_id",
            targets={
                "persons": "person_id",
                "organisations": "organisation_id",
                "sources": "member_source_id",
            },
        ),
        Choice("oath", words=OATHS),
        Choice("form", words=FORMS),
        Flag("protected"),
        Text("description"),
        Ref("document", targets={"documents": "document_id"}),
    ),
)

DEPENDENCES = RecordSpec(
    "dependences",
    "dependence",
    Dependence,
    (
        Ref("a", required=True, targets={"sources": "a_id"}),
        Ref("b", required=True, targets={"sources": "b_id"}),
        Choice("ground", required=True, words=DEPENDENCE_GROUNDS),
        Choice("verdict", required=True, words=DEPENDENCE_VERDICTS),
        Text("topic"),
        Text("reason"),
        Text("by"),
    ),
)
"""Without ``claims``: that field is added where claims are known (``claims.records``)."""

DISTINCTIONS = RecordSpec(
    "distinctions",
    "distinction",
    Distinction,
    (
        Ref("a", required=True, targets={"sources": "a_id"}),
        Ref("b", required=True, targets={"sources": "b_id"}),
        Text("words"),
        Text("reason"),
        Text("by"),
    ),
)

WORDS = RecordSpec(
    "words",
    "word",
    OwnWord,
    (
        Choice("kind", required=True, words=WORD_KINDS),
        Text("word", required=True),
        Items("aliases", link=OwnWordAlias, owner="word_id", fields=(Text("alias"),), plain=True),
    ),
)
