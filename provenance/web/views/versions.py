"""Views: new versions of a document: begun, compared, accepted, undone; earlier ones read."""

from pathlib import PurePath
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from provenance.documents.models import Document
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.imports.commands import StartDraft
from provenance.imports.known import read_known
from provenance.imports.models import ImportDraft
from provenance.imports.versions.commands import (
    AcceptVersion,
    ChooseChanged,
    MarkVersion,
    UndoVersion,
)
from provenance.imports.versions.plan import plan_version
from provenance.imports.versions.service import (
    accept_version,
    choose_changed,
    mark_version,
    start_version,
)
from provenance.imports.versions.undo import former_revision, undo_version, what_hangs
from provenance.reports.reading_earlier import AnchoredThen
from provenance.reports.reading_outline import Outline
from provenance.reports.revisions import former_notes, orphans_of, version_lines
from provenance.reports.versions import STATES, VersionPreview
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.versions import (
    AcceptVersionForm,
    NewVersionForm,
    UndoVersionForm,
    VersionOfForm,
)
from provenance.web.handing_over import hand_over
from provenance.web.views.documents import read
from provenance.web.views.imports import read_soon

blueprint = Blueprint("versions", __name__)
FEW = 20
"""Lines of a list that are shown before the rest is asked for."""


@blueprint.get("/d/<slug>/documents/<id:document_id>/versions")
@needs("reader")
def index(slug: str, document_id: str) -> str:
    """Which versions the document has had, and the way back to the one before."""
    return _index_page(slug, _document(document_id), UndoVersionForm(None, prefix="undo-"))


@blueprint.route("/d/<slug>/documents/<id:document_id>/versions/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str, document_id: str) -> Answer:
    """Upload or paste the corrected document."""
    document, form = _document(document_id), NewVersionForm()
    begun: list[StartDraft] = []

    def page(shown: Any) -> str:
        megabytes = current.settings().max_upload // (1024 * 1024)
        return render_template(
            "versions/new.html", slug=slug, document=document, form=shown, megabytes=megabytes
        )

    def read() -> None:
        begun.append(_upload(slug, form, document))

    def act(session: Session) -> ImportDraft:
        return start_version(session, current.actor(), begun[-1], document_id)

    return page(form) if request.method == "GET" else hand_over(slug, form, act, page, before=read)


@blueprint.get("/d/<slug>/imports/<id:draft_id>/version")
@needs("analyst")
def show(slug: str, draft_id: str) -> str:
    """What the new version keeps, moves, changes, loses and adds, before it is accepted."""
    draft = _draft(draft_id)
    return _page(slug, draft, AcceptVersionForm(None, version=str(draft.version)))


@blueprint.post("/d/<slug>/imports/<id:draft_id>/version")
@needs("analyst")
def accept(slug: str, draft_id: str) -> Answer:
    """Keep the choices about changed words; then, where asked, take the version in."""
    draft, form = _draft(draft_id), AcceptVersionForm()

    def act(session: Session) -> str:
        seen = form.seen()
        row = choose_changed(
            session, current.actor(), ChooseChanged(slug, draft_id, *form.chosen(), version=seen)
        )
        if "keep" in request.form:
            flash("Your choices are kept; nothing has entered the dossier yet.", "message")
            return url_for(".show", slug=slug, draft_id=draft_id, _anchor="changed")
        why = form.why("accepted as compared")
        command = AcceptVersion(slug, draft_id, why, version=row.version)
        document = accept_version(session, current.actor(), command)
        flash(f"{document.title} has a new version. {_lost(session, document)}", "success")
        return url_for("orphans.index", slug=slug, document_id=document.public_id)

    return submit(form, act, lambda shown: _page(slug, draft, shown))


@blueprint.post("/d/<slug>/imports/<id:draft_id>/version-of")
@needs("analyst")
def mark(slug: str, draft_id: str) -> Answer:
    """Say that a draft is a new version of a document, or that it is a document of its own."""
    draft, form = _draft(draft_id), VersionOfForm()

    def act(session: Session) -> str:
        target = form.document.data or None
        why = "a new version" if target else "a document of its own"
        command = MarkVersion(slug, draft_id, target, why, form.seen())
        mark_version(session, current.actor(), command)
        where = ".show" if target else "imports.show"
        return url_for(where, slug=slug, draft_id=draft_id)

    def page(shown: Any) -> str:
        return render_template("versions/mark.html", slug=slug, draft=draft, form=shown)

    return submit(form, act, page)


@blueprint.post("/d/<slug>/documents/<id:document_id>/versions/undo")
@needs("analyst")
def undo(slug: str, document_id: str) -> Answer:
    """Go back to the version before, with all that anchored in it."""
    document, form = _document(document_id), UndoVersionForm(prefix="undo-")

    def act(session: Session) -> str:
        seen = form.revision.data or ""
        number = int(seen) if seen.isdecimal() and len(seen) < 9 else -1
        command = UndoVersion(slug, document_id, form.reason.data or "", number)
        undo_version(session, current.actor(), command)
        flash("The version before is in force again, with everything as it stood.", "success")
        return url_for("documents.show", slug=slug, document_id=document_id)

    return submit(form, act, lambda shown: _index_page(slug, document, shown))


@blueprint.get("/d/<slug>/documents/<id:document_id>/revisions/<int:number>")
@needs("reader")
def earlier(slug: str, document_id: str, number: int) -> str | Response:
    """An earlier version with its notes, citations and claims where they stood then."""
    document = _document(document_id)
    lines = version_lines(current.reader(), document)
    if any(line.number == number and line.newest for line in lines):
        return redirect(url_for("documents.show", slug=slug, document_id=document_id), 303)
    outline = Outline(AnchoredThen(current.reader(), document, number))
    here = url_for(".earlier", slug=slug, document_id=document_id, number=number)
    return read(slug, document, outline, here, earlier=number)


def _lost(session: Session, document: Document) -> str:
    """What the list of lost things holds after a version was taken in, in a sentence."""
    orphans = len(orphans_of(session, document))
    notes = len(former_notes(session, document))
    counted = [f"{n} {word}{'s' if n > 1 else ''}"
               for n, word in ((orphans, "quotation"), (notes, "note")) if n]  # fmt: skip
    if not counted:
        return "Nothing has lost its place."
    return f"{' and '.join(counted).capitalize()} without a place in it: listed here."


def _upload(slug: str, form: Any, document: Document) -> StartDraft:
    """The file or the pasted text, read before the transaction begins."""
    upload, why, again = form.file.data, form.why("a new version"), form.again.data
    if upload and upload.filename:
        name, data = PurePath(upload.filename.replace("\\", "/")).name, upload.read()
        return StartDraft(slug, name, data, why, again=again, parsed=read_soon("file", data, name))
    if not (form.text.data or "").strip():
        raise InvalidInput.at("file", "Choose a file, or paste a text below.")
    name, data = f"{document.title}.txt", form.text.data.encode()
    return StartDraft(slug, name, data, why, again=again, parsed=read_soon("text", data, name))


def _document(document_id: str) -> Document:
    return find(current.reader(), Document, current.dossier().id, document_id)


def _draft(draft_id: str) -> ImportDraft:
    return find(current.reader(), ImportDraft, current.dossier().id, draft_id)


def _index_page(slug: str, document: Document, form: Any) -> str:
    reader = current.reader()
    former = former_revision(reader, document)
    lines = version_lines(reader, document)
    if form.revision.data is None and lines:
        form.revision.data = str(next((line.number for line in lines if line.newest), ""))
    return render_template(
        "versions/index.html", slug=slug, document=document, lines=lines, form=form, former=former,
        hanging=what_hangs(reader, document) if former else (),
    )  # fmt: skip


def _page(slug: str, draft: ImportDraft, form: Any) -> str:
    reader, dossier = current.reader(), current.dossier()
    if draft.status != "open":
        return render_template("versions/settled.html", slug=slug, draft=draft, document=(
            reader.get(Document, draft.document_id or draft.version_of_id or 0)))  # fmt: skip
    if draft.version_of_id is None:
        raise InvalidInput("This draft is no new version of a document; open it as an import.")
    known = read_known(reader, dossier.id)
    preview = VersionPreview(reader, dossier, plan_version(reader, draft, known))
    return render_template(
        "versions/show.html", slug=slug, draft=draft, preview=preview, form=form, few=FEW,
        document=preview.plan.document, whole=request.args.get("all", ""), states=STATES,
    )  # fmt: skip
