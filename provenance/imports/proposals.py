"""Which source each citation is, as matching proposes it: one of the dossier, or a new one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.imports.findings import Place, citations_in
from provenance.imports.known import Known
from provenance.ingest import matching
from provenance.ingest.types import CitationRead, ParsedDocument
from provenance.ingest.works import fold_key, read_work
from provenance.sources.models import Source

SAME, LIKELY, UNCLEAR, NEW = matching.SAME, matching.LIKELY, matching.UNCLEAR, matching.NEW
_SERVES = re.compile(r"\w+ to (?P<principal>[^.;]{2,80})\.")
"""How the description of an informant begins who serves somebody: "Adviser to A. Name."."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``source`` is the public id of a source of the dossier, or None; ``new`` then is the first
    citation of the new source. ``sureness``: same, likely same, unclear (``like`` is the source
    that it might be; it is kept apart until somebody says), new."""

    sureness: str
    reason: str
    source: str | None = None
    new: Place | None = None
    like: str | None = None


def propose_sources(document: ParsedDocument, known: Known) -> dict[Place, Proposal]:
    """A proposal for every citation that names a source."""
    found = list(citations_in(document))
    reads = [_with_bodies(read, known) for _, _, read in found]
    proposed = matching.propose(reads, list(_known_sources(known)), _aliases(known))
    first: dict[int, int] = {}
    result = {}
    for proposal in proposed:
        leader = first.setdefault(proposal.group, proposal.index)
        place = found[proposal.index][0]
        result[place] = _translated(proposal, found[leader][0], reads[proposal.index],
                                    reads[leader])  # fmt: skip
    return result


def _translated(
    proposal: matching.Proposal, leader: Place, read: CitationRead, first: CitationRead
) -> Proposal:
    if proposal.sureness == UNCLEAR:
        return Proposal(UNCLEAR, proposal.reason, new=leader, like=proposal.known_key)
    if proposal.known_key is not None:
        return Proposal(proposal.sureness, proposal.reason, source=proposal.known_key)
    if read is first:
        return Proposal(NEW, proposal.reason, new=leader)
    alike = fold_key(read.text) == fold_key(first.text)
    return Proposal(SAME if alike else LIKELY, proposal.reason, new=leader)


def _with_bodies(read: CitationRead, known: Known) -> CitationRead:
    """Whoever serves a person that the dossier knows belongs to that person's organisations."""
    if not read.principal or read.organisations:
        return read
    return replace(read, organisations=known.affiliations.get(fold_key(read.principal), ()))


def _known_sources(known: Known) -> Iterator[matching.KnownSource]:
    for public_id, source in known.sources.items():
        work = read_work(source.label)
        person = source.person
        yield matching.KnownSource(
            key=public_id,
            label=source.label,
            type=source.type or "",
            role=source.role,
            organisations=known.members[public_id],
            person=person.label if person and person.named else None,
            place=source.place,
            date=source.date.edtf if source.date else None,
            title=work.title,
            author=work.author,
            principal=_principal(source),
        )


def _principal(source: Source) -> str | None:
    serves = _SERVES.match(source.description or "")
    return serves["principal"] if serves else None


def _aliases(known: Known) -> dict[str, str]:
    return {alias: names[0] for names in known.names.values() for alias in names[1:]}
