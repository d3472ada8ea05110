"""Persons behind sources: the page of one, recording and correcting."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.dossiers.commands import Record
from provenance.sources.models import Person
from provenance.sources.queries import affiliations_of, sources_of_person
from provenance.sources.records import PERSONS
from provenance.sources.service import correct_person, record_person
from provenance.web import choices, corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.sources import CorrectPersonForm, NewPersonForm
from provenance.web.forms.values import present
from provenance.web.views.private import private_state

blueprint = Blueprint("persons", __name__)


@blueprint.get("/d/<slug>/persons/<id:person_id>")
@needs("reader")
def show(slug: str, person_id: str) -> str:
    """Who is this, and which sources are one voice?"""
    edited = _edited(slug, person_id)
    person: Person = edited.row()
    reader = current.reader()
    return render_template(
        "persons/show.html", one=person, trail=_trail(), private=private_state(person),
        affiliations=affiliations_of(reader, person), sources=sources_of_person(reader, person.id),
    )  # fmt: skip


@blueprint.route("/d/<slug>/persons/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str) -> Answer:
    """An informant or author."""
    form = NewPersonForm()
    form.choose_from(choices.organisations())

    def page(form: Any) -> str:
        return render_template(
            "persons/edit.html", form=form, act="Record person", kind="Person", trail=_trail(),
            url=request.path, back=url_for("sources.index", slug=slug),
        )  # fmt: skip

    def act(session: Session) -> str:
        why = form.why("recorded on the page of sources")
        row = record_person(session, current.actor(), Record(slug, present(form.values()), why))
        flash(f"Recorded {row.public_id}, {row.label}.", "success")
        return url_for(".show", slug=slug, person_id=row.public_id)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/persons/<id:person_id>/correct", methods=["GET", "POST"])
@needs("analyst")
def correct(slug: str, person_id: str) -> Answer:
    """Change fields of a person."""
    edited = _edited(slug, person_id, dict(choices.organisations()))
    form = corrections.form_for(edited, CorrectPersonForm)
    chosen = [row["organisation"] for row in edited.record().get("affiliations") or ()]
    form.choose_from(choices.with_chosen(choices.organisations(), chosen))

    def page(form: Any, **more: Any) -> str:
        return render_template(
            "persons/edit.html", form=form, act="Correct person", kind="Person", id=person_id,
            title=edited.row().label, trail=[*_trail(), (person_id, edited.target)],
            url=request.path, back=edited.target, **more,
        )  # fmt: skip

    return corrections.correct(edited, form, page, correct_person)


def _edited(slug: str, person_id: str, words: dict[str, str] | None = None) -> corrections.Edited:
    target = url_for("persons.show", slug=slug, person_id=person_id)
    return corrections.Edited(PERSONS, Person, person_id, target, words or {})


def _trail() -> list[tuple[str, str]]:
    return [("Sources", url_for("sources.index", slug=current.dossier().slug))]
