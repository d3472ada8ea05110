"""What the dossier has already: its sources and organisations, as matching needs them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.identities.queries import merged_away, told_apart
from provenance.ingest.matching import ToldApart
from provenance.ingest.own_vocabulary import Vocabulary
from provenance.ingest.works import fold_key
from provenance.sources.models import Affiliation, Organisation, Person, Source
from provenance.sources.own_words import own_words
from provenance.sources.queries import (
    aliases_of,
    live_organisations,
    live_sources,
    organisations_of,
)


@dataclass(frozen=True)
class Known:
    """``sources`` by public id; ``organisations`` by each of their folded names."""

    sources: dict[str, Source]
    members: dict[str, tuple[str, ...]]
    """Source → names of the organisations for which it speaks."""
    organisations: dict[str, Organisation]
    names: dict[str, tuple[str, ...]]
    """Organisation → its name and other names."""
    affiliations: dict[str, tuple[str, ...]]
    """Folded name of a named person → names of the organisations that he belongs to."""

    apart: ToldApart = field(default_factory=ToldApart)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    merged: dict[str, str] = field(default_factory=dict)
    """Source that was merged → the one in whose place it stands: decisions follow it there."""

    def now(self, public_id: str) -> str:
        """The source that stands in the place of one that was merged; any other id as it is."""
        return self.merged.get(public_id, public_id)

    def organisation(self, name: str) -> Organisation | None:
        """The organisation of that name or alias."""
        return self.organisations.get(organisation_key(name))


@lru_cache(maxsize=8192)
def organisation_key(name: str) -> str:
    """A name for comparison: without case, accents, punctuation and article."""
    return fold_key(name).removeprefix("the ")


def read_known(session: Session, dossier_id: int) -> Known:
    """The dossier's sources and organisations in force."""
    sources = live_sources(session, dossier_id)
    organisations = live_organisations(session, dossier_id)
    aliases = aliases_of(session, dossier_id)
    members = organisations_of(session, [source.id for source in sources])
    names = {o.public_id: (o.name, *aliases.get(o.id, ())) for o in organisations}
    return Known(
        sources={source.public_id: source for source in sources},
        members={s.public_id: tuple(o.name for o in members.get(s.id, ())) for s in sources},
        organisations=_by_name(organisations, names),
        names=names,
        affiliations=_affiliations(session, dossier_id),
        apart=told_apart(session, dossier_id),
        vocabulary=_vocabulary(session, dossier_id),
        merged=merged_away(session, dossier_id),
    )


def _vocabulary(session: Session, dossier_id: int) -> Vocabulary:
    lines = own_words(session, dossier_id)
    return Vocabulary.of((line.kind, line.word, line.aliases) for line in lines)


def _affiliations(session: Session, dossier_id: int) -> dict[str, tuple[str, ...]]:
    statement = (
        select(Person.label, Organisation.name)
        .join(Affiliation, Affiliation.person_id == Person.id)
        .join(Organisation, Organisation.id == Affiliation.organisation_id)
        .where(
            Person.dossier_id == dossier_id, Person.withdrawn_at.is_(None), Person.named.is_(True)
        )
        .order_by(Affiliation.id)
    )
    found: dict[str, tuple[str, ...]] = {}
    for label, name in session.execute(statement):
        found[fold_key(label)] = (*found.get(fold_key(label), ()), name)
    return found


def _by_name(
    organisations: Iterable[Organisation], names: dict[str, tuple[str, ...]]
) -> dict[str, Organisation]:
    """A name proper goes before another organisation's alias."""
    found: dict[str, Organisation] = {}
    for organisation in organisations:
        found.setdefault(organisation_key(organisation.name), organisation)
    for organisation in organisations:
        for alias in names[organisation.public_id][1:]:
            found.setdefault(organisation_key(alias), organisation)
    return found
