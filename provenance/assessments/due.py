"""Full runs that are due: an edit moved more than could be scored at once.

An assessment without a digest is asked for and not yet made; a full run answers it.
"""

from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from provenance import clock
from provenance.assessments import models
from provenance.assessments.models import Assessment
from provenance.scoring.config import DEFAULT
from provenance.scoring.engine import ENGINE_VERSION

NOT_MADE = ""
"""The digest of inputs of a run that nobody made yet."""


def due_run(session: Session, dossier_id: int) -> Assessment | None:
    """The full run that is due in a dossier: who caused it, and by what."""
    statement = select(Assessment).where(Assessment.dossier_id == dossier_id, text(models.NOT_MADE))
    return session.scalars(statement.order_by(Assessment.id)).first()


def updating(session: Session, dossier_id: int) -> bool:
    """Whether scores of the dossier are still being brought up to date."""
    return due_run(session, dossier_id) is not None


def mark_due(session: Session, dossier_id: int, actor: str, cause: str) -> None:
    """Ask for a full run, once."""
    if due_run(session, dossier_id) is None:
        session.add(
            Assessment(
                dossier_id=dossier_id,
                engine=ENGINE_VERSION,
                config=DEFAULT.as_dict(),
                inputs_digest=NOT_MADE,
                cause=cause,
                actor=actor,
                created_at=clock.now(),
            )
        )
        session.flush()


def settle_due(session: Session, dossier_id: int, run: Assessment) -> None:
    """What was due is answered by this full run."""
    due = due_run(session, dossier_id)
    if due is not None:
        due.inputs_digest = run.inputs_digest
        session.flush()


def overtaken(session: Session, dossier_id: int) -> bool:
    """Whether the scores in force come from another engine or configuration than this one's."""
    last = _last(session, dossier_id)
    return last is not None and last != (ENGINE_VERSION, DEFAULT.as_dict())


def may_read_otherwise(session: Session, dossier_id: int) -> bool:
    """Whether ledgers whose numbers stand can still read otherwise: labels may have changed without
    a run of what they are in, or the engine's words did."""
    unmade = _last(session, dossier_id) is None
    return unmade or overtaken(session, dossier_id) or updating(session, dossier_id)


def _last(session: Session, dossier_id: int) -> tuple[str, dict[str, Any]] | None:
    """Engine and configuration of the last run that was made."""
    made = select(Assessment.engine, Assessment.config).where(
        Assessment.dossier_id == dossier_id, Assessment.inputs_digest != NOT_MADE
    )
    last = session.execute(made.order_by(Assessment.id.desc()).limit(1)).first()
    return None if last is None else (last[0], last[1])
