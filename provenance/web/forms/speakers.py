"""The form of an inline attribution: who speaks there."""

from typing import Any

from wtforms import SelectField, TextAreaField
from wtforms.validators import Length, Optional

from provenance.vocabulary import SOURCE_TYPES
from provenance.web.forms.base import PlainText, line
from provenance.web.forms.imports import FindingForm


class AboutAttributionForm(FindingForm):
    """Which source speaks in the text, and what it is."""

    source: Any = SelectField("Who speaks", validate_choice=False)
    type = SelectField("Type", choices={word: word for word in SOURCE_TYPES[:-1]})
    role = line("Role", Optional(), description="Such as envoy, doctor, spokesman.")
    organisations = TextAreaField(
        "Organisations for which it speaks", [Optional(), PlainText(), Length(max=5000)],
        description="One name a line.",
    )  # fmt: skip
    label = line(
        "Label of the new source", Optional(), description="Left empty, the text's own words."
    )
