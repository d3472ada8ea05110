"""The forms of an import that a worker has in hand, or that could not be read."""

from wtforms.validators import Optional

from provenance.web.forms.base import SeenVersion, text
from provenance.web.forms.values import RecordingForm


class CancelForm(SeenVersion, RecordingForm):
    """End the work; nothing of it is kept."""

    reason = text("Reason", Optional())


class AgainForm(SeenVersion, RecordingForm):
    """Read the kept file once more."""

    reason = text("Reason", Optional())
