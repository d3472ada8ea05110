"""Taking back what one just did."""

import re

from flask import Blueprint, flash, request, url_for

from provenance.assessments.work import unit_of_work
from provenance.errors import AlreadyExists, EditConflict, InvalidInput
from provenance.reviews.commands import UndoAct
from provenance.reviews.undoing import undo_act
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, bring_up_to_date, see_other

blueprint = Blueprint("undo", __name__)
_ENTRIES = re.compile(r"(\d{1,15})-(\d{1,15})", re.ASCII)


@blueprint.post("/d/<slug>/undo")
@needs("analyst")
def last(slug: str) -> Answer:
    """Take the act back that the form names, and go back to where the button stood; a note says
    where it is too late."""
    try:
        with unit_of_work(current.database()) as session:
            records = undo_act(session, current.actor(), _command(slug))
    except (InvalidInput, EditConflict, AlreadyExists) as error:
        flash(error.message, "warning")
    else:
        bring_up_to_date()
        flash(f"Taken back: {', '.join(records)}. The history keeps both acts.", "success")
    return see_other(_back(slug))


def _command(slug: str) -> UndoAct:
    named = _ENTRIES.fullmatch(request.form.get("entries", ""))
    if named is None:
        raise InvalidInput("Which act is to be taken back was not said; nothing was changed.")
    return UndoAct(slug, int(named[1]), int(named[2]))


def _back(slug: str) -> str:
    """The page where the button stood, if it is one of this dossier."""
    overview, back = url_for("dossier.overview", slug=slug), request.form.get("back", "")
    return back if back.startswith(f"{overview}/") and "\\" not in back else overview
