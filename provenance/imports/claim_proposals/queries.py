"""Reading proposed claims: of a document, by what they rest on, and how many wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from provenance.citations.models import Citation
from provenance.documents.models import Document
from provenance.imports.claim_proposals.models import (
    STATUSES,
    VOICE,
    WAITING,
    ClaimProposal,
    ClaimProposalCitation,
)
from provenance.sources.models import DocumentAuthor, Source
from provenance.vocabulary import LINK_BASES

AUTHOR = LINK_BASES[5]
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """What the list is narrowed to; blank: everything. Ids are public."""

    status: str = WAITING
    basis: str = ""
    note: str = ""
    source: str = ""
    hedged: bool = False


def counts_of(session: Session, document_id: int) -> Counts:
    """How many proposals of the document wait, were taken, were rejected; and ``all``."""
    statement = (
        select(ClaimProposal.status, func.count())
        .where(ClaimProposal.document_id == document_id, ClaimProposal.withdrawn_at.is_(None))
        .group_by(ClaimProposal.status)
    )
    found = {row[0]: row[1] for row in session.execute(statement)}
    return {**{status: found.get(status, 0) for status in STATUSES}, "all": sum(found.values())}


def waiting_by_document(session: Session, dossier_id: int) -> dict[int, int]:
    """Document row → how many of its proposals wait; documents in force that have some."""
    statement = (
        select(ClaimProposal.document_id, func.count())
        .join(Document, Document.id == ClaimProposal.document_id)
        .where(
            ClaimProposal.dossier_id == dossier_id, ClaimProposal.withdrawn_at.is_(None),
            ClaimProposal.status == WAITING, Document.withdrawn_at.is_(None),
        )
        .group_by(ClaimProposal.document_id)
    )  # fmt: skip
    return {row[0]: row[1] for row in session.execute(statement)}


def waiting_places(session: Session, document_id: int) -> Sequence[tuple[int, str]]:
    """Where the proposals that wait begin in the text, and their ids, in the order of the list."""
    statement = select(ClaimProposal.start, ClaimProposal.public_id).where(
        ClaimProposal.document_id == document_id, ClaimProposal.status == WAITING,
        ClaimProposal.withdrawn_at.is_(None),
    )  # fmt: skip
    rows = session.execute(statement.order_by(ClaimProposal.start, ClaimProposal.id))
    return [(-1 if row[0] is None else row[0], row[1]) for row in rows]


def chosen(document: Document, wanted: ProposalFilter) -> list[ColumnElement[bool]]:
    """Conditions on the proposals of a document."""
    conditions = [
        ClaimProposal.document_id == document.id,
        ClaimProposal.withdrawn_at.is_(None),
    ]
    if wanted.status:
        conditions.append(ClaimProposal.status == wanted.status)
    if wanted.basis:
        conditions.append(ClaimProposal.basis == wanted.basis)
    if wanted.hedged:
        conditions.append(ClaimProposal.hedges.is_not(None))
    if wanted.note:
        conditions.append(_cites(Citation.note.has(public_id=wanted.note)))
    if wanted.source:
        conditions.append(_of_source(document, wanted.source))
    return conditions


def _cites(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        ClaimProposalCitation.proposal_id == ClaimProposal.id,
        ClaimProposalCitation.citation_id == Citation.id,
        condition,
    )


def _of_source(document: Document, source: str) -> ColumnElement[bool]:
    """Those that a citation of the source carries; the author's are those that nobody else does."""
    writes = exists().where(
        DocumentAuthor.document_id == document.id, DocumentAuthor.source_id == Source.id,
        Source.public_id == source, Source.dossier_id == document.dossier_id,
    )  # fmt: skip
    cited = _cites(Citation.source.has(public_id=source))
    alone = ClaimProposal.basis == AUTHOR
    return or_(cited, alone & writes)


def count_chosen(session: Session, conditions: Sequence[ColumnElement[bool]]) -> int:
    """How many proposals meet the conditions."""
    return session.scalar(select(func.count()).select_from(ClaimProposal).where(*conditions)) or 0


def some_chosen(
    session: Session, conditions: Sequence[ColumnElement[bool]], first: int, most: int
) -> Sequence[ClaimProposal]:
    """A page of them, in the order of the text; ``first`` from 0."""
    statement = (
        select(ClaimProposal)
        .where(*conditions)
        .options(joinedload(ClaimProposal.claim))
        .order_by(ClaimProposal.start, ClaimProposal.id)
    )
    return session.scalars(statement.offset(first).limit(most)).all()


def place_of(
    session: Session, conditions: Sequence[ColumnElement[bool]], public_id: str
) -> int | None:
    """The place of a proposal among those that meet the conditions, from 0; None where it is not."""
    order = (ClaimProposal.start, ClaimProposal.id)
    place = func.row_number().over(order_by=order).label("place")
    every = select(ClaimProposal.public_id, place).where(*conditions).subquery()
    found = session.scalar(select(every.c.place).where(every.c.public_id == public_id))
    return None if found is None else found - 1


def links_of(
    session: Session, proposal_ids: Iterable[int]
) -> dict[int, list[ClaimProposalCitation]]:
    """Proposal row → the citations that it rests on, with their notes and sources, in order."""
    whole = joinedload(ClaimProposalCitation.citation)
    statement = (
        select(ClaimProposalCitation)
        .where(ClaimProposalCitation.proposal_id.in_(list(proposal_ids)))
        .options(whole.joinedload(Citation.note), whole.joinedload(Citation.source))
        .order_by(ClaimProposalCitation.proposal_id, ClaimProposalCitation.number)
    )
    found: dict[int, list[ClaimProposalCitation]] = {}
    for link in session.scalars(statement):
        found.setdefault(link.proposal_id, []).append(link)
    return found


def sources_of_proposals(session: Session, document_id: int) -> Sequence[Any]:
    """Public id and label of the sources on which proposals of the document rest, by label."""
    statement = (
        select(Source.public_id, Source.label)
        .join(Citation, Citation.source_id == Source.id)
        .join(ClaimProposalCitation, ClaimProposalCitation.citation_id == Citation.id)
        .join(ClaimProposal, ClaimProposal.id == ClaimProposalCitation.proposal_id)
        .where(ClaimProposal.document_id == document_id, ClaimProposalCitation.part == VOICE)
        .distinct()
        .order_by(Source.label, Source.public_id)
    )
    return session.execute(statement).all()


def last_decided(session: Session, document_id: int, by: str) -> Sequence[ClaimProposal]:
    """What this person's last act on the document decided, none where there is none."""
    mine = select(func.max(ClaimProposal.decided_at)).where(
        ClaimProposal.document_id == document_id, ClaimProposal.decided_by == by
    )
    statement = select(ClaimProposal).where(
        ClaimProposal.document_id == document_id, ClaimProposal.decided_by == by,
        ClaimProposal.decided_at == mine.scalar_subquery(),
    )  # fmt: skip
    return session.scalars(statement.order_by(ClaimProposal.start, ClaimProposal.id)).all()
