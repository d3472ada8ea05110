"""The contradiction report, one case of it, and its decision."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.dossiers.register import find
from provenance.errors import EditConflict
from provenance.relations.models import Relation
from provenance.relations.queries import case_of
from provenance.reports.case_list import WAITING, CaseFilter, CaseList, case_list
from provenance.reports.contradiction import contradiction
from provenance.reports.history import history
from provenance.reports.pages import Contradiction
from provenance.reports.types import CaseState
from provenance.reports.withholding import Sight
from provenance.reviews.commands import DecideCase
from provenance.reviews.service import decide_case
from provenance.search.finding import Chosen
from provenance.web import corrections, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.acts_in_words import in_words
from provenance.web.facets import FacetBox, box, chosen_of, without
from provenance.web.forms.contradictions import (
    NEITHER,
    NEW,
    STATUS_MEANINGS,
    CaseSearch,
    DecideForm,
)
from provenance.web.paging import kept, page_number, page_urls

blueprint = Blueprint("contradictions", __name__)
TITLES = {"status": "Status", "differs": "In what they differ"}
WORDS = {WAITING: "waiting for a decision"}
FASTER = "Somebody else opened this case since you looked. Both versions are shown below."


@blueprint.get("/d/<slug>/contradictions")
@needs("reader")
def index(slug: str) -> str:
    """The report: every case side by side, undecided ones first."""
    form, chosen = CaseSearch(request.args), chosen_of(TITLES)
    wanted = CaseFilter((form.q.data or "").strip(), **chosen)
    shown = case_list(
        current.reader(), current.dossier(), wanted, page_number(), for_reader=current.is_reader()
    )
    return render_template(
        "contradictions/index.html", slug=slug, form=form, shown=shown, kept=kept("q"),
        narrowed=wanted != CaseFilter(), facets=_facets(shown, chosen), without=without,
        **page_urls(".index", shown.first, shown.last, shown.total),
    )  # fmt: skip


def _facets(shown: CaseList, chosen: Chosen) -> list[FacetBox]:
    counts = {"status": shown.statuses, "differs": shown.differs}
    boxes = [
        box(name, title, ((value, WORDS.get(value, value), count)
                          for value, count in counts[name].items()), chosen)
        for name, title in TITLES.items()
    ]  # fmt: skip
    return [each for each in boxes if each.lines]


@blueprint.get("/d/<slug>/contradictions/<id:relation_id>")
@needs("reader")
def show(slug: str, relation_id: str) -> str:
    """Who says what, what differs, what would settle it?"""
    found = _found(relation_id)
    return _case_page(slug, found, _blank_form(found.case))


@blueprint.post("/d/<slug>/contradictions/<id:relation_id>")
@needs("reviewer")
def decide(slug: str, relation_id: str) -> Answer:
    """Set the case's status, with the rationale."""
    found = _found(relation_id)
    form: Any = DecideForm()

    def act(session: Session) -> str:
        if form.version.data == NEW and _is_opened(session, relation_id):
            raise EditConflict(FASTER)
        command = DecideCase(slug, relation_id, version=form.expected(), **form.values())
        case = decide_case(session, current.actor(), command)
        flash(f"The case is {case.status}. The decision stands in its history.", "success")
        return url_for(".show", slug=slug, relation_id=relation_id, _anchor="decision")

    def conflict(late: Any) -> str:
        current.close_reader()
        newest = _found(relation_id)
        return _case_page(slug, newest, late, _conflict(newest.case, late))

    return submit(form, act, lambda form: _case_page(slug, found, form), conflict)


def _is_opened(session: Session, relation_id: str) -> bool:
    relation = find(session, Relation, current.dossier().id, relation_id)
    return case_of(session, relation.id) is not None


def _found(relation_id: str) -> Contradiction:
    return contradiction(
        current.reader(), current.dossier(), relation_id, for_reader=current.is_reader()
    )


def _case_page(
    slug: str, found: Contradiction, form: Any, conflict: corrections.Conflict | None = None
) -> str:
    about = [found.id, *([found.case.id] if found.case.id else [])]
    sight = Sight(current.reader(), for_reader=current.is_reader())
    lines = sight.acts(current.dossier(), history(current.reader(), current.dossier(), *about))
    return render_template(
        "contradictions/show.html", slug=slug, one=found, form=form, conflict=conflict,
        meanings=STATUS_MEANINGS,
        entries=[in_words(slug, line) for line in lines],
    )  # fmt: skip


def _state(case: CaseState) -> dict[str, Any]:
    """The case as the form has it."""
    return {"status": case.status, "favours": case.favours, "rationale": case.rationale}


def _blank_form(case: CaseState) -> Any:
    """A decision says why anew: the rationale in force stands beside the form, not in it."""
    form: Any = DecideForm(None, status=case.status, favours=case.favours or NEITHER)
    form.remember(_state(case), case.version or int(NEW))
    return form


def _conflict(case: CaseState, form: Any) -> corrections.Conflict:
    """Three states of the case; the form then knows the newest, and can be sent again."""
    opened, saved, typed = form.remembered(), _state(case), form.values()
    rows = [
        (form[name].label.text, _worded(opened, name), _worded(saved, name), _worded(typed, name))
        for name in typed
    ]
    form.remember(saved, case.version or int(NEW))
    return corrections.Conflict(rows, case.by or "Somebody", case.decided_at or "an unknown day")


def _worded(state: dict[str, Any], name: str) -> str:
    return str(state.get(name) or ("neither" if name == "favours" else "nothing"))
