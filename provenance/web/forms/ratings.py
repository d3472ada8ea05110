"""Forms of ratings: reliability of a source, credibility of a claim, at two separate moments."""

from typing import Any

from wtforms import RadioField
from wtforms.validators import AnyOf, Optional

from provenance.vocabulary import CREDIBILITY, RELIABILITY
from provenance.web.forms.base import ReasonedForm, line
from provenance.web.forms.values import date_value, edtf, words


def _grades(label: str, scale: dict[str, tuple[str, str]]) -> RadioField:
    letters = tuple(scale)
    return RadioField(
        label, [AnyOf(letters, message=f"Choose one, {letters[0]} to {letters[-1]}.")],
        choices={letter: scale[letter][0] for letter in letters}, validate_choice=False,
    )  # fmt: skip


class RateSourceForm(ReasonedForm):
    """How reliable a source is: whole, on a topic, or in a period."""

    grade = _grades("Reliability", RELIABILITY)
    topic = line("Only on this topic", Optional(), description="Blank: on all it speaks of.")
    period = edtf("Only in this period, in EDTF")
    period_words = words("Only in this period, in words")

    def scope(self) -> dict[str, Any] | None:
        """For what the grade holds; None for the whole source."""
        scope = {"topic": self.topic.data or None, "period": date_value(self, "period")}
        return {name: value for name, value in scope.items() if value} or None


class RateClaimForm(ReasonedForm):
    """How credible a claim is, whoever says it."""

    grade = _grades("Credibility", CREDIBILITY)
