"""Notes that are typed into the text: which lines are notes, and where each is called.

A line is a note because it is one of a *run* of labels that counts upwards and because the text
before it calls those labels in the same order. Neither alone is enough: numbered paragraphs count
upwards but nobody calls them; years and decimals look like calls but no note answers.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.ingest.labels import SUPERSCRIPTS, Label, read_label, read_roman
from provenance.ingest.lines import Furniture, Line, is_rule

_HEAD_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "word",
        re.compile(r"\[(?:Footnote|Note|Fußnote|Anmerkung|Nota)\s(?P<label>[^\s:\]]{1,7}):\s?"),
    ),
    ("caret", re.compile(r"\[\^(?P<label>[^\]\s]{1,40})\]:\s?")),
    ("bracket", re.compile(r"\[\s?(?P<label>\d{1,6}|[a-z]{1,6}|[*†‡§]{1,4})\s?\]\s?")),
    ("paren", re.compile(r"\((?P<label>\d{1,6}|[a-z]{1,6}|[*†‡§]{1,4})\)\s?")),
    ("raised", re.compile(rf"(?P<label>[{SUPERSCRIPTS}]{{1,6}})\s?")),
    ("symbol", re.compile(r"(?P<label>[*†‡§¶‖]{1,4})\s?(?=\S)")),
    ("dot", re.compile(r"(?P<label>\d{1,6}|[lI])\.(?:\s{1,8}|$)")),
    ("close", re.compile(r"(?P<label>\d{1,6})\)\s")),
    ("bare", re.compile(r"(?P<label>\d{1,6}|[lI](?=\s[A-ZÀ-Ý“]))(?:\s{1,8}|$)")),
    ("glued", re.compile(r"(?P<label>\d{1,4})(?=[^\W\d_]|[\"“‘«])")),
)
_BRACKET_CALL = re.compile(
    r"\[\s?(\d{1,6}(?:\s?[,;–-]\s?\d{1,6}){0,12}|[a-z]{1,6}|[*†‡§]{1,4})\s?\]"
)
_CARET_CALL = re.compile(r"\[\^([^\]\s]{1,40})\](?!:)")
_PAREN_CALL = re.compile(r"\((\d{1,6}|[a-z]{1,6}|[*†‡§]{1,4})\)")
_RAISED_CALL = re.compile(rf"[{SUPERSCRIPTS}]{{1,6}}")
_SYMBOL_CALL = re.compile(r"(?<=[^\s*†‡§¶‖])[*†‡§¶‖]{1,4}(?![\w*†‡§¶‖])")
_GLUED_CALL = re.compile(r"(?<=[^\W\d_]|[.,;:!?”\"’'»)\]])([1-9]\d{0,4})(?![\w%°]|[.,:/–-]\d)")
_SPACED_CALL = re.compile(r"(?<=[\w.,;:!?”\"’'»)\]] )([1-9]\d{0,4})(?=\s|$|[.,;:)])")
_SPLIT_CALL = re.compile(r"(?<=[^\W\d_]|[.,;:!?”\"’'»)\]])\s?(\d [\dlI])(?!\w)")
_DAMAGED_CALL = re.compile(r"(?<=[a-z\d][.,;:!?”\"’»)])([lI])(?=\s|$)")
_PREFIXES = ("No.", "no.", "pp.", " p.", "(p.", "Nr.", "ol.", "rt.", "ec.", "ig.")
_ENUMERATES = re.compile(r"\s[a-zà-ÿ]")
SURE, FAIR, DOUBTFUL, UNLIKELY = 1.0, 0.7, 0.4, 0.1
_POINTER = re.compile(
    r"(?:\b(?:nn?|nos?|pp?|vols?|arts?|ch|cl|secs?|figs?|nr|cols?|bd|ed)\.|§|\bnote|\bpart) $",
    re.IGNORECASE,
)
_CENTRED = 12
_CLOSERS = frozenset(".,;:!?”\"’'»)]")
_SENTENCE_FOLLOWS = re.compile(r"\s{1,3}[^\W\d_a-zà-ÿ]|\s*$")
_STOP_BEFORE = r"(?<=[.)\]”\"’»;] )(?P<head>"
_NEXT_IN_LINE = {
    "bare": re.compile(_STOP_BEFORE + r"(?P<label>\d{1,4})\s)(?=[^\W\da-z]|[“\"‘«*])"),
    "dot": re.compile(_STOP_BEFORE + r"(?P<label>\d{1,4})\.\s)(?=[^\W\da-z]|[“\"‘«*])"),
    "close": re.compile(_STOP_BEFORE + r"(?P<label>\d{1,4})\)\s)"),
    "paren": re.compile(_STOP_BEFORE + r"\((?P<label>\d{1,4})\)\s)"),
    "bracket": re.compile(_STOP_BEFORE + r"\[(?P<label>\d{1,4})\]\s)"),
    "raised": re.compile(rf"(?<=\s)(?P<head>(?P<label>[{SUPERSCRIPTS}]{{1,4}})\s?)"),
}
_SMALL_GAP = 3
_MAX_RANGE = 40
ANSWERS: dict[str, tuple[str, ...]] = {
    "word": ("bracket", "raised", "inline", "symbol"),
    "caret": ("caret",),
    "bracket": ("bracket", "raised", "inline"),
    "paren": ("paren", "raised", "inline"),
    "raised": ("raised", "inline"),
    "symbol": ("symbol",),
    "dot": ("raised", "inline", "bracket", "paren"),
    "close": ("raised", "inline", "paren"),
    "bare": ("raised", "inline"),
    "glued": ("raised", "inline"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may begin a note. ``text_start`` is where the note's words begin."""

    style: str
    words: str
    label: Label
    line: int
    start: int
    text_start: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may call a note. ``weight``: 1 where little but a note looks so, down to 0.4."""

    start: int
    end: int
    label: Label
    words: str
    weight: float
    member: int = 0
    """Place among the labels of one bracket ("[3, 4]")."""


@dataclass(slots=True)
class Run:
    """Heads of one style that count upwards."""

    style: str
    heads: list[Head]


def find_heads(
    lines: Sequence[Line], furniture: Furniture, raised: Sequence[tuple[int, int]] = ()
) -> list[Head]:
    """Every line that might begin a note, in every style that it might be.

    ``raised`` are superscript spans: a number at the start of a line that is one begins a note in
    the style of superscripts.
    """
    heads: list[Head] = []
    superscripts = {start for start, _ in raised}
    ends = dict(raised)
    open_heads: dict[str, Head] = {}
    for line in lines:
        if line.blank or line.number in furniture.lines or is_rule(line):
            open_heads = {}
            continue
        before = len(heads)
        for style, pattern in _HEAD_PATTERNS:
            match = pattern.match(line.text)
            label = _head_label(style, match["label"]) if match else None
            if match and label and not _centred(line, match):
                start = line.start + match.end()
                own = "raised" if line.start in superscripts else style
                words = "1" if match["label"] in ("l", "I") else match["label"]
                heads.append(Head(own, words, label, line.number, line.start, start))
        open_heads = {head.style: head for head in heads[before:]} or open_heads
        for style, head in open_heads.items():
            within = _heads_within(line, head) or _raised_within(line, head, raised, ends)
            heads += within
            open_heads = {**open_heads, style: within[-1]} if within else open_heads
    return heads


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
    if style in ("dot", "bare") and words in ("l", "I"):
        return Label("number", 1)
    return read_label(words) or (read_roman(words) if style in ("bracket", "paren") else None)


def build_runs(heads: Sequence[Head], style: str) -> list[Run]:
    """Runs of one style: a head joins the latest run that waits for its rank, else begins one."""
    runs: list[Run] = []
    waiting: dict[tuple[str, int], Run] = {}
    for head in heads:
        if head.style != style:
            continue
        run = _waiting_run(waiting, head.label)
        if run is None:
            run = Run(style, [])
            runs.append(run)
        run.heads.append(head)
        waiting[(head.label.series, head.label.rank + 1)] = run
    return runs


def _waiting_run(waiting: dict[tuple[str, int], Run], label: Label) -> Run | None:
    """A run that waits for this rank, or for one up to three lower (notes may be lost)."""
    for rank in range(label.rank, label.rank - _SMALL_GAP - 1, -1):
        run = waiting.pop((label.series, rank), None)
        if run is not None:
            return run
    return None


def find_candidates(text: str, family: str, raised: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Every place that might call a note in the way of one family."""
    if family == "inline":
        return _inline_candidates(text)
    found: list[Candidate] = []
    if family == "raised":
        found += _raised_candidates(text, raised)
    pattern = {
        "bracket": _BRACKET_CALL,
        "caret": _CARET_CALL,
        "paren": _PAREN_CALL,
        "raised": _RAISED_CALL,
        "symbol": _SYMBOL_CALL,
    }[family]
    for match in pattern.finditer(text):
        found += _members(match)
    return sorted(found, key=lambda candidate: candidate.start)


def _raised_candidates(text: str, raised: Sequence[tuple[int, int]]) -> list[Candidate]:
    found = []
    for start, end in raised:
        words = text[start:end].strip("[]() \n")
        label = read_label(words) or read_roman(words)
        if label:
            found.append(Candidate(start, end, label, words, SURE))
    return found


def _members(match: re.Match[str]) -> list[Candidate]:
    """One candidate per label: "[3, 5-7]" calls four notes."""
    words = match[1] if match.re.groups else match[0]
    found = []
    for member, label_words in enumerate(_listed_labels(words)):
        label = read_label(label_words) or read_roman(label_words)
        if label is None and match.re is _CARET_CALL:
            label = Label("named", 1)
        if label:
            doubtful = match.re is _PAREN_CALL and _ENUMERATES.match(match.string, match.end())
            weight = DOUBTFUL if doubtful else SURE
            found.append(Candidate(*match.span(), label, label_words, weight, member))
    return found


def _listed_labels(words: str) -> list[str]:
    labels: list[str] = []
    for part in re.split(r"[,;]", words):
        first, _, last = part.strip().replace("–", "-").partition("-")
        start, end = read_label(first), read_label(last) if last else None
        if start and end and 0 < end.rank - start.rank <= _MAX_RANGE:
            labels += [str(rank) for rank in range(start.rank, end.rank + 1)]
        else:
            labels.append(part.strip())
    return labels


def _inline_candidates(text: str) -> list[Candidate]:
    """Digits glued to a word or a stop; weaker: after a space, after a figure, split by OCR."""
    found = []
    for pattern in (_GLUED_CALL, _SPACED_CALL, _SPLIT_CALL, _DAMAGED_CALL):
        for match in pattern.finditer(text):
            label = read_label(match[1], damaged=True)
            if label:
                weight = _inline_weight(text, match, pattern)
                found.append(Candidate(match.start(1), match.end(1), label, match[1], weight))
    return sorted(found, key=lambda candidate: (candidate.start, -candidate.end))


def _inline_weight(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> float:
    if pattern is _GLUED_CALL:
        if _clean_before(text, match.start(1)):
            return SURE
        return FAIR if _SENTENCE_FOLLOWS.match(text, match.end(1)) else DOUBTFUL
    if _POINTER.search(text, max(0, match.start(1) - 8), match.start(1)):
        return UNLIKELY
    before = text[max(0, match.start(1) - 2) : match.start(1)].rstrip(" ")[-1:]
    return FAIR if before in _CLOSERS else DOUBTFUL


def _clean_before(text: str, start: int) -> bool:
    """Not after a figure ("4.1") nor an abbreviation or type number ("MI6", "No.5", "p.12")."""
    before = text[max(0, start - 4) : start]
    if before[-1] in ".,:" and len(before) > 1:
        return (
            not before[-2].isdigit() and not before[-2].isupper() and before[-3:] not in _PREFIXES
        )
    return not before[-1].isupper()
