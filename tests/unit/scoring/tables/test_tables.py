"""Bare tables: what the data decide, and how good the result is in worlds of known truth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import InvalidInput
from provenance.scoring.codes import Grade
from provenance.scoring.tables import copying
from provenance.scoring.tables.measures import calibration, measure
from provenance.scoring.tables.objects import over_objects, votes
from provenance.scoring.tables.solve import score_table
from provenance.scoring.tables.types import AssertionTable, TableConfig, encode_table
from tests.unit.scoring.synthetic import TableWorld, table_world

WORLDS = {
    "open": {},
    "closed": {"closed": True},
    "two labels, one rare": {"closed": True, "values": 2, "asymmetric": True, "each": 6},
    "copying": {"copying": 0.8, "each": 8},
    "hard objects": {"closed": True, "clustered": 0.3, "each": 6},
}


def majority(table: AssertionTable) -> np.ndarray:
    count = votes(table, table.weight)
    return count / over_objects(table, count)[table.object]


def graded(world: TableWorld) -> np.ndarray:
    weight = np.array([0.95, 0.85, 0.70, 0.52, 0.30])[world.grades]
    count = votes(world.table, weight[world.table.source])
    return count / over_objects(world.table, count)[world.table.object]


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_better_than_majority_and_grade_weighted(name: str, seed: int) -> None:
    world = table_world(seed, **WORLDS[name])
    ours = measure(world.table, score_table(world.table).probability, world.truth)
    with_grades = score_table(world.table, grades=world.grades)
    graded_too = measure(world.table, with_grades.probability, world.truth)
    for other in (majority(world.table), graded(world)):
        theirs = measure(world.table, other, world.truth)
        assert ours.brier < theirs.brier
        assert graded_too.brier < theirs.brier
    assert ours.accuracy >= measure(world.table, majority(world.table), world.truth).accuracy


@pytest.mark.parametrize("name", ["open", "closed"])
def test_calibrated_where_errors_are_independent(name: str) -> None:
    gaps = []
    for seed in range(4):
        world = table_world(seed, objects=3000, **WORLDS[name])
        result = score_table(world.table)
        gaps.append(measure(world.table, result.probability, world.truth).calibration)
        assert result.chosen["labels"] == name
    assert np.mean(gaps) < 0.03


def test_shared_errors_are_found_and_humble() -> None:
    alone = score_table(table_world(3, closed=True, each=6).table)
    world = table_world(3, closed=True, each=6, clustered=0.3)
    together = score_table(world.table)
    assert alone.chosen["shared errors"] < 0.06
    assert together.chosen["shared errors"] > 0.1
    bold = score_table(world.table, TableConfig(shared_errors=(0.0,)))
    humble = measure(world.table, together.probability, world.truth)
    assert humble.calibration < measure(world.table, bold.probability, world.truth).calibration
    assert humble.brier < measure(world.table, bold.probability, world.truth).brier


def test_copying_is_found_from_shared_errors() -> None:
    copied = score_table(table_world(1, copying=0.8, each=8).table)
    honest = score_table(table_world(1, each=8).table)
    assert copied.chosen["copying pairs"] > 50
    assert honest.chosen["copying pairs"] < 20
    world = table_world(1, copying=0.8, each=8)
    heeded = measure(world.table, score_table(world.table).probability, world.truth)
    ignored = score_table(world.table, TableConfig(copy_rounds=0)).probability
    assert heeded.brier < measure(world.table, ignored, world.truth).brier


rows = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("12345"), st.sampled_from("xyz")),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(rows, st.randoms())
def test_order_and_repetition_change_nothing(table: list[tuple[str, str, str]], chance) -> None:  # type: ignore[no-untyped-def]
    other = table + table[:5]
    chance.shuffle(other)
    first, labels = encode_table(*columns(table))
    second, same = encode_table(*columns(other))
    assert labels.values == same.values
    here, there = score_table(first), score_table(second)
    assert np.array_equal(here.probability, there.probability)
    assert np.array_equal(here.accuracy, there.accuracy)


@settings(max_examples=40, deadline=None)
@given(rows)
def test_probabilities_are_shares(table: list[tuple[str, str, str]]) -> None:
    encoded, _ = encode_table(*columns(table))
    result = score_table(encoded)
    total = over_objects(encoded, result.probability)
    assert (total <= 1 + 1e-9).all()
    assert (result.probability >= 0).all()
    assert ((result.lower <= result.accuracy) & (result.accuracy <= result.upper)).all()


def columns(table: list[tuple[str, str, str]]) -> tuple[list[str], list[str], list[str]]:
    return tuple([row[at] for row in table] for at in range(3))  # type: ignore[return-value]


def test_one_assertion() -> None:
    table, labels = encode_table(["a"], ["o"], ["v"])
    result = score_table(table)
    assert labels.values == ("v",)
    assert 0.5 < result.probability[0] < 0.95


def test_a_better_grade_wins_a_tie() -> None:
    table, labels = encode_table(["a", "b"], ["o", "o"], ["x", "y"])
    plain = score_table(table).probability
    assert plain[0] == plain[1]
    grades = np.array([Grade.E, Grade.A], dtype=np.int8)
    better = score_table(table, grades=grades).probability
    assert better[list(labels.values).index("y")] > better[list(labels.values).index("x")]


def test_grades_count_on_closed_labels() -> None:
    """Two sources against two, on every object: only the grades tell who is right."""
    objects = np.repeat(np.arange(40), 4)
    source, truth = np.tile(np.arange(4), 40), objects % 2
    table = AssertionTable.of(source, objects, np.where(source < 2, truth, 1 - truth), 4, 40, 2)
    graded = score_table(table, grades=np.array([0, 0, 4, 4], dtype=np.int8))
    assert measure(table, graded.probability, np.arange(40) % 2).accuracy == 1.0
    assert graded.accuracy[0] > 0.7
    assert graded.accuracy[3] < 0.4


def test_confusable_labels_are_weak_witnesses() -> None:
    """Six labels: two of three who agree are less sure where labels are taken for one another in
    pairs than where mistakes fall on all labels alike."""
    chance = np.random.default_rng(5)
    place = np.repeat(np.arange(900), 3)
    source, truth = np.arange(2700) % 39, chance.integers(0, 6, 900)
    wrong, far = chance.random(2700) < 0.3, chance.integers(1, 6, 2700)

    def sure(mistake: np.ndarray) -> float:
        value = np.where(wrong, mistake, truth[place])
        table = AssertionTable.of(source, place, value, 39, 900, 6)
        two = np.bincount(table.candidate, minlength=len(table.object)) == 2
        return float(score_table(table).probability[two].mean())

    assert sure(truth[place] ^ 1) < sure((truth[place] + far) % 6) - 0.05


def test_f_is_no_grade() -> None:
    world = table_world(1)
    silent = np.full(60, Grade.F, dtype=np.int8)
    silent[::2] = -1
    with_f = score_table(world.table, grades=silent).probability
    assert np.array_equal(with_f, score_table(world.table).probability)


def test_a_source_that_names_two_values_has_half_a_vote_for_each() -> None:
    table, _ = encode_table(["a", "a", "b"], ["o", "o", "o"], ["x", "y", "x"])
    assert table.weight.tolist() == [0.5, 1.0, 0.5]


def test_refused() -> None:
    with pytest.raises(InvalidInput):
        encode_table(["a"], ["o", "p"], ["v"])
    one = np.zeros(1, dtype=np.int64)
    with pytest.raises(InvalidInput, match="source"):
        AssertionTable.of(one + 1, one, one, 1, 1, 1)


def test_empty_table() -> None:
    table, _ = encode_table([], [], [])
    assert len(score_table(table).probability) == 0


def test_million_assertions_of_one_object() -> None:
    n = 300_000
    table = AssertionTable.of(np.arange(n), np.zeros(n, dtype=np.int64), np.arange(n) % 3, n, 1, 3)
    result = score_table(table)
    assert np.isfinite(result.probability).all()


def test_measures_by_hand() -> None:
    table, labels = encode_table(["a", "a", "b"], ["o", "p", "p"], ["x", "x", "y"])
    probability = np.array([0.8, 0.6, 0.4])
    truth = np.array([labels.values.index("x"), labels.values.index("y")])
    result = measure(table, probability, truth)
    assert result.objects == 2
    assert result.accuracy == 0.5
    assert result.brier == pytest.approx((0.2**2 + 0.6**2) / 2)
    assert result.log_loss == pytest.approx(-(np.log(0.8) + np.log(0.4)) / 2)
    assert result.calibration == pytest.approx((0.2 + 0.6) / 2)
    unnamed = measure(table, probability, np.array([-2, -1]))
    assert (unnamed.objects, unnamed.accuracy) == (1, 0.0)


def test_calibration_by_hand() -> None:
    confidence = np.array([0.95, 0.95, 0.55, 0.55])
    assert calibration(confidence, np.array([1.0, 1.0, 0.0, 1.0])) == pytest.approx(0.05)


def test_configuration_is_json_able() -> None:
    assert TableConfig().as_dict()["shared_errors"][-1] == 0.3


def test_both_ways_of_discounting_copies_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_world(1, objects=200, sources=30, each=25, copying=0.8).table
    first, second, common = copying.pairs(table, TableConfig())
    copies = np.linspace(0, 1, len(first))
    by_block = copying.discount(table, first, second, copies, TableConfig())
    monkeypatch.setattr(copying, "_DENSE", 0)
    monkeypatch.setattr(copying, "_PAIRS", 500)
    by_pair = copying.discount(table, first, second, copies, TableConfig())
    assert by_pair == pytest.approx(by_block)
    assert by_pair.min() < 0.5
    assert (common >= 5).all()


def test_an_answer_taken_from_a_tie_is_half_right() -> None:
    """Two values of one vote each: right half the time, at confidence one half."""
    table = AssertionTable.of(np.array([0, 1]), np.array([0, 0]), np.array([0, 1]), 2, 1, 2)
    measures = measure(table, np.array([0.5, 0.5]), np.array([1]))
    assert measures.accuracy == 0.5
    assert measures.brier == pytest.approx(0.25)
    assert measures.calibration == 0.0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sources_that_all_lean_to_one_label_are_seen_through(seed: int) -> None:
    """Forty sources who miss a label more often than not, each by its own measure: the majority is
    wrong about a third of the objects."""
    chance = np.random.default_rng(seed)
    truth = (chance.random(100) < 0.4).astype(np.int64)
    seen, cleared = chance.beta(4, 6, 40), chance.beta(9, 1, 40)
    place, source = (axis.ravel() for axis in np.indices((100, 40)))
    says_one = np.where(truth[place] == 1, seen[source], 1 - cleared[source])
    value = (chance.random(len(place)) < says_one).astype(np.int64)
    table = AssertionTable.of(source, place, value, 40, 100, 2)

    assert measure(table, majority(table), truth).accuracy < 0.8
    assert measure(table, score_table(table).probability, truth).accuracy >= 0.95
