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
from provenance.reports.reading_anchored import Anchored
from provenance.reports.reading_find import find_in
from provenance.reports.reading_outline import Outline
from provenance.reports.reading_parts import Place
from provenance.reports.shelf_of_documents import document_rows
from provenance.web import current
from provenance.web.access import needs
from provenance.web.addresses import WHOLE, Addresses

blueprint = Blueprint("documents", __name__)
KEPT = ("show", "find")


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

    ``?claim=C-…``, ``?note=N-…`` and ``?passage=12`` lead to the place in the text, a claim with its
    chain beside it; ``?part=2`` is a part of a long document, ``?part=all`` the whole of it;
    ``?find=words`` looks for words; ``?revision=1`` leads to an earlier version.
    """
    number = request.args.get("revision", type=int)
    if number is not None:
        return redirect(url_for("versions.earlier", slug=slug, document_id=document_id,
                                number=number), 303)  # fmt: skip
    document = find(current.reader(), Document, current.dossier().id, document_id)
    outline = Outline(Anchored(current.reader(), document))
    here = url_for(".show", slug=slug, document_id=document_id)
    passages_at = f"{here}/passages/"
    return read(slug, document, outline, here, passages_at=passages_at)


def read(
    slug: str, document: Document, outline: Outline, here: str, *, passages_at: str | None = None,
    earlier: int | None = None,
) -> str | Response:  # fmt: skip
    """The page of a document's text, or the way to the place in it that is asked for."""
    kept = {name: request.args[name] for name in KEPT if request.args.get(name)}
    place = _place(outline)
    if place is not None:
        to = Addresses(here, 0, len(outline.parts), kept)
        claim = request.args.get("claim")
        return redirect(to.choosing(claim, place) if claim else to.to(place), 303)
    chosen = request.args.get("chosen", "") or request.args.get("claim", "")
    words = request.args.get("find", "").strip()
    found = find_in(outline, words) if words else None
    view = ReadingView(
        current.reader(), document, chosen=chosen, for_reader=current.is_reader(),
        part=_part(outline, chosen), outline=outline, found=found.spans if found else (),
    )  # fmt: skip
    proposed = None if earlier else proposed_here(current.reader(), outline)
    return render_template(
        "documents/show.html", slug=slug, view=view, document=document, chosen=chosen,
        chain=chain_beside(view, chosen), proposed=proposed, found=found,
        uncovered=request.args.get("show") == "uncovered", here=here, passages_at=passages_at,
        earlier=earlier, to=Addresses(here, view.number, len(view.parts), kept),
    )  # fmt: skip


def _part(outline: Outline, chosen: str) -> int | None:
    """The part that is asked for: by number, else that of the chosen claim, else the first."""
    asked = request.args.get("part", "")
    if asked == WHOLE:
        return None
    if asked.isdecimal() and len(asked) < 9:
        return int(asked)
    place = outline.place_of_claim(chosen) if chosen else None
    return place.part if place else 1


def _place(outline: Outline) -> Place | None:
    """Where a link to a claim, note or passage of the document leads."""
    claim_id, note_id = request.args.get("claim"), request.args.get("note")
    if claim_id:
        return outline.place_of_claim(claim_id) or Place("", "chain", len(outline.parts))
    if note_id:
        note = outline.note_of_row(find(current.reader(), Note, current.dossier().id, note_id).id)
        return outline.place_of_note(note) if note else None
    passage = request.args.get("passage", type=int)
    return None if passage is None else outline.place_of_passage(passage)


def chain_beside(view: ReadingView, chosen: str) -> Chain | None:
    """The chain of the chosen claim, None where there is no such claim."""
    if not chosen:
        return None
    try:
        claim = find(current.reader(), Claim, current.dossier().id, chosen)
    except NotFound:
        return None
    return chain_of(current.reader(), view, claim)
