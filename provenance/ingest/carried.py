"""What one attribution carries to the next: the name behind a pronoun, the court where one speaks."""

from dataclasses import replace

from provenance.ingest.attribution_words import PRONOUNS
from provenance.ingest.kinds import COURT, INTERVIEW
from provenance.ingest.types import AttributionRead


def still_at_law(
    attribution: AttributionRead, block: int, at_law: dict[str, int]
) -> AttributionRead:
    """Whoever has begun to give evidence goes on doing so in the same paragraph."""
    surname = attribution.source.rsplit(maxsplit=1)[-1] if attribution.source else ""
    if attribution.type == COURT and surname[:1].isupper():
        at_law[surname] = block
    elif attribution.type == INTERVIEW and at_law.get(surname) == block:
        return replace(attribution, type=COURT)
    return attribution


def who_speaks(source: str, last_source: str, last_person: str) -> str:
    """Pronouns carry the name before: "he" and "she" a person's, "they" and "it" any."""
    pronoun = source.casefold()
    if pronoun in ("he", "she", "il", "elle"):
        many = last_source.endswith("s") and last_source.rsplit(maxsplit=1)[-1].islower()
        return last_person or (source if many else last_source) or source
    if pronoun == "it" and last_source == last_person:
        return source
    return last_source or source if pronoun in PRONOUNS else source
