"""Inputs of the source services that are not plain records."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KeepPrivate:
    """What identifies a protected person or source. ``fields`` are free: name, contact, place …

    ``subject`` is the public id of the person or source.
    """

    dossier: str
    subject: str
    fields: dict[str, str] = field(repr=False)
    reason: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """Open a private record; the reason is kept in the audit trail."""

    dossier: str
    subject: str
    reason: str
