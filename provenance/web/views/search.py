"""Search over a whole dossier: one box, on every page of it."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from provenance.reports.dossier_search import Group, Hit, search_dossier
from provenance.web import current
from provenance.web.access import needs

blueprint = Blueprint("search", __name__)
TITLES = {
    "source": "Sources", "document": "Documents", "note": "Notes", "person": "Persons",
    "organisation": "Organisations", "relation": "Relations and contradictions",
}  # fmt: skip
SHOWS: dict[str, tuple[str, str]] = {
    "source": ("sources.show", "source_id"),
    "document": ("documents.show", "document_id"),
    "person": ("persons.show", "person_id"),
    "organisation": ("organisations.show", "organisation_id"),
    "relation": ("contradictions.show", "relation_id"),
}
"""The page of one record of a kind, and under which name its address has the id."""
LISTS = {"source": "sources.index"}
"""Where all that was found of a kind is listed."""


@blueprint.get("/d/<slug>/search")
@needs("reader")
def index(slug: str) -> str:
    """Where do these words stand, in whatever the dossier holds?"""
    words = request.args.get("q", "").strip()
    found = search_dossier(
        current.reader(), current.dossier(), words, for_reader=current.is_reader()
    )
    return render_template(
        "search/index.html", slug=slug, words=words, found=found, titles=TITLES, url_of=_url_of,
        more=_more,
    )  # fmt: skip


def _url_of(group: Group, hit: Hit) -> str:
    slug = current.dossier().slug
    if group.kind == "note":
        return url_for("documents.show", slug=slug, document_id=hit.within, note=hit.id)
    if group.kind == "relation" and hit.within:
        return url_for("claims.show", slug=slug, claim_id=hit.within, _anchor="relations")
    endpoint, name = SHOWS[group.kind]
    parts: dict[str, Any] = {name: hit.id}
    return url_for(endpoint, slug=slug, **parts)


def _more(group: Group) -> str | None:
    endpoint = LISTS.get(group.kind)
    if endpoint is None or group.total <= len(group.hits):
        return None
    return url_for(endpoint, slug=current.dossier().slug, q=request.args.get("q", ""))
