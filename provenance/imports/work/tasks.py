"""What a worker does with a draft: for whom, why, and in which attempt.

Each attempt has a name of its own. What a worker brings for an earlier one is not taken, so that one
that was thought dead, or was cancelled, can do no harm.
"""

import secrets
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.db.exchange.edit import lock_version
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.imports.models import ImportDraft


@dataclass(frozen=True, slots=True)
class Task:
    """``run`` names the attempt; ``name`` and ``kind`` are of the actor on whose behalf it is."""

    run: str
    name: str
    kind: str
    reason: str
    only_sure: bool = False

    @property
    def actor(self) -> Actor:
        """Whose act it is."""
        return Actor(self.name, self.kind)


def begin_task(draft: ImportDraft, actor: Actor, reason: str, *, only_sure: bool = False) -> None:
    """A first attempt, or one more: earlier ones are given up."""
    task = Task(secrets.token_hex(16), actor.name, actor.kind, reason, only_sure)
    draft.task = asdict(task)


def task_of(draft: ImportDraft) -> Task | None:
    """What a worker does with the draft or did last; None if none ever did."""
    return Task(**draft.task) if draft.task else None


def taken_up(
    session: Session, slug: str, public_id: str, run: str, status: str
) -> tuple[Dossier, ImportDraft, Task]:
    """The draft as the worker of an attempt has it, locked.

    Raises :class:`InvalidInput` where the attempt was given up meanwhile.
    """
    dossier = dossier_by_slug(session, slug)
    draft = find(session, ImportDraft, dossier.id, public_id)
    lock_version(session, draft, None)
    task = task_of(draft)
    if draft.status != status or task is None or task.run != run:
        raise InvalidInput(f"This work on {public_id} was given up; nothing of it is kept.")
    return dossier, draft, task
