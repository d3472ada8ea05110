"""Which words of two versions of a text are the same words, in order.

Patience: runs of words that both sides have exactly once are joined first, long runs before short
ones; what lies between two of them is looked at again by itself. Short gaps are settled exactly. No
step compares everything with everything: each round costs n log n, rounds are at most ``DEEPEST``,
and a gap is settled exactly only where the product of its sides is at most ``SMALL``. Text that
repeats itself without end finds fewer joins, never more time.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Block = tuple[int, int, int]
"""First word on either side, and how many words are the same from there."""
Gap = tuple[int, int, int, int, int, int]
"""First and last (excluded) word on either side, which run length is tried, which round it is."""
RUNS = (12, 4, 1)
SMALL = 2500
DEEPEST = 16


def align(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """The blocks of equal words, in the order of both; none touches the next on both sides."""
    blocks: list[Block] = []
    waiting: list[Gap] = [(0, len(a), 0, len(b), 0, 0)]
    while waiting:
        gap = _trimmed(a, b, waiting.pop(), blocks)
        if gap[0] == gap[1] or gap[2] == gap[3]:
            continue
        if (gap[1] - gap[0]) * (gap[3] - gap[2]) <= SMALL:
            blocks.extend(_exact(a, b, gap))
        else:
            waiting.extend(_divided(a, b, gap, blocks))
    return _joined(sorted(blocks))


def _trimmed(a: Sequence[str], b: Sequence[str], gap: Gap, blocks: list[Block]) -> Gap:
    """The gap without the words that both sides begin and end with, which become blocks."""
    alo, ahi, blo, bhi, run, depth = gap
    head = 0
    while alo + head < ahi and blo + head < bhi and a[alo + head] == b[blo + head]:
        head += 1
    tail, most = 0, min(ahi - alo, bhi - blo) - head
    while tail < most and a[ahi - tail - 1] == b[bhi - tail - 1]:
        tail += 1
    if head:
        blocks.append((alo, blo, head))
    if tail:
        blocks.append((ahi - tail, bhi - tail, tail))
    return alo + head, ahi - tail, blo + head, bhi - tail, run, depth


def _divided(
    a: Sequence[str], b: Sequence[str], gap: Gap, blocks: list[Block]
) -> Iterator[Gap]:  # fmt: skip
    """The gaps between the runs that both sides have once; they become blocks."""
    alo, ahi, blo, bhi, run, depth = gap
    if depth == DEEPEST:
        return
    joins = _joins(a, b, gap)
    if not joins:
        if run + 1 < len(RUNS):
            yield alo, ahi, blo, bhi, run + 1, depth
        return
    at_a, at_b = alo, blo
    for i, j, length in joins:
        blocks.append((i, j, length))
        yield at_a, i, at_b, j, run, depth + 1
        at_a, at_b = i + length, j + length
    yield at_a, ahi, at_b, bhi, run, depth + 1


def _joins(a: Sequence[str], b: Sequence[str], gap: Gap) -> list[Block]:
    """Runs unique on both sides, the longest chain of them in order, without overlaps."""
    alo, ahi, blo, bhi, run, _ = gap
    length = RUNS[run]
    ours, theirs = _unique(a, alo, ahi, length), _unique(b, blo, bhi, length)
    pairs = [(i, theirs[key]) for key, i in ours.items() if theirs.get(key, -1) >= 0 and i >= 0]
    found: list[Block] = []
    for i, j in _chain(sorted(pairs)):
        if found:
            before_a, before_b, done = found[-1]
            if i - before_a == j - before_b and i <= before_a + done:
                found[-1] = (before_a, before_b, i - before_a + length)
                continue
            if i < before_a + done or j < before_b + done:
                continue
        found.append((i, j, length))
    return found


def _unique(words: Sequence[str], low: int, high: int, length: int) -> dict[Sequence[str], int]:
    """Run of words → where it stands, -1 where it stands several times."""
    found: dict[Sequence[str], int] = {}
    for at in range(low, high - length + 1):
        key = words[at : at + length]
        found[key] = -1 if key in found else at
    return found


def _chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain that rises on both sides; ``pairs`` rise on the first."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(j)
            last.append(number)
        else:
            ends[place], last[place] = j, number
    chain, number = [], last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _exact(a: Sequence[str], b: Sequence[str], gap: Gap) -> Iterator[Block]:
    """A longest common subsequence of a short gap, word by word."""
    alo, ahi, blo, bhi, _, _ = gap
    rows = [[0] * (bhi - blo + 1)]
    for i in range(ahi - 1, alo - 1, -1):
        below, row = rows[-1], [0] * (bhi - blo + 1)
        for j in range(bhi - blo - 1, -1, -1):
            same = a[i] == b[blo + j]
            row[j] = below[j + 1] + 1 if same else max(below[j], row[j + 1])
        rows.append(row)
    rows.reverse()
    i, j = 0, 0
    while i < ahi - alo and j < bhi - blo:
        if a[alo + i] == b[blo + j]:
            yield alo + i, blo + j, 1
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks that follow one another on both sides as one."""
    found: list[Block] = []
    for i, j, length in blocks:
        if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + length)
        else:
            found.append((i, j, length))
    return found


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """How much of two runs of words is the same, in order: 0 to 1."""
    same = sum(length for _, _, length in align(a, b))
    return 2 * same / (len(a) + len(b)) if a or b else 1.0
