"""Dependences between sources: judging whether one takes from another, and taking that back."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.claims.records import DEPENDENCES
from provenance.claims.service import judge_dependence, withdraw_dependence
from provenance.dossiers.commands import Record
from provenance.dossiers.register import find
from provenance.sources.models import Dependence, Source
from provenance.web import choices, corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.sources import VERDICT_WORDS, DependenceForm

blueprint = Blueprint("dependences", __name__)
WITHDRAWAL = (
    "The verdict no longer joins or parts the two sources; the claims of both are scored again."
)


@blueprint.route("/d/<slug>/sources/<id:source_id>/dependences/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str, source_id: str) -> Answer:
    """Does one of the two take from the other?"""
    source = find(current.reader(), Source, current.dossier().id, source_id)
    form = DependenceForm(data={"other": request.args.get("other", "")})
    form.other.choices = {"": "choose", **dict(choices.sources(but=source_id))}

    def page(form: Any) -> str:
        return _page("sources/judge.html", source, form, "Record verdict", verdicts=VERDICT_WORDS)

    def act(session: Session) -> str:
        command = Record(slug, form.values(source_id), form.reason.data or "")
        row = judge_dependence(session, current.actor(), command)
        flash(f"Recorded {row.public_id}: {row.verdict}.", "success")
        return _target(slug, source)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/dependences/<id:dependence_id>/withdraw", methods=["GET", "POST"])
@needs("analyst")
def withdraw(slug: str, dependence_id: str) -> Answer:
    """Take a verdict back."""
    row = find(current.reader(), Dependence, current.dossier().id, dependence_id)
    asked = request.args.get("source")
    source = row.b if asked == row.b.public_id else row.a
    edited = corrections.Edited(DEPENDENCES, Dependence, dependence_id, _target(slug, source))

    def page(form: Any, **more: Any) -> str:
        return _page("records/withdraw.html", source, form, "Withdraw verdict", id=dependence_id,
                     title=f"{row.a.label}, {row.verdict}: {row.b.label}", consequence=WITHDRAWAL,
                     **more)  # fmt: skip

    return corrections.withdraw(edited, page, withdraw_dependence)


def _target(slug: str, source: Source) -> str:
    return url_for(
        "sources.show", slug=slug, source_id=source.public_id, _anchor="dependences"
    )  # fmt: skip


def _page(template: str, source: Source, form: Any, act: str, **more: Any) -> str:
    slug = current.dossier().slug
    trail = [
        ("Sources", url_for("sources.index", slug=slug)),
        (source.public_id, url_for("sources.show", slug=slug, source_id=source.public_id)),
    ]
    given = {"title": source.label, "id": source.public_id, **more}
    return render_template(
        template, form=form, act=act, kind="Dependence", url=request.full_path.rstrip("?"),
        trail=trail, back=_target(slug, source), source=source, **given,
    )  # fmt: skip
