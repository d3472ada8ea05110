"""The example in docs/scoring.md, recomputed; and the values that the page states."""

import re
from pathlib import Path

import pytest

from provenance.scoring.config import DEFAULT
from provenance.scoring.result import ENGINE_VERSION
from tests.unit.scoring.graph import Graph

PAGE = (Path(__file__).parents[3] / "docs" / "scoring.md").read_text(encoding="utf-8")


def test_example_by_hand() -> None:
    graph = Graph().claim("c").document("paper")
    graph.source("commander", "C", organisations=["North"])
    graph.source("adviser", "B", organisations=["Hill"])
    graph.say("commander", "c", document="paper", interest="against interest")
    graph.say("adviser", "c", document="paper", link="paragraph")
    result = graph.score()
    stated = re.search(r"e\^−([\d.]+)\) = \*\*(\.\d+)\*\*, \*(.+?)\*", PAGE)
    assert stated
    assert result.log_odds[0] == pytest.approx(float(stated[1]), abs=5e-4)
    assert result.probability[0] == pytest.approx(float(stated[2]), abs=5e-4)
    assert result.likelihood_of(0) == stated[3]


def test_example_of_two_figures_by_hand() -> None:
    def two(other: float) -> Graph:
        graph = Graph()
        for name, figure in (("a", 8000.0), ("b", other)):
            graph.claim(name, figure=figure, unit="men", qualifier="exact").document(f"d{name}")
            graph.source(f"x{name}", "B").say(f"x{name}", name, document=f"d{name}")
        return graph

    against = two(10000).relate("a", "contradicts", "b", figures=True).p("a")
    near = two(8050).relate("a", "contradicts", "b", figures=True).p("a")
    asked = two(10000).ask("a", "b").p("a")
    for stated, value in (
        (r"− \.5087\)\) = (\.\d+), \*likely\*", against),
        (r"would stand \((\.\d+)\)", near),
        (r"give (\.\d+) each", asked),
        (r"each and (\.\d+) for none of", 1 - 2 * asked),
    ):
        found = re.search(stated, PAGE.replace("\n   ", " "))
        assert found, stated
        assert value == pytest.approx(float(found[1]), abs=5e-4)


def test_version_is_stated() -> None:
    assert f"Engine version {ENGINE_VERSION}," in PAGE


@pytest.mark.parametrize(
    "name",
    [
        "against_interest",
        "self_serving",
        "about_a_rival",
        "same_organisation",
        "shared_interest",
        "figures_agree",
        "figures_fit",
        "uncited",
        "decided",
    ],
)
def test_stated_values_are_the_configured(name: str) -> None:
    value = f"{getattr(DEFAULT, name):.2f}".lstrip("0").rstrip("0")
    assert re.search(rf"`{name}`(?: =)? {re.escape(value)}\b", PAGE)
