"""Grades in rows: who gave what to whom, counted once, in the place of the same rater's earlier one."""

from typing import Any

from provenance.errors import Fault
from provenance.ratings.records import RATINGS
from provenance.spreadsheets.plan import PlannedRow, Record
from provenance.spreadsheets.rows import Reading
from provenance.spreadsheets.standing import scope_key
from provenance.vocabulary import CREDIBILITY, RELIABILITY

NO_RATER = "is required: say who gave the grade, in a column or as whoever imports"


class RatingRows:
    """The ratings of one table. ``given``: subject, rater and scope → row and grade."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.given: dict[tuple[str, str, str], tuple[int, str]] = {}

    def add(
        self, planned: PlannedRow, subject: str, grade: str, target: str, **more: Any
    ) -> bool:  # fmt: skip
        """Add a rating to a row; False where it was there before, in the table or the dossier."""
        by = more.get("by") or self.reading.rater
        column = self.reading.called[target]
        if by is None:
            fault = Fault(self.reading.called.get("rater", "rater"), NO_RATER)
            if fault not in planned.faults:
                planned.faults.append(fault)
            return False
        if not self._fits(planned, subject, grade, column):
            return False
        key = (subject, by, scope_key(more.get("scope")))
        label = self.reading.names.labels[subject][:60]
        row, earlier = self.given.get(key, (0, ""))
        if row:
            if earlier == grade:
                planned.notes.append(
                    f"{by} gave {label} {grade} in row {row} already: counted once"
                )
            else:
                planned.faults.append(Fault(column, f"{by} gave {label} {earlier} in row {row}; one "
                                            "rater has one grade of it"))  # fmt: skip
            return False
        standing, before = self.reading.standing.ratings.get(key, ("", ""))
        if before == grade:
            planned.notes.append(f"{by} gave {label} {grade} before ({standing}): not taken again")
            return False
        if standing:
            planned.notes.append(
                f"takes the place of {by}’s earlier {before} of {label} ({standing})"
            )
            planned.supersedes.append(standing)
        record = {"subject": subject, "grade": grade, **more}
        self._keep(planned, key, record)
        return True

    def forget(self, planned: PlannedRow) -> None:
        """A row that is left out after all gave no grade."""
        for name, record in planned.records:
            if name == "ratings":
                key = (record["subject"], record["by"], scope_key(record.get("scope")))
                if self.given.get(key, (0, ""))[0] == planned.number:
                    del self.given[key]

    def _fits(self, planned: PlannedRow, subject: str, grade: str, column: str) -> bool:
        claim = self.reading.names.known[subject] == "claims"
        scale = CREDIBILITY if claim else RELIABILITY
        if grade in (*RELIABILITY, *CREDIBILITY) and grade not in scale:
            what = "a claim" if claim else "a source or person"
            planned.faults.append(
                Fault(column, f"{grade!r} does not fit {what}: use {', '.join(scale)}")
            )
            return False
        return True

    def _keep(self, planned: PlannedRow, key: tuple[str, str, str], record: Record) -> None:
        record = {name: value for name, value in record.items() if value is not None}
        record["by"] = key[1]
        number = sum(name == "ratings" for name, _ in planned.records)
        record["id"] = f"rating {planned.number}.{number}"
        self.reading.check(planned, RATINGS, record)
        self.given[key] = (planned.number, record["grade"])
