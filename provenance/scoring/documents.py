"""What reaches us through one document saturates.

Three anonymous admissions in one paper are not certainty: they passed one author. All voices on one
side of a claim that came through one document pass one channel together, whose quality is the
author's. Documents that share a voice on the claim are one channel too, as wide as the number of
documents or of voices in it, whichever is smaller; so that a note repeated elsewhere adds nothing.
"""

import numpy as np

from provenance.scoring.arrays import (
    Bools,
    Floats,
    Index,
    channel,
    distinct,
    group_sum,
    number,
    owners,
)
from provenance.scoring.config import Config
from provenance.scoring.grades import Reliability, by_grade
from provenance.scoring.ledger import Block, Rule
from provenance.scoring.origins import Origins, components
from provenance.scoring.types import ScoringInput
from provenance.scoring.voices import Voices
from provenance.scoring.witness import Witness


def document_quality(inputs: ScoringInput, sources: Reliability, config: Config) -> Floats:
    """Quality of each document's channel, by its best graded author; the last entry stands for a
    document that is not stated."""
    table = inputs.documents
    quality = by_grade(sources.log_odds, sources.graded, config.document, config.document[-1])
    known = sources.graded[table.author]
    best = np.full(len(table.is_record) + 1, -1.0)
    np.maximum.at(best, owners(table.author_start)[known], quality[table.author[known]])
    return np.where(best < 0, config.document[-1], best)


def pool(
    inputs: ScoringInput, origins: Origins, voices: Voices, value: Floats, config: Config
) -> tuple[Floats, Block]:
    """Voices without a note, per document and side, pass one weak link together."""
    rows = np.flatnonzero(voices.pooled & ~origins.author)
    n = len(inputs.documents.is_record) + 1
    place = inputs.attributions.document[voices.rep[rows]] % n
    key = (origins.claim[rows] * n + place) * 2 + (value[rows] < 0)
    group, n_groups = number(key)
    total = group_sum(group, value[rows], n_groups)
    passed = channel(total, config.uncited)
    result = value.copy()
    result[rows] *= _ratio(passed, total)[group]
    claim = np.zeros(n_groups, dtype=np.int64)
    claim[group] = origins.claim[rows]
    return result, Block(Rule.POOLED, claim, passed - total)


def through_documents(
    inputs: ScoringInput,
    witness: Witness,
    origins: Origins,
    voices: Voices,
    value: Floats,
    quality: Floats,
) -> tuple[Floats, Block]:
    """Informants' values after their documents' channels; authors speak for themselves."""
    rows = np.flatnonzero((voices.rep >= 0) & ~origins.author)
    pair_voice, pair_place = _places(inputs, witness, origins, value, rows)
    side = origins.claim[rows] * 2 + (value[rows] < 0)
    group, n = _channels(side, pair_voice, pair_place)
    faithful = _faithful(inputs, witness, voices, rows, pair_voice, pair_place, quality)
    width = _width(group, n, pair_voice, pair_place, faithful)
    total = group_sum(group, value[rows], n)
    passed = channel(total, width)
    result = value.copy()
    result[rows] *= _ratio(passed, total)[group]
    claim = np.zeros(n, dtype=np.int64)
    claim[group] = origins.claim[rows]
    place = np.full(n, -1, dtype=np.int64)
    place[group[pair_voice]] = pair_place
    place[place == len(quality) - 1] = -1
    return result, Block(Rule.DOCUMENT, claim, passed - total, {"document": place})


def _ratio(after: Floats, before: Floats) -> Floats:
    return np.divide(after, before, out=np.ones_like(before), where=before != 0)


def _places(
    inputs: ScoringInput, witness: Witness, origins: Origins, value: Floats, rows: Index
) -> tuple[Index, Index]:
    """Each (position in ``rows``, document) in which that voice speaks on the side that counts."""
    said = inputs.attributions
    n = len(inputs.documents.is_record) + 1
    position = np.full(origins.n, -1, dtype=np.int64)
    position[rows] = np.arange(len(rows))
    same_side = np.sign(witness.value) == np.sign(value[origins.of])
    use = (position[origins.of] >= 0) & (same_side | (value[origins.of] == 0))
    pairs = distinct(position[origins.of[use]] * n + said.document[use] % n)
    return pairs // n, pairs % n


def _channels(side: Index, voice: Index, place: Index) -> tuple[Index, int]:
    """Channel number of each voice: documents of one side of a claim, joined where they share a
    voice."""
    n_places = int(place.max(initial=0)) + 1
    rooms, n_rooms = number(side[voice] * n_places + place)
    same = voice[1:] == voice[:-1]
    joined = components(n_rooms, rooms[:-1][same], rooms[1:][same])
    group = np.zeros(len(side), dtype=np.int64)
    group[voice] = joined[rooms]
    return number(group)


def _faithful(
    inputs: ScoringInput,
    witness: Witness,
    voices: Voices,
    rows: Index,
    voice: Index,
    place: Index,
    quality: Floats,
) -> Floats:
    """Quality of each (voice, document): the wording of a public record loses nothing."""
    public: Bools = np.append(inputs.documents.is_record == 1, False)
    wording = witness.record[voices.rep[rows]]
    return np.where(wording[voice] & public[place], 1.0, quality[place])


def _width(group: Index, n: int, voice: Index, place: Index, faithful: Floats) -> Floats:
    """1 - product of (1 - q) over a channel's best documents, as many as it has voices."""
    room, n_rooms = number(group[voice] * (int(place.max(initial=0)) + 1) + place)
    best = np.zeros(n_rooms)
    np.maximum.at(best, room, faithful)
    of = np.zeros(n_rooms, dtype=np.int64)
    of[room] = group[voice]
    use = _best(best, of, np.bincount(group, minlength=n))
    with np.errstate(divide="ignore"):
        lost = group_sum(of[use], np.log1p(-best[use]), n)
    return 1 - np.exp(lost)


def _best(quality: Floats, of: Index, most: Index) -> Bools:
    """Which rooms are among the best of their channel, of each ``most`` of them."""
    use = np.ones(len(of), dtype=np.bool_)
    many = np.flatnonzero((np.bincount(of, minlength=len(most)) > most)[of])
    order = many[np.lexsort((-quality[many], of[many]))]
    ranked = of[order]
    rank = np.arange(len(order)) - np.searchsorted(ranked, ranked, side="left")
    use[order] = rank < most[ranked]
    return use
