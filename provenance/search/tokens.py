"""Words as search compares them: one folding, done here, for every database and every query.

A word is a run of letters and digits of any script; case, accents, vowel signs, ligatures and the
sub-joining marks of transliteration ("ʿ", "ʾ") do not tell words apart. Scripts written without
spaces count every character as a word, so that a phrase finds them.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 64
"""Characters of a word that are compared; PostgreSQL keeps no word of more than 2 KB."""
SEPARATOR = " "
_IGNORED = frozenset("\u0640\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf")
_ALIKE = {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9"}
"""Letters that Arabic and Persian keyboards write differently."""
_UNSPACED = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


class Span(NamedTuple):
    """A word and where it stands in the text as written."""

    word: str
    start: int
    end: int


class _Folds(dict[int, str]):
    """Character → its folded letters, ``""`` where it belongs to the word beside it, else a space."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if character in _IGNORED or unicodedata.category(character)[0] == "M":
        return ""
    if unicodedata.category(character) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKD", character).casefold()
    letters = "".join(
        _ALIKE.get(each, each)
        for each in unicodedata.normalize("NFKD", plain)
        if each.isalnum() and each not in _IGNORED
    )
    if any(first <= ord(character) <= last for first, last in _UNSPACED):
        return f" {letters} "
    return letters or SEPARATOR


_FOLDS = _Folds()


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    return [word[:LONGEST] for word in text.translate(_FOLDS).split()]


def spans_of(text: str) -> Iterator[Span]:
    """The same words, each with its place in the text."""
    word, start, end = "", 0, 0
    for at, character in enumerate(text):
        folded = _FOLDS[ord(character)]
        if not folded:
            end = at + 1 if word else end
            continue
        if folded[0] != SEPARATOR:
            start, word, end = start if word else at, word + folded, at + 1
            continue
        if word:
            yield Span(word[:LONGEST], start, end)
        word = ""
        for alone in folded.split():
            yield Span(alone, at, at + 1)
    if word:
        yield Span(word[:LONGEST], start, end)
