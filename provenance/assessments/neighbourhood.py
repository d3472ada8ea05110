"""Which claims must be scored again after an act: a superset, never too few.

From the records that the act's audit entries name, first the claims directly affected:

- a claim itself; an attribution's, relation's, case's, question's or remark's claims;
- a source: every claim that it, the same person or a voice dependent on it speaks on or passes
  on, its remarks and what the sources say on whom it remarks, and all that reached us through
  documents that it wrote;
- a person: that of his sources, and claims about him; a rating: that of its source or person;
- a tie, an organisation: the claims about its parties (who speaks does not matter: superset); a tie
  also those on which sources of its organisations speak, for rivals who agree count whole;
- a citation, a note, a document: the claims cited from there or quoted from it;
- a load into the dossier, a spreadsheet taken in or undone: all of it.

Then everything that is joined to these by relations and questions, however far: such a component
scored alone comes out as in a run over the whole dossier.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.orm import Session, aliased

from provenance.assessments.numbering import batches
from provenance.assessments.present import one_voice, values
from provenance.audit.record import Pending
from provenance.citations.models import Citation
from provenance.claims.models import (
    Attribution,
    AttributionCitation,
    AttributionVia,
    Claim,
    ClaimSubject,
    Quote,
)
from provenance.claims.queries import stands
from provenance.db.rows import among
from provenance.documents.models import Note
from provenance.dossiers.models import Identifier
from provenance.dossiers.register import TABLES
from provenance.ratings.models import Rating
from provenance.relations.models import Case, Question, QuestionClaim, Relation, Remark
from provenance.sources.models import (
    Dependence,
    DocumentAuthor,
    Source,
    SourceOrganisation,
    Tie,
)

Rows = dict[str, set[int]]
"""Kind of record → row keys."""
WITHOUT_EFFECT = ("dossiers:dossier:create", "dossiers:dossier:grant", "sources:private:")
WHOLE = ("spreadsheets:spreadsheet:accept", "spreadsheets:spreadsheet:take back")
"""Acts on records of which their entry names none."""
REFERENCES: Mapping[str, tuple[str, ...]] = {
    "attribution": ("claim",),
    "relation": ("a", "b"),
    "case": ("relation",),
    "question": ("claims",),
    "remark": ("subject",),
    "dependence": ("a", "b", "claims"),
    "tie": ("a", "b"),
    "source": ("person",),
    "document": ("authors",),
}
"""Fields whose former value matters as much as the present one."""


@dataclass(slots=True)
class Touched:
    """``whole``: the dossier. Else ``claims`` directly affected (withdrawn ones too) and
    ``sources`` whose own results may have moved; row keys."""

    whole: bool = False
    claims: set[int] = field(default_factory=set)
    sources: set[int] = field(default_factory=set)


def touched_by(session: Session, dossier_id: int, entries: Sequence[Pending]) -> Touched:
    """What these audit entries of one dossier affect directly."""
    counting = [entry for entry in entries if not entry.verb.startswith(WITHOUT_EFFECT)]
    if any(entry.subject.kind == "dossier" or entry.verb in WHOLE for entry in counting):
        return Touched(whole=True)
    named, former = _named(counting)
    rows: Rows = {kind: set(found) for kind, found in named.items()}
    for kind, found in _rows_of(session, dossier_id, former).items():
        rows.setdefault(kind, set()).update(found)
    claims = _claims(session, rows)
    touched = Touched(claims=claims, sources=rows.get("source", set()) | rows["judged"])
    left = {e.body["before"]["source"] for e in counting
            if e.subject.kind == "attribution" and "source" in (e.body["before"] or {})}  # fmt: skip
    touched.sources |= _rows_of(session, dossier_id, left).get("source", set())
    return touched


def _named(entries: Sequence[Pending]) -> tuple[Rows, set[str]]:
    """The entries' subjects by kind, and public ids that stand in for rows."""
    rows: Rows = {}
    former: set[str] = set()
    for entry in entries:
        if entry.subject.row_id is None:
            former.add(entry.subject.public_id)
        else:
            rows.setdefault(entry.subject.kind, set()).add(entry.subject.row_id)
        for state in (entry.body["before"] or {}, entry.body["after"] or {}):
            for name in REFERENCES.get(entry.subject.kind, ()):
                value = state.get(name)
                former.update([value] if isinstance(value, str) else value or ())
    return rows, former


def _rows_of(session: Session, dossier_id: int, public_ids: Iterable[str]) -> Rows:
    """Rows of public ids, by kind."""
    rows: Rows = {}
    for batch in batches(sorted(public_ids)):
        statement = select(Identifier.kind, Identifier.public_id).where(
            Identifier.dossier_id == dossier_id, Identifier.public_id.in_(batch)
        )
        kinds: dict[str, list[str]] = {}
        for kind, public_id in session.execute(statement):
            kinds.setdefault(kind, []).append(public_id)
        for kind, ids in kinds.items():
            table = Identifier.metadata.tables[TABLES[kind]]
            found = select(table.c.id).where(
                table.c.dossier_id == dossier_id, table.c.public_id.in_(ids)
            )
            rows.setdefault(kind, set()).update(session.scalars(found))
    return rows


Lead = tuple[str, Any, Any, str]
"""Kind of rows, column that is wanted, column that holds those rows, kind of what is wanted."""
TO_SOURCES: tuple[Lead, ...] = (
    ("rating", Rating.source_id, Rating.id, "source"),
    ("rating", Rating.person_id, Rating.id, "person"),
    ("dependence", Dependence.a_id, Dependence.id, "source"),
    ("dependence", Dependence.b_id, Dependence.id, "source"),
    ("tie", Tie.a_organisation_id, Tie.id, "organisation"),
    ("tie", Tie.b_organisation_id, Tie.id, "organisation"),
    ("tie", Tie.a_person_id, Tie.id, "subject person"),
    ("tie", Tie.b_person_id, Tie.id, "subject person"),
)
OF_TIES: tuple[Lead, ...] = (
    ("tied", SourceOrganisation.source_id, SourceOrganisation.organisation_id, "tied voice"),
    ("tied voice", Attribution.claim_id, Attribution.source_id, "claim"),
)
TO_DOCUMENTS: tuple[Lead, ...] = (
    ("remark", Remark.source_id, Remark.id, "source"),
    ("person", Source.id, Source.person_id, "source"),
    ("source", DocumentAuthor.document_id, DocumentAuthor.source_id, "document"),
)
TO_CLAIMS: tuple[Lead, ...] = (
    ("voice", Source.person_id, Source.id, "relay person"),
    ("voice", Remark.claim_id, Remark.by_id, "claim"),
    ("voice", Remark.relation_id, Remark.by_id, "relation"),
    ("voice", Remark.question_id, Remark.by_id, "question"),
    ("voice", Remark.source_id, Remark.by_id, "judged"),
    ("judged", Attribution.claim_id, Attribution.source_id, "claim"),
    ("voice", Attribution.claim_id, Attribution.source_id, "claim"),
    ("voice", AttributionVia.attribution_id, AttributionVia.source_id, "attribution"),
    ("relay person", AttributionVia.attribution_id, AttributionVia.person_id, "attribution"),
    ("document", Note.id, Note.document_id, "note"),
    ("document", Citation.id, Citation.document_id, "citation"),
    ("document", Quote.claim_id, Quote.document_id, "claim"),
    ("note", Citation.id, Citation.note_id, "citation"),
    ("note", Quote.claim_id, Quote.note_id, "claim"),
    (
        "citation",
        AttributionCitation.attribution_id,
        AttributionCitation.citation_id,
        "attribution",
    ),
    ("attribution", Attribution.claim_id, Attribution.id, "claim"),
    ("case", Case.relation_id, Case.id, "relation"),
    ("remark", Remark.claim_id, Remark.id, "claim"),
    ("remark", Remark.relation_id, Remark.id, "relation"),
    ("remark", Remark.question_id, Remark.id, "question"),
    ("relation", Relation.a_id, Relation.id, "claim"),
    ("relation", Relation.b_id, Relation.id, "claim"),
    ("question", QuestionClaim.claim_id, QuestionClaim.question_id, "claim"),
    ("organisation", ClaimSubject.claim_id, ClaimSubject.organisation_id, "claim"),
    ("person", ClaimSubject.claim_id, ClaimSubject.person_id, "claim"),
    ("subject person", ClaimSubject.claim_id, ClaimSubject.person_id, "claim"),
)


def _claims(session: Session, rows: Rows) -> set[int]:
    """Claim rows that the named rows affect directly; ``rows`` grows on the way."""

    def follow(leads: Iterable[Lead]) -> None:
        for kind, wanted, column, to in leads:
            found = values(session, wanted, column, rows.get(kind, set()))
            rows.setdefault(to, set()).update(found)

    follow(TO_SOURCES)
    if rows.get("tie"):
        rows["tied"] = rows.get("organisation", set())
        follow(OF_TIES)
    follow(TO_DOCUMENTS)
    rows["voice"] = one_voice(session, rows.get("source", set()))
    follow(TO_CLAIMS)
    return rows["claim"]


def closure(session: Session, claims: Iterable[int]) -> set[int]:
    """These claim rows and all standing ones joined to them by relations and questions in force.

    A given claim is followed even if it was withdrawn, so that its former neighbours are found.
    """
    layers = [set(claims)]
    grow(session, layers, sys.maxsize)
    return set().union(*layers)


def grow(session: Session, layers: list[set[int]], most: int) -> bool:
    """Add to these layers of claim rows those one step further, and so on, until there are none or
    more than ``most`` in all, one step at least; whether there are none further."""
    seen = set().union(*layers)
    while layers[-1] and (len(layers) == 1 or len(seen) <= most):
        layers.append(_joined(session, layers[-1]) - seen)
        seen |= layers[-1]
    return not layers[-1]


def _joined(session: Session, claims: set[int]) -> set[int]:
    """Standing claims that a relation or a question in force joins to one of these."""
    asked, answer = aliased(QuestionClaim), aliased(QuestionClaim)
    in_force = Relation.withdrawn_at.is_(None)
    there = union(
        select(Relation.b_id).where(among(session, Relation.a_id, claims), in_force),
        select(Relation.a_id).where(among(session, Relation.b_id, claims), in_force),
        select(answer.claim_id)
        .join(asked, asked.question_id == answer.question_id)
        .join(Question, Question.id == asked.question_id)
        .where(among(session, asked.claim_id, claims), Question.withdrawn_at.is_(None)),
    )
    standing = select(Claim.id).where(Claim.id.in_(there), Claim.withdrawn_at.is_(None), stands())
    return {row[0] for row in session.connection().execute(standing)}
