"""How far an author's own words hold his source's statement at arm's length.

Hedging by the author about his source is evidence; hedging by the informant
is part of what he says. English words; other languages count as the mildest hedge.
"""

import re
from collections.abc import Iterable
from enum import IntEnum

from provenance.scoring.codes import NOT_STATED


class Hedge(IntEnum):
    """From mild to strong."""

    DISTANCED = 0
    """"claims", "insists", "according to": he reports and does not vouch."""
    MODAL = 1
    """"may", "reportedly", "allegedly", "is believed to"."""
    UNCONFIRMED = 2
    """"no independent confirmation", "could not be verified", "doubtful"."""


_UNCONFIRMED = re.compile(
    r"\b(?:un(?:confirmed|verified|substantiated|corroborated)|dubious|doubtful"
    r"|(?:no|not|never|cannot|could not|without)\b[^.;]{0,40}\b(?:confirm|verif|corroborat|evidence))",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probably|apparently|seem(?:s|ed|ingly)?|appears?"
    r"|appeared|reportedly|allegedly|supposedly|purportedly|rumou?r(?:s|ed)?|likely"
    r"|(?:is|are|was|were) (?:believed|said|thought|rumou?red)|inflated|exaggerat\w+)\b",
    re.IGNORECASE,
)
_LONGEST = 500


def classify(text: str) -> Hedge:
    """The kind of one hedge, from its words (the first 500 characters are read)."""
    words = text[:_LONGEST]
    if _UNCONFIRMED.search(words):
        return Hedge.UNCONFIRMED
    return Hedge.MODAL if _MODAL.search(words) else Hedge.DISTANCED


def strongest(texts: Iterable[str]) -> int:
    """Code of the strongest of an author's hedges; ``NOT_STATED`` where there are none."""
    return max((int(classify(text)) for text in texts), default=NOT_STATED)
