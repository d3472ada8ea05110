"""Places in the text that may call a note, family by family, each with how sure its look is."""

import re
from collections.abc import Iterator, Sequence

from provenance.ingest.footnotes import Candidate
from provenance.ingest.labels import (
    CIRCLED,
    SUPERSCRIPTS,
    WORDS_FOR_NOTE,
    Label,
    read_label,
    read_roman,
)

_ZERO = "0٠۰०"
_NUMBER = rf"(?![{_ZERO}])\d{{1,5}}"
_END_OF_WORD = r"(?<=[^\W\d_]|[.,;:!?“”\"’'»)\]،؛؟۔])"
_BRACKET_CALL = re.compile(
    r"(?<!\^)[\[{<〔【［]\s?(\d{1,6}(?:\s?[,;،–-]\s?\d{1,6}){0,12}|[a-z]{1,6}|[A-Z]|[*†‡§]{1,4})\s?"
    r"[\]}>〕】］](?![^\W\d_])"
)
_CARET_CALL = re.compile(r"\[\^([^\]\s]{1,40})\](?!:)")
_PAREN_CALL = re.compile(r"[(（](\d{1,6}|[a-z]{1,6}|[*†‡§]{1,4})[)）]")
_WORDED_CALL = re.compile(
    rf"[\[(](?:{WORDS_FOR_NOTE}|FN|n)\.?\s?(\d{{1,6}}|[a-zA-Z*])[\])]"
    r"|(?<=[\w.,;:!?”\"’'»)] )n(\d{1,4})(?![\w-])",
    re.IGNORECASE,
)
_HAT_CALL = re.compile(r"(?<=\S)\^[{(\[]?(\d{1,6}(?:,\s?\d{1,6}){0,6})[})\]]?\^?(?!\w)")
_SLASH_CALL = re.compile(r"(?<![\d/])(\d{1,4})/(?=\s|$|[.,;:)])")
_RAISED_CALL = re.compile(
    rf"[{SUPERSCRIPTS}]{{1,6}}(?:\s?[⁻–,-]\s?[{SUPERSCRIPTS}]{{1,6}}){{0,6}}|[{CIRCLED}]"
)
_SYMBOL_CALL = re.compile(
    r"(?<=\S)(?:(?<!\*)\*{1,6}(?![\w*])|(?<!†)†{1,6}(?![\w†])|(?<!‡)‡{1,6}(?![\w‡])"
    r"|(?<!§)§{1,6}(?![\w§])|(?<!¶)¶{1,6}(?![\w¶])|(?<!‖)‖{1,6}(?![\w‖]))"
)
_SPACED_SYMBOL = re.compile(r"(?<=[\w.,;:!?”\"’»)] )[*†‡]{1,4}(?=\s[^\s*†‡]|$)")
_GLUED_CALL = re.compile(rf"{_END_OF_WORD}({_NUMBER})(?![\w%°]|[.,:/–-]\d)")
_LISTED_CALL = re.compile(
    rf"{_END_OF_WORD}({_NUMBER}(?:[,;–-]\s?{_NUMBER}){{1,6}})(?![\w%°]|[.,:/–-]\d)"
)
_SPACED_CALL = re.compile(rf"(?<=[\w.,;:!?“”\"’'»)\]،؛؟۔] )({_NUMBER})(?=\s|$|[.,;:)])(?![.,:]\d)")
_SPLIT_CALL = re.compile(rf"{_END_OF_WORD}\s?(\d [\dlI])(?!\w)")
_DAMAGED_CALL = re.compile(r"(?<=[a-z\d][.,;:!?”\"’»)])([lI])(?=\s|$)")
_FIGURE_CALL = re.compile(r"(?<=\d)([a-h]|[ivx]{1,5})(?=\s|$|[.,;:)])")
_PREFIXES = ("No.", "no.", "pp.", " p.", "(p.", "Nr.", "ol.", "rt.", "ec.", "ig.")
_ENUMERATES = re.compile(r"\s[a-zà-ÿ]")
SURE, FAIR, DOUBTFUL, UNLIKELY = 1.0, 0.7, 0.4, 0.1
_POINTER = re.compile(
    r"(?:\b(?:nn?|nos?|pp?|vols?|arts?|ch|cl|secs?|figs?|nr|cols?|bd|ed)\.|§|\bnote|\bpart) $",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\.?\s(?:Jan|Feb|Mar|Mär|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])|\s(?:janv|févr|mars|avr|mai"
    r"|juin|juil|août|sept|oct|nov|déc|ene|abr|ago|dic|enero|marzo|يناير|فبراير|مارس|أبريل|مايو|يونيو"
    r"|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)"
)
_CLOSERS = frozenset(".,;:!?“”\"’'»)]،؛؟۔")
_SENTENCE_FOLLOWS = re.compile(r"\s{1,3}[^\W\d_a-zà-ÿ]|\s*$")
_MAX_RANGE = 40
_MOST_JOINED = 6
_FEW_JOINED = 3
_LONGEST_SIGN = 40
_POWER = re.compile(r"(?:^|[^\w])[\w)]$")
_DASHES = str.maketrans("–⁻", "--")
_FAMILIES: dict[str, tuple[re.Pattern[str], ...]] = {
    "bracket": (_BRACKET_CALL,),
    "caret": (_CARET_CALL,),
    "paren": (_PAREN_CALL,),
    "worded": (_WORDED_CALL,),
    "hat": (_HAT_CALL,),
    "slash": (_SLASH_CALL,),
    "raised": (_RAISED_CALL,),
    "symbol": (_SYMBOL_CALL, _SPACED_SYMBOL),
    "figure": (_FIGURE_CALL,),
}


def find_candidates(text: str, family: str, raised: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Every place that might call a note in the way of one family, in order."""
    if family == "inline":
        found = _inline_candidates(text)
    else:
        found = [one for pattern in _FAMILIES[family] for match in pattern.finditer(text)
                 for one in _members(match)]  # fmt: skip
    if family == "raised":
        found += _raised_candidates(text, raised)
    return sorted(found, key=lambda candidate: (candidate.start, -candidate.end))


def _raised_candidates(text: str, raised: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    for start, end in raised:
        if end - start <= _LONGEST_SIGN:
            words = text[start:end].strip("[]() \n")
            yield from _listed(words, (start, end), SURE)
            yield from _joined(words, start, SURE)


def _members(match: re.Match[str]) -> Iterator[Candidate]:
    """One candidate per label: "[3, 5-7]" calls four notes."""
    words = next((group for group in match.groups() if group), match[0])
    weight = _weight(match)
    if match.re is _CARET_CALL:
        label = read_label(words) or read_roman(words) or Label("named", 1)
        yield Candidate(*match.span(), label, words, weight)
        return
    yield from _listed(words, match.span(), weight)
    if match.re is _RAISED_CALL:
        yield from _joined(words, match.start(), weight)


def _weight(match: re.Match[str]) -> float:
    """How sure the look of a call is; a power ("x^2") and an enumeration are doubtful."""
    if match.re is _PAREN_CALL:
        return DOUBTFUL if _ENUMERATES.match(match.string, match.end()) else SURE
    if match.re is _HAT_CALL:
        return DOUBTFUL if _POWER.search(match.string, *_reach(match.start(), 3)) else SURE
    return FAIR if match.re in (_SPACED_SYMBOL, _SLASH_CALL) else SURE


def _reach(at: int, width: int) -> tuple[int, int]:
    return max(0, at - width), at


def _listed(words: str, span: tuple[int, int], weight: float) -> Iterator[Candidate]:
    for member, label_words in enumerate(_listed_labels(words)):
        label = read_label(label_words) or read_roman(label_words)
        if label:
            yield Candidate(*span, label, label_words, weight, member)


def _listed_labels(words: str) -> list[str]:
    labels: list[str] = []
    for part in re.split(r"[,;،\s]+", words.translate(_DASHES)):
        first, _, last = part.partition("-")
        start, end = read_label(first), read_label(last) if last else None
        if start and end and 0 < end.rank - start.rank <= _MAX_RANGE:
            labels += [str(rank) for rank in range(start.rank, end.rank + 1)]
        elif part:
            labels.append(part)
    return labels


def _joined(words: str, start: int, weight: float) -> Iterator[Candidate]:
    """Two labels set side by side without a space: "1011" may call notes 10 and 11."""
    if not (words.isdecimal() or words.isdigit()) or not 1 < len(words) <= _MOST_JOINED:
        return
    middle = len(words) // 2
    first, second = read_label(words[:middle]), read_label(words[middle:])
    if first and second and first.rank and second.rank == first.rank + 1:
        weight = min(weight, FAIR if len(words) > _FEW_JOINED else UNLIKELY * 3)
        yield Candidate(start, start + middle, first, words[:middle], weight)
        yield Candidate(start + middle, start + len(words), second, words[middle:], weight)


def _inline_candidates(text: str) -> list[Candidate]:
    """Digits glued to a word or a stop; weaker: after a space, after a figure, split by OCR."""
    found: list[Candidate] = []
    for pattern in (_GLUED_CALL, _SPACED_CALL, _SPLIT_CALL, _DAMAGED_CALL):
        for match in pattern.finditer(text):
            label = read_label(match[1], damaged=True)
            if label:
                weight = _inline_weight(text, match, pattern)
                found.append(Candidate(match.start(1), match.end(1), label, match[1], weight))
                if pattern is _GLUED_CALL:
                    found += _joined(match[1], match.start(1), weight)
    for match in _LISTED_CALL.finditer(text):
        if _clean_before(text, match.start(1)):
            found += _listed(match[1], match.span(1), FAIR)
    return found


def _inline_weight(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> float:
    if pattern is _GLUED_CALL:
        if _clean_before(text, match.start(1)):
            return SURE
        return FAIR if _SENTENCE_FOLLOWS.match(text, match.end(1)) else DOUBTFUL
    if _POINTER.search(text, *_reach(match.start(1), 8)) or _MONTH.match(text, match.end(1)):
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
