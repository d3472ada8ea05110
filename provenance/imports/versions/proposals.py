"""Proposed claims of a document that gets a new version: what still stands moves along, as decided or as
waiting as it was; clauses that are new are proposed; a waiting one whose words are gone is withdrawn.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.documents.queries import latest_revision
from provenance.imports.claim_proposals.keeping import keep_proposals
from provenance.imports.claim_proposals.models import WAITING, ClaimProposal
from provenance.imports.findings import Place
from provenance.imports.versions.plan import VersionPlan
from provenance.ingest.versions.anchors import (
    KEPT,
    MOVED,
    ORPHAN,
    Anchor,
    Anchoring,
    surroundings,
)
from provenance.ingest.versions.words import Span

NEW = "new"


def reanchor_proposals(
    session: Session, version: VersionPlan, citations: Mapping[Place, int]
) -> dict[str, int]:
    """How many are kept, moved, orphans and new. ``citations``: place in the draft → row."""
    revision = latest_revision(session, version.document.id)
    assert revision is not None  # noqa: S101 - the new version was stored before
    anchoring = Anchoring(version.comparison.ground)
    statement = select(ClaimProposal).where(
        ClaimProposal.document_id == version.document.id, ClaimProposal.withdrawn_at.is_(None)
    )
    counts: Counter[str] = Counter()
    standing: list[Span] = []
    for row in session.scalars(statement.order_by(ClaimProposal.id)):
        anchor = Anchor(
            row.public_id, row.exact, row.prefix or "", row.suffix or "", row.start, row.end
        )
        found = anchoring.of(anchor)
        if found.state not in (KEPT, MOVED) or found.start is None or found.end is None:
            counts[ORPHAN] += 1
            row.start = row.end = None
            row.withdrawn_at = clock.now() if row.status == WAITING else None
            continue
        counts[found.state] += 1
        row.start, row.end, row.exact = found.start, found.end, found.exact or row.exact
        row.prefix, row.suffix = surroundings(revision.text, found.start, found.end)
        row.revision_id = revision.id
        standing.append((found.start, found.end))
    session.flush()
    free = _Free(standing)
    new = keep_proposals(
        session, version.document.dossier_id, revision, version.imports, citations,
        wanted=lambda one: free.has(one.start, one.end),
    )  # fmt: skip
    counts[NEW] = len(new)
    return dict(counts)


class _Free:
    """What no stretch takes words from."""

    def __init__(self, taken: Iterable[Span]) -> None:
        self.taken = sorted(taken)
        self.ends: list[int] = []
        for _, end in self.taken:
            self.ends.append(max(end, self.ends[-1] if self.ends else 0))

    def has(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps none of them."""
        before = bisect_left(self.taken, (end, 0))
        return not before or self.ends[before - 1] <= start
