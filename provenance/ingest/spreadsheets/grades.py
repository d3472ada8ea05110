"""Grades as tables write them: "B", "2 - probably true", "Usually reliable", "B2", "Admiralty C2"."""

import re
from dataclasses import dataclass

from provenance.ingest.works import fold_key
from provenance.vocabulary import CREDIBILITY, RELIABILITY

_PREFIX = re.compile(r"^(?:admiralty|nato|grade|rating|rated|reliability|credibility|code)\b[\s:.]*",
                     re.IGNORECASE)  # fmt: skip
_CODE = re.compile(r"\(?(?P<letter>[A-Fa-f])?[\s/\-–]?(?P<digit>[1-6])?(?:\.0)?\)?"
                   r"(?:\W+(?P<words>.*))?", re.DOTALL)  # fmt: skip
_NAMES = {
    **{fold_key(name): letter for letter, (name, _) in RELIABILITY.items()},
    **{fold_key(name): digit for digit, (name, _) in CREDIBILITY.items()},
    "confirmed": "1",
    "reliable": "A",
    "mostly reliable": "B",
    "not reliable": "E",
}


@dataclass(frozen=True, slots=True)
class Grades:
    """A letter for the source, a figure for the claim, either or both."""

    reliability: str | None = None
    credibility: str | None = None


def read_grade(text: str) -> Grades | None:
    """The grade or the pair that the words are; None where they are none, or say two things."""
    plain = _PREFIX.sub("", text.strip())
    named = _NAMES.get(fold_key(plain))
    if named is not None:
        return _of(named)
    match = _CODE.fullmatch(plain)
    if match is None or not (match["letter"] or match["digit"]):
        return None
    letter, digit = (match["letter"] or "").upper() or None, match["digit"]
    return Grades(letter, digit) if _agree(match["words"] or "", letter, digit) else None


def _of(grade: str) -> Grades:
    return Grades(reliability=grade) if grade in RELIABILITY else Grades(credibility=grade)


def _agree(words: str, letter: str | None, digit: str | None) -> bool:
    """Whether words beside a code are its name, or those of both, or none of any grade."""
    key = fold_key(words)
    if not key:
        return True
    own = {key_of for key_of, grade in _NAMES.items() if grade in (letter, digit)}
    return any(name in key for name in own) and not any(
        name in key for name, grade in _NAMES.items()
        if grade not in (letter, digit) and not any(name in mine for mine in own)
    )  # fmt: skip
