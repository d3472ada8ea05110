"""What would leave the house: the claims that are chosen, all that goes with them, and whom it names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from provenance.assessments.models import ClaimResult
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.claims.queries import in_force
from provenance.documents.models import Document, Note
from provenance.dossiers.models import Dossier
from provenance.interchange.dump import read_lists
from provenance.interchange.lists import LISTS
from provenance.interchange.package import protected_ids
from provenance.interchange.select import select as select_claims
from provenance.sources.models import Source

Record = Mapping[str, Any]
UNSTATED = "draft"
"""What a claim without a status is taken for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims: any of each kind of word given; nothing given means all claims."""

    statuses: tuple[str, ...] = ()
    likelihoods: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.statuses or self.likelihoods or self.sources or self.documents)

    def words(self) -> str:
        """The choice in a line."""
        parts = [
            ("status", self.statuses), ("likelihood", self.likelihoods),
            ("source", self.sources), ("document", self.documents),
        ]  # fmt: skip
        named = [f"{name} {' or '.join(words)}" for name, words in parts if words]
        return "; ".join(named) or "all claims"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a package of the choice holds. ``exposed``: protected persons and sources in it;
    ``restricted``: documents in it whose notes identify somebody."""

    claims: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    exposed: tuple[Record, ...]
    restricted: tuple[Record, ...]

    def rows(self) -> list[tuple[str, int, None]]:
        """The counts as a picture takes them; they lead nowhere, being of a package to come."""
        return [(name, count, None) for name, count in self.counts]


def chosen_ids(session: Session, dossier: Dossier, choice: Choice) -> list[str]:
    """Public ids of the claims that the choice means, in order."""
    statement = select(Claim.public_id).where(*in_force(dossier.id), *_conditions(choice))
    return list(session.scalars(statement.order_by(Claim.public_id)))


def _conditions(choice: Choice) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if choice.statuses:
        found.append(func.coalesce(Claim.status, UNSTATED).in_(choice.statuses))
    if choice.likelihoods:
        found.append(exists().where(
            ClaimResult.claim_id == Claim.id, ClaimResult.superseded_at.is_(None),
            ClaimResult.likelihood.in_(choice.likelihoods),
        ))  # fmt: skip
    if choice.sources:
        found.append(exists().where(
            Attribution.claim_id == Claim.id, Attribution.withdrawn_at.is_(None),
            Attribution.source_id == Source.id, Source.public_id.in_(choice.sources),
        ))  # fmt: skip
    if choice.documents:
        found.append(or_(_quoted(choice.documents), _cited(choice.documents)))
    return found


def _quoted(documents: Collection[str]) -> ColumnElement[bool]:
    notes = select(Note.id).join(Document).where(Document.public_id.in_(documents))
    own = select(Document.id).where(Document.public_id.in_(documents))
    return exists().where(
        Quote.claim_id == Claim.id, or_(Quote.document_id.in_(own), Quote.note_id.in_(notes))
    )


def _cited(documents: Collection[str]) -> ColumnElement[bool]:
    notes = select(Note.id).join(Document).where(Document.public_id.in_(documents))
    return exists().where(
        Attribution.claim_id == Claim.id, Attribution.withdrawn_at.is_(None),
        AttributionCitation.attribution_id == Attribution.id,
        Citation.id == AttributionCitation.citation_id, Citation.note_id.in_(notes),
    )  # fmt: skip


def what_leaves(session: Session, dossier: Dossier, choice: Choice) -> Leaving:
    """The records that the package of a choice would hold, counted; and whom they name."""
    lists: Mapping[str, list[Any]] = read_lists(session, dossier)
    claims = chosen_ids(session, dossier, choice)
    if not choice.is_all:
        lists = select_claims(lists, claims)
    hidden = protected_ids(session, dossier)
    counts = tuple((spec.name, len(lists[spec.name])) for spec in LISTS if lists[spec.name])
    people = (*lists["persons"], *lists["sources"])
    return Leaving(
        claims=tuple(claims),
        counts=counts,
        exposed=tuple(record for record in people if record["id"] in hidden),
        restricted=tuple(record for record in lists["documents"] if record.get("restricted")),
    )
