"""Inputs of the services of proposed claims."""

from dataclasses import dataclass

TOOK, REFUSED, UNDID = "taken from its document", "not taken into the dossier", "taken back"


@dataclass(frozen=True, slots=True)
class TakeProposals:
    """Make a draft claim of each proposal, in one act."""

    dossier: str
    public_ids: tuple[str, ...]
    reason: str = TOOK


@dataclass(frozen=True, slots=True)
class TakeChanged:
    """Say which claim a person made of a proposal after changing it."""

    dossier: str
    public_id: str
    claim: str
    reason: str = TOOK


@dataclass(frozen=True, slots=True)
class RejectProposals:
    """Say that these clauses are not wanted as claims, in one act."""

    dossier: str
    public_ids: tuple[str, ...]
    reason: str = REFUSED


@dataclass(frozen=True, slots=True)
class PutBack:
    """Let proposals wait again; a draft claim that was made of one is withdrawn."""

    dossier: str
    public_ids: tuple[str, ...]
    reason: str = UNDID


@dataclass(frozen=True, slots=True)
class UndoLast:
    """Put back whatever the actor's last act on this document decided."""

    dossier: str
    document: str
    reason: str = UNDID
