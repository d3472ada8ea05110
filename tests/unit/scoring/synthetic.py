"""Worlds with known truth: tables of assertions, and dossiers of claims that obey the model.

Every world is a pure function of its seed. None is tuned to any real set.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.codes import Directness, Grade, Interest, LinkBasis, Verdict
from provenance.scoring.config import DEFAULT
from provenance.scoring.tables.types import AssertionTable
from provenance.scoring.types import (
    Attributions,
    Claims,
    Dependences,
    Documents,
    Ratings,
    ScoringInput,
    Sources,
)

Index = NDArray[np.int64]


@dataclass(frozen=True)
class TableWorld:
    """A table, the true value of each object, and each source's grade."""

    table: AssertionTable
    truth: Index
    grades: NDArray[np.int8]


def table_world(
    seed: int,
    objects: int = 1500,
    sources: int = 60,
    each: int = 4,
    values: int = 4,
    closed: bool = False,
    copying: float = 0.0,
    clustered: float = 0.0,
    asymmetric: bool = False,
) -> TableWorld:
    """``each`` assertions per object at most. ``copying``: a third of the sources repeat what source
    0 says, so often. ``clustered``: probability that an assertion uses its object's common luck.
    ``asymmetric``: value 0 is named rightly more often than the others (closed labels)."""
    chance = np.random.default_rng(seed)
    accuracy = chance.beta(5, 2, sources)
    place = np.repeat(np.arange(objects), chance.integers(1, each + 1, objects))
    source = chance.integers(0, sources, len(place))
    truth = chance.integers(0, values, objects)
    if asymmetric:
        truth = (chance.random(objects) < 0.2).astype(np.int64)
    common = chance.random(len(place)) < np.sqrt(clustered)
    luck = np.where(common, chance.random(objects)[place], chance.random(len(place)))
    aim = accuracy[source] + (0.15 * (1 - 3 * truth[place]) if asymmetric else 0.0)
    miss = np.where(common, chance.random(objects)[place], chance.random(len(place)))
    other = (truth[place] + 1 + (miss * (values - 1)).astype(np.int64)) % values
    said = np.where(luck < np.clip(aim, 0.05, 0.98), truth[place], other)
    said = _copied(chance, said, place, source, sources, values, copying)
    if not closed:
        said, truth = said + values * place, truth + values * np.arange(objects)
    n_values = values if closed else values * objects
    table = AssertionTable.of(source, place, said, sources, objects, n_values)
    return TableWorld(table, truth, grade_of(accuracy))


def _copied(
    chance: np.random.Generator,
    said: Index,
    place: Index,
    source: Index,
    sources: int,
    values: int,
    copying: float,
) -> Index:
    """Copiers name what a bad original says of the object."""
    original = chance.integers(0, values, int(place.max()) + 1)
    copies = (source < sources // 3) & (chance.random(len(said)) < copying)
    return np.where(copies, original[place], said)


def grade_of(accuracy: NDArray[np.float64]) -> NDArray[np.int8]:
    """The nearest letter A to E."""
    letters = np.array(DEFAULT.truthfulness[: Grade.F])
    return np.abs(accuracy[:, None] - letters[None]).argmin(axis=1).astype(np.int8)


@dataclass(frozen=True)
class ClaimWorld:
    """A dossier and whether each claim is true."""

    inputs: ScoringInput
    truth: NDArray[np.bool_]


def claim_world(
    seed: int, claims: int = 4000, sources: int = 200, lying: float = 0.0
) -> ClaimWorld:
    """A world that obeys the model (with ``lying`` = 0): a claim reaches us through one document,
    which turns it round with probability (1 - φ)/2; each source is told the document's version,
    mishears it by its link and directness, and says what it takes for true by its grade.

    A quarter of the statements serve the speaker: they are made whatever is true, so often as the
    model says. ``lying``: share of sources that assert whatever serves them, always.
    """
    chance = np.random.default_rng(seed)
    grade = chance.integers(0, 5, sources).astype(np.int8)
    truth = chance.random(claims) < 0.5
    claim = np.repeat(np.arange(claims), chance.integers(1, 5, claims))
    n = len(claim)
    source = (chance.integers(0, sources, n) // 4) * 4 + np.arange(n) % 4
    link = chance.choice([LinkBasis.SENTENCE, LinkBasis.PARAGRAPH, LinkBasis.SECTION], n)
    direct = chance.choice([Directness.WITNESSED, Directness.TOLD, Directness.RELAYED], n)
    quality = np.array(DEFAULT.link)[link] * np.array(DEFAULT.directness)[direct]
    version = truth ^ (chance.random(claims) > (1 + DEFAULT.document[-1]) / 2)
    heard = version[claim] ^ (chance.random(n) > (1 + quality) / 2)
    says = ~(heard ^ (chance.random(n) < np.array(DEFAULT.truthfulness)[grade[source]]))
    serving = chance.random(n) < 0.25
    liars = chance.random(sources) < lying
    anyway = serving & ((chance.random(n) < DEFAULT.self_serving) | liars[source])
    polarity = np.where(says | anyway, 0, 1).astype(np.int8)
    keep = ~serving | (polarity == 0)
    return ClaimWorld(
        _dossier(claims, sources, grade, claim, source, link, direct, polarity, serving, keep),
        truth,
    )


def _dossier(
    claims: int,
    sources: int,
    grade: NDArray[np.int8],
    claim: Index,
    source: Index,
    link: Index,
    direct: Index,
    polarity: NDArray[np.int8],
    serving: NDArray[np.bool_],
    keep: NDArray[np.bool_],
) -> ScoringInput:
    rows = np.flatnonzero(keep)
    _, first = np.unique(claim[rows] * sources + source[rows], return_index=True)
    rows = rows[first]
    a, b = np.triu_indices(sources, 1)
    return ScoringInput(
        claims=Claims.of(claims),
        sources=Sources.of(sources),
        documents=Documents.of(claims),
        attributions=Attributions.of(
            len(rows),
            claim=claim[rows],
            source=source[rows],
            document=claim[rows],
            polarity=polarity[rows],
            interest=np.where(serving, int(Interest.SELF_SERVING), int(Interest.NONE))[rows],
            link=link[rows],
            directness=direct[rows],
            access=np.zeros(len(rows), dtype=np.int8),
        ),
        ratings=Ratings.of(sources, source=np.arange(sources), grade=grade),
        dependences=Dependences.of(
            len(a), a=a, b=b, verdict=np.full(len(a), int(Verdict.INDEPENDENT))
        ),
    )
