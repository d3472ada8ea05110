"""EDTF (ISO 8601-2:2019, the Library of Congress profile): is it valid, and what days does it span.

Read here: level 0 (dates, date-times, intervals), level 1 (``? ~ %``, unspecified digits, open and
unknown interval ends, long years, seasons), and of level 2 the sets ``[...]`` and ``{...}``,
qualified components, unspecified digits anywhere and the seasons 25 to 41. A date that no calendar
has (2017-13, 2017-02-29) is invalid. Qualifiers never widen the bounds: how far "about" reaches is
a reader's judgement, not ours.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

Bounds = tuple[date | None, date | None]
Day = tuple[int, int, int]
"""Year, month, day; the year is astronomical (0 is 1 BC), so that BC dates can be ordered."""

_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    rf"{_QUALIFIER}(?P<year>-?[0-9X]{{4}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<month>[0-9X]{{2}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<day>[0-9X]{{2}}){_QUALIFIER})?)?"
)
_TIME = re.compile(
    r"T(?P<hour>[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
)
_LONG_YEAR = re.compile(r"Y-?[1-9][0-9]{4,15}|Y-?[1-9][0-9]{0,15}E[1-9][0-9]?(?:S[1-9][0-9]{0,3})?")
_MAX_LENGTH = 4000

_SEASONS: dict[int, tuple[int, int]] = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
"""First and last month; 13 and 14 are January and February of the year after. The location-free
seasons 21 to 24 are read as northern, as most of the literature means them."""


@dataclass(frozen=True, slots=True)
class _Span:
    """First and last day; None is an end that is open, unknown or too far off to name."""

    first: Day | None
    last: Day | None


def is_valid(text: str) -> bool:
    """Whether ``text`` is an EDTF string of the levels named above, and a possible date."""
    return _read(text) is not None


def bounds(text: str) -> Bounds:
    """The first and last day that ``text`` can mean.

    None stands for an open or unknown end and for days outside the years 1 to 9999. Raises
    ``ValueError`` where ``text`` is not valid EDTF.
    """
    span = _read(text)
    if span is None:
        raise ValueError(f"not an EDTF date: {text[:80]!r}")
    return _as_date(span.first), _as_date(span.last)


def _as_date(day: Day | None) -> date | None:
    return date(*day) if day and 1 <= day[0] <= 9999 else None


def _read(text: str) -> _Span | None:
    if len(text) > _MAX_LENGTH:
        return None
    if text[:1] in "[{" and text[-1:] == {"[": "]", "{": "}"}.get(text[:1]):
        return _read_set(text[1:-1])
    if "/" in text:
        return _read_interval(text)
    return _read_single(text)


def _read_set(inner: str) -> _Span | None:
    spans = [_read_member(member) for member in inner.split(",")]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return None
    return _Span(_extreme([span.first for span in known], min),
                 _extreme([span.last for span in known], max))  # fmt: skip


def _extreme(days: list[Day | None], choose: Callable[[list[Day]], Day]) -> Day | None:
    known = [day for day in days if day is not None]
    return choose(known) if len(known) == len(days) else None


def _read_member(member: str) -> _Span | None:
    if ".." not in member:
        return _read_single(member)
    start, _, end = member.partition("..")
    return _join(_read_end(start, open_mark=""), _read_end(end, open_mark=""))


def _read_interval(text: str) -> _Span | None:
    start, _, end = text.partition("/")
    return _join(_read_end(start, open_mark=".."), _read_end(end, open_mark=".."))


_OPEN = _Span(None, None)


def _read_end(text: str, *, open_mark: str) -> _Span | None:
    return _OPEN if text in ("", open_mark) else _read_single(text)


def _join(start: _Span | None, end: _Span | None) -> _Span | None:
    """An interval needs one end that says something, and may not run backwards."""
    if start is None or end is None or (start is _OPEN and end is _OPEN):
        return None
    if start.first and end.last and start.first > end.last:
        return None
    return _Span(start.first, end.last)


def _read_single(text: str) -> _Span | None:
    if _LONG_YEAR.fullmatch(text):
        return _Span(None, None)
    match = _DATE.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    if rest and not (match["day"] and "X" not in match[0] and _TIME.fullmatch(rest)):
        return None
    return _span_of(match["year"], match["month"], match["day"])


def _span_of(year: str, month: str | None, day: str | None) -> _Span | None:
    if year == "-0000":
        return None
    if month is not None and month.isdigit() and int(month) in _SEASONS:
        return _season(year, int(month)) if day is None else None
    first = next(_days(year, month or "XX", day or "XX"), None)
    last = next(_days(year, month or "XX", day or "XX", backwards=True), None)
    return _Span(first, last) if first and last else None


def _season(year: str, code: int) -> _Span:
    opening, closing = _SEASONS[code]
    first_year, last_year = next(_years(year)), next(_years(year, backwards=True))
    last_year += closing > 12
    closing = closing - 12 if closing > 12 else closing
    return _Span((first_year, opening, 1), (last_year, closing, _month_days(last_year, closing)))


def _days(year: str, month: str, day: str, *, backwards: bool = False) -> Iterator[Day]:
    """The calendar's days that fit the three patterns, in order of time."""
    months = _fitting(month, 1, 12, backwards=backwards)
    days = _fitting(day, 1, 31, backwards=backwards)
    for a_year in _years(year, backwards=backwards):
        for a_month in months:
            length = _month_days(a_year, a_month)
            for a_day in days:
                if a_day <= length:
                    yield a_year, a_month, a_day


@lru_cache(maxsize=1024)
def _fitting(pattern: str, low: int, high: int, *, backwards: bool) -> Sequence[int]:
    wanted = re.compile(pattern.replace("X", "[0-9]"))
    fitting = [number for number in range(low, high + 1) if wanted.fullmatch(f"{number:02}")]
    return fitting[::-1] if backwards else fitting


def _years(pattern: str, *, backwards: bool = False) -> Iterator[int]:
    """The years that fit, earliest first: for BC years that is the greatest number first."""
    negative, digits = pattern.startswith("-"), pattern.lstrip("-")
    if "X" not in digits:
        yield -int(digits) if negative else int(digits)
        return
    wanted = re.compile(digits.replace("X", "[0-9]"))
    numbers = range(9999, -1, -1) if negative != backwards else range(10000)
    for number in numbers:
        if wanted.fullmatch(f"{number:04}"):
            yield -number if negative else number


def _month_days(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31
