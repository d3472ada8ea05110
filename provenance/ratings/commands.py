"""Inputs of the rating services."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rate:
    """A grade with its reason. ``subject`` is the public id of a source, person or claim;
    ``scope`` has topic and period, None means the whole subject."""

    dossier: str
    subject: str
    grade: str
    reason: str
    scope: Mapping[str, Any] | None = None
