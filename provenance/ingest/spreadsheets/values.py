"""From the text of a cell to the value of a field in the dossier file. What is no such value stays as
it is: the check of the record says what is wrong with it, in the same words as everywhere."""

import re
from collections.abc import Callable
from typing import Any

from provenance.ingest.dates import find_dates, read_date
from provenance.ingest.spreadsheets.words import BOUNDS, IMPORTANCE, Words, truth, word_in
from provenance.values import DateText

Read = Callable[[str], Any]
MOST_DIGITS = 15
_PARTS = re.compile(r"[;\n]")
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,'’\u00a0\u202f ]\d{3})+", re.ASCII)
_BROKEN = re.compile(r"[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_NO_NUMBER = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_BOUND = re.compile(r"\A(?P<bound>[^\d\s](?:[^\d\s]|\s++(?!\d))*+)\s*+(?P<figure>\d.*)")
_DATELIKE = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?", re.ASCII)
NOT_A_DATE = "no calendar has such a date"


class NotUnderstood(ValueError):  # noqa: N818 - named for the situation
    """What a cell says is not what its column holds."""


def plain(text: str) -> str:
    """The words."""
    return text.strip()


def parts(text: str) -> list[str]:
    """What semicolons or line ends part."""
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(text) if part.strip()))


def one_of(words: Words) -> Read:
    """A reader of the vocabulary's words."""
    return lambda text: word_in(words, text)


def date(text: str) -> Any:
    """EDTF as it stands; else the words, with what they mean where that is clear. Raises
    :class:`NotUnderstood` for a date that no calendar has."""
    words = text.strip()
    read = read_date(words)
    if read.edtf is None and (
        _DATELIKE.fullmatch(words) or any(span.read.edtf is None for span in find_dates(words))
    ):
        raise NotUnderstood(f"“{words[:60]}” is not a date: {NOT_A_DATE}")
    return DateText(read.edtf, None if read.edtf == words else words).as_json()


def number(text: str) -> int | float | str:
    """A figure, or the words of one. Raises :class:`NotUnderstood` for what is neither."""
    words = text.strip()
    if _NO_NUMBER.fullmatch(words):
        raise NotUnderstood("must be a finite number")
    if _GROUPED.fullmatch(words):
        words = re.sub(r"[^\d+-]", "", words)
    if _WHOLE.fullmatch(words):
        if len(words.lstrip("+-0")) > MOST_DIGITS:
            raise NotUnderstood("is too large a whole number")
        return int(words)
    if _BROKEN.fullmatch(words):
        return finite(float(words))
    return words


def finite(value: float) -> float:
    """The number. Raises :class:`NotUnderstood` for one beyond all numbers."""
    if value in (float("inf"), float("-inf")):
        raise NotUnderstood("must be a finite number")
    return value


def bounded(text: str) -> tuple[str | None, str]:
    """ "at least 50" as its qualifier and the rest; None where it has none."""
    match = _BOUND.fullmatch(text.strip())
    bound = word_in(BOUNDS, match["bound"]) if match else ""
    return (bound, match["figure"]) if match and bound in BOUNDS.values() else (None, text)


def importance(text: str) -> int | str:
    """1, 2 or 3."""
    found = word_in(IMPORTANCE, text)
    return int(found) if found in IMPORTANCE.values() else found


def yes(text: str) -> bool | str:
    """True or false."""
    return truth(text)
