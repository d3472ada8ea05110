"""Views: the documents of a dossier, and reading one with its notes and claims beside it."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from provenance.claims.models import Claim
from provenance.documents.models import Document, Note
from provenance.dossiers.register import find
from provenance.errors import NotFound
from provenance.imports.claim_proposals.queries import waiting_by_document
from provenance.imports.queries import open_drafts
from provenance.reports.chain import Chain, chain_of
from provenance.reports.proposals import proposed_here
from provenance.reports.reading import ReadingView
from provenance.reports.shelf_of_documents import document_rows
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
        slug=slug,
        documents=document_rows(reader, dossier.id),
        drafts=open_drafts(reader, dossier.id),
        proposed=waiting_by_document(reader, dossier.id),
    )


@blueprint.get("/d/<slug>/documents/<id:document_id>")
@needs("reader")
def show(slug: str, document_id: str) -> str | Response:
    """What does this text claim, on whose word?

    ``?claim=C-…`` and ``?note=N-…`` lead to the place in the text, with the claim's chain beside it;
    ``?revision=1`` leads to an earlier version.
    """
    number = request.args.get("revision", type=int)
    if number is not None:
        return redirect(url_for("versions.earlier", slug=slug, document_id=document_id,
                                number=number), 303)  # fmt: skip
    document = find(current.reader(), Document, current.dossier().id, document_id)
    chosen = request.args.get("chosen", "")
    view = ReadingView(current.reader(), document, chosen=chosen or request.args.get("claim", ""),
                       for_reader=current.is_reader())  # fmt: skip
    place = _place(slug, view)
    if place is not None:
        return redirect(place, 303)
    return render_template(
        "documents/show.html",
        slug=slug,
        view=view,
        document=document,
        chosen=chosen,
        chain=chain_beside(view, chosen),
        proposed=proposed_here(current.reader(), document, for_reader=current.is_reader()),
        uncovered=request.args.get("show") == "uncovered",
        here=url_for(".show", slug=slug, document_id=document_id),
        passages_at=url_for("passages.claim", slug=slug, document_id=document_id, number=0)
        .removesuffix("0/claim"),
    )  # fmt: skip


def _place(slug: str, view: ReadingView) -> str | None:
    """Where a link to a claim or note of the document leads: to its place on the page."""
    document_id = view.document.public_id
    claim_id, note_id = request.args.get("claim"), request.args.get("note")
    if claim_id:
        mark = view.claims.get(claim_id)
        anchor = (mark.anchor if mark else None) or "chain"
        return url_for(".show", slug=slug, document_id=document_id, chosen=claim_id, _anchor=anchor)
    if note_id:
        note = find(current.reader(), Note, current.dossier().id, note_id)
        place = view.anchors.get(note.id)
        return url_for(".show", slug=slug, document_id=document_id, _anchor=place)
    return None


def chain_beside(view: ReadingView, chosen: str) -> Chain | None:
    """The chain of the chosen claim, None where there is no such claim."""
    if not chosen:
        return None
    try:
        claim = find(current.reader(), Claim, current.dossier().id, chosen)
    except NotFound:
        return None
    return chain_of(current.reader(), view, claim)
