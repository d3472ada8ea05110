"""Views: the page of an import: what was found, each finding decided on, the draft accepted."""

from typing import Any

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.documents.models import Document
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.imports.codec import from_json
from provenance.imports.commands import AcceptDraft, DecideFinding, DiscardDraft
from provenance.imports.known import read_known
from provenance.imports.models import ImportDraft
from provenance.imports.plan import make_plan
from provenance.imports.service import accept_draft, decide, discard_draft
from provenance.reports.importing import NOTES_PER_PAGE, Preview
from provenance.web import current, findings
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.imports import AcceptForm, DiscardForm
from provenance.web.views.imports import LEAST, blueprint


@blueprint.get("/d/<slug>/imports/<id:draft_id>")
@needs(LEAST)
def show(slug: str, draft_id: str) -> str:
    """What was found, what needs a person, and what accepting it would make."""
    preview, draft = _preview(draft_id)
    form = findings.form_for(preview, draft, request.args.get("correct", ""))
    return _page(slug, preview, draft, form)


@blueprint.post("/d/<slug>/imports/<id:draft_id>/decide")
@needs(LEAST)
def decide_finding(slug: str, draft_id: str) -> Answer:
    """Correct one finding, or take a correction back."""
    preview, draft = _preview(draft_id)
    finding = request.form.get("finding", "")
    form = findings.form_for(preview, draft, finding)
    if form is None:
        raise InvalidInput.at("finding", "This document has no such finding.")
    undo = "undo" in request.form

    def act(session: Session) -> str:
        decision = None if undo else findings.decision_of(preview, form)
        command = DecideFinding(slug, draft_id, finding, decision, form.seen())
        decide(session, current.actor(), command)
        return _place(slug, draft_id, preview, finding)

    return submit(form, act, lambda shown: _page(slug, preview, draft, shown))


def _place(slug: str, draft_id: str, preview: Preview, finding: str) -> str:
    page = preview.page_of(finding)
    return url_for(
        ".show", slug=slug, draft_id=draft_id, page=page if page > 1 else None,
        _anchor=preview.anchor_of(finding),
    )  # fmt: skip


@blueprint.post("/d/<slug>/imports/<id:draft_id>/accept")
@needs(LEAST)
def accept(slug: str, draft_id: str) -> Answer:
    """Take it into the dossier, whole."""
    preview, draft = _preview(draft_id)
    form: Any = AcceptForm(prefix="accept-")

    def act(session: Session) -> str:
        command = AcceptDraft(
            slug, draft_id, form.why("accepted as read and corrected"), version=form.seen()
        )
        document = accept_draft(session, current.actor(), command)
        flash(f"{document.title} is in the dossier, with its notes and sources.", "success")
        return url_for("documents.show", slug=slug, document_id=document.public_id)

    return submit(form, act, lambda shown: _page(slug, preview, draft, None, accepting=shown))


@blueprint.post("/d/<slug>/imports/<id:draft_id>/discard")
@needs(LEAST)
def discard(slug: str, draft_id: str) -> Answer:
    """Put the draft aside."""
    preview, draft = _preview(draft_id)
    form: Any = DiscardForm(prefix="discard-")

    def act(session: Session) -> str:
        command = DiscardDraft(slug, draft_id, form.reason.data, version=form.seen())
        discard_draft(session, current.actor(), command)
        flash(f"The draft of {draft.file_name} was discarded; the dossier is as it was.", "message")
        return url_for("documents.index", slug=slug)

    return submit(form, act, lambda shown: _page(slug, preview, draft, None, discarding=shown))


def _preview(draft_id: str) -> tuple[Preview, ImportDraft]:
    reader, dossier = current.reader(), current.dossier()
    draft = find(reader, ImportDraft, dossier.id, draft_id)
    known = read_known(reader, dossier.id)
    plan = make_plan(from_json(draft.parsed), draft.decisions, known)
    return Preview(plan, draft.decisions, known), draft


def _page(
    slug: str, preview: Preview, draft: ImportDraft, form: Any, accepting: Any = None,
    discarding: Any = None,
) -> str:  # fmt: skip
    finding = form.finding.data if form else ""
    wanted = preview.page_of(finding) if finding else request.args.get("page", 1, int)
    pages = max(1, -(-len(preview.document.notes) // NOTES_PER_PAGE))
    version = str(draft.version)
    return render_template(
        "imports/show.html",
        slug=slug,
        draft=draft,
        target=current.reader().get(Document, draft.document_id) if draft.document_id else None,
        preview=preview,
        form=form,
        correcting=finding,
        page=min(max(wanted, 1), pages),
        pages=pages,
        accepting=accepting or AcceptForm(None, prefix="accept-", version=version),
        discarding=discarding or DiscardForm(None, prefix="discard-", version=version),
    )
