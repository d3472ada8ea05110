"""Integer codes for the words of the field, in one place.

A code is the word's position in its tuple of ``provenance.vocabulary``; ``NOT_STATED`` (-1) means
that nobody said, and never stands for another word. ``encode`` turns words into codes.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance import vocabulary as words
from provenance.errors import InvalidInput

NOT_STATED = -1
Codes = NDArray[np.int8]


class ClaimKind(IntEnum):
    FACT = 0
    QUANTITY = 1
    REPORT_OF_SPEECH = 2
    EXISTENCE_OF_A_DOCUMENT = 3
    STATE_OF_MIND = 4
    OPINION = 5
    INFERENCE = 6
    LEGAL_CONCLUSION = 7
    FORECAST = 8


class Qualifier(IntEnum):
    """How a claim's figure is meant."""

    EXACT = 0
    ABOUT = 1
    AT_LEAST = 2
    AT_MOST = 3


class SourceType(IntEnum):
    INTERVIEW = 0
    ANONYMOUS = 1
    OFFICIAL = 2
    COURT = 3
    PUBLISHED = 4
    NEWS = 5
    DATASET = 6
    ARCHIVE = 7
    WEB = 8
    LETTER = 9
    OWN_EARLIER_WORK = 10
    EXPLANATORY_NOTE = 11


class Cardinality(IntEnum):
    ONE = 0
    SEVERAL = 1
    UNKNOWN = 2


class Polarity(IntEnum):
    ASSERTS = 0
    DENIES = 1
    DOES_NOT_RECALL = 2
    DECLINES = 3


class Interest(IntEnum):
    AGAINST_INTEREST = 0
    SELF_SERVING = 1
    ABOUT_A_RIVAL = 2
    NONE = 3


class Strength(IntEnum):
    FULL = 0
    PARTLY = 1


class Directness(IntEnum):
    WITNESSED = 0
    TOLD = 1
    RELAYED = 2
    RECORDED = 3
    INFERRED = 4
    UNKNOWN = 5


class LinkBasis(IntEnum):
    SENTENCE = 0
    PARAGRAPH = 1
    SECTION = 2
    NOTE = 3
    INLINE = 4
    AUTHOR = 5
    ANALYST = 6


class Access(IntEnum):
    """How near a source stands to what the claim is about (nearer is better placed to know)."""

    OWN = 0
    ALLY = 1
    RIVAL = 2
    OTHER = 3


class TieKind(IntEnum):
    PART_OF = 0
    ALLY_OF = 1
    RIVAL_OF = 2
    AT_WAR_WITH = 3
    SPEAKS_FOR = 4
    SUBORDINATE_OF = 5


class Ground(IntEnum):
    SAME_ORGANISATION = 0
    SHARES_INTERVIEWER = 1
    EXPOSED_TO = 2
    MEMBER_OF = 3
    OWN_OTHER_WORK = 4
    RELAYS = 5


class Verdict(IntEnum):
    INDEPENDENT = 0
    DEPENDENT = 1
    NOT_ESTABLISHED = 2


class Grade(IntEnum):
    """Reliability of a source. ``F`` is missing knowledge: it is counted, and never votes."""

    A = 0
    B = 1
    C = 2
    D = 3
    E = 4
    F = 5


class RelationKind(IntEnum):
    CORROBORATES = 0
    CONTRADICTS = 1
    IN_TENSION = 2
    REPEATS = 3
    QUALIFIES = 4
    SUPPORTS = 5
    UNDERMINES = 6
    REPORTS = 7
    PRESUPPOSES = 8
    SUPERSEDES = 9


class RelationStrength(IntEnum):
    WEAK = 0
    FAIR = 1
    STRONG = 2


class RemarkVerdict(IntEnum):
    ENDORSES = 0
    DOUBTS = 1
    PARTLY = 2
    NOT_ESTABLISHED = 3


class CaseStatus(IntEnum):
    OPEN = 0
    EXPLAINED = 1
    RESOLVED = 2
    ACCEPTED = 3
    REOPENED = 4


class Favours(IntEnum):
    """Which side of a relation a case or a remark decides for."""

    A = 0
    B = 1


WORDS: dict[type[IntEnum], tuple[str, ...]] = {
    ClaimKind: words.CLAIM_KINDS,
    Qualifier: words.QUALIFIERS,
    SourceType: words.SOURCE_TYPES,
    Cardinality: words.CARDINALITIES,
    Polarity: words.POLARITIES,
    Interest: words.INTERESTS,
    Strength: words.ATTRIBUTION_STRENGTHS,
    Directness: words.DIRECTNESS,
    LinkBasis: words.LINK_BASES,
    TieKind: words.TIE_KINDS,
    Ground: words.DEPENDENCE_GROUNDS,
    Verdict: words.DEPENDENCE_VERDICTS,
    Grade: tuple(words.RELIABILITY),
    RelationKind: words.RELATION_KINDS,
    RelationStrength: words.RELATION_STRENGTHS,
    RemarkVerdict: words.REMARK_VERDICTS,
    CaseStatus: words.CASE_STATUSES,
    Access: ("own", "ally", "rival", "other"),
    Favours: ("a", "b"),
}


@cache
def _table(code: type[IntEnum]) -> dict[str | None, int]:
    return {None: NOT_STATED} | {word: at for at, word in enumerate(WORDS[code])}


def encode(code: type[IntEnum], values: Iterable[str | None]) -> Codes:
    """Words to codes, ``None`` to ``NOT_STATED``; an unknown word raises ``InvalidInput``.

    Dossiers may extend some vocabularies (tie kinds, source types): the caller passes ``None``
    for a word of its own that has no meaning for the score.
    """
    table = _table(code)
    try:
        return np.array([table[value] for value in values], dtype=np.int8)
    except KeyError as unknown:
        choices = ", ".join(WORDS[code])
        raise InvalidInput.at(
            code.__name__, f"{unknown.args[0]!r} is none of: {choices}."
        ) from None


def encode_one(code: type[IntEnum], value: str | None) -> int:
    """One word to its code."""
    found = _table(code).get(value)
    return int(encode(code, (value,))[0]) if found is None else found


def tristate(values: Iterable[bool | None]) -> Codes:
    """Yes 1, no 0, nobody said ``NOT_STATED``."""
    return np.array(
        [NOT_STATED if value is None else int(value) for value in values], dtype=np.int8
    )


def word(code: type[IntEnum], value: int) -> str:
    """The word of a code; "not stated" for ``NOT_STATED``."""
    table: Sequence[str] = WORDS[code]
    return "not stated" if value == NOT_STATED else table[value]
