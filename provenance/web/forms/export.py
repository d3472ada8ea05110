"""Forms of the export: which claims, and why they leave the house."""

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField

from provenance.interchange.leaving import Choice
from provenance.vocabulary import CLAIM_STATUSES, LIKELIHOOD_TERMS
from provenance.web.choices import Pairs
from provenance.web.forms.base import ReasonedForm

SHOWN_STATUSES = tuple(status for status in CLAIM_STATUSES if status != "withdrawn")


class ChoiceFields(FlaskForm):
    """Which claims; nothing ticked means all."""

    status = SelectMultipleField("Status", choices={word: word for word in SHOWN_STATUSES})
    likelihood = SelectMultipleField(
        "Likelihood", choices={word: word for word in LIKELIHOOD_TERMS}
    )
    source = SelectMultipleField("Sources", choices=[])
    document = SelectMultipleField("Documents", choices=[])

    def choose_from(self, sources: Pairs, documents: Pairs) -> None:
        """Fill in sources and documents."""
        self.source.choices, self.document.choices = dict(sources), dict(documents)

    def choice(self) -> Choice:
        """What was chosen."""
        return Choice(
            tuple(self.status.data or ()), tuple(self.likelihood.data or ()),
            tuple(self.source.data or ()), tuple(self.document.data or ()),
        )  # fmt: skip

    def pairs(self) -> Pairs:
        """The choice as field names and values, to be carried along."""
        fields = (self.status, self.likelihood, self.source, self.document)
        return [(field.short_name, value) for field in fields for value in field.data or ()]


class ChoiceForm(ChoiceFields):
    """The filter above the preview; sent by GET."""

    class Meta:
        """A filter changes nothing: it needs no token."""

        csrf = False


class ExportForm(ReasonedForm, ChoiceFields):
    """Make a package of what the preview shows."""
