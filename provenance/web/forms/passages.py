"""The form that makes a claim from a passage: its words, the statement, and who vouches for it."""

from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, SelectField
from wtforms.validators import Optional

from provenance.vocabulary import (
    ATTRIBUTION_STRENGTHS,
    DIRECTNESS,
    HEDGERS,
    INTERESTS,
    LINK_BASES,
    POLARITIES,
)
from provenance.web.forms.attributions import HedgeForm
from provenance.web.forms.base import VersionedForm, line, said
from provenance.web.forms.base import text as paragraph
from provenance.web.forms.claims import ClaimFields
from provenance.web.forms.values import Pairs, RecordingForm, choice, pick, pick_many


class VoiceForm(Form):
    """One source's stance, and the citations by which we know it."""

    source = HiddenField()
    citations = pick_many("Cited in")
    other = pick("Another citation of the document")
    use = BooleanField("Only the author vouches for it: record the author as its source")
    polarity = SelectField("This source", choices={word: word for word in POLARITIES})
    link_basis = choice("Link", LINK_BASES)
    interest = choice("Interest", INTERESTS, "derived from ties")
    strength = choice("How far", ATTRIBUTION_STRENGTHS)
    directness = choice("Directness", DIRECTNESS)
    hedge = line("Hedge", Optional())
    hedge_by = choice("Whose hedge", HEDGERS)
    more_hedges = FieldList(FormField(HedgeForm), "Further hedges")
    via = HiddenField()

    def chosen(self) -> bool:
        """Whether it is to be recorded."""
        return bool(self.citations.data or self.other.data or self.use.data)

    def stance(self) -> dict[str, Any]:
        """The attribution's fields but for source and citations; absent where blank."""
        names = ("link_basis", "interest", "strength", "directness")
        values: dict[str, Any] = {name: self[name].data for name in names if self[name].data}
        values["polarity"] = self.polarity.data or "asserts"
        values["hedges"] = self._hedges() or None
        values["via"] = (self.via.data or "").split() or None
        return values

    def _hedges(self) -> list[dict[str, str]]:
        pairs = [(self.hedge.data, self.hedge_by.data)]
        pairs += [(one.form.text.data, one.form.by.data) for one in self.more_hedges]
        return [{"text": text, **({"by": by} if by else {})} for text, by in pairs if text]


class JudgeCitationForm(VersionedForm):
    """Say which source a citation is."""

    source = pick("Source", said("Choose the source that it cites."))


class PassageClaimForm(RecordingForm, ClaimFields):
    """A claim from a passage."""

    quote = paragraph(
        "Exact words", said("Keep the words that the claim rests on."),
        description="As the passage has them. Narrow them to the part that says it.",
    )  # fmt: skip
    voices = FieldList(FormField(VoiceForm), "Who vouches for it")

    def choose_voices(self, citations: dict[str, Pairs], others: Pairs) -> None:
        """Fill in each source's citations, and the citations of other notes."""
        for entry in self.voices:
            entry.form.citations.choices = dict(citations.get(entry.form.source.data or "", ()))
            entry.form.other.choices = {"": "none", **dict(others)}
