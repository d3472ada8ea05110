"""From a proposal to the fields of a claim and of those who vouch for it."""

from collections.abc import Iterable, Sequence
from typing import Any

from provenance.errors import InvalidInput
from provenance.imports.claim_proposals.models import (
    VIA,
    VOICE,
    ClaimProposal,
    ClaimProposalCitation,
)
from provenance.imports.claim_proposals.queries import AUTHOR
from provenance.sources.models import Source

Values = dict[str, Any]
ASSERTS = "asserts"
OPEN = (
    "Nobody has said yet who speaks there: say which source it is, or take it with changes. "
    "Nothing was taken."
)


def quote_of(row: ClaimProposal) -> Values:
    """The clause as a quote (W3C selectors); its words alone where they have lost their place."""
    values = {
        "document": row.document.public_id, "exact": row.exact, "prefix": row.prefix,
        "suffix": row.suffix, "start": row.start, "end": row.end,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def values_of(row: ClaimProposal) -> Values:
    """The claim's fields."""
    values = {
        "text": row.text,
        "kind": row.kind,
        "time": row.time.as_json() if row.time else None,
        "quotes": [quote_of(row)],
        "status": "draft",
    }
    return {name: value for name, value in values.items() if value is not None}


def stance_of(row: ClaimProposal) -> Values:
    """How the source stands to it, and whose hedges there are."""
    values = {"polarity": row.polarity, "interest": row.interest, "strength": row.strength,
              "hedges": list(row.hedges or ()) or None}  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def attributions_of(
    row: ClaimProposal, links: Sequence[ClaimProposalCitation], authors: Iterable[Source]
) -> list[Values]:
    """One attribution for each source, with all its citations; the authors' where only they vouch.

    Raises :class:`InvalidInput` where nobody has said yet which source a voice is.
    """
    if row.basis == AUTHOR:
        return [_attribution(row, source, AUTHOR) for source in authors]
    voices = _voices(links)
    if not voices:
        raise InvalidInput(f"{row.public_id}: {OPEN}")
    return [
        {
            **_attribution(row, group[0].citation.source, group[0].basis),
            "citations": [link.citation.public_id for link in group],
            **_via(group, links),
        }
        for group in voices
    ]


def _attribution(row: ClaimProposal, source: Source | None, basis: str) -> Values:
    assert source is not None  # noqa: S101 - voices and authors have one
    return {"source": source.public_id, "link_basis": basis, **stance_of(row)}


def _voices(links: Sequence[ClaimProposalCitation]) -> list[list[ClaimProposalCitation]]:
    """The citations that speak, by source, where it is known; what was quoted elsewhere speaks
    through the work in which it was read."""
    relays = {link.citation.quoted_in_id for link in links if link.part == VOICE}
    groups: dict[int, list[ClaimProposalCitation]] = {}
    for link in links:
        if link.part != VOICE or link.citation.id in relays or link.citation.withdrawn_at:
            continue
        if link.citation.source_id is not None:
            groups.setdefault(link.citation.source_id, []).append(link)
    return list(groups.values())


def _via(group: Sequence[ClaimProposalCitation], links: Sequence[ClaimProposalCitation]) -> Values:
    """Those through whom a voice reached us, nearest first; none where it spoke itself."""
    read_in = {link.citation.quoted_in_id for link in group}
    relays = (link.citation for link in links if link.part == VIA or link.citation.id in read_in)
    own = group[0].citation.source_id
    found = dict.fromkeys(
        relay.source.public_id for relay in relays if relay.source and relay.source_id != own
    )
    return {"via": list(found)} if found else {}
