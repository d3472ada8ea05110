"""Views: the documents of a dossier, and reading one with its notes and claims beside it."""

from flask import Blueprint, render_template

from provenance.imports.queries import open_drafts
from provenance.reports.reading import document_rows
from provenance.web import current
from provenance.web.access import needs

blueprint = Blueprint("documents", __name__)


@blueprint.get("/d/<slug>/documents")
@needs("reader")
def index(slug: str) -> str:
    """Which documents there are, what each holds, and which imports wait."""
    reader, dossier = current.reader(), current.dossier()
    return render_template(
        "documents/index.html",
        documents=document_rows(reader, dossier.id),
        drafts=open_drafts(reader, dossier.id),
        slug=slug,
    )


@blueprint.get("/d/<slug>/documents/<id:document_id>")
@needs("reader")
def show(slug: str, document_id: str) -> str:
    """What does this text claim, on whose word?"""
    return slug + document_id
