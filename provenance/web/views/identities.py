"""Who is the same and who is not: merging two sources, splitting one, undoing either."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from provenance.dossiers.register import find
from provenance.errors import NotFound, ProvenanceError
from provenance.identities.commands import MergeSources, SplitSource, UndoIdentity
from provenance.identities.hanging import hanging_on, records_of
from provenance.identities.merging import KEPT
from provenance.identities.models import IdentityAct
from provenance.identities.service import merge_sources, split_source
from provenance.identities.splitting import loose
from provenance.identities.undoing import plan_undo, undo
from provenance.reports.identities import (
    Effect,
    MergePage,
    Words,
    counted,
    effects_of,
    items_of,
    merge_page,
)
from provenance.sources.models import Source
from provenance.web import choices, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.identities import OtherSourceForm, SplitForm, UndoForm, merge_form
from provenance.web.forms.values import present

blueprint = Blueprint("identities", __name__)
TRIED = "tried, and never committed"


@blueprint.route("/d/<slug>/sources/<id:source_id>/merge", methods=["GET", "POST"])
@needs("analyst")
def merge(slug: str, source_id: str) -> Answer:
    """Is another source the same as this one, and what will change when they are one?"""
    kept = _source(source_id)
    gone_id = request.args.get("gone", "")
    if not gone_id:
        return _choose(kept)
    gone = _source(gone_id)
    if gone is kept:
        return _choose(kept)
    sides = merge_page(current.reader(), current.dossier(), kept, gone)
    form = merge_form(sides.questions)

    def command(reason: str) -> MergeSources:
        first, second = form.versions()
        return MergeSources(slug, source_id, gone_id, reason, form.choices_made(), first, second)

    def page(form: Any) -> str:
        return _merge_page(kept, gone, sides, form)

    def late(form: Any) -> str:
        current.close_reader()
        newest = merge_page(
            current.reader(), current.dossier(), *map(_source, (source_id, gone_id))
        )
        _see(form, newest)
        return _merge_page(kept, gone, newest, form)

    def act(session: Session) -> str:
        merge_sources(session, current.actor(), command(form.reason.data or ""))
        flash(f"{gone_id} is the same source as {source_id} now. This can be undone.", "success")
        return _target(kept, "identity")

    if request.method == "GET":
        _see(form, sides)
        return page(form)
    return submit(form, act, page, late)


def _merge_page(kept: Source, gone: Source, sides: MergePage, form: Any) -> str:
    """The page with what the merge would change, as chosen so far, else as if A's side stood."""
    chosen = {question.id: KEPT for question in sides.questions} | form.choices_made()
    tried = MergeSources(
        current.dossier().slug, kept.public_id, gone.public_id, TRIED, chosen
    )  # fmt: skip
    effects = () if sides.refused else _effects(
        lambda session: merge_sources(session, current.actor(), tried)
    )  # fmt: skip
    return _page("identities/merge.html", kept, form, "Merge", sides=sides, counted=counted,
                 effects=effects)  # fmt: skip


def _effects(act: Callable[[Session], object]) -> tuple[Effect, ...] | None:
    """What an act would change. It is done in a transaction that is never committed; None where
    others keep the database too busy for trying."""
    try:
        with current.database().writing() as session:
            return effects_of(session, current.dossier().slug, act)
    except (DBAPIError, StaleDataError, ProvenanceError):
        return None


def _see(form: Any, sides: Any) -> None:
    form.kept_version.data = str(sides.kept.version)
    form.gone_version.data = str(sides.gone.version)


def _choose(kept: Source) -> str:
    form = OtherSourceForm(request.args, meta={"csrf": False})
    form.gone.choices = {"": "choose", **dict(choices.sources(but=kept.public_id))}
    return _page("identities/choose.html", kept, form, "Merge")


@blueprint.route("/d/<slug>/sources/<id:source_id>/split", methods=["GET", "POST"])
@needs("analyst")
def split(slug: str, source_id: str) -> Answer:
    """Which of what hangs here is another source, and who is that?"""
    source = _source(source_id)
    (record,) = records_of(current.reader(), current.dossier(), source)
    form = SplitForm() if request.method == "POST" else SplitForm(data=SplitForm.data_of(record))
    _offer(form, source)

    def page(form: Any) -> str:
        return _page("identities/split.html", source, form, "Split")

    def late(form: Any) -> str:
        current.close_reader()
        form.version.data = str(_source(source_id).version)
        _offer(form, _source(source_id))
        return page(form)

    def act(session: Session) -> str:
        command = SplitSource(
            slug,
            source_id,
            present(form.values()),
            form.reason.data or "",
            version=form.seen(),
            **form.chosen(),
        )
        made = split_source(session, current.actor(), command)
        flash(f"{made.other.public_id} is a source of its own now. This can be undone.", "success")
        return _target(made.other, "identity")

    if request.method == "GET":
        form.version.data = str(source.version)
        return page(form)
    return submit(form, act, page, late)


def _offer(form: SplitForm, source: Source) -> None:
    """What hangs on the source, each in a line."""
    reader, dossier, own = current.reader(), current.dossier(), source.public_id
    form.choose_from(choices.persons(), choices.organisations(), choices.own_words())
    hanging = hanging_on(reader, dossier, source)
    words = Words(reader, dossier, hanging)
    form.offer(
        choices.citations(source),
        [(r["id"], words.of("attributions", r, own)) for r in loose(own, hanging["attributions"])],
        [(r["id"], words.of("ratings", r, own)) for r in hanging["ratings"]],
    )


@blueprint.route("/d/<slug>/identities/<id:act_id>/undo", methods=["GET", "POST"])
@needs("analyst")
def undo_act(slug: str, act_id: str) -> Answer:
    """What will be as it was, and what stays as people made it since?"""
    reader, dossier = current.reader(), current.dossier()
    one = find(reader, IdentityAct, dossier.id, act_id)
    plan = plan_undo(reader, dossier, one)
    pairs = [(each.list, each.record) for each in plan.later]
    later = list(zip(items_of(reader, dossier, pairs, one.source.public_id), plan.later,
                     strict=True))  # fmt: skip
    form = UndoForm()
    tried = UndoIdentity(slug, act_id, TRIED)

    def page(form: Any) -> str:
        effects = None if plan.refused else _effects(lambda s: undo(s, current.actor(), tried))
        return _page("identities/undo.html", one.source, form, f"Undo the {one.kind}", one=one,
                     plan=plan, later=later, counted=counted, effects=effects)  # fmt: skip

    def act(session: Session) -> str:
        command = UndoIdentity(slug, act_id, form.reason.data or "", form.seen())
        undo(session, current.actor(), command)
        flash(f"Undone: {one.source.public_id} and {one.other.public_id} are as they were.",
              "success")  # fmt: skip
        return _target(one.source, "history")

    if request.method == "GET":
        form.version.data = str(one.version)
        return page(form)
    return submit(form, act, page)


def _source(public_id: str) -> Source:
    source = find(current.reader(), Source, current.dossier().id, public_id)
    if source.withdrawn_at is not None:
        raise NotFound(f"{public_id} was withdrawn.")
    return source


def _target(source: Source, anchor: str | None = None) -> str:
    return url_for(
        "sources.show", slug=current.dossier().slug, source_id=source.public_id, _anchor=anchor
    )  # fmt: skip


def _page(template: str, source: Source, form: Any, act: str, **more: Any) -> str:
    slug = current.dossier().slug
    trail = [("Sources", url_for("sources.index", slug=slug)), (source.public_id, _target(source))]
    return render_template(
        template, form=form, act=act, kind="Source", id=source.public_id, title=source.label,
        url=request.full_path.rstrip("?"), trail=trail, back=_target(source), slug=slug,
        source=source, **more,
    )  # fmt: skip
