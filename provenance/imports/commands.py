"""Inputs of the import services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from provenance.ingest.types import ParsedDocument

GiveId = Callable[..., str | None]
"""``(kind, *key)`` → a reserved public id, or None for a new one. Keys: ``("document",)``,
``("note", label)``, ``("citation", label, k)`` with k counted from 1; the k-th citation in the text
itself has an empty label."""


@dataclass(frozen=True, slots=True)
class StartDraft:
    """A file to be read. ``title`` is what a person gave with pasted text; ``again`` reads a file
    that the dossier has already. ``parsed`` is the file as read, where the edge read it before its
    transaction began, so that no writer waits for a reader."""

    dossier: str
    file_name: str
    data: bytes = field(repr=False)
    reason: str
    title: str | None = None
    again: bool = False
    parsed: ParsedDocument | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class DecideFinding:
    """A person's correction of one finding; ``decision`` None takes an earlier one back.

    How findings are named, and what a decision may hold, stands in ``imports.findings``.
    """

    dossier: str
    public_id: str
    finding: str
    decision: Mapping[str, Any] | None
    version: int | None = None
    reason: str = "corrected on the preview of the import"


@dataclass(frozen=True, slots=True)
class DecideFindings:
    """Decisions on several findings by one act, which is taken back as one: finding → decision."""

    dossier: str
    public_id: str
    decisions: Mapping[str, Mapping[str, Any] | None]
    version: int | None = None
    reason: str = "corrected on the preview of the import"


@dataclass(frozen=True, slots=True)
class UndoLast:
    """Take back the last act of a draft, whoever's it was."""

    dossier: str
    public_id: str
    version: int | None = None
    reason: str = "taken back on the preview of the import"


@dataclass(frozen=True, slots=True)
class AcceptDraft:
    """Take the draft into the dossier. ``only_sure``: citations that a person should look at are
    kept without a source, awaiting one; without it the proposals as shown are taken."""

    dossier: str
    public_id: str
    reason: str
    ids: GiveId | None = None
    only_sure: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """Put the draft aside; the dossier stays as it was."""

    dossier: str
    public_id: str
    reason: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Read the draft's file once more: a reading failed, was cancelled, or its worker died."""

    dossier: str
    public_id: str
    reason: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CancelWork:
    """End what a worker does with the draft; nothing of it is kept."""

    dossier: str
    public_id: str
    reason: str
    version: int | None = None
