"""Whatever people do between a merge or a split and its undoing, the dossier stays sound."""

import json
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from provenance.assessments.service import assess_dossier
from provenance.citations.service import correct_citation
from provenance.claims.commands import RecordClaim
from provenance.claims.service import (
    correct_attribution,
    record_claim,
    withdraw_attribution,
    withdraw_dependence,
)
from provenance.db.session import Database
from provenance.dossiers.commands import Correct, Withdraw
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import AlreadyExists, InvalidInput, NotFound
from provenance.interchange.check import file_faults
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from provenance.sources.service import correct_source
from tests.factories.records import in_transaction
from tests.integration.assessments.dossiers import example_file, load
from tests.integration.assessments.freshness import assert_fresh
from tests.integration.identities.there_and_back import (
    WHY,
    Home,
    merge_deciding,
    split_at_random,
)

Records = list[dict[str, Any]]


@pytest.fixture
def home(sqlite_database: Database) -> Home:
    """The worked example, scored."""
    slug = load(sqlite_database, example_file())
    in_transaction(
        sqlite_database,
        lambda s: assess_dossier(s, "Ada", dossier_by_slug(s, slug), "for a test"),
    )
    return Home(sqlite_database, slug)


def meddle(home: Home, draw: random.Random, source: str) -> None:
    """Something that people do every day, to what hangs on a source."""
    hanging, slug, others = home.hanging(source), home.slug, home.sources()
    own = [r for r in hanging["attributions"] if r["source"] == source]

    def corrected(service: Callable[..., Any], records: Records, **changes: Any) -> None:
        if records:
            home.act(service, Correct(slug, draw.choice(records)["id"], changes, WHY))

    def taken_back(service: Callable[..., Any], records: Records) -> None:
        if records:
            home.act(service, Withdraw(slug, draw.choice(records)["id"], WHY))

    cited = [r["id"] for r in hanging["citations"] if r["source"] == source]
    said = {"source": source, "citations": cited[:1]}
    acts: list[Callable[[], object]] = [
        lambda: corrected(correct_attribution, own, interest="self-serving", hedges=[]),
        lambda: corrected(correct_attribution, own, citations=cited[:2]),
        lambda: corrected(correct_attribution, own, source=draw.choice(others)),
        lambda: corrected(correct_attribution, hanging["attributions"], via=[draw.choice(others)]),
        lambda: corrected(correct_citation, hanging["citations"], source=draw.choice(others)),
        lambda: taken_back(withdraw_attribution, own),
        lambda: taken_back(withdraw_dependence, hanging["dependences"]),
        lambda: home.act(rate, Rate(slug, source, draw.choice("ABCDEF"), WHY)),
        lambda: home.act(correct_source, Correct(slug, source, {"place": "Kabul"}, WHY)),
        lambda: home.act(record_claim, RecordClaim(slug, {"text": "New."}, WHY, (said,))),
    ]
    with suppress(InvalidInput, AlreadyExists, NotFound):  # refused to people too
        draw.choice(acts)()


def is_undone(home: Home, act: str) -> bool:
    """Undo it; False where somebody has said the same of the divided source anew."""
    try:
        home.undo(act)
    except InvalidInput as error:
        if "instead" in error.message:
            return False
        raise
    return True


def go_through(home: Home, seed: int, rounds: int) -> int:
    """Merge or split, meddle, undo; how often undoing was possible."""
    draw = random.Random(seed)
    undone = 0
    for _ in range(rounds):
        kept, gone = draw.sample(home.sources(), 2)
        act = (
            merge_deciding(home, draw, kept, gone)
            if draw.random() < 0.6
            else split_at_random(home, draw, kept)
        )
        if act is None:
            continue
        for _ in range(3):
            meddle(home, draw, draw.choice([kept, *home.sources()[-2:]]))
        undone += is_undone(home, act)
        assert list(file_faults(json.loads(home.state()[0]))) == []
        assert_fresh(home.database, home.slug)
    assert home.chain_holds()
    return undone


def test_a_few_rounds(home: Home) -> None:
    assert go_through(home, seed=1, rounds=6) >= 2


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 8))
def test_many_rounds(home: Home, seed: int) -> None:
    assert go_through(home, seed, rounds=50) > 10
