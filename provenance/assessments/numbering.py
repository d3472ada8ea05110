"""The engine's numbers and our rows: each table numbered from 0 in the order of public ids.

That order does not depend on the database, nor on when a row was stored: the same records give the
same arrays, and so the same digest, everywhere.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from sqlalchemy.orm import Session

from provenance.db.rows import among
from provenance.scoring.ledger import Names

BATCH = 500
"""Most entries of an IN list: far below what either database accepts."""
LABEL_LENGTH = 80
Item = TypeVar("Item")
Only = Collection[int] | None
"""Claim rows; None for the whole dossier."""


@dataclass(frozen=True, slots=True)
class Ids:
    """One table: row keys, public ids and labels by number; ``index`` leads from row to number."""

    rows: tuple[int, ...]
    public: tuple[str, ...]
    labels: tuple[str, ...]
    index: dict[int, int]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str, str]]) -> Self:
        """From (row, public id, label) in any order."""
        ordered = sorted(rows, key=lambda row: row[1])
        return cls(
            tuple(row[0] for row in ordered),
            tuple(row[1] for row in ordered),
            tuple(row[2] for row in ordered),
            {row[0]: number for number, row in enumerate(ordered)},
        )

    def number(self, row: int | None) -> int:
        """The number of a row; -1 for none, or for one that does not stand."""
        return -1 if row is None else self.index.get(row, -1)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which number stands for which record. ``passed_over`` says in words what was left out."""

    claims: Ids
    sources: Ids
    persons: Ids
    organisations: Ids
    documents: Ids
    attributions: Ids
    relations: Ids
    questions: Ids
    raters: tuple[str, ...]
    passed_over: tuple[str, ...] = ()

    def labels(self) -> Names:
        """Names for the finished text of ledger lines."""
        return Names(
            self.claims.labels, self.sources.labels, self.documents.labels, self.questions.labels
        )

    def ids(self) -> Names:
        """Names for the ``input`` of ledger lines: public ids."""
        return Names(
            self.claims.public, self.sources.public, self.documents.public, self.questions.public
        )


def shortened(text: str, length: int = LABEL_LENGTH) -> str:
    """One line of at most ``length`` characters, cut at a word where possible."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def claim_label(public_id: str, text: str) -> str:
    """How a ledger line names another claim: its words, and the id to look it up by."""
    return f"“{shortened(text)}” ({public_id})"


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """The items in lists of at most ``size``."""
    everything = list(items)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]


def of_dossier(column: Any, dossier_id: int, only: Only) -> Any:
    """The condition that a row is of the dossier. Where rows are picked by their claims it must not
    tempt the database to read the dossier by its index: + 0 keeps it from that."""
    return column == dossier_id if only is None else column.op("+")(0) == dossier_id


def fetch(session: Session, statement: Any, column: Any, only: Only) -> list[Any]:
    """All rows of a statement over columns, or those whose ``column`` is one of ``only``. Read past
    the session's objects: what is pending must be flushed."""
    if only is not None:
        if not only:
            return []
        statement = statement.where(among(session, column, only))
    return list(session.connection().execute(statement).all())
