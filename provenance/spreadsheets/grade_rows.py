"""Rows of a table of grades: existing ratings of sources, persons and claims."""

from typing import Any

from provenance.errors import Fault
from provenance.ingest.spreadsheets.grades import read_grade
from provenance.ingest.spreadsheets.kinds import OUT
from provenance.ingest.spreadsheets.types import Row
from provenance.ratings.records import RATINGS
from provenance.spreadsheets.plan import PlannedRow
from provenance.spreadsheets.rating_rows import RatingRows
from provenance.spreadsheets.rows import Reading

SUBJECTS = ("sources", "persons", "claims")


class GradeRows:
    """Plans the rows of one table."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.ratings = RatingRows(reading)

    def plan(self, row: Row) -> PlannedRow:
        """The row as it would become."""
        said = self.reading.read(row)
        values = said.values
        title = f"{values.get('grade', '')}: {values.get('subject', '')}"
        planned = PlannedRow(row.number, title, faults=said.faults)
        self._build(planned, values)
        self.reading.choices.decide(planned)
        if planned.decision == OUT:
            self.ratings.forget(planned)
        return planned

    def _build(self, planned: PlannedRow, values: dict[str, Any]) -> None:
        missing = [name for name in ("subject", "grade") if name not in values]
        for name in missing:
            if not planned.faults:
                planned.faults.append(Fault(self.reading.called.get(name, name), "is required"))
        if missing:
            return
        subject = self.reading.find(planned, "subject", SUBJECTS, values["subject"])
        if subject is None:
            return
        grade = self._grade(planned, subject, values["grade"])
        if grade is None:
            return
        scope = {name: values[name] for name in ("topic", "period") if name in values}
        self.ratings.add(
            planned, subject, grade, "grade", by=values.get("rater"), reason=values.get("reason"),
            date=values.get("date"), scale=values.get("scale"), scope=scope or None,
        )  # fmt: skip

    def _grade(self, planned: PlannedRow, subject: str, text: str) -> str | None:
        """The grade; a pair is refused, for the other half of it is somebody else's."""
        grades = read_grade(text)
        column = self.reading.called["grade"]
        if grades is None:
            faults = RATINGS.faults({"subject": subject, "grade": text, "by": "-"}, "rating",
                                    self.reading.names.known)  # fmt: skip
            planned.faults += [Fault(column, fault.message) for fault in faults]
            return None
        if grades.reliability and grades.credibility:
            planned.faults.append(Fault(
                column, f"{text[:40]!r} is a pair: the letter is of a source, the figure of a claim. "
                "Give each its row, or import it as a table of claims",
            ))  # fmt: skip
            return None
        return grades.reliability or grades.credibility
