"""Whether the origins of a claim are established, for the dots beside "9 notes, 1 origin"."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from provenance.reports.types import Score, Voice
from provenance.sources.models import Dependence, Source

Pairs = frozenset[frozenset[str]]


def independent_pairs(session: Session, dossier_id: int) -> Pairs:
    """Pairs of sources, by public id, that somebody judged independent."""
    a, b = aliased(Source), aliased(Source)
    statement = (
        select(a.public_id, b.public_id)
        .select_from(Dependence)
        .join(a, a.id == Dependence.a_id)
        .join(b, b.id == Dependence.b_id)
        .where(
            Dependence.dossier_id == dossier_id,
            Dependence.withdrawn_at.is_(None),
            Dependence.verdict == "independent",
        )
    )
    return frozenset(frozenset((row[0], row[1])) for row in session.execute(statement))


def origin_states(score: Score | None, voices: Iterable[Voice], pairs: Pairs) -> list[str]:
    """One state for each counted origin. A single origin needs no independence; of several, those
    are established whose source somebody judged independent of another that speaks here."""
    if score is None:
        return []
    if "interested only" in score.flags:
        return ["interested"] * score.origins
    if score.origins == 1:
        return ["independent"]
    asserting = {voice.source.id for voice in voices if voice.polarity == "asserts"}
    proven = {one for pair in pairs if pair <= asserting for one in pair}
    established = min(len(proven), score.origins)
    return ["independent"] * established + ["not established"] * (score.origins - established)
