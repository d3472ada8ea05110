"""Rows of a table of sources: a source with its person and organisations, and its private record."""

from typing import Any

from provenance.errors import Fault
from provenance.ingest.spreadsheets.kinds import OUT, OWN
from provenance.ingest.spreadsheets.targets import PRIVATE
from provenance.ingest.spreadsheets.types import Row
from provenance.sources.records import SOURCES
from provenance.spreadsheets.plan import PlannedRow, Record, Twin
from provenance.spreadsheets.rows import Reading
from provenance.spreadsheets.standing import key_of

PLAIN = ("label", "type", "subtype", "role", "place", "date", "made", "cardinality", "oath", "form",
         "protected", "description")  # fmt: skip
MEMBERS = ("sources", "persons", "organisations")


class SourceRows:
    """Plans the rows of one table. Groups may name members that stand in other rows."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.first: dict[str, int] = {}
        for row in reading.table.rows:
            label = reading.texts(row).get("label")
            if label and reading.left_out(row) is None:
                reading.names.add("sources", label, f"source {row.number}")

    def plan(self, row: Row) -> PlannedRow:
        """The row as it would become."""
        said = self.reading.read(row)
        values = said.values
        planned = PlannedRow(row.number, values.get("label", ""), faults=said.faults)
        planned.twin = self._twin(planned.title)
        self._build(planned, values)
        self.reading.choices.decide(planned)
        if planned.decision != OUT and planned.title:
            self.first.setdefault(key_of(planned.title), row.number)
        return planned

    def _twin(self, label: str) -> Twin | None:
        if not label:
            return None
        standing = self.reading.standing.named["sources"].found(label)
        if standing:
            return Twin("is called so in this dossier", id=standing[0], choices=(OWN, OUT))
        if key_of(label) in self.first:
            row = self.first[key_of(label)]
            return Twin(f"row {row} is called so", row=row, choices=(OWN, OUT))
        return None

    def _build(self, planned: PlannedRow, values: dict[str, Any]) -> None:
        record: Record = {"id": f"source {planned.number}"}
        record |= {name: values[name] for name in PLAIN if name in values}
        self._private(planned, record, values)
        if "person" in values:
            record["person"] = self.reading.find(
                planned, "person", ("persons",), values["person"], "persons"
            )
            if record.get("protected") is True:
                planned.notes.append("the person’s label is public: it must not say who he is")
        bodies = [
            self.reading.find(planned, "organisations", ("organisations",), name, "organisations")
            for name in values.get("organisations", ())
        ]
        members = [
            self.reading.find(planned, "members", MEMBERS, name)
            for name in values.get("members", ())
        ]
        for name, found in (("organisations", bodies), ("members", members)):
            ids = list(dict.fromkeys(one for one in found if one is not None))
            if ids:
                record[name] = ids
        if record["id"] in record.get("members", ()):
            planned.faults.append(Fault(self.reading.called["members"], "names the record itself"))
        self.reading.check(planned, SOURCES, record)

    def _private(self, planned: PlannedRow, record: Record, values: dict[str, Any]) -> None:
        planned.private = {
            name.removeprefix(PRIVATE): value
            for name, value in values.items() if name.startswith(PRIVATE)
        }  # fmt: skip
        if not planned.private:
            return
        if record.get("protected") is False:
            planned.faults.append(Fault(
                self.reading.called["protected"], "says that it is not protected, but the row has what "
                "belongs into a private record: leave those columns out, or protect it",
            ))  # fmt: skip
        elif "protected" not in record:
            record["protected"] = True
            planned.notes.append("protected, since something of it is private")
