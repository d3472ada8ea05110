"""Merges that nobody has done: what would fall away, and why they would be refused."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from provenance.dossiers.models import Dossier
from provenance.identities.changes import CHANGE, Change
from provenance.identities.hanging import SPECS, Record, hanging_on, records_of
from provenance.identities.merging import plan_merge, refusals
from provenance.sources.models import Source

JUDGED = ("ratings", "dependences")


def set_aside(
    session: Session, dossier: Dossier, kept: Source, others: Sequence[Source]
) -> frozenset[str]:
    """Ratings and dependences (public ids) that would no longer stand if all of these were one, one
    after the other; where two cannot both stand, that of the source kept does."""
    hanging = hanging_on(session, dossier, kept, *others, lists=JUDGED)
    standing: dict[str, list[Record]] = {name: list(hanging.get(name, ())) for name in SPECS}
    first, *rest = records_of(session, dossier, kept, *others)
    gone: set[str] = set()
    for record in rest:
        for change in plan_merge(first, record, standing, {}).changes:
            gone |= _done(standing[change.list], change)
    return frozenset(gone)


def _done(records: list[Record], change: Change) -> set[str]:
    """Do a change to records in memory; the id of one that falls away."""
    at = next(at for at, record in enumerate(records) if record["id"] == change.id)
    if change.did == CHANGE:
        records[at] = {**records[at], **change.after}
        return set()
    del records[at]
    return {change.id}


def why_not(
    session: Session, dossier: Dossier, kept: Source, others: Sequence[Source]
) -> Iterator[str]:
    """Why each of the others could not be made one with ``kept`` as recorded."""
    for other in others:
        hanging = hanging_on(session, dossier, kept, other, lists=("distinctions",))
        first, second = records_of(session, dossier, kept, other)
        yield from refusals(first, second, {"distinctions": (), **hanging})
