"""What a verb of saying makes of what is said: one table, so that no rule is hidden in code.

Polarity and strength are the words of an attribution's stance; ``interest`` is given only where the
verb itself tells it (who admits, speaks against his interest); ``distance`` is how the author's choice
of verb holds the statement off, to be kept as his hedge.
"""

from dataclasses import dataclass

ASSERTS, DENIES, NO_RECALL, DECLINES = "asserts", "denies", "does not recall", "declines"
FULL, PARTLY = "full", "partly"
AGAINST_INTEREST = "against interest"


@dataclass(frozen=True, slots=True)
class Stance:
    """How a source stands to what is attributed to it."""

    polarity: str = ASSERTS
    strength: str = FULL
    interest: str | None = None
    distance: str | None = None


PLAIN = Stance()
_STANCES = {
    **dict.fromkeys(("denied", "rejected", "dismissed", "disputed", "refuted"), Stance(DENIES)),
    **dict.fromkeys(("admitted", "acknowledged", "conceded", "confessed"),
                    Stance(interest=AGAINST_INTEREST)),
    **dict.fromkeys(("suggested", "hinted", "implied", "speculated", "indicated", "feared",
                     "suspected"),
                    Stance(strength=PARTLY)),
    **dict.fromkeys(("doubted", "disagreed"), Stance(DENIES, PARTLY)),
    "declined": Stance(DECLINES),
    "claimed": Stance(distance="claims"),
    "insisted": Stance(distance="insists"),
    "alleged": Stance(distance="alleges"),
    "boasted": Stance(distance="boasts"),
}  # fmt: skip
_NEGATED = {
    **dict.fromkeys(("denied", "disputed", "rejected"), Stance(strength=PARTLY)),
    **dict.fromkeys(("recalled", "remembered"), Stance(NO_RECALL)),
    **dict.fromkeys(("believed", "agreed", "thought", "admitted"), Stance(DENIES)),
}
"""Verbs after "not": who does not deny half grants; who does not recall says so."""


def stance_of(verb: str, *, negated: bool = False) -> Stance:
    """The stance that ``verb`` (as attributions name it) carries; "did not say" declines."""
    if negated:
        return _NEGATED.get(verb, Stance(DECLINES))
    return _STANCES.get(verb, PLAIN)
