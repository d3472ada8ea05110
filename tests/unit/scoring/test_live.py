"""What an edit moves, scored near it, agrees with a full run: in random dossiers of a hundred claims."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.scoring.engine import score
from provenance.scoring.live import MOVES, rescore
from tests.unit.scoring.graph import Graph

AGREES = 0.01
KINDS = ("corroborates", "supports", "contradicts", "contradicts", "in tension", "presupposes")


def woven(seed: int, claims: int, relations: int) -> Graph:
    """A net of claims, most relations near, some far, a question here and there."""
    chance, graph = random.Random(seed), Graph()
    for at in range(claims // 3):
        graph.source(f"s{at}", chance.choice("ABCDEF"), organisations=[chance.choice("FMH")])
    for at in range(claims):
        graph.claim(f"c{at}", universal=chance.random() < 0.1)
        for source in chance.sample(list(graph.sources), 2):
            graph.say(source, f"c{at}", chance.choice(["asserts", "asserts", "denies"]))
    for _ in range(relations):
        a = chance.randrange(claims)
        b = (
            (a + chance.randint(1, 3)) % claims
            if chance.random() < 0.9
            else chance.randrange(claims)
        )
        if a != b:
            strength = chance.choice(["weak", "fair", "strong"])
            graph.relate(f"c{a}", chance.choice(KINDS), f"c{b}", strength=strength)
    for at in range(0, claims - 3, 25):
        graph.ask(f"c{at}", f"c{at + 1}", f"c{at + 2}")
    return graph


def edit(graph: Graph, chance: random.Random, turn: int) -> list[int]:
    """One random edit; the claims that it touches."""
    claims = chance.sample(range(len(graph.claims)), 3)
    kind = chance.choice(["say", "rate", "relate", "take back", "ask"])
    if kind == "say":
        graph.source(f"new{turn}", chance.choice("ABCDEF"))
        graph.say(f"new{turn}", f"c{claims[0]}", chance.choice(["asserts", "denies"]))
        return claims[:1]
    if kind == "rate":
        source = f"s{chance.randrange(len(graph.claims) // 3)}"
        graph.rate(source, chance.choice("ABCDE"), by=f"rater {turn}")
        return [graph.number(row["claim"]) for row in graph.said if row["source"] == source]
    if kind == "relate":
        a, b, _ = claims
        graph.relate(f"c{a}", chance.choice(KINDS), f"c{b}", strength="strong")
        return [a, b]
    if kind == "take back":
        row = graph.said.pop(chance.randrange(len(graph.said)))
        return [graph.number(row["claim"])]
    graph.ask(*(f"c{claim}" for claim in claims))
    return claims


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([60, 100, 140]), st.integers(1, 5))
def test_a_full_run_afterwards_agrees(seed: int, relations: int, edits: int) -> None:
    """Also after several edits, each of which left alone what moves by less than the threshold."""
    graph, chance = woven(seed, 100, relations), random.Random(seed)
    stands = graph.score().probability.copy()
    for turn in range(edits):
        touched = np.unique(np.array(edit(graph, chance, turn), dtype=np.int64))
        part = rescore(graph.inputs(), stands, touched)
        assert part.complete
        stands[part.claims] = part.result.probability[part.at]
    assert np.abs(score(graph.inputs()).probability - stands).max() < AGREES


def test_it_is_a_part_that_is_scored() -> None:
    """The property above would hold of nothing if the whole were always scored."""
    graph = woven(3, 400, 320)
    known = graph.score().probability
    graph.source("new", "A").say("new", "c50", "denies")
    part = rescore(graph.inputs(), known, np.array([50]))
    assert part.complete
    assert len(part.result.probability) < 300
    assert len(part.claims) < 100


def test_what_lies_beyond_the_rim_is_heard_as_it_stood() -> None:
    """A claim that two far ones lower stays lowered though they are left out of the part."""
    graph = woven(5, 300, 330)
    inputs, known = graph.inputs(), graph.score().probability
    part = rescore(inputs, known, np.array([10, 150]))
    assert len(part.result.probability) < 300
    assert np.abs(part.result.probability[part.at] - known[part.claims]).max() < MOVES


@pytest.mark.parametrize("most", [1, 40])
def test_beyond_what_may_be_scored_a_full_run_is_due(most: int) -> None:
    graph = woven(9, 200, 300)
    part = rescore(graph.inputs(), np.full(200, 0.5), np.array([0]), most=most)
    assert not part.complete


def test_an_edit_that_touches_no_claim_moves_none() -> None:
    part = rescore(woven(9, 20, 10).inputs(), np.full(20, 0.5), np.array([]))
    assert part.complete
    assert len(part.claims) == 0
