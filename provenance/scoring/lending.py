"""Corroboration as lent testimony: a claim lends its own witnesses to the claims it supports.

What u lends to v are the lines of u's origins that v does not have already, each origin once, by
its best way: so the same author's recap, a repeat, or a ring of claims that all rest on one man
add nothing. Borrowed witnesses are not lent on.
"""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import (
    Bools,
    Floats,
    Index,
    contains,
    distinct,
    expand,
    group_sum,
    number,
    where_in,
)
from provenance.scoring.config import Config
from provenance.scoring.edges import SUPPORT, Edges
from provenance.scoring.fellows import winner
from provenance.scoring.origins import Origins, components
from provenance.scoring.types import ScoringInput
from provenance.scoring.voices import Voices


@dataclass(frozen=True, slots=True, eq=False)
class Lent:
    """Per edge ``field``, the evidence (log-odds) that it can carry, 0 but for supports; per claim
    the number of different ``voices`` lent to it, and of those ``well_graded`` (A to C)."""

    field: Floats
    voices: Index
    well_graded: Index


def lent(
    inputs: ScoringInput,
    origins: Origins,
    voices: Voices,
    value: Floats,
    edges: Edges,
    config: Config,
) -> Lent:
    """What each claim's supporters lend it. ``value`` per origin, as it counts alone on its claim."""
    rows = np.flatnonzero(edges.role == SUPPORT)
    edge, origin = _pieces(edges.source[rows], origins, voices, value, config)
    edge = rows[edge]
    target = edges.target[edge]
    label, owned = _labels(target, origin, origins)
    own_text = np.zeros(len(origin), dtype=np.bool_)
    wrote = np.flatnonzero(origins.author[origin])
    own_text[wrote] = _same_document(inputs, voices, target[wrote], origin[wrote])
    free = ~owned & ~own_text
    edge, origin, target, label = edge[free], origin[free], target[free], label[free]
    amount = value[origin]
    positive = amount > 0
    group, n = number(label)
    best = winner(group, n, np.where(positive, amount * edges.quality[edge], 0.0))
    share = best / edges.quality[edge]
    share -= _same_organisation(
        inputs, origins, voices, value, target, origin, share, edges.quality[edge], config
    )
    field = group_sum(edge, np.where(positive, share, amount), len(edges.source))
    return Lent(field, *_count(inputs, voices, target, label, origin, positive))


def _count(
    inputs: ScoringInput,
    voices: Voices,
    target: Index,
    label: Index,
    origin: Index,
    positive: Bools,
) -> tuple[Index, Index]:
    """Per claim: different voices lent to it, and those of them that are graded A to C."""
    n = len(inputs.claims.kind)
    counts = []
    for use in (positive, positive & voices.well_graded[origin]):
        of = np.full(int(label.max(initial=-1)) + 1, -1, dtype=np.int64)
        of[label[use]] = target[use]
        counts.append(np.bincount(of[of >= 0], minlength=n).astype(np.int64))
    return counts[0], counts[1]


def _pieces(
    claim: Index, origins: Origins, voices: Voices, value: Floats, config: Config
) -> tuple[Index, Index]:
    """(position in ``claim``, origin) of the strongest origins that speak on each claim."""
    speaks = np.flatnonzero(voices.rep >= 0)
    n_claims = int(max(claim.max(initial=-1), origins.claim.max(initial=-1))) + 1
    counts = np.bincount(origins.claim[speaks], minlength=n_claims)
    crowded = counts[origins.claim[speaks]] > config.lent_voices
    order = np.concatenate([speaks[~crowded], _best(speaks[crowded], origins, value, config)])
    order = order[np.argsort(origins.claim[order], kind="stable")]
    counts = np.minimum(counts, config.lent_voices)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    which, at = expand(start, claim)
    return which, order[at]


def _best(speaks: Index, origins: Origins, value: Floats, config: Config) -> Index:
    """Of each claim's origins the strongest, as many as can be lent."""
    order = speaks[np.lexsort((speaks, -np.abs(value[speaks]), origins.claim[speaks]))]
    ranked = origins.claim[order]
    rank = np.arange(len(order)) - np.searchsorted(ranked, ranked, side="left")
    return order[rank < config.lent_voices]


def _labels(target: Index, origin: Index, origins: Origins) -> tuple[Index, Bools]:
    """Origins as the target sees them: a label for each piece (equal for one voice), and whether
    the target has that voice itself."""
    order = np.argsort(origins.node_origin, kind="stable")
    counts = np.bincount(origins.node_origin, minlength=origins.n)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    bloc = origins.nodes[order] % max(origins.blocs, 1)
    piece, at = expand(start, origin)
    key = target[piece] * origins.blocs + bloc[at]
    if origins.n == len(origins.nodes):  # every origin is one bloc: nothing to join
        found, n = number(key)
        nodes = np.empty(n, dtype=np.int64)
        nodes[found] = key
        return found, contains(origins.nodes, nodes)[found]
    own = contains(distinct(target), origins.nodes // max(origins.blocs, 1))
    own_key, own_origin = origins.nodes[own], origins.node_origin[own]
    nodes = distinct(np.concatenate([key, own_key]))
    a, b = _chain(key, piece)
    c, d = _chain(own_key, own_origin)
    label = components(
        len(nodes),
        np.searchsorted(nodes, np.concatenate([a, c])),
        np.searchsorted(nodes, np.concatenate([b, d])),
    )
    first = np.searchsorted(piece, np.arange(len(origin)))
    of_piece = label[np.searchsorted(nodes, key[first])] if len(origin) else origin
    own_labels = distinct(label[np.searchsorted(nodes, own_key)])
    return of_piece, contains(own_labels, of_piece)


def _chain(key: Index, group: Index) -> tuple[Index, Index]:
    """Edges that join the keys of each group."""
    order = np.argsort(group, kind="stable")
    same = group[order[1:]] == group[order[:-1]]
    return key[order[:-1][same]], key[order[1:][same]]


def _same_document(inputs: ScoringInput, voices: Voices, target: Index, origin: Index) -> Bools:
    """Whether the target reached us through the document in which the origin speaks."""
    said, n = inputs.attributions, np.int64(len(inputs.documents.is_record) + 1)
    placed = said.document >= 0
    seen = distinct(said.claim[placed] * n + said.document[placed])
    place = said.document[voices.rep[origin]] if len(origin) else origin
    return (place >= 0) & contains(seen, target * n + place)


def _same_organisation(
    inputs: ScoringInput,
    origins: Origins,
    voices: Voices,
    value: Floats,
    target: Index,
    origin: Index,
    share: Floats,
    quality: Floats,
    config: Config,
) -> Floats:
    """What is withheld of lent voices because the target has a voice of their organisation, its
    own or a stronger lent one: of each organisation on a claim only the strongest counts whole."""
    owner, organisation = voices.houses
    n = max(inputs.n_organisations, 1)
    counts = np.bincount(owner, minlength=origins.n)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    piece, at = expand(start, origin)
    part = share[piece] / counts[origin[piece]]
    wanted = target[piece] * n + organisation[at]
    group, n_groups = number(wanted)
    asked = np.empty(n_groups, dtype=np.int64)
    asked[group] = wanted
    leads = winner(group, n_groups, part * quality[piece])
    lead = np.divide(leads, part * quality[piece], out=np.zeros(len(part)), where=part > 0)
    heard = _own_strength(inputs, origins, voices, value, asked)[group]
    held = (1 - lead) * part + lead * np.minimum(heard / counts[origin[piece]], part)
    return (1 - config.same_organisation) * group_sum(piece, held, len(origin))


def _own_strength(
    inputs: ScoringInput, origins: Origins, voices: Voices, value: Floats, asked: Index
) -> Floats:
    """The strongest voice in favour that a claim has of its own of an organisation, for each key
    ``asked`` (claim * organisations + organisation, sorted); 0 for none."""
    owner, organisation = voices.houses
    key = origins.claim[owner] * max(inputs.n_organisations, 1) + organisation
    at = where_in(asked, key)
    met = at >= 0
    strength = np.zeros(len(asked))
    np.maximum.at(strength, at[met], value[owner[met]])
    return strength
