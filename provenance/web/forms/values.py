"""Between a form and a record of the dossier file: blank is absent, a date is two fields."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import Optional

from provenance.ingest.dates import read_date
from provenance.ingest.edtf import is_valid
from provenance.web.forms.base import ActForm, VersionedForm, line, reason_last, text

Record = Mapping[str, Any]
Pairs = Sequence[tuple[str, str]]
EDTF_HINT = "2017-10; 2017-22 is summer; or blank."
SPREAD = {"quantity": ("quantity", "unit", "qualifier")}
"""Fields of a record that stand in more than one field of the form, beside dates and their words."""
WORDS_HINT = "As written: “summer of 2017”."


class RecordingForm(ActForm):
    """A form that records something new; its reason may stay blank."""

    reason = text("Reason", Optional(), description="Why it is recorded, if that is not obvious.")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        reason_last(self)

    def why(self, otherwise: str) -> str:
        """The reason, or what stands in for one."""
        return self.reason.data or otherwise


class CorrectionForm(VersionedForm):
    """A form that corrects a record and remembers how the record was when it was opened."""

    opened = HiddenField()

    def take(self, names: Iterable[str], newest: Record) -> list[str]:
        """Put the newest values into fields that the editor left alone; which could be taken."""
        data = self.data_of(newest)
        taken = [name for name in names if name in self and not isinstance(self[name], FieldList)]
        for name in taken:
            for part in SPREAD.get(name, (name, f"{name}_words")):
                if part in self:
                    self[part].process(None, data.get(part))
        return taken

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """A stored record spread over the fields."""
        return dict(record)

    def remember(self, record: Record, version: int) -> None:
        """Take note of the state that the editor sees."""
        self.version.data, self.opened.data = str(version), json.dumps(record, ensure_ascii=False)

    def remembered(self) -> dict[str, Any]:
        """The record as the editor saw it; empty where the field was tampered with."""
        try:
            found = json.loads(self.opened.data or "")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


class Edtf:
    """Refuses what is no date in EDTF, such as the 31st of February."""

    def __call__(self, form: FlaskForm, field: Any) -> None:
        """Raise ValidationError with examples of what is one."""
        if field.data and not is_valid(field.data):
            raise ValidationError(
                f"“{field.data}” is no date that the calendar has in EDTF: write 2017-10-05, "
                "2017-10 or 2017-08/2017-09, or leave it blank and give the words."
            )


def edtf(label: str) -> StringField:
    """A date as understood."""
    return line(label, Optional(), Edtf(), description=EDTF_HINT)


def words(label: str) -> StringField:
    """A date as written."""
    return line(label, Optional(), description=WORDS_HINT)


def choice(label: str, options: Iterable[str | int], blank: str = "not recorded") -> SelectField:
    """One word of a vocabulary, or none."""
    offered = {"": blank, **{str(option): str(option) for option in options}}
    return SelectField(label, [Optional()], choices=offered, default="")


def pick(label: str, *validators: Any, **options: Any) -> SelectField:
    """One record; its choices are filled in when the form is made."""
    return SelectField(label, list(validators) or [Optional()], choices={}, default="", **options)


def pick_many(label: str, **options: Any) -> SelectMultipleField:
    """Several records; its choices are filled in when the form is made."""
    return SelectMultipleField(label, [Optional()], choices={}, **options)


def only_no(label: str) -> BooleanField:
    """A box of a filter, ``name=no`` in the URL: ticked, it keeps what lacks the thing named."""
    return BooleanField(label, false_values=("", "yes"), render_kw={"value": "no"})


def date_value(form: FlaskForm, name: str) -> str | dict[str, str] | None:
    """The two fields of a date as the dossier file has it; words alone are read if they can be."""
    understood, written = form[name].data or None, form[f"{name}_words"].data or None
    if written is None:
        return understood
    understood = understood or read_date(written).edtf
    pair = {"edtf": understood, "verbatim": written}
    return {key: value for key, value in pair.items() if value is not None}


def date_data(record: Record, *names: str) -> dict[str, Any]:
    """Dates of a record spread over their fields."""
    data: dict[str, Any] = {}
    for name in names:
        value = record.get(name)
        if isinstance(value, Mapping):
            data[name], data[f"{name}_words"] = value.get("edtf"), value.get("verbatim")
        else:
            data[name] = value
    return data


def lines_of(value: str | None) -> list[str] | None:
    """One entry a line; None for none."""
    return [part.strip() for part in (value or "").splitlines() if part.strip()] or None


def changed(values: Record, record: Record) -> dict[str, Any]:
    """Only what differs from the record; blank, false and absent are alike where nothing stood."""
    return {
        name: value
        for name, value in values.items()
        if (value or None) != (record.get(name) or None)
    }


def present(values: Record) -> dict[str, Any]:
    """Only what was filled in."""
    return {name: value for name, value in values.items() if value not in (None, False, "", [])}
