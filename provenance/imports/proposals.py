"""Which source each citation is, as matching proposes it: one of the dossier, or a new one."""

import re
from collections.abc import Container, Iterator, Sequence
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


def propose_sources(
    document: ParsedDocument, known: Known, left_out: Container[str] = ()
) -> dict[Place, Proposal]:
    """A proposal for every citation that names a source; ``left_out`` are findings that do not.

    A new source is named by the first citation in full of its kind.
    """
    found = [one for one in citations_in(document) if str(one[0]) not in left_out]
    reads = [_with_bodies(read, known) for _, _, read in found]
    proposed = match(reads, known)
    first: dict[int, int] = {}
    for proposal in sorted(proposed, key=lambda one: reads[one.index].status != "full"):
        first.setdefault(proposal.group, proposal.index)
    return {
        found[proposal.index][0]: _translated(
            proposal, found[leader][0], reads[proposal.index], reads[leader]
        )
        for proposal in proposed
        for leader in (first[proposal.group],)
    }


def match(reads: Sequence[CitationRead], known: Known) -> list[matching.Proposal]:
    """What matching proposes for descriptions of sources, among each other and in the dossier."""
    aliases = aliases_of_organisations(known)
    return matching.propose(reads, list(known_sources(known)), aliases, known.apart)


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


def known_sources(known: Known) -> Iterator[matching.KnownSource]:
    """The dossier's sources as matching takes them."""
    for public_id, source in known.sources.items():
        work = read_work(source.label)
        person = source.person
        yield matching.KnownSource(
            key=public_id,
            label=source.label,
            type=source.type or "",
            role=known.vocabulary.role(source.role),
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


def aliases_of_organisations(known: Known) -> dict[str, str]:
    """Other name of an organisation → the name that the dossier uses."""
    return {alias: names[0] for names in known.names.values() for alias in names[1:]}


def match_known(reads: list[CitationRead], known: Known) -> list[Proposal | None]:
    """For each description of its own: which source of the dossier it is, or may be; None for none."""
    proposed = match(reads, known)
    found = {p.index: p for p in proposed if p.known_key is not None}
    return [_known_one(found[at]) if at in found else None for at in range(len(reads))]


def _known_one(proposal: matching.Proposal) -> Proposal:
    if proposal.sureness == UNCLEAR:
        return Proposal(UNCLEAR, proposal.reason, like=proposal.known_key)
    return Proposal(proposal.sureness, proposal.reason, source=proposal.known_key)
