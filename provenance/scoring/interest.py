"""Who speaks of himself, an ally or an enemy: from organisations, subjects and dated ties.

An analyst's own word goes first. Derived interest: speech about a rival or an enemy counts as such;
speech about oneself is left as it is, for only a person can tell boast from admission.
"""

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import Bools, Floats, Index, contains, expand, owners
from provenance.scoring.codes import NOT_STATED, Access, Interest, TieKind
from provenance.scoring.types import ScoringInput

_TIE_ACCESS = np.full(len(TieKind), NOT_STATED, dtype=np.int8)
for _kind, _access in (
    (TieKind.PART_OF, Access.OWN),
    (TieKind.SPEAKS_FOR, Access.OWN),
    (TieKind.SUBORDINATE_OF, Access.OWN),
    (TieKind.ALLY_OF, Access.ALLY),
    (TieKind.RIVAL_OF, Access.RIVAL),
    (TieKind.AT_WAR_WITH, Access.RIVAL),
):
    _TIE_ACCESS[_kind] = _access


def access_of(inputs: ScoringInput) -> NDArray[np.int8]:
    """Access code of each attribution: as stated, else the nearest that its source's parties and
    the claim's subjects show, OTHER where they show none, -1 where either is not recorded."""
    stated = inputs.attributions.access
    derived = np.full(len(stated), NOT_STATED, dtype=np.int8)
    if len(inputs.claims.subject) == 0:
        return np.asarray(stated, dtype=np.int8)
    rows, own, subject = _meetings(inputs)
    derived[rows] = Access.OTHER
    met = np.where(own == subject, np.int8(Access.OWN), np.int8(Access.OTHER))
    for tie_rows, tie_access in _tied(inputs, rows, own, subject):
        met[tie_rows] = np.minimum(met[tie_rows], tie_access)
    np.minimum.at(derived, rows, met)
    return np.where(stated != NOT_STATED, stated, derived).astype(np.int8)


def interest_of(inputs: ScoringInput, access: NDArray[np.int8]) -> NDArray[np.int8]:
    """Interest code of each attribution: as stated, else ABOUT_A_RIVAL where access shows it."""
    stated = inputs.attributions.interest
    rival = (stated == NOT_STATED) & (access == Access.RIVAL)
    return np.where(rival, np.int8(Interest.ABOUT_A_RIVAL), stated).astype(np.int8)


def parties_of_sources(inputs: ScoringInput) -> tuple[Index, Index]:
    """(start, parties) of each source: its organisations, and its person."""
    sources = inputs.sources
    has = sources.person >= 0
    row = np.concatenate([owners(sources.organisation_start), np.flatnonzero(has)])
    party = np.concatenate([sources.organisation, sources.person[has] + inputs.n_organisations])
    order = np.lexsort((party, row))
    counts = np.bincount(row, minlength=len(has))
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), party[order]


def _meetings(inputs: ScoringInput) -> tuple[Index, Index, Index]:
    """Every (attribution, party of its source, subject of its claim)."""
    said = inputs.attributions
    start, parties = parties_of_sources(inputs)
    which, at = expand(start, said.source)
    pair, subject_at = expand(inputs.claims.subject_start, said.claim[which])
    return which[pair], parties[at[pair]], inputs.claims.subject[subject_at]


def _tied(
    inputs: ScoringInput, rows: Index, own: Index, subject: Index
) -> list[tuple[Index, NDArray[np.int8]]]:
    """Meetings that a tie joins, in either direction, with the access it gives.

    Ties of one pair can differ in kind and time: each is tried, and the nearest access wins.
    """
    ties = inputs.ties
    if len(ties.a) == 0 or len(rows) == 0:
        return []
    n = np.int64(inputs.n_organisations + inputs.n_persons)
    key = np.concatenate([ties.a * n + ties.b, ties.b * n + ties.a])
    tie = np.tile(np.arange(len(ties.a)), 2)
    order = np.argsort(key, kind="stable")
    key, tie = key[order], tie[order]
    wanted = own * n + subject
    rows_met = np.flatnonzero(contains(key, wanted))
    left = np.searchsorted(key, wanted[rows_met], side="left")
    counts = np.searchsorted(key, wanted[rows_met], side="right") - left
    found = []
    for step in range(int(counts.max(initial=0))):
        here = counts > step
        joined, by = rows_met[here], tie[left[here] + step]
        claim = inputs.attributions.claim[rows[joined]]
        holds = overlap(inputs, claim, by) & (_TIE_ACCESS[ties.kind[by]] != NOT_STATED)
        found.append((joined[holds], _TIE_ACCESS[ties.kind[by[holds]]]))
    return found


def overlap(inputs: ScoringInput, claim: Index, tie: Index) -> Bools:
    """Whether a tie held at the claim's time; an unknown bound rules nothing out."""
    claims, ties = inputs.claims, inputs.ties
    return _not_after(ties.time_from[tie], claims.time_to[claim]) & _not_after(
        claims.time_from[claim], ties.time_to[tie]
    )


def _not_after(first: Floats, second: Floats) -> Bools:
    return np.asarray(np.isnan(first) | np.isnan(second) | (first <= second))
