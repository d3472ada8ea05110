"""Inputs of the dossier services, and the three acts that every area of a dossier knows.

``values`` and ``changes`` are in the form of the dossier file's records: fields by name, ids as
references. In ``changes`` None clears a field. ``version`` is what the editor saw; None stands for
an edge that shows nothing (the command line).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CreateDossier:
    """A new workspace; ``owner_id`` becomes its owner where given."""

    slug: str
    title: str
    reason: str
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class GrantRole:
    """A person's role in a dossier; ``role`` None takes it away."""

    dossier: str
    user: str
    role: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """Create a record of a dossier."""

    dossier: str
    values: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Correct:
    """Change fields of a record of a dossier."""

    dossier: str
    public_id: str
    changes: Mapping[str, Any]
    reason: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a record of a dossier back."""

    dossier: str
    public_id: str
    reason: str
    version: int | None = None
