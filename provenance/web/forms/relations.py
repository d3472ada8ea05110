"""Forms of relations between two claims."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, RadioField, StringField
from wtforms.validators import AnyOf, Optional

from provenance.vocabulary import DIFFERS, RELATION_KINDS, RELATION_STRENGTHS
from provenance.web.forms.base import PlainText, line, said, text
from provenance.web.forms.values import CorrectionForm, Record, RecordingForm, choice, pick_many

KIND_WORDS = {
    "corroborates": "another voice says the same",
    "contradicts": "both cannot hold",
    "in tension": "both may hold, but sit ill together",
    "repeats": "the same words again: no new voice",
    "qualifies": "the first narrows the second",
    "supports": "the first is evidence for the second",
    "undermines": "the first is evidence against the second",
    "reports": "the first is the report of speech whose content is the second",
    "presupposes": "the first can only hold if the second does",
    "supersedes": "the first is the later state of the same thing",
}


class FindClaimForm(Form):
    """Choose the other claim: by its id, or from what a search finds; sent by GET."""

    q = StringField("Search in statements and sources")
    b = StringField("Or name it by its id", description="Such as C-7F3K.")
    choice = RadioField("Claims", choices={}, validate_choice=False)


class RelationFields(FlaskForm):
    """How the two stand to one another."""

    differs = pick_many("They differ in")
    strength = choice("Strength", RELATION_STRENGTHS)
    rationale = text("Rationale", Optional(), description="What in the two statements shows it.")

    def choose_from(self) -> None:
        """Fill in the ways of differing."""
        self.differs.choices = {word: word for word in DIFFERS}

    def values(self) -> dict[str, Any]:
        """The record's fields without its claims and kind; None where blank."""
        differs = self.differs.data or []
        return {
            "differs": (differs if len(differs) > 1 else differs[0]) if differs else None,
            "strength": self.strength.data or None,
            "rationale": self.rationale.data or None,
        }


class NewRelationForm(RecordingForm, RelationFields):
    """Record how claim ``a`` stands to claim ``b``."""

    a = HiddenField("First claim", [PlainText()])
    b = line("The other claim", said("Name the other claim by its id."))
    kind = RadioField(
        "Relation", [AnyOf(RELATION_KINDS, message="Choose how the first stands to the second.")],
        choices={word: word for word in RELATION_KINDS}, validate_choice=False,
    )  # fmt: skip


class CorrectRelationForm(CorrectionForm, RelationFields):
    """Correct what differs, how strongly, and why."""

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """A stored relation spread over the fields."""
        differs = record.get("differs") or []
        return {
            **record,
            "differs": [differs] if isinstance(differs, str) else differs,
            "strength": record.get("strength") or "",
        }
