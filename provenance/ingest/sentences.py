"""Sentences as exact spans.

A stop ends a sentence unless it belongs to an abbreviation, an initial, a number or an ellipsis that
goes on; closing quotation marks, brackets and note markers go with the sentence that they close. A
span never begins or ends inside a marker.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from provenance.ingest.wordlists import words_of

_STOP = re.compile(r"(?:[.!?…]{1,4}|[。！？؟۔])[\"'”’»)\]]{0,4}")
_ABBREVIATIONS = words_of(
    """
    mr mrs ms dr prof sr jr st gen col lt capt sgt maj cmdr adm gov sen rep hon rev fr amb
    pres vs v cf e.g i.e eg ie etc al ibid id op cit loc no nos vol vols p pp n nn art arts
    sec secs ch fig figs ed eds trans repr rev approx ca c inc ltd co corp bros univ dept
    div jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.u d.c a.m p.m a.d b.c
    ph.d u.s.c f.2d f.3d s.ct cong sess stat const z.b u.a vgl bzw nr bd hrsg hg aufl s ff f
    usw ebd a.a.o m p.ex sq suiv éd coll trad tr dir pág págs núm ed cap art vid bl jg par
    para paras supp mot tit cl amend reg regs dist cir ex exs rel j jour q rev hist soc minn
    bull proc assoc ann econ educ int'l nat'l
    """
)
_WHOLE_SENTENCES = frozenset({"id", "ibid", "ebd", "cit", "etc"})
_WORD_BEFORE = re.compile(r"([^\W_](?:[^\W_]|[.'’]){0,23})\.$")
_INITIAL = re.compile(r"(?:^|[\s.(\[“\"]|(?<=\.)-)[^\W\d_]\.$")
_CONTEXT = 24
_ENDS_IN_ORDINAL = re.compile(r"(?:^|[\s(])\d{1,2}$")
_ORDINAL_OF = re.compile(
    r"\s(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Aufl|Jahrhundert|Jh\b|Band|Bd\b"
    r"|Weltkrieg)"
)


def sentence_spans(
    text: str, start: int, end: int, markers: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of ``text[start:end]``, without the blank space around them.

    ``markers`` are spans of note markers, in order, that no sentence may split.
    """
    here = bisect_left(markers, (start, 0)), bisect_left(markers, (end + 1, 0))
    markers = markers[slice(*here)]
    starts = [marker[0] for marker in markers]
    called_at = frozenset(starts)
    begin = start
    for match in _STOP.finditer(text, start, end):
        called = match.end() in called_at and not _goes_on(text[match.end() : match.end() + 40])
        if match.start() < begin or not (called or _ends_sentence(text, match, end)):
            continue
        stop = _with_markers(text, match.end(), end, markers, starts)
        if stop is None:
            continue
        if span := _trimmed(text, begin, stop):
            yield span
        begin = stop
    if span := _trimmed(text, begin, end):
        yield span


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    """What follows must be able to begin a sentence; what precedes must not be an abbreviation."""
    if match[0][0] == "." and _abbreviated(text, match):
        return False
    following = text[match.end() : min(end, match.end() + 40)]
    bare = following.lstrip()
    if not bare:
        return True
    if bare[0] in ",;:" or (match[0][0] in ".…" and _goes_on(bare)):
        return False
    return following[0].isspace() or not following[0].isalnum() or match[0][0] in "。！？؟۔" \
        or following[0].isdigit()  # fmt: skip


def _goes_on(following: str) -> bool:
    """Lower case after a full stop continues the sentence (a marker between does not matter)."""
    first = following.lstrip("0123456789[]()\"'“‘«*†‡⁰¹²³⁴⁵⁶⁷⁸⁹ \n\u00a0")
    return bool(first) and first[0].islower()


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    if match.end() - match.start() > 1 and match[0][1] not in "\"'”’»)]":
        return False
    before = text[max(0, match.start() - _CONTEXT) : match.start() + 1]
    if _INITIAL.search(before):
        return True
    word = _WORD_BEFORE.search(before)
    if word and word[1].casefold().rstrip(".") in _ABBREVIATIONS:
        alone = word[1].casefold() in _WHOLE_SENTENCES and _begins_sentence(text, match.end())
        return match.end() - match.start() == 1 and not alone
    return _inside_number(text, match.start()) or _ordinal(text, match)


def _begins_sentence(text: str, at: int) -> bool:
    """ "Id. The court ..." is two sentences though "Id. at 7" is not one and a half."""
    return bool(re.match(r"\s[^\W\d_a-zà-ÿ]", text[at : at + 2]))


def _ordinal(text: str, match: re.Match[str]) -> bool:
    """ "5. Mai 2020", "3. Aufl.": a number whose stop makes it an ordinal."""
    before = text[max(0, match.start() - 4) : match.start()]
    return bool(_ENDS_IN_ORDINAL.search(before)) and bool(_ORDINAL_OF.match(text, match.end()))


def _inside_number(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return text[at - 1 : at].isdigit() and after.isdigit() and text[at - 2 : at - 1] != " "


def _with_markers(
    text: str,
    stop: int,
    end: int,
    markers: Sequence[tuple[int, int]],
    starts: Sequence[int],
) -> int | None:
    """Take in the markers that follow; None where the stop stands inside a marker."""
    place = bisect_right(starts, stop) - 1
    if place >= 0 and markers[place][0] < stop < markers[place][1]:
        return None
    place += 0 if place >= 0 and markers[place][0] == stop else 1
    while place < len(markers) and markers[place][1] <= end:
        if text[stop : markers[place][0]].strip(" \u00a0,"):
            break
        stop = markers[place][1]
        place += 1
    return stop


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None
