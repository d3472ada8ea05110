"""Sources: the list, the page of one, and recording, correcting and withdrawing it."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.claims.service import withdraw_source
from provenance.dossiers.commands import Record
from provenance.identities.queries import acts_of, distinctions_of, merged_into
from provenance.reports.duplicates import TwinList, twin_list
from provenance.reports.source import source_page
from provenance.reports.source_list import source_list
from provenance.sources.models import Source
from provenance.sources.records import SOURCES
from provenance.sources.service import correct_source, record_source
from provenance.web import choices, corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.acts_in_words import told
from provenance.web.forms.sources import CorrectSourceForm, NewSourceForm, SourceFilters
from provenance.web.forms.values import present
from provenance.web.paging import page_number, page_urls
from provenance.web.views.private import private_state

blueprint = Blueprint("sources", __name__)
TWINS_SHOWN = 3
WITHDRAWAL = (
    "The source leaves all lists; its page and history stay. As long as claims, citations or "
    "dependences rest on it, it cannot be withdrawn: move those first."
)


@blueprint.get("/d/<slug>/sources")
@needs("reader")
def index(slug: str) -> str:
    """Whose word do the claims rest on?"""
    form = SourceFilters(request.args)
    words, type_ = (form.q.data or "").strip(), form.type.data or ""
    unrated: bool = form.rated.data
    shown = source_list(
        current.reader(), current.dossier().id, words, type_, page_number(), only_unrated=unrated
    )
    return render_template(
        "sources/index.html", form=form, shown=shown, slug=slug,
        narrowed=bool(words or type_ or unrated), twins=_twins(bool(words or type_ or unrated)),
        **page_urls("sources.index", shown.first, shown.last, shown.total),
    )  # fmt: skip


def _twins(narrowed: bool) -> TwinList | None:
    """The first pairs that might be one, where the list begins."""
    if narrowed or page_number() > 1:
        return None
    return twin_list(current.reader(), current.dossier(), TWINS_SHOWN, at_a_glance=True)


@blueprint.get("/d/<slug>/sources/<id:source_id>")
@needs("reader")
def show(slug: str, source_id: str) -> str:
    """Who is this, what hangs on him, how good was he so far?"""
    row: Source = _edited(slug, source_id).row()
    page = source_page(
        current.reader(), current.dossier(), source_id, for_reader=current.is_reader()
    )
    return render_template(
        "sources/show.html", page=page, row=row, slug=slug, trail=_trail(),
        private=private_state(row), history_lines=told(page.history),
        merged_into=merged_into(current.reader(), row),
        identity_acts=acts_of(current.reader(), row),
        distinctions=distinctions_of(current.reader(), row),
    )  # fmt: skip


@blueprint.route("/d/<slug>/sources/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str) -> Answer:
    """A source that no import proposed."""
    form = NewSourceForm()
    form.choose_from(choices.persons(), choices.organisations(), choices.own_words())

    def page(form: Any) -> str:
        return render_template(
            "sources/edit.html", form=form, act="Record source", kind="Source", trail=_trail(),
            url=request.path, back=url_for(".index", slug=slug),
        )  # fmt: skip

    def act(session: Session) -> str:
        why = form.why("recorded on the page of sources")
        row = record_source(session, current.actor(), Record(slug, present(form.values()), why))
        flash(f"Recorded {row.public_id}, {row.label}.", "success")
        return url_for(".show", slug=slug, source_id=row.public_id)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/sources/<id:source_id>/correct", methods=["GET", "POST"])
@needs("analyst")
def correct(slug: str, source_id: str) -> Answer:
    """Change fields of a source."""
    persons, organisations = choices.persons(), choices.organisations()
    edited = _edited(slug, source_id, dict([*persons, *organisations]))
    form = corrections.form_for(edited, CorrectSourceForm)
    record = edited.record()
    form.choose_from(
        choices.with_chosen(persons, record.get("person")),
        choices.with_chosen(organisations, record.get("organisations")),
        choices.own_words(),
    )

    def page(form: Any, **more: Any) -> str:
        return _page("sources/edit.html", edited, form, "Correct source", **more)

    return corrections.correct(edited, form, page, correct_source)


@blueprint.route("/d/<slug>/sources/<id:source_id>/withdraw", methods=["GET", "POST"])
@needs("analyst")
def withdraw(slug: str, source_id: str) -> Answer:
    """Take a source back on which nothing rests."""
    edited = _edited(slug, source_id)

    def page(form: Any, **more: Any) -> str:
        return _page("records/withdraw.html", edited, form, "Withdraw source",
                     consequence=WITHDRAWAL, **more)  # fmt: skip

    return corrections.withdraw(edited, page, withdraw_source)


def _edited(slug: str, source_id: str, words: dict[str, str] | None = None) -> corrections.Edited:
    target = url_for("sources.show", slug=slug, source_id=source_id)
    return corrections.Edited(SOURCES, Source, source_id, target, words or {})


def _page(template: str, edited: corrections.Edited, form: Any, act: str, **more: Any) -> str:
    return render_template(
        template, form=form, act=act, kind="Source", id=edited.public_id, url=request.path,
        title=edited.row().label, trail=[*_trail(), (edited.public_id, edited.target)],
        back=edited.target, **more,
    )  # fmt: skip


def _trail() -> list[tuple[str, str]]:
    return [("Sources", url_for("sources.index", slug=current.dossier().slug))]
