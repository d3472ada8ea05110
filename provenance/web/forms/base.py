"""What every form shares: a token against foreign sites, a token against acting twice, a reason."""

import re
import secrets
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length
from wtforms.widgets import Select

from provenance.text import problem_of
from provenance.web.unseen import marked

LONGEST_TEXT = 20_000
LONGEST_LINE = 500
ONCE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class MarkedSelect(Select):
    """A list to choose from, whose words show what cannot be seen, as elsewhere on pages."""

    @classmethod
    def render_option(cls, choice: Any, **options: Any) -> Any:  # type: ignore[override]
        """One option."""
        shown = choice._replace(label=marked(choice.label or choice.value))
        return super().render_option(shown, **options)


def install() -> None:
    """Every list to choose from is such a one, in whatever form."""
    SelectField.widget = MarkedSelect()  # type: ignore[misc]
    SelectMultipleField.widget = MarkedSelect(multiple=True)  # type: ignore[misc]


class PlainText:
    """Refuses characters that no database keeps."""

    def __call__(self, form: FlaskForm, field: Any) -> None:
        """Raise ValidationError with what is wrong."""
        problem = problem_of(field.data or "")
        if problem:
            raise ValidationError(f"This text {problem}.")


def said(message: str) -> DataRequired:
    """The field must be filled; the message says with what."""
    return DataRequired(message=message)


def line(label: str, *validators: Any, **options: Any) -> StringField:
    """A field of one line."""
    checks = [*validators, PlainText(), Length(max=LONGEST_LINE)]
    return StringField(label, checks, filters=[_strip], **options)


def text(label: str, *validators: Any, **options: Any) -> TextAreaField:
    """A field of several lines."""
    return TextAreaField(
        label, [*validators, PlainText(), Length(max=LONGEST_TEXT)], filters=[_strip], **options
    )


def _strip(value: str | None) -> str | None:
    return value.strip().replace("\r\n", "\n") if value else value


def _once_token(_form: FlaskForm, field: Any) -> None:
    """Tampered with, it could not be kept; missing (a form without it), the act is not guarded."""
    if field.data and not ONCE.fullmatch(field.data):
        field.data = secrets.token_urlsafe(16)
        raise ValidationError("This form was altered on its way; send it again.")


def reason_last(form: FlaskForm) -> None:
    """List the reason's error where pages have the reason: at the end."""
    fields = form._fields
    fields["reason"] = fields.pop("reason")


class ActForm(FlaskForm):
    """A form that changes something."""

    once = HiddenField(validators=[_once_token], default=lambda: secrets.token_urlsafe(16))


class ReasonedForm(ActForm):
    """A form that asks why."""

    reason = text("Reason", said("Say why: every change keeps its reason."))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        reason_last(self)


class SeenVersion:
    """Fields of a form that knows which version its editor saw."""

    version = HiddenField()

    def seen(self) -> int:
        """The version that the editor saw; one that never was, where the field was tampered with."""
        written = self.version.data or ""
        return int(written) if written.isdecimal() and len(written) < 10 else -1


class VersionedForm(SeenVersion, ReasonedForm):
    """A form that corrects something."""
