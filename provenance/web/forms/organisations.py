"""Forms of organisations and their ties."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms.validators import Optional

from provenance.vocabulary import TIE_KINDS
from provenance.web.forms.base import line, said, text
from provenance.web.forms.values import (
    CorrectionForm,
    Pairs,
    Record,
    RecordingForm,
    date_value,
    edtf,
    lines_of,
    pick,
    words,
)


class OrganisationFields(FlaskForm):
    """A group that speaks, acts or has interests."""

    name = line("Name", said("Give the organisation its name."))
    aliases = text("Other names", Optional(), description="One a line.")

    def values(self) -> dict[str, Any]:
        """The record's fields; None where blank."""
        return {"name": self.name.data, "aliases": lines_of(self.aliases.data)}


class NewOrganisationForm(RecordingForm, OrganisationFields):
    """An organisation."""


class CorrectOrganisationForm(CorrectionForm, OrganisationFields):
    """Correct an organisation's names."""

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """A stored organisation spread over the fields."""
        return {**record, "aliases": "\n".join(record.get("aliases") or ())}


class TieForm(RecordingForm):
    """A dated tie of this organisation to another, or to a person."""

    kind = line("Tie", said("Say what ties them."), description=", ".join(TIE_KINDS),
                render_kw={"list": "tie-kinds"})  # fmt: skip
    b = pick("To", said("Choose the other organisation or person."))
    since = edtf("From, in EDTF")
    since_words = words("From, in words")
    until = edtf("To, in EDTF")
    until_words = words("To, in words")

    def choose_from(self, others: Pairs) -> None:
        """Fill in organisations and persons."""
        self.b.choices = {"": "choose", **dict(others)}

    def values(self, organisation_id: str) -> dict[str, Any]:
        """The record's fields."""
        values = {"a": organisation_id, "b": self.b.data, "kind": self.kind.data,
                  "from": date_value(self, "since"), "to": date_value(self, "until")}  # fmt: skip
        return {name: value for name, value in values.items() if value is not None}
