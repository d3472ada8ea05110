"""Sources that might be one, with the reason: a warning on which a person acts, or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from provenance.dossiers.models import Dossier
from provenance.imports.known import read_known
from provenance.imports.proposals import aliases_of_organisations, known_sources
from provenance.ingest.twins import Twins, twins
from provenance.reports.source_list import SourceLine, source_lines
from provenance.sources.models import Source
from provenance.sources.queries import count_sources

MOST = 100
"""Pairs on the page; the rest is counted, and comes up when these are decided."""
MANY = 2_000
"""Sources beyond which the list of sources leads to the page without looking first."""


@dataclass(frozen=True, slots=True)
class TwinLine:
    """Two sources that might be one: what hangs on each, how sure it is, and why."""

    a: SourceLine
    b: SourceLine
    sureness: str
    reason: str


@dataclass(frozen=True, slots=True)
class TwinList:
    """The pairs shown, and how many there are. ``total`` is None where nobody looked."""

    rows: Sequence[TwinLine]
    total: int | None


def twin_list(
    session: Session, dossier: Dossier, most: int = MOST, *, at_a_glance: bool = False
) -> TwinList:  # fmt: skip
    """Pairs that might be one, the surest first; ``at_a_glance``: only in a dossier of a size that
    is looked through at once."""
    if at_a_glance and count_sources(session, dossier.id) > MANY:
        return TwinList((), None)
    known = read_known(session, dossier.id)
    found = twins(
        list(known_sources(known)), aliases_of_organisations(known), known.apart.pairs
    )  # fmt: skip
    return TwinList(_lines(session, found[:most], known.sources), len(found))


def _lines(
    session: Session, found: Sequence[Twins], sources: dict[str, Source]
) -> Sequence[TwinLine]:  # fmt: skip
    named = {key: sources[key] for pair in found for key in (pair.a, pair.b)}
    lines = {line.source.id: line for line in source_lines(session, list(named.values()))}
    return tuple(
        TwinLine(lines[pair.a], lines[pair.b], pair.sureness, pair.reason) for pair in found
    )
