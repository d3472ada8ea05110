"""What is said of each claim itself, before claims speak to one another."""

from dataclasses import dataclass

import numpy as np

from provenance.scoring import origins as origin_finder
from provenance.scoring.arrays import Bools, Floats, Index, distinct, group_sum, number
from provenance.scoring.authors import doubts_of_questions, unestablished, weigh_authors
from provenance.scoring.codes import Codes
from provenance.scoring.config import Config
from provenance.scoring.documents import document_quality, pool, through_documents
from provenance.scoring.grades import Reliability, of_attributions, of_sources
from provenance.scoring.ledger import Block, Rule
from provenance.scoring.origins import Origins
from provenance.scoring.regard import regard
from provenance.scoring.types import ScoringInput
from provenance.scoring.voices import Voices, hear, silent_block
from provenance.scoring.witness import Witness, weigh


@dataclass(frozen=True, slots=True, eq=False)
class Direct:
    """``sources`` with what authors say of them; per origin its final ``value``; per claim the
    ``evidence`` of informants and authors, ``against`` from verdicts and decided cases (never above 0)
    and the ``cap`` of what an author alone says; per question what authors' remarks give to "none of
    these"; all log-odds."""

    sources: Reliability
    witness: Witness
    origins: Origins
    voices: Voices
    value: Floats
    evidence: Floats
    against: Floats
    cap: Floats
    doubts: tuple[Floats, Codes]
    blocks: tuple[Block, ...]


def listen(inputs: ScoringInput, config: Config) -> Direct:
    """All direct evidence."""
    sources = of_sources(inputs, config)
    author = origin_finder.author_level(inputs)
    bloc = origin_finder.blocs_of_sources(inputs)
    esteem = regard(inputs, sources, bloc, config)
    witness = weigh(
        inputs, of_attributions(inputs, sources, config), esteem, sources, author, config
    )
    origins = origin_finder.find(inputs, bloc, author)
    voices = hear(inputs, witness, origins, config)
    value, pooled = pool(inputs, origins, voices, voices.value, config)
    quality = document_quality(inputs, sources, config)
    value, passed = through_documents(inputs, witness, origins, voices, value, quality)
    plainly = np.where(witness.sign > 0, witness.qualities[Rule.HEDGE], 0.0)
    spoken = weigh_authors(inputs, origins, value, plainly, sources, bloc, config)
    informed = _per_claim(inputs, origins, value, ~origins.author)
    doubted, doubt = unestablished(inputs, informed, config)
    return Direct(
        esteem.of(sources, np.arange(len(bloc), dtype=np.int64), config),
        witness,
        origins,
        voices,
        value,
        informed + doubted + spoken.own,
        spoken.against,
        spoken.cap,
        doubts_of_questions(inputs, sources, config),
        (*voices.blocks, silent_block(inputs, witness), pooled, passed, *spoken.blocks, doubt),
    )


def _per_claim(inputs: ScoringInput, origins: Origins, value: Floats, use: Bools) -> Floats:
    return group_sum(origins.claim[use], value[use], len(inputs.claims.kind))


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Counts per claim from which the words are chosen.

    ``origins`` all that assert or deny, ``organisations`` theirs; ``supporting`` origins in favour
    and ``houses`` of them (an organisation, or a voice without one); ``well_graded`` supporting
    origins graded A to C; ``information`` graded voices weighed by their links; ``variance`` of
    the log-odds from grades and from what independence withholds.
    """

    origins: Index
    organisations: Index
    supporting: Index
    houses: Index
    well_graded: Index
    judged: Bools
    informed: Bools
    information: Floats
    variance: Floats


def standing(inputs: ScoringInput, direct: Direct, config: Config) -> Standing:
    """Who stands behind each claim."""
    n, origins, voices, witness = (
        len(inputs.claims.kind),
        direct.origins,
        direct.voices,
        direct.witness,
    )
    votes = voices.rep >= 0
    pro, rep = votes & (direct.value > 0), voices.rep
    known = votes & witness.graded[rep] if len(rep) else votes
    well = pro & voices.well_graded
    kept = _kept(direct)
    informed = votes & ~origins.author

    def count(use: Bools) -> Index:
        return np.bincount(origins.claim[use], minlength=n).astype(np.int64)

    spread = witness.spread[rep] if len(rep) else np.zeros(0)
    variance = (kept * spread) ** 2 + (config.relation_spread * voices.withheld) ** 2
    return Standing(
        origins=count(votes),
        organisations=_organisations(inputs, direct, votes),
        supporting=count(pro),
        houses=_houses(inputs, direct, pro),
        well_graded=count(well),
        judged=count(known) > 0,
        informed=count(informed) > 0,
        information=group_sum(origins.claim[known], kept[known], n),
        variance=group_sum(origins.claim[votes], variance[votes], n),
    )


def _kept(direct: Direct) -> Floats:
    """Portion of a source's own log-odds that reaches the claim, per origin."""
    voices = direct.voices
    if len(voices.rep) == 0:
        return np.zeros(0)
    heard = np.abs(voices.value)
    later = np.divide(np.abs(direct.value), heard, out=np.ones_like(heard), where=heard > 0)
    return direct.witness.quality[voices.rep] * voices.portion * np.minimum(later, 1.0)


def _organisations(inputs: ScoringInput, direct: Direct, use: Bools) -> Index:
    origins, (owner, organisation) = direct.origins, direct.voices.houses
    kept = use[owner]
    n = max(inputs.n_organisations, 1)
    pairs = distinct(origins.claim[owner[kept]] * n + organisation[kept])
    return np.bincount(pairs // n, minlength=len(inputs.claims.kind)).astype(np.int64)


def _houses(inputs: ScoringInput, direct: Direct, use: Bools) -> Index:
    """Different interests behind a claim: voices that share no organisation, directly or through
    another of these voices."""
    origins, (owner, organisation) = direct.origins, direct.voices.houses
    kept = use[owner]
    owner, organisation = owner[kept], organisation[kept]
    n = max(inputs.n_organisations, 1)
    key = origins.claim[owner] * n + organisation
    if np.bincount(owner, minlength=1).max() <= 1:  # no voice joins two organisations
        alone = use.copy()
        alone[owner] = False
        return _each(inputs, distinct(key) // n) + _each(inputs, origins.claim[alone])
    room, n_rooms = number(key)
    label = origin_finder.components(origins.n + n_rooms, owner, origins.n + room)
    house = np.zeros(origins.n + n_rooms, dtype=np.int64)
    house[label[: origins.n][use]] = origins.claim[use] + 1
    return np.bincount(house[house > 0] - 1, minlength=len(inputs.claims.kind)).astype(np.int64)


def interests(inputs: ScoringInput, direct: Direct) -> tuple[Index, Index, Index]:
    """Per claim: (asserting attributions, those that serve the speaker, admissions)."""
    witness, said, n = direct.witness, inputs.attributions, len(inputs.claims.kind)
    asserts = witness.sign > 0
    serving = asserts & ((witness.interest == 1) | (witness.interest == 2))
    admitted = asserts & (witness.interest == 0)

    def count(use: Bools) -> Index:
        return np.bincount(said.claim[use], minlength=n).astype(np.int64)

    return count(asserts), count(serving), count(admitted)


def _each(inputs: ScoringInput, claim: Index) -> Index:
    return np.bincount(claim, minlength=len(inputs.claims.kind)).astype(np.int64)
