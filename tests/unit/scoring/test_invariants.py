"""What must hold of every dossier, whatever is in it."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from provenance.scoring.arrays import logit
from provenance.scoring.config import DEFAULT
from provenance.scoring.engine import score
from provenance.scoring.figures import Ranges, ranges
from provenance.scoring.result import Result
from provenance.scoring.subset import neighbourhood, subset
from tests.unit.scoring.graph import Graph
from tests.unit.scoring.worlds import graphs, shuffled

EXACT = 1e-9
common = settings(max_examples=60, deadline=None)


@common
@given(graphs(), st.integers(0, 2**32))
def test_order_of_input_is_irrelevant(graph: Graph, seed: int) -> None:
    other = shuffled(graph, seed)
    here, there = graph.score(), other.score()
    assume(here.converged.all())
    at = [other.number(name) for name in graph.claims]
    for column in ("probability", "lower", "upper", "now", "log_odds"):
        assert getattr(here, column) == pytest.approx(getattr(there, column)[at], abs=EXACT)
    for column in ("origins", "organisations", "flags", "confidence_rule", "credibility"):
        assert np.array_equal(getattr(here, column), getattr(there, column)[at])


@common
@given(graphs())
def test_ledger_adds_up(graph: Graph) -> None:
    result = graph.score()
    for claim in range(len(result.probability)):
        total = sum(line.log_odds for line in result.ledger(claim))
        assert total == pytest.approx(float(logit(result.probability[claim])), abs=EXACT)


@common
@given(graphs())
def test_all_is_in_range(graph: Graph) -> None:
    result = graph.score()
    assert ((result.probability > 0) & (result.probability < 1)).all()
    assert (result.lower <= result.probability).all()
    assert (result.upper >= result.probability).all()
    assert (result.now <= result.probability + EXACT).all()
    sources = result.sources
    assert ((sources.lower <= sources.accuracy) & (sources.accuracy <= sources.upper)).all()


def claims_but(result: Result, other: Result) -> float:
    return float(np.abs(result.probability - other.probability).max(initial=0.0))


@common
@given(graphs(), st.data())
def test_a_repeated_note_changes_nothing(graph: Graph, data: st.DataObject) -> None:
    assume(graph.said)
    row = deepcopy(data.draw(st.sampled_from(graph.said)))
    before = graph.score()
    columns = {k: v for k, v in row.items() if k not in ("source", "claim", "polarity")}
    graph.say(row["source"], row["claim"], row["polarity"], **columns)
    assert claims_but(before, graph.score()) <= EXACT


@common
@given(graphs(), st.data())
def test_a_dependent_echo_changes_nothing(graph: Graph, data: st.DataObject) -> None:
    """Another source, of the same kind in all, that takes from one that already spoke."""
    assume(graph.said)
    row = deepcopy(data.draw(st.sampled_from(graph.said)))
    model = row["source"]
    graph.source("echo", **graph.sources[model])
    for rating in [r for r in graph.ratings if r["source"] == model]:
        graph.ratings.append({**rating, "source": "echo"})
    graph.remarks += [r | {"source": "echo"} for r in graph.remarks if r.get("source") == model]
    graph.depend("echo", model, "dependent")
    before = graph.score()
    columns = {k: v for k, v in row.items() if k not in ("source", "claim", "polarity")}
    graph.say("echo", row["claim"], row["polarity"], **columns)
    assert claims_but(before, graph.score()) <= EXACT


@common
@given(graphs(), st.data())
def test_an_independent_honest_supporter_never_lowers(graph: Graph, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(list(graph.claims)))
    graph.source("honest", data.draw(st.sampled_from("ABC")), person="nobody else")
    graph.document("elsewhere")
    before = graph.score().probability[graph.number(claim)]
    document = data.draw(st.sampled_from(list(graph.documents)))
    graph.say("honest", claim, document=document)
    result = graph.score()
    assume(result.converged.all())
    assert result.probability[graph.number(claim)] >= before - EXACT


@common
@given(graphs(), st.data())
def test_f_never_votes(graph: Graph, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(list(graph.sources)))
    before = graph.score()
    after = graph.rate(source, "F", by="somebody else").score()
    assert claims_but(before, after) <= EXACT
    assert (after.upper - after.lower >= before.upper - before.lower - EXACT).all()


@common
@given(
    st.sampled_from(["A", "B", "C", "D", "E", "F", None]),
    st.sampled_from(["full", "partly", None]),
    st.sampled_from(["asserts", "denies"]),
)
def test_against_interest_then_neutral_then_self_serving(
    grade: str | None, strength: str | None, polarity: str
) -> None:
    def scored(interest: str) -> float:
        graph = Graph().claim("c").source("x", grade)
        return graph.say("x", "c", polarity, interest=interest, strength=strength).p("c")

    against, neutral, serving = map(scored, ("against interest", "none", "self-serving"))
    if polarity == "asserts":
        assert against >= neutral >= serving
    else:
        assert against <= neutral <= serving


@common
@given(graphs(), st.data())
def test_interest_in_any_dossier(graph: Graph, data: st.DataObject) -> None:
    """Whatever else is said there, an admission of a claim never makes it less likely than a neutral
    word, nor that less than a word that serves the speaker."""
    spoken = [row for row in graph.said if row["polarity"] in (None, "asserts")]
    assume(spoken)
    row = data.draw(st.sampled_from(spoken))
    found = []
    for interest in ("against interest", "none", "self-serving"):
        row["interest"] = interest
        result = graph.score()
        assume(result.converged.all())
        found.append(float(result.probability[graph.number(row["claim"])]))
    assert found[0] >= found[1] - EXACT
    assert found[1] >= found[2] - EXACT


@common
@given(graphs())
def test_rivals_never_sum_above_one(graph: Graph) -> None:
    """Answers without a figure, and figures that cannot both hold."""
    result, figures = graph.score(), ranges(graph.inputs(), DEFAULT)
    for question in graph.questions:
        if question["exclusive"] is not False:
            members = [graph.number(name) for name in question["members"]]
            for some in _sets_of_rivals(members, figures):
                assert result.probability[some].sum() <= 1 + EXACT


def _sets_of_rivals(members: list[int], figures: Ranges) -> Iterator[list[int]]:
    for size in range(len(members) + 1):
        for some in combinations(members, size):
            a, b = (
                (np.array(side, dtype=int) for side in zip(*combinations(some, 2), strict=True))
                if size > 1
                else (np.zeros(0, int), np.zeros(0, int))
            )
            if not figures.fit(a, b).any():
                yield list(some)


@common
@given(graphs(), st.data())
def test_supersession_sends_nothing(graph: Graph, data: st.DataObject) -> None:
    assume(len(graph.claims) > 1)
    a, b = data.draw(
        st.lists(st.sampled_from(list(graph.claims)), min_size=2, max_size=2, unique=True)
    )
    before = graph.score()
    graph.relate(a, "supersedes", b)
    after = graph.score()
    assert np.array_equal(before.probability, after.probability)
    assert "stale" in after.flags_of(graph.number(b))


@common
@given(graphs(), st.data())
def test_a_neighbourhood_scores_as_in_the_whole(graph: Graph, data: st.DataObject) -> None:
    claim = data.draw(st.integers(0, len(graph.claims) - 1))
    inputs = graph.inputs()
    whole = score(inputs)
    part = neighbourhood(inputs, np.array([claim]))
    alone = score(subset(inputs, part))
    assert claim in part
    for column in ("probability", "lower", "upper", "now"):
        assert getattr(alone, column) == pytest.approx(getattr(whole, column)[part], abs=EXACT)
    for column in ("origins", "organisations", "credibility", "flags", "confidence_rule"):
        assert np.array_equal(getattr(alone, column), getattr(whole, column)[part])


@common
@given(graphs(), st.data())
def test_support_raises_and_attack_lowers(graph: Graph, data: st.DataObject) -> None:
    """On a claim that nothing else in the graph answers to."""
    claim = data.draw(st.sampled_from(list(graph.claims)))
    graph.claim("new").source("fresh", "C").say("fresh", "new")
    before = graph.p("new")
    attacked, supported = deepcopy(graph), deepcopy(graph)
    assert attacked.relate(claim, "undermines", "new").p("new") <= before + EXACT
    assert supported.relate(claim, "supports", "new").p("new") >= before - EXACT
