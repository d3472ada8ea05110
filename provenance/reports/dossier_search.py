"""A search over a whole dossier: what was found of each kind, the first few with the reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from provenance.documents.models import Note
from provenance.dossiers.models import Dossier
from provenance.relations.models import Relation
from provenance.reports.barring import barred
from provenance.reports.claim_list import ClaimCard, ClaimFilter, claim_list
from provenance.reports.marking import Piece, excerpt, mark
from provenance.search.claims import Place
from provenance.search.finding import Sought
from provenance.search.query import Query, read_query
from provenance.search.records import Found, first_of

SHOWN = 5
KINDS = ("source", "document", "note", "person", "organisation", "relation")


@dataclass(frozen=True, slots=True)
class Hit:
    """``label``: what it is called; ``pieces``: a text in which words were found, marked.
    ``within``: the public id of the document in which a note stands, or of the claim whose page shows
    a relation that is no contradiction."""

    id: str
    label: str
    pieces: tuple[Piece, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    kind: str
    total: int
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Results:
    """``claims``: the first ones, of ``total_claims``; ``groups``: other kinds of which some were
    found."""

    query: Query
    total_claims: int
    claims: Sequence[ClaimCard]
    groups: Sequence[Group]


def search_dossier(
    session: Session, dossier: Dossier, words: str, *, for_reader: bool = False
) -> Results:
    """Everything that the words find, as far as the visitor may find it; nothing without words."""
    query = read_query(words)
    if not query.terms:
        return Results(query, 0, (), ())
    claims = claim_list(
        session, dossier.id, ClaimFilter(words), Place(size=SHOWN), for_reader=for_reader
    )
    sought = Sought(dossier.id, query, barred=barred(session, dossier.id, for_reader=for_reader))
    groups = (_group(session, sought, kind) for kind in KINDS)
    return Results(query, claims.total, claims.rows, [each for each in groups if each.total])


def _group(session: Session, sought: Sought, kind: str) -> Group:
    total, found = first_of(session, sought, kind, SHOWN)
    label = LABELS.get(kind, _first_text)
    return Group(kind, total, [label(session, each, sought.query) for each in found])


def _first_text(_session: Session, found: Found, query: Query) -> Hit:
    public_id, *texts = found.texts
    label = texts[0] if texts else public_id
    return Hit(public_id, label, _reason(texts, query))


def _of_note(session: Session, found: Found, query: Query) -> Hit:
    note = session.scalars(
        select(Note).where(Note.id == found.row).options(joinedload(Note.document))
    ).one()
    label = f"Note {note.label} of {note.document.title}"
    return Hit(note.public_id, label, _reason(found.texts[1:], query), note.document.public_id)


def _of_relation(session: Session, found: Found, query: Query) -> Hit:
    relation = session.get_one(Relation, found.row)
    label = f"{relation.a.text} {relation.kind} {relation.b.text}"
    owner = "" if relation.kind == "contradicts" else relation.a.public_id
    return Hit(relation.public_id, label, _reason(found.texts[1:], query), owner)


LABELS: dict[str, Callable[[Session, Found, Query], Hit]] = {
    "note": _of_note, "relation": _of_relation,
}  # fmt: skip


def _reason(texts: Sequence[str], query: Query) -> tuple[Piece, ...]:
    """The text with most of the words that were searched for."""
    marked = [mark(text, query.wanted) for text in texts]
    best = max(marked, key=lambda each: len(each.terms), default=None)
    return excerpt(best).pieces if best is not None and best.terms else ()
