"""Forms of claims."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, SelectField, StringField
from wtforms.validators import Optional

from provenance.vocabulary import (
    CLAIM_KINDS,
    QUALIFIERS,
)
from provenance.web.forms.base import line, said
from provenance.web.forms.base import text as paragraph
from provenance.web.forms.values import (
    CorrectionForm,
    Pairs,
    Record,
    RecordingForm,
    choice,
    date_data,
    date_value,
    edtf,
    lines_of,
    pick,
    pick_many,
    words,
)

IMPORTANCE = {"": "not recorded", "3": "key", "2": "ordinary", "1": "optional"}
DATES = ("time", "as_of")
ORDERS = {
    "": "by id",
    "likeliest": "most likely first",
    "unlikeliest": "least likely first",
    "key": "key claims first",
    "newest": "newest first",
}


class ClaimFields(FlaskForm):
    """What is said, about whom, when and where."""

    text = paragraph("Statement", said("Write the statement that can be checked."),
                description="One checkable statement in your own words.")  # fmt: skip
    kind = choice("Kind", CLAIM_KINDS)
    importance = pick("Importance")
    universal = BooleanField("Universal: it says “all”, “never”, “no component”")
    negative = BooleanField("Negative: it says that something was not so")
    subjects = pick_many("About")
    time = edtf("When it was so, in EDTF")
    time_words = words("When it was so, in words")
    as_of = edtf("As of, in EDTF")
    as_of_words = words("As of, in words")
    place = line("Place", Optional())
    quantity = line("Quantity", Optional())
    unit = line("Unit", Optional())
    qualifier = choice("Qualifier", QUALIFIERS)
    topics = paragraph("Topics", Optional(), description="One a line.")

    def choose_from(self, subjects: Pairs) -> None:
        """Fill in organisations and persons."""
        self.subjects.choices = dict(subjects)
        self.importance.choices = IMPORTANCE

    def values(self) -> dict[str, Any]:
        """The record's fields; None where blank."""
        importance = self.importance.data
        return {
            "text": self.text.data,
            "kind": self.kind.data or None,
            "universal": self.universal.data,
            "negative": self.negative.data,
            "subjects": self.subjects.data or None,
            **{name: date_value(self, name) for name in DATES},
            "place": self.place.data or None,
            "quantity": self._quantity(),
            "importance": int(importance) if importance else None,
            "topics": lines_of(self.topics.data),
        }

    def _quantity(self) -> dict[str, Any] | None:
        parts = {
            "value": number_or_words(self.quantity.data),
            "unit": self.unit.data or None,
            "qualifier": self.qualifier.data or None,
        }
        return {name: part for name, part in parts.items() if part is not None} or None


class NewClaimForm(RecordingForm, ClaimFields):
    """A claim that no passage of a document states in so many words."""


class CorrectClaimForm(CorrectionForm, ClaimFields):
    """Correct a claim."""

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """A stored claim spread over the fields."""
        quantity = record.get("quantity") or {}
        return {
            **record,
            **date_data(record, *DATES),
            "importance": str(record.get("importance") or ""),
            "quantity": _shown(quantity.get("value")),
            "unit": quantity.get("unit"),
            "qualifier": quantity.get("qualifier") or "",
            "kind": record.get("kind") or "",
            "topics": "\n".join(record.get("topics") or ()),
        }


class ClaimSearch(Form):
    """Above the list of claims; sent by GET, with the facets that are chosen."""

    q = StringField("Search", description="All words; “a phrase”, -without, begin*, C-7F3K")
    sort = SelectField("Order", choices=ORDERS, default="")


def number_or_words(value: str | None) -> int | float | str | None:
    """``8,000`` is a number; ``several hundred`` stays words."""
    if not value:
        return None
    digits = value.replace(",", "").replace("\u202f", "").replace("\u00a0", "")
    try:
        return int(digits) if digits.lstrip("-").isdecimal() else float(digits)
    except ValueError:
        return value


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
