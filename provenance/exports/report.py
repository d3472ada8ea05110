"""What verifying a package found."""

from dataclasses import dataclass, field
from typing import Any

HOLDS, FAILS, RESERVED = 0, 1, 3
"""Exit codes: all holds; something fails; all that could be checked holds, with a reservation."""


@dataclass(slots=True)
class Report:
    """``faults`` name what fails; ``reservations`` say plainly what was not or cannot be checked;
    ``facts`` are what the package says of itself."""

    faults: list[str] = field(default_factory=list)
    reservations: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0, 1 or 3."""
        if self.faults:
            return FAILS
        return RESERVED if self.reservations else HOLDS
