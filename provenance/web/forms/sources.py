"""Forms of sources, persons, dependences and private records."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, Form, FormField, RadioField, StringField
from wtforms.validators import AnyOf, Optional

from provenance.vocabulary import (
    CARDINALITIES,
    DEPENDENCE_GROUNDS,
    DEPENDENCE_VERDICTS,
    FORMS,
    OATHS,
    SOURCE_TYPES,
)
from provenance.web.forms.base import ReasonedForm, line, said, text
from provenance.web.forms.values import (
    CorrectionForm,
    Edtf,
    Pairs,
    Record,
    RecordingForm,
    choice,
    date_data,
    date_value,
    edtf,
    only_no,
    pick,
    pick_many,
    words,
)

Words = Mapping[str, Sequence[str]]
SPARE = 2
DATES = ("date", "made")
CHOICES = ("type", "cardinality", "oath", "form")
LINES = ("subtype", "role", "place", "description")
VERDICT_WORDS = {
    "independent": "two voices: neither takes from the other",
    "dependent": "one voice: counted as one origin",
    "not established": "nobody knows: shown hollow, and not counted as established",
}


class SourceFields(FlaskForm):
    """One occasion or record from which information comes."""

    label = line("Label", said("Give the label by which claims name this source."),
                 description="“IS-K (F) commander, interview”. Shown wherever a claim is shown: "
                 "never the name of a protected source.")  # fmt: skip
    type = choice("Type", SOURCE_TYPES)
    subtype = line("Subtype", Optional(), render_kw={"list": "own-subtypes"})
    role = line("Role", Optional(), render_kw={"list": "own-roles"})
    person = pick("Person", description="Sources of one person are one voice.")
    organisations = pick_many("Organisations at that time")
    place = line("Place", Optional())
    date = edtf("Date, in EDTF")
    date_words = words("Date, in words")
    made = edtf("Record made, in EDTF")
    made_words = words("Record made, in words")
    cardinality = choice("How many people speak", CARDINALITIES)
    oath = choice("Oath", OATHS)
    form = choice("Form of the record", FORMS)
    protected = BooleanField("Protected: who it is stays in a private record")
    description = text("Public description", Optional(),
                       description="What every reader of the dossier may know.")  # fmt: skip

    own_roles: Sequence[str] = ()
    own_subtypes: Sequence[str] = ()
    """The dossier's own words, offered beside what may be typed."""

    def choose_from(self, persons: Pairs, organisations: Pairs, words: Words | None = None) -> None:
        """Fill in persons and organisations, and the dossier's own words by their kind."""
        self.person.choices = {"": "not established", **dict(persons)}
        self.organisations.choices = dict(organisations)
        self.own_roles = (words or {}).get("role", ())
        self.own_subtypes = (words or {}).get("subtype", ())

    def values(self) -> dict[str, Any]:
        """The record's fields; None where blank."""
        return {
            "label": self.label.data,
            **{name: self[name].data or None for name in (*CHOICES, *LINES, "person")},
            "organisations": self.organisations.data or None,
            **{name: date_value(self, name) for name in DATES},
            "protected": self.protected.data,
        }


class NewSourceForm(RecordingForm, SourceFields):
    """A source that no import proposed."""


class CorrectSourceForm(CorrectionForm, SourceFields):
    """Correct a source."""

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """A stored source spread over the fields."""
        blank = dict.fromkeys((*CHOICES, "person"), "")
        return {**blank, **record, **date_data(record, *DATES)}


class SourceFilters(Form):
    """Above the list of sources; sent by GET."""

    q = StringField("Search", description="All words; “a phrase”, -without, begin*, S-7F3K")
    type = choice("Type", SOURCE_TYPES, "any")
    rated = only_no("Carries claims, but nobody rated it")


class AffiliationForm(Form):
    """An organisation and the time in it."""

    organisation = choice("Organisation", ())
    since = line("From, in EDTF", Optional(), Edtf())
    until = line("To, in EDTF", Optional(), Edtf())


class PersonFields(FlaskForm):
    """An informant or author, named or not."""

    label = line("Label", said("Give the label by which sources name this person."),
                 description="Public: never the name of a protected person.")  # fmt: skip
    named = BooleanField("Named in the document")
    protected = BooleanField("Protected: who it is stays in a private record")
    description = text("Public description", Optional())
    affiliations = FieldList(FormField(AffiliationForm), "Affiliations")

    def choose_from(self, organisations: Pairs) -> None:
        """Fill in the organisations and offer empty rows."""
        while len(self.affiliations) < SPARE or self.affiliations[-1].form.organisation.data:
            self.affiliations.append_entry({"organisation": ""})
        for entry in self.affiliations:
            entry.form.organisation.choices = {"": "none", **dict(organisations)}

    def values(self) -> dict[str, Any]:
        """The record's fields; None where blank."""
        rows = [entry.data for entry in self.affiliations if entry.data["organisation"]]
        return {
            "label": self.label.data,
            "named": self.named.data,
            "protected": self.protected.data,
            "description": self.description.data or None,
            "affiliations": [_affiliation(row) for row in rows] or None,
        }


class NewPersonForm(RecordingForm, PersonFields):
    """A person."""


class CorrectPersonForm(CorrectionForm, PersonFields):
    """Correct a person."""

    @staticmethod
    def data_of(record: Record) -> dict[str, Any]:
        """A stored person spread over the fields."""
        rows = [
            {"organisation": row["organisation"], "since": _plain(row.get("from")),
             "until": _plain(row.get("to"))}
            for row in record.get("affiliations") or ()
        ]  # fmt: skip
        return {**record, "affiliations": rows}


def _affiliation(row: Record) -> dict[str, Any]:
    parts = {"organisation": row["organisation"], "from": row["since"], "to": row["until"]}
    return {name: part for name, part in parts.items() if part}


def _plain(value: Any) -> str:
    return (value.get("edtf") or "") if isinstance(value, dict) else value or ""


class DependenceForm(ReasonedForm):
    """Judge whether one source takes from another."""

    direction = RadioField(
        "Direction", [AnyOf(("a", "b"), message="Say which of the two takes from the other.")],
        choices={"a": "this source takes from the other", "b": "the other takes from this source"},
        default="a", validate_choice=False,
    )  # fmt: skip
    other = pick("The other source", said("Choose the other source."))
    ground = RadioField(
        "Ground", [AnyOf(DEPENDENCE_GROUNDS, message="Choose the ground.")],
        choices={word: word for word in DEPENDENCE_GROUNDS}, validate_choice=False,
    )  # fmt: skip
    verdict = RadioField(
        "Verdict", [AnyOf(DEPENDENCE_VERDICTS, message="Choose the verdict.")],
        choices={word: word for word in DEPENDENCE_VERDICTS}, validate_choice=False,
    )  # fmt: skip
    topic = line("Only on this topic", Optional())

    def values(self, source_id: str) -> dict[str, Any]:
        """The record's fields."""
        pair = [source_id, self.other.data]
        a, b = pair if self.direction.data == "a" else reversed(pair)
        values = {"a": a, "b": b, "ground": self.ground.data, "verdict": self.verdict.data,
                  "topic": self.topic.data or None, "reason": self.reason.data}  # fmt: skip
        return {name: value for name, value in values.items() if value is not None}


class PrivateForm(ReasonedForm):
    """What identifies a protected source. Never shown again but by a reveal with its reason."""

    name = line("Name", Optional())
    contact = line("Contact", Optional())
    meeting_place = line("Meeting place", Optional())
    other = text("Anything else that identifies", Optional())

    def fields(self) -> dict[str, str]:
        """What was filled in, by its name in the record."""
        names = {"name": self.name, "contact": self.contact,
                 "meeting place": self.meeting_place, "other": self.other}  # fmt: skip
        return {name: field.data for name, field in names.items() if field.data}


class RevealForm(ReasonedForm):
    """Open a private record."""
