"""Dates in words, kept verbatim and read as EDTF (STANDARDS section 6 in the project's terms).

Months are known in nine languages. A date that no calendar has keeps its words and gets no EDTF. A
day given as two numbers that could each be the month is one of two dates, and is written so.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from provenance.ingest.edtf import is_valid
from provenance.ingest.types import DateRead

MONTH_NAMES: dict[str, int] = {}
for _names in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "januarie februarie maart april mei junie julie augustus september oktober november desember",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
):
    MONTH_NAMES.update({name: number for number, name in enumerate(_names.split(), 1)})
_SEASON_CODES = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
    "printemps": 21, "été": 22, "automne": 23, "hiver": 24,
    "frühling": 21, "frühjahr": 21, "sommer": 22, "herbst": 23,
    "lente": 21, "somer": 22, "zomer": 22, "herfs": 23, "herfst": 23,
}  # fmt: skip
_PARTS = {"early": ("01", "04"), "mid": ("05", "08"), "middle": ("05", "08"), "late": ("09", "12")}

_M = r"(?:" + "|".join(sorted(MONTH_NAMES, key=len, reverse=True)) + r")"
_S = r"(?:" + "|".join(sorted(_SEASON_CODES, key=len, reverse=True)) + r")"
_Y = r"(?:1\d|20)\d\d"
_DASH = r"\s?[-–—]\s?"
_ABOUT = r"(?:c\.|ca\.?|circa|about|around|approximately|vers|um|probably|possibly|perhaps)\s?"
_FIRST = (
    rf"[\d\[]|{_M}|{_S}|{_ABOUT}|the\s|early|mid|late|throughout|all\s|during\s|before\s|until\s|up\s|prior\s"
    r"|after\s|since\s|from\s"
)
"""How any of the forms below begins: most places in a text are passed by at one look."""
_PATTERN = re.compile(
    rf"""(?<![\w/.-])(?={_FIRST})(?:
    (?P<iso>{_Y}-\d{{2}}(?:-\d{{2}})?)(?![\w-])
  | (?P<dmy>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s(?:of\s)?(?P<dmy_m>{_M})\.?,?\s(?P<dmy_y>{_Y})\b
  | (?P<drange1>\d{{1,2}})(?:{_DASH}|\s(?:to|and|bis)\s)(?P<drange2>\d{{1,2}})\.?\s
      (?P<drange_m>{_M})\.?,?\s(?P<drange_y>{_Y})\b
  | (?P<mdrange_m>{_M})\.?\s(?P<mdrange1>\d{{1,2}}){_DASH}(?P<mdrange2>\d{{1,2}}),?\s
      (?P<mdrange_y>{_Y})\b
  | (?P<mdy_m>{_M})\.?\s(?P<mdy>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<mdy_y>{_Y})\b
  | (?P<pair_m1>{_M})\.?\s(?P<pair_y1>{_Y}),?\s(?P<pair_op>and|or|to|und|oder|et|ou|en|of|y)\s
      (?P<pair_m2>{_M})\.?\s(?P<pair_y2>{_Y})\b
  | (?P<span_m1>{_M})\.?\s(?P<span_y1>{_Y}){_DASH}(?P<span_m2>{_M})\.?\s(?P<span_y2>{_Y})\b
  | (?P<two_m1>{_M})\.?(?:,\s{_M}){{0,4}},?
      (?P<two_op>\s(?:and|or|to|und|oder|et|ou|en|y)\s|{_DASH}|/)
      (?P<two_m2>{_M})\.?,?\s(?:of\s)?(?P<two_y>{_Y})\b
  | (?P<frac>early|mid|late)(?:[-\s]|\sin\s)(?P<frac_m>{_M})\.?\s(?P<frac_my>{_Y})\b
  | (?P<my_m>{_M})\.?,?\s(?:of\s)?(?P<my_y>{_Y})(?P<my_q>\?)?
  | (?P<part>early|mid|middle\sof|late)(?:[-\s](?:in\s)?)
      (?P<part_y1>{_Y})(?:\s(?:to|until|and)\s(?P<part2>early|mid|late)[-\s](?P<part_y2>{_Y}))?\b
  | (?:the\s)?(?P<season>{_S})(?:\sof|,)?\s(?P<season_y>{_Y})\b
  | (?P<decade>(?:1\d|20)\d)0['’]?s\b
  | (?P<century>\d{{1,2}})(?:st|nd|rd|th)[\s-]century\b
  | (?P<bc>\d{{1,4}})\s?(?:BCE?|B\.C\.(?:E\.)?|v\.\sChr\.)
  | (?P<throughout>throughout|all\s(?:of|through)|during\sall\sof)\s(?:the\syear\s)?
      (?P<through_y>{_Y})(?:{_DASH}(?P<through_y2>(?:{_Y}|\d{{2}})))?\b
  | (?P<open>before|until|up\sto|prior\sto|after|since|from)\s(?P<open_y>{_Y})(?!{_DASH}\d)\b
  | (?P<about>{_ABOUT})(?P<about_y>{_Y})(?P<about_q>\?)?
  | (?P<bracket>\[?)(?P<yy1>{_Y})(?:{_DASH}|/)(?P<yy2>{_Y}|\d{{2}})(?![\d-])
  | (?P<num1>\d{{1,2}})(?:/|\.\s?)(?P<num2>\d{{1,2}})(?:/|\.\s?)(?P<num_y>\d{{2}}|{_Y})(?![\d/])
  | (?P<year>{_Y})(?P<year_q>\?|\(\?\))?(?![\w%]|[.,]\d{{3}}|:\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_JULIAN = re.compile(r"\s?\((?:O\.?\s?S\.?|Old Style|Julian)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date where it stands."""

    start: int
    end: int
    read: DateRead


def find_dates(text: str) -> list[DateSpan]:
    """Every absolute date in ``text``, in order, longest reading first at each place."""
    return [_read_match(text, match) for match in _PATTERN.finditer(text)]


def read_date(words: str) -> DateRead:
    """The date that ``words`` are as a whole; EDTF None where they are not one or impossible."""
    words = words.strip()
    found = find_dates(words)
    if len(found) == 1 and found[0].end - found[0].start == len(words):
        return DateRead(words, found[0].read.edtf)
    return DateRead(words, words if is_valid(words) else None)


def _read_match(text: str, match: re.Match[str]) -> DateSpan:
    end = match.end()
    edtf = _edtf(match)
    julian = _JULIAN.match(text, end)
    if julian and edtf and "/" not in edtf:
        end, edtf = julian.end(), edtf + "~"
    valid = edtf if edtf and is_valid(edtf) else None
    return DateSpan(match.start(), end, DateRead(text[match.start() : end], valid))


def _edtf(match: re.Match[str]) -> str | None:
    for group, reading in _READINGS.items():
        if match[group] is not None:
            return reading(match.groupdict())
    return None


def _iso(g: dict[str, str]) -> str:
    """ "2014-16" can be no month but is a span of years; "2017-13" is neither."""
    year, _, rest = g["iso"].partition("-")
    if len(rest) == 2 and int(rest) > 12 and int(rest) > int(year[2:]):
        return f"{year}/{_full_year(year, rest)}"
    return g["iso"]


def _month(name: str) -> str:
    return f"{MONTH_NAMES[name.casefold()]:02}"


def _day(number: str) -> str:
    return f"{int(number):02}"


def _two_months(g: dict[str, str]) -> str:
    first, last = f"{g['two_y']}-{_month(g['two_m1'])}", f"{g['two_y']}-{_month(g['two_m2'])}"
    return _joined(first, last, g["two_op"])


def _joined(first: str, last: str, word: str) -> str:
    """ "and" names each, "or" one of them, "to" and a dash all that lies between."""
    word = word.strip().casefold()
    if word in ("and", "und", "et", "en", "y"):
        return f"{{{first},{last}}}"
    if word in ("or", "oder", "ou", "of"):
        return f"[{first},{last}]"
    return f"{first}/{last}"


def _pair(g: dict[str, str]) -> str:
    return _joined(f"{g['pair_y1']}-{_month(g['pair_m1'])}",
                   f"{g['pair_y2']}-{_month(g['pair_m2'])}", g["pair_op"])  # fmt: skip


def _part(g: dict[str, str]) -> str:
    start, end = _PARTS[g["part"].split()[0].casefold()]
    if g["part2"]:
        end = _PARTS[g["part2"].casefold()][1]
        return f"{g['part_y1']}-{start}~/{g['part_y2']}-{end}~"
    if start == "01":
        return f"{g['part_y1']}-01/{g['part_y1']}-{end}~"
    if end == "12":
        return f"{g['part_y1']}-{start}~/{g['part_y1']}-12"
    return f"{g['part_y1']}-{start}~/{g['part_y1']}-{end}~"


def _fraction(g: dict[str, str]) -> str:
    return f"{g['frac_my']}-{_month(g['frac_m'])}~"


def _open(g: dict[str, str]) -> str:
    before = g["open"].casefold() in ("before", "until", "up to", "prior to")
    return f"../{g['open_y']}" if before else f"{g['open_y']}/.."


def _through(g: dict[str, str]) -> str:
    last = _full_year(g["through_y"], g["through_y2"]) if g["through_y2"] else g["through_y"]
    return f"{g['through_y']}-01/{last}-12"


def _years(g: dict[str, str]) -> str:
    return f"{g['yy1']}/{_full_year(g['yy1'], g['yy2'])}"


def _full_year(first: str, last: str) -> str:
    return last if len(last) == 4 else first[:2] + last


def _numeric(g: dict[str, str]) -> str | None:
    """8/7/18: month first in one half of the world and day first in the other."""
    first, second, year = int(g["num1"]), int(g["num2"]), g["num_y"]
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    month_first, day_first = f"{year}-{first:02}-{second:02}", f"{year}-{second:02}-{first:02}"
    possible = [edtf for edtf in (month_first, day_first) if is_valid(edtf)]
    if len(set(possible)) == 2:
        return f"[{','.join(sorted(possible))}]"
    return possible[0] if possible else None


def _about(g: dict[str, str]) -> str:
    guess = g["about"].strip().casefold() in ("probably", "possibly", "perhaps")
    return g["about_y"] + ("?" if guess else "%" if g["about_q"] else "~")


_READINGS: dict[str, Callable[[dict[str, str]], str | None]] = {
    "iso": _iso,
    "dmy": lambda g: f"{g['dmy_y']}-{_month(g['dmy_m'])}-{_day(g['dmy'])}",
    "drange1": lambda g: (
        f"{g['drange_y']}-{_month(g['drange_m'])}-{_day(g['drange1'])}/"
        f"{g['drange_y']}-{_month(g['drange_m'])}-{_day(g['drange2'])}"
    ),
    "mdrange1": lambda g: (
        f"{g['mdrange_y']}-{_month(g['mdrange_m'])}-{_day(g['mdrange1'])}/"
        f"{g['mdrange_y']}-{_month(g['mdrange_m'])}-{_day(g['mdrange2'])}"
    ),
    "mdy": lambda g: f"{g['mdy_y']}-{_month(g['mdy_m'])}-{_day(g['mdy'])}",
    "pair_m1": _pair,
    "span_m1": lambda g: (
        f"{g['span_y1']}-{_month(g['span_m1'])}/{g['span_y2']}-{_month(g['span_m2'])}"
    ),
    "two_m1": _two_months,
    "frac": _fraction,
    "my_m": lambda g: f"{g['my_y']}-{_month(g['my_m'])}" + (g["my_q"] or ""),
    "part": _part,
    "season": lambda g: f"{g['season_y']}-{_SEASON_CODES[g['season'].casefold()]}",
    "decade": lambda g: f"{g['decade']}X",
    "century": lambda g: f"{int(g['century']) - 1:02}XX",
    "bc": lambda g: f"-{int(g['bc']) - 1:04}" if int(g["bc"]) > 1 else "0000",
    "throughout": _through,
    "open": _open,
    "about": _about,
    "yy1": _years,
    "num1": _numeric,
    "year": lambda g: g["year"] + ("?" if g["year_q"] else ""),
}


def dates_in(text: str) -> Iterator[DateRead]:
    """The dates in ``text`` without their places."""
    return (span.read for span in find_dates(text))
