"""Views of a table's rows as they would become: what is not understood first, then taking it in."""

from typing import Any

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.ingest.spreadsheets.kinds import OUT
from provenance.spreadsheets.accepting import accept_spreadsheet, records_of, told
from provenance.spreadsheets.commands import ChooseForTable, EndSpreadsheet
from provenance.spreadsheets.models import OPEN, Spreadsheet
from provenance.spreadsheets.plan import DOUBLE, SOUND, WRONG, Doubt, Plan, PlannedRow
from provenance.spreadsheets.planning import plan_of, rater_of
from provenance.spreadsheets.service import choose, discard_spreadsheet
from provenance.spreadsheets.telling import told_records
from provenance.spreadsheets.undoing import undo_spreadsheet
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts import Answer, see_other, submit
from provenance.web.forms.spreadsheets import EndForm, TakeInForm, choices_form, name_of
from provenance.web.paging import page_number, page_urls
from provenance.web.views.spreadsheets import LEAST, blueprint, find_table

PAGE = 50
MOST_DOUBTS = 40
STATES = (WRONG, DOUBLE, SOUND, OUT)
CHOSEN = "chosen on the page of the table"


@blueprint.get("/d/<slug>/spreadsheets/<id:table_id>/rows")
@needs(LEAST)
def rows(slug: str, table_id: str) -> Answer:
    """What would each row become, and what is not understood?"""
    row = find_table(table_id)
    if row.status == OPEN and row.columns is None:
        return see_other(url_for(".columns", slug=slug, table_id=table_id))
    return _page(slug, row)


@blueprint.post("/d/<slug>/spreadsheets/<id:table_id>/choices")
@needs(LEAST)
def keep_choices(slug: str, table_id: str) -> Answer:
    """Keep what was chosen for the rows, words and names of the page."""
    row = find_table(table_id)
    plan = _plan(row)
    sent = {name for name in request.form if name.startswith(("row-", "doubt-"))}
    shown = [one for one in plan.rows if f"row-{one.number}" in sent]
    doubts = [one for one in plan.doubts if name_of(one) in sent]
    form: Any = choices_form(plan, shown, doubts, row.choices)

    def act(session: Session) -> str:
        command = ChooseForTable(
            slug, table_id, CHOSEN, form.rows(), form.rest(), form.meant("words"), form.meant("names"),
            form.seen(),
        )  # fmt: skip
        choose(session, current.actor(), command)
        return url_for(".rows", slug=slug, table_id=table_id, **_where())

    return submit(form, act, lambda failed: _page(slug, row, choices=failed))


@blueprint.post("/d/<slug>/spreadsheets/<id:table_id>/accept")
@needs(LEAST)
def accept(slug: str, table_id: str) -> Answer:
    """Take the table in, whole."""
    row = find_table(table_id)
    form: Any = TakeInForm(prefix="accept-")

    def act(session: Session) -> str:
        reason = form.why(f"taken in from {row.file_name}")
        command = EndSpreadsheet(slug, table_id, reason, form.seen())
        taken = accept_spreadsheet(session, current.actor(), command)
        flash(f"Taken in from {row.file_name}: {told(taken.counts or {})}.", "success")
        return url_for(".rows", slug=slug, table_id=table_id)

    return submit(form, act, lambda failed: _page(slug, row, accepting=failed))


@blueprint.post("/d/<slug>/spreadsheets/<id:table_id>/discard")
@needs(LEAST)
def discard(slug: str, table_id: str) -> Answer:
    """Put the table aside."""
    row = find_table(table_id)
    form: Any = EndForm(prefix="discard-")

    def act(session: Session) -> str:
        command = EndSpreadsheet(slug, table_id, form.reason.data, form.seen())
        discard_spreadsheet(session, current.actor(), command)
        flash(f"{row.file_name} was put aside; nothing of it was taken in.", "message")
        return url_for(".new", slug=slug)

    return submit(form, act, lambda failed: _page(slug, row, ending=failed))


@blueprint.post("/d/<slug>/spreadsheets/<id:table_id>/undo")
@needs(LEAST)
def undo(slug: str, table_id: str) -> Answer:
    """Undo that the table was taken in, as one act."""
    row = find_table(table_id)
    form: Any = EndForm(prefix="undo-")

    def act(session: Session) -> str:
        command = EndSpreadsheet(slug, table_id, form.reason.data, form.seen())
        undo_spreadsheet(session, current.actor(), command)
        flash(f"Undone: the dossier is as it was before {row.file_name}.", "success")
        return url_for(".rows", slug=slug, table_id=table_id)

    return submit(form, act, lambda failed: _page(slug, row, ending=failed))


def _plan(row: Spreadsheet) -> Plan:
    return plan_of(current.reader(), current.dossier(), row, rater_of(current.actor()))


def _where() -> dict[str, Any]:
    """Which page of which rows was shown."""
    state, page = request.args.get("state"), page_number()
    kept: dict[str, Any] = {"state": state} if state in STATES else {}
    return {**kept, "page": page} if page > 1 else kept


def _page(slug: str, row: Spreadsheet, **forms: Any) -> str:
    if row.status != OPEN:
        form = forms.get("ending") or EndForm(None, prefix="undo-", version=str(row.version))
        return render_template("spreadsheets/ended.html", slug=slug, row=row, form=form)
    plan = _plan(row)
    state = request.args.get("state")
    listed = _listed(plan, state)
    first = (page_number() - 1) * PAGE
    shown = listed[first : first + PAGE]
    doubts = _waiting(plan)
    version = str(row.version)
    choices = forms.get("choices")
    if choices is None:
        choices = choices_form(plan, shown, doubts[:MOST_DOUBTS], row.choices, formdata=None,
                               data={"version": version})  # fmt: skip
    return render_template(
        "spreadsheets/rows.html", slug=slug, row=row, plan=plan, counts=plan.counts(), state=state,
        shown=[(one, told_records(plan, one)) for one in shown], form=choices,
        doubts=_asked(doubts[:MOST_DOUBTS], choices), doubts_in_all=len(doubts), made=_made(plan),
        first=first + 1, last=first + len(shown), total=len(listed), where=_where(),
        accepting=forms.get("accepting") or TakeInForm(None, prefix="accept-", version=version),
        ending=forms.get("ending") or EndForm(None, prefix="discard-", version=version),
        **page_urls("spreadsheets.rows", first + 1, first + len(shown), len(listed),
                    table_id=row.public_id),
    )  # fmt: skip


def _listed(plan: Plan, state: str | None) -> list[PlannedRow]:
    """The rows in a state, or all: those that need somebody first."""
    if state in STATES:
        return [row for row in plan.rows if row.state == state]
    return sorted(plan.rows, key=lambda row: STATES.index(row.state))


def _waiting(plan: Plan) -> list[Doubt]:
    """Words and names of rows that are not left out, those that nobody decided first."""
    gone = {row.number for row in plan.rows if row.state == OUT}
    asked = [one for one in plan.doubts if one.chosen or not gone.issuperset(one.rows)]
    return sorted(asked, key=lambda one: (one.chosen is not None, -len(one.rows)))


def _asked(doubts: list[Doubt], form: Any) -> list[tuple[Doubt, Any]]:
    return [(doubt, form[name_of(doubt)]) for doubt in doubts if name_of(doubt) in form]


def _made(plan: Plan) -> str:
    """What taking in the rows that are understood would make, in words."""
    return told({name: len(records) for name, records in records_of(plan).items()})
