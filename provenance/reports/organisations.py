"""Organisations for pages: their names, who speaks for them, and how they are tied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.dossiers.models import Dossier
from provenance.sources.models import (
    Affiliation,
    Organisation,
    Person,
    Source,
    SourceOrganisation,
    Tie,
)
from provenance.sources.queries import aliases_of, live_organisations, live_ties
from provenance.values import DateText

REVERSED = {
    "part of": "has as a part",
    "ally of": "ally of",
    "rival of": "rival of",
    "at war with": "at war with",
    "speaks for": "spoken for by",
    "subordinate of": "superior of",
}
"""How a tie reads from its second end; other kinds are shown with the ends in order."""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One line of the list."""

    id: str
    name: str
    aliases: list[str]
    sources: int
    persons: int
    ties: int


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie read from one organisation's side; ``other_kind`` is organisation or person."""

    id: str
    words: str
    other_kind: str
    other_id: str
    other_name: str
    since: DateText | None
    until: DateText | None


def organisation_rows(session: Session, dossier: Dossier) -> list[OrganisationRow]:
    """Organisations in force, by name, with what hangs on each."""
    aliases = aliases_of(session, dossier.id)
    sources = _counts(
        session,
        select(SourceOrganisation.organisation_id, func.count())
        .join(Source, Source.id == SourceOrganisation.source_id)
        .where(Source.dossier_id == dossier.id, Source.withdrawn_at.is_(None))
        .group_by(SourceOrganisation.organisation_id),
    )
    persons = _counts(
        session,
        select(Affiliation.organisation_id, func.count(Affiliation.person_id.distinct()))
        .join(Person, Person.id == Affiliation.person_id)
        .where(Person.dossier_id == dossier.id, Person.withdrawn_at.is_(None))
        .group_by(Affiliation.organisation_id),
    )
    ties: dict[int, int] = {}
    for tie in live_ties(session, dossier.id):
        for end in {tie.a_organisation_id, tie.b_organisation_id} - {None}:
            ties[end or 0] = ties.get(end or 0, 0) + 1
    return [
        OrganisationRow(
            one.public_id, one.name, aliases.get(one.id, []),
            sources.get(one.id, 0), persons.get(one.id, 0), ties.get(one.id, 0),
        )
        for one in live_organisations(session, dossier.id)
    ]  # fmt: skip


def ties_of(session: Session, dossier: Dossier, one: Organisation) -> list[TieLine]:
    """Ties in force of an organisation, each read from its side."""
    mine = [
        tie
        for tie in live_ties(session, dossier.id)
        if one.id in (tie.a_organisation_id, tie.b_organisation_id)
    ]
    names = _names(session, mine)
    lines = [_line(tie, one, names) for tie in mine]
    return sorted(lines, key=lambda line: (line.words, line.other_name))


def _line(tie: Tie, one: Organisation, names: Mapping[tuple[str, int], tuple[str, str]]) -> TieLine:
    first = tie.a_organisation_id == one.id
    organisation, person = (
        (tie.b_organisation_id, tie.b_person_id)
        if first
        else (tie.a_organisation_id, tie.a_person_id)
    )
    kind = "organisation" if organisation is not None else "person"
    public_id, name = names[kind, organisation or person or 0]
    words = tie.kind if first else REVERSED.get(tie.kind, f"is what the other is “{tie.kind}” to")
    return TieLine(tie.public_id, words, kind, public_id, name, tie.since, tie.until)


def _names(session: Session, ties: Sequence[Tie]) -> dict[tuple[str, int], tuple[str, str]]:
    """(kind, row) → public id and name of everything at the ends of the ties."""
    organisations = {key for tie in ties for key in (tie.a_organisation_id, tie.b_organisation_id)}
    persons = {key for tie in ties for key in (tie.a_person_id, tie.b_person_id)}
    found: dict[tuple[str, int], tuple[str, str]] = {}
    groups = select(Organisation).where(Organisation.id.in_(organisations - {None}))
    for group in session.scalars(groups):
        found["organisation", group.id] = (group.public_id, group.name)
    for person in session.scalars(select(Person).where(Person.id.in_(persons - {None}))):
        found["person", person.id] = (person.public_id, person.label)
    return found


def speakers_for(session: Session, one: Organisation) -> Sequence[Source]:
    """Sources in force that spoke for the organisation, by label."""
    statement = (
        select(Source)
        .join(SourceOrganisation, SourceOrganisation.source_id == Source.id)
        .where(SourceOrganisation.organisation_id == one.id, Source.withdrawn_at.is_(None))
    )
    return session.scalars(statement.order_by(Source.label, Source.public_id)).all()


def members_of(session: Session, one: Organisation) -> Sequence[tuple[Person, Affiliation]]:
    """Persons in force with an affiliation to the organisation, by label."""
    statement = (
        select(Person, Affiliation)
        .join(Affiliation, Affiliation.person_id == Person.id)
        .where(Affiliation.organisation_id == one.id, Person.withdrawn_at.is_(None))
        .order_by(Person.label, Person.public_id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def _counts(session: Session, statement: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(statement)}
