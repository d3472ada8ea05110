"""What may be supposed: each a small form, sent by GET, since it changes nothing."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField

from provenance.assessments.what_if import DISCREDIT, DROP, GRADE, MERGE, Supposition
from provenance.vocabulary import RELIABILITY
from provenance.web.choices import Pairs


class SupposeForm(FlaskForm):
    """One supposition."""

    kind = HiddenField()

    class Meta:
        """It changes nothing: it needs no token."""

        csrf = False

    def supposition(self) -> Supposition:
        """What was chosen."""
        raise NotImplementedError


class DiscreditForm(SupposeForm):
    """Nothing that a source said counts."""

    source: Any = SelectField("Source or person", validate_choice=False)

    def supposition(self) -> Supposition:
        """The source, or the person with all that he says."""
        return Supposition(DISCREDIT, (self.source.data or "",))


class GradeForm(SupposeForm):
    """A source has another grade."""

    source: Any = SelectField("Source", validate_choice=False)
    grade = SelectField("Reliability", choices={
        letter: f"{letter} · {words}" for letter, (words, _) in RELIABILITY.items()
    })  # fmt: skip

    def supposition(self) -> Supposition:
        """The source and its grade."""
        return Supposition(GRADE, (self.source.data or "",), self.grade.data)


class MergeForm(SupposeForm):
    """Two sources are one voice."""

    source: Any = SelectField("One source", validate_choice=False)
    other: Any = SelectField("The other", validate_choice=False)

    def supposition(self) -> Supposition:
        """Both sources."""
        return Supposition(MERGE, (self.source.data or "", self.other.data or ""))


class DropForm(SupposeForm):
    """Nothing that came through a document counts."""

    document: Any = SelectField("Document", validate_choice=False)

    def supposition(self) -> Supposition:
        """The document."""
        return Supposition(DROP, (self.document.data or "",))


FORMS: dict[str, type[SupposeForm]] = {
    DISCREDIT: DiscreditForm, GRADE: GradeForm, MERGE: MergeForm, DROP: DropForm
}  # fmt: skip


def all_forms(
    asked: str, given: Any, sources: Pairs, persons: Pairs, documents: Pairs
) -> dict[str, SupposeForm]:
    """One form of each kind; the one that was asked holds what was ``given``."""
    forms = {}
    for kind, form_class in FORMS.items():
        form: Any = form_class(given if kind == asked else None, data={"kind": kind})
        for name, choices in _offered(kind, sources, persons, documents).items():
            form[name].choices = choices
        for field in form:
            field.id = f"{kind}-{field.name}"
        forms[kind] = form
    return forms


def _offered(
    kind: str, sources: Pairs, persons: Pairs, documents: Pairs
) -> dict[str, dict[str, str]]:
    if kind == DROP:
        return {"document": dict(documents)}
    if kind == DISCREDIT:
        people = {key: f"{label}, with all that this person says" for key, label in persons}
        return {"source": dict(sources) | people}
    names = ("source", "other") if kind == MERGE else ("source",)
    return {name: dict(sources) for name in names}
