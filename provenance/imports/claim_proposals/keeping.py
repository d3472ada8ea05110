"""Storing the proposed claims of a document that is taken into the dossier, in bulk."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from provenance.db.exchange.store import insert_rows
from provenance.documents.models import Revision
from provenance.dossiers.identifiers import issue_ids
from provenance.imports.claim_proposals.making import Proposed, proposals_of
from provenance.imports.claim_proposals.models import (
    WAITING,
    ClaimProposal,
    ClaimProposalCitation,
)
from provenance.imports.findings import Place
from provenance.imports.plan import ImportPlan
from provenance.values import DateText

AROUND = 32
"""Characters before and after a clause that are kept to find it again."""
Rows = list[dict[str, Any]]


def keep_proposals(
    session: Session, dossier_id: int, revision: Revision, plan: ImportPlan,
    citations: Mapping[Place, int], wanted: Callable[[Proposed], bool] = lambda _: True,
) -> Rows:  # fmt: skip
    """Store every clause that is wanted as a proposal that waits; the rows. ``citations``: place →
    row.

    The caller counts them in the document's own audit entry.
    """
    made = [one for one in proposals_of(plan) if wanted(one)]
    ids = issue_ids(session, dossier_id, "proposal", [None] * len(made))
    rows = [
        {**_row(one, revision), "dossier_id": dossier_id, "public_id": public_id}
        for one, public_id in zip(made, ids, strict=True)
    ]
    keys = insert_rows(session, ClaimProposal, rows)
    links = [
        link
        for one, key in zip(made, keys, strict=True)
        for link in _links(one, key, citations)
    ]  # fmt: skip
    insert_rows(session, ClaimProposalCitation, links)
    return rows


def _row(one: Proposed, revision: Revision) -> dict[str, Any]:
    text = revision.text
    return {
        "version": 1, "blank": None, "withdrawn_at": None,
        "document_id": revision.document_id, "revision_id": revision.id,
        "start": one.start, "end": one.end, "exact": text[one.start : one.end],
        "prefix": text[max(0, one.start - AROUND) : one.start],
        "suffix": text[one.end : one.end + AROUND],
        "text": one.text, "kind": one.kind, "basis": one.basis, "polarity": one.polarity,
        "interest": one.interest, "strength": one.strength,
        "hedges": list(one.hedges) or None,
        "time": DateText(one.time.edtf, one.time.verbatim) if one.time else None,
        "status": WAITING, "claim_id": None, "decided_by": None, "decided_at": None, "reason": None,
    }  # fmt: skip


def _links(one: Proposed, key: int, citations: Mapping[Place, int]) -> Rows:
    """One row for each citation and part; a citation that was not kept is left out."""
    found: dict[tuple[int, str], str] = {}
    for link in one.links:
        if link.place in citations:
            found.setdefault((citations[link.place], link.part), link.basis)
    return [
        {"proposal_id": key, "number": number, "citation_id": citation, "part": part,
         "basis": basis}
        for number, ((citation, part), basis) in enumerate(found.items())
    ]  # fmt: skip
