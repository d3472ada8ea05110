"""Inputs of the account services."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddUser:
    """A person who may sign in."""

    name: str
    reason: str
    is_administrator: bool = False
