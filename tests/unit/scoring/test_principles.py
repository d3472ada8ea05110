"""The ten principles of an expert's ordering, on a small paper of our own (``paper.py``)."""

import pytest

from provenance.scoring.result import Result
from tests.unit.scoring.graph import Graph
from tests.unit.scoring.paper import paper

GRAPH: Graph = paper()
RESULT: Result = GRAPH.score()


def p(claim: str) -> float:
    return float(RESULT.probability[GRAPH.number(claim)])


def credibility(claim: str) -> str:
    return RESULT.credibility_of(GRAPH.number(claim))


def flags(claim: str) -> tuple[str, ...]:
    return RESULT.flags_of(GRAPH.number(claim))


def test_1_independence_counts_interests_not_notes() -> None:
    assert p("neutral, one man twice") == p("neutral, one")
    single = [name for name in GRAPH.claims if "single origin" in flags(name)]
    assert "admitted, one man twice" in single
    neutral = [name for name in single if "admi" not in name]
    assert {credibility(name) for name in neutral} <= {"3", "4", "5"}
    assert credibility("admitted, one") == "2"


def test_2_one_organisation_is_hardly_two() -> None:
    gain_within = p("neutral, two of North") - p("neutral, one")
    gain_across = p("neutral, North and South") - p("neutral, one")
    assert 0 < gain_within < 0.6 * gain_across
    assert "one organisation" in flags("neutral, two of North")
    assert p("author and his book") == p("author only")


def test_3_admission_above_neutral_above_boast() -> None:
    assert p("admitted, one") > p("neutral, one") > p("flattering, one")
    assert p("about a rival") < p("about itself")


def test_4_agreement_across_factions() -> None:
    assert p("admitted, North and South") > p("neutral, North and South")
    assert p("neutral, North and South") - p("neutral, one") > (
        p("flattering, North and South") - p("flattering, one")
    )
    assert p("flattering, North and South") < p("neutral, one")
    assert "interested only" in flags("flattering, North and South")


def test_5_contradictions() -> None:
    assert p("resolved, loser") < 0.35
    assert p("resolved, winner") > p("open, right")
    assert 0.5 < p("open, left") < p("neutral, one")
    assert 0.5 < p("open, right") < p("neutral, one")


def test_6_supersession_is_not_contradiction() -> None:
    assert p("standing") == p("neutral, one")
    assert "stale" in flags("standing")


def test_7_universals_a_step_lower() -> None:
    assert p("sweeping") < 0.45 < p("neutral, one")


def test_8_the_authors_hedge_is_evidence() -> None:
    assert p("doubted by the author") < p("hedged by the informant") == p("neutral, one")


def test_9_access() -> None:
    assert p("about itself") > p("about an ally") > p("about a rival")


def test_10_author_alone() -> None:
    assert credibility("author only") == "3"
    assert p("author only") <= 0.65 + 1e-9
    assert p("summary of an admission") > p("author only")


@pytest.mark.parametrize("claim", ["neutral, one", "admitted, one", "author only"])
def test_intervals_hold_what_is_not_known(claim: str) -> None:
    at = GRAPH.number(claim)
    assert RESULT.upper[at] - RESULT.lower[at] > 0.3
