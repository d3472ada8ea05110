"""Sources that might be one: a warning for each pair, and recording that two are not the same."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.dossiers.commands import Record
from provenance.dossiers.register import find
from provenance.reports.duplicates import twin_list
from provenance.sources.models import Distinction, Source
from provenance.sources.records import DISTINCTIONS
from provenance.sources.told_apart import tell_apart, withdraw_distinction
from provenance.web import choices, corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.identities import TellApartForm

blueprint = Blueprint("duplicates", __name__)
WITHDRAWAL = "The two may be proposed as the same source again, here and in imports."


@blueprint.get("/d/<slug>/duplicates")
@needs("reader")
def index(slug: str) -> str:
    """Which sources might be one, and why?"""
    shown = twin_list(current.reader(), current.dossier())
    return render_template("duplicates/index.html", shown=shown, slug=slug)


@blueprint.route("/d/<slug>/sources/<id:source_id>/not-the-same", methods=["GET", "POST"])
@needs("analyst")
def tell(slug: str, source_id: str) -> Answer:
    """Record that another source is not this one."""
    source = find(current.reader(), Source, current.dossier().id, source_id)
    form = TellApartForm(data={"other": request.args.get("other", "")})
    form.other.choices = {"": "choose", **dict(choices.sources(but=source_id))}

    def page(form: Any) -> str:
        return _page("duplicates/tell.html", source, form, "Record: not the same")

    def act(session: Session) -> str:
        values = {"a": source_id, "b": form.other.data}
        row = tell_apart(session, current.actor(), Record(slug, values, form.reason.data or ""))
        flash(f"{row.a.public_id} and {row.b.public_id} are not the same: they are not proposed as "
              "one again.", "success")  # fmt: skip
        return _target(source)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/distinctions/<id:distinction_id>/withdraw", methods=["GET", "POST"])
@needs("analyst")
def withdraw(slug: str, distinction_id: str) -> Answer:  # noqa: ARG001 - part of the URL
    """Take it back that two are not the same."""
    row = find(current.reader(), Distinction, current.dossier().id, distinction_id)
    edited = corrections.Edited(DISTINCTIONS, Distinction, distinction_id, _target(row.a))

    def page(form: Any, **more: Any) -> str:
        return _page("records/withdraw.html", row.a, form, "Take back: not the same",
                     id=distinction_id, title=f"{row.a.label} and {row.b.label}",
                     consequence=WITHDRAWAL, **more)  # fmt: skip

    return corrections.withdraw(edited, page, withdraw_distinction)


def _target(source: Source) -> str:
    return url_for(
        "sources.show", slug=current.dossier().slug, source_id=source.public_id,
        _anchor="identity",
    )  # fmt: skip


def _page(template: str, source: Source, form: Any, act: str, **more: Any) -> str:
    trail = [
        ("Sources", url_for("sources.index", slug=current.dossier().slug)),
        (source.public_id, _target(source)),
    ]
    given = {"title": source.label, "id": source.public_id, **more}
    return render_template(
        template, form=form, act=act, kind="Source", url=request.full_path.rstrip("?"),
        trail=trail, back=_target(source), **given,
    )  # fmt: skip
