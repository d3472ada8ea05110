"""The statement that a clause suggests: its own words, without the words of saying where what was said
can stand alone, and without the calls of notes."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provenance.imports.claim_proposals.standing import BULLETS
from provenance.ingest import signs
from provenance.ingest.types import AttributionRead, ParsedDocument

Span = tuple[int, int]
_THAT = re.compile(r"^[\s,:]*that\s+", re.IGNORECASE)
_OPENING_QUOTE = ('"', "“", "«", "‘")
_CLOSING_QUOTE = ('"', "”", "»", "’")
_NOT_A_CLAUSE = re.compile(
    r"^[\s,:]*(?:to|of|for|by|from|with|against|as|about|on|at|in|having|being|whether|how|why|what"
    r"|around|nearly|up|so|it|\w+ing)\b",
    re.IGNORECASE,
)
_BARE = frozenset(
    {
        "said", "told", "claimed", "believed", "insisted", "estimated", "admitted", "acknowledged",
        "agreed", "argued", "confirmed", "explained", "added", "warned", "noted", "stated", "wrote",
        "suggested", "indicated", "reported", "conceded", "alleged", "maintained", "announced",
        "according to", "replied", "recalled", "asserted", "saying", "adding", "writing",
    }
)  # fmt: skip
"""Verbs after which a clause may stand without "that"."""
_LEAST = 3
_SAYS_MORE = re.compile(r"\b(?:and|but|yet) (?:[a-z]+ )?[a-z]+(?:s|ed) that\b")
"""The speaker's next verb: without him what follows it is said of nobody."""


@dataclass(frozen=True, slots=True)
class Wording:
    """``text`` is the statement. ``whole``: it keeps the words of saying, since what was said cannot
    stand without them; then it is a report of speech."""

    text: str
    whole: bool


def wording_of(
    document: ParsedDocument, span: Span, heard: AttributionRead | None, every: Sequence[Span]
) -> Wording:
    """What the clause says; of an attributed one, what is said there to be so. ``every``: where the
    text calls notes, in order."""
    calls = _calls_in(every, span)
    everything = Wording(_tidy(document.text, [span], calls), True)
    if heard is None or not span[0] <= heard.start < span[1]:
        return Wording(everything.text, False)
    parts = _content(document.text, span, heard)
    text = _tidy(document.text, parts, calls) if parts else ""
    return Wording(text, False) if len(text.split()) >= _LEAST else everything


def calls_of(document: ParsedDocument) -> list[Span]:
    """Where the text calls notes, in order."""
    return sorted((one.start, one.end) for note in document.notes for one in note.markers)


def _calls_in(every: Sequence[Span], span: Span) -> list[Span]:
    inside = every[bisect_left(every, (span[0], 0)) : bisect_left(every, (span[1], 0))]
    return [call for call in inside if call[0] < call[1] <= span[1]]


def _content(text: str, span: Span, heard: AttributionRead) -> list[Span]:
    """The stretches that say what is attributed; none where they make no clause."""
    if _SAYS_MORE.search(text[heard.end : span[1]]):
        return []
    before, after = (span[0], heard.start), (min(heard.end, span[1]), span[1])
    ahead, behind = text[slice(*before)].strip(), text[slice(*after)].strip(" ,:.;")
    if behind.startswith(_OPENING_QUOTE) and _is_clause(ahead):
        return [before, after]
    if heard.text.casefold().endswith(" that") or _says(behind, heard.verb):
        lead = _THAT.match(text[slice(*after)])
        return [(after[0] + lead.end(), after[1]) if lead else after]
    return [before] if _is_clause(ahead) else []


def _says(words: str, verb: str) -> bool:
    if _THAT.match(words):
        return True
    if not words or _NOT_A_CLAUSE.match(words):
        return words.startswith(_OPENING_QUOTE)
    return verb in _BARE and _is_clause(words)


def _is_clause(words: str) -> bool:
    finite = signs.VERB.search(words) or signs.PAST_TENSE.search(words)
    quoted = words.startswith(_OPENING_QUOTE)
    return len(words.split()) >= _LEAST and bool(finite or quoted)


def _tidy(text: str, parts: Sequence[Span], calls: Iterable[Span]) -> str:
    words = " ".join(_without(text, part, calls) for part in parts)
    words = BULLETS.sub("", " ".join(words.split())).strip(" ,;:–—")
    if words[:1] in _OPENING_QUOTE and words.rstrip(".,")[-1:] in _CLOSING_QUOTE:
        inner = words[1:].rstrip(".,")[:-1].rstrip(" ,")
        words = words if any(sign in inner for sign in '"“”') else inner
    if words[:1] == '"' and words.count('"') % 2:
        words = words[1:]
    elif words[-1:] == '"' and words.count('"') % 2:
        words = words[:-1]
    return words[:1].upper() + words[1:]


def _without(text: str, part: Span, calls: Iterable[Span]) -> str:
    pieces, at = [], part[0]
    for start, end in calls:
        if at <= start and end <= part[1]:
            pieces.append(text[at:start])
            at = end
    return "".join([*pieces, text[at : part[1]]])
