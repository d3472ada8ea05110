"""Views: an import while a worker has it in hand, or where it could not be read; more views of the
blueprint of imports. The page shows how far the work is, however often it is closed and opened."""

from typing import Any

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.documents.models import Document
from provenance.dossiers.register import find
from provenance.imports.commands import AcceptDraft, CancelWork, ReadAgain
from provenance.imports.models import (
    ACCEPTING,
    AT_WORK,
    NOT_READ,
    ImportDraft,
)
from provenance.imports.work.boards import Board, Sight
from provenance.imports.work.service import cancel_work, read_again, start_accepting
from provenance.imports.work.tasks import task_of
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, Show, see_other, submit
from provenance.web.forms.import_work import AgainForm, CancelForm
from provenance.web.forms.imports import DiscardForm
from provenance.web.handing_over import hand_over
from provenance.web.views.imports import LEAST, blueprint

LONG = 2000
"""Notes and passages of a draft from which on it is taken in outside the request: about a second."""
WORKING = frozenset({*AT_WORK, *NOT_READ})
LOOKS_AFTER = 3
"""Seconds after which the page looks again where there are no scripts."""


def is_long(draft: ImportDraft) -> bool:
    """Whether taking the draft in takes longer than a page should; drafts of old do not say."""
    return draft.extent is None or draft.extent > LONG


@blueprint.get("/d/<slug>/imports/<id:draft_id>/progress")
@needs(LEAST)
def progress(slug: str, draft_id: str) -> Answer:
    """How far the work is, or why there is nothing to show; once it is done, what it led to.

    Without scripts the page looks again by itself; ``?still`` stops that.
    """
    draft = _draft(draft_id)
    if draft.status in WORKING:
        return page_of_work(slug, draft)
    document = current.reader().get(Document, draft.document_id) if draft.document_id else None
    if document is not None:
        return see_other(url_for("documents.show", slug=slug, document_id=document.public_id))
    page = "versions.show" if draft.version_of_id else ".show"
    return see_other(url_for(page, slug=slug, draft_id=draft_id))


@blueprint.post("/d/<slug>/imports/<id:draft_id>/cancel")
@needs(LEAST)
def cancel(slug: str, draft_id: str) -> Answer:
    """End the work. The worker is told first: it may hold the database's only right to write."""
    draft = _draft(draft_id)
    form: Any = CancelForm(prefix="cancel-")

    def tell() -> None:
        board, sight = _board(draft), _sight(draft)
        if board is not None:
            (board.ask_to_stop if sight and sight.alive else board.clear)()

    def act(session: Session) -> str:
        why = form.why("cancelled while it was at work")
        cancel_work(session, current.actor(), CancelWork(slug, draft_id, why, form.seen()))
        flash(
            "Stopped. Nothing entered the dossier; the file is kept and can be read again.",
            "message",
        )
        return url_for(".show", slug=slug, draft_id=draft_id)

    return submit(form, act, lambda shown: page_of_work(slug, draft, cancelling=shown), before=tell)


@blueprint.post("/d/<slug>/imports/<id:draft_id>/again")
@needs(LEAST)
def again(slug: str, draft_id: str) -> Answer:
    """Read the kept file once more."""
    draft = _draft(draft_id)
    form: Any = AgainForm(prefix="again-")

    def act(session: Session) -> ImportDraft:
        command = ReadAgain(slug, draft_id, form.why("read again"), form.seen())
        return read_again(session, current.actor(), command)

    return hand_over(slug, form, act, lambda shown: page_of_work(slug, draft, trying=shown))


def accept_apart(slug: str, draft: ImportDraft, form: Any, only_sure: bool, show: Show) -> Answer:
    """Let a worker take a long draft into the dossier."""

    def act(session: Session) -> ImportDraft:
        command = AcceptDraft(
            slug, draft.public_id, form.why("accepted as read and corrected"),
            only_sure=only_sure, version=form.seen(),
        )  # fmt: skip
        return start_accepting(session, current.actor(), command)

    return hand_over(slug, form, act, show)


def _draft(draft_id: str) -> ImportDraft:
    return find(current.reader(), ImportDraft, current.dossier().id, draft_id)


def _board(draft: ImportDraft) -> Board | None:
    task = task_of(draft)
    return Board(current.settings().home, task.run) if task is not None else None


def _sight(draft: ImportDraft) -> Sight | None:
    board = _board(draft)
    return board.look() if board is not None and draft.status in AT_WORK else None


def page_of_work(slug: str, draft: ImportDraft, **failed: Any) -> str:
    """The page of a draft at work or not read; ``failed`` are forms of it that were refused."""
    sight, version = _sight(draft), str(draft.version)
    return render_template(
        "imports/progress.html",
        slug=slug,
        draft=draft,
        sight=sight,
        at_work=draft.status in AT_WORK and sight is not None and sight.alive,
        accepting=draft.status == ACCEPTING,
        looks_after=None if "still" in request.args else LOOKS_AFTER,
        cancelling=failed.get("cancelling") or _form(CancelForm, "cancel-", version),
        trying=failed.get("trying") or _form(AgainForm, "again-", version),
        discarding=failed.get("discarding") or _form(DiscardForm, "discard-", version),
        failed=[form for form in failed.values() if form],
    )


def _form(kind: Any, prefix: str, version: str) -> Any:
    return kind(None, prefix=prefix, version=version)
