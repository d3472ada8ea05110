"""Views: the page of an import: what was found, each finding decided on, the draft accepted."""

from collections.abc import Mapping
from typing import Any

from flask import Response, abort, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.audit.record import pending
from provenance.documents.models import Document
from provenance.documents.uploads import read_upload
from provenance.dossiers.register import find
from provenance.errors import InvalidInput, UnreadableFile
from provenance.imports.commands import (
    AcceptDraft,
    DecideFindings,
    DiscardDraft,
    UndoLast,
)
from provenance.imports.encodings import ReadIn, read_in, read_in_encoding
from provenance.imports.findings import DOCUMENT
from provenance.imports.kept_parses import parsed_of, plan_of
from provenance.imports.known import read_known
from provenance.imports.models import ImportDraft
from provenance.imports.pictures import page_picture
from provenance.imports.service import accept_draft, decide_together, discard_draft, undo_last
from provenance.reports.importing import Preview
from provenance.reports.importing_lists import Waiting, also_changed, in_words
from provenance.web import current, findings, judging
from provenance.web.access import needs
from provenance.web.acts import Answer, see_other, submit
from provenance.web.forms.imports import (
    AcceptForm,
    DiscardForm,
    EncodingForm,
    JudgeForm,
    UndoForm,
    WordsForm,
)
from provenance.web.import_page import page_values
from provenance.web.speaking import KIND
from provenance.web.views.imports import LEAST, blueprint
from provenance.web.views.reading_progress import (
    WORKING,
    accept_apart,
    is_long,
    page_of_work,
)

Changes = Mapping[str, Mapping[str, Any] | None]


@blueprint.get("/d/<slug>/imports/<id:draft_id>")
@needs(LEAST)
def show(slug: str, draft_id: str) -> Answer:
    """What was found, what needs a person, and what accepting it would make.

    ``?finding=`` chooses one, ``?correct=`` opens its form, ``?page=`` is a stretch of the text.
    """
    if _draft(draft_id).status in WORKING:
        return see_other(url_for(".progress", slug=slug, draft_id=draft_id))
    preview, draft = _preview(draft_id)
    correcting = request.args.get("correct", "")
    return _page(slug, preview, draft, findings.form_for(preview, draft, correcting))


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
        return _decided(session, slug, preview, draft_id, {finding: decision}, form.seen())

    return submit(form, act, lambda shown: _page(slug, preview, draft, shown))


@blueprint.post("/d/<slug>/imports/<id:draft_id>/judge")
@needs(LEAST)
def judge(slug: str, draft_id: str) -> Answer:
    """Accept, reject or settle one finding by one click."""
    preview, draft = _preview(draft_id)
    form: Any = JudgeForm(prefix="judge-")
    finding, pressed = form.finding.data or "", request.form.get("act", "")

    def act(session: Session) -> str:
        changes = {finding: judging.judged(preview, finding, pressed)}
        return _decided(session, slug, preview, draft_id, changes, form.seen())

    return submit(form, act, lambda shown: _page(slug, preview, draft, None, judging=shown))


@blueprint.post("/d/<slug>/imports/<id:draft_id>/divide")
@needs(LEAST)
def divide(slug: str, draft_id: str) -> Answer:
    """Say where the reader cut a note wrongly: two sources, one source, one more."""
    preview, draft = _preview(draft_id)
    form: Any = WordsForm(prefix="words-")
    finding, pressed = form.finding.data or "", request.form.get("act", "")

    def act(session: Session) -> str:
        changes = judging.divided(preview, finding, pressed, form.words.data or "")
        target = _decided(session, slug, preview, draft_id, changes, form.seen())
        return _url(slug, draft_id, finding) if changes else target

    return submit(form, act, lambda shown: _page(slug, preview, draft, None, dividing=shown))


@blueprint.post("/d/<slug>/imports/<id:draft_id>/undo")
@needs(LEAST)
def undo(slug: str, draft_id: str) -> Answer:
    """Take the last decision back, then the one before it."""
    preview, draft = _preview(draft_id)
    form: Any = UndoForm(prefix="undo-")

    def act(session: Session) -> str:
        taken = undo_last(session, current.actor(), UndoLast(slug, draft_id, form.seen()))
        if not taken:
            flash("Nothing was decided that could be taken back.", "message")
            return _url(slug, draft_id, "")
        _tell_changes(session, preview, draft_id, frozenset(taken), "Taken back.")
        return _at(slug, draft_id, taken[0])

    return submit(form, act, lambda shown: _page(slug, preview, draft, None, undoing=shown))


def _decided(
    session: Session, slug: str, preview: Preview, draft_id: str, changes: Changes, version: int
) -> str:
    """Keep the decisions, say what else they changed, and go to the next finding that is unsure."""
    command = DecideFindings(slug, draft_id, changes, version)
    decide_together(session, current.actor(), command)
    after = _tell_changes(session, preview, draft_id, frozenset(changes), "")
    finding = next(iter(changes))
    beside = finding.startswith(KIND) and "in_turn" not in request.form
    if finding == DOCUMENT or beside:
        return _url(slug, draft_id, finding)
    _, following = Waiting(after).beside(finding)
    return _url(slug, draft_id, following or finding)


def _tell_changes(
    session: Session, before: Preview, draft_id: str, decided: frozenset[str], words: str
) -> Preview:
    draft = find(session, ImportDraft, current.dossier().id, draft_id)
    queued = len(pending(session))
    plan = plan_of(session, current.dossier().slug, draft, before.known, queued)
    after = Preview(plan, draft.decisions, before.known)
    changed = also_changed(before, after, decided)
    if changed:
        flash(f"{words} Also changed: {in_words(changed)}.".strip(), "message")
    return after


def _url(slug: str, draft_id: str, finding: str) -> str:
    if finding.startswith(KIND) and "in_turn" not in request.form:
        anchor = finding.replace(":", "-")
        return url_for(".show", slug=slug, draft_id=draft_id, speaker=finding, _anchor=anchor)
    return _at(slug, draft_id, finding)


def _at(slug: str, draft_id: str, finding: str) -> str:
    """The page with the finding at hand, whatever kind it is."""
    if finding == DOCUMENT:
        return url_for(".show", slug=slug, draft_id=draft_id, _anchor=DOCUMENT)
    return url_for(
        ".show", slug=slug, draft_id=draft_id, finding=finding or None,
        _anchor="chosen" if finding else "workbench",
    )  # fmt: skip


@blueprint.post("/d/<slug>/imports/<id:draft_id>/encoding")
@needs(LEAST)
def read_as(slug: str, draft_id: str) -> Answer:
    """Read the kept file again, in the encoding that a person chose by its looks."""
    preview, draft = _preview(draft_id)
    form: Any = EncodingForm(prefix="encoding-")

    def read() -> None:
        data = read_upload(current.settings().home / "uploads", draft.sha256)
        form.parsed = read_in(data, draft.file_name, form.encoding.data or "")

    def act(session: Session) -> str:
        command = ReadIn(slug, draft_id, form.encoding.data, form.parsed, form.seen())
        read_in_encoding(session, current.actor(), command, draft.sha256)
        flash(f"Read again as {form.encoding.data}.", "success")
        return url_for(".show", slug=slug, draft_id=draft_id)

    def shown(sent: Any) -> str:
        return _page(slug, preview, draft, None, encoding=sent)

    return submit(form, act, shown, before=read)


@blueprint.get("/d/<slug>/imports/<id:draft_id>/pages/<int:number>.png")
@needs(LEAST)
def picture(slug: str, draft_id: str, number: int) -> Response:  # noqa: ARG001 - of the address
    """A page of the PDF as printed. Who may not open the import may not see its pages."""
    draft = find(current.reader(), ImportDraft, current.dossier().id, draft_id)
    if not any(page.number == number for page in parsed_of(draft).pages):
        abort(404)
    try:
        png = page_picture(current.settings().home, draft.sha256, number)
    except (UnreadableFile, OSError):
        abort(404)
    answer = Response(png, mimetype="image/png")
    answer.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


@blueprint.post("/d/<slug>/imports/<id:draft_id>/accept")
@needs(LEAST)
def accept(slug: str, draft_id: str) -> Answer:
    """Take it into the dossier: as shown, or only what is sure, the rest awaiting a person."""
    form: Any = AcceptForm(prefix="accept-")
    only_sure = "sure" in request.form

    def again(shown: Any) -> str:
        return _page(slug, *_preview(draft_id), None, accepting=shown)

    def act(session: Session) -> str:
        command = AcceptDraft(
            slug, draft_id, form.why("accepted as read and corrected"),
            only_sure=only_sure, version=form.seen(),
        )  # fmt: skip
        document = accept_draft(session, current.actor(), command)
        flash(f"{document.title} is in the dossier, with its notes and sources.", "success")
        return url_for("documents.show", slug=slug, document_id=document.public_id)

    draft = _draft(draft_id)
    if is_long(draft):
        return accept_apart(slug, draft, form, only_sure, again)
    return submit(form, act, again)


@blueprint.post("/d/<slug>/imports/<id:draft_id>/discard")
@needs(LEAST)
def discard(slug: str, draft_id: str) -> Answer:
    """Put the draft aside, read or not."""
    draft = _draft(draft_id)
    form: Any = DiscardForm(prefix="discard-")

    def again(shown: Any) -> str:
        if draft.status in WORKING:
            return page_of_work(slug, draft, discarding=shown)
        return _page(slug, *_preview(draft_id), None, discarding=shown)

    def act(session: Session) -> str:
        command = DiscardDraft(slug, draft_id, form.reason.data, version=form.seen())
        discard_draft(session, current.actor(), command)
        flash(f"The draft of {draft.file_name} was discarded; the dossier is as it was.", "message")
        return url_for("documents.index", slug=slug)

    return submit(form, act, again)


def _draft(draft_id: str) -> ImportDraft:
    return find(current.reader(), ImportDraft, current.dossier().id, draft_id)


def _preview(draft_id: str) -> tuple[Preview, ImportDraft]:
    reader, dossier, draft = current.reader(), current.dossier(), _draft(draft_id)
    known = read_known(reader, dossier.id)
    plan = plan_of(reader, dossier.slug, draft, known)
    return Preview(plan, draft.decisions, known), draft


def _page(slug: str, preview: Preview, draft: ImportDraft, form: Any, **failed: Any) -> str:
    target = current.reader().get(Document, draft.document_id) if draft.document_id else None
    values = page_values(preview, draft, form, failed)
    return render_template("imports/show.html", slug=slug, target=target, **values)
