"""The lists of the dossier file, in the order in which each finds what it refers to stored."""

from provenance.citations.records import CITATIONS
from provenance.claims.records import ATTRIBUTIONS, CLAIMS, DEPENDENCES
from provenance.db.exchange.spec import RecordSpec
from provenance.documents.records import NOTES
from provenance.ratings.records import RATINGS
from provenance.relations.records import CASES, QUESTIONS, RELATIONS, REMARKS
from provenance.sources.records import (
    DISTINCTIONS,
    DOCUMENTS,
    ORGANISATIONS,
    PERSONS,
    SOURCES,
    TIES,
    WORDS,
)

FORMAT = "provenance-dossier/1"
HEAD = ("format", "slug", "title")
LISTS: tuple[RecordSpec, ...] = (
    DOCUMENTS,
    ORGANISATIONS,
    PERSONS,
    TIES,
    SOURCES,
    NOTES,
    CITATIONS,
    CLAIMS,
    DEPENDENCES,
    ATTRIBUTIONS,
    RELATIONS,
    QUESTIONS,
    CASES,
    REMARKS,
    RATINGS,
    DISTINCTIONS,
    WORDS,
)
BY_NAME = {spec.name: spec for spec in LISTS}
