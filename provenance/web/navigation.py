"""What every page shows around its content."""

from typing import Any

from flask import Flask, g, request, url_for

from provenance import clock
from provenance.assessments.due import updating
from provenance.assessments.starting import start
from provenance.claims.queries import count_claims
from provenance.documents.queries import count_documents
from provenance.relations.queries import count_contradictions
from provenance.sources.queries import count_sources
from provenance.web import current
from provenance.web.access import has_role
from provenance.web.tour import tour_of

SECTIONS = (
    ("Overview", "dossier.overview", None),
    ("Documents", "documents.index", count_documents),
    ("Claims", "claims.index", count_claims),
    ("Sources", "sources.index", count_sources),
    ("Contradictions", "contradictions.index", count_contradictions),
    ("Export", "export.index", None),
    ("People", "people.index", None),
    ("History", "history.index", None),
)
"""Label, endpoint, and what is counted beside it."""
BELONGS = {
    "attributions": "claims", "relations": "claims", "ratings.claim": "claims",
    "persons": "sources", "organisations": "sources", "dependences": "sources",
    "identities": "sources", "duplicates": "sources", "words": "sources",
    "private": "sources", "ratings.source": "sources", "imports": "documents",
    "passages": "documents", "versions": "documents", "orphans": "documents", "what_if": "dossier",
    "proposals": "documents",
}  # fmt: skip
"""Pages without a section of their own → the section they stand under."""


def install(app: Flask) -> None:
    """Give every template the person, the dossier and its sections."""
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    dossier = g.get("dossier")
    person = current.person() if request.endpoint != "static" else None
    return {
        "person": person,
        "dossier": dossier,
        "role": g.get("role"),
        "may": _may,
        "home_url": "/",
        "sign_out_url": "/sign-out",
        "printed_at": clock.now(),
        "navigation": _sections(dossier) if dossier else [],
        "updating": dossier is not None and _updating(dossier),
        "tour": tour_of(person) if person else None,
    }


def _updating(dossier: Any) -> bool:
    """Whether scores are still being brought up to date; who looks sees to it that somebody does."""
    if not updating(current.reader(), dossier.id):
        return False
    start(current.settings(), dossier.slug)
    return True


def _may(needed: str) -> bool:
    """Whether the person's role in this dossier allows what needs ``needed``."""
    return has_role(g.get("role"), needed)


def _sections(dossier: Any) -> list[tuple[str, str, int | None, bool]]:
    reader, own = current.reader(), request.blueprint or ""
    here = BELONGS.get(request.endpoint or "") or BELONGS.get(own, own)
    return [
        (
            label,
            url_for(endpoint, slug=dossier.slug),
            count(reader, dossier.id) if count else None,
            endpoint.split(".")[0] == here,
        )
        for label, endpoint, count in SECTIONS
    ]
