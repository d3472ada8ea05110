"""The ten principles of an expert's ordering, on a small paper of our own (``paper.py``)."""

from copy import deepcopy
from itertools import permutations

import pytest

from provenance.scoring.config import Config
from provenance.scoring.ledger import Rule
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


def test_4_rivals_who_agree_on_what_serves_neither_need_no_verdict() -> None:
    """Two factions tied as rivals count whole; two that nothing is known of, nearly whole."""
    far = paper()
    far.ties = [tie for tie in far.ties if tie["kind"] != "rival of"]
    name = "neutral, North and South"
    rows = {"subjects": ["Elsewhere"]}
    rivals, strangers = (graph.claim(name, **rows) for graph in (paper(), far))
    assert rivals.p(name) > strangers.p(name)
    late = deepcopy(rivals).claim(name, time_from=10.0, time_to=20.0, **rows)
    late.ties[0] |= {"time_from": 30.0}
    assert late.p(name) == strangers.p(name)


def test_4_agreement_on_what_flatters_both_is_hardly_agreement() -> None:
    gain = p("flattering, North and South") - p("flattering, one")
    assert 0 < gain < 0.4 * (p("neutral, North and South") - p("neutral, one"))
    lines = RESULT.ledger(GRAPH.number("flattering, North and South"))
    assert Rule.SHARED_INTEREST in {line.rule for line in lines}


@pytest.mark.parametrize("first", [0.95, 0.85, 0.7])
def test_no_voice_takes_anything_away(first: float) -> None:
    """Also where organisations and interests cross: each further voice raises, or leaves as it is."""
    voices = [("F", "self-serving"), ("F", "none"), ("M", "self-serving"), ("M", "none")]
    config = Config(truthfulness=(first, 0.85, 0.7, 0.52, 0.3, 0.58))
    for order in permutations(range(4)):
        graph, before = Graph().claim("c"), 0.5
        for at in order:
            organisation, interest = voices[at]
            graph.source(f"x{at}", "AABC"[at], organisations=[organisation])
            now = graph.say(f"x{at}", "c", interest=interest).p("c", config)
            assert now >= before - 1e-12
            before = now
