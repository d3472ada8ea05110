"""Sentences of a note, which is fuller of abbreviations than running text.

Russian references divide their own parts by full stops: there a sentence ends only where the next one
opens a source of its own.
"""

import re
from collections.abc import Sequence

from provenance.ingest import signs
from provenance.ingest.letters import compiled
from provenance.ingest.protected import Span, is_protected
from provenance.ingest.sentences import sentence_spans
from provenance.ingest.wordlists import words_of

_ABBREVIATIONS = words_of(
    """
    doc docs ct reg regs abs nr urt beschl lit ziff rn bl bds drs leg exp fasc fol fols op ser
    suppl fed eur dkt decl tr exh app compl br ph mss ms cod coll add pr br ha abt r pp ss rt rep
    cmt crim civ evid const ch cl св ф оп д л лл с сс т кн гл ст указ соч изд вып г гг м л спб пер
    ред см ср там цит прим изм доп под
    """
)
_DAY_OR_MONTH = re.compile(r"(?:^|[\s,(.])\d{1,2}\.$")
_MONTH_OR_YEAR = re.compile(r"\d{1,2}\. ?\d{4}|(?:1\d|20)\d\d\b")
"""Of a date in figures: "9. 11. 1918"."""
_LAST_WORD = re.compile(r"([^\W\d_]{1,6})\.$")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_COMPLETE = re.compile(r"(?:\d|[гс]\.?|[»”\"])\.$")
_DATE_IN_BRACKETS = re.compile(rf"\((?:[^()]{{0,40}} )?{signs.YEAR}\)")
"""After a title that ends in a stop of its own: "What Now?" (May 2012)."""
_OPENS_ANEW = compiled(
    r"(?:См\.|Ср\.|Подробнее|Цит\.|Там же|Об этом|[A-ZÀ-Ý][\w’'-]{1,30},? (?:[A-ZÀ-Ý]\. ?){1,2}"
    r"|(?:РГ|ГА|АП|АВП|ЦА|ЦГ)[А-Я ]{1,6}\.)"
)


def note_sentences(text: str, spans: Sequence[Span]) -> list[Span]:
    """Sentences of ``text`` whose boundary lies in no quotation, bracket or address."""
    joined: list[Span] = []
    for start, end in sentence_spans(text, 0, len(text)):
        if joined and _goes_on(text, spans, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(text: str, spans: Sequence[Span], before: Span, start: int) -> bool:
    end = before[1]
    if _DATE_IN_BRACKETS.match(text, start):
        return True
    if is_protected(spans, end - 1) and not any(stop == end for _, stop in spans):
        return True
    if text[end - 1] == "." and (_abbreviated(text, end, start) or _russian(text, before, start)):
        return not signs.SIGNAL.match(text, start)
    return False


def _abbreviated(text: str, end: int, start: int) -> bool:
    """An abbreviation of notes, or a number divided by stops ("2.40.2", "fasc. 1.1.13")."""
    if start == end and text[end : end + 1].isdigit() and text[end - 2 : end - 1].isdigit():
        return True
    if _DAY_OR_MONTH.search(text, max(0, end - 8), end) and _MONTH_OR_YEAR.match(text, start):
        return True
    word = _LAST_WORD.search(text, max(0, end - 8), end)
    return word is not None and word[1].casefold() in _ABBREVIATIONS


def _russian(text: str, before: Span, start: int) -> bool:
    if not _CYRILLIC.search(text, start, start + 40):
        return False
    opened = _OPENS_ANEW.match(text, start)
    return not (opened and _COMPLETE.search(text[before[0] : before[1]]))
