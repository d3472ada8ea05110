"""Provenance that runs in a circle: A takes from B, B from C, C from A; or claims that support one
another. Nothing is gained by going round; it is named."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from provenance.scoring.arrays import Bools, Index, contains, owners
from provenance.scoring.codes import RelationKind, SourceType, Verdict
from provenance.scoring.origins import Origins, verdicts
from provenance.scoring.types import ScoringInput


def circular(inputs: ScoringInput, origins: Origins) -> Bools:
    """Claims with a source that lies on a circle, that support one another in a circle, or for
    which only an author and his own other work speak. What one took from the other for one claim
    makes no circle with what passed the other way for another."""
    said, n = inputs.attributions, len(inputs.claims.kind)
    result = _on_circle(n, *_support_edges(inputs))
    ties = inputs.dependences
    whole = np.flatnonzero((verdicts(inputs) == Verdict.DEPENDENT) & (ties.claim < 0))
    looped = _on_circle(len(inputs.sources.type), ties.a[whole], ties.b[whole])
    result[said.claim[looped[said.source]]] = True
    result[_claims_with_circles(inputs, whole)] = True
    return result | _own_work_only(inputs, origins)


def _on_circle(n: int, a: Index, b: Index) -> Bools:
    """Nodes of strongly connected components with more than one node."""
    if len(a) == 0:
        return np.zeros(n, dtype=np.bool_)
    graph = coo_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(n, n))
    label = connected_components(graph, directed=True, connection="strong")[1]
    return np.asarray(np.bincount(label)[label] > 1)


def _claims_with_circles(inputs: ScoringInput, whole: Index) -> Index:
    """Claims within which those who speak or pass on take from one another in a circle."""
    claim, a, b = _takings(inputs)
    said, n = inputs.attributions, np.int64(len(inputs.sources.type))
    here = np.isin(said.claim, claim)
    present = np.concatenate([claim * n + a, claim * n + b, (said.claim * n + said.source)[here]])
    nodes = np.unique(present)
    tie_a, tie_b = _whole_ties(inputs, whole, nodes, n)
    first = np.searchsorted(nodes, np.concatenate([claim * n + a, tie_a]))
    second = np.searchsorted(nodes, np.concatenate([claim * n + b, tie_b]))
    return np.asarray(nodes[_on_circle(len(nodes), first, second)] // n, dtype=np.int64)


def _takings(inputs: ScoringInput) -> tuple[Index, Index, Index]:
    """(claim, a, b): a takes from b, by a tie for that claim or along the way it reached us."""
    ties, said = inputs.dependences, inputs.attributions
    scoped = (verdicts(inputs) == Verdict.DEPENDENT) & (ties.claim >= 0)
    row = owners(said.via_start)
    first = said.via_start[row] == np.arange(len(said.via))
    last = said.via_start[row + 1] - 1 == np.arange(len(said.via))
    nearer = np.flatnonzero(~first)
    claim = np.concatenate([ties.claim[scoped], said.claim[row[last]], said.claim[row[nearer]]])
    a = np.concatenate([ties.a[scoped], said.via[last], said.via[nearer - 1]])
    b = np.concatenate([ties.b[scoped], said.source[row[last]], said.via[nearer]])
    return claim, a, b


def _whole_ties(
    inputs: ScoringInput, whole: Index, nodes: Index, n: np.int64
) -> tuple[Index, Index]:
    """Ties that hold everywhere, between those who are present in a claim: pairs of ``nodes``."""
    ties = inputs.dependences
    by_source = nodes[np.argsort(nodes % n, kind="stable")]
    left = np.searchsorted(by_source % n, ties.a[whole], side="left")
    count = np.searchsorted(by_source % n, ties.a[whole], side="right") - left
    which = np.repeat(np.arange(len(whole)), count)
    at = np.repeat(left - (np.cumsum(count) - count), count) + np.arange(len(which))
    tie_a = by_source[at]
    tie_b = tie_a - tie_a % n + ties.b[whole][which]
    met = contains(nodes, tie_b)
    return tie_a[met], tie_b[met]


def _support_edges(inputs: ScoringInput) -> tuple[Index, Index]:
    relations = inputs.relations
    rows = relations.kind == RelationKind.SUPPORTS
    return relations.a[rows], relations.b[rows]


def _own_work_only(inputs: ScoringInput, origins: Origins) -> Bools:
    said, n = inputs.attributions, len(inputs.claims.kind)
    own = inputs.sources.type == SourceType.OWN_EARLIER_WORK
    result = np.zeros(n, dtype=np.bool_)
    result[said.claim[own[said.source]]] = True
    result[origins.claim[~origins.author]] = False
    return result
