"""The tour: begun, taken up again, left; the worked example loaded where it is missing."""

from flask import Blueprint, Response, flash, render_template, request, url_for

from provenance.accounts.tour import go_to, leave
from provenance.assessments.work import unit_of_work
from provenance.interchange.example import load_example
from provenance.web import current, tour
from provenance.web.access import ADMINISTRATOR, PERSON, needs
from provenance.web.acts import see_other

blueprint = Blueprint("tour", __name__)


@blueprint.get("/tour")
@needs(PERSON)
def index() -> str:
    """What does the tour show, and how far am I?"""
    user = current.person()
    return render_template("tour/index.html", steps=tour.STEPS, example=tour.example_for(user))


@blueprint.post("/tour")
@needs(PERSON)
def go() -> Response:
    """Be at a step, and see its page."""
    step = tour.STEPS[tour.number_of(request.form.get("step", ""))]
    with unit_of_work(current.database()) as session:
        go_to(session, _user_id(), step.word)
    missing = step.in_example and tour.example_for(current.person()) != "open"
    return see_other(url_for(".index") if missing else step.url)


@blueprint.post("/tour/leave")
@needs(PERSON)
def stop() -> Response:
    """Leave the tour, to go on some day, or because it is done."""
    finished = bool(request.form.get("finished"))
    with unit_of_work(current.database()) as session:
        leave(session, _user_id(), finished=finished)
    if finished:  # the start page itself tells whoever only left it
        flash("That was the tour. It can be taken again: see Tour below.", "message")
    return see_other(url_for("home.index"))


@blueprint.post("/tour/example")
@needs(ADMINISTRATOR)
def example() -> Response:
    """Load the worked example; where it is there already nothing is done."""
    with unit_of_work(current.database()) as session:
        load_example(session, current.actor())
    flash("The worked example is there.", "success")
    return see_other(url_for(".index"))


def _user_id() -> int:
    user = current.person()
    assert user is not None  # noqa: S101 - the guard let nobody else in
    return user.id
