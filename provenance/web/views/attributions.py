"""Attributions: which source asserts or denies a claim, and how that reached us."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.claims.models import Attribution, Claim
from provenance.claims.records import ATTRIBUTIONS
from provenance.claims.service import (
    correct_attribution,
    record_attribution,
    withdraw_attribution,
)
from provenance.dossiers.commands import Record
from provenance.dossiers.register import find
from provenance.errors import NotFound
from provenance.sources.models import Source
from provenance.web import choices, corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.attributions import CorrectAttributionForm, NewAttributionForm
from provenance.web.forms.values import present

blueprint = Blueprint("attributions", __name__)
WITHDRAWAL = (
    "The claim loses this voice and is scored again. The attribution stays in the claim's history."
)


@blueprint.route("/d/<slug>/claims/<id:claim_id>/attributions/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str, claim_id: str) -> Answer:
    """First whose stance it is, then what the stance is."""
    claim = find(current.reader(), Claim, current.dossier().id, claim_id)
    source_id = request.args.get("source", "")
    if not source_id:
        return _choose_source(claim, url_for(".new", slug=slug, claim_id=claim_id))
    source = _live_source(source_id)
    form = NewAttributionForm()
    form.choose_from(choices.citations(source), _voices(source))

    def page(form: Any) -> str:
        url = url_for(".new", slug=slug, claim_id=claim_id, source=source_id)
        return _page(
            "attributions/edit.html", claim, source, form, "Record attribution", url,
            another=url_for(".new", slug=slug, claim_id=claim_id),
        )  # fmt: skip

    def act(session: Session) -> str:
        values = {"claim": claim_id, "source": source_id, **present(form.values())}
        why = form.why("recorded on the claim page")
        row = record_attribution(session, current.actor(), Record(slug, values, why))
        flash(f"{source.label} {row.polarity_key} this now.", "success")
        return _target(slug, claim_id)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/attributions/<id:attribution_id>/correct", methods=["GET", "POST"])
@needs("analyst")
def correct(slug: str, attribution_id: str) -> Answer:
    """Change the stance, its citations, or (with ``?source=``) whose stance it is."""
    attribution = _find(attribution_id)
    claim, source = attribution.claim, attribution.source
    if request.args.get("source") == "choose":
        here = url_for(".correct", slug=slug, attribution_id=attribution_id)
        return _choose_source(claim, here)
    if request.args.get("source"):
        source = _live_source(request.args["source"])
    voices, citations = _voices(source), choices.citations(source)
    edited = _edited(slug, attribution, dict([*voices, *citations]))
    form = corrections.form_for(edited, CorrectAttributionForm)
    kept = edited.record().get("citations") if source is attribution.source else ()
    form.choose_from(_with_kept(citations, kept), voices)

    def page(form: Any, **more: Any) -> str:
        here = url_for(".correct", slug=slug, attribution_id=attribution_id, source="choose")
        return _page("attributions/edit.html", claim, source, form, "Correct attribution",
                     request.full_path, id=attribution_id, another=here, **more)  # fmt: skip

    return corrections.correct(
        edited, form, page, correct_attribution, more={"source": source.public_id}
    )


@blueprint.route("/d/<slug>/attributions/<id:attribution_id>/withdraw", methods=["GET", "POST"])
@needs("analyst")
def withdraw(slug: str, attribution_id: str) -> Answer:
    """Take an attribution back."""
    attribution = _find(attribution_id)

    def page(form: Any, **more: Any) -> str:
        return _page(
            "records/withdraw.html", attribution.claim, attribution.source, form,
            "Withdraw attribution", request.path, id=attribution_id, consequence=WITHDRAWAL, **more,
        )  # fmt: skip

    return corrections.withdraw(_edited(slug, attribution), page, withdraw_attribution)


def _find(attribution_id: str) -> Attribution:
    return find(current.reader(), Attribution, current.dossier().id, attribution_id)


def _with_kept(citations: choices.Pairs, kept: Any) -> choices.Pairs:
    """Printed order, and after it what is linked although another source is cited there."""
    offered = dict(citations)
    return [*citations, *((one, one) for one in kept or () if one not in offered)]


def _live_source(source_id: str) -> Source:
    source = find(current.reader(), Source, current.dossier().id, source_id)
    if source.withdrawn_at is not None:
        raise NotFound(f"{source_id} was withdrawn; choose another source.")
    return source


def _target(slug: str, claim_id: str) -> str:
    return url_for("claims.show", slug=slug, claim_id=claim_id, _anchor="attributions")


def _edited(
    slug: str, attribution: Attribution, words: dict[str, str] | None = None
) -> corrections.Edited:
    return corrections.Edited(
        ATTRIBUTIONS, Attribution, attribution.public_id,
        _target(slug, attribution.claim.public_id), words or {}, implied={"polarity": "asserts"},
    )  # fmt: skip


def _voices(source: Source) -> choices.Pairs:
    """Sources and persons through whom the source's words may have come."""
    return [*choices.sources(but=source.public_id), *choices.persons()]


def _choose_source(claim: Claim, url: str) -> str:
    """Choose the source from a list, narrowed by words."""
    slug, wanted = current.dossier().slug, request.args.get("q", "").strip()
    found = [pair for pair in choices.sources() if wanted.casefold() in pair[1].casefold()]
    return render_template(
        "attributions/choose.html", claim=claim, found=found, wanted=wanted,
        url=url, keep=request.args.get("source", ""),
        trail=_trail(claim), back=_target(slug, claim.public_id),
    )  # fmt: skip


def _page(
    template: str, claim: Claim, source: Source, form: Any, act: str, url: str, **more: Any
) -> str:
    slug = current.dossier().slug
    return render_template(
        template, form=form, act=act, url=url, claim=claim, source=source, kind="Attribution",
        title=f"{source.label}, on: {claim.text}", trail=_trail(claim),
        back=_target(slug, claim.public_id), **more,
    )  # fmt: skip


def _trail(claim: Claim) -> list[tuple[str, str]]:
    slug = current.dossier().slug
    return [
        ("Claims", url_for("claims.index", slug=slug)),
        (claim.public_id, url_for("claims.show", slug=slug, claim_id=claim.public_id)),
    ]
