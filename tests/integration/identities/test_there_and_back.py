"""A merge or a split, undone, leaves the dossier file byte for byte and every score as it was."""

import random

import pytest

from provenance.assessments.service import assess_dossier
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from tests.factories.records import in_transaction
from tests.integration.assessments.dossiers import example_file, load
from tests.integration.assessments.freshness import assert_fresh
from tests.integration.identities.there_and_back import (
    Home,
    alike,
    merge_deciding,
    split_at_random,
)


@pytest.fixture
def home(database: Database) -> Home:
    """The worked example, scored."""
    slug = load(database, example_file())
    in_transaction(
        database, lambda s: assess_dossier(s, "Ada", dossier_by_slug(s, slug), "for a test")
    )
    return Home(database, slug)


def go_and_come_back(home: Home, seed: int, rounds: int) -> tuple[int, int]:
    """Merge and split at random, each time back again; how many of each were possible."""
    draw = random.Random(seed)
    before = home.state()
    merged = divided = 0
    for _ in range(rounds):
        kept, gone = draw.sample(home.sources(), 2)
        act = merge_deciding(home, draw, kept, gone)
        if act is not None:
            merged += 1
            assert home.state()[0] != before[0]
            home.undo(act)
            assert alike(before, home.state()), (kept, gone)
        act = split_at_random(home, draw, kept)
        if act is not None:
            divided += 1
            assert home.state()[0] != before[0]
            home.undo(act)
            assert alike(before, home.state()), kept
    return merged, divided


def test_a_few_merges_and_splits_and_back(home: Home) -> None:
    merged, divided = go_and_come_back(home, seed=7, rounds=5)

    assert merged >= 2
    assert divided >= 1
    assert home.chain_holds()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_many_merges_and_splits_and_back(home: Home, seed: int) -> None:
    merged, divided = go_and_come_back(home, seed, rounds=60)

    assert merged > 20
    assert divided > 5


def test_scores_after_merges_are_those_of_a_whole_run_and_all_can_be_undone(home: Home) -> None:
    draw = random.Random(3)
    states, acts = [home.state()], []
    while len(acts) < 3:
        kept, gone = draw.sample(home.sources(), 2)
        act = merge_deciding(home, draw, kept, gone)
        if act is not None:
            acts.append(act)
            states.append(home.state())
            assert_fresh(home.database, home.slug)
    for act in reversed(acts):
        assert alike(states.pop(), home.state())
        home.undo(act)
    assert alike(states[0], home.state())
