"""Inputs of the services that merge and split sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class MergeSources:
    """``gone`` is the same source as ``kept``. ``choices`` answers where the two sides say what
    cannot both stand: id of the record on the side of ``gone`` → ``kept`` or ``gone``.

    The versions are those of the two sources that the person saw.
    """

    dossier: str
    kept: str
    gone: str
    reason: str
    choices: Mapping[str, str] = field(default_factory=dict)
    kept_version: int | None = None
    gone_version: int | None = None


@dataclass(frozen=True, slots=True)
class SplitSource:
    """What is another source: citations (what rests on them goes with them), attributions that rest
    on no citation or came through the source, ratings. ``values`` describe the new source."""

    dossier: str
    source: str
    values: Mapping[str, Any]
    reason: str
    citations: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class UndoIdentity:
    """Take a merge or a split back. ``version`` is that of the act."""

    dossier: str
    act: str
    reason: str
    version: int | None = None
