"""Home: what needs me?"""

from flask import Blueprint, render_template

from provenance.reports.shelf import shelf_of
from provenance.web import current
from provenance.web.access import PERSON, needs

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@needs(PERSON)
def index() -> str:
    """The person's dossiers, and what awaits in each."""
    user = current.person()
    return render_template("home/index.html", rows=shelf_of(current.reader(), user) if user else ())
