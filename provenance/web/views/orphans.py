"""Views: quotations that the newest version of their document no longer has, settled one by one."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.claims.models import Claim
from provenance.documents.models import Document
from provenance.documents.queries import latest_revision
from provenance.dossiers.register import find
from provenance.errors import InvalidInput, NotFound
from provenance.imports.kept_parses import parsed_of
from provenance.imports.orphans import let_stand, reanchor
from provenance.imports.versions.commands import LetStand, Reanchor
from provenance.imports.versions.like import likely_version
from provenance.reports.revisions import (
    Candidate,
    Orphan,
    candidates_for,
    document_of_quote,
    former_notes,
    open_orphans,
    orphans_of,
    version_lines,
)
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.versions import ELSEWHERE, AnchorForm, LetStandForm, VersionOfForm

blueprint = Blueprint("orphans", __name__)


@blueprint.get("/d/<slug>/documents/<id:document_id>/orphans")
@needs("reader")
def index(slug: str, document_id: str) -> str:
    """Which words of the document lost their place, and what rests on them."""
    document = find(current.reader(), Document, current.dossier().id, document_id)
    options = {"for_reader": current.is_reader()}
    return render_template(
        "versions/orphans.html", slug=slug, document=document,
        orphans=orphans_of(current.reader(), document, **options),
        notes=former_notes(current.reader(), document, **options),
    )  # fmt: skip


@blueprint.route(
    "/d/<slug>/claims/<id:claim_id>/quotes/<int:number>/anchor", methods=["GET", "POST"]
)
@needs("analyst")
def anchor(slug: str, claim_id: str, number: int) -> Answer:
    """Say where the newest version says what the quotation said."""
    claim, document, orphan = _orphan(claim_id, number)
    form: Any = AnchorForm(version=str(claim.version))
    standing = LetStandForm(None, prefix="stand-", version=str(claim.version))

    def act(session: Session) -> str:
        command = _command(slug, claim_id, number, form)
        reanchor(session, current.actor(), command)
        flash(f"The quotation of {claim_id} is anchored anew.", "success")
        return url_for(".index", slug=slug, document_id=document.public_id)

    def page(shown: Any) -> str:
        return _anchor_page(slug, claim, document, orphan, shown, standing)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.post("/d/<slug>/claims/<id:claim_id>/quotes/<int:number>/stand")
@needs("analyst")
def stand(slug: str, claim_id: str, number: int) -> Answer:
    """Let it stand: the newest version does not say so any more."""
    claim, document, orphan = _orphan(claim_id, number)
    form: Any = LetStandForm(prefix="stand-")

    def act(session: Session) -> str:
        command = LetStand(slug, claim_id, number, form.reason.data or "", form.seen())
        let_stand(session, current.actor(), command)
        flash(f"The quotation of {claim_id} stands in an earlier version only.", "success")
        return url_for(".index", slug=slug, document_id=document.public_id)

    def page(shown: Any) -> str:
        anchoring = AnchorForm(None, version=str(claim.version))
        return _anchor_page(slug, claim, document, orphan, anchoring, shown)

    return submit(form, act, page)


def _orphan(claim_id: str, number: int) -> tuple[Claim, Document, Orphan]:
    reader = current.reader()
    claim = find(reader, Claim, current.dossier().id, claim_id)
    document = document_of_quote(reader, claim, number)
    found = orphans_of(reader, document) if document else []
    orphan = next((o for o in found if o.claim.id == claim.id and o.number == number), None)
    if document is None or orphan is None:
        raise NotFound(f"{claim_id} has no such orphaned quotation; it may be settled already.")
    return claim, document, orphan


def _anchor_page(
    slug: str, claim: Claim, document: Document, orphan: Orphan, form: Any, standing: Any
) -> str:
    candidates = candidates_for(current.reader(), document, orphan.words or "")
    form.place.choices = [(one.value, one.words) for one in candidates] + [
        (ELSEWHERE, "Somewhere else: its words below stand only there")
    ]
    if form.place.data is None:
        form.place.data = candidates[0].value if candidates else ELSEWHERE
    return render_template(
        "versions/anchor.html", slug=slug, claim=claim, document=document, orphan=orphan, form=form,
        standing=standing, places={one.value: one.where for one in candidates},
    )  # fmt: skip


def _command(slug: str, claim_id: str, number: int, form: Any) -> Reanchor:
    """What was chosen: a passage by its offsets, a note by its id, or words that stand alone."""
    place, words = form.place.data or "", form.words.data or ""
    why, seen = form.reason.data or "", form.seen()
    if place == ELSEWHERE:
        return Reanchor(slug, claim_id, number, words, why, version=seen)
    _, document, orphan = _orphan(claim_id, number)
    near = candidates_for(current.reader(), document, orphan.words or "")
    offered = {one.value: one for one in near}
    if place not in offered:
        raise InvalidInput.at("place", "Choose one of the places shown, or somewhere else.")
    chosen: Candidate = offered[place]
    words = words or chosen.words
    if place.startswith("note:"):
        note = place.removeprefix("note:")
        return Reanchor(slug, claim_id, number, words, why, note=note, version=seen)
    start, _, end = place.partition("-")
    return Reanchor(slug, claim_id, number, words, why, near=(int(start), int(end)), version=seen)


@blueprint.app_context_processor
def _for_templates() -> dict[str, Any]:
    """What the pages of documents and drafts tell about versions, asked only where they show it."""
    return {"versions_told": _versions_told, "version_offered": _version_offered}


def _versions_told(document: Document) -> dict[str, Any]:
    reader = current.reader()
    revision = latest_revision(reader, document.id)
    lines = version_lines(reader, document)
    return {
        "number": revision.number if revision else 0,
        "versions": len([line for line in lines if line.withdrawn is None]),
        "open": open_orphans(reader, document.dossier_id).get(document.id, 0),
        "notes": len(former_notes(reader, document)),
    }


def _version_offered(draft: Any) -> dict[str, Any]:
    """``of``: the document of which the draft is a version; else ``like`` and ``reason``: what it
    looks like a version of."""
    reader = current.reader()
    form = VersionOfForm(None, prefix="version-", version=str(draft.version))
    if draft.version_of_id is not None:
        return {"of": reader.get(Document, draft.version_of_id), "form": form}
    found = None
    if draft.status == "open":
        found = likely_version(reader, draft.dossier_id, parsed_of(draft))
    return {"like": found.document if found else None, "reason": found.reason if found else "",
            "form": form}  # fmt: skip
