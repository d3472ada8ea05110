"""Correcting and withdrawing one record by a form: what was seen, what changed, who was faster."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import flash, request
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.audit.models import AuditChain, AuditEntry
from provenance.db.base import DossierRecord
from provenance.db.exchange.read import snapshot
from provenance.db.exchange.spec import RecordSpec
from provenance.dossiers.commands import Correct, Withdraw
from provenance.dossiers.register import find
from provenance.web import current
from provenance.web.acts import Answer, submit
from provenance.web.forms.base import VersionedForm
from provenance.web.forms.values import CorrectionForm, changed

TAKEN = "not touched: theirs stands in the form"
Row = tuple[str, str, str, str]
Page = Callable[..., str]
"""Shows the form again; takes the form, and ``conflict`` where somebody was faster."""


@dataclass(frozen=True)
class Conflict:
    """Both versions: rows of (field, when opened, theirs, yours)."""

    rows: list[Row]
    who: str
    when: datetime | str


@dataclass(frozen=True)
class Edited:
    """A record under correction; ``target`` is the page to go to afterwards.

    ``words``: what ids stand for; ``implied``: what an absent field means.
    """

    spec: RecordSpec
    model: type[DossierRecord]
    public_id: str
    target: str
    words: Mapping[str, str] = field(default_factory=dict)
    implied: Mapping[str, str] = field(default_factory=dict)

    def row(self) -> Any:
        """The record's row in the request's snapshot; raises NotFound."""
        return find(current.reader(), self.model, current.dossier().id, self.public_id)

    def record(self) -> dict[str, Any]:
        """The record as the dossier file has it."""
        return {**self.implied, **snapshot(current.reader(), self.spec, self.row())}


def form_for(edited: Edited, form_class: type[Any]) -> Any:
    """The form: filled from the record when opened, from what was typed when sent."""
    if request.method == "POST":
        return form_class()
    record = edited.record()
    form = form_class(data=form_class.data_of(record))
    form.remember(record, edited.row().version)
    return form


def correct(
    edited: Edited, form: CorrectionForm, page: Page,
    service: Callable[[Session, Actor, Correct], Any],
    more: Mapping[str, Any] | None = None,
) -> Answer:  # fmt: skip
    """Show the form, or correct what differs. ``more``: values that stand in no field."""
    record = edited.record()
    if request.method == "GET":
        return page(form)

    def act(session: Session) -> str:
        changes = changed({**form.values(), **(more or {})}, record)
        if changes:
            slug, why = current.dossier().slug, form.reason.data or ""
            command = Correct(slug, edited.public_id, changes, why, form.seen())
            service(session, current.actor(), command)
        flash("Corrected." if changes else "Nothing differed: nothing was changed.", "success")
        return edited.target

    def conflict(late: FlaskForm) -> str:
        return page(late, conflict=_conflict(edited, form))

    return submit(form, act, page, conflict)


def withdraw(
    edited: Edited, page: Page, service: Callable[[Session, Actor, Withdraw], Any]
) -> Answer:
    """Ask for the reason, or take the record back."""
    row = edited.row()
    form = VersionedForm()
    if request.method == "GET":
        form.version.data = str(row.version)
        return page(form)

    def act(session: Session) -> str:
        slug, why = current.dossier().slug, form.reason.data or ""
        service(session, current.actor(), Withdraw(slug, edited.public_id, why, form.seen()))
        flash(f"Withdrawn: {edited.public_id}. Its history stays.", "success")
        return edited.target

    def conflict(late: FlaskForm) -> str:
        current.close_reader()
        form.version.data = str(edited.row().version)
        return page(late)

    return submit(form, act, page, conflict)


def _conflict(edited: Edited, form: CorrectionForm) -> Conflict:
    """Compare the three states; the form then knows the newest, and can be sent again. What the
    editor left alone takes the colleague's value, so that sending undoes nothing unawares."""
    current.close_reader()
    newest, opened = edited.record(), form.remembered()
    typed = form.values()
    names = [name for name in typed if _differs(name, opened, newest, typed)]
    left_alone = [
        name for name in names
        if not _differs(name, opened, typed) and _differs(name, opened, newest)
    ]  # fmt: skip
    taken = form.take(left_alone, newest)
    rows = [
        (_label(form, name), *_both(name, edited, opened, newest),
         TAKEN if name in taken else _worded(typed.get(name), edited.words))
        for name in names
    ]  # fmt: skip
    form.remember(newest, edited.row().version)
    who, when = _last_change(edited.public_id)
    return Conflict(rows, who, when)


def _both(
    name: str, edited: Edited, opened: Mapping[str, Any], newest: Mapping[str, Any]
) -> tuple[str, str]:
    return _worded(opened.get(name), edited.words), _worded(newest.get(name), edited.words)


def _differs(name: str, *states: Mapping[str, Any]) -> bool:
    first, *others = [state.get(name) or None for state in states]
    return any(other != first for other in others)


def _label(form: FlaskForm, name: str) -> str:
    label: str = form[name].label.text if name in form else name
    return label.removesuffix(", in EDTF").partition(":")[0]


def _worded(value: Any, words: Mapping[str, str]) -> str:
    """A record's value in words; ids by what they stand for."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, list):
        return "; ".join(_worded(part, words) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(_worded(part, words) for part in value.values() if part)
    return words.get(str(value), str(value))


def _last_change(public_id: str) -> tuple[str, datetime | str]:
    statement = (
        select(AuditEntry.actor, AuditEntry.at)
        .join(AuditChain, AuditChain.id == AuditEntry.chain_id)
        .where(AuditChain.name == current.dossier().slug, AuditEntry.subject_id == public_id)
        .order_by(AuditEntry.sequence.desc())
    )
    found = current.reader().execute(statement.limit(1)).first()
    return (found.actor, found.at) if found else ("Somebody", "an unknown day")
