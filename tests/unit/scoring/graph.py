"""A small builder of scoring inputs by name, for tests: rows in words, arrays out."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from provenance.scoring import codes, hedges
from provenance.scoring.config import DEFAULT, Config
from provenance.scoring.engine import score
from provenance.scoring.ledger import Names
from provenance.scoring.result import Result
from provenance.scoring.types import (
    Attributions,
    Claims,
    Dependences,
    Documents,
    Questions,
    Ratings,
    Relations,
    Remarks,
    ScoringInput,
    Sources,
    Ties,
    lists,
)


@dataclass
class Graph:
    """Add rows in any order; names are numbered as they are first added."""

    claims: dict[str, dict[str, Any]] = field(default_factory=dict)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    said: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    dependences: list[dict[str, Any]] = field(default_factory=list)
    ties: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    raters: dict[str, int] = field(default_factory=dict)

    def claim(self, name: str, **columns: Any) -> "Graph":
        self.claims[name] = columns
        return self

    def source(self, name: str, grade: str | None = None, **columns: Any) -> "Graph":
        self.sources[name] = columns
        if grade:
            self.rate(name, grade)
        return self

    def document(self, name: str, **columns: Any) -> "Graph":
        self.documents[name] = columns
        return self

    def say(self, source: str, claim: str, polarity: str | None = None, **columns: Any) -> "Graph":
        columns.setdefault("link", "sentence")
        columns.setdefault("directness", "witnessed")
        columns.setdefault("access", "own")
        self.said.append({"source": source, "claim": claim, "polarity": polarity, **columns})
        return self

    def rate(
        self, source: str, grade: str, by: str = "Rater A", claim: str | None = None
    ) -> "Graph":
        rater = self.raters.setdefault(by, len(self.raters))
        self.ratings.append({"source": source, "grade": grade, "rater": rater, "claim": claim})
        return self

    def depend(self, a: str, b: str, verdict: str | None = None, **columns: Any) -> "Graph":
        self.dependences.append({"a": a, "b": b, "verdict": verdict, **columns})
        return self

    def tie(self, a: str, kind: str, b: str, **columns: Any) -> "Graph":
        self.ties.append({"a": a, "b": b, "kind": kind, **columns})
        return self

    def relate(self, a: str, kind: str, b: str, **columns: Any) -> "Graph":
        self.relations.append({"a": a, "b": b, "kind": kind, **columns})
        return self

    def remark(self, verdict: str, **columns: Any) -> "Graph":
        self.remarks.append({"verdict": verdict, **columns})
        return self

    def ask(self, *members: str, **columns: Any) -> "Graph":
        self.questions.append({"members": members, **columns})
        return self

    def score(self, config: Config = DEFAULT) -> Result:
        return score(self.inputs(), config)

    def p(self, claim: str, config: Config = DEFAULT) -> float:
        return float(self.score(config).probability[self.number(claim)])

    def number(self, claim: str) -> int:
        return list(self.claims).index(claim)

    def names(self) -> Names:
        return Names(tuple(self.claims), tuple(self.sources), tuple(self.documents))

    def inputs(self) -> ScoringInput:
        return _Encoder(self).inputs()


class _Encoder:
    def __init__(self, graph: Graph) -> None:
        self.g = graph
        self.claim = {name: at for at, name in enumerate(graph.claims)}
        self.source = {name: at for at, name in enumerate(graph.sources)}
        self.document = {name: at for at, name in enumerate(graph.documents)}
        units = sorted({row["unit"] for row in graph.claims.values() if row.get("unit")})
        self.unit = {name: at for at, name in enumerate(units)}
        self.person: dict[str, int] = {}
        self.organisation: dict[str, int] = {}
        for row in graph.sources.values():
            for name in row.get("organisations", ()):
                self.organisation.setdefault(name, len(self.organisation))
            if "person" in row:
                self.person.setdefault(row["person"], len(self.person))
        named = [name for row in graph.claims.values() for name in row.get("subjects", ())]
        for name in named + [end for tie in graph.ties for end in (tie["a"], tie["b"])]:
            if name not in self.person:
                self.organisation.setdefault(name, len(self.organisation))

    def party(self, name: str) -> int:
        if name in self.person:
            return self.person[name] + len(self.organisation)
        return self.organisation[name]

    def inputs(self) -> ScoringInput:
        return ScoringInput(
            claims=self.claims(),
            sources=self.sources(),
            attributions=self.attributions(),
            n_persons=len(self.person),
            n_organisations=len(self.organisation),
            documents=self.documents(),
            ratings=self.ratings(),
            dependences=self.dependences(),
            ties=self.ties(),
            relations=self.relations(),
            remarks=self.remarks(),
            questions=self.questions(),
        )

    def claims(self) -> Claims:
        rows = list(self.g.claims.values())
        start, subject = lists([[self.party(s) for s in row.get("subjects", ())] for row in rows])
        return Claims.of(
            len(rows),
            kind=coded(codes.ClaimKind, rows, "kind"),
            universal=codes.tristate(row.get("universal") for row in rows),
            time_from=floats(rows, "time_from"),
            time_to=floats(rows, "time_to"),
            figure=floats(rows, "figure"),
            unit=numbers(rows, "unit", self.unit),
            qualifier=coded(codes.Qualifier, rows, "qualifier"),
            subject_start=start,
            subject=subject,
        )

    def sources(self) -> Sources:
        rows = list(self.g.sources.values())
        start, organisation = lists(
            [[self.organisation[o] for o in row.get("organisations", ())] for row in rows]
        )
        return Sources.of(
            len(rows),
            type=coded(codes.SourceType, rows, "type"),
            person=numbers(rows, "person", self.person),
            is_author=np.array([bool(row.get("author")) for row in rows], dtype=np.bool_),
            organisation_start=start,
            organisation=organisation,
        )

    def documents(self) -> Documents:
        rows = list(self.g.documents.values())
        start, author = lists([[self.source[s] for s in row.get("authors", ())] for row in rows])
        return Documents.of(
            len(rows),
            is_record=codes.tristate(row.get("record") for row in rows),
            author_start=start,
            author=author,
        )

    def attributions(self) -> Attributions:
        rows = self.g.said
        start, via = lists([[self.source[s] for s in row.get("via", ())] for row in rows])
        return Attributions.of(
            len(rows),
            claim=numbers(rows, "claim", self.claim),
            source=numbers(rows, "source", self.source),
            document=numbers(rows, "document", self.document),
            polarity=coded(codes.Polarity, rows, "polarity"),
            interest=coded(codes.Interest, rows, "interest"),
            strength=coded(codes.Strength, rows, "strength"),
            directness=coded(codes.Directness, rows, "directness"),
            access=coded(codes.Access, rows, "access"),
            link=coded(codes.LinkBasis, rows, "link"),
            cited=codes.tristate(row.get("cited") for row in rows),
            author_hedge=np.array(
                [hedges.strongest(row.get("hedges", ())) for row in rows], dtype=np.int8
            ),
            via_start=start,
            via=via,
        )

    def ratings(self) -> Ratings:
        rows = self.g.ratings
        return Ratings.of(
            len(rows),
            source=numbers(rows, "source", self.source),
            rater=np.array([row["rater"] for row in rows], dtype=np.int64),
            grade=coded(codes.Grade, rows, "grade"),
            claim=numbers(rows, "claim", self.claim),
        )

    def dependences(self) -> Dependences:
        rows = self.g.dependences
        return Dependences.of(
            len(rows),
            a=numbers(rows, "a", self.source),
            b=numbers(rows, "b", self.source),
            ground=coded(codes.Ground, rows, "ground"),
            verdict=coded(codes.Verdict, rows, "verdict"),
            claim=numbers(rows, "claim", self.claim),
        )

    def ties(self) -> Ties:
        rows = self.g.ties
        return Ties.of(
            len(rows),
            a=np.array([self.party(row["a"]) for row in rows], dtype=np.int64),
            b=np.array([self.party(row["b"]) for row in rows], dtype=np.int64),
            kind=coded(codes.TieKind, rows, "kind"),
            time_from=floats(rows, "time_from"),
            time_to=floats(rows, "time_to"),
        )

    def relations(self) -> Relations:
        rows = self.g.relations
        return Relations.of(
            len(rows),
            a=numbers(rows, "a", self.claim),
            b=numbers(rows, "b", self.claim),
            kind=coded(codes.RelationKind, rows, "kind"),
            strength=coded(codes.RelationStrength, rows, "strength"),
            case_status=coded(codes.CaseStatus, rows, "case"),
            case_favours=coded(codes.Favours, rows, "favours"),
            figures=np.array([bool(row.get("figures")) for row in rows], dtype=np.bool_),
        )

    def remarks(self) -> Remarks:
        rows = self.g.remarks
        return Remarks.of(
            len(rows),
            claim=numbers(rows, "claim", self.claim),
            relation=np.array([row.get("relation", -1) for row in rows], dtype=np.int64),
            source=numbers(rows, "source", self.source),
            question=np.array([row.get("question", -1) for row in rows], dtype=np.int64),
            by=numbers(rows, "by", self.source),
            verdict=coded(codes.RemarkVerdict, rows, "verdict"),
            favours=coded(codes.Favours, rows, "favours"),
            document=numbers(rows, "document", self.document),
        )

    def questions(self) -> Questions:
        rows = self.g.questions
        start, member = lists([[self.claim[c] for c in row["members"]] for row in rows])
        return Questions.of(
            len(rows),
            exclusive=codes.tristate(row.get("exclusive") for row in rows),
            exhaustive=codes.tristate(row.get("exhaustive") for row in rows),
            member_start=start,
            member=member,
        )


def coded(code: Any, rows: list[dict[str, Any]], name: str) -> codes.Codes:
    return codes.encode(code, [row.get(name) for row in rows])


def numbers(rows: list[dict[str, Any]], name: str, table: dict[str, int]) -> Any:
    found = [-1 if row.get(name) is None else table[row[name]] for row in rows]
    return np.array(found, dtype=np.int64)


def floats(rows: list[dict[str, Any]], name: str) -> Any:
    return np.array([row.get(name, np.nan) for row in rows], dtype=np.float64)
