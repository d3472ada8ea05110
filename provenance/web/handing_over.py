"""Leaving a draft to a worker, by a form: begun once the act is committed."""

from collections.abc import Callable
from typing import Any

from flask import Response, url_for
from sqlalchemy.orm import Session

from provenance.imports.models import AT_WORK, ImportDraft
from provenance.imports.work.launching import launch
from provenance.imports.work.tasks import task_of
from provenance.web import current
from provenance.web.acts import Answer, Show, submit

PATIENCE = 1.5
"""Seconds that a page waits for what may be done soon."""
SHORT, PATIENCE_WITH_SHORT = 1024**2, 12.0
"""Bytes of a short file, and seconds that a page waits for it: a small file that is broken is refused
where it was chosen, also while the machine is busy."""


def hand_over(
    slug: str, form: Any, act: Callable[[Session], ImportDraft], show: Show, **options: Any
) -> Answer:
    """Run ``act`` as ``submit`` does. Where it leaves the draft to a worker, the answer waits for that
    one a moment: most are done by then."""
    begun: list[tuple[str, str]] = []

    def run(session: Session) -> str:
        draft = act(session)
        task = task_of(draft)
        if draft.status in AT_WORK and task is not None:
            begun.append((draft.public_id, task.run))
        page = "versions.show" if draft.version_of_id else "imports.show"
        page = "imports.progress" if begun else page
        return url_for(page, slug=slug, draft_id=draft.public_id)

    answer = submit(form, run, show, **options)
    if isinstance(answer, Response):
        for public_id, attempt in begun:
            launch(current.settings(), slug, public_id, attempt).join(PATIENCE)
    return answer
