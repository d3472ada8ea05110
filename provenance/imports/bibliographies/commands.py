"""Inputs of the services for bibliographies."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StartBibliography:
    """A BibTeX or CSL-JSON file whose entries are to be looked at."""

    dossier: str
    file_name: str
    data: bytes = field(repr=False)
    reason: str


@dataclass(frozen=True, slots=True)
class TakeBibliography:
    """Take entries as sources. ``decisions``: number of an entry → ``new``, ``left``, or the public id
    of the source that it is. What it does not name is taken as proposed where the proposal is sure,
    and goes on waiting where it is not."""

    dossier: str
    public_id: str
    decisions: Mapping[int, str]
    reason: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DiscardBibliography:
    """Put what still waits aside; sources that were taken stay."""

    dossier: str
    public_id: str
    reason: str
    version: int | None = None
