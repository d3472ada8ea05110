"""Lines that may begin a note, in every style in which notes are labelled."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from provenance.ingest.footnotes import Head
from provenance.ingest.labels import (
    CIRCLED,
    SUPERSCRIPTS,
    WORDS_FOR_NOTE,
    Label,
    read_label,
    read_roman,
)
from provenance.ingest.lines import Furniture, Line, is_rule

_WAY_BACK = r"(?:[↑↩^]\s?)?"
_HEAD_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "word",
        re.compile(
            rf"\[(?:{WORDS_FOR_NOTE})\s(?P<label>\d{{1,6}}|[a-zA-Z]{{1,6}}|[*†‡§]{{1,4}}):\s?",
            re.IGNORECASE,
        ),
    ),
    (
        "worded",
        re.compile(
            rf"[\[(]?(?:{WORDS_FOR_NOTE}|(?:fn|n)(?=\.?\s?\d))\.?\s?"
            r"(?P<label>\d{1,6}|[a-z*](?![a-z]))"
            r"(?:[\])]\s?[.:]?|[.:)]|(?=\s))(?:\s{1,8}|$)",
            re.IGNORECASE,
        ),
    ),
    ("caret", re.compile(r"\[\^(?P<label>[^\]\s]{1,40})\]:\s?")),
    ("hat", re.compile(r"\^[{(]?(?P<label>\d{1,6})[})]?\^?[.:]?\s?")),
    ("slash", re.compile(r"(?P<label>\d{1,6})/(?:\s{1,8}|$)")),
    (
        "bracket",
        re.compile(
            r"[\[{<〔【［]\s?(?P<label>\d{1,6}|[a-z]{1,6}|[A-Z]|[*†‡§]{1,4})\s?[\]}>〕】］][.:]?\s?"
        ),
    ),
    ("paren", re.compile(r"[(（](?P<label>\d{1,6}|[a-z]{1,6}|[*†‡§]{1,4})[)）][.:]?\s?")),
    ("raised", re.compile(rf"(?P<label>[{SUPERSCRIPTS}]{{1,6}}|[{CIRCLED}])[.):]?\s?")),
    ("symbol", re.compile(r"(?P<label>[*†‡§¶‖]{1,6})\s?(?=\S)")),
    (
        "dot",
        re.compile(
            rf"{_WAY_BACK}(?P<label>\d{{1,6}}|[lI]|[a-z]|[ivx]{{1,5}})\.(?:\s{{1,8}}|$)(?:[↑^]\s)?"
        ),
    ),
    (
        "dash",
        re.compile(r"(?P<label>\d{1,4})\s?[-–—ـ]{1,2}\s?(?=[^\W\d]|[\"“«„‘(])"),
    ),
    ("close", re.compile(r"(?P<label>\d{1,6})[):]\s")),
    (
        "bare",
        re.compile(rf"{_WAY_BACK}(?P<label>\d{{1,6}}|[lI](?=\s[A-ZÀ-Ý“]))(?:\s{{1,8}}|$)"),
    ),
    ("glued", re.compile(r"(?P<label>\d{1,4})(?=[^\W\d_]|[\"“‘«„])")),
    ("letter", re.compile(r"(?P<label>[a-h]|[ivx]{1,5})\s{1,4}(?=[^\W\d_a-zà-ÿ]|[“\"‘«„])")),
)
_ROMAN_STYLES = frozenset({"bracket", "paren", "dot", "letter"})
_LIKE_ONE = ("l", "I")
_LONGEST_HEADING = 90
_STOPS = frozenset(".!?…;:,)]”\"'’»0123456789")
_CENTRED = 12
_STOP_BEFORE = r"(?<=[.)\]”\"’»;] )(?P<head>"
_NEXT_IN_LINE = {
    "bare": re.compile(_STOP_BEFORE + r"(?P<label>\d{1,4})\s)(?=[^\W\da-z]|[“\"‘«*])"),
    "dot": re.compile(_STOP_BEFORE + r"(?P<label>\d{1,4})\.\s)(?=[^\W\da-z]|[“\"‘«*])"),
    "close": re.compile(_STOP_BEFORE + r"(?P<label>\d{1,4})\)\s)"),
    "paren": re.compile(_STOP_BEFORE + r"\((?P<label>\d{1,4})\)\s)"),
    "bracket": re.compile(_STOP_BEFORE + r"\[(?P<label>\d{1,4})\]\s)"),
    "raised": re.compile(rf"(?<=\s)(?P<head>(?P<label>[{SUPERSCRIPTS}]{{1,4}}|[{CIRCLED}])\s?)"),
}


def find_heads(
    lines: Sequence[Line], furniture: Furniture, raised: Sequence[tuple[int, int]] = ()
) -> list[Head]:
    """Every line that might begin a note, in every style that it might be.

    ``raised`` are superscript spans: a label at the start of a line that is one begins a note in
    the style of superscripts.
    """
    heads: list[Head] = []
    ends = dict(raised)
    open_heads: dict[str, Head] = {}
    for line in lines:
        if line.blank or line.number in furniture.lines or is_rule(line):
            open_heads = {}
            continue
        begun = list(_heads_of(line, ends.get(line.start), _stands_alone(lines, line)))
        heads += begun
        open_heads = {head.style: head for head in begun} or open_heads
        for style, head in open_heads.items():
            within = _heads_within(line, head) or _raised_within(line, head, raised, ends)
            heads += within
            open_heads = {**open_heads, style: within[-1]} if within else open_heads
    return heads


def _heads_of(line: Line, raised_end: int | None, alone: bool) -> Iterator[Head]:
    """What the start of a line may be."""
    if raised_end is not None and raised_end <= line.end:
        words = line.text[: raised_end - line.start].strip("[]()., ")
        if label := read_label(words) or read_roman(words):
            rest = line.text[raised_end - line.start :]
            start = raised_end + len(rest) - len(rest.lstrip(" .:)]\u00a0"))
            yield Head("raised", words, label, line.number, line.start, start)
            return
    for style, pattern in _HEAD_PATTERNS:
        match = pattern.match(line.text)
        label = _head_label(style, match["label"]) if match else None
        if match and label and not _centred(line, match):
            damaged = match["label"] in _LIKE_ONE and label.series == "number"
            words = "1" if damaged else match["label"]
            start = line.start + match.end()
            yield Head(style, words, label, line.number, line.start, start, alone)


def _stands_alone(lines: Sequence[Line], line: Line) -> bool:
    if len(line.text) > _LONGEST_HEADING or line.text[-1:] in _STOPS:
        return False
    after = line.number + 1
    return (line.number == 0 or lines[line.number - 1].blank) and (
        after >= len(lines) or lines[after].blank
    )


def _heads_within(line: Line, head: Head) -> list[Head]:
    """Notes that follow ``head`` in its own line: "1 A. Roe, Ships. 2 Ibid. 3 B. Doe, Boats."

    Only the next number in turn counts, and only after a stop.
    """
    found: list[Head] = []
    pattern = _NEXT_IN_LINE.get(head.style)
    if pattern is None or head.label.series != "number":
        return found
    for match in pattern.finditer(line.text, max(0, head.text_start - line.start)):
        label = Label("number", head.label.rank + 1)
        if read_label(match["label"]) == label:
            start, end = line.start + match.start("head"), line.start + match.end()
            head = Head(head.style, match["label"], label, line.number, start, end)
            found.append(head)
    return found


def _raised_within(
    line: Line, head: Head, raised: Sequence[tuple[int, int]], ends: dict[int, int]
) -> list[Head]:
    """The same where the labels are raised by markup."""
    found: list[Head] = []
    if head.style != "raised" or head.start not in ends:
        return found
    for start, end in raised[bisect_right(raised, (head.start, 1 << 60)) :]:
        if start >= line.end:
            break
        words = line.text[start - line.start : end - line.start].strip("[]() ")
        label = Label("number", (found[-1] if found else head).label.rank + 1)
        if read_label(words) == label:
            found.append(Head("raised", words, label, line.number, start, end))
    return found


def _centred(line: Line, match: re.Match[str]) -> bool:
    """A number alone in the middle of a line heads a section."""
    return line.indent > _CENTRED and match.end() == len(line.text)


def _head_label(style: str, words: str) -> Label | None:
    if style == "caret":
        return read_label(words) or Label("named", 1)
    if style in ("dot", "bare") and words in _LIKE_ONE:
        return Label("number", 1)
    return read_label(words) or (read_roman(words) if style in _ROMAN_STYLES else None)
