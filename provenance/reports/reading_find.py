"""Words looked for in a document: where they stand in its text, whatever part of it is shown."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.reports.reading_cut import FOLDED
from provenance.reports.reading_outline import Outline
from provenance.reports.reading_parts import Place

MOST = 50
"""Places that are listed; all are counted."""
AROUND = 120
_ALIKE = str.maketrans("‘’‚“”„–—\u00ad", "'''\"\"\"---")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place with the words around it."""

    place: Place
    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for, all stretches of the text that have it, and the first places."""

    words: str
    spans: tuple[tuple[int, int], ...]
    hits: tuple[Hit, ...]


def find_in(outline: Outline, words: str) -> Found:
    """Look for words: capitals, accents, kinds of quotation marks and dashes, and how many blanks
    stand between do not matter. Only the text itself is searched, not what is kept apart from it."""
    spans = tuple(_spans(outline, words.split()))
    return Found(" ".join(words.split()), spans, tuple(_hits(outline, spans[:MOST])))


def _spans(outline: Outline, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    if not words:
        return
    pattern = re.compile(r"\s+".join(re.escape(alike(word)) for word in words))
    for match in pattern.finditer(alike(outline.text)):
        within = [outline.passages[at].kind for at in outline.places_between(*match.span())]
        if within and not set(FOLDED).intersection(within):
            yield match.span()


def _hits(outline: Outline, spans: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """With what stands around them in their passages, and so nothing that is kept apart."""
    for start, end in spans:
        places = list(outline.places_between(start, end))
        first, last = outline.passages[places[0]], outline.passages[places[-1]]
        before = outline.text[max(first.start, start - AROUND) : start]
        after = outline.text[end : min(last.end, end + AROUND)]
        yield Hit(outline.place_of(places[0]), before, outline.text[start:end], after)


def alike(text: str) -> str:
    """The text as it is compared, character by character, so that offsets stay."""
    return text.translate(_ALIKE).translate({ord(c): _plain(c) for c in set(text)})


def _plain(character: str) -> str:
    """The small letter without its accent, where that is one character."""
    plain = unicodedata.normalize("NFD", character.lower())[0]
    return plain if len(character.lower()) == 1 else character
