"""The forms of a bibliography: the upload, taking its entries, letting them go."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.validators import Optional

from provenance.imports.bibliographies.plan import LEFT, PlannedEntry
from provenance.imports.findings import NEW
from provenance.web.forms.base import SeenVersion, VersionedForm, line
from provenance.web.forms.values import RecordingForm

WAIT = ""
MOST = 200
"""Entries that one page asks about; the others follow when these are decided."""


class BibliographyForm(RecordingForm):
    """A file of BibTeX or CSL-JSON."""

    file = FileField("File", [FileRequired("Choose a file that ends in .bib or .json.")])


class TakeForm(SeenVersion, RecordingForm):
    """What each entry is. The fields are made for the entries of the page by ``take_form``."""

    def decisions(self) -> dict[int, str]:
        """Number of an entry → what was chosen, those left waiting without."""
        chosen: dict[int, str] = {}
        for name, field in self._fields.items():
            kind, _, number = name.partition("-")
            if kind in ("entry", "other") and field.data:
                chosen[int(number)] = field.data
        return chosen


class LetGoForm(VersionedForm):
    """Put what still waits aside."""


def take_form(rows: Sequence[PlannedEntry], labels: Mapping[str, str], **options: Any) -> TakeForm:
    """The form with a choice for each entry that is shown; ``labels``: sources by public id."""
    fields: dict[str, Any] = {}
    for row in rows:
        fields[f"entry-{row.number}"] = _choice(row, labels)
        fields[f"other-{row.number}"] = line("Another source, by its id", Optional())
    form: TakeForm = type("TakeTheseForm", (TakeForm,), fields)(**options)
    return form


def _choice(row: PlannedEntry, labels: Mapping[str, str]) -> SelectField:
    choices = {}
    if row.needs:
        choices[WAIT] = "not decided yet"
    elif row.twin is not None:
        choices[WAIT] = "what the earlier entry is"
    if row.source is not None:
        choices[row.source] = f"is {labels[row.source]} ({row.source})"
    if row.label:
        choices[NEW] = f"a new source: {row.label}"
    choices[LEFT] = "leave it out"
    return SelectField(f"Entry {row.entry.key}", choices=choices, default=next(iter(choices)))
