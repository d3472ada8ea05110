"""Forms about people: roles in a dossier, and who may sign in."""

from hashlib import sha256
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField

from provenance.accounts.queries import name_key
from provenance.accounts.service import LONGEST_NAME
from provenance.vocabulary import ROLES
from provenance.web.forms.base import ReasonedForm, line, said

ROLE_MEANINGS = {
    "reader": "reads everything; but not the words of restricted documents’ notes",
    "analyst": "also imports, records, rates, corrects and exports",
    "reviewer": "also decides contradictions",
    "owner": "also gives and takes roles",
    "none": "may no longer open this dossier",
}
"""Each role may do what those before it may."""
WITHOUT = "none"
ROLE_NAMES: Any = {role: role for role in ROLES}


def form_mark(name: str) -> str:
    """A prefix that keeps the ids of one person's form apart from the others on the page."""
    return "p" + sha256(name_key(name).encode()).hexdigest()[:10]


class GrantForm(ReasonedForm):
    """A role for somebody who has none here."""

    user = line("Name", said("Say who, by the name under which the person signs in."))
    role = RadioField("Role", choices=ROLE_NAMES, default="reader")


class ChangeRoleForm(ReasonedForm):
    """Another role for a member, or none."""

    user = HiddenField()
    role = RadioField("Role", choices={**ROLE_NAMES, WITHOUT: "no role"})

    def wanted(self) -> str | None:
        """The role, None to take it away."""
        return None if self.role.data == WITHOUT else str(self.role.data)


class AddPersonForm(ReasonedForm):
    """Somebody new who may sign in."""

    name = line(
        "Name", said("Say who may sign in."),
        description=f"As colleagues will read it beside every act; at most {LONGEST_NAME} characters.",
    )  # fmt: skip
    is_administrator = BooleanField(
        "Administrator", description="Adds people, and has an owner's rights in every dossier."
    )


class PersonForm(ReasonedForm):
    """An act on somebody's account: shut out, or let in again."""

    user = HiddenField()
