"""Seconds and memory for a million assertions, beside crowd-kit, and for a million attributions."""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from provenance.scoring.engine import score
from provenance.scoring.tables.solve import score_table
from provenance.scoring.tables.types import AssertionTable
from provenance.scoring.types import (
    Attributions,
    Claims,
    Documents,
    Ratings,
    Relations,
    ScoringInput,
    Sources,
)
from tests.benchmarks.methods import has_crowdkit, model_alone, public

MILLION = 1_000_000
SMALLER = 100_000
"""Assertions with which the slow public methods are compared."""


def main() -> None:
    """Each act once; wall and processor seconds, for the machine may have other work."""
    for label, sources, closed in (
        ("open values, 1000 sources that share objects", 1000, False),
        ("open values, 10000 sources", 10_000, False),
        ("closed labels", 1000, True),
    ):
        table = random_table(MILLION, sources, closed)
        timed(f"{label}: the model alone", lambda t=table: model_alone(t))
        timed(f"{label}: all", lambda t=table: score_table(t))
    inputs = random_dossier(MILLION, 300_000)
    timed("1,000,000 attributions, 300,000 relations", lambda: score(inputs))
    if has_crowdkit():
        ratios()


def ratios() -> None:
    """The model alone against crowd-kit's, in this one run."""
    table = random_table(SMALLER, 1000, closed=True)
    base = timed("100,000 assertions: the model alone", lambda: model_alone(table))
    for name in ("DawidSkene", "OneCoinDawidSkene"):
        taken = timed(f"100,000 assertions: crowd-kit {name}", lambda n=name: public(n)(table))
        sys.stdout.write(f"  {taken / base:.0f} times ours\n")


def timed(name: str, act: Callable[[], Any]) -> float:
    """Processor seconds of an act; one line is printed."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"  {name:62}{wall:7.2f} s{cpu:7.2f} s of processor, peak {peak:.0f} MB\n")
    sys.stdout.flush()
    return cpu


def random_table(assertions: int, sources: int, closed: bool) -> AssertionTable:
    """Four assertions of one of four values for each object."""
    chance = np.random.default_rng(1)
    objects = assertions // 4
    place = np.repeat(np.arange(objects), 4)
    source = chance.integers(0, sources, assertions)
    truth = chance.integers(0, 4, objects)[place]
    right = chance.random(assertions) < chance.beta(5, 2, sources)[source]
    value = np.where(right, truth, (truth + chance.integers(1, 4, assertions)) % 4)
    if closed:
        return AssertionTable.of(source, place, value, sources, objects, 4)
    return AssertionTable.of(source, place, value + 4 * place, sources, objects, assertions)


def random_dossier(attributions: int, relations: int) -> ScoringInput:
    """Two or three voices to a claim, a tenth as many sources, papers of fifty claims."""
    chance = np.random.default_rng(1)
    claims, sources = attributions * 2 // 5, attributions // 25
    documents, organisations = claims // 50, 500
    a = chance.integers(0, claims, relations)
    return ScoringInput(
        claims=Claims.of(claims),
        sources=Sources.of(
            sources,
            organisation_start=np.arange(sources + 1),
            organisation=chance.integers(0, organisations, sources),
        ),
        documents=Documents.of(documents),
        n_organisations=organisations,
        attributions=Attributions.of(
            attributions,
            claim=chance.integers(0, claims, attributions),
            source=chance.integers(0, sources, attributions),
            document=chance.integers(0, documents, attributions),
            polarity=(chance.random(attributions) < 0.15).astype(np.int8),
            link=chance.integers(0, 4, attributions).astype(np.int8),
        ),
        ratings=Ratings.of(
            sources,
            source=np.arange(sources),
            grade=chance.integers(0, 6, sources).astype(np.int8),
        ),
        relations=Relations.of(
            relations,
            a=a,
            b=(a + chance.integers(1, claims, relations)) % claims,
            kind=chance.choice([0, 1, 2, 3, 5], relations).astype(np.int8),
        ),
    )
