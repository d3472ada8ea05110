"""Forms of attributions: who asserts or denies a claim, and how it reached us."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, RadioField, SelectField
from wtforms.validators import AnyOf, Optional

from provenance.vocabulary import (
    ATTRIBUTION_STRENGTHS,
    DIRECTNESS,
    HEDGERS,
    INTERESTS,
    LINK_BASES,
    POLARITIES,
)
from provenance.web.forms.base import line
from provenance.web.forms.values import (
    CorrectionForm,
    Pairs,
    Record,
    RecordingForm,
    choice,
    pick_many,
)

SPARE = 2
"""Empty rows offered for further hedges and intermediaries."""
DIRECTNESS_WORDS = {
    "witnessed": "he saw it, or these are his own words",
    "told": "he heard it from someone who took part",
    "relayed": "it reached him through others",
    "recorded": "written down in the course of duty",
    "inferred": "concluded from other things",
    "unknown": "it does not appear from the text",
}


class HedgeForm(Form):
    """Words that weaken the claim, and whose they are."""

    text = line("Hedge", Optional())
    by = choice("Whose words", HEDGERS)


class AttributionFields(FlaskForm):
    """The stance of one source."""

    polarity = RadioField(
        "This source", [AnyOf(POLARITIES, message="Say what the source does.")],
        choices={word: word for word in POLARITIES}, default="asserts", validate_choice=False,
    )  # fmt: skip
    strength = choice("How far", ATTRIBUTION_STRENGTHS)
    interest = choice("Interest", INTERESTS, "derived from ties")
    directness = choice("Directness", DIRECTNESS)
    link_basis = choice("What links the source to the claim", LINK_BASES)
    citations = pick_many("Citations")
    via = FieldList(SelectField("Through", [Optional()], choices={}, default=""), "Through whom")
    hedges = FieldList(FormField(HedgeForm), "Hedges")

    def choose_from(self, citations: Pairs, voices: Pairs) -> None:
        """Fill in citations, and the sources and persons through whom it may have come."""
        self.citations.choices = dict(citations)
        while len(self.via) < SPARE or self.via[-1].data:
            self.via.append_entry("")
        while len(self.hedges) < SPARE or self.hedges[-1].form.text.data:
            self.hedges.append_entry({})
        for entry in self.via:
            entry.choices = {"": "nobody further", **dict(voices)}

    def values(self) -> dict[str, Any]:
        """The record's fields without claim and source; None where blank."""
        words = ("strength", "interest", "directness", "link_basis")
        return {
            "polarity": self.polarity.data,
            **{name: self[name].data or None for name in words},
            "via": [entry.data for entry in self.via if entry.data] or None,
            "hedges": [_hedge(entry.data) for entry in self.hedges if entry.data["text"]] or None,
            "citations": self.citations.data or None,
        }


class NewAttributionForm(RecordingForm, AttributionFields):
    """Say who asserts or denies a claim."""


class CorrectAttributionForm(CorrectionForm, AttributionFields):
    """Correct what a source is said to have said."""

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """A stored attribution spread over the fields."""
        blank = dict.fromkeys(("strength", "interest", "directness", "link_basis"), "")
        return {**blank, **record, "polarity": record.get("polarity") or "asserts"}


def _hedge(data: Record) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}
