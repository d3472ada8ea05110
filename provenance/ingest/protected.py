"""Stretches of a note inside which nothing separates citations: quotations, brackets, addresses."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”»]{1,2000}")
_SIGNS = re.compile('[()\\[\\]“”„«»‘’"]')
_CLOSING = {"(": ")", "[": "]", "“": "”", "„": "“”", "«": "»", "‘": "’"}
_MAX_SINGLE = 300
Span = tuple[int, int]


def protected_spans(text: str) -> list[Span]:
    """Outermost quotations, brackets and web addresses, in order, without overlap.

    What is opened and never closed protects nothing: a stray bracket must not swallow a note.
    """
    spans = _bracketed(text) + [_address(match) for match in _URL.finditer(text)]
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _address(match: re.Match[str]) -> Span:
    """A stop or semicolon at an address's end belongs to the note."""
    return match.start(), match.start() + len(match[0].rstrip(".,;:"))


def is_protected(spans: Sequence[Span], offset: int) -> bool:
    """Whether ``offset`` lies inside one of the spans (not at its first sign)."""
    place = bisect_right(spans, (offset, 1 << 60)) - 1
    return place >= 0 and spans[place][0] < offset < spans[place][1]


def _bracketed(text: str) -> list[Span]:
    found: list[Span] = []
    open_signs: list[tuple[str, int]] = []
    straight: int | None = None
    for match in _SIGNS.finditer(text):
        sign, at = match[0], match.start()
        if sign == '"':
            if straight is not None:
                found.append((straight, at + 1))
            straight = None if straight is not None else at
        elif sign in _CLOSING and not (sign == "“" and _closes(open_signs, sign)):
            open_signs.append((sign, at))
        else:
            _close(text, open_signs, sign, at, found)
    return found


def _closes(open_signs: Sequence[tuple[str, int]], sign: str) -> bool:
    return bool(open_signs) and sign in _CLOSING[open_signs[-1][0]]


def _close(
    text: str, open_signs: list[tuple[str, int]], sign: str, at: int, found: list[Span]
) -> None:
    """Close the nearest sign that this one can close; an apostrophe closes nothing."""
    if sign == "’" and text[at + 1 : at + 2].isalnum():
        return
    for place in range(len(open_signs) - 1, max(-1, len(open_signs) - 5), -1):
        opened, start = open_signs[place]
        if sign in _CLOSING[opened]:
            if opened != "‘" or at - start <= _MAX_SINGLE:
                found.append((start, at + 1))
            del open_signs[place:]
            return
