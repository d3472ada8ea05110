"""Clauses of a document as proposed claims: the words, what they rest on, how they are hedged.

A clause that an inline attribution introduces rests on it; one that a note governs rests on the note;
all others rest on the author alone. Nothing here is decided: a person accepts, corrects or rejects.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.ingest import signs
from provenance.ingest.coverage import governed
from provenance.ingest.protected import is_protected, protected_spans
from provenance.ingest.stances import AGAINST_INTEREST, ASSERTS, FULL, stance_of
from provenance.ingest.types import AttributionRead, DateRead, ParsedDocument, Passage

INLINE, AUTHOR = "inline", "author"
_BREAK = re.compile(
    r";\s|,\s(?:and|but|while|whereas|although|though|und|aber|während|et|mais)\s|\s[–—]\s",
    re.IGNORECASE,
)
_FINITE = re.compile(
    rf"(?:{signs.VERB.pattern})|(?:{signs.PAST_TENSE.pattern})|\b(?:says?|claims?|admits?"
    rf"|insists?|takes?|gives?|makes?|seems?|wants?|needs?|shows?|continues?|supports?"
    rf"|maintains?|operates?|accounts?)\b"
)
_HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|apparently|presumably|supposedly|probably|possibly|perhaps"
    r"|likely|unlikely|may|might|could|would|seems?|seemed"
    r"|appears?|appeared|suggests?|suggested|in general|to some extent|some truth"
    r"|no independent confirmation|unclear|about|around|roughly|nearly"
    r"|almost|up to|at least|mostly|mainly|largely|it is (?:possible|likely|probable) that)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 4
_QUOTATION_MARKS = ("“", '"', "«")


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that weaken a clause, and whose they are: source or author."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class ClaimProposal:
    """One clause (offsets in the document) and what it rests on.

    ``basis`` is inline, sentence, paragraph, section or author; ``notes`` are ids of the notes that
    govern it, ``attribution`` the index of the inline attribution; ``polarity``, ``strength`` and
    ``interest`` are its stance as the verb shows it (``stances``); ``via`` are the attributions that
    relay it, nearest first; ``time`` is the date that the clause names.
    """

    passage: int
    start: int
    end: int
    text: str
    basis: str
    notes: tuple[str, ...] = ()
    attribution: int | None = None
    polarity: str = "asserts"
    against_interest: bool = False
    hedges: tuple[Hedge, ...] = ()
    time: DateRead | None = None
    via: tuple[int, ...] = ()
    strength: str = "full"
    interest: str | None = None


def propose_claims(document: ParsedDocument) -> list[ClaimProposal]:
    """Every clause of the author's text as a proposed claim, in order."""
    covering = _covering(document)
    starts = [attribution.start for attribution in document.attributions]
    proposals: list[ClaimProposal] = []
    for index, passage in enumerate(document.passages):
        if document.blocks[passage.block].kind == "caption":
            continue
        for start, end in _clauses(document.text, passage):
            place = bisect_left(starts, start)
            if place < len(starts) and starts[place] < end:
                place = _innermost(document.attributions, place, end)
            else:
                place = _speaker_before(document, proposals, start, passage.block)
            proposals.append(
                _proposal(document, index, (start, end), covering.get(index, []), place)
            )
    return proposals


def _innermost(attributions: Sequence[AttributionRead], place: int, end: int) -> int:
    """Of "the envoy told the Council that the mission estimated", the mission: it is whose knowledge
    the clause is, and the envoy through whom it came."""
    while (
        place + 1 < len(attributions)
        and attributions[place + 1].start < end
        and attributions[place + 1].via == place
    ):
        place += 1
    return place


def _speaker_before(
    document: ParsedDocument, proposals: Sequence[ClaimProposal], start: int, block: int
) -> int:
    """A quotation that goes on after "she said" is still hers; -1 where there is no speaker."""
    if not proposals or document.text[start : start + 1] not in _QUOTATION_MARKS:
        return -1
    last = proposals[-1]
    same_block = document.passages[last.passage].block == block
    return last.attribution if same_block and last.attribution is not None else -1


def _covering(document: ParsedDocument) -> dict[int, list[tuple[str, str]]]:
    """Passage → (note id, basis) of the notes that govern it."""
    covering: dict[int, list[tuple[str, str]]] = {}
    for note, entries in governed(document).items():
        for entry in entries:
            for passage in entry.passages:
                covering.setdefault(passage, []).append((note, entry.basis))
    return covering


def _clauses(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentence, divided where both sides are clauses of their own."""
    words = text[passage.start : passage.end]
    spans = protected_spans(words)
    begin = 0
    for match in _BREAK.finditer(words):
        left, right = words[begin : match.start()], words[match.end() :]
        if is_protected(spans, match.start()) or not (_is_clause(left) and _is_clause(right)):
            continue
        yield passage.start + begin, passage.start + match.start()
        begin = match.end()
    yield passage.start + begin, passage.end


def _is_clause(words: str) -> bool:
    return len(words.split()) >= _LEAST_WORDS and bool(_FINITE.search(words))


def _proposal(
    document: ParsedDocument,
    index: int,
    span: tuple[int, int],
    notes: Sequence[tuple[str, str]],
    attributed: int,
) -> ClaimProposal:
    start, end = span
    attribution = document.attributions[attributed] if attributed >= 0 else None
    interest = attribution.interest if attribution else None
    basis = INLINE if attribution else notes[0][1] if notes else AUTHOR
    return ClaimProposal(
        passage=index,
        start=start,
        end=end,
        text=document.text[start:end],
        basis=basis,
        notes=tuple(note for note, _ in notes),
        attribution=attributed if attribution else None,
        polarity=attribution.polarity if attribution else ASSERTS,
        against_interest=interest == AGAINST_INTEREST,
        hedges=tuple(_hedges(document.text, start, end, attribution)),
        time=_time(document, start, end),
        via=_via(document, attributed),
        strength=attribution.strength if attribution else FULL,
        interest=interest,
    )


def _time(document: ParsedDocument, start: int, end: int) -> DateRead | None:
    """The one date that the clause names; of several, nobody can say which is the claim's."""
    dates = document.dates  # in the order of the text
    first = bisect_left(dates, start, key=lambda date: date.start)
    found = [date.read for date in dates[first : first + 2] if date.start < end]
    return found[0] if len(found) == 1 else None


def _via(document: ParsedDocument, attributed: int) -> tuple[int, ...]:
    """Those through whom it reached us; a relay stands before what it relays, so this ends."""
    via: list[int] = []
    at = document.attributions[attributed].via if attributed >= 0 else None
    while at is not None:
        via.append(at)
        at = document.attributions[at].via
    return tuple(via)


def _hedges(
    text: str, start: int, end: int, attribution: AttributionRead | None
) -> Iterator[Hedge]:
    """After the verb of saying a hedge is the source's, elsewhere the author's."""
    distance = stance_of(attribution.verb).distance if attribution else None
    if distance:
        yield Hedge(distance, AUTHOR)
    for match in _HEDGES.finditer(" ".join(text[start:end].split("\n"))):
        after = attribution is not None and start + match.start() >= attribution.end
        named = attribution is not None and attribution.source != ""
        yield Hedge(match[0], "source" if after and named else AUTHOR)
