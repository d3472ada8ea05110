"""The forms of new versions: changed words chosen, the version accepted or undone, orphans settled."""

from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import Optional

from provenance.web.forms.base import ActForm, ReasonedForm, SeenVersion, VersionedForm, said, text
from provenance.web.forms.imports import UploadForm
from provenance.web.forms.values import RecordingForm

ELSEWHERE = "elsewhere"


class NewVersionForm(UploadForm):
    """The corrected file, or its text pasted."""


class VersionOfForm(SeenVersion, ActForm):
    """Say that a draft is a new version of a document, or that it is none."""

    document = HiddenField()


class AcceptVersionForm(VersionedForm, RecordingForm):
    """Which changed words are the same thing, then the version taken in.

    ``accept`` are the keys that are ticked, ``shown`` all that could be."""

    accept = SelectMultipleField(validate_choice=False)
    shown = SelectMultipleField(validate_choice=False)
    reason = text("Reason", Optional())

    def chosen(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Keys accepted, and keys left."""
        ticked, shown = set(self.accept.data or ()), list(self.shown.data or ())
        return tuple(key for key in shown if key in ticked), tuple(
            key for key in shown if key not in ticked
        )


class UndoVersionForm(ReasonedForm):
    """Put the former version in force again."""

    revision = HiddenField()


class AnchorForm(VersionedForm):
    """Words of the newest version for an orphan."""

    place = RadioField("Where it says so now", [said("Choose where.")], validate_choice=False)
    words = text(
        "Its words there", Optional(),
        description="Copied from that place. Left empty, the whole passage or note is taken.",
    )  # fmt: skip


class LetStandForm(VersionedForm):
    """Let an orphan stand."""
