"""Anchoring quotes in a new version of their text.

A quote is kept where its words stand at the same place, moved where the same words stand elsewhere.
Of several places the one counts that has most of the words around it; among equals the one that the
alignment of the two texts says; a place that is that of the same words elsewhere in the old text is
theirs. Short words need some of their surroundings. Almost the same words
are told as changed, for a person to decide; everything else is an orphan. No quote is ever anchored
to other words than its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from provenance.ingest.versions.aligning import align
from provenance.ingest.versions.ground import Ground, runs_of
from provenance.ingest.versions.nearest import Nearest
from provenance.ingest.versions.words import Span, words_of

KEPT, MOVED, CHANGED, ORPHAN = "kept", "moved", "changed", "orphan"
AROUND = 8
"""Words on either side that are compared."""
LONG = 6
"""Words that stand for themselves: shorter quotes need ``SOME`` words of their surroundings."""
SOME = 3
LIKE = 0.6
"""From which likeness on words are told as changed."""
CONTEXT = 32
"""Characters before and after a quote that are kept to find it again."""
LONGEST_CHANGED = 400
"""Words within which a changed quote is sought."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of the old text; ``key`` is whose. Without offsets they are sought there."""

    key: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Anchored:
    """What became of an anchor: ``start`` to ``end`` is where it stands, or for changed words where
    they seem to stand, in the new text; ``exact`` the words there. ``was`` is where it stood."""

    anchor: Anchor
    state: str
    start: int | None = None
    end: int | None = None
    exact: str | None = None
    was: Span | None = None


class Anchoring:
    """Anchors one after the other, in two texts that are compared once."""

    def __init__(self, ground: Ground, passages: Iterable[Span] = ()) -> None:
        self.ground = ground
        self.nearest = Nearest(ground.new, passages)

    def of(self, anchor: Anchor) -> Anchored:
        """What became of one anchor."""
        was = self._stood(anchor)
        run = self.ground.old.within(*was) if was else None
        words = self._words(anchor, run)
        place = self._place(anchor, words, run) if words else None
        found = self._at(anchor, words, run, was, place) if place is not None else None
        return found or self._changed(anchor, words, run, was) or Anchored(anchor, ORPHAN, was=was)

    def _stood(self, anchor: Anchor) -> Span | None:
        return located(self.ground.old.text, anchor)

    def _words(self, anchor: Anchor, run: Span | None) -> Sequence[str]:
        if run is not None and run[0] < run[1]:
            return self.ground.old.words[run[0] : run[1]]
        return words_of(anchor.exact).words

    def _place(self, anchor: Anchor, words: Sequence[str], run: Span | None) -> int | None:
        """The place in the new text where the words stand, if one is the likeliest."""
        before, after = self._around(anchor, run)
        aligned = self.ground.run(*run) if run else None
        if run and aligned and self._with_all_around(run):
            return aligned[0]  # no other place can have more of the words around it
        places = self.ground.places(words)
        if places is None:
            places = self._with_surroundings(words, before, after, aligned)
        scored = [(self._score(at, len(words), before, after), at) for at in places]
        scored = [(score, at) for score, at in scored
                  if not self._is_another(score, at, len(words), run)]  # fmt: skip
        best = max((score for score, _ in scored), default=0)
        likeliest = [at for score, at in scored if score == best]
        if aligned and aligned[0] in likeliest:
            likeliest = [aligned[0]]
        if len(likeliest) != 1:
            return None
        sure = best >= min(SOME, len(before) + len(after)) or len(words) >= LONG
        return likeliest[0] if sure or (aligned and best) else None

    def _with_all_around(self, run: Span) -> bool:
        """Whether the words around stand around it still, by the alignment."""
        low, high = max(0, run[0] - AROUND), min(len(self.ground.old.words), run[1] + AROUND)
        return self.ground.run(low, high) is not None

    def _with_surroundings(
        self, words: Sequence[str], before: Sequence[str], after: Sequence[str],
        aligned: Span | None,
    ) -> list[int]:  # fmt: skip
        """For words that stand too often to look at each place."""
        whole = self.ground.places((*before[::-1], *words, *after), 2)
        if whole:
            return [at + len(before) for at in whole]
        return [aligned[0]] if aligned else []

    def _around(self, anchor: Anchor, run: Span | None) -> tuple[Sequence[str], Sequence[str]]:
        """The words on either side, the nearest first; a word cut by the selector's end is left out."""
        if run is not None:
            return runs_of(self.ground.old, *run, AROUND)
        before, after = words_of(anchor.prefix).words, words_of(anchor.suffix).words
        return before[1:][::-1][:AROUND], after[:-1][:AROUND]

    def _score(self, at: int, length: int, before: Sequence[str], after: Sequence[str]) -> int:
        """How many words on either side are the same, up to the first that is not."""
        here_before, here_after = runs_of(self.ground.new, at, at + length, AROUND)
        return _alike(before, here_before) + _alike(after, here_after)

    def _is_another(self, score: int, at: int, length: int, run: Span | None) -> bool:
        """Whether the place is that of the same words elsewhere in the old text: theirs by the
        alignment, with no less of what stands around them."""
        other = self.ground.back(at, at + length)
        if run is None or other is None or other == run[0]:
            return False
        before, after = runs_of(self.ground.old, other, other + length, AROUND)
        return self._score(at, length, before, after) >= score

    def _at(
        self, anchor: Anchor, words: Sequence[str], run: Span | None, was: Span | None, place: int
    ) -> Anchored | None:
        start, end = self._span(words, run, was, place)
        exact = self.ground.new.text[start:end]
        state = KEPT if (start, end, exact) == (*(was or ()), anchor.exact) else MOVED
        return Anchored(anchor, state, start, end, exact, was) if exact.strip() else None

    def _span(self, words: Sequence[str], run: Span | None, was: Span | None, place: int) -> Span:
        """From the first word to the last; a quote that began or ended within a word does so again."""
        old, new = self.ground.old, self.ground.new
        start, end = new.offsets(place, place + len(words))
        if run is None or was is None or run[0] == run[1]:
            return start, end
        first, last = old.offsets(*run)
        lead, rest = max(0, was[0] - first), max(0, last - was[1])
        same_first = new.ends[place] - start == old.ends[run[0]] - first
        final = place + len(words) - 1
        same_last = end - new.starts[final] == last - old.starts[run[1] - 1]
        return start + (lead if same_first else 0), end - (rest if same_last else 0)

    def _changed(
        self, anchor: Anchor, words: Sequence[str], run: Span | None, was: Span | None
    ) -> Anchored | None:
        """The stretch that has almost these words: where they stood, else the nearest passage."""
        if not words or len(words) > LONGEST_CHANGED:
            return None
        for low, high in self._stretches(words, run):
            window = self._window(words, low, high, bool(run) and self._is_around(run, low, high))
            if window is not None:
                start, end = self.ground.new.offsets(*window)
                return Anchored(anchor, CHANGED, start, end, self.ground.new.text[start:end], was)
        return None

    def _is_around(self, run: Span | None, low: int, high: int) -> bool:
        """Whether the words just before and just after the quote are those of the stretch."""
        if run is None:
            return False
        return self.ground.word(run[0] - 1) == low - 1 and self.ground.word(run[1]) == high

    def _stretches(self, words: Sequence[str], run: Span | None) -> Iterator[Span]:
        most = 3 * len(words) + 40
        if run is not None:
            low, high = self.ground.around(*run)
            if low < high <= low + most:
                yield low, high
        for start, end in self.nearest.passages(words, 2):
            low, high = self.ground.new.within(start, end)
            if low < high <= low + LONGEST_CHANGED:
                yield low, high

    def _window(self, words: Sequence[str], low: int, high: int, whole: bool) -> Span | None:
        """The part of a stretch that is like the words; all of it where nothing else was there."""
        blocks = align(tuple(words), self.ground.new.words[low:high])
        if not blocks:
            return None
        (first, at, _), (last, other, length) = blocks[0], blocks[-1]
        start = low if whole else max(low, low + at - first)
        end = high if whole else min(high, low + other + length + len(words) - last - length)
        same = sum(_meaning(words[i : i + n]) for i, _, n in blocks)
        of = _meaning(words) + _meaning(self.ground.new.words[start:end])
        return (start, end) if of and 2 * same / of >= LIKE else None


def _meaning(words: Sequence[str]) -> int:
    """How many are words proper, not signs."""
    return sum(word[0].isalnum() for word in words)


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def located(text: str, anchor: Anchor) -> Span | None:
    """Where an anchor's words stand: at its offsets, else between its prefix and suffix, else where
    they stand alone. None where the text has them nowhere, or several times."""
    exact, start = anchor.exact, anchor.start
    if start is not None and text[start : start + len(exact)] == exact:
        return start, start + len(exact)
    if anchor.prefix or anchor.suffix:
        at = text.find(anchor.prefix + exact + anchor.suffix)
        if at >= 0:
            return at + len(anchor.prefix), at + len(anchor.prefix) + len(exact)
    first = text.find(exact)
    if first < 0 or text.find(exact, first + 1) >= 0:
        return None
    return first, first + len(exact)


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Prefix and suffix of a quote (W3C TextQuoteSelector)."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
