"""Inputs of the review services."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UndoAct:
    """One's own last act: the entries ``first`` to ``last`` of the dossier's audit trail."""

    dossier: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DecideCase:
    """Where a contradiction goes. ``relation`` is the public id of the contradiction; ``favours``
    is ``a``, ``b`` or None; ``version`` of the case that the reviewer saw (None: there was none)."""

    dossier: str
    relation: str
    status: str
    rationale: str
    favours: str | None = None
    version: int | None = None
