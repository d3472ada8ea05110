"""Dates that lean on the day of publication: "last week", "Tuesday", "three years ago", "in March".

The words are kept; EDTF is given only where the day of publication is known. A weekday or a month is
the last one before that day, unless "next" stands before it. "ago" is as exact as its unit.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from provenance.ingest.dates import MONTH_NAMES, DateSpan
from provenance.ingest.edtf import bounds, is_valid
from provenance.ingest.types import DateRead

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_IN_ENGLISH = {
    "aujourd’hui": "today", "aujourd'hui": "today",
    "la semaine dernière": "last week", "le mois dernier": "last month", "cette année": "this year",
    "l’année dernière": "last year", "l'année dernière": "last year", "cette semaine": "this week",
    "heute": "today", "gestern": "yesterday", "vergangene woche": "last week",
    "letzte woche": "last week", "in der vergangenen woche": "last week",
    "im vergangenen monat": "last month", "letzten monat": "last month",
    "im vergangenen jahr": "last year", "letztes jahr": "last year",
    "hoy": "today", "ayer": "yesterday", "la semana pasada": "last week",
    "el mes pasado": "last month", "el año pasado": "last year", "este año": "this year",
}  # fmt: skip
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAYS = "|".join(_WEEKDAYS)
_FOREIGN = "|".join(re.escape(words) for words in sorted(_IN_ENGLISH, key=len, reverse=True))
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_NO_DAY = r"(?<!Black\s)(?<!Bloody\s)(?<!Good\s)(?<!Easter\s)(?<!Palm\s)"
_NO_NAME = r"(?!\s(?:Times|Telegraph|Herald|Express|Mail|Mirror|Post|Night|Mosque|Agreement)\b)"
_PATTERN = re.compile(
    rf"""(?<![\w’'-])(?:
    (?:(?:earlier|later|late|early)\s)?(?:this|last|next)\s(?:week|month|year)
  | (?<!USA\s)today|tonight|this\s(?:morning|afternoon|evening)|last\snight|yesterday|tomorrow
  | (?:last|this|next)\s(?:{"|".join(_SEASONS)})
  | {_NO_DAY}(?:(?:on|last|next|this|late|early)\s){{0,2}}(?-i:{_DAYS.title()}){_NO_NAME}
  | (?-i:{_MONTHS.title()})\s\d{{1,2}}(?:st|nd|rd|th)?(?!,?\s\d|['’-]|\d)
  | \d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?-i:{_MONTHS.title()})(?!,?\s\d|['’-])
  | (?:in|since|until|by|during|from|last|this|next|before|after)\s
    (?:early\s|late\s|mid-)?(?-i:{_MONTHS.title()})(?!,?\s\d|['’-]|\s(?-i:[A-Z]))
  | {_COUNT}\s(?:days?|weeks?|months?|years?|decades?)\sago
  | {_FOREIGN}
  )(?![\w’'-])""",
    re.IGNORECASE | re.VERBOSE,
)


def find_relative(text: str, published: str | None) -> list[DateSpan]:
    """Every date in ``text`` that leans on the day of publication, in order."""
    return [
        DateSpan(match.start(), match.end(), relative_date(match[0], published))
        for match in _PATTERN.finditer(text)
    ]


def relative_date(words: str, published: str | None) -> DateRead:
    """The date that ``words`` mean in a text published on ``published`` (EDTF).

    EDTF is None where no publication date is known to the day, or the words are not relative.
    """
    day = _known_day(published)
    edtf = _relative(" ".join(words.casefold().split()), day) if day else None
    return DateRead(words, edtf if edtf and is_valid(edtf) else None)


def _known_day(published: str | None) -> date | None:
    if not published or not is_valid(published):
        return None
    first, last = bounds(published)
    return first if first and first == last else None


def _relative(words: str, day: date) -> str | None:
    words = _IN_ENGLISH.get(words, words)
    if words in _DAYS_BACK:
        return (day - timedelta(days=_DAYS_BACK[words])).isoformat()
    parts = words.replace("mid-", "mid ").split()
    if parts[-1] in _PERIODS and len(parts) > 1:
        return _PERIODS[parts[-1]](day, _BACK[parts[-2]]) if parts[-2] in _BACK else None
    if parts[-1] == "ago":
        return _ago(parts, day)
    if parts[-1] in _WEEKDAYS:
        return _weekday(parts, day)
    if parts[-1] in _SEASONS and len(parts) == 2:
        return _season(parts, day)
    return _month_or_day(parts, day)


def _weekday(parts: list[str], day: date) -> str:
    back = (day.weekday() - _WEEKDAYS.index(parts[-1])) % 7
    if "next" in parts:
        return (day + timedelta(days=7 - back)).isoformat()
    return (day - timedelta(days=back or 7 * ("last" in parts))).isoformat()


def _season(parts: list[str], day: date) -> str:
    """ "Last summer" is the one that has ended, "this summer" the one of the year."""
    code = _SEASONS[parts[1]]
    last_month = {21: 5, 22: 8, 23: 11, 24: 14}[code]
    over = day.month > last_month
    year = day.year + {"this": 0, "next": 1 if over else 0, "last": 0 if over else -1}[parts[0]]
    return f"{year}-{code}"


def _month_or_day(parts: list[str], day: date) -> str | None:
    months = [MONTH_NAMES[part] for part in parts if part in MONTH_NAMES]
    if len(months) != 1:
        return None
    later = "next" in parts
    numbers = [int(digits[0]) for part in parts if (digits := re.match(r"\d{1,2}", part))]
    wanted = (months[0], numbers[0] if numbers else 1)
    reached = (day.month, day.day if numbers else 1)
    year = day.year + (wanted <= reached if later else -(wanted > reached))
    edtf = f"{year}-{months[0]:02}" + (f"-{numbers[0]:02}" if numbers else "")
    edtf += "~" if {"early", "late", "mid"} & set(parts) else ""
    return f"{edtf}/.." if parts[0] in _OPENING else f"../{edtf}" if parts[0] in _CLOSING else edtf


def _ago(parts: list[str], day: date) -> str | None:
    number = _NUMBERS.get(parts[0]) or int(parts[0])
    unit = parts[1].removesuffix("s")
    if unit == "day":
        return (day - timedelta(days=number)).isoformat()
    if unit == "week":
        return f"{(day - timedelta(weeks=number)).isoformat()}~"
    if unit == "month":
        months = day.year * 12 + day.month - 1 - number
        return f"{months // 12:04}-{months % 12 + 1:02}~"
    return f"{day.year - number * (10 if unit == 'decade' else 1):04}~"


def _week(day: date, back: int) -> str:
    monday = day - timedelta(days=day.weekday() + 7 * back)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _month(day: date, back: int) -> str:
    months = day.year * 12 + day.month - 1 - back
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _year(day: date, back: int) -> str:
    return f"{day.year - back:04}"


_OPENING, _CLOSING = ("since", "from", "after"), ("until", "by", "before")
_BACK = {"this": 0, "last": 1, "next": -1}
_PERIODS: dict[str, Callable[[date, int], str]] = {"week": _week, "month": _month, "year": _year}
_DAYS_BACK = {
    **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
    **dict.fromkeys(("yesterday", "last night"), 1),
    "tomorrow": -1,
}
