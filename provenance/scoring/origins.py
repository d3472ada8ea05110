"""Which voices are one voice.

An origin of a claim is a component of its attributions' sources under same person, dependence and
``via``. Whole-dossier ties make *blocs* of sources once; ties that hold for one
claim only join blocs within that claim.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from provenance.scoring.arrays import Bools, Index, contains, distinct, number, owners
from provenance.scoring.codes import NOT_STATED, Ground, SourceType, Verdict
from provenance.scoring.types import ScoringInput

_READ_AS_DEPENDENT = np.isin(np.arange(len(Ground)), (Ground.OWN_OTHER_WORK, Ground.RELAYS))


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """``of`` origin number of each attribution; per origin its ``claim`` and whether it speaks as
    an ``author`` only. ``nodes`` (claim * blocs + bloc, sorted) and ``node_origin``: which blocs
    each origin is made of."""

    n: int
    of: Index
    claim: Index
    author: Bools
    blocs: int
    nodes: Index
    node_origin: Index


def components(n: int, a: Index, b: Index) -> Index:
    """Component number of each of ``n`` nodes under the edges a-b."""
    if len(a) == 0:
        return np.arange(n, dtype=np.int64)
    ones = np.ones(len(a), dtype=np.int8)
    graph = coo_array((ones, (a, b)), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def verdicts(inputs: ScoringInput) -> Index:
    """Verdict of each dependence; one not stated is read from its ground."""
    table = inputs.dependences
    read = np.full(len(table.a), int(Verdict.NOT_ESTABLISHED))
    known = table.ground != NOT_STATED
    read[known & _READ_AS_DEPENDENT[table.ground]] = Verdict.DEPENDENT
    return np.where(table.verdict != NOT_STATED, table.verdict, read).astype(np.int64)


def blocs_of_sources(inputs: ScoringInput) -> Index:
    """Bloc of each source: same person, or dependent for all claims."""
    person, ties = inputs.sources.person, inputs.dependences
    named = np.flatnonzero(person >= 0)
    order = named[np.argsort(person[named], kind="stable")]
    same = person[order[1:]] == person[order[:-1]]
    whole = (verdicts(inputs) == Verdict.DEPENDENT) & (ties.claim < 0)
    a = np.concatenate([order[:-1][same], ties.a[whole]])
    b = np.concatenate([order[1:][same], ties.b[whole]])
    return components(len(person), a, b)


def author_level(inputs: ScoringInput) -> Bools:
    """Sources that are an author's own voice: he himself, his other work, his notes."""
    own = np.isin(inputs.sources.type, (SourceType.OWN_EARLIER_WORK, SourceType.EXPLANATORY_NOTE))
    return np.asarray(inputs.sources.is_author | own)


def find(inputs: ScoringInput, bloc: Index, author: Bools) -> Origins:
    """Origins of every claim."""
    said, blocs = inputs.attributions, int(bloc.max(initial=-1)) + 1
    key = said.claim * blocs + bloc[said.source]
    edges = [_via_edges(inputs, bloc, blocs), _scoped_edges(inputs, bloc, blocs)]
    edges.append(_author_edges(inputs, key, author))
    a = np.concatenate([edge[0] for edge in edges])
    b = np.concatenate([edge[1] for edge in edges])
    every = np.concatenate([key, a, b])
    at, n = number(every)
    nodes = np.empty(n, dtype=np.int64)
    nodes[at] = every
    spoken, end = len(key), len(key) + len(a)
    label = components(n, at[spoken:end], at[end:])
    heard = np.zeros(n, dtype=np.bool_)
    heard[label[at[:spoken]]] = True
    rank = np.cumsum(heard, dtype=np.int64) - 1
    kept = heard[label]
    of = rank[label[at[:spoken]]]
    nodes, label, n = nodes[kept], rank[label[kept]], int(heard.sum())
    informed = np.zeros(n, dtype=np.bool_)
    informed[of[~author[said.source]]] = True
    claim = np.zeros(n, dtype=np.int64)
    claim[of] = said.claim
    return Origins(n, of, claim, ~informed, blocs, nodes, label)


def _via_edges(inputs: ScoringInput, bloc: Index, blocs: int) -> tuple[Index, Index]:
    """Within a claim, a source and those through whom it came are one origin."""
    said = inputs.attributions
    row = owners(said.via_start)
    base = said.claim[row] * blocs
    return base + bloc[said.source[row]], base + bloc[said.via]


def _scoped_edges(inputs: ScoringInput, bloc: Index, blocs: int) -> tuple[Index, Index]:
    """Dependences that hold for one claim."""
    ties = inputs.dependences
    here = (verdicts(inputs) == Verdict.DEPENDENT) & (ties.claim >= 0)
    base = ties.claim[here] * blocs
    return base + bloc[ties.a[here]], base + bloc[ties.b[here]]


def _author_edges(inputs: ScoringInput, key: Index, author: Bools) -> tuple[Index, Index]:
    """An author, his own earlier work and his notes in one document are one voice on a claim."""
    said = inputs.attributions
    rows = np.flatnonzero(author[said.source] & (said.document >= 0))
    rows = rows[np.lexsort((said.document[rows], said.claim[rows]))]
    first, second = rows[:-1], rows[1:]
    same = (said.claim[first] == said.claim[second]) & (
        said.document[first] == said.document[second]
    )
    return key[first[same]], key[second[same]]


def independent_fellows(inputs: ScoringInput, origins: Origins, same_org: bool) -> Bools:
    """Origins judged independent of another voice on their claim (of one that shares an
    organisation, with ``same_org``)."""
    ties = inputs.dependences
    result = np.zeros(origins.n, dtype=np.bool_)
    judged = np.flatnonzero(verdicts(inputs) == Verdict.INDEPENDENT)
    if len(judged) == 0:
        return result
    a, b = np.concatenate([ties.a[judged], ties.b[judged]]), np.tile(judged, 2)
    other = np.concatenate([ties.b[judged], ties.a[judged]])
    if same_org:
        shares = _share_organisation(inputs, a, other)
        a, b, other = a[shares], b[shares], other[shares]
    said = inputs.attributions
    rows, tie = _attributions_of(said.source, a)
    n = np.int64(len(inputs.sources.type))
    speaks = distinct(said.claim * n + said.source)
    scope = ties.claim[b[tie]]
    met = contains(speaks, said.claim[rows] * n + other[tie])
    met &= (scope < 0) | (scope == said.claim[rows])
    result[origins.of[rows[met]]] = True
    return result


def _attributions_of(source: Index, wanted: Index) -> tuple[Index, Index]:
    """(attribution, position in ``wanted``) for each attribution of each wanted source."""
    order = np.argsort(source, kind="stable")
    ranked = source[order]
    left = np.searchsorted(ranked, wanted, side="left")
    counts = np.searchsorted(ranked, wanted, side="right") - left
    which = np.repeat(np.arange(len(wanted), dtype=np.int64), counts)
    at = np.repeat(left - (np.cumsum(counts) - counts), counts) + np.arange(len(which))
    return order[at].astype(np.int64), which


def _share_organisation(inputs: ScoringInput, a: Index, b: Index) -> Bools:
    sources, n = inputs.sources, max(inputs.n_organisations, 1)
    member = distinct(owners(sources.organisation_start) * n + sources.organisation)
    start = sources.organisation_start
    lengths = start[a + 1] - start[a]
    which = np.repeat(np.arange(len(a)), lengths)
    at = np.repeat(start[a] - (np.cumsum(lengths) - lengths), lengths) + np.arange(len(which))
    shared = np.zeros(len(a), dtype=np.bool_)
    shared[which[contains(member, b[which] * n + sources.organisation[at])]] = True
    return shared
