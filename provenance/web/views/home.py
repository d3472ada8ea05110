"""Home: what needs me?"""

from flask import Blueprint, render_template

from provenance.dossiers.queries import dossiers_of
from provenance.web import current
from provenance.web.access import PERSON, needs

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@needs(PERSON)
def index() -> str:
    """The person's dossiers, and what awaits in each."""
    user = current.person()
    dossiers = dossiers_of(current.reader(), user) if user else ()
    return render_template("home/index.html", dossiers=dossiers)
