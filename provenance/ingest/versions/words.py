"""A text as its words, for comparing two versions of it: white space, typographic signs, hyphens at
line ends and the calls of notes make no difference; every other sign does.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
_DIVIDED = "(?:\u00ad|[-\u2010\u00ad][ \\t]*\\n[ \\t\\n]*)(?=[a-z\u00df-\u00f6\u00f8-\u00ff])"
_WORD = re.compile(rf"\w+(?:{_DIVIDED}\w+)*|[^\w\s]")
_BREAK = re.compile("[-\u2010\u00ad][ \\t\\n]*")
_ALIKE = str.maketrans(
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2212",
    "''''" + '"' * 6 + "-" * 6,
)


@dataclass(frozen=True, slots=True)
class Words:
    """``words`` as compared; word ``i`` is ``text[starts[i]:ends[i]]``."""

    text: str
    words: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]

    def at(self, offset: int) -> int:
        """How many words begin before an offset."""
        return bisect_left(self.starts, offset)

    def within(self, start: int, end: int) -> Span:
        """The words that a stretch of the text touches, as a half-open range."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def offsets(self, first: int, last: int) -> Span:
        """The stretch of the text that a half-open range of words takes."""
        return self.starts[first], self.ends[last - 1]


def words_of(text: str, calls: Iterable[Span] = ()) -> Words:
    """The words of a text; those within ``calls`` are left out. Linear in the text's length."""
    found = list(_WORD.finditer(without(text, calls)))
    return Words(
        text,
        tuple(compared(match.group()) for match in found),
        [match.start() for match in found],
        [match.end() for match in found],
    )


def without(text: str, calls: Iterable[Span]) -> str:
    """The text with blanks in the place of calls: all else keeps its offset."""
    parts, at = [], 0
    for start, end in sorted(calls):
        low, high = max(start, at), min(end, len(text))
        if low < high:
            parts += [text[at:low], " " * (high - low)]
            at = high
    return "".join([*parts, text[at:]])


def compared(word: str) -> str:
    """A word in the form in which it is compared."""
    if word.isascii() and (len(word) == 1 or word.isalnum()):
        return word
    joined = _BREAK.sub("", word) if len(word) > 1 else word
    return unicodedata.normalize("NFKC", joined.translate(_ALIKE))
