"""Relations: choosing the other claim, saying how the two stand, correcting and withdrawing."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.claims.models import Claim
from provenance.dossiers.commands import Record
from provenance.dossiers.register import find
from provenance.errors import NotFound
from provenance.relations.models import Relation
from provenance.relations.queries import relations_of
from provenance.relations.records import RELATIONS
from provenance.relations.service import correct_relation, record_relation, withdraw_relation
from provenance.search.claims import Place, page_of_claims
from provenance.search.finding import Sought
from provenance.search.query import read_query
from provenance.vocabulary import RELATION_KINDS, SYMMETRIC_RELATIONS
from provenance.web import corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, see_other, submit
from provenance.web.forms.relations import (
    KIND_WORDS,
    CorrectRelationForm,
    FindClaimForm,
    NewRelationForm,
)
from provenance.web.forms.values import present

blueprint = Blueprint("relations", __name__)
MOST_FOUND = 30
WITHDRAWAL = (
    "The two claims no longer stand in this relation; where it was a contradiction, its case goes "
    "with it. Both are scored again, and the history keeps it."
)
BUTTONS = {
    "corroborates": "Record corroboration",
    "contradicts": "Record contradiction",
    "in tension": "Record tension",
    "repeats": "Record repetition",
    "qualifies": "Record qualification",
    "supports": "Record support",
    "undermines": "Record undermining",
    "reports": "Record report",
    "presupposes": "Record presupposition",
    "supersedes": "Record supersession",
}


@blueprint.route("/d/<slug>/relations/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str) -> Answer:
    """First which other claim, then how the two stand to one another."""
    if "a" not in request.args:
        return _choose_first()
    a = _claim(request.args["a"])
    kind = request.args.get("kind", "")
    if request.method == "GET":
        b, fault = _other(a)
        if b is None:
            return _choose(a, kind, fault)
    else:
        b = _claim_or_none(request.args.get("b", ""))
    form = NewRelationForm(data={"a": a.public_id, "kind": kind, "b": b.public_id if b else ""})
    form.choose_from()

    def page(form: Any) -> str:
        return _page("relations/new.html", form, a, b, BUTTONS.get(kind, "Record relation"),
                     request.full_path, kind=kind, meanings=KIND_WORDS,
                     symmetric=SYMMETRIC_RELATIONS)  # fmt: skip

    def act(session: Session) -> str:
        return _record(session, slug, form)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/relations/<id:relation_id>/correct", methods=["GET", "POST"])
@needs("analyst")
def correct(slug: str, relation_id: str) -> Answer:
    """Change what differs, how strongly, and why."""
    relation = find(current.reader(), Relation, current.dossier().id, relation_id)
    edited = _edited(slug, relation)
    form = corrections.form_for(edited, CorrectRelationForm)
    form.choose_from()

    def page(form: Any, **more: Any) -> str:
        return _page("relations/correct.html", form, relation.a, relation.b, "Correct relation",
                     request.path, id=relation_id, kind=relation.kind, **more)  # fmt: skip

    return corrections.correct(edited, form, page, correct_relation)


@blueprint.route("/d/<slug>/relations/<id:relation_id>/withdraw", methods=["GET", "POST"])
@needs("analyst")
def withdraw(slug: str, relation_id: str) -> Answer:
    """Take a relation back."""
    relation = find(current.reader(), Relation, current.dossier().id, relation_id)

    def page(form: Any, **more: Any) -> str:
        title = f"{relation.a.public_id} {relation.kind} {relation.b.public_id}"
        return _page("records/withdraw.html", form, relation.a, relation.b, "Withdraw relation",
                     request.path, id=relation_id, title=title, consequence=WITHDRAWAL,
                     **more)  # fmt: skip

    return corrections.withdraw(_edited(slug, relation), page, withdraw_relation)


def _record(session: Session, slug: str, form: NewRelationForm) -> str:
    """Record it, or lead to the one that stands already."""
    a = find(session, Claim, current.dossier().id, form.a.data or "")
    before = {relation.public_id for relation in relations_of(session, a.id)}
    values = {**present(form.values()), "a": a.public_id, "b": form.b.data, "kind": form.kind.data}
    why = form.rationale.data or "recorded on the claim page"
    row = record_relation(session, current.actor(), Record(slug, values, why))
    if row.public_id in before:
        flash(f"This relation stands already, as {row.public_id}: nothing was recorded twice. "
              "Correct it there, if it should say more.", "warning")  # fmt: skip
    else:
        case = " Its case is open until somebody decides it." if row.kind == "contradicts" else ""
        flash(f"Recorded {row.public_id}: {row.a.public_id} {row.kind} {row.b.public_id}.{case}",
              "success")  # fmt: skip
    return _target(slug, a.public_id, row.public_id)


def _target(slug: str, claim_id: str, relation_id: str) -> str:
    return url_for("claims.show", slug=slug, claim_id=claim_id, _anchor=f"relation-{relation_id}")


def _edited(slug: str, relation: Relation) -> corrections.Edited:
    target = _target(slug, relation.a.public_id, relation.public_id)
    return corrections.Edited(RELATIONS, Relation, relation.public_id, target)


def _claim(public_id: str) -> Claim:
    return find(current.reader(), Claim, current.dossier().id, public_id)


def _claim_or_none(public_id: str) -> Claim | None:
    try:
        return _claim(public_id)
    except NotFound:
        return None


def _choose_first() -> Answer:
    """Without a first claim there is nothing to relate: its page has the acts."""
    flash("Choose the first claim: its page has the acts that relate it to another.", "message")
    return see_other(url_for("claims.index", slug=current.dossier().slug))


def _other(a: Claim) -> tuple[Claim | None, str]:
    """The claim that was named or ticked, and what is wrong with it."""
    wanted = (request.args.get("b") or request.args.get("choice") or "").strip()
    if not wanted or "search" in request.args:
        return None, ""
    if wanted == a.public_id:
        return None, f"{wanted} is this claim itself: a relation joins two."
    b = _claim_or_none(wanted)
    if b is not None and b.status == "withdrawn":
        return None, f"{wanted} was withdrawn; it can no longer be related to."
    return b, "" if b else f"There is no claim {wanted} in this dossier."


def _choose(a: Claim, kind: str, fault: str) -> Answer:
    """Choose the other claim by id, or from what a search finds."""
    form = FindClaimForm(request.args)
    wanted = (form.q.data or "").strip()
    sought = Sought(current.dossier().id, read_query(wanted))
    claims = page_of_claims(current.reader(), sought, Place(size=MOST_FOUND + 1)).claims
    found = [claim for claim in claims if claim.id != a.id]
    form.choice.choices = {c.public_id: f"{c.text} · {c.public_id}" for c in found[:MOST_FOUND]}
    if fault:
        form.b.errors = [fault]
    page = render_template(
        "relations/choose.html", form=form, a=a, kind=kind if kind in RELATION_KINDS else "",
        wanted=wanted, more=len(found) > MOST_FOUND, trail=_trail(a), back=_back(a),
    )  # fmt: skip
    return (page, 422) if fault else page


def _page(
    template: str, form: Any, a: Claim, b: Claim | None, act: str, url: str, **more: Any
) -> str:
    more = {"title": None, "kind": "", **more}
    return render_template(
        template, form=form, a=a, b=b, act=act, url=url, trail=_trail(a), back=_back(a), **more
    )


def _back(a: Claim) -> str:
    slug = current.dossier().slug
    return url_for("claims.show", slug=slug, claim_id=a.public_id, _anchor="relations")


def _trail(a: Claim) -> list[tuple[str, str]]:
    slug = current.dossier().slug
    return [
        ("Claims", url_for("claims.index", slug=slug)),
        (a.public_id, url_for("claims.show", slug=slug, claim_id=a.public_id)),
    ]
