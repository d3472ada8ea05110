"""What if: which claims would change their term, before anybody decides anything."""

from typing import Any

from flask import Blueprint, render_template, request

from provenance.assessments.what_if import load_bearing, refused, what_if
from provenance.documents.queries import live_documents
from provenance.errors import InvalidInput
from provenance.web import choices, current
from provenance.web.access import needs
from provenance.web.acts import Answer, attach
from provenance.web.forms.what_if import FORMS, SupposeForm, all_forms

blueprint = Blueprint("what_if", __name__)
ALL_SOURCES = "all sources"
TRIED = 25
"""Sources that are tried when it is asked of all; those that speak on most claims."""
MOST = 200
"""Claims that the page lists; the rest is counted."""


@blueprint.get("/d/<slug>/what-if")
@needs("reader")
def index(slug: str) -> Answer:
    """What would change if a source, a grade or a document were otherwise?"""
    asked = request.args.get("kind", "")
    documents = [
        (one.public_id, one.title) for one in live_documents(current.reader(), current.dossier().id)
    ]
    forms = all_forms(asked, request.args, choices.sources(), choices.persons(), documents)
    if asked == ALL_SOURCES:
        loads = load_bearing(current.reader(), current.dossier(), TRIED)
        return _page(slug, forms, loads=loads)
    if asked not in FORMS:
        return _page(slug, forms)
    form: Any = forms[asked]
    supposition = form.supposition()
    try:
        found = what_if(current.reader(), current.dossier(), supposition)
    except InvalidInput as error:
        attach(form, error)
        return _page(slug, forms), 422
    return _page(slug, forms, asked=asked, found=found[:MOST], total=len(found),
                 falling=sum(one.falls for one in found), supposed=_in_words(form),
                 refused=refused(current.reader(), current.dossier(), supposition))  # fmt: skip


def _page(slug: str, forms: dict[str, SupposeForm], **result: Any) -> str:
    return render_template(
        "what_if/index.html", slug=slug, forms=forms, ALL_SOURCES=ALL_SOURCES, **result
    )


def _in_words(form: Any) -> str:
    """What was supposed, as a clause."""
    said = {field.name: _label(field) for field in form if field.name != "kind"}
    return {
        "discredit": "{source} were discredited",
        "grade": "{source} were graded {grade}",
        "merge": "{source} and {other} were one voice",
        "drop": "{document} were left out",
    }[form.kind.data].format(**said)


def _label(field: Any) -> str:
    label: str = field.choices.get(field.data, field.data or "")
    return label
