"""Claims: the list, the page of one, and recording, correcting and withdrawing it."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.assessments.levers import levers_of
from provenance.assessments.queries import result_of_claim
from provenance.claims.commands import RecordClaim
from provenance.claims.models import Claim
from provenance.claims.records import CLAIMS
from provenance.claims.service import correct_claim, record_claim, withdraw_claim
from provenance.dossiers.register import find
from provenance.reports.cards import score_of
from provenance.reports.claim import claim_page
from provenance.reports.claim_list import ClaimFilter, claim_list, notes_of
from provenance.reports.grades import graded
from provenance.reports.origin_states import independent_pairs, origin_states
from provenance.vocabulary import SYMMETRIC_RELATIONS
from provenance.web import choices, corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.acts_in_words import in_history, told, withdrawal_of
from provenance.web.claim_facets import NAMES, claim_facets
from provenance.web.facets import chosen_of, without
from provenance.web.forms.claims import ClaimSearch, CorrectClaimForm, NewClaimForm
from provenance.web.forms.values import present
from provenance.web.paging import address, kept, place_asked_for, places_beside
from provenance.web.showing import linked

blueprint = Blueprint("claims", __name__)
FLAGS = {
    "single origin": "One origin only: nobody independent of it says the same.",
    "one organisation": "Several voices, but all of one organisation.",
    "interested only": "Only interested parties say so: they serve themselves or speak of a rival.",
    "circular": "Its support runs in a ring: sources or claims lean on one another.",
    "contested": "Contested: somebody denies it, or a claim that stands contradicts it.",
    "stale": "Stale: a later claim supersedes it.",
    "unsourced": "Unsourced: no source is cited for it.",
}
WITHDRAWAL = (
    "The claim keeps its page and its history, and counts nowhere any more: not in lists, not in "
    "scores, not in exports."
)


@blueprint.get("/d/<slug>/claims")
@needs("reader")
def index(slug: str) -> str:
    """What is claimed, by whom, and how sure are we?"""
    form, chosen = ClaimSearch(request.args), chosen_of(NAMES)
    wanted = ClaimFilter((form.q.data or "").strip(), chosen)
    shown = claim_list(
        current.reader(), current.dossier().id, wanted, place_asked_for(),
        for_reader=current.is_reader(),
    )  # fmt: skip
    names = [row.claim.id for row in shown.rows]
    return render_template(
        "claims/index.html", form=form, shown=shown, narrowed=wanted != ClaimFilter(chosen={}),
        facets=claim_facets(shown.spread, chosen), kept=kept("q", "sort"), without=without,
        query_string=address(kept()).removeprefix(request.path),
        slug=slug, **places_beside(names, shown.first, shown.last, shown.total),
    )  # fmt: skip


@blueprint.get("/d/<slug>/claims/<id:claim_id>")
@needs("reader")
def show(slug: str, claim_id: str) -> str:
    """Why should I believe it, and what would change my mind?"""
    reader, dossier = current.reader(), current.dossier()
    page = claim_page(reader, dossier, claim_id, for_reader=current.is_reader())
    return render_template(
        "claims/show.html", page=page, score=page.score, slug=slug, trail=_trail(slug),
        flags=FLAGS, symmetric=SYMMETRIC_RELATIONS, ledger_lines=linked(page),
        origin_states=origin_states(page.score, page.voices, independent_pairs(reader, dossier.id)),
        notes=notes_of(page.voices), graded=graded, history_lines=told(page.history),
        acts_of=lambda step: [in_history(slug, line) for line in step.acts],
        withdrawal=withdrawal_of(page.history, page.id),
    )  # fmt: skip


@blueprint.get("/d/<slug>/claims/<id:claim_id>/levers")
@needs("reader")
def levers(slug: str, claim_id: str) -> str:
    """What would change this: whose discredit, which grade, which relation?"""
    reader, dossier = current.reader(), current.dossier()
    claim: Claim = find(reader, Claim, dossier.id, claim_id)
    return render_template(
        "claims/levers.html", slug=slug, claim=claim, lines=levers_of(reader, dossier, claim_id),
        score=score_of(result_of_claim(reader, claim.id)), trail=_trail(slug),
    )  # fmt: skip


@blueprint.route("/d/<slug>/claims/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str) -> Answer:
    """A claim that no passage states in so many words."""
    form = NewClaimForm()
    form.choose_from(_subjects(None))

    def page(form: Any) -> str:
        return render_template(
            "claims/edit.html", form=form, act="Record claim", kind="Claim", trail=_trail(slug),
            url=url_for(".new", slug=slug), back=url_for(".index", slug=slug), fresh=True,
        )  # fmt: skip

    def act(session: Session) -> str:
        why = form.why("recorded without a passage")
        command = RecordClaim(slug, present(form.values()), why)
        claim = record_claim(session, current.actor(), command)
        flash(f"Recorded {claim.public_id}. Now say who asserts or denies it.", "success")
        return url_for(".show", slug=slug, claim_id=claim.public_id, _anchor="attributions")

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/claims/<id:claim_id>/correct", methods=["GET", "POST"])
@needs("analyst")
def correct(slug: str, claim_id: str) -> Answer:
    """Change fields of a claim."""
    subjects = dict(_subjects(None))
    edited = _edited(slug, claim_id, subjects)
    form = corrections.form_for(edited, CorrectClaimForm)
    form.choose_from(_subjects(edited.record().get("subjects")))

    def page(form: Any, **more: Any) -> str:
        return _edit_page("claims/edit.html", edited, form, "Correct claim", **more)

    return corrections.correct(edited, form, page, correct_claim)


@blueprint.route("/d/<slug>/claims/<id:claim_id>/withdraw", methods=["GET", "POST"])
@needs("analyst")
def withdraw(slug: str, claim_id: str) -> Answer:
    """Take a claim back."""
    edited = _edited(slug, claim_id)

    def page(form: Any, **more: Any) -> str:
        return _edit_page(
            "records/withdraw.html", edited, form, "Withdraw claim", consequence=WITHDRAWAL, **more
        )

    return corrections.withdraw(edited, page, withdraw_claim)


def _edited(slug: str, claim_id: str, words: dict[str, str] | None = None) -> corrections.Edited:
    target = url_for("claims.show", slug=slug, claim_id=claim_id)
    return corrections.Edited(CLAIMS, Claim, claim_id, target, words or {})


def _edit_page(
    template: str, edited: corrections.Edited, form: Any, act: str, **more: Any
) -> str:  # fmt: skip
    slug = current.dossier().slug
    return render_template(
        template, form=form, act=act, kind="Claim", id=edited.public_id,
        title=edited.row().text, trail=[*_trail(slug), (edited.public_id, edited.target)],
        url=request.path, back=edited.target, **more,
    )  # fmt: skip


def _trail(slug: str) -> list[tuple[str, str]]:
    return [("Claims", url_for("claims.index", slug=slug))]


def _subjects(chosen: Any) -> choices.Pairs:
    return choices.with_chosen([*choices.organisations(), *choices.persons()], chosen)
