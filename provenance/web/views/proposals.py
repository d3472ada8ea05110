"""Views: what does this document say that I should take into the dossier?"""

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.documents.models import Document
from provenance.dossiers.register import find
from provenance.imports.claim_proposals.commands import (
    REFUSED,
    TOOK,
    UNDID,
    PutBack,
    RejectProposals,
    TakeProposals,
    UndoLast,
)
from provenance.imports.claim_proposals.queries import ProposalFilter, chosen, place_of
from provenance.imports.claim_proposals.service import put_back, reject, take, undo_last
from provenance.reports.proposals import PAGE, ProposalPage, proposal_page
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.proposals import ChosenForm, ProposalFilters, UndoForm
from provenance.web.paging import page_number
from provenance.web.proposed_forms import kept_here, list_address

blueprint = Blueprint("proposals", __name__)
LEAST = "analyst"
Act = Callable[[Session, Any], str]


@blueprint.get("/d/<slug>/documents/<id:document_id>/proposals")
@needs("reader")
def index(slug: str, document_id: str) -> str:
    """Each clause with the passage around it, on what it rests, and what to do with it."""
    return _page(slug, document_id, None)


@blueprint.post("/d/<slug>/documents/<id:document_id>/proposals/take")
@needs(LEAST)
def take_chosen(slug: str, document_id: str) -> Answer:
    """Make draft claims of those chosen, in one act."""

    def act(session: Session, form: Any) -> str:
        command = TakeProposals(slug, form.ids(), form.reason.data or TOOK)
        claims = take(session, current.actor(), command)
        return f"Taken: {', '.join(claim.public_id for claim in claims[:5])}" + _more(len(claims))

    return _decided(slug, document_id, act)


@blueprint.post("/d/<slug>/documents/<id:document_id>/proposals/reject")
@needs(LEAST)
def reject_chosen(slug: str, document_id: str) -> Answer:
    """Put those chosen aside, in one act."""

    def act(session: Session, form: Any) -> str:
        command = RejectProposals(slug, form.ids(), form.reason.data or REFUSED)
        rows = reject(session, current.actor(), command)
        return f"Rejected: {', '.join(row.public_id for row in rows[:5])}" + _more(len(rows))

    return _decided(slug, document_id, act)


@blueprint.post("/d/<slug>/documents/<id:document_id>/proposals/put-back")
@needs(LEAST)
def put_back_chosen(slug: str, document_id: str) -> Answer:
    """Let those chosen wait again; draft claims made of them are withdrawn."""

    def act(session: Session, form: Any) -> str:
        command = PutBack(slug, form.ids(), form.reason.data or UNDID)
        rows = put_back(session, current.actor(), command)
        return f"Waiting again: {', '.join(row.public_id for row in rows[:5])}" + _more(len(rows))

    return _decided(slug, document_id, act)


@blueprint.post("/d/<slug>/documents/<id:document_id>/proposals/undo")
@needs(LEAST)
def undo(slug: str, document_id: str) -> Answer:
    """Undo what I decided last in this document."""
    form: Any = UndoForm()

    def act(session: Session) -> str:
        rows = undo_last(session, current.actor(), UndoLast(slug, document_id))
        if not rows:
            flash("There is nothing of yours left to undo here.", "message")
            return _address(slug, document_id, "")
        flash(f"Undone: {rows[0].public_id}{_more(len(rows), 1)} waits again.", "success")
        return _address(slug, document_id, rows[0].public_id)

    return submit(form, act, lambda shown: _page(slug, document_id, shown))


def _decided(slug: str, document_id: str, act: Act) -> Answer:
    form: Any = ChosenForm()

    def once(session: Session) -> str:
        flash(act(session, form) + ".", "success")
        return _address(slug, document_id, form.next.data or "")

    return submit(form, once, lambda shown: _page(slug, document_id, shown))


def _more(count: int, shown: int = 5) -> str:
    return f" and {count - shown} more" if count > shown else ""


def _address(slug: str, document_id: str, at: str) -> str:
    """The list as it was narrowed, at the proposal that comes next."""
    return list_address(slug, document_id, {**kept_here(), "at": at})


def _page(slug: str, document_id: str, sent: Any) -> str:
    reader = current.reader()
    document = find(reader, Document, current.dossier().id, document_id)
    filters = ProposalFilters(request.args)
    filters.choose_from((), ())
    page = proposal_page(
        reader, document, filters.wanted(), _number(reader, document, filters.wanted()),
        current.actor().name, for_reader=current.is_reader(),
    )  # fmt: skip
    filters.choose_from(page.notes, page.sources)
    kept = {**kept_here(), "page": page.number} if page.number > 1 else _without_page()
    return render_template(
        "proposals/index.html", slug=slug, document=document, page=page, filters=filters,
        sent=sent, kept=kept, once=secrets.token_urlsafe(16), at=_current(page),
        here=url_for(".index", slug=slug, document_id=document_id),
        there=lambda **more: list_address(slug, document_id, {**kept, **more}),
    )  # fmt: skip


def _without_page() -> dict[str, Any]:
    return {name: value for name, value in kept_here().items() if name != "page"}


def _number(reader: Session, document: Document, wanted: ProposalFilter) -> int:
    """The page on which the proposal stands that the address names, else the page asked for: what
    was decided meanwhile moves a proposal to another page."""
    at = request.args.get("at")
    place = place_of(reader, chosen(document, wanted), at) if at else None
    return page_number() if place is None else place // PAGE + 1


def _current(page: ProposalPage) -> int:
    """Which row of the page has the keys: the one asked for, else the first."""
    wanted = request.args.get("at", "")
    ids = [row.proposal.public_id for row in page.rows]
    return ids.index(wanted) if wanted in ids else 0
