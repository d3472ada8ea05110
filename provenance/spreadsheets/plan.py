"""What taking a table in would make, row by row: the records, what is wrong, what somebody must say."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from provenance.errors import Fault
from provenance.ingest.spreadsheets.kinds import OUT, OWN
from provenance.ingest.spreadsheets.mapping import Proposal
from provenance.ingest.spreadsheets.tables import Column, Table

Record = dict[str, Any]
WRONG, DOUBLE, SOUND = "wrong", "double", "sound"
NEW, BLANK = "new", "blank"
"""Decisions on a name (make a new record) and on a word (as if nothing stood there)."""


@dataclass(frozen=True, slots=True)
class Twin:
    """What a row repeats: a record of the dossier (``id``), or an earlier row of the table."""

    words: str
    id: str | None = None
    row: int | None = None
    choices: tuple[str, ...] = (OWN, OUT)

    @property
    def told(self) -> str:
        """The words, with the id that leads them."""
        return f"{self.id} {self.words}" if self.id else self.words


@dataclass(slots=True)
class PlannedRow:
    """A row as it would become. ``records``: list and record, ids of new records provisional;
    ``private``: what goes into the private record of its source; ``notes``: what a person may want to
    know; ``supersedes``: ratings in force that would be earlier ones."""

    number: int
    title: str = ""
    records: list[tuple[str, Record]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    twin: Twin | None = None
    decision: str | None = None
    private: dict[str, str] = field(default_factory=dict)
    supersedes: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """``out``, ``wrong``, ``double`` (somebody must say what it is) or ``sound``."""
        if self.decision == OUT:
            return OUT
        if self.faults:
            return WRONG
        undecided = self.twin is not None and self.decision not in self.twin.choices
        return DOUBLE if undecided else SOUND


@dataclass(slots=True)
class Doubt:
    """A word or a name in cells that somebody must say the meaning of. ``key`` names it in the choices
    (``words`` or ``names``: ``among``); ``options``: value and label; ``rows``: where it stands."""

    among: str
    key: str
    column: str
    text: str
    message: str
    options: tuple[tuple[str, str], ...]
    rows: list[int] = field(default_factory=list)
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """``new``: records that cells name and that would be made: list → provisional id → name.
    ``labels``: how every record that the rows refer to is called."""

    kind: str
    table: Table
    mapping: Mapping[int, str]
    proposals: Mapping[int, Proposal]
    rows: tuple[PlannedRow, ...]
    doubts: tuple[Doubt, ...]
    new: Mapping[str, Mapping[str, Record]]
    labels: Mapping[str, str]
    unsure: str | None = None
    """What the reader guessed of the file, and nobody has confirmed."""

    @property
    def undecided(self) -> tuple[Column, ...]:
        """Columns of which nobody said yet what they hold."""
        return tuple(c for c in self.table.columns if c.index not in self.mapping)

    def counts(self) -> Counter[str]:
        """How many rows are in which state."""
        return Counter(row.state for row in self.rows)

    @property
    def brings_something(self) -> bool:
        """Whether a row that is taken becomes a record: what it says may all be there already."""
        return any(row.records for row in self.rows if row.state == SOUND)

    @property
    def is_ready(self) -> bool:
        """Whether all is understood or left out by choice, and something is brought."""
        counts = self.counts()
        waiting = counts[WRONG] + counts[DOUBLE]
        return not (self.unsure or self.undecided or waiting) and self.brings_something
