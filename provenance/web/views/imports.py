"""Views: a document brought in, by upload or pasted. What was read is shown by ``import_page``."""

from pathlib import PurePath
from typing import Any

from flask import Blueprint, render_template, url_for
from sqlalchemy.orm import Session

from provenance.dossiers.register import register_for
from provenance.errors import AlreadyExists, InvalidInput, TooLarge, UnreadableFile
from provenance.imports.commands import StartDraft
from provenance.imports.models import ImportDraft
from provenance.imports.reading import StillReading, limits_of, read_apart
from provenance.imports.service import start_draft
from provenance.imports.work.service import start_reading
from provenance.ingest.types import ParsedDocument
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer
from provenance.web.forms.imports import UploadForm
from provenance.web.handing_over import (
    PATIENCE,
    PATIENCE_WITH_SHORT,
    SHORT,
    hand_over,
)

blueprint = Blueprint("imports", __name__)
LEAST = "analyst"


@blueprint.get("/d/<slug>/imports/new")
@needs(LEAST)
def new(slug: str) -> str:
    """Upload a file or paste a text."""
    return _new_page(slug, UploadForm())


@blueprint.post("/d/<slug>/imports/new")
@needs(LEAST)
def start(slug: str) -> Answer:
    """Read the document and keep it as a draft."""
    form: Any = UploadForm()

    def read() -> None:
        form.command = _upload(slug, form)

    def act(session: Session) -> ImportDraft:
        keep = start_draft if form.command.parsed is not None else start_reading
        try:
            return keep(session, current.actor(), form.command)
        except AlreadyExists as error:
            form.copy_of, form.copy_url = error.public_id, _copy_url(slug, error.public_id or "")
            raise

    return hand_over(slug, form, act, lambda shown: _new_page(slug, shown), before=read)


def _copy_url(slug: str, public_id: str) -> str:
    """Where the document or draft is that has the same bytes."""
    known = register_for(current.reader(), current.dossier().id, [public_id]).rows
    if known[public_id][0] == "documents":
        return url_for("documents.show", slug=slug, document_id=public_id)
    return url_for(".show", slug=slug, draft_id=public_id)


def _upload(slug: str, form: Any) -> StartDraft:
    upload, reason, again = form.file.data, form.why("read for the dossier"), form.again.data
    if upload and upload.filename:
        name, data = PurePath(upload.filename.replace("\\", "/")).name, upload.read()
        return StartDraft(
            slug, name, data, reason, again=again, parsed=read_soon("file", data, name)
        )
    title, text = form.title.data or "", form.text.data or ""
    if not text.strip():
        raise InvalidInput.at("file", "Choose a file, or paste a text below.")
    if not title:
        raise InvalidInput.at("title", "Give the pasted text a title.")
    name, data = f"{title}.txt", text.encode()
    parsed = read_soon("text", data, name)
    return StartDraft(slug, name, data, reason, title=title, again=again, parsed=parsed)


def read_soon(field: str, data: bytes, name: str) -> ParsedDocument | None:
    """Read before the transaction begins: writers do not wait for a reader. What takes longer than a
    page waits is None: a worker reads it."""
    if not data.strip():
        raise InvalidInput.at(field, "The document is empty: there is nothing to read.")
    try:
        patience = PATIENCE_WITH_SHORT if len(data) <= SHORT else PATIENCE
        return read_apart(data, name, limits_of(current.settings()), patience=patience)
    except StillReading:
        return None
    except (UnreadableFile, TooLarge) as error:
        refusal = InvalidInput.at(field, error.message)
        refusal.status = error.status
        raise refusal from error


def _new_page(slug: str, form: Any) -> str:
    megabytes = current.settings().max_upload // (1024 * 1024)
    return render_template("imports/new.html", slug=slug, form=form, megabytes=megabytes)
