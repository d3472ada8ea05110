"""Organisations: the list, the page of one, their names and their ties."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.claims.service import withdraw_organisation
from provenance.dossiers.commands import Record
from provenance.dossiers.register import find
from provenance.reports.organisations import (
    members_of,
    organisation_rows,
    speakers_for,
    ties_of,
)
from provenance.sources.models import Organisation, Tie
from provenance.sources.queries import aliases_of
from provenance.sources.records import ORGANISATIONS, TIES
from provenance.sources.service import (
    correct_organisation,
    record_organisation,
    record_tie,
    withdraw_tie,
)
from provenance.vocabulary import TIE_KINDS
from provenance.web import choices, corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.organisations import (
    CorrectOrganisationForm,
    NewOrganisationForm,
    TieForm,
)
from provenance.web.forms.values import present

blueprint = Blueprint("organisations", __name__)
WITHDRAWAL = (
    "The organisation leaves all lists; its history stays. As long as claims, sources, persons or "
    "ties name it, it cannot be withdrawn."
)
TIE_WITHDRAWAL = "Interests that were derived from this tie are derived no more; scores follow."


@blueprint.get("/d/<slug>/organisations")
@needs("reader")
def index(slug: str) -> str:
    """Who are the parties, who speaks for them, and how are they tied?"""
    rows = organisation_rows(current.reader(), current.dossier())
    return render_template("organisations/index.html", rows=rows, slug=slug)


@blueprint.get("/d/<slug>/organisations/<id:organisation_id>")
@needs("reader")
def show(slug: str, organisation_id: str) -> str:
    """Who is this, who speaks for it, and what are its interests?"""
    reader = current.reader()
    one = find(reader, Organisation, current.dossier().id, organisation_id)
    return render_template(
        "organisations/show.html", one=one, slug=slug, trail=_trail(),
        aliases=aliases_of(reader, one.dossier_id).get(one.id, []),
        sources=speakers_for(reader, one), members=members_of(reader, one),
        ties=ties_of(reader, current.dossier(), one),
    )  # fmt: skip


@blueprint.route("/d/<slug>/organisations/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str) -> Answer:
    """A group that speaks, acts or has interests."""
    form = NewOrganisationForm()

    def page(form: Any) -> str:
        return render_template(
            "organisations/edit.html", form=form, act="Record organisation", kind="Organisation",
            trail=_trail(), url=request.path, back=url_for(".index", slug=slug),
        )  # fmt: skip

    def act(session: Session) -> str:
        why = form.why("recorded on the page of organisations")
        command = Record(slug, present(form.values()), why)
        row = record_organisation(session, current.actor(), command)
        flash(f"Recorded {row.public_id}, {row.name}.", "success")
        return url_for(".show", slug=slug, organisation_id=row.public_id)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/organisations/<id:organisation_id>/correct", methods=["GET", "POST"])
@needs("analyst")
def correct(slug: str, organisation_id: str) -> Answer:
    """Change its names."""
    edited = _edited(slug, organisation_id)
    form = corrections.form_for(edited, CorrectOrganisationForm)

    def page(form: Any, **more: Any) -> str:
        return _page("organisations/edit.html", edited.row(), form, "Correct organisation", **more)

    return corrections.correct(edited, form, page, correct_organisation)


@blueprint.route("/d/<slug>/organisations/<id:organisation_id>/withdraw", methods=["GET", "POST"])
@needs("analyst")
def withdraw(slug: str, organisation_id: str) -> Answer:
    """Take an organisation back that nothing names."""
    edited = _edited(slug, organisation_id)

    def page(form: Any, **more: Any) -> str:
        return _page("records/withdraw.html", edited.row(), form, "Withdraw organisation",
                     consequence=WITHDRAWAL, **more)  # fmt: skip

    return corrections.withdraw(edited, page, withdraw_organisation)


@blueprint.route("/d/<slug>/organisations/<id:organisation_id>/ties/new", methods=["GET", "POST"])
@needs("analyst")
def new_tie(slug: str, organisation_id: str) -> Answer:
    """A dated tie to another organisation or a person."""
    one = find(current.reader(), Organisation, current.dossier().id, organisation_id)
    form = TieForm()
    others = [pair for pair in choices.organisations() if pair[0] != organisation_id]
    form.choose_from([*others, *choices.persons()])

    def page(form: Any) -> str:
        kinds = (*TIE_KINDS, *choices.own_words().get("tie", ()))
        return _page("organisations/tie.html", one, form, "Record tie", kinds=kinds)

    def act(session: Session) -> str:
        why = form.why("recorded on the organisation's page")
        record_tie(session, current.actor(), Record(slug, form.values(organisation_id), why))
        flash("Recorded the tie.", "success")
        return _target(slug, one, "ties")

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route(
    "/d/<slug>/organisations/<id:organisation_id>/ties/<id:tie_id>/withdraw",
    methods=["GET", "POST"],
)
@needs("analyst")
def withdraw_tie_of(slug: str, organisation_id: str, tie_id: str) -> Answer:
    """Take a tie back."""
    one = find(current.reader(), Organisation, current.dossier().id, organisation_id)
    edited = corrections.Edited(TIES, Tie, tie_id, _target(slug, one, "ties"))

    def page(form: Any, **more: Any) -> str:
        return _page("records/withdraw.html", one, form, "Withdraw tie", id=tie_id,
                     title=f"{one.name}: {edited.row().kind}", consequence=TIE_WITHDRAWAL,
                     **more)  # fmt: skip

    return corrections.withdraw(edited, page, withdraw_tie)


def _target(slug: str, one: Organisation, anchor: str | None = None) -> str:
    return url_for(
        "organisations.show", slug=slug, organisation_id=one.public_id, _anchor=anchor
    )  # fmt: skip


def _edited(slug: str, organisation_id: str) -> corrections.Edited:
    target = url_for("organisations.show", slug=slug, organisation_id=organisation_id)
    return corrections.Edited(ORGANISATIONS, Organisation, organisation_id, target)


def _page(template: str, one: Organisation, form: Any, act: str, **more: Any) -> str:
    target = _target(current.dossier().slug, one)
    given = {"title": one.name, "id": one.public_id, **more}
    return render_template(
        template, form=form, act=act, kind="Organisation", url=request.path,
        trail=[*_trail(), (one.public_id, target)], back=target, **given,
    )  # fmt: skip


def _trail() -> list[tuple[str, str]]:
    slug = current.dossier().slug
    return [
        ("Sources", url_for("sources.index", slug=slug)),
        ("Organisations", url_for("organisations.index", slug=slug)),
    ]
