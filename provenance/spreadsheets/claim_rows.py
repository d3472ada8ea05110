"""Rows of a table of claims: a claim, who asserts or denies it, the words it rests on, its grades."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from provenance.claims.records import ATTRIBUTIONS, CLAIMS
from provenance.errors import Fault
from provenance.ingest.spreadsheets.grades import read_grade
from provenance.ingest.spreadsheets.kinds import OUT, OWN, SAME
from provenance.ingest.spreadsheets.types import Row
from provenance.ingest.spreadsheets.values import NotUnderstood, bounded, number
from provenance.ingest.versions.anchors import surroundings
from provenance.spreadsheets.plan import PlannedRow, Record, Twin
from provenance.spreadsheets.rating_rows import RatingRows
from provenance.spreadsheets.rows import Reading
from provenance.spreadsheets.standing import key_of

OF_CLAIM = (
    "text",
    "kind",
    "universal",
    "negative",
    "time",
    "as_of",
    "place",
    "importance",
    "topics",
)
OF_ATTRIBUTION = ("polarity", "interest", "strength", "directness", "link_basis")
ASSERTS = "asserts"
CHOICES = (SAME, OWN, OUT)
Values = dict[str, Any]
Texts = Callable[[str], str | None]
"""Public id of a document → its newest text."""


class ClaimRows:
    """Plans the rows of one table, in their order: later ones know what the earlier ones say."""

    def __init__(self, reading: Reading, texts: Texts) -> None:
        self.reading, self.texts = reading, texts
        self.ratings = RatingRows(reading)
        self.first: dict[str, tuple[int, str]] = {}
        self.said: dict[tuple[str, str, str], int] = {}

    def plan(self, row: Row) -> PlannedRow:
        """The row as it would become."""
        said = self.reading.read(row)
        values = said.values
        planned = PlannedRow(row.number, values.get("text", ""), faults=said.faults)
        planned.twin = self._twin(planned.title)
        decision = self.reading.choices.on_twin(row.number) if planned.twin else None
        if decision == OUT:
            self.reading.choices.decide(planned)
            return planned
        claim = self._claim(planned, values, decision)
        for source in self._sources(planned, values):
            self._attribute(planned, claim, source, values)
        self._grade(planned, claim, values)
        self.reading.choices.decide(planned)
        if planned.decision == OUT:
            self._forget(planned)
        return planned

    def _forget(self, planned: PlannedRow) -> None:
        """A row that is left out after all says nothing that later rows could repeat."""
        number = planned.number
        if self.first.get(key_of(planned.title), (0, ""))[0] == number:
            del self.first[key_of(planned.title)]
        for name, record in planned.records:
            if name == "attributions":
                key = (record["claim"], record["source"], record.get("polarity") or ASSERTS)
                if self.said.get(key) == number:
                    del self.said[key]
        self.ratings.forget(planned)

    def _twin(self, text: str) -> Twin | None:
        if not text:
            return None
        standing = self.reading.standing.claims.found(text)
        if standing:
            return Twin("says the same in this dossier", id=standing[0], choices=CHOICES)
        if key_of(text) in self.first:
            row, _ = self.first[key_of(text)]
            return Twin(f"row {row} says the same", row=row, choices=CHOICES)
        return None

    def _claim(self, planned: PlannedRow, values: Values, decision: str | None) -> str:
        """Id of the claim that the row is or, where somebody said that it is the same, speaks on."""
        if planned.twin is not None and decision == SAME:
            return self._same(planned, planned.twin, values)
        claim = f"claim {planned.number}"
        record = {"id": claim, **{name: values[name] for name in OF_CLAIM if name in values}}
        record["status"] = values.get("status", "draft")
        record |= self._quantity(planned, values) | self._quotes(planned, values)
        self.reading.check(planned, CLAIMS, record)
        self.reading.names.add("claims", planned.title, claim)
        self.first.setdefault(key_of(planned.title), (planned.number, claim))
        return claim

    def _same(self, planned: PlannedRow, twin: Twin, values: Values) -> str:
        """The claim that stands already, and what of the row it does not take over."""
        more = (*OF_CLAIM[1:], "status", "value", "unit", "qualifier", "document", "quote")
        untaken = [self.reading.called[name] for name in more if name in values]
        kept = f"; not taken over: {', '.join(untaken)}" if untaken else ""
        planned.notes.append(f"adds to {twin.id or f'the claim of row {twin.row}'}{kept}")
        if twin.id is not None:
            return self.reading.names.remember(twin.id, "claims")
        return self.first[key_of(planned.title)][1]

    def _quantity(self, planned: PlannedRow, values: Values) -> Values:
        found = {name: values[name] for name in ("value", "unit", "qualifier") if name in values}
        if isinstance(found.get("value"), str) and "qualifier" not in found:
            bound, rest = bounded(found["value"])
            try:
                figure = number(rest) if bound else rest
            except NotUnderstood:
                figure = rest
            if bound and not isinstance(figure, str):
                found |= {"value": figure, "qualifier": bound}
        return {"quantity": found} if found else {}

    def _quotes(self, planned: PlannedRow, values: Values) -> Values:
        quote, named = values.get("quote"), values.get("document")
        column = self.reading.called
        if quote is None and named is None:
            return {}
        if named is None:
            planned.faults.append(Fault(
                column["quote"], "name the document in which these words stand, or leave the column out"
            ))  # fmt: skip
            return {}
        if quote is None:
            planned.faults.append(Fault(
                column["document"], "a claim holds its document by the words quoted from it: give the "
                "quote, or leave the column out",
            ))  # fmt: skip
            return {}
        document = self.reading.find(planned, "document", ("documents",), named, "documents")
        if document is None:
            return {}
        return {
            "quotes": [
                {"document": document, "exact": quote, **self._place(planned, document, quote)}
            ]
        }

    def _place(self, planned: PlannedRow, document: str, quote: str) -> Values:
        """Where the words stand, if they stand there once."""
        text = self.texts(document)
        if text is None:
            return {}
        pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
        places = [match.span() for match in pattern.finditer(text)]
        if len(places) != 1:
            where = "several times" if places else "nowhere"
            planned.notes.append(f"the quote stands {where} in {document}: kept without its place")
            return {}
        start, end = places[0]
        prefix, suffix = surroundings(text, start, end)
        return {
            "exact": text[start:end],
            "prefix": prefix,
            "suffix": suffix,
            "start": start,
            "end": end,
        }

    def _sources(self, planned: PlannedRow, values: Values) -> list[str]:
        found = (
            self.reading.find(planned, "sources", ("sources",), text, "sources")
            for text in values.get("sources", ())
        )
        return list(dict.fromkeys(source for source in found if source is not None))

    def _attribute(self, planned: PlannedRow, claim: str, source: str, values: Values) -> None:
        polarity = values.get("polarity") or ASSERTS
        key = (claim, source, polarity)
        label = self.reading.names.labels[source]
        standing = self.reading.standing.attributions.get(key)
        before = f"row {self.said[key]}" if key in self.said else standing
        if before:
            planned.faults.append(Fault(
                self.reading.called["sources"],
                f"{label} {polarity} this claim already ({before}); the same voice counts once",
            ))  # fmt: skip
            return
        self.said[key] = planned.number
        hedges = [{"text": text} for text in values.get("hedges", ())]
        record: Record = {
            "id": f"attribution {planned.number}.{len(planned.records)}", "claim": claim,
            "source": source, **{name: values[name] for name in OF_ATTRIBUTION if name in values},
        }  # fmt: skip
        self.reading.check(
            planned, ATTRIBUTIONS, {**record, "hedges": hedges} if hedges else record
        )

    def _grade(self, planned: PlannedRow, claim: str, values: Values) -> None:
        reliability, credibility = self._grades(planned, values)
        more: Values = {
            "by": values.get("rater"),
            "reason": values.get("reason"),
            "date": values.get("rated"),
        }
        sources = [record["source"] for name, record in planned.records if name == "attributions"]
        if reliability and not sources and "sources" not in values:
            planned.faults.append(Fault(
                self.reading.called[reliability[1]], "names no source whose reliability it could be"
            ))  # fmt: skip
        for source in sources if reliability else ():
            self.ratings.add(planned, source, *reliability, **more)
        if credibility:
            self.ratings.add(planned, claim, *credibility, **more)

    def _grades(self, planned: PlannedRow, values: Values) -> tuple[Any, Any]:
        """Grade and column of either scale; a pair in one cell is both."""
        found: dict[str, tuple[str, str]] = {}
        for target in ("reliability", "credibility", "grade"):
            if target not in values:
                continue
            for scale, grade in self._read(planned, target, values[target]):
                if scale in found and found[scale][0] != grade:
                    planned.faults.append(Fault(
                        self.reading.called[target],
                        f"says {grade}, but the column {self.reading.called[found[scale][1]]} says "
                        f"{found[scale][0]}",
                    ))  # fmt: skip
                found.setdefault(scale, (grade, target))
        return found.get("reliability"), found.get("credibility")

    def _read(self, planned: PlannedRow, target: str, text: str) -> Iterator[tuple[str, str]]:
        grades = read_grade(text)
        told = grades is not None and (target == "grade" or getattr(grades, target) is not None)
        if grades is None or not told:
            planned.faults.append(Fault(self.reading.called[target], _no_grade(target, text)))
            return
        if grades.reliability:
            yield "reliability", grades.reliability
        if grades.credibility:
            yield "credibility", grades.credibility


def _no_grade(target: str, text: str) -> str:
    known = {"reliability": "A, B, C, D, E, F", "credibility": "1, 2, 3, 4, 5, 6",
             "grade": "a pair such as B2, a letter from A to F, a figure from 1 to 6"}  # fmt: skip
    return f"{text[:80]!r} is not known here; use one of: {known[target]}"
