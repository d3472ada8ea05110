"""Forms of merging, splitting and telling apart, and of a dossier's own words."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import AnyOf, Optional

from provenance.identities.merging import GONE, KEPT
from provenance.reports.identities import Question
from provenance.vocabulary import WORD_KINDS
from provenance.web.forms.base import ReasonedForm, SeenVersion, VersionedForm, line, said, text
from provenance.web.forms.sources import CorrectSourceForm, SourceFields
from provenance.web.forms.values import (
    CorrectionForm,
    Pairs,
    Record,
    RecordingForm,
    lines_of,
    pick,
    pick_many,
)

UNDECIDED = "Choose which of the two stands: they differ."
KIND_WORDS = {"role": "a role: commander, mirab", "subtype": "a subtype of source",
              "tie": "a tie between parties"}  # fmt: skip


class MergeForm(ReasonedForm):
    """Make two sources one. One more field for each thing on which the two sides differ."""

    kept_version = HiddenField()
    gone_version = HiddenField()
    asked: Sequence[Question] = ()

    def choices_made(self) -> dict[str, str]:
        """Id of the record on the side that goes → which of the two stands."""
        made = (str(field.data).partition(" ") for field in self.questions() if field.data)
        return {public_id: side for side, _, public_id in made}

    def questions(self) -> list[Any]:
        """The fields in which a person chooses."""
        return [self[f"choice_{number}"] for number in range(len(self.asked))]

    def versions(self) -> tuple[int, int]:
        """The versions that the person saw; ones that never were where they were tampered with."""
        seen = (self.kept_version.data or "", self.gone_version.data or "")
        first, second = (int(v) if v.isdecimal() and len(v) < 10 else -1 for v in seen)
        return first, second


def merge_form(questions: Sequence[Question]) -> MergeForm:
    """The form with its questions, in their order. A choice names its record, so that a form sent
    late decides nothing else."""
    fields: dict[str, Any] = {"asked": tuple(questions)}
    for number, question in enumerate(questions):
        offered = {f"{KEPT} {question.id}": f"as A says: {question.kept}",
                   f"{GONE} {question.id}": f"as B says: {question.gone}"}  # fmt: skip
        fields[f"choice_{number}"] = RadioField(
            _capital(question.about), [AnyOf(tuple(offered), message=UNDECIDED)], choices=offered,
            validate_choice=False,
        )  # fmt: skip
    form: MergeForm = type("MergeFormWithQuestions", (MergeForm,), fields)()
    return form


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class OtherSourceForm(FlaskForm):
    """Which source is meant; sent by GET."""

    gone = pick("The other source", said("Choose the other source."))


class SplitForm(SeenVersion, ReasonedForm, SourceFields):
    """What is another source, and who that is."""

    citations = pick_many("Citations of the other source")
    attributions = pick_many("Said without a citation, or passed on")
    ratings = pick_many("Grades that are the other source's")

    def offer(self, citations: Pairs, attributions: Pairs, ratings: Pairs) -> None:
        """Fill in what hangs on the source."""
        self.citations.choices = dict(citations)
        self.attributions.choices = dict(attributions)
        self.ratings.choices = dict(ratings)

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """What goes, by list."""
        names = ("citations", "attributions", "ratings")
        return {name: tuple(self[name].data or ()) for name in names}

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """The new source as the old one is described."""
        return CorrectSourceForm.data_of(record)


class UndoForm(VersionedForm):
    """Take a merge or a split back."""


class TellApartForm(ReasonedForm):
    """Record that two sources are not the same."""

    other = pick("The other source", said("Choose the other source."))


class WordFields(FlaskForm):
    """A word of the dossier's own."""

    word = line("Word", said("Give the word."), description="As the dossier writes it: “mirab”.")
    aliases = text("Other forms", Optional(), description="One a line: other spellings, other "
                   "languages. In notes they are read as the word.")  # fmt: skip

    def values(self) -> dict[str, Any]:
        """The record's fields; None where blank."""
        return {"word": self.word.data, "aliases": lines_of(self.aliases.data)}


class NewWordForm(RecordingForm, WordFields):
    """A word."""

    kind = SelectField(
        "Kind", [AnyOf(WORD_KINDS, message="Choose the kind of word.")], choices=KIND_WORDS,
        validate_choice=False,
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """The record's fields; None where blank."""
        return {**super().values(), "kind": self.kind.data}


class CorrectWordForm(CorrectionForm, WordFields):
    """Correct a word or its other forms."""

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """A stored word spread over the fields."""
        return {**record, "aliases": "\n".join(record.get("aliases") or ())}
