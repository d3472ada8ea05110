"""What taking a bibliography would make: each entry with the source that it is taken to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.imports.known import Known
from provenance.imports.proposals import match
from provenance.ingest.bibliography import BibliographyEntry
from provenance.ingest.matching import LIKELY, NEW, SAME, UNCLEAR

LEFT = "left"
UNREADABLE = "not understood"
NOTHING_IN_IT = "It has neither title nor author, so nothing says what it is."


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An entry, and the source that it is proposed to be.

    ``sureness``: same, likely same, unclear (a person must say), new, or not understood. ``source`` is
    the public id of a source of the dossier, for an unclear one that which it might be; ``twin`` the
    number of an earlier entry of the file that is the same work.
    """

    number: int
    entry: BibliographyEntry
    label: str
    sureness: str
    reason: str
    source: str | None = None
    twin: int | None = None
    decided: str | None = None
    """What became of it already: the public id of its source, or ``left``."""

    @property
    def waits(self) -> bool:
        """Whether nothing was decided about it yet."""
        return self.decided is None

    @property
    def needs(self) -> bool:
        """Whether a person must say what it is."""
        return self.waits and self.sureness in (UNCLEAR, UNREADABLE)


def plan_bibliography(
    entries: Sequence[BibliographyEntry], decisions: Mapping[str, str], known: Known
) -> tuple[PlannedEntry, ...]:
    """Every entry of the file with its proposal, in the file's order."""
    proposals = match([entry.as_citation() for entry in entries], known)
    first: dict[int, int] = {}
    planned = []
    for proposal in proposals:
        number, entry = proposal.index, entries[proposal.index]
        leader = first.setdefault(proposal.group, number)
        twin = leader if leader != number else None
        sureness = _sureness(entry, proposal.sureness, twin, entries)
        planned.append(
            PlannedEntry(
                number,
                entry,
                proposal.label,
                sureness,
                NOTHING_IN_IT if sureness == UNREADABLE else proposal.reason,
                source=None if sureness in (UNREADABLE, NEW) else proposal.known_key,
                twin=None if sureness == UNREADABLE else twin,
                decided=decisions.get(str(number)),
            )
        )
    return tuple(planned)


def _sureness(
    entry: BibliographyEntry, proposed: str, twin: int | None, entries: Sequence[BibliographyEntry]
) -> str:
    if not entry.title and not entry.author:
        return UNREADABLE
    if proposed == NEW and twin is not None:
        return SAME if entry.as_citation().text == entries[twin].as_citation().text else LIKELY
    return proposed
