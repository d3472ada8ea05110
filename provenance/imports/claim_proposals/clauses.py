"""Clauses with their speakers: divided where two speak, and given on within an open quotation.

``ingest.proposing`` finds the clauses and the first attribution in each. Here a clause in which a second
speaker begins becomes two, one who relays another steps behind him, and what stands between quotation
marks that were not closed yet belongs to whoever spoke last in the paragraph. A clause that shares its
subject with the one before it stays with it (``standing``).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from provenance.imports.claim_proposals.standing import joined
from provenance.ingest.proposing import INLINE, ClaimProposal, propose_claims
from provenance.ingest.types import AttributionRead, ParsedDocument

Silent = Callable[[int], bool]
_DIVIDES = (", ", "; ", " – ", " — ")
_LEADS_ON = ("", "that", ",", ", that", "(that", ":")


def clauses_of(document: ParsedDocument, silent: Silent) -> Iterator[ClaimProposal]:
    """Every clause; ``silent`` tells by its index whether an attribution names nobody."""
    quoted = _Quoted(document)
    starts = [attribution.start for attribution in document.attributions]
    last, block = None, -1
    for clause in joined(document, propose_claims(document)):
        here = document.passages[clause.passage].block
        if here != block:
            last, block = None, here
        inside = quoted.at(clause.start, here)
        for one in _divided(document, clause, starts, silent):
            if one.attribution is None and inside and last is not None:
                one = _spoken_by(document, one, last)  # noqa: PLW2901 - the clause, its speaker known
            last = one.attribution if one.attribution is not None else last
            yield one


def _divided(
    document: ParsedDocument, clause: ClaimProposal, starts: Sequence[int], silent: Silent
) -> Iterator[ClaimProposal]:
    """The clause, or one for each of its speakers."""
    first = bisect_left(starts, clause.start)
    inside = range(first, bisect_left(starts, clause.end))
    speaking = [at for at in inside if not silent(at)]
    if not speaking:
        yield clause
        return
    at = speaking[0]
    clause = _spoken_by(document, clause, at, clause.via if clause.attribution == at else ())
    for after in speaking[1:]:
        relay, heard = document.attributions[at], document.attributions[after]
        if document.text[relay.end : heard.start].strip() in _LEADS_ON:
            at, clause = after, _spoken_by(document, clause, after, (at, *clause.via))
            continue
        cut = _cut(document.text, relay, heard)
        if cut is not None:
            yield _shortened(document, clause, clause.start, cut[0])
            at, clause = after, _spoken_by(document, clause, after, ())
            clause = _shortened(document, clause, cut[1], clause.end)
    yield clause


def _cut(text: str, before: AttributionRead, after: AttributionRead) -> tuple[int, int] | None:
    """Where the second speaker's part begins: after the last comma before his name."""
    places = [(text.rfind(sign, before.end, after.start), sign) for sign in _DIVIDES]
    at, sign = max(places)
    return (at, at + len(sign)) if at >= 0 else None


def _spoken_by(
    document: ParsedDocument, clause: ClaimProposal, at: int, via: tuple[int, ...] = ()
) -> ClaimProposal:
    if clause.attribution == at and clause.via == via:
        return clause
    heard = document.attributions[at]
    return replace(
        clause, basis=INLINE, attribution=at, via=via, polarity=heard.polarity,
        strength=heard.strength, interest=heard.interest,
    )  # fmt: skip


def _shortened(
    document: ParsedDocument, clause: ClaimProposal, start: int, end: int
) -> ClaimProposal:
    text = document.text[start:end]
    hedges = tuple(hedge for hedge in clause.hedges if hedge.text.removesuffix("s") in text)
    return replace(clause, start=start, end=end, text=text, hedges=hedges)


class _Quoted:
    """Whether an offset stands within quotation marks that were opened before it in its block; asked
    in the order of the text, so that each sign is counted once."""

    def __init__(self, document: ParsedDocument) -> None:
        self.document = document
        self.block, self.seen, self.open = -1, 0, False

    def at(self, offset: int, block: int) -> bool:
        """Whether a quotation is open there."""
        if block != self.block:
            self.block, self.seen, self.open = block, self.document.blocks[block].start, False
        for sign in self.document.text[self.seen : offset]:
            if sign == '"':
                self.open = not self.open
            elif sign in "“”«»":
                self.open = sign in "“«"
        self.seen = max(self.seen, offset)
        return self.open
