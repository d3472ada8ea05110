"""Which claims are sought: conditions in SQL, one for each thing that somebody asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, literal_column, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from provenance.documents.models import Document
from provenance.search.matching import has
from provenance.search.models import ClaimIndex, ClaimLink, SearchText, Statement
from provenance.search.profile import FACETS, WITHDRAWN
from provenance.search.query import Query, Term
from provenance.sources.models import Organisation, Source

OWN: ColumnElement[str] = literal_column("'claim'")
"""The kind of a claim's own words. Written into the statement: PostgreSQL has an index of its own for
them, and one for all others."""
LINKED = ("quote", "note", "citation", "source")
"""Kinds of record by whose words a claim is found too."""
RECORDS: Mapping[str, tuple[Any, InstrumentedAttribute[str]]] = {
    "document": (Document, Document.title),
    "source": (Source, Source.label),
    "organisation": (Organisation, Organisation.name),
}
"""Facets whose values are records: kind of link → the record, and what it is called."""
CODES = {kind: code for code, kind in enumerate(RECORDS)}
Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sought:
    """``chosen``: facet (or kind of record) → values, of which one must hold; each facet must.
    ``barred``: texts by which the visitor may not find anything, as a condition on them."""

    dossier_id: int
    query: Query = field(default_factory=Query)
    chosen: Chosen = field(default_factory=dict)
    barred: ColumnElement[bool] | None = None

    def without(self, name: str) -> "Sought":
        """The same, not narrowed by one facet."""
        kept = {key: values for key, values in self.chosen.items() if key != name}
        return Sought(self.dossier_id, self.query, kept, self.barred)


def in_many(session: Session, sought: Sought) -> list[ColumnElement[bool]]:
    """What no profile says: words, and the records on which a claim rests. ``IS`` keeps PostgreSQL
    from joining by its guess of how many claims have a word: it looks each claim up in a hash."""
    found: list[ColumnElement[bool]] = [ClaimIndex.dossier_id == sought.dossier_id]
    for term in sought.query.terms:
        having = ClaimIndex.claim_id.in_(_with(session, sought, term))
        found.append(having.is_(not term.without))
    for kind, (model, _) in RECORDS.items():
        wanted = sought.chosen.get(kind)
        if wanted:
            rows = select(model.id).where(
                model.dossier_id == sought.dossier_id, model.public_id.in_(wanted)
            )
            linked = select(ClaimLink.claim_id).where(
                ClaimLink.kind == kind, ClaimLink.row_id.in_(rows)
            )
            found.append(ClaimIndex.claim_id.in_(_apart(linked.distinct())))
    return found


def _apart(claims: Statement) -> Statement:
    """The same rows, found first and once: what stands around cannot lead the database astray."""
    return select(claims.cte().prefix_with("MATERIALIZED"))


def code(kind: str, row: int) -> int:
    """The number by which ``claim_index.links`` names a record of a facet."""
    return row * len(CODES) + CODES[kind]


def in_few(sought: Sought, profile: Any = ClaimIndex.profile) -> list[ColumnElement[bool]]:
    """What the profile says. Withdrawn claims are shown where they are asked for."""
    masks = [
        facet.mask(sought.chosen[name]) for name, facet in FACETS.items() if sought.chosen.get(name)
    ]
    found = [profile.bitwise_and(mask) != 0 for mask in masks]
    if not sought.chosen.get("status"):
        found.append(profile.bitwise_and(WITHDRAWN) == 0)
    return found


def _with(session: Session, sought: Sought, term: Term) -> Statement:
    """Rows of claims whose own words, or those of what they rest on, have the term."""
    hit = and_(SearchText.dossier_id == sought.dossier_id, has(session, term))
    own = select(SearchText.row_id).where(SearchText.kind == OWN, hit)
    linked = (
        select(ClaimLink.claim_id)
        .join(
            SearchText,
            and_(SearchText.kind == ClaimLink.kind, SearchText.row_id == ClaimLink.row_id),
        )
        .where(SearchText.kind != OWN, SearchText.kind.in_(LINKED), hit)
    )
    if sought.barred is not None:
        linked = linked.where(~sought.barred)
    return select(union_all(own, linked).subquery().c[0])
