"""The passages of a text that are nearest to given words, by the rare words they share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log

from provenance.ingest.versions.words import Span, Words

LEAST = 0.25
"""Of the weight of the words sought: passages that share less are not near."""
TOO_COMMON = 400
"""A word that stands in more passages than this tells nothing."""


class Nearest:
    """An index from words to passages, made when first asked."""

    def __init__(self, words: Words, passages: Iterable[Span]) -> None:
        self.words = words
        self.spans = list(passages)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, (start, end) in enumerate(self.spans):
            low, high = self.words.within(start, end)
            for word in {word for word in self.words.words[low:high] if word[0].isalnum()}:
                index.setdefault(word, []).append(number)
        return index

    def passages(self, words: Sequence[str], most: int) -> list[Span]:
        """The nearest passages, the best first; of equals the earlier one."""
        shared: Counter[int] = Counter()
        whole = 0.0
        for word in sorted({word for word in words if word[0].isalnum()}):
            where = self._index.get(word, ())
            weight = log(1 + len(self.spans) / max(1, len(where)))
            whole += weight
            if len(where) <= TOO_COMMON:
                for number in where:
                    shared[number] += weight  # type: ignore[assignment]
        ranked = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
        return [self.spans[number] for number, weight in ranked[:most] if weight >= LEAST * whole]
