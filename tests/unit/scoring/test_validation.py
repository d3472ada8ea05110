"""What is refused, with its name; what is large, handled."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from provenance.errors import InvalidInput
from provenance.scoring.arrays import logit
from provenance.scoring.codes import Polarity, RelationKind, encode, word
from provenance.scoring.engine import score
from provenance.scoring.types import (
    Attributions,
    Claims,
    Dependences,
    Questions,
    Ratings,
    Relations,
    ScoringInput,
    Sources,
    Ties,
)


def base(**tables: Any) -> ScoringInput:
    given = {
        "claims": Claims.of(2),
        "sources": Sources.of(2),
        "attributions": Attributions.of(1, claim=[0], source=[0]),
    }
    return ScoringInput(**{**given, **tables})


def said(**columns: Any) -> Attributions:
    return Attributions.of(1, **{"claim": [0], "source": [0], **columns})


@pytest.mark.parametrize(
    ("inputs", "where"),
    [
        (base(attributions=said(claim=[2])), "attributions.claim"),
        (base(attributions=said(claim=[-1])), "attributions.claim"),
        (base(attributions=said(source=[9])), "attributions.source"),
        (base(attributions=said(document=[0])), "attributions.document"),
        (base(attributions=said(polarity=[4])), "attributions.polarity"),
        (base(attributions=said(polarity=[-2])), "attributions.polarity"),
        (base(attributions=said(claim=[np.nan])), "attributions.claim"),
        (base(attributions=said(link=[0.5])), "attributions.link"),
        (base(attributions=said(source=[0, 1])), "attributions.source"),
        (base(attributions=said(via_start=[0, 2], via=[1])), "attributions.via_start"),
        (base(attributions=said(via_start=[0, 1], via=[0])), "attributions.via"),
        (base(claims=Claims.of(2, time_from=[0.0, np.inf])), "claims.time_from"),
        (base(sources=Sources.of(2, person=[0, -1])), "sources.person"),
        (base(ratings=Ratings.of(1, source=[0])), "ratings.grade"),
        (base(ratings=Ratings.of(1, source=[0], grade=[6])), "ratings.grade"),
        (base(relations=Relations.of(1, a=[1], b=[1], kind=[0])), "relations"),
        (base(relations=Relations.of(1, a=[0], b=[5], kind=[0])), "relations.b"),
        (base(dependences=Dependences.of(1, a=[1], b=[1])), "dependences"),
        (base(ties=Ties.of(1, a=[0], b=[1], kind=[0])), "ties.a"),
        (base(questions=Questions.of(1, member_start=[0, 1], member=[2])), "questions.member"),
        (base(n_persons=-1), "n_persons"),
    ],
)
def test_refused_by_name(inputs: ScoringInput, where: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        score(inputs)
    assert where in [fault.where for fault in refused.value.faults]
    assert where in refused.value.message


def test_every_wrong_column_is_named() -> None:
    wrong = base(attributions=said(claim=[5], source=[5], polarity=[9]))
    with pytest.raises(InvalidInput) as refused:
        score(wrong)
    assert len(refused.value.faults) == 3


def test_unknown_column() -> None:
    with pytest.raises(TypeError, match="colour"):
        Claims.of(1, colour=[1])


def test_encoding() -> None:
    codes = encode(Polarity, ["denies", None, "asserts"])
    assert codes.tolist() == [1, -1, 0]
    assert [word(Polarity, code) for code in codes] == ["denies", "not stated", "asserts"]
    with pytest.raises(InvalidInput, match="'perhaps' is none of: asserts"):
        encode(Polarity, ["perhaps"])


def test_empty_tables_of_every_kind() -> None:
    result = score(ScoringInput(Claims.of(0), Sources.of(0), Attributions.of(0)))
    assert result.probability.shape == (0,)
    assert score(ScoringInput(Claims.of(3), Sources.of(0), Attributions.of(0))).flags[:, 6].all()
    assert len(score(base(attributions=Attributions.of(0))).sources.accuracy) == 2


def test_star_of_many_edges() -> None:
    """200,000 claims attack one: it ends at the limit, quickly and without overflow."""
    n = 200_000
    claims = np.arange(n + 1)
    inputs = ScoringInput(
        Claims.of(n + 1),
        Sources.of(n + 1),
        Attributions.of(n + 1, claim=claims, source=claims),
        ratings=Ratings.of(n + 1, source=claims, grade=np.full(n + 1, 1)),
        relations=Relations.of(
            n, a=claims[1:], b=np.zeros(n, dtype=np.int64), kind=np.ones(n, int)
        ),
    )
    result = score(inputs)
    assert np.isfinite(result.log_odds).all()
    assert result.converged.all()
    assert result.probability[0] < 0.2
    lines = result.ledger(0)
    assert math.fsum(line.log_odds for line in lines) == pytest.approx(result.log_odds[0], abs=1e-9)


def test_star_of_many_voices() -> None:
    n = 200_000
    inputs = ScoringInput(
        Claims.of(1),
        Sources.of(n),
        Attributions.of(n, claim=np.zeros(n, dtype=np.int64), source=np.arange(n)),
        ratings=Ratings.of(n, source=np.arange(n), grade=np.zeros(n, dtype=np.int64)),
    )
    result = score(inputs)
    assert result.probability[0] < 0.99
    assert result.origins[0] == n


def test_a_copy_is_not_touched() -> None:
    inputs = base()
    before = replace(inputs)
    score(inputs)
    assert np.array_equal(before.attributions.claim, inputs.attributions.claim)


@pytest.mark.parametrize("edges", [50_000, pytest.param(1_000_000, marks=pytest.mark.soak)])
def test_a_star_of_many_edges_is_scored(edges: int) -> None:
    """Half of the leaves support the hub, half contradict it; each has a witness of its own."""
    leaves = np.arange(1, edges + 1)
    inputs = ScoringInput(
        claims=Claims.of(edges + 1),
        sources=Sources.of(edges),
        attributions=Attributions.of(edges, claim=leaves, source=leaves - 1),
        relations=Relations.of(
            edges,
            a=leaves,
            b=np.zeros(edges, dtype=np.int64),
            kind=np.where(
                leaves % 2 == 0, int(RelationKind.SUPPORTS), int(RelationKind.CONTRADICTS)
            ).astype(np.int8),
        ),
    )
    result = score(inputs)
    assert result.converged.all()
    assert np.isfinite(result.log_odds).all()
    assert 0.01 <= result.probability[0] <= 0.99
    total = math.fsum(line.log_odds for line in result.ledger(0))
    assert total == pytest.approx(float(logit(result.probability[0])), abs=1e-9)
