"""``claims.csv``: one row a claim, made from the dossier file's lists and the scores alone.

UTF-8, commas, CRLF (RFC 4180). Several values in one cell are joined by ``; ``. A cell that a
spreadsheet would take for a formula gets a leading apostrophe; ``dossier.json`` has it exactly.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from provenance.reports.types import ClaimRow

Record = Mapping[str, Any]
Lists = Mapping[str, Iterable[Record]]
COLUMNS = (
    "id", "text", "kind", "document", "notes", "sources", "source_labels", "organisations",
    "origins", "reliability", "credibility", "likelihood", "confidence", "probability", "lower",
    "upper", "corroborates", "contradicts", "status",
)  # fmt: skip
FROM_SCORE = (
    "organisations",
    "origins",
    "likelihood",
    "confidence",
    "probability",
    "lower",
    "upper",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNRATED = "unrated"


def claims_csv(lists: Lists, scores: Record) -> bytes:
    """The whole file. ``scores`` is the content of ``assessment.json``."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rows = _Rows(lists, scores)
    for claim in lists.get("claims", ()):
        writer.writerow([safe(cell) for cell in rows.row(claim)])
    return target.getvalue().encode()


def listed_csv(rows: Iterable[ClaimRow]) -> bytes:
    """The same columns for claims as a list shows them."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = listed(row)
        writer.writerow([safe(_cell(cells[column])) for column in COLUMNS])
    return target.getvalue().encode()


def listed(row: ClaimRow) -> dict[str, Any]:
    """The columns of a claim in a list, several values as lists."""
    return {
        **{name: getattr(row, name) for name in ("id", "text", "kind", "status", *FROM_SCORE)},
        "document": [each.id for each in row.documents],
        "notes": [each.id for each in row.notes],
        "sources": list(row.sources),
        "source_labels": list(row.source_labels),
        "reliability": ["/".join(grades) or UNRATED for grades in row.reliability],
        "credibility": list(row.credibility),
        "corroborates": list(row.corroborates),
        "contradicts": list(row.contradicts),
    }


def safe(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would calculate."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


class _Rows:
    """Looks up what belongs to a claim."""

    def __init__(self, lists: Lists, scores: Record) -> None:
        self.scores = _by_id(scores.get("claims", ()))
        self.sources = _by_id(lists.get("sources", ()))
        self.notes = _by_id(lists.get("notes", ()))
        self.citations = _by_id(lists.get("citations", ()))
        self.attributions = _grouped(lists.get("attributions", ()), "claim")
        self.ratings = _grouped(lists.get("ratings", ()), "subject")
        self.others = {
            kind: _pairs(lists.get("relations", ()), kind)
            for kind in ("corroborates", "contradicts")
        }

    def row(self, claim: Record) -> list[str]:
        """The cells in the order of ``COLUMNS``."""
        public_id = claim["id"]
        attributions = self.attributions.get(public_id, [])
        sources = _distinct(attribution["source"] for attribution in attributions)
        notes = _distinct(self._notes(claim, attributions))
        score = self.scores.get(public_id, {})
        cells: dict[str, Any] = {
            **{key: claim.get(key) for key in ("id", "text", "kind", "status")},
            "document": _distinct(self._documents(claim, notes, attributions)),
            "notes": notes,
            "sources": sources,
            "source_labels": [self._label(source, attributions) for source in sources],
            "reliability": [self._reliability(source) for source in sources],
            "credibility": self._grades(public_id),
            **{kind: sorted(others.get(public_id, ())) for kind, others in self.others.items()},
            **{key: score.get(key) for key in FROM_SCORE},
        }
        return [_cell(cells[column]) for column in COLUMNS]

    def _cited(self, attributions: list[Record]) -> Iterable[Record]:
        for attribution in attributions:
            for citation in attribution.get("citations", ()):
                yield self.citations[citation]

    def _notes(self, claim: Record, attributions: list[Record]) -> Iterable[str]:
        yield from (c["note"] for c in self._cited(attributions) if "note" in c)
        yield from (q["note"] for q in claim.get("quotes", ()) if "note" in q)

    def _documents(
        self, claim: Record, notes: list[str], attributions: list[Record]
    ) -> Iterable[str]:
        yield from (q["document"] for q in claim.get("quotes", ()) if "document" in q)
        yield from (self.notes[note]["document"] for note in notes)
        yield from (c["document"] for c in self._cited(attributions) if "document" in c)

    def _label(self, source: str, attributions: list[Record]) -> str:
        """The source's label, with what it does where it does not assert."""
        polarities = _distinct(
            a["polarity"]
            for a in attributions
            if a["source"] == source and a.get("polarity", "asserts") != "asserts"
        )
        label: str = self.sources[source]["label"]
        return f"{label} ({', '.join(polarities)})" if polarities else label

    def _reliability(self, source: str) -> str:
        """Grades of the source, else those of its person, by rater."""
        grades = self._grades(source) or self._grades(self.sources[source].get("person", ""))
        return "/".join(grades) or UNRATED

    def _grades(self, subject: str) -> list[str]:
        ratings = sorted(self.ratings.get(subject, ()), key=lambda r: (r["by"], r["id"]))
        return _distinct(rating["grade"] for rating in ratings)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {record["id"]: record for record in records}


def _grouped(records: Iterable[Record], key: str) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record[key], []).append(record)
    return groups


def _pairs(relations: Iterable[Record], kind: str) -> dict[str, set[str]]:
    """Claim → the claims on the other side of its relations of one symmetric kind."""
    others: dict[str, set[str]] = {}
    for relation in relations:
        if relation["kind"] == kind:
            others.setdefault(relation["a"], set()).add(relation["b"])
            others.setdefault(relation["b"], set()).add(relation["a"])
    return others


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
