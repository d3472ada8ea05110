"""What the dossier has already, as a table's rows are compared with it: read once, as columns."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import in_force
from provenance.documents.models import Document
from provenance.identities.queries import merged_away
from provenance.imports.known import organisation_key
from provenance.ingest.works import fold_key
from provenance.ratings.models import Rating
from provenance.sources.models import Organisation, OrganisationAlias, Person, Source

NAMED: Mapping[str, Any] = {
    "documents": Document.title, "sources": Source.label, "persons": Person.label,
    "organisations": Organisation.name,
}  # fmt: skip
"""Lists of which a cell may name a record → the column with its name."""


@dataclass(slots=True)
class Named:
    """The records of one list in force, by public id, by their exact names and by folded ones."""

    labels: dict[str, str] = field(default_factory=dict)
    exact: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    folded: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, public_id: str, label: str) -> None:
        """One more record."""
        self.labels[public_id] = label
        self.exact[" ".join(label.split())].append(public_id)
        self.folded[key_of(label)].append(public_id)

    def found(self, text: str) -> list[str]:
        """Ids of those that a text names: by id, else exactly, else but for case, accents and signs."""
        if text in self.labels:
            return [text]
        plain = " ".join(text.split())
        found = self.exact.get(plain) or self.folded.get(key_of(plain)) or []
        return list(dict.fromkeys(found))


def key_of(text: str) -> str:
    """A name or statement for comparison: what folding leaves, or the text where that is nothing."""
    return organisation_key(text) or fold_key(text) or text.strip()


@dataclass(frozen=True, slots=True)
class Standing:
    """``named``: by list; ``claims``: those in force, by their statements; ``attributions``: claim,
    source and polarity of those in force; ``ratings``: subject, rater and scope → id and grade of those
    in force; ``merged``: source that was merged → the one in whose place it stands."""

    named: Mapping[str, Named]
    claims: Named
    attributions: Mapping[tuple[str, str, str], str]
    ratings: Mapping[tuple[str, str, str], tuple[str, str]]
    merged: Mapping[str, str]


def scope_key(scope: Mapping[str, Any] | None) -> str:
    """Equal for equal scopes; blank for the whole."""
    given = {name: value for name, value in (scope or {}).items() if value}
    return json.dumps(given, sort_keys=True, ensure_ascii=False) if given else ""


def read_standing(session: Session, dossier_id: int) -> Standing:
    """All of it, at this moment."""
    return Standing(
        {name: _named(session, dossier_id, name) for name in NAMED},
        _claims(session, dossier_id),
        _attributions(session, dossier_id),
        _ratings(session, dossier_id),
        merged_away(session, dossier_id),
    )


def _named(session: Session, dossier_id: int, name: str) -> Named:
    column = NAMED[name]
    model = column.class_
    statement = select(model.public_id, column).where(
        model.dossier_id == dossier_id, model.withdrawn_at.is_(None)
    )
    found = Named()
    for public_id, label in session.execute(statement.order_by(model.public_id)):
        found.add(public_id, label)
    if name == "organisations":
        _add_aliases(session, dossier_id, found)
    return found


def _add_aliases(session: Session, dossier_id: int, found: Named) -> None:
    """A name proper goes before another organisation's alias."""
    statement = (
        select(Organisation.public_id, OrganisationAlias.alias)
        .join(Organisation, Organisation.id == OrganisationAlias.organisation_id)
        .where(Organisation.dossier_id == dossier_id, Organisation.withdrawn_at.is_(None))
        .order_by(Organisation.public_id, OrganisationAlias.number)
    )
    proper = set(found.folded)
    for public_id, alias in session.execute(statement):
        if key_of(alias) not in proper:
            found.exact[" ".join(alias.split())].append(public_id)
            found.folded[key_of(alias)].append(public_id)


def _claims(session: Session, dossier_id: int) -> Named:
    found = Named()
    statement = select(Claim.public_id, Claim.text).where(*in_force(dossier_id))
    for public_id, text in session.execute(statement.order_by(Claim.public_id)):
        found.add(public_id, text)
    return found


def _attributions(session: Session, dossier_id: int) -> dict[tuple[str, str, str], str]:
    statement = (
        select(Claim.public_id, Source.public_id, Attribution.polarity_key, Attribution.public_id)
        .join(Claim, Claim.id == Attribution.claim_id)
        .join(Source, Source.id == Attribution.source_id)
        .where(Attribution.dossier_id == dossier_id, Attribution.withdrawn_at.is_(None))
    )
    return {
        (claim, source, polarity): public_id
        for claim, source, polarity, public_id in session.execute(statement)
    }


def _ratings(session: Session, dossier_id: int) -> dict[tuple[str, str, str], tuple[str, str]]:
    statement = (
        select(
            Rating.public_id, Rating.grade, Rating.by, Rating.scope,
            Source.public_id, Person.public_id, Claim.public_id,
        )
        .outerjoin(Source, Source.id == Rating.source_id)
        .outerjoin(Person, Person.id == Rating.person_id)
        .outerjoin(Claim, Claim.id == Rating.claim_id)
        .where(
            Rating.dossier_id == dossier_id, Rating.withdrawn_at.is_(None),
            Rating.superseded_at.is_(None),
        )
    )  # fmt: skip
    return {
        (source or person or claim or "", by, scope_key(scope)): (public_id, grade)
        for public_id, grade, by, scope, source, person, claim in session.execute(statement)
    }
