"""Inputs of the claim services that are more than one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RecordClaim:
    """A claim with those who assert or deny it, recorded in one act.

    ``attributions`` have the dossier file's fields without ``claim``.
    """

    dossier: str
    values: Mapping[str, Any]
    reason: str
    attributions: tuple[Mapping[str, Any], ...] = ()
