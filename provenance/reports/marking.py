"""Why a row was found: the words of a query, marked where they stand in a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provenance.search.query import Term
from provenance.search.tokens import Span, spans_of

AROUND = 60
"""Characters shown on each side of the first word found in a long text."""
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; ``found``: it is what was searched for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what was found in it. ``terms``: which of the query's terms stand there."""

    pieces: tuple[Piece, ...]
    terms: frozenset[Term]


def mark(text: str, terms: Sequence[Term]) -> Marked:
    """The whole text, cut where the terms begin and end."""
    spans = list(spans_of(text)) if terms else []
    found = {term: stretches for term in terms if (stretches := list(_stretches(spans, term)))}
    places = _merged(each for stretches in found.values() for each in stretches)
    return Marked(tuple(_cut(text, places)), frozenset(found))


def excerpt(marked: Marked) -> Marked:
    """The same, shortened to what stands around the first word found."""
    pieces = list(marked.pieces)
    first = next((at for at, piece in enumerate(pieces) if piece.found), 0)
    before = "".join(piece.text for piece in pieces[:first])
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    shown, left = [Piece(before)] if before else [], 4 * AROUND
    for piece in pieces[first:]:
        if len(piece.text) > left:
            shown.append(Piece(piece.text[:left].rpartition(" ")[0] + " …", piece.found))
            break
        shown.append(piece)
        left -= len(piece.text)
    return Marked(tuple(shown), marked.terms)


def _stretches(spans: Sequence[Span], term: Term) -> Iterable[Stretch]:
    """Where the term's words follow one another."""
    last = len(term.words) - 1
    for at in range(len(spans) - last):
        if all(_is_word(spans[at + n].word, word, term.begins and n == last)
               for n, word in enumerate(term.words)):  # fmt: skip
            yield spans[at].start, spans[at + last].end


def _is_word(word: str, wanted: str, begins: bool) -> bool:
    return word.startswith(wanted) if begins else word == wanted


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, places: Iterable[Stretch]) -> Iterable[Piece]:
    at = 0
    for start, end in places:
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], found=True)
        at = end
    if at < len(text):
        yield Piece(text[at:])
