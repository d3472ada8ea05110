"""Dates that lean on the day of publication: "last week", "Tuesday", "earlier this month"."""

from collections.abc import Callable
from datetime import date, timedelta

from provenance.ingest.dates import MONTH_NAMES
from provenance.ingest.edtf import bounds, is_valid
from provenance.ingest.types import DateRead

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def relative_date(words: str, published: str | None) -> DateRead:
    """The date that ``words`` mean in a text published on ``published`` (EDTF).

    EDTF is None where no publication date is known to the day, or the words are not relative.
    """
    day = _known_day(published)
    return DateRead(words, _relative(words.strip().casefold(), day) if day else None)


def _known_day(published: str | None) -> date | None:
    if not published or not is_valid(published):
        return None
    first, last = bounds(published)
    return first if first and first == last else None


def _relative(words: str, day: date) -> str | None:
    if words in _FIXED:
        return _FIXED[words](day)
    bare = words.removeprefix("on ").removeprefix("in ").removeprefix("last ")
    if bare in _WEEKDAYS:
        back = (day.weekday() - _WEEKDAYS.index(bare)) % 7
        return (day - timedelta(days=back or 7 * words.startswith("last "))).isoformat()
    if bare in MONTH_NAMES:
        number = MONTH_NAMES[bare]
        return f"{day.year - (number > day.month)}-{number:02}"
    return None


def _week(day: date, back: int) -> str:
    monday = day - timedelta(days=day.weekday() + 7 * back)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


_FIXED: dict[str, Callable[[date], str]] = {
    "today": date.isoformat,
    "tonight": date.isoformat,
    "this morning": date.isoformat,
    "yesterday": lambda day: (day - timedelta(days=1)).isoformat(),
    "this year": lambda day: str(day.year),
    "last year": lambda day: str(day.year - 1),
    "this month": lambda day: f"{day:%Y-%m}",
    "earlier this month": lambda day: f"{day:%Y-%m}",
    "last month": lambda day: f"{day.replace(day=1) - timedelta(days=1):%Y-%m}",
    "this week": lambda day: _week(day, 0),
    "earlier this week": lambda day: _week(day, 0),
    "last week": lambda day: _week(day, 1),
}
