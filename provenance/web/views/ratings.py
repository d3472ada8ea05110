"""Rating reliability and credibility, each on its own page, without sight of others' ratings."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.assessments.queries import result_of_claim
from provenance.claims.models import Claim
from provenance.dossiers.register import find
from provenance.ratings.commands import Rate
from provenance.ratings.models import Rating
from provenance.ratings.queries import ratings_of_claim, ratings_of_source
from provenance.ratings.service import rate
from provenance.sources.models import Source
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.ratings import RateClaimForm, RateSourceForm

blueprint = Blueprint("ratings", __name__)


@blueprint.route("/d/<slug>/sources/<id:source_id>/rate", methods=["GET", "POST"])
@needs("analyst")
def source(slug: str, source_id: str) -> Answer:
    """How reliable is this source? What others said, and what was computed, is not shown here."""
    row = find(current.reader(), Source, current.dossier().id, source_id)
    mine = _mine(ratings_of_source(current.reader(), row), source_id=row.id)
    form = RateSourceForm()
    back = url_for("sources.show", slug=slug, source_id=source_id, _anchor="ratings")

    def page(form: Any) -> str:
        return render_template(
            "ratings/source.html", form=form, act="Record reliability", kind="Reliability of",
            id=source_id, title=row.label, one=row, mine=mine, url=request.path, back=back,
            trail=[("Sources", url_for("sources.index", slug=slug)), (source_id, back)],
        )  # fmt: skip

    def act(session: Session) -> str:
        return _rate(session, source_id, form, form.scope(), back)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/claims/<id:claim_id>/rate", methods=["GET", "POST"])
@needs("analyst")
def claim(slug: str, claim_id: str) -> Answer:
    """How credible is this claim, whoever says it?"""
    row = find(current.reader(), Claim, current.dossier().id, claim_id)
    mine = _mine(ratings_of_claim(current.reader(), row), claim_id=row.id)
    result = result_of_claim(current.reader(), row.id)
    form = RateClaimForm()
    back = url_for("claims.show", slug=slug, claim_id=claim_id, _anchor="credibility")

    def page(form: Any) -> str:
        return render_template(
            "ratings/claim.html", form=form, act="Record credibility", kind="Credibility of",
            id=claim_id, title=row.text, mine=mine,
            origins=result.origins if result else 0, url=request.path, back=back,
            trail=[("Claims", url_for("claims.index", slug=slug)), (claim_id, back)],
        )  # fmt: skip

    def act(session: Session) -> str:
        return _rate(session, claim_id, form, None, back)

    return page(form) if request.method == "GET" else submit(form, act, page)


def _mine(ratings: Any, **subject: int) -> list[Rating]:
    """The visitor's own ratings in force of exactly this subject."""
    ((column, row_id),) = subject.items()
    name = current.actor().name
    return [one for one in ratings if one.by == name and getattr(one, column) == row_id]


def _rate(
    session: Session, subject: str, form: Any, scope: Mapping[str, Any] | None, back: str
) -> str:
    command = Rate(
        current.dossier().slug, subject, form.grade.data, form.reason.data or "", scope
    )  # fmt: skip
    rating = rate(session, current.actor(), command)
    flash(f"Recorded {rating.public_id}: {rating.grade}.", "success")
    return back
