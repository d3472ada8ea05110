"""Random small dossiers for property tests, as ``Graph`` so that rows can be added and shuffled."""

import random
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from provenance import vocabulary as words
from tests.unit.scoring.graph import Graph

GRADES = ["A", "B", "C", "D", "E", "F", None]
ORGANISATIONS = ["F", "M", "H"]


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(list(values)))


@st.composite
def graphs(draw: st.DrawFn, relations: bool = True, authors: bool = True) -> Graph:
    """Up to 6 claims, 6 sources, 10 attributions and 8 relations, with everything that can be said
    about them left out now and then."""
    graph = Graph()
    claims = [f"c{at}" for at in range(draw(st.integers(1, 6)))]
    sources = [f"s{at}" for at in range(draw(st.integers(1, 6)))]
    for name in claims:
        kind, universal = draw(maybe(words.CLAIM_KINDS)), draw(maybe([True, False]))
        figure = draw(st.one_of(st.none(), st.floats(-2000, 9000)))
        quantity = {} if figure is None else {
            "figure": figure,
            "unit": draw(maybe(["men", "guns"])),
            "qualifier": draw(maybe(words.QUALIFIERS)),
        }  # fmt: skip
        graph.claim(
            name, kind=kind, universal=universal, subjects=draw(_some(ORGANISATIONS)), **quantity
        )
    for name in sources:
        person = {"person": f"p{draw(st.integers(0, 3))}"} if draw(st.booleans()) else {}
        author = authors and draw(st.integers(0, 4)) == 0
        graph.source(name, draw(st.sampled_from(GRADES)), author=author,
                     organisations=draw(_some(ORGANISATIONS)), **person)  # fmt: skip
    documents = ["d0", "d1"]
    for name in documents:
        graph.document(name, record=draw(maybe([True, False])), authors=draw(_some(sources)))
    for _ in range(draw(st.integers(0, 10))):
        _say(draw, graph, claims, sources, documents)
    _tie(draw, graph, claims, sources)
    if relations and len(claims) > 1:
        _relate(draw, graph, claims, sources)
    return graph


def _some(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


def _say(
    draw: st.DrawFn, graph: Graph, claims: list[str], sources: list[str], documents: list[str]
) -> None:
    source = draw(st.sampled_from(sources))
    others = [name for name in sources if name != source]
    graph.say(
        source,
        draw(st.sampled_from(claims)),
        draw(maybe(words.POLARITIES)),
        interest=draw(maybe(words.INTERESTS)),
        strength=draw(maybe(words.ATTRIBUTION_STRENGTHS)),
        directness=draw(maybe(words.DIRECTNESS)),
        access=draw(maybe(["own", "ally", "rival", "other"])),
        link=draw(maybe(words.LINK_BASES)),
        cited=draw(maybe([True, False])),
        hedges=draw(st.lists(st.sampled_from(["claims", "may", "unconfirmed"]), max_size=2)),
        document=draw(maybe(documents)),
        via=draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else [],
    )


def _tie(draw: st.DrawFn, graph: Graph, claims: list[str], sources: list[str]) -> None:
    graph.tie("F", draw(st.sampled_from(words.TIE_KINDS)), "M")
    if len(sources) > 1:
        for _ in range(draw(st.integers(0, 3))):
            a, b = draw(st.lists(st.sampled_from(sources), min_size=2, max_size=2, unique=True))
            graph.depend(
                a,
                b,
                draw(maybe(words.DEPENDENCE_VERDICTS)),
                ground=draw(maybe(words.DEPENDENCE_GROUNDS)),
                claim=draw(maybe(claims)),
            )


def _relate(draw: st.DrawFn, graph: Graph, claims: list[str], sources: list[str]) -> None:
    pairs = st.lists(st.sampled_from(claims), min_size=2, max_size=2, unique=True)
    for at in range(draw(st.integers(0, 8))):
        a, b = draw(pairs)
        graph.relate(
            a,
            draw(st.sampled_from(words.RELATION_KINDS)),
            b,
            strength=draw(maybe(words.RELATION_STRENGTHS)),
            case=draw(maybe(words.CASE_STATUSES)),
            favours=draw(maybe("ab")),
            figures=draw(st.booleans()),
        )
        if draw(st.integers(0, 3)) == 0:
            graph.remark(
                draw(st.sampled_from(words.REMARK_VERDICTS)),
                relation=at,
                by=draw(maybe(sources)),
                favours=draw(maybe("ab")),
            )
    for _ in range(draw(st.integers(0, 2))):
        graph.remark(
            draw(st.sampled_from(words.REMARK_VERDICTS)),
            claim=draw(st.sampled_from(claims)),
            by=draw(maybe(sources)),
        )
    for _ in range(draw(st.integers(0, 2))):
        graph.remark(
            draw(st.sampled_from(words.REMARK_VERDICTS)),
            source=draw(st.sampled_from(sources)),
            by=draw(maybe(sources)),
        )
    for at in range(draw(st.integers(0, 2))):
        if draw(st.booleans()):
            graph.remark(draw(st.sampled_from(words.REMARK_VERDICTS)), question=at)
        members = draw(st.lists(st.sampled_from(claims), min_size=1, unique=True))
        graph.ask(
            *members, exclusive=draw(maybe([True, False])), exhaustive=draw(maybe([True, False]))
        )


def shuffled(graph: Graph, seed: int) -> Graph:
    """The same dossier with every table in another order and other numbers."""
    other, chance = deepcopy(graph), random.Random(seed)
    for name in ("claims", "sources", "documents"):
        rows = list(getattr(graph, name).items())
        chance.shuffle(rows)
        setattr(other, name, dict(rows))
    order = list(range(len(graph.relations)))
    chance.shuffle(order)
    other.relations = [graph.relations[at] for at in order]
    for remark in other.remarks:
        if "relation" in remark:
            remark["relation"] = order.index(remark["relation"])
    order = list(range(len(graph.questions)))
    chance.shuffle(order)
    other.questions = [other.questions[at] for at in order]
    for remark in other.remarks:
        if "question" in remark:
            remark["question"] = order.index(remark["question"])
    for name in ("said", "ratings", "dependences", "ties", "remarks"):
        chance.shuffle(getattr(other, name))
    for question in other.questions:
        question["members"] = chance.sample(question["members"], len(question["members"]))
    return other
