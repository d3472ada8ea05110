"""Reading the cells of a row by what the columns hold, and saying of which column a fault is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from provenance.db.exchange.spec import RecordSpec
from provenance.errors import Fault
from provenance.ingest.spreadsheets.kinds import OUT
from provenance.ingest.spreadsheets.tables import Column, Table
from provenance.ingest.spreadsheets.targets import LEFT, REQUIRED, Target, targets_of
from provenance.ingest.spreadsheets.templates import is_of_template
from provenance.ingest.spreadsheets.types import Row
from provenance.ingest.spreadsheets.values import NotUnderstood
from provenance.ingest.works import fold_key
from provenance.spreadsheets.choices import Choices
from provenance.spreadsheets.names import Names
from provenance.spreadsheets.plan import BLANK, Doubt, PlannedRow, Record
from provenance.spreadsheets.standing import Standing

LAST_NAME = re.compile(r"([a-z_]+)(?:\[\d+\])?$")
FIELDS = {"exact": "quote", "quotes": "quote", "by": "rater"}
"""Field of a record → name of the target that fills it, where they differ."""


@dataclass(slots=True)
class Said:
    """What a row says: values by target, and its cells' faults."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Reading:
    """One table with its mapping and choices, over what stands in the dossier. ``rater``: who gave
    grades of which the table does not say it; None where nobody knows."""

    def __init__(
        self, kind: str, table: Table, mapping: Mapping[int, str], choices: Choices,
        standing: Standing, rater: str | None,
    ) -> None:  # fmt: skip
        self.kind, self.table, self.choices = kind, table, choices
        self.standing, self.rater = standing, rater
        self.names = Names(standing, choices.names)
        self.doubts: dict[str, Doubt] = {}
        by_index = {column.index: column for column in table.columns}
        targets = targets_of(kind)
        self.columns: list[tuple[Column, Target]] = [
            (by_index[index], targets[name])
            for index, name in sorted(mapping.items())
            if name != LEFT and index in by_index
        ]
        self.left = {index for index, name in mapping.items() if name == LEFT}
        self.called = {target.name: column.name for column, target in reversed(self.columns)}

    def read(self, row: Row) -> Said:
        """The row's values; what is blank is absent."""
        said = Said()
        faulty = {fault.column: fault for fault in row.faults if fault.column not in self.left}
        for fault in faulty.values():
            said.faults.append(Fault(self._column_at(fault.column), fault.message))
        for column, target in self.columns:
            text = row.cells[column.index] if column.index < len(row.cells) else ""
            if column.index in faulty or not text.strip():
                continue
            try:
                value = target.read(text)
            except NotUnderstood as error:
                said.faults.append(Fault(column.name, str(error)))
                continue
            self._put(said, target, self._word(target, column, value, row.number))
        return said

    def texts(self, row: Row) -> dict[str, str]:
        """Name of a field → what its column says there, of all that says something."""
        return {
            target.name: row.cells[column.index]
            for column, target in self.columns
            if column.index < len(row.cells) and row.cells[column.index].strip()
        }

    def left_out(self, row: Row) -> PlannedRow | None:
        """A row that is left out whatever it says: by choice, or since it came with the template."""
        texts = self.texts(row)
        title = texts.get(REQUIRED[self.kind][0], "")
        if self.choices.rows.get(row.number) == OUT:
            return PlannedRow(row.number, title, decision=OUT)
        if is_of_template(self.kind, texts):
            return PlannedRow(row.number, title, notes=["came with the template"], decision=OUT)
        return None

    def _column_at(self, index: int) -> str:
        found = [column.name for column in self.table.columns if column.index == index]
        return found[0] if found else "row"

    def _put(self, said: Said, target: Target, value: Any) -> None:
        if value is None or value == []:
            return
        standing = said.values.get(target.name)
        if isinstance(value, list) and standing:
            value = [*standing, *(one for one in value if one not in standing)]
        elif standing:
            value = f"{standing}; {value}"
        said.values[target.name] = value

    def _word(self, target: Target, column: Column, value: Any, number: int) -> Any:
        """A word of the vocabulary, or what somebody said that a word means; None for nothing."""
        if target.known is None or not isinstance(value, str):
            return value
        words = list(dict.fromkeys(target.known.values()))
        if value in words:
            return value
        key = f"{target.name}:{fold_key(value) or value}"
        chosen = self.choices.words.get(key)
        doubt = self.doubts.setdefault(
            key,
            Doubt("words", key, column.name, value, f"“{value[:80]}” is no {target.label.lower()} that "
                  "is known here", (*((word, word) for word in words),
                                    (BLANK, "nothing: leave these cells out")), chosen=chosen),
        )  # fmt: skip
        doubt.rows.append(number)
        if chosen == BLANK:
            return None
        return target.read(chosen) if chosen in words else value

    def find(
        self, planned: PlannedRow, target: str, among: tuple[str, ...], text: str,
        make: str | None = None,
    ) -> str | None:  # fmt: skip
        """Id of what a cell names; None, with a fault of the row, where that is not plain."""
        column = self.called[target]
        try:
            return self.names.find(among, text, column=column, row=planned.number, make=make)
        except NotUnderstood as error:
            planned.faults.append(Fault(column, str(error)))
            return None

    def check(self, planned: PlannedRow, spec: RecordSpec, record: Record) -> None:
        """Keep the record with the row, and what the dossier file's rules say against it."""
        body = {name: value for name, value in record.items() if name != "id"}
        for fault in spec.faults(body, spec.kind, self.names.known):
            planned.faults.append(Fault(self.column_of(fault.where), fault.message))
        planned.records.append((spec.name, record))

    def column_of(self, where: str) -> str:
        """The heading above the field in which a fault is; the field where no column fills it."""
        for part in reversed(where.split(".")):
            match = LAST_NAME.search(part)
            name = FIELDS.get(match[1], match[1]) if match else part
            if name in self.called:
                return self.called[name]
        match = LAST_NAME.search(where)
        return match[1] if match else where

    def asked(self) -> Iterator[Doubt]:
        """Every word and name that somebody has to say the meaning of, or has said."""
        yield from self.names.doubts.values()
        yield from self.doubts.values()
