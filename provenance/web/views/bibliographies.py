"""Views: a bibliography, from its upload to the sources that its entries are."""

from pathlib import PurePath
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.dossiers.register import find
from provenance.errors import InvalidInput, TooLarge, UnreadableFile
from provenance.imports.bibliographies.commands import (
    DiscardBibliography,
    StartBibliography,
    TakeBibliography,
)
from provenance.imports.bibliographies.plan import LEFT, PlannedEntry
from provenance.imports.bibliographies.service import (
    discard_bibliography,
    open_bibliographies,
    planned,
    start_bibliography,
    take_bibliography,
)
from provenance.imports.known import Known, read_known
from provenance.imports.models import Bibliography
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.bibliographies import MOST, BibliographyForm, LetGoForm, take_form

blueprint = Blueprint("bibliographies", __name__)
LEAST = "analyst"


@blueprint.route("/d/<slug>/bibliographies", methods=["GET", "POST"])
@needs(LEAST)
def new(slug: str) -> Answer:
    """Upload one, or go on with one whose entries wait."""
    form: Any = BibliographyForm()
    if request.method == "GET":
        return _new_page(form)

    def act(session: Session) -> str:
        name = PurePath(form.file.data.filename.replace("\\", "/")).name
        command = StartBibliography(
            slug, name, form.file.data.read(), form.why("read for its sources")
        )
        try:
            row = start_bibliography(session, current.actor(), command)
        except (UnreadableFile, TooLarge) as error:
            refusal = InvalidInput.at("file", error.message)
            refusal.status = error.status
            raise refusal from error
        return url_for(".show", slug=slug, bibliography_id=row.public_id)

    return submit(form, act, _new_page)


def _new_page(form: Any) -> str:
    waiting = open_bibliographies(current.reader(), current.dossier().id)
    return render_template("bibliographies/new.html", form=form, waiting=waiting)


@blueprint.get("/d/<slug>/bibliographies/<id:bibliography_id>")
@needs(LEAST)
def show(slug: str, bibliography_id: str) -> str:
    """What is each entry: a source that the dossier has, a new one, or nothing for it?"""
    row, plan, known = _planned(bibliography_id)
    form = take_form(
        _asked(plan), _labels(known), formdata=None, data={"version": str(row.version)}
    )
    return _page(slug, row, plan, known, form)


@blueprint.post("/d/<slug>/bibliographies/<id:bibliography_id>/take")
@needs(LEAST)
def take(slug: str, bibliography_id: str) -> Answer:
    """Take the entries as chosen; those that no choice names, as proposed where that is sure."""
    row, plan, known = _planned(bibliography_id)
    form: Any = take_form(_asked(plan), _labels(known))

    def act(session: Session) -> str:
        command = TakeBibliography(
            slug, bibliography_id, form.decisions(), form.why("taken as proposed and chosen"),
            form.seen(),
        )  # fmt: skip
        taken = take_bibliography(session, current.actor(), command)
        flash(_said(taken, len(plan)), "success")
        return url_for(".show", slug=slug, bibliography_id=bibliography_id)

    return submit(form, act, lambda shown: _page(slug, row, plan, known, shown))


@blueprint.post("/d/<slug>/bibliographies/<id:bibliography_id>/discard")
@needs(LEAST)
def discard(slug: str, bibliography_id: str) -> Answer:
    """Let what still waits go."""
    row, plan, known = _planned(bibliography_id)
    form: Any = LetGoForm(prefix="discard-")

    def act(session: Session) -> str:
        command = DiscardBibliography(slug, bibliography_id, form.reason.data, form.seen())
        discard_bibliography(session, current.actor(), command)
        flash(f"What waited of {row.file_name} was let go; sources that it gave stay.", "message")
        return url_for("sources.index", slug=slug)

    taking = take_form(_asked(plan), _labels(known), formdata=None)
    return submit(form, act, lambda shown: _page(slug, row, plan, known, taking, shown))


def _said(row: Bibliography, count: int) -> str:
    left = sum(value == LEFT for value in row.decisions.values())
    waiting = count - len(row.decisions)
    told = f"{len(row.decisions) - left} of {count} entries are sources of the dossier now"
    return f"{told}; {left} left out, {waiting} waiting."


def _planned(public_id: str) -> tuple[Bibliography, tuple[PlannedEntry, ...], Known]:
    reader, dossier = current.reader(), current.dossier()
    row = find(reader, Bibliography, dossier.id, public_id)
    known = read_known(reader, dossier.id)
    return row, planned(reader, row, known), known


def _asked(plan: tuple[PlannedEntry, ...]) -> list[PlannedEntry]:
    """Entries that wait, those that need a person first."""
    return sorted((one for one in plan if one.waits), key=lambda one: not one.needs)[:MOST]


def _labels(known: Known) -> dict[str, str]:
    return {public_id: source.label for public_id, source in known.sources.items()}


def _page(
    slug: str, row: Bibliography, plan: tuple[PlannedEntry, ...], known: Known, form: Any,
    letting: Any = None,
) -> str:  # fmt: skip
    return render_template(
        "bibliographies/show.html", slug=slug, row=row, form=form, asked=_asked(plan), total=len(plan),
        needing=sum(one.needs for one in plan), waiting=sum(one.waits for one in plan),
        decided=[one for one in plan if not one.waits][:MOST], labels=_labels(known), LEFT=LEFT,
        keys={one.number: one.entry.key for one in plan},
        letting=letting or LetGoForm(None, prefix="discard-", version=str(row.version)),
    )  # fmt: skip
