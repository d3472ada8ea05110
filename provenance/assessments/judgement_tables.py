"""Rows → tables of what is judged of those who speak: ties, ratings, dependences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import Ids, fetch, of_dossier
from provenance.assessments.present import Present, values
from provenance.assessments.source_tables import (
    Days,
    People,
    days,
    days_of,
    grouped,
    known,
    live_rows,
)
from provenance.claims.models import DependenceClaim
from provenance.ratings.models import Rating
from provenance.scoring.codes import (
    NOT_STATED,
    WORDS,
    Grade,
    Ground,
    TieKind,
    Verdict,
    encode_one,
)
from provenance.scoring.types import Dependences, Ratings, Ties
from provenance.sources.models import Affiliation, Dependence, Person, Tie
from provenance.vocabulary import RELIABILITY


def read_ties(session: Session, dossier_id: int, people: People, who: Present) -> Ties:
    """Ties in force whose kind the engine knows; an affiliation is a tie "part of"."""
    columns = ("a_organisation_id", "a_person_id", "b_organisation_id", "b_person_id", "kind",
               "since", "until")  # fmt: skip
    found = [
        (people.party(row[2], row[3]), people.party(row[4], row[5]), row[6], row[7], row[8])
        for row in live_rows(session, dossier_id, Tie, _tied(session, who), *columns)
    ]
    statement = (
        select(Affiliation.person_id, Affiliation.organisation_id, Affiliation.since,
               Affiliation.until)
        .join(Person, Person.id == Affiliation.person_id)
        .where(of_dossier(Person.dossier_id, dossier_id, who.persons))
    )  # fmt: skip
    affiliated = fetch(session, statement, Affiliation.person_id, who.persons)
    for person, organisation, since, until in affiliated:
        a, b = people.party(None, person), people.party(organisation, None)
        found.append((a, b, WORDS[TieKind][TieKind.PART_OF], since, until))
    rows = sorted(
        (a, b, encode_one(TieKind, kind), str(days(since)[0]), str(days(until)[1]))
        for a, b, kind, since, until in found
        if min(a, b) >= 0 and a != b and known(TieKind, kind)
    )
    return Ties.of(
        len(rows),
        a=[row[0] for row in rows],
        b=[row[1] for row in rows],
        kind=[row[2] for row in rows],
        time_from=[float(row[3]) for row in rows],
        time_to=[float(row[4]) for row in rows],
    )


def _tied(session: Session, who: Present) -> set[int] | None:
    """Ties that begin with one of those present; all where nobody is singled out."""
    if who.organisations is None or who.persons is None:
        return None
    return values(session, Tie.id, Tie.a_organisation_id, who.organisations) | values(
        session, Tie.id, Tie.a_person_id, who.persons
    )


@dataclass(frozen=True, slots=True)
class Scopes:
    """What ratings and dependences of a scope need to know of the claims, by claim number."""

    topics: Mapping[str, list[int]]
    times: list[Days]
    spoken: Mapping[int, list[int]]
    """Source number → claims that it speaks on."""

    def rated(self, source: int, topic: str | None, period: Days | None) -> list[int]:
        """The source's claims within a rating's scope. A claim of unknown time is in no period."""
        claims = self.spoken.get(source, [])
        if topic is not None:
            about = set(self.topics.get(topic.casefold(), ()))
            claims = [claim for claim in claims if claim in about]
        if period is None:
            return claims
        return [claim for claim in claims if _overlap(self.times[claim], period)]


def _overlap(one: Days, other: Days) -> bool:
    """Whether two times meet; one that is not known at all meets none."""
    if one[0] != one[0] and one[1] != one[1]:
        return False
    return not (one[0] > other[1] or other[0] > one[1])


def read_ratings(
    session: Session, dossier_id: int, people: People, scopes: Scopes, who: Present
) -> tuple[Ratings, tuple[str, ...]]:
    """Reliability ratings in force (a person's: one row for each of his sources), and the raters."""
    statement = select(
        Rating.source_id,
        Rating.person_id,
        Rating.by,
        Rating.grade,
        Rating.scope,
        Rating.public_id,
    ).where(
        of_dossier(Rating.dossier_id, dossier_id, who.sources),
        Rating.withdrawn_at.is_(None),
        Rating.superseded_at.is_(None),
        Rating.claim_id.is_(None),
        Rating.grade.in_(list(RELIABILITY)),
    )
    found = fetch(session, statement, Rating.source_id, who.sources)
    if who.persons is not None:
        found += fetch(session, statement, Rating.person_id, who.persons)
    given = [rating for rating in found if rating.public_id not in people.as_if.set_aside]
    raters = sorted({rating.by.casefold() for rating in given})
    number = {rater: at for at, rater in enumerate(raters)}
    rows: set[tuple[int, int, int, int]] = set()
    for source, person, by, grade, scope, _ in given:
        rater, code = number[by.casefold()], encode_one(Grade, grade)
        for one in _rated(people, source, person):
            rows |= {(one, rater, code, claim) for claim in _scope(scopes, one, scope)}
    ordered = sorted(rows)
    table = Ratings.of(
        len(ordered),
        source=[row[0] for row in ordered],
        rater=[row[1] for row in ordered],
        grade=[row[2] for row in ordered],
        claim=[row[3] for row in ordered],
    )
    return table, tuple(raters)


def _rated(people: People, source: int | None, person: int | None) -> list[int]:
    if source is not None:
        return [people.sources.index[source]] if source in people.sources.index else []
    return people.sources_of_person.get(people.persons.number(person), [])


def _scope(scopes: Scopes, source: int, scope: dict[str, Any] | None) -> list[int]:
    topic, period = (scope or {}).get("topic"), (scope or {}).get("period")
    if topic is None and period is None:
        return [NOT_STATED]
    edtf = period.get("edtf") if isinstance(period, dict) else period
    return scopes.rated(source, topic, None if period is None else days_of(edtf))


def read_dependences(
    session: Session, dossier_id: int, people: People, claims: Ids, scopes: Scopes,
    who: Present,
) -> Dependences:  # fmt: skip
    """Dependences in force; one that names claims or a topic holds for those claims alone."""
    only = who.sources and values(session, Dependence.id, Dependence.a_id, who.sources)
    statement = (
        select(DependenceClaim.dependence_id, DependenceClaim.claim_id)
        .join(Dependence, Dependence.id == DependenceClaim.dependence_id)
        .where(of_dossier(Dependence.dossier_id, dossier_id, only))
    )
    named = grouped(
        (row[0], row[1]) for row in fetch(session, statement, DependenceClaim.dependence_id, only)
    )
    rows: set[tuple[int, int, int, int, int]] = set()
    for row in live_rows(
        session, dossier_id, Dependence, only, "a_id", "b_id", "ground", "verdict", "topic"
    ):
        a, b = people.sources.number(row.a_id), people.sources.number(row.b_id)
        if min(a, b) < 0 or a == b or row.public_id in people.as_if.set_aside:
            continue
        codes = encode_one(Ground, row.ground), encode_one(Verdict, row.verdict)
        for claim in _holds_for(named.get(row.id), row.topic, claims, scopes):
            rows.add((a, b, *codes, claim))
    ordered = sorted(rows)
    return Dependences.of(
        len(ordered),
        a=[row[0] for row in ordered],
        b=[row[1] for row in ordered],
        ground=[row[2] for row in ordered],
        verdict=[row[3] for row in ordered],
        claim=[row[4] for row in ordered],
    )


def _holds_for(
    named: list[int] | None, topic: str | None, claims: Ids, scopes: Scopes
) -> list[int]:
    if named is None and topic is None:
        return [NOT_STATED]
    about = scopes.topics.get(topic.casefold(), []) if topic is not None else []
    return [claims.index[row] for row in named or () if row in claims.index] + list(about)
