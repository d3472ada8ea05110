"""The dossier's own words: roles, subtypes and ties that imports and forms know beside the built-in
ones."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.dossiers.commands import Record
from provenance.ingest.twins import twins_of_labels
from provenance.sources.models import OwnWord
from provenance.sources.own_words import add_word, correct_word, own_words, withdraw_word
from provenance.sources.queries import aliases_of, live_organisations
from provenance.sources.records import WORDS
from provenance.vocabulary import WORD_KINDS
from provenance.web import corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.forms.identities import CorrectWordForm, NewWordForm
from provenance.web.forms.values import present

blueprint = Blueprint("words", __name__)
WITHDRAWAL = "Imports and forms no longer know the word; what was recorded with it stays as it is."


@blueprint.get("/d/<slug>/words")
@needs("reader")
def index(slug: str) -> str:
    """Which words does this dossier know beside the built-in ones?"""
    reader, dossier = current.reader(), current.dossier()
    organisations, aliases = live_organisations(reader, dossier.id), aliases_of(reader, dossier.id)
    names = [(one.public_id, one.name) for one in organisations]
    named = {one.public_id: one.name for one in organisations}
    return render_template(
        "words/index.html", slug=slug, lines=own_words(reader, dossier.id),
        organisations=[(one, aliases.get(one.id, [])) for one in organisations],
        twins=list(twins_of_labels(names)), named=named,
    )  # fmt: skip


@blueprint.route("/d/<slug>/words/new", methods=["GET", "POST"])
@needs("analyst")
def new(slug: str) -> Answer:
    """A word that the dossier needs."""
    asked = request.args.get("kind")
    form = NewWordForm(data={"kind": asked if asked in WORD_KINDS else WORD_KINDS[0]})

    def page(form: Any) -> str:
        return render_template(
            "words/edit.html", form=form, act="Add word", kind="Word", url=request.path,
            trail=_trail(), back=url_for(".index", slug=slug),
        )  # fmt: skip

    def act(session: Session) -> str:
        command = Record(slug, present(form.values()), form.why("added on the page of words"))
        row = add_word(session, current.actor(), command)
        flash(f"Added “{row.word}”. Imports understand it from now on.", "success")
        return url_for(".index", slug=slug)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/words/<id:word_id>/correct", methods=["GET", "POST"])
@needs("analyst")
def correct(slug: str, word_id: str) -> Answer:
    """Change a word or its other forms."""
    edited = _edited(slug, word_id)
    form = corrections.form_for(edited, CorrectWordForm)

    def page(form: Any, **more: Any) -> str:
        return _page("words/edit.html", edited, form, "Correct word", **more)

    return corrections.correct(edited, form, page, correct_word)


@blueprint.route("/d/<slug>/words/<id:word_id>/withdraw", methods=["GET", "POST"])
@needs("analyst")
def withdraw(slug: str, word_id: str) -> Answer:
    """Take a word back."""
    edited = _edited(slug, word_id)

    def page(form: Any, **more: Any) -> str:
        return _page("records/withdraw.html", edited, form, "Withdraw word",
                     consequence=WITHDRAWAL, **more)  # fmt: skip

    return corrections.withdraw(edited, page, withdraw_word)


def _edited(slug: str, word_id: str) -> corrections.Edited:
    return corrections.Edited(WORDS, OwnWord, word_id, url_for("words.index", slug=slug))


def _page(template: str, edited: corrections.Edited, form: Any, act: str, **more: Any) -> str:
    return render_template(
        template, form=form, act=act, kind="Word", id=edited.public_id, url=request.path,
        title=edited.row().word, trail=_trail(), back=edited.target, **more,
    )  # fmt: skip


def _trail() -> list[tuple[str, str]]:
    slug = current.dossier().slug
    return [
        ("Sources", url_for("sources.index", slug=slug)),
        ("Words", url_for("words.index", slug=slug)),
    ]
