"""Messages against exact enumeration of the joint model that they approximate.

The model: claims true or false, each with its own evidence; a contradiction of quality q weighs equal
states (1 - q)/2 against unequal (1 + q)/2; a question strikes out the states that it forbids. The
prior stands outside, as in the engine. Exact on trees and on single questions while no clamp is at
work; near on graphs with loops (docs/scoring.md, "Limits", states the tolerance).
"""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from provenance.scoring.arrays import sigmoid
from provenance.scoring.config import Config
from tests.unit.scoring.graph import Graph

PLAIN = Config(relations_channel=1.0, most_certain=1 - 1e-9)
LOOPS, TANGLES = 0.06, 0.15
QUALITY = {"weak": PLAIN.contradicts[0], "fair": PLAIN.contradicts[1]}
Floats = NDArray[np.float64]


def graph_of(grades: list[str], edges: list[tuple[int, int, str]]) -> Graph:
    graph = Graph()
    for at, grade in enumerate(grades):
        graph.claim(f"c{at}").source(f"x{at}", grade).say(f"x{at}", f"c{at}")
    for a, b, strength in edges:
        graph.relate(f"c{a}", "contradicts", f"c{b}", strength=strength)
    return graph


def enumerate_marginals(
    evidence: Floats, edges: list[tuple[int, int, str]], most: list[list[int]]
) -> Floats:
    """Probability of each claim, summed over all states; ``most`` members of which one holds at
    most."""
    total, true = 0.0, np.zeros(len(evidence))
    for state in product((0, 1), repeat=len(evidence)):
        x = np.array(state)
        if any(x[members].sum() > 1 for members in most):
            continue
        weight = float(np.exp((evidence * x).sum()))
        for a, b, strength in edges:
            q = QUALITY[strength]
            weight *= (1 - q) / 2 if x[a] == x[b] else (1 + q) / 2
        total += weight
        true += weight * x
    return np.asarray(true / total)


def evidence_of(graph: Graph) -> Floats:
    """Each claim's own evidence: the score without any relation."""
    alone = graph_of([row["grade"] for row in graph.ratings], [])
    return alone.score(PLAIN).log_odds


grade = st.sampled_from("AB")


@st.composite
def trees(draw: st.DrawFn) -> Graph:
    grades = draw(st.lists(grade, min_size=2, max_size=7))
    edges = [(draw(st.integers(0, at - 1)), at, "weak") for at in range(1, len(grades))]
    return graph_of(grades, edges)


@settings(max_examples=60, deadline=None)
@given(trees())
def test_exact_on_trees(graph: Graph) -> None:
    edges = [(int(r["a"][1:]), int(r["b"][1:]), r["strength"]) for r in graph.relations]
    exact = enumerate_marginals(evidence_of(graph), edges, [])
    result = graph.score(PLAIN)
    assume((result.probability > 0.5).all())
    assert result.probability == pytest.approx(exact, abs=1e-8)


def test_a_tree_that_no_clamp_touches_is_checked() -> None:
    """The property above would hold of nothing if every tree had a clamp at work."""
    edges = [(0, 1, "weak"), (1, 2, "weak"), (1, 3, "weak")]
    graph = graph_of(["A", "A", "A", "B"], edges)
    exact = enumerate_marginals(evidence_of(graph), edges, [])
    assert graph.score(PLAIN).probability == pytest.approx(exact, abs=1e-8)
    assert np.abs(exact - sigmoid(evidence_of(graph))).max() > 0.05


@st.composite
def loops(draw: st.DrawFn) -> Graph:
    n = draw(st.integers(3, 6))
    grades = draw(st.lists(grade, min_size=n, max_size=n))
    ring = [(at, (at + 1) % n, draw(st.sampled_from(["weak", "fair"]))) for at in range(n)]
    return graph_of(grades, ring)


@settings(max_examples=60, deadline=None)
@given(loops())
def test_near_on_loops(graph: Graph) -> None:
    edges = [(int(r["a"][1:]), int(r["b"][1:]), r["strength"]) for r in graph.relations]
    exact = enumerate_marginals(evidence_of(graph), edges, [])
    result = graph.score(PLAIN)
    assert result.converged.all()
    assert np.abs(result.probability - exact).max() < LOOPS


@st.composite
def tangles(draw: st.DrawFn) -> Graph:
    n = draw(st.integers(3, 6))
    grades = draw(st.lists(grade, min_size=n, max_size=n))
    pairs = st.sampled_from(list(combinations(range(n), 2)))
    chosen = draw(st.lists(pairs, min_size=2, max_size=8, unique=True))
    return graph_of(grades, [(a, b, draw(st.sampled_from(["weak", "fair"]))) for a, b in chosen])


@settings(max_examples=60, deadline=None)
@given(tangles())
def test_near_on_any_small_graph_that_no_clamp_touches(graph: Graph) -> None:
    edges = [(int(r["a"][1:]), int(r["b"][1:]), r["strength"]) for r in graph.relations]
    result = graph.score(PLAIN)
    assume((result.probability > 0.5).all())
    exact = enumerate_marginals(evidence_of(graph), edges, [])
    assert np.abs(result.probability - exact).max() < TANGLES


@settings(max_examples=40, deadline=None)
@given(st.lists(grade, min_size=2, max_size=6))
def test_exact_for_a_question(grades: list[str]) -> None:
    graph = graph_of(grades, [])
    graph.ask(*graph.claims)
    exact = enumerate_marginals(evidence_of(graph), [], [list(range(len(grades)))])
    assert graph.score(PLAIN).probability == pytest.approx(exact, abs=1e-8)


def test_exact_for_two_questions_that_share_an_answer() -> None:
    graph = graph_of(list("ABABA"), [])
    graph.ask("c0", "c1", "c2").ask("c2", "c3", "c4")
    exact = enumerate_marginals(evidence_of(graph), [], [[0, 1, 2], [2, 3, 4]])
    assert graph.score(PLAIN).probability == pytest.approx(exact, abs=1e-8)
