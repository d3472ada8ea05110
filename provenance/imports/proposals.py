"""Which source each citation is, as matching proposes it: one of the dossier, or a new one."""

from dataclasses import dataclass

from provenance.imports.findings import Place, citations_in
from provenance.imports.known import Known
from provenance.ingest.types import CitationRead, ParsedDocument

SAME, LIKELY, UNCLEAR, NEW = "same", "likely same", "unclear", "new"


@dataclass(frozen=True, slots=True)
class Proposal:
    """``source`` is the public id of a source of the dossier, or None; ``new`` then is the first
    citation of the new source. ``sureness``: same, likely same, unclear, new."""

    sureness: str
    reason: str
    source: str | None = None
    new: Place | None = None


def propose_sources(document: ParsedDocument, known: Known) -> dict[Place, Proposal]:
    """A proposal for every citation of the document."""
    first: dict[object, Place] = {}
    result = {}
    for place, _, read in citations_in(document):
        leader = first.setdefault(_key(read), place)
        sureness = NEW if leader == place else SAME
        result[place] = Proposal(sureness, "Described in the same words.", new=leader)
    return result


def _key(read: CitationRead) -> object:
    if read.role or read.organisations:
        return read.type, read.role, read.organisations, read.place, read.date
    return read.text
