"""Joining the heads of notes to the places that call them, in order.

The heaviest chain of calls in the order of the notes is found with a Fenwick tree, so that 100,000
notes cost n log n and nothing recurses.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from provenance.ingest.footnotes import Candidate, Head, Run

_CLUSTER_GAP = 1500
_MAX_PAIRS = 3_000_000
_SINGLE_STYLES = frozenset({"bracket", "caret", "word", "raised", "symbol"})
_LEAST_WEIGHT = 0.6
_PAGED_SHARE = 0.8
_LONGEST_PAGE = 12_000
_UNMATCHED_COST = 0.3


@dataclass(slots=True)
class Anchored:
    """One way of reading the document: accepted heads, and the call of each by head start."""

    family: str
    heads: list[Head] = field(default_factory=list)
    calls: dict[int, Candidate] = field(default_factory=dict)
    by_page: bool = False
    score: float = 0.0
    _starts: list[int] = field(default_factory=list)

    def calls_within(self, start: int, end: int) -> bool:
        """Whether some note is called between two places."""
        if len(self._starts) != len(self.calls):
            self._starts = sorted(call.start for call in self.calls.values())
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)


class Index:
    """Candidates of one family by label; caret labels go by their words."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._by_label: dict[object, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            for label in candidate.labels:
                key = candidate.words if label.series == "named" else label
                self._by_label[key].append(candidate)
        self._starts = {
            key: [candidate.start for candidate in found] for key, found in self._by_label.items()
        }

    def between(self, item: Head, lower: int, upper: int) -> Sequence[Candidate]:
        """Candidates with the head's label that begin in ``[lower, upper)``."""
        key: object = item.words if item.label.series == "named" else item.label
        starts = self._starts.get(key)
        if not starts:
            return ()
        return self._by_label[key][bisect_left(starts, lower) : bisect_left(starts, upper)]


def anchor(
    runs: Sequence[Run],
    index: Index,
    family: str,
    breaks: Sequence[int],
    headed: frozenset[int],
) -> Anchored:
    """The best reading of one style's runs against one family's candidates.

    A reading by pages looks for a call on the note's own page only. ``breaks`` are starts of
    pages; ``headed`` the lines that stand right under a heading "Notes".
    """
    whole = _anchor(runs, index, family, (), headed)
    if not _in_pages(runs, breaks):
        return whole
    paged = _anchor(runs, index, family, breaks, headed)
    paged.by_page = True
    return paged if paged.score > whole.score * _PAGED_SHARE else whole


def _in_pages(runs: Sequence[Run], breaks: Sequence[int]) -> bool:
    """Most notes stand between breaks that are no further apart than pages are long."""
    starts = [head.start for run in runs for head in run.heads]
    if not breaks or not starts:
        return False
    edges = [0, *breaks, breaks[-1] + _LONGEST_PAGE]
    inside = 0
    for start in starts:
        page = bisect_right(breaks, start)
        inside += start < edges[page + 1] <= edges[page] + _LONGEST_PAGE
    return inside > len(starts) * _PAGED_SHARE


def _anchor(
    runs: Sequence[Run],
    index: Index,
    family: str,
    breaks: Sequence[int],
    headed: frozenset[int],
) -> Anchored:
    reading = Anchored(family)
    floor = 0
    lone: list[tuple[Head, Candidate]] = []
    for cluster in _clusters(runs):
        sequence = [head for run in cluster for head in run.heads]
        windows = [_window(head, floor, breaks) for head in sequence]
        calls = _match(sequence, windows, index)
        for run in cluster:
            if not _accept(reading, run, calls, headed) and breaks:
                lone += _only_note(run, calls)
        if reading.heads and reading.heads[-1].start >= sequence[0].start:
            floor = reading.heads[-1].text_start
    if reading.heads:
        _add(reading, lone)
    return reading


def _only_note(run: Run, calls: dict[int, Candidate]) -> list[tuple[Head, Candidate]]:
    """The one note of a page, called there beyond doubt."""
    head = run.heads[0]
    call = calls.get(head.start)
    sure = call is not None and call.weight >= 1 and call.start + _LONGEST_PAGE > head.start
    if call is None or not sure or len(run.heads) > 1 or head.label.rank > 1 or head.alone:
        return []
    return [(head, call)]


def _add(reading: Anchored, lone: Sequence[tuple[Head, Candidate]]) -> None:
    """Where other pages have notes of the same look, one note on a page is one of them.

    Of several lines that one call may mean, the last stands nearest to the foot of the page."""
    taken = {call.start for call in reading.calls.values()}
    nearest = {call.start: (head, call) for head, call in lone if call.start not in taken}
    reading.heads = sorted(
        (*reading.heads, *(head for head, _ in nearest.values())), key=lambda head: head.start
    )
    reading.calls.update({head.start: call for head, call in nearest.values()})
    reading.score += sum(call.weight for _, call in nearest.values())


def _clusters(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that follow each other with no text between: chapters' notes gathered at the end."""
    clusters: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.heads[0].start):
        last = clusters[-1][-1].heads[-1] if clusters else None
        if last and 0 < run.heads[0].start - last.start < _CLUSTER_GAP and len(run.heads) > 1:
            clusters[-1].append(run)
        else:
            clusters.append([run])
    return clusters


def _window(head: Head, floor: int, breaks: Sequence[int]) -> tuple[int, int]:
    page = bisect_right(breaks, head.start)
    return (max(floor, breaks[page - 1]) if page else floor), head.start


def _match(
    sequence: Sequence[Head], windows: Sequence[tuple[int, int]], index: Index
) -> dict[int, Candidate]:
    """Head start → its call: the heaviest choice of calls in the order of the notes."""
    own = {head.start for head in sequence}
    options = [
        [found for found in index.between(head, *window) if found.start not in own]
        for head, window in zip(sequence, windows, strict=True)
    ]
    if sum(map(len, options)) > _MAX_PAIRS:
        options = [found[-1:] for found in options]
    chain = heaviest_chain(options)
    return {sequence[place].start: candidate for place, candidate in chain}


def heaviest_chain(
    options: Sequence[Sequence[Candidate]],
) -> list[tuple[int, Candidate]]:
    """At most one candidate per place, in rising position, of the greatest total weight.

    A Fenwick tree over positions holds the best chain that ends at or before each: n log n.
    """
    positions = sorted({_position(candidate) for found in options for candidate in found})
    rank_of = {position: rank + 1 for rank, position in enumerate(positions)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(positions) + 1)
    nodes: list[tuple[int, Candidate, int]] = []
    for place, found in enumerate(options):
        for candidate in reversed(found):
            rank = rank_of[_position(candidate)]
            weight, before = _best_below(best, rank - 1)
            nodes.append((place, candidate, before))
            _raise(best, rank, (weight + candidate.weight, len(nodes) - 1))
    chain = []
    node = _best_below(best, len(positions))[1]
    while node >= 0:
        place, candidate, node = nodes[node]
        chain.append((place, candidate))
    return chain[::-1]


def _position(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, candidate.member


def _best_below(tree: Sequence[tuple[float, int]], rank: int) -> tuple[float, int]:
    best = (0.0, -1)
    while rank:
        if tree[rank][0] > best[0]:
            best = tree[rank]
        rank &= rank - 1
    return best


def _raise(tree: list[tuple[float, int]], rank: int, value: tuple[float, int]) -> None:
    while rank < len(tree):
        if value[0] > tree[rank][0]:
            tree[rank] = value
        rank += rank & -rank


def _accept(
    reading: Anchored, run: Run, calls: dict[int, Candidate], headed: frozenset[int]
) -> bool:
    """Keep a run that is called often enough, or stands under a heading "Notes"."""
    titled = run.heads[0].line in headed and run.heads[0].label.rank == 1
    heads = run.heads if titled else _trim(run, calls)
    matched = [calls[head.start] for head in heads if head.start in calls]
    weight = sum(candidate.weight for candidate in matched)
    if not titled and not _convincing(run, len(heads), len(matched), weight):
        return False
    reading.heads += heads
    reading.calls.update({head.start: calls[head.start] for head in heads if head.start in calls})
    reading.score += weight - _UNMATCHED_COST * (len(heads) - len(matched))
    return True


def _convincing(run: Run, heads: int, matched: int, weight: float) -> bool:
    least = 1 if run.style in _SINGLE_STYLES else 2
    return matched >= least and matched * 2 >= heads and weight >= matched * _LEAST_WEIGHT


def _trim(run: Run, calls: dict[int, Candidate]) -> list[Head]:
    """Without the uncalled heads at either end, which may be ordinary lines.

    In a list after all the text an uncalled head at the end is a note whose marker is missing.
    """
    called = [place for place, head in enumerate(run.heads) if head.start in calls]
    if not called:
        return []
    first, last = called[0], called[-1]
    if max(calls[run.heads[place].start].start for place in called) < run.heads[0].start:
        first = 0 if run.heads[0].label.rank == 1 else first
        while last + 1 < len(run.heads) and _continues(run.heads[last], run.heads[last + 1]):
            last += 1
    return run.heads[first : last + 1]


def _continues(head: Head, following: Head) -> bool:
    return (
        following.label.rank == head.label.rank + 1 and following.start - head.start < _CLUSTER_GAP
    )
