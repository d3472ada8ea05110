"""By which words each kind of record is found. Only what its pages print may stand here: no private
record, no judgement's reason; who may not see a note's words is decided when somebody searches."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from provenance.citations.models import Citation
from provenance.claims.models import Claim, Quote
from provenance.documents.models import Document, Note
from provenance.relations.models import Case, Relation
from provenance.search.models import Statement
from provenance.search.query import MOST_IN_PHRASE
from provenance.search.tokens import words_of
from provenance.sources.models import Organisation, OrganisationAlias, Person, Source

GAP = "\u00b6"
"""Stands between two fields: no phrase reaches across it, since no word of a query is a sign."""
PART = 200
"""Words of one part; PostgreSQL keeps at most 255 places of a word."""


def _named(model: Any, *columns: InstrumentedAttribute[Any]) -> Statement:
    return select(model.id, model.dossier_id, model.public_id, *columns).where(
        model.withdrawn_at.is_(None)
    )


KINDS: Mapping[str, Statement] = {
    "claim": select(
        Claim.id, Claim.dossier_id, Claim.public_id, Claim.text, Claim.topics, Claim.place
    ),
    "quote": select(Quote.id, Claim.dossier_id, Quote.exact).join(
        Claim, Claim.id == Quote.claim_id
    ),
    "note": _named(Note, Note.text),
    "citation": _named(Citation, Citation.text),
    "source": _named(
        Source, Source.label, Source.role, Source.subtype, Source.place, Source.description
    ),
    "person": _named(Person, Person.label, Person.description),
    "organisation": _named(Organisation, Organisation.name, OrganisationAlias.alias).outerjoin(
        OrganisationAlias, OrganisationAlias.organisation_id == Organisation.id
    ),
    "document": _named(Document, Document.title, Document.publisher),
    "relation": _named(Relation, Case.public_id, Relation.rationale, Case.rationale).outerjoin(
        Case, and_(Case.relation_id == Relation.id, Case.withdrawn_at.is_(None))
    ),
}
"""Kind → its row, its dossier, and the texts by which it is found; several rows may say of one."""


def entries(session: Session, kind: str, rows: Iterable[int]) -> list[dict[str, Any]]:
    """Rows of ``search_texts`` for these records; none for a record that is no more in force."""
    statement = KINDS[kind]
    key = statement.selected_columns[0]
    texts: dict[tuple[int, int], dict[str, None]] = {}
    for row, dossier, *fields in session.execute(statement.where(key.in_(list(rows)))):
        pieces = texts.setdefault((row, dossier), {})
        pieces.update(dict.fromkeys(_pieces(fields)))
    return [
        {"dossier_id": dossier, "kind": kind, "row_id": row, "part": part, "words": words}
        for (row, dossier), pieces in texts.items()
        for part, words in enumerate(_parts(pieces))
    ]


def _pieces(fields: Iterable[str | list[str] | None]) -> Iterator[str]:
    for field in fields:
        yield from (field if isinstance(field, list) else [field] if field else [])


def _parts(pieces: Iterable[str]) -> Iterator[list[str]]:
    """Overlapping, so that every phrase that may be asked for lies within one of them."""
    words = [word for piece in pieces for word in (GAP, *words_of(piece))][1:]
    step = PART - MOST_IN_PHRASE
    for start in range(0, max(len(words) - MOST_IN_PHRASE, 1), step):
        if words:
            yield words[start : start + PART]
