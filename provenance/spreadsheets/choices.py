"""What a person decided about a table, as kept: rows, words and names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from provenance.ingest.spreadsheets.kinds import OUT
from provenance.spreadsheets.plan import DOUBLE, WRONG, PlannedRow

ROWS, REST, WORDS, NAMES = "rows", "rest", "words", "names"
ENCODING = "encoding"
"""Beside these: in which encoding somebody said that the file is."""


@dataclass(frozen=True, slots=True)
class Choices:
    """``rows``: by number; ``rest``: for all other rows in a state; ``words``, ``names``: by key."""

    rows: Mapping[int, str] = field(default_factory=dict)
    rest: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Choices":
        """From the form that is kept."""
        rows = {int(number): choice for number, choice in kept.get(ROWS, {}).items()}
        return cls(rows, kept.get(REST, {}), kept.get(WORDS, {}), kept.get(NAMES, {}))

    def as_json(self) -> dict[str, Any]:
        """The form that is kept, without what is empty."""
        rows = {str(number): choice for number, choice in sorted(self.rows.items())}
        parts = {ROWS: rows, REST: self.rest, WORDS: self.words, NAMES: self.names}
        return {name: dict(part) for name, part in parts.items() if part}

    def on_twin(self, number: int) -> str | None:
        """What was decided about a row that repeats something."""
        return self.rows.get(number) or self.rest.get(DOUBLE)

    def decide(self, row: PlannedRow) -> None:
        """Set what was decided about a row, once it is known what is wrong with it and what it
        repeats."""
        decision = self.rows.get(row.number)
        if decision is None and row.faults:
            decision = self.rest.get(WRONG)
        elif decision is None and row.twin is not None:
            decision = self.rest.get(DOUBLE)
        allowed = (OUT, *(row.twin.choices if row.twin else ()))
        row.decision = decision if decision in allowed else None
