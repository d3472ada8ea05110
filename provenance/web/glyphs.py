"""Geometry and wording of the small pictures on the pages: pure functions, no HTML, no Flask.

The macros in ``templates/_macros`` draw what is computed here. ``install`` makes these names known
to a Jinja environment; the application factory calls it once. Lengths are user units of a picture's
own ``viewBox``; likelihoods run from 0 to 1; effects are log-odds (natural logarithm).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from provenance.vocabulary import CREDIBILITY, RELIABILITY

LINE_INSET = 4.0
"""Room left and right of the 0–100 line, so that a tick at its end is not cut off."""
DOT_PITCH = 12.0
MOST_DOTS = 12
LEDGER_HALF = 60.0
"""Half the width of the ledger's picture: the longest bar reaches from zero to the edge."""
STACKED_WIDTH = 150.0
"""The longest stacked bar, with room for parts that were widened to be seen."""
THINNEST = 3.0
MINUS = "\u2212"

RELATION_SIGNS: Mapping[str, str] = {
    "corroborates": "M7 2v10M2 7h10",
    "contradicts": "M2 5h10M9.5 2.5 12 5M12 9.5H2M4.5 12 2 9.5",
    "in tension": "M1.5 5.5c2-2.6 4-2.6 5.5-.8s3.5 1.8 5.5-.8M1.5 10.5c2-2.6 4-2.6 5.5-.8"
    "s3.5 1.8 5.5-.8",
    "repeats": "M2 5h10M2 9h10",
    "qualifies": "M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
    "supports": "M7 10V2M4 5l3-3 3 3M2 12.5h10",
    "undermines": "M7 1.5v8M4 6.5l3 3 3-3M2 12.5h10",
    "reports": "M5.5 3.5C3.5 4 2.5 5.5 2.5 8v2.5h3V7.5h-3M11.5 3.5c-2 .5-3 2-3 4.5v2.5h3V7.5h-3",
    "presupposes": "M7 2v9.5M2 11.5h10",
    "supersedes": "M2 7h10M8.5 3.5 12 7l-3.5 3.5",
}
"""One sign per relation, as a path in a 14 × 14 box (drawn, since fonts lack some of them)."""

RELATION_REVERSED: Mapping[str, str] = {
    "corroborates": "corroborated by",
    "contradicts": "contradicted by",
    "in tension": "in tension with",
    "repeats": "repeated by",
    "qualifies": "qualified by",
    "supports": "supported by",
    "undermines": "undermined by",
    "reports": "reported by",
    "presupposes": "presupposed by",
    "supersedes": "superseded by",
}
"""How a relation reads from its second claim; symmetric ones read from either side alike."""

ORIGIN_STATES: Mapping[str, str] = {
    "independent": "independence established",
    "not established": "independence not established",
    "interested": "an interested party",
}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {21: "Mar–May", 22: "Jun–Aug", 23: "Sep–Nov", 24: "Dec–Feb"}
_EDTF_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")
_EDTF_DECADE = re.compile(r"(\d{3})X|(\d{2})XX")
_DOUBT = {"": "{}", "~": "about {}", "?": "{}, uncertain", "%": "about {}, uncertain"}


@dataclass(frozen=True, slots=True)
class ConfidenceLine:
    """The 0–100 line: where the tick stands, where the interval begins and how wide it is."""

    tick: float
    start: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One voice; ``joined`` says that a line joins it to the dot before it: one origin with it."""

    x: float
    state: str
    joined: bool


@dataclass(frozen=True, slots=True)
class OriginsPicture:
    """Dots of all origins from left to right; ``hidden`` counts those that found no room."""

    dots: tuple[Dot, ...]
    width: float
    hidden: int
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A ledger line's bar, from zero in the middle to its side."""

    x: float
    width: float
    side: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stacked bar."""

    name: str
    x: float
    width: float


def in_hundred(probability: float) -> str:
    """A likelihood in words that never claim certainty: ``62``, ``under 1``, ``over 99``."""
    if 0 < probability < 0.005:
        return "under 1"
    if 0.995 < probability < 1:
        return "over 99"
    return str(round(probability * 100))


def confidence_line(
    probability: float | None, lower: float | None, upper: float | None
) -> ConfidenceLine | None:
    """Place estimate and interval on the line; None where nothing could be computed."""
    if probability is None or lower is None or upper is None:
        return None
    start, end = LINE_INSET + lower * 100, LINE_INSET + upper * 100
    text = f"between {in_hundred(lower)} and {in_hundred(upper)} in 100"
    estimate = f"estimate {in_hundred(probability)}"
    return ConfidenceLine(
        tick=round(LINE_INSET + probability * 100, 2),
        start=round(start, 2),
        width=round(max(end - start, 1.0), 2),
        text=f"{text}, {estimate}",
    )


def origins_picture(origins: Iterable[Any]) -> OriginsPicture:
    """Dots for a claim's origins.

    An origin is a state's word (a key of ``ORIGIN_STATES``), or an object or mapping with ``state``
    and optionally ``voices``: the number of dependent sources that make up this one origin.
    """
    dots: list[Dot] = []
    counts: dict[str, int] = {}
    x = DOT_PITCH / 2
    for origin in origins:
        state, voices = _origin(origin)
        counts[state] = counts.get(state, 0) + 1
        for voice in range(voices):
            dots.append(Dot(x=x, state=state, joined=voice > 0))
            x += DOT_PITCH
    shown = tuple(dots[:MOST_DOTS])
    words = [f"{counts[state]} {meaning}" for state, meaning in ORIGIN_STATES.items()
             if state in counts]  # fmt: skip
    return OriginsPicture(shown, DOT_PITCH * len(shown), len(dots) - len(shown), "; ".join(words))


def _origin(origin: Any) -> tuple[str, int]:
    if isinstance(origin, str):
        return origin, 1
    if isinstance(origin, Mapping):
        return str(origin["state"]), int(origin.get("voices", 1))
    return str(origin.state), int(getattr(origin, "voices", 1))


def ledger_bars(effects: Sequence[float]) -> list[Bar]:
    """Bars left (against) and right (for) of zero on one scale; a whole unit at least fills it."""
    scale = LEDGER_HALF / max([1.0, *(abs(effect) for effect in effects)])
    return [_bar(effect, scale) for effect in effects]


def _bar(effect: float, scale: float) -> Bar:
    width = round(abs(effect) * scale, 2)
    if effect < 0:
        return Bar(x=round(LEDGER_HALF - width, 2), width=width, side="against")
    return Bar(x=LEDGER_HALF, width=width, side="for" if effect > 0 else "none")


def stacked_bar(counts: Mapping[str, int], most: int) -> list[Part]:
    """One bar of several parts on the scale of the longest bar, which holds ``most``; parts that have
    anything are never thinner than can be seen."""
    scale, x, parts = STACKED_WIDTH / max(most, 1), 1.0, []
    for name, count in counts.items():
        width = round(max(count * scale, THINNEST), 2) if count else 0.0
        parts.append(Part(name, round(x, 2), width))
        x += width
    return parts


def in_parts(counts: Mapping[str, int], noun: str) -> str:
    """What a stacked bar shows: ``12, of these 3 low confidence, 9 high confidence``."""
    parts = [f"{count} {name} {noun}" for name, count in counts.items() if count]
    return f"{sum(counts.values())}" + (f", of these {', '.join(parts)}" if parts else "")


def signed(number: float, places: int = 2) -> str:
    """A number with its sign and a true minus: ``+0.85``, ``−1.20``, ``0.00``."""
    text = f"{abs(number):.{places}f}"
    if float(text) == 0:
        return text
    return ("+" if number > 0 else MINUS) + text


def thousands(count: int) -> str:
    """``12``, ``7 800``: a narrow space before each three digits."""
    return f"{count:,}".replace(",", "\u202f")


def plural(count: int, noun: str, many: str | None = None) -> str:
    """``1 claim``, ``12 claims``, ``2 dossiers``; ``many`` for nouns that do not take an s."""
    return f"{thousands(count)} {noun if count == 1 else many or noun + 's'}"


def day(value: date | datetime | str | None) -> str:
    """A date for reading (``12 Oct 2026``); text passes through unchanged."""
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return value or ""


def moment(value: datetime) -> str:
    """A point in time for reading, as stored: ``12 Oct 2026, 14:03 UTC``."""
    return f"{day(value)}, {value:%H:%M} UTC"


def understood(edtf: str | None) -> str:
    """An EDTF date in words (``2017-22`` → ``Jun–Aug 2017``); what is not read here stays."""
    if not edtf:
        return ""
    if edtf[0] in "{[":  # all of a set, or one of it
        word = " and " if edtf[0] == "{" else " or "
        return word.join(_understood_one(part) for part in edtf[1:-1].split(","))
    if "/" not in edtf:
        return _understood_one(edtf)
    start, _, end = edtf.partition("/")
    if start in ("", ".."):
        return f"until {_understood_one(end)}"
    if end in ("", ".."):
        return f"from {_understood_one(start)}"
    first, last = _understood_one(start), _understood_one(end)
    year = f" {end[:4]}"
    if first.endswith(year) and last.endswith(year):
        first = first.removesuffix(year)
    return f"{first} – {last}"


def _understood_one(edtf: str) -> str:
    decade = _EDTF_DECADE.fullmatch(edtf)
    if decade:
        return f"{decade[1]}0s" if decade[1] else f"{decade[2]}00s"
    match = _EDTF_DAY.fullmatch(edtf)
    if not match:
        return edtf
    year, month, of_month, doubt = match.groups()
    number = int(month or 0)
    if month and not (1 <= number <= 12 or number in _SEASONS):
        return edtf
    name = _SEASONS.get(number) or (_MONTHS[number - 1] if number else "")
    parts = [str(int(of_month))] if of_month else []
    return _DOUBT[doubt].format(" ".join([*parts, *([name] if name else []), year]))


def grade_words(axis: str, value: str | int | None) -> str:
    """What a box is read as: ``reliability C, fairly reliable``; an empty one ``… not rated``."""
    if value is None or value == "":
        return f"{axis} not rated"
    scale = RELIABILITY if axis == "reliability" else CREDIBILITY
    label = scale[str(value)][0]
    return f"{axis} {value}, {label[0].lower()}{label[1:]}"


def install(environment: Any) -> None:
    """Make the functions and scales known to the templates of a Jinja environment."""
    environment.globals.update(
        RELATION_SIGNS=RELATION_SIGNS,
        RELATION_REVERSED=RELATION_REVERSED,
        ORIGIN_STATES=ORIGIN_STATES,
        RELIABILITY=RELIABILITY,
        CREDIBILITY=CREDIBILITY,
        confidence_line=confidence_line,
        grade_words=grade_words,
        in_hundred=in_hundred,
        in_parts=in_parts,
        ledger_bars=ledger_bars,
        origins_picture=origins_picture,
        plural=plural,
        stacked_bar=stacked_bar,
    )
    environment.filters.update(
        day=day,
        moment=moment,
        plural=plural,
        signed=signed,
        thousands=thousands,
        understood=understood,
    )
