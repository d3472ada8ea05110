"""Private records of protected sources and persons: kept, never echoed; revealed once, on record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.assessments.work import unit_of_work
from provenance.dossiers.register import find, register_for
from provenance.errors import NotFound
from provenance.identities.queries import acts_of
from provenance.sources.commands import KeepPrivate, Reveal
from provenance.sources.models import Person, Source
from provenance.sources.private import MODELS, current_record, keep_private, reveal
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, attach, submit
from provenance.web.forms.sources import PrivateForm, RevealForm

blueprint = Blueprint("private", __name__)


@dataclass(frozen=True)
class PrivateState:
    """Whether something is kept, since when, and where the owner acts on it."""

    protected: bool
    kept_at: datetime | None
    keep_url: str
    reveal_url: str
    merged: tuple[tuple[str, str], ...] = ()
    """Sources merged into it of which a private record is kept: public id, and their page."""


def private_state(subject: Person | Source) -> PrivateState:
    """What a page may say of a private record: that there is one, and nothing in it."""
    kept = current_record(current.reader(), subject)
    slug, subject_id = current.dossier().slug, subject.public_id
    return PrivateState(
        bool(subject.protected),
        kept.created_at if kept else None,
        url_for("private.keep", slug=slug, subject_id=subject_id),
        url_for("private.show", slug=slug, subject_id=subject_id),
        _merged(subject),
    )


def _merged(subject: Person | Source) -> tuple[tuple[str, str], ...]:
    """Merging moves no private record: each stays with the source of which it was kept."""
    if isinstance(subject, Person):
        return ()
    reader, slug = current.reader(), current.dossier().slug
    gone = [
        act.other.public_id for act in acts_of(reader, subject)
        if act.kind == "merge" and act.source_id == subject.id
        and current_record(reader, act.other) is not None
    ]  # fmt: skip
    return tuple(
        (public_id, url_for("sources.show", slug=slug, source_id=public_id, _anchor="private"))
        for public_id in gone
    )


@blueprint.route("/d/<slug>/private/<id:subject_id>/keep", methods=["GET", "POST"])
@needs("owner")
def keep(slug: str, subject_id: str) -> Answer:
    """Keep or replace what identifies a protected source; what stands there is not shown."""
    subject, form = _subject(subject_id), PrivateForm()

    def page(form: Any) -> str:
        return _page("private/keep.html", subject, form, "Keep private record")

    def act(session: Session) -> str:
        command = KeepPrivate(slug, subject_id, form.fields(), form.reason.data or "")
        keep_private(session, current.actor(), command)
        flash("The private record is kept, encrypted. It is shown only by a reveal.", "success")
        return _target(subject)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/private/<id:subject_id>/reveal", methods=["GET", "POST"])
@needs("owner")
def show(slug: str, subject_id: str) -> Answer:
    """Ask why; then show the record in this one answer, and nowhere else."""
    subject, form = _subject(subject_id), RevealForm()
    if request.method == "GET":
        return _page("private/reveal.html", subject, form, "Reveal private record")
    if not form.validate():
        return _page("private/reveal.html", subject, form, "Reveal private record"), 422
    try:
        with unit_of_work(current.database()) as session:
            command = Reveal(slug, subject_id, form.reason.data or "")
            fields = reveal(session, current.actor(), command)
    except NotFound as error:
        attach(form, error)
        return _page("private/reveal.html", subject, form, "Reveal private record"), 422
    return _page("private/shown.html", subject, form, "Private record", kept=fields)


def _subject(subject_id: str) -> Person | Source:
    reader, dossier = current.reader(), current.dossier()
    list_name = register_for(reader, dossier.id, [subject_id]).rows.get(subject_id, ("", 0))[0]
    if list_name not in MODELS:
        raise NotFound(f"There is no person or source {subject_id} in this dossier.")
    return find(reader, MODELS[list_name], dossier.id, subject_id)


def _target(subject: Person | Source) -> str:
    slug = current.dossier().slug
    if isinstance(subject, Person):
        return url_for("persons.show", slug=slug, person_id=subject.public_id)
    return url_for("sources.show", slug=slug, source_id=subject.public_id)


def _page(template: str, subject: Person | Source, form: Any, act: str, **more: Any) -> str:
    target = _target(subject)
    trail = [("Sources", url_for("sources.index", slug=current.dossier().slug)),
             (subject.public_id, target)]  # fmt: skip
    return render_template(
        template, form=form, act=act, kind="Protected source", id=subject.public_id,
        title=subject.label, trail=trail, url=request.path, back=target,
        private=private_state(subject), **more,
    )  # fmt: skip
