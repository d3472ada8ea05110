"""Scoring a dossier, or the part of it that a change touched, and keeping the results."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from provenance.audit.record import Pending


def assess_touched(session: Session, slug: str, entries: Sequence[Pending]) -> None:
    """Score again the claims of one dossier that these audit entries touch.

    The scoring engine is being connected: until then nothing is scored.
    """
