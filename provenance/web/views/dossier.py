"""Making a dossier, and its overview: how well do we know this, and where is it weakest?"""

from typing import Any

from flask import Blueprint, flash, render_template, url_for
from sqlalchemy.orm import Session

from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.service import create_dossier
from provenance.errors import AlreadyExists, InvalidInput
from provenance.reports.coverage import coverage as coverage_of
from provenance.reports.overview import overview as report
from provenance.vocabulary import CONFIDENCE_LEVELS
from provenance.web import current
from provenance.web.access import PERSON, needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.dossiers import NewDossierForm, slug_from

blueprint = Blueprint("dossier", __name__)
MOST_DOCUMENTS = 10
"""Of which the overview shows the coverage; all of them have a page of their own."""


@blueprint.get("/dossiers/new")
@needs(PERSON)
def new() -> str:
    """The form for a new dossier."""
    return _new_page(NewDossierForm())


@blueprint.post("/dossiers/new")
@needs(PERSON)
def create() -> Answer:
    """Make the dossier; whoever makes it owns it."""
    form: Any = NewDossierForm()

    def act(session: Session) -> str:
        form.slug.data = form.slug.data or slug_from(form.title.data)
        dossier = _create(session, form)
        flash(f"{dossier.title} is ready. Import a document first.", "success")
        return url_for(".overview", slug=dossier.slug)

    return submit(form, act, _new_page)


def _create(session: Session, form: Any) -> Any:
    slug, actor = form.slug.data, current.actor()
    if not slug:
        raise InvalidInput.at("slug", "No short name can be made from this title; write one.")
    command = CreateDossier(slug, form.title.data, form.why("a new workspace"), actor.user_id)
    try:
        return create_dossier(session, actor, command)
    except AlreadyExists:
        raise InvalidInput.at("slug", f"The short name {slug!r} is taken; write another.") from None


def _new_page(form: Any) -> str:
    return render_template("dossier/new.html", form=form)


@blueprint.get("/d/<slug>")
@needs("reader")
def overview(slug: str) -> str:
    """How well do we know this, and where is it weakest?"""
    page = report(current.reader(), current.dossier(), for_reader=current.is_reader())
    return render_template(
        "dossier/overview.html", slug=slug, page=page, levels=CONFIDENCE_LEVELS, most=MOST_DOCUMENTS
    )


@blueprint.get("/d/<slug>/coverage")
@needs("reader")
def coverage(slug: str) -> str:
    """How much of each document went into claims?"""
    found = coverage_of(current.reader(), current.dossier().id)
    return render_template("dossier/coverage.html", slug=slug, coverage=found)
