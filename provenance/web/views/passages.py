"""Views: a claim made from a passage of a document."""

from flask import Blueprint

from provenance.web.access import needs

blueprint = Blueprint("passages", __name__)


@blueprint.get("/d/<slug>/documents/<id:document_id>/passages/<int:number>/claim")
@needs("analyst")
def claim(slug: str, document_id: str, number: int) -> str:
    """The form."""
    return f"{slug}{document_id}{number}"
