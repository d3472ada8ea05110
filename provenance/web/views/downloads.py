"""What a list shows, as a file: the same claims in the same order, on all its pages."""

import json

from flask import Blueprint, Response, request

from provenance.exports.claims_csv import listed, listed_csv
from provenance.reports.claim_list import ClaimFilter, claims_found
from provenance.web import current
from provenance.web.access import needs
from provenance.web.claim_facets import NAMES
from provenance.web.facets import chosen_of
from provenance.web.paging import place_asked_for

blueprint = Blueprint("downloads", __name__)
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@blueprint.get("/d/<slug>/claims.csv", defaults={"form": "csv"})
@blueprint.get("/d/<slug>/claims.json", defaults={"form": "json"})
@needs("reader")
def claims(slug: str, form: str) -> Response:
    """The claims that the list finds, with the columns of ``claims.csv`` of an export."""
    wanted = ClaimFilter(request.args.get("q", "").strip(), chosen_of(NAMES))
    rows = claims_found(
        current.reader(), current.dossier().id, wanted, place_asked_for().order,
        for_reader=current.is_reader(),
    )  # fmt: skip
    body: bytes | str
    if form == "csv":
        body = listed_csv(rows)
    else:
        body = json.dumps([listed(row) for row in rows], ensure_ascii=False, indent=1)
    name = f'attachment; filename="{slug}-claims.{form}"'
    return Response(body, content_type=TYPES[form], headers={"Content-Disposition": name})
