"""What a package takes from the database beside the dossier file: scores, and the audit chain."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.queries import score_json
from provenance.audit.models import AuditChain, AuditEntry
from provenance.dossiers.models import Dossier
from provenance.exports.chain import AuditLine

PRIVATE = "sources:private:"
BATCH = 1000
Shown = Callable[[AuditEntry], bool]


def packaged_scores(
    session: Session, dossier: Dossier, claims: Collection[str], sources: Collection[str]
) -> dict[str, Any]:
    """The results in force of these claims and sources, in the form of ``score --json``."""
    scores = score_json(session, dossier)
    return {
        **scores,
        "claims": [result for result in scores["claims"] if result["id"] in claims],
        "sources": [result for result in scores["sources"] if result["id"] in sources],
    }


def audit_lines(session: Session, slug: str, shown: Shown) -> Iterator[AuditLine]:
    """Every entry of the dossier's chain; bodies only of those that are shown."""
    statement = (
        select(AuditEntry)
        .join(AuditChain, AuditChain.id == AuditEntry.chain_id)
        .where(AuditChain.name == slug)
        .order_by(AuditEntry.sequence)
    )
    for entry in session.scalars(statement.execution_options(yield_per=BATCH)):
        yield AuditLine(
            entry.sequence,
            entry.previous_hash.hex(),
            entry.body_hash.hex(),
            entry.entry_hash.hex(),
            entry.body if shown(entry) else None,
        )


def shown_to_all(protected: Collection[str]) -> Shown:
    """All bodies but private records, and the history of whom it could name: protected persons and
    sources."""
    return lambda entry: not entry.verb.startswith(PRIVATE) and entry.subject_id not in protected


def shown_of(included: Collection[str], protected: Collection[str]) -> Shown:
    """Of those, only the bodies about records that are included."""
    everywhere = shown_to_all(protected)
    return lambda entry: entry.subject_id in included and everywhere(entry)
