"""The filter above the history."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import Length

from provenance.reports.feed import FeedFilter


class HistoryFilter(FlaskForm):
    """Whose acts, on what; sent by GET."""

    class Meta:
        """A filter changes nothing: it needs no token."""

        csrf = False

    person = SelectField("Person", choices=[], default="", validate_choice=False)
    kind = SelectField("Kind of record", choices=[], default="", validate_choice=False)
    subject = StringField("Id", [Length(max=200)], filters=[lambda value: (value or "").strip()])

    def choose_from(self, persons: Iterable[str], kinds: Iterable[str]) -> None:
        """Fill in whom and what the history knows."""
        self.person.choices = {"": "anybody", **{one: one for one in persons}}
        self.kind.choices = {"": "any", **{one: one for one in kinds}}

    def wanted(self) -> FeedFilter:
        """What the history is narrowed to."""
        return FeedFilter(self.person.data or "", self.kind.data or "", self.subject.data or "")
