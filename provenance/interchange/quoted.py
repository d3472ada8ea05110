"""Settling proposals of which there are claims already, as in a dossier that came with both: a clause
whose words a claim quotes waits for nobody.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.audit.record import Subject, record
from provenance.claims.models import Claim, Quote
from provenance.documents.models import Document
from provenance.documents.queries import latest_revision
from provenance.dossiers.changes import LABEL_LENGTH
from provenance.dossiers.models import Dossier
from provenance.imports.claim_proposals.models import TAKEN, WAITING, ClaimProposal
from provenance.reports.quotations import locate

Quoted = Sequence[tuple[int, int, int]]
"""Start, end and claim row of every quote in a document."""
Settled = tuple[ClaimProposal, int]


def take_quoted(session: Session, actor: Actor, dossier: Dossier, reason: str) -> int:
    """Count each waiting proposal as taken by the claim that quotes most of it; how many. One entry
    for each document."""
    at, total = clock.now(), 0
    for document_id, found in groupby(_settled(session, dossier), lambda one: one[0].document_id):
        settled = list(found)
        for row, claim_id in settled:
            row.status, row.claim_id, row.reason = TAKEN, claim_id, reason
            row.decided_at, row.decided_by = at, actor.name
        session.flush()
        document = session.get_one(Document, document_id)
        subject = Subject(
            "document", document.public_id, document.title[:LABEL_LENGTH], document_id
        )
        after = {"proposals": {row.public_id: TAKEN for row, _ in settled}}
        record(session, actor, "imports:document:match", chain=dossier.slug, subject=subject,
               reason=reason, after=after)  # fmt: skip
        total += len(settled)
    return total


def _settled(session: Session, dossier: Dossier) -> Iterator[Settled]:
    """The proposals that a claim quotes, by document and place."""
    waiting = select(ClaimProposal).where(
        ClaimProposal.dossier_id == dossier.id, ClaimProposal.status == WAITING,
        ClaimProposal.withdrawn_at.is_(None),
    )  # fmt: skip
    rows = session.scalars(waiting.order_by(ClaimProposal.document_id, ClaimProposal.start)).all()
    for document_id, group in groupby(rows, lambda row: row.document_id):
        quoted = _quoted(session, document_id)
        for row in group:
            claim_id = _quoting(row, quoted)
            if claim_id is not None:
                yield row, claim_id


def _quoted(session: Session, document_id: int) -> Quoted:
    revision = latest_revision(session, document_id)
    text = revision.text if revision is not None else ""
    quotes = session.scalars(
        select(Quote)
        .join(Claim, Claim.id == Quote.claim_id)
        .where(Quote.document_id == document_id, Claim.withdrawn_at.is_(None))
        .order_by(Quote.claim_id, Quote.number)
    )
    found = ((locate(text, quote), quote.claim_id) for quote in quotes)
    return [(*span, claim_id) for span, claim_id in found if span is not None]


def _quoting(row: ClaimProposal, quoted: Quoted) -> int | None:
    """The claim whose quote shares most characters with the clause; None where none shares any."""
    if row.start is None or row.end is None:
        return None
    first, last = row.start, row.end
    shared = [(min(end, last) - max(start, first), claim) for start, end, claim in quoted]
    most, claim = max(shared, key=lambda one: one[0], default=(0, 0))
    return claim if most > 0 else None
