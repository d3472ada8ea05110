"""The forms of an import: the upload, one form for each kind of finding, accepting, discarding."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Length, Optional

from provenance.vocabulary import NOTE_KINDS, SOURCE_TYPES
from provenance.web.forms.base import (
    ActForm,
    PlainText,
    SeenVersion,
    VersionedForm,
    line,
    said,
    text,
)
from provenance.web.forms.values import RecordingForm

MEGABYTE = 1024 * 1024
AS_READ, NOWHERE, AFTER = "as read", "nowhere", "after"


class UploadForm(RecordingForm):
    """A file, or pasted text with its title."""

    file = FileField("File")
    title = line("Title of the pasted text", description="Needed where you paste a text.")
    text = TextAreaField(
        "Or paste the text", [PlainText(), Length(max=MEGABYTE)],
        description="With its notes, as they stand. Up to a megabyte; upload a file for more.",
    )  # fmt: skip
    again = BooleanField("Import it again all the same")


class FindingForm(SeenVersion, ActForm):
    """What every correction carries: which finding, and the draft's version that its editor saw."""

    finding = HiddenField()


class AboutDocumentForm(FindingForm):
    """Title, authors and date of the document."""

    title = line("Title", said("Give the document a title."))
    authors = TextAreaField(
        "Authors", [Optional(), PlainText(), Length(max=5000)],
        description="One name a line. Each becomes a source of the dossier, if it is none yet.",
    )  # fmt: skip
    published = line(
        "Published", Optional(),
        description="As written (“December 14, 2017”) or in EDTF (2017-12-14).",
    )  # fmt: skip
    publisher = line("Publisher", Optional())
    language = line("Language", Optional(), description="A code such as en or fr.")
    url = line("Address on the web", Optional())
    restricted = BooleanField(
        "Restricted: readers see notes of protected sources masked",
    )


class AboutNoteForm(FindingForm):
    """What a note is, and where it is called."""

    kind = SelectField("Kind", choices={word: word for word in NOTE_KINDS})
    call = RadioField(
        "Where the text calls it",
        choices={
            AS_READ: "as read",
            NOWHERE: "nowhere: it has no marker",
            AFTER: "after these words:",
        },
    )
    after = line(
        "Words before the call", Optional(),
        description="Copied from the text, enough of them to stand there only once.",
    )  # fmt: skip
    section = SelectField("Section that it speaks for", validate_choice=False)


class AboutCitationForm(FindingForm):
    """Which source a citation is."""

    source: Any = SelectField("Source", validate_choice=False)
    antecedent = SelectField("Refers back to", validate_choice=False)
    type = SelectField("Type", choices={word: word for word in SOURCE_TYPES})
    role = line("Role", Optional(), description="Such as commander, adviser, contact.")
    label = line(
        "Label of the new source", Optional(),
        description="Left empty, it is made from type, role and organisation.",
    )  # fmt: skip


class JudgeForm(SeenVersion, ActForm):
    """One click on a finding; which act, the pressed button says."""

    finding = HiddenField()


class UndoForm(SeenVersion, ActForm):
    """Take the last decision back."""


class EncodingForm(SeenVersion, ActForm):
    """The encoding in which the file's words look right."""

    finding = HiddenField()
    encoding = RadioField("Which looks right?", choices=[], validate_choice=False)


class WordsForm(SeenVersion, ActForm):
    """Words of a note that the reader cut wrongly, or passed over."""

    finding = HiddenField()
    words = line("Words of the note", Optional())


class AcceptForm(VersionedForm, RecordingForm):
    """Take the draft into the dossier; why is said where it is not obvious."""

    reason = text("Reason", Optional())


class DiscardForm(VersionedForm):
    """Put the draft aside."""
