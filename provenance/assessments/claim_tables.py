"""Rows → tables of what is said: claims and attributions.

Each reads the whole dossier, or the given claim rows and what hangs on them.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.assessments import quantities
from provenance.assessments.numbering import Ids, Only, claim_label, fetch, of_dossier
from provenance.assessments.source_tables import (
    Days,
    People,
    days,
    grouped,
    known,
)
from provenance.assessments.supposing import Relay, joined
from provenance.citations.models import Citation
from provenance.claims.models import (
    Attribution,
    AttributionCitation,
    AttributionVia,
    Claim,
    ClaimSubject,
    Hedge,
    Quote,
)
from provenance.claims.queries import stands
from provenance.documents.models import Note
from provenance.scoring.codes import (
    NOT_STATED,
    ClaimKind,
    Directness,
    Interest,
    LinkBasis,
    Polarity,
    Qualifier,
    Strength,
    encode,
    tristate,
)
from provenance.scoring.hedges import strongest
from provenance.scoring.types import Attributions, Claims, lists

_STANCE: Mapping[str, type[IntEnum]] = {
    "polarity": Polarity, "interest": Interest, "strength": Strength, "directness": Directness
}  # fmt: skip


def read_claims(
    session: Session, dossier_id: int, people: People, only: Only
) -> tuple[Ids, Claims, Mapping[str, list[int]], list[Days]]:
    """Numbers, table, claim numbers by topic (case folded), and times by claim number."""
    statement = select(
        Claim.id, Claim.public_id, Claim.text, Claim.kind, Claim.universal, Claim.negative,
        Claim.importance, Claim.time, Claim.topics, Claim.quantity,
    ).where(
        of_dossier(Claim.dossier_id, dossier_id, only), Claim.withdrawn_at.is_(None), stands()
    )  # fmt: skip
    found = {row.id: row for row in fetch(session, statement, Claim.id, only)}
    ids = Ids.of(
        (row.id, row.public_id, claim_label(row.public_id, row.text)) for row in found.values()
    )
    rows = [found[row] for row in ids.rows]
    about = _subjects(session, dossier_id, people, only)
    start, entries = lists([about.get(row.id, []) for row in rows])
    times = [days(row.time) for row in rows]
    figures = [quantities.figure(row.quantity) for row in rows]
    unit = quantities.number_units(row.quantity for row in rows)
    table = Claims.of(
        len(rows),
        kind=encode(ClaimKind, [known(ClaimKind, row.kind) for row in rows]),
        universal=tristate(row.universal for row in rows),
        negative=tristate(row.negative for row in rows),
        importance=[NOT_STATED if row.importance is None else row.importance for row in rows],
        time_from=[time[0] for time in times],
        time_to=[time[1] for time in times],
        figure=figures,
        unit=unit,
        qualifier=encode(Qualifier, [(row.quantity or {}).get("qualifier") for row in rows]),
        subject_start=start,
        subject=entries,
    )
    topics = grouped(
        (topic.casefold(), at)
        for at, row in enumerate(rows)
        for topic in sorted(set(row.topics or ()))
    )
    return ids, table, topics, times


def _subjects(
    session: Session, dossier_id: int, people: People, only: Only
) -> dict[int, list[int]]:
    statement = (
        select(ClaimSubject.claim_id, ClaimSubject.organisation_id, ClaimSubject.person_id)
        .join(Claim, Claim.id == ClaimSubject.claim_id)
        .where(of_dossier(Claim.dossier_id, dossier_id, only))
        .order_by(ClaimSubject.claim_id, ClaimSubject.number)
    )
    rows = fetch(session, statement, ClaimSubject.claim_id, only)
    parties = ((row.claim_id, people.party(row.organisation_id, row.person_id)) for row in rows)
    return grouped((claim, party) for claim, party in parties if party >= 0)


def read_attributions(
    session: Session, dossier_id: int, people: People, claims: Ids, only: Only
) -> tuple[Ids, Attributions, list[str]]:
    """Numbers, table, and what was passed over in words."""
    found = _recorded(session, dossier_id, people, claims, only)
    as_if = people.as_if
    into = as_if.folded(found)
    cited = joined(_cited(session, dossier_id, only), into)
    hedges = joined(_hedges(session, dossier_id, only), into)
    quoted = _quoted(session, dossier_id, only)
    through = _through(session, dossier_id, only)
    as_if.forget(session, found, cited, quoted, through, people.silent)
    ids = Ids.of((row.id, row.public_id, row.public_id) for row in found.values())
    rows = [found[row] for row in ids.rows]
    document = [
        people.documents.number(
            next(iter(cited.get(row.id, []) + quoted.get(row.claim_id, [])), None)
        )
        for row in rows
    ]
    via, passed_over = _via(people, rows, document, through)
    start, entries = lists([via.get(row.id, []) for row in rows])
    stances = {name: encode(code, [getattr(row, name) for row in rows])
               for name, code in _STANCE.items()}  # fmt: skip
    table = Attributions.of(
        len(rows),
        claim=[claims.index[row.claim_id] for row in rows],
        source=[people.sources.index[row.source_id] for row in rows],
        document=document,
        link=encode(LinkBasis, [row.link_basis for row in rows]),
        cited=[int(row.id in cited) for row in rows],
        author_hedge=[
            strongest(text for text, by in hedges.get(row.id, ()) if by == "author") for row in rows
        ],
        source_hedged=[any(by == "source" for _, by in hedges.get(row.id, ())) for row in rows],
        via_start=start,
        via=entries,
        **stances,
    )
    return ids, table, passed_over


def _recorded(
    session: Session, dossier_id: int, people: People, claims: Ids, only: Only
) -> dict[int, Any]:
    """Attributions in force by row."""
    statement = select(
        Attribution.id, Attribution.public_id, Attribution.claim_id, Attribution.source_id,
        Attribution.polarity, Attribution.interest, Attribution.strength, Attribution.directness,
        Attribution.link_basis,
    ).where(
        of_dossier(Attribution.dossier_id, dossier_id, only), Attribution.withdrawn_at.is_(None)
    )  # fmt: skip
    return {
        row.id: row
        for row in fetch(session, statement, Attribution.claim_id, only)
        if row.claim_id in claims.index and row.source_id in people.sources.index
    }


def _of_attributions(statement: Any, link: Any, dossier_id: int, only: Only) -> Any:
    """A statement over what hangs on attributions in force, in the order recorded."""
    return (
        statement.join(Attribution, Attribution.id == link.attribution_id)
        .where(
            of_dossier(Attribution.dossier_id, dossier_id, only),
            Attribution.withdrawn_at.is_(None),
        )
        .order_by(link.attribution_id, link.number)
    )


def _cited(session: Session, dossier_id: int, only: Only) -> dict[int, list[int]]:
    """Attribution row → document rows of its citations in force."""
    where = func.coalesce(Citation.document_id, Note.document_id)
    statement = (
        select(AttributionCitation.attribution_id, where)
        .select_from(AttributionCitation)
        .join(Citation, Citation.id == AttributionCitation.citation_id)
        .outerjoin(Note, Note.id == Citation.note_id)
        .where(Citation.withdrawn_at.is_(None))
    )
    statement = _of_attributions(statement, AttributionCitation, dossier_id, only)
    rows = fetch(session, statement, Attribution.claim_id, only)
    return grouped((row[0], row[1]) for row in rows)


def _quoted(session: Session, dossier_id: int, only: Only) -> dict[int, list[int]]:
    """Claim row → document rows of its quotes."""
    where = func.coalesce(Quote.document_id, Note.document_id)
    statement = (
        select(Quote.claim_id, where)
        .select_from(Quote)
        .join(Claim, Claim.id == Quote.claim_id)
        .outerjoin(Note, Note.id == Quote.note_id)
        .where(of_dossier(Claim.dossier_id, dossier_id, only))
        .order_by(Quote.claim_id, Quote.number)
    )
    rows = fetch(session, statement, Quote.claim_id, only)
    return grouped((row[0], row[1]) for row in rows)


def _hedges(session: Session, dossier_id: int, only: Only) -> dict[int, list[tuple[str, str]]]:
    statement = _of_attributions(
        select(Hedge.attribution_id, Hedge.text, Hedge.by), Hedge, dossier_id, only
    )
    rows = fetch(session, statement, Attribution.claim_id, only)
    return grouped((row[0], (row[1], row[2])) for row in rows)


def _through(session: Session, dossier_id: int, only: Only) -> dict[int, list[Relay]]:
    """Attribution row → those through whom it came, nearest first."""
    statement = _of_attributions(
        select(AttributionVia.attribution_id, AttributionVia.source_id, AttributionVia.person_id),
        AttributionVia,
        dossier_id,
        only,
    )
    rows = fetch(session, statement, Attribution.claim_id, only)
    return grouped((row[0], (row[1], row[2])) for row in rows)


def _via(
    people: People, rows: list[Any], document: list[int], found: Mapping[int, list[Relay]]
) -> tuple[dict[int, list[int]], list[str]]:
    """Attribution row → source numbers, nearest first, each once; neither the source itself nor an
    author of the document, who is the document's own channel."""
    chains: dict[int, list[int]] = {}
    passed_over: list[str] = []
    for row, through in zip(rows, document, strict=True):
        left_out = {people.sources.index[row.source_id], *people.authors.get(through, ())}
        for source, person in found.get(row.id, ()):
            number = _relay(people, source, person)
            if number < 0:
                passed_over.append(f"{row.public_id}: someone it came through is no source here")
            elif number not in left_out:
                left_out.add(number)
                chains.setdefault(row.id, []).append(number)
    return chains, passed_over


def _relay(people: People, source: int | None, person: int | None) -> int:
    if source is not None:
        return people.sources.number(source)
    spoke: list[int] = list(people.sources_of_person.get(people.persons.number(person), ()))
    return spoke[0] if spoke else NOT_STATED


def spoken(attributions: Attributions) -> dict[int, list[int]]:
    """Source number → claim numbers that it speaks on, each once."""
    pairs = {
        (int(source), int(claim))
        for source, claim in zip(attributions.source, attributions.claim, strict=True)
    }
    return grouped(sorted(pairs))
