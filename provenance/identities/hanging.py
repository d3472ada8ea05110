"""All that hangs on a source, as the dossier file has it: what a merge or a split moves."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.citations.records import CITATIONS
from provenance.claims.models import Attribution, AttributionVia
from provenance.claims.records import ATTRIBUTIONS, DEPENDENCES
from provenance.db.exchange.read import Names, read_records
from provenance.db.exchange.spec import RecordSpec
from provenance.documents.models import Document
from provenance.dossiers.models import Dossier
from provenance.ratings.models import Rating
from provenance.ratings.records import RATINGS
from provenance.relations.models import Remark
from provenance.relations.records import REMARKS
from provenance.sources.models import (
    Dependence,
    Distinction,
    DocumentAuthor,
    Source,
    SourceMember,
)
from provenance.sources.records import DISTINCTIONS, DOCUMENTS, SOURCES

Record = dict[str, Any]
Hanging = Mapping[str, Sequence[Record]]
"""Name of the list → records in force that name one of the sources."""
SPECS: Mapping[str, RecordSpec] = {
    spec.name: spec
    for spec in (CITATIONS, ATTRIBUTIONS, RATINGS, DEPENDENCES, DOCUMENTS, SOURCES, REMARKS,
                 DISTINCTIONS)
}  # fmt: skip


def hanging_on(
    session: Session, dossier: Dossier, *sources: Source, lists: Container[str] = SPECS
) -> dict[str, list[Record]]:
    """Everything in force that names one of the sources: cited, said, passed on, graded, judged,
    written, remarked; groups of which it is a member (under ``sources``). Or these lists alone."""
    rows = [source.id for source in sources]
    names = Names(session, dossier.id)
    found: dict[str, list[Record]] = {}
    for name, spec in SPECS.items():
        if name not in lists:
            continue
        keys = sorted(session.scalars(_naming(name, rows)))
        found[name] = read_records(session, spec, names, keys) if keys else []
    return found


def records_of(session: Session, dossier: Dossier, *sources: Source) -> list[Record]:
    """The sources themselves, in the order given."""
    names = Names(session, dossier.id)
    read = {
        record["id"]: record
        for record in read_records(session, SOURCES, names, [source.id for source in sources])
    }
    return [read[source.public_id] for source in sources]


def _naming(name: str, rows: list[int]) -> Any:
    """Rows of one list in force that name one of the source rows."""
    through = select(AttributionVia.attribution_id).where(AttributionVia.source_id.in_(rows))
    written = select(DocumentAuthor.document_id).where(DocumentAuthor.source_id.in_(rows))
    groups = select(SourceMember.source_id).where(SourceMember.member_source_id.in_(rows))
    conditions: dict[str, tuple[Any, Any]] = {
        "citations": (Citation, Citation.source_id.in_(rows)),
        "attributions": (
            Attribution, or_(Attribution.source_id.in_(rows), Attribution.id.in_(through))
        ),
        "ratings": (Rating, Rating.source_id.in_(rows) & Rating.superseded_at.is_(None)),
        "dependences": (Dependence, or_(Dependence.a_id.in_(rows), Dependence.b_id.in_(rows))),
        "documents": (Document, Document.id.in_(written)),
        "sources": (Source, Source.id.in_(groups)),
        "remarks": (Remark, or_(Remark.source_id.in_(rows), Remark.by_id.in_(rows))),
        "distinctions": (Distinction, or_(Distinction.a_id.in_(rows), Distinction.b_id.in_(rows))),
    }  # fmt: skip
    model, condition = conditions[name]
    return select(model.id).where(model.withdrawn_at.is_(None), condition)
