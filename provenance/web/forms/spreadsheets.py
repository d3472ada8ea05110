"""The forms of a table on its way in: the upload, its columns, its rows, and how it ends."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import Optional

from provenance.ingest.spreadsheets.kinds import CLAIMS, OUT, OWN, SAME
from provenance.ingest.spreadsheets.mapping import Proposal
from provenance.ingest.spreadsheets.tables import Table
from provenance.ingest.spreadsheets.targets import LEFT, TARGETS
from provenance.spreadsheets.plan import DOUBLE, WRONG, Doubt, Plan, PlannedRow
from provenance.web.forms.base import ActForm, SeenVersion, VersionedForm, text
from provenance.web.forms.values import RecordingForm

WAIT = ""
UNDECIDED = "not decided yet"
LEFT_OUT = "leave it out"
WORDS = {
    SAME: "the same claim: add who says so", OWN: "one of its own all the same", OUT: LEFT_OUT,
}  # fmt: skip


class TableForm(RecordingForm):
    """A CSV or XLSX file."""

    file = FileField("File", [FileRequired("Choose a file that ends in .csv or .xlsx.")])


class TableEncodingForm(SeenVersion, ActForm):
    """The encoding in which the file's words look right."""

    encoding = RadioField("Which looks right?", choices=[], validate_choice=False)


class ColumnsForm(SeenVersion, ActForm):
    """What each column holds. The fields are made for the columns by ``columns_form``."""

    kind = HiddenField()
    sheet = HiddenField()
    header = HiddenField()

    def mapping(self) -> dict[int, str]:
        """Column's index → field, those not decided without."""
        return {
            int(name.removeprefix("column-")): field.data
            for name, field in self._fields.items()
            if name.startswith("column-") and field.data
        }

    def row_of_headings(self) -> int | None:
        """The number of the row with the headings, None for the first."""
        written = self.header.data or ""
        return int(written) if written.isdecimal() and len(written) < 9 else None


class ChoicesForm(SeenVersion, ActForm):
    """What becomes of rows, words and names. The fields are made by ``choices_form``."""

    keys: Mapping[str, Doubt] = {}

    def rows(self) -> dict[int, str]:
        """Number of a row → decision; blank takes one back."""
        return {
            int(name.removeprefix("row-")): field.data or ""
            for name, field in self._fields.items() if name.startswith("row-")
        }  # fmt: skip

    def meant(self, among: str) -> dict[str, str]:
        """Key of a doubt among ``words`` or ``names`` → what was chosen."""
        return {
            doubt.key: self[name].data or ""
            for name, doubt in self.keys.items() if doubt.among == among
        }  # fmt: skip

    def rest(self) -> dict[str, str]:
        """What holds for all other rows in a state."""
        named = {WRONG: "rest_wrong", DOUBLE: "rest_double"}
        return {state: self[name].data or "" for state, name in named.items() if name in self}


class TakeInForm(VersionedForm, RecordingForm):
    """Take the table in; why is said where it is not obvious."""

    reason = text("Reason", Optional())


class EndForm(VersionedForm):
    """Put a table aside, or undo that it was taken in."""


def columns_form(
    kind: str, table: Table, proposals: Mapping[int, Proposal], **options: Any
) -> ColumnsForm:
    """The form with a choice for each column; ``proposals`` stand where nothing was chosen yet."""
    fields = {target.name: target.label for target in TARGETS[kind]}
    choices = {WAIT: UNDECIDED, LEFT: "leave the column out", **fields}
    made: dict[str, Any] = {
        f"column-{column.index}": SelectField(
            f"Column {column.name}", choices=choices,
            default=proposals[column.index].target or WAIT,
        )
        for column in table.columns
    }  # fmt: skip
    form: ColumnsForm = type("TheseColumnsForm", (ColumnsForm,), made)(**options)
    return form


def name_of(doubt: Doubt) -> str:
    """Name of the field that asks about a doubt: short, whatever the words are."""
    return f"doubt-{hashlib.sha256(f'{doubt.among} {doubt.key}'.encode()).hexdigest()[:12]}"


def choices_form(
    plan: Plan, rows: Sequence[PlannedRow], doubts: Iterable[Doubt], kept: Mapping[str, Any],
    **options: Any,
) -> ChoicesForm:  # fmt: skip
    """The form for the rows and doubts that a page shows; ``kept``: what was chosen before."""
    keys = {name_of(doubt): doubt for doubt in doubts}
    made: dict[str, Any] = {"keys": keys}
    for name, doubt in keys.items():
        made[name] = SelectField(
            f"“{doubt.text[:60]}” means", choices={WAIT: UNDECIDED, **dict(doubt.options)},
            default=doubt.chosen or WAIT,
        )  # fmt: skip
    for row in rows:
        made[f"row-{row.number}"] = _row_field(row, kept.get("rows", {}))
    rest, counts = kept.get("rest", {}), plan.counts()
    if counts[WRONG] or rest.get(WRONG):
        made["rest_wrong"] = SelectField(
            "All other rows that are not understood", default=rest.get(WRONG, WAIT),
            choices={WAIT: UNDECIDED, OUT: "leave them out"},
        )  # fmt: skip
    if counts[DOUBLE] or rest.get(DOUBLE):
        made["rest_double"] = SelectField(
            "All other rows that repeat something", choices=_for_doubles(plan.kind),
            default=rest.get(DOUBLE, WAIT),
        )  # fmt: skip
    form: ChoicesForm = type("TheseChoicesForm", (ChoicesForm,), made)(**options)
    return form


def _for_doubles(kind: str) -> dict[str, str]:
    same = {SAME: WORDS[SAME]} if kind == CLAIMS else {}
    return {WAIT: UNDECIDED, **same, OWN: WORDS[OWN], OUT: "leave them out"}


def _row_field(row: PlannedRow, kept: Mapping[str, str]) -> SelectField:
    chosen = kept.get(str(row.number), WAIT)
    waits = "take it" if row.state not in (WRONG, DOUBLE, OUT) else UNDECIDED
    if row.decision == OUT and not chosen:
        waits = "left out, as said for all such rows"
    options = row.twin.choices if row.twin else (OUT,)
    choices = {WAIT: waits, **{option: WORDS[option] for option in options}}
    return SelectField(f"Row {row.number}", choices=choices, default=chosen)
