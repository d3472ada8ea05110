"""Provenance that runs in a circle: A takes from B, B from C, C from A; or claims that support one
another. Nothing is gained by going round; it is named."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from provenance.scoring.arrays import Bools, Index, owners
from provenance.scoring.codes import RelationKind, SourceType, Verdict
from provenance.scoring.origins import Origins, verdicts
from provenance.scoring.types import ScoringInput


def circular(inputs: ScoringInput, origins: Origins) -> Bools:
    """Claims with a source that lies on a circle, that support one another in a circle, or for
    which only an author and his own other work speak."""
    said, n = inputs.attributions, len(inputs.claims.kind)
    result = _on_circle(n, *_support_edges(inputs))
    looped = _on_circle(len(inputs.sources.type), *_source_edges(inputs))
    result[said.claim[looped[said.source]]] = True
    return result | _own_work_only(inputs, origins)


def _on_circle(n: int, a: Index, b: Index) -> Bools:
    """Nodes of strongly connected components with more than one node."""
    if len(a) == 0:
        return np.zeros(n, dtype=np.bool_)
    graph = coo_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(n, n))
    label = connected_components(graph, directed=True, connection="strong")[1]
    return np.asarray(np.bincount(label)[label] > 1)


def _source_edges(inputs: ScoringInput) -> tuple[Index, Index]:
    """Who takes from whom."""
    ties, said = inputs.dependences, inputs.attributions
    taken = verdicts(inputs) == Verdict.DEPENDENT
    row = owners(said.via_start)
    first = said.via_start[row] == np.arange(len(said.via))
    last = said.via_start[row + 1] - 1 == np.arange(len(said.via))
    nearer = np.flatnonzero(~first)
    a = np.concatenate([ties.a[taken], said.via[last], said.via[nearer - 1]])
    b = np.concatenate([ties.b[taken], said.source[row[last]], said.via[nearer]])
    return a, b


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
