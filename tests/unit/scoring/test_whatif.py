"""What if, what would change this, and what an edit moves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import InvalidInput
from provenance.scoring import whatif
from provenance.scoring.codes import Grade
from provenance.scoring.engine import score
from provenance.scoring.levers import Kind, fall_with, levers
from provenance.scoring.live import rescore
from tests.unit.scoring.graph import Graph
from tests.unit.scoring.paper import paper
from tests.unit.scoring.worlds import graphs


@settings(max_examples=60, deadline=None)
@given(graphs(), st.data())
def test_removing_a_source_equals_the_what_if(graph: Graph, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(graph.sources)))
    supposed = score(whatif.discredit(graph.inputs(), [list(graph.sources).index(name)]))
    graph.said = [r for r in graph.said if r["source"] != name and name not in r.get("via", ())]
    graph.remarks = [row for row in graph.remarks if row.get("by") != name]
    graph.ratings = [row for row in graph.ratings if row["source"] != name]
    graph.dependences = [row for row in graph.dependences if name not in (row["a"], row["b"])]
    for row in graph.documents.values():
        row["authors"] = [one for one in row["authors"] if one != name]
    assert np.array_equal(supposed.probability, graph.score().probability)


def test_grade() -> None:
    graph = Graph().claim("c").source("x", "E").say("x", "c")
    supposed = score(whatif.regrade(graph.inputs(), 0, Grade.A)).probability[0]
    assert supposed == Graph().claim("c").source("x", "A").say("x", "c").p("c")


def test_without_a_relation_and_its_remarks() -> None:
    graph = paper()
    bare = score(whatif.without_relation(graph.inputs(), 0))
    loser = graph.number("resolved, loser")
    assert bare.probability[loser] == bare.probability[graph.number("flattering, one")]
    other = graph.number("open, left")
    assert bare.probability[other] == graph.score().probability[other]


@pytest.mark.parametrize("sources", [[9], [-1], []])
def test_unknown_sources_are_refused(sources: list[int]) -> None:
    graph = Graph().claim("c").source("x", "B").say("x", "c")
    with pytest.raises(InvalidInput):
        whatif.discredit(graph.inputs(), sources)


def test_changes_name_what_changes_its_term() -> None:
    graph = paper()
    before = graph.score()
    commander = list(graph.sources).index("north commander")
    after = score(whatif.discredit(graph.inputs(), [commander]))
    changed = whatif.changes(before, after)
    moved = {list(graph.claims)[change.claim] for change in changed}
    assert "neutral, one" in moved
    assert "author only" not in moved
    assert all(change.before_term != change.after_term for change in changed)
    assert set(fall_with(graph.inputs(), commander)) <= set(changed)
    assert all(change.falls for change in fall_with(graph.inputs(), commander))


def test_levers_of_a_claim() -> None:
    graph = paper()
    claim = graph.number("summary of an admission")
    found = levers(graph.inputs(), claim)
    kinds = {lever.kind for lever in found}
    assert Kind.RELATION in kinds
    assert Kind.SOURCE in kinds
    by_relation = next(lever for lever in found if lever.kind is Kind.RELATION)
    assert by_relation.relation == 3
    after = score(whatif.without_relation(graph.inputs(), 3)).probability[claim]
    assert by_relation.change.after == pytest.approx(after, abs=1e-9)
    sizes = [abs(lever.change.after - lever.change.before) for lever in found]
    assert sizes == sorted(sizes, reverse=True)


def chain(length: int) -> Graph:
    """Claims that each contradict the next."""
    graph = Graph()
    for at in range(length):
        graph.claim(f"c{at}").source(f"x{at}", "B").say(f"x{at}", f"c{at}")
        if at:
            graph.relate(f"c{at - 1}", "contradicts", f"c{at}")
    return graph


def test_rescoring_stops_where_nothing_moves() -> None:
    graph = chain(60)
    before = graph.score().probability
    graph.source("new", "A").say("new", "c0", "denies")
    inputs = graph.inputs()
    part = rescore(inputs, before, np.array([0]))
    full = score(inputs).probability
    assert part.complete
    assert 1 < len(part.claims) < 30
    assert part.result.probability[part.at] == pytest.approx(full[part.claims], abs=0.01)
    rest = np.setdiff1d(np.arange(60), part.claims)
    assert np.abs(full[rest] - before[rest]).max() < 0.005


def test_rescoring_a_whole_neighbourhood_is_exact() -> None:
    graph = chain(3)
    before = graph.score().probability
    graph.say("x0", "c2", "denies")
    part = rescore(graph.inputs(), before, np.array([2]))
    assert part.claims.tolist() == [0, 1, 2]
    assert np.array_equal(part.result.probability, graph.score().probability)


def test_rescoring_gives_up_beyond_its_reach() -> None:
    graph = chain(40)
    part = rescore(graph.inputs(), np.full(40, np.nan), np.array([0]), most=5)
    assert not part.complete
