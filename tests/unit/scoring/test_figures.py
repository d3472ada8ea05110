"""Quantities: tolerance and bounds, agreement and contradiction, by hand and by enumeration."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from provenance.scoring.arrays import sigmoid
from provenance.scoring.config import DEFAULT
from provenance.scoring.figures import ranges
from provenance.scoring.wording import render
from tests.unit.scoring.graph import Graph
from tests.unit.scoring.test_cases import channel, expit, logit
from tests.unit.scoring.test_exact import PLAIN

Figure = tuple[str | None, float]


def figures(*given: Figure, unit: str | None = "men") -> Graph:
    """Claims c0, c1 … with these quantities, each with a witness of its own graded B."""
    graph = Graph()
    for at, (qualifier, figure) in enumerate(given):
        graph.claim(f"c{at}", figure=figure, qualifier=qualifier, unit=unit)
        graph.source(f"x{at}", "B").say(f"x{at}", f"c{at}")
    return graph


def fit(a: Figure, b: Figure) -> bool:
    table = ranges(figures(a, b).inputs(), DEFAULT)
    forth = table.fit(np.array([0]), np.array([1]))[0]
    assert forth == table.fit(np.array([1]), np.array([0]))[0]
    return bool(forth)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("exact", 3800), ("exact", 3800), True),
        (("exact", 3800), ("exact", 3810), True),  # within the rounding of both
        (("exact", 3800), ("exact", 4000), False),
        (("about", 8000), ("exact", 8500), True),
        (("about", 8000), ("about", 9770), True),  # up to 8,800; from 8,793
        (("about", 8000), ("about", 9800), False),  # from 8,820
        (("about", 8000), ("exact", 11800), False),
        (("at most", 20000), ("about", 11800), True),
        (("at most", 20000), ("exact", 20001), True),
        (("at most", 20000), ("exact", 23000), False),
        (("at least", 5000), ("exact", 3800), False),
        (("at least", 5000), ("at most", 5000), True),
        (("at least", 5000), ("at most", 4000), False),
        (("at most", 5), ("at most", 9), True),
        ((None, 100), ("exact", 104), True),
        (("exact", 0), ("exact", 0), True),
        (("exact", -10), ("about", -10.5), True),
        (("exact", -10), ("exact", 10), False),
    ],
)
def test_what_can_both_hold(a: Figure, b: Figure, expected: bool) -> None:
    assert fit(a, b) is expected


def test_units_are_not_compared_across() -> None:
    graph = figures(("exact", 5), ("exact", 5)).claim("c1", figure=5.0, unit="guns")
    table = ranges(graph.inputs(), DEFAULT)
    assert not table.fit(np.array([0]), np.array([1])).any()
    words = graph.claim("c1", unit="men")
    assert not ranges(words.inputs(), DEFAULT).fit(np.array([0]), np.array([1])).any()


def test_a_contradiction_of_figures_by_hand() -> None:
    """8,000 exactly against 10,000 exactly: the gap from 8,040 to 9,950 is 19.2 % of the larger."""
    graph = figures(("exact", 8000), ("exact", 10000))
    graph.relate("c0", "contradicts", "c1", figures=True)
    left = 0.5 + 0.5 * (9950 - 8040) / 9950 * 3
    own = channel(channel(logit(0.85), 0.95), 0.88)
    expected = own - channel(channel(own, 0.6 * left), 0.9)
    assert graph.p("c1") == pytest.approx(expit(expected), abs=1e-12)


def test_figures_that_fit_are_half_a_contradiction() -> None:
    def lowered(a: Figure, b: Figure, differs: bool = True) -> float:
        graph = figures(a, b)
        before = graph.p("c1")
        return before - graph.relate("c0", "contradicts", "c1", figures=differs).p("c1")

    whole = lowered(("exact", 3800), ("exact", 8000))
    assert lowered(("at most", 20000), ("about", 11800)) == lowered(
        ("about", 8000), ("about", 8100)
    )
    assert 0 < lowered(("about", 8000), ("about", 8100)) < lowered(("exact", 8000), ("exact", 9000))
    assert lowered(("exact", 8000), ("exact", 9000)) < whole
    assert lowered(("about", 8000), ("about", 8100), differs=False) == whole


def test_agreement_under_one_question_by_hand() -> None:
    graph = figures(("about", 8000), ("exact", 8200)).ask("c0", "c1")
    own = channel(channel(logit(0.85), 0.95), 0.88)
    expected = own + channel(channel(own, 0.4), 0.9)
    result = graph.score()
    assert result.probability == pytest.approx([expit(expected)] * 2, abs=1e-12)
    lines = [render(line, graph.names()) for line in result.ledger(1)]
    assert "Its figure agrees with c0: raises" in lines


def test_a_figure_raises_a_bound_and_a_bound_no_figure() -> None:
    alone = figures(("at most", 20000), ("about", 11800)).score().probability
    asked = figures(("at most", 20000), ("about", 11800)).ask("c0", "c1").score().probability
    assert asked[0] > alone[0]
    assert asked[1] == pytest.approx(alone[1], abs=1e-12)
    tighter = figures(("at most", 9000), ("at most", 20000)).ask("c0", "c1").score().probability
    assert tighter[1] > tighter[0] == pytest.approx(alone[0], abs=1e-12)


def test_one_man_with_two_figures_that_agree_adds_nothing() -> None:
    graph = figures(("about", 8000), ("exact", 8200))
    graph.source("x0", "B", person="X").source("x1", "B", person="X")
    before = graph.score().probability
    assert np.array_equal(graph.ask("c0", "c1").score().probability, before)


def test_answers_of_an_open_question_are_left_alone() -> None:
    """Several may hold: then the figures may be of different things."""
    graph = figures(("about", 8000), ("exact", 8200), ("exact", 3800))
    before = graph.score().probability
    graph.ask("c0", "c1", "c2", exclusive=False)
    assert np.array_equal(graph.score().probability, before)


quantity = st.tuples(
    st.sampled_from(["exact", "about", "at least", "at most", None]),
    st.sampled_from([100.0, 104.0, 110.0, 150.0, 170.0, 300.0]),
)
Floats = NDArray[np.float64]


def enumerated(evidence: Floats, graph: Graph, none: float) -> Floats:
    """Marginals over the sets of answers of which every two can both hold."""
    table = ranges(graph.inputs(), DEFAULT)
    total, true = 0.0, np.zeros(len(evidence))
    for state in product((0, 1), repeat=len(evidence)):
        held = np.flatnonzero(state)
        pairs = np.array(list(combinations(held, 2)), dtype=int).reshape(-1, 2)
        if not table.fit(pairs[:, 0], pairs[:, 1]).all():
            continue
        weight = float(np.exp(evidence[held].sum())) * (none if len(held) == 0 else 1.0)
        total += weight
        true[held] += weight
    return np.asarray(true / total)


@settings(max_examples=80, deadline=None)
@given(st.lists(quantity, min_size=2, max_size=6), st.booleans())
def test_exact_for_a_question_of_figures(given: list[Figure], exhaustive: bool) -> None:
    """What the question takes, without what agreeing figures lend (quality 0)."""
    config = replace(PLAIN, figures_agree=0.0, elimination=1.0)
    graph = figures(*given)
    evidence = graph.score(config).log_odds
    graph.ask(*graph.claims, exhaustive=exhaustive)
    none = config.exhaustive_none if exhaustive else config.none_of_these
    exact = enumerated(evidence, graph, none)
    assert graph.score(config).probability == pytest.approx(exact, abs=1e-7)


def test_many_figures_that_all_fit_stay_finite() -> None:
    graph = figures(*[("about", 1000.0 + at / 10) for at in range(150)], ("exact", 5.0))
    for at in range(150):
        graph.source(f"y{at}", "A").say(f"y{at}", f"c{at}")
    result = graph.ask(*graph.claims).score()
    assert np.isfinite(result.log_odds).all()
    assert result.probability[150] < 0.02
    assert (result.probability[:150] > sigmoid(1.0)).all()
