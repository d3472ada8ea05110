"""A note's text divided into the sources that it cites.

Semicolons, full stops, signals ("see also") and "and" before a new source divide; nothing divides
inside a quotation, a bracket or an address. A piece is a source because of what it holds; locators go
with the source before them, fragments without a verb with the source after them, prose with neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.ingest import signs
from provenance.ingest.letters import compiled
from provenance.ingest.merging import merge
from provenance.ingest.note_sentences import note_sentences
from provenance.ingest.pieces import PROSE, SOURCE, Piece, kind_of
from provenance.ingest.protected import Span, is_protected, protected_spans
from provenance.ingest.signs_of_law import is_legal
from provenance.ingest.works import read_work

_SEMICOLON = re.compile(r"(?<!\d);|;(?!\d)|؛")
"""Vancouver writes "2015;386(9994):123"."""
_AND_SOURCE = compiled(
    r",? (?:and|und|et|y|en) (?=(?:an? |the |author['’]s |with )?(?:personal |telephone "
    r"|confidential )?"
    r"(?:interviews?|conversations?|correspondence|sources?|e-?mails?|letters?"
    r"|see)\b (?:with|in|from|to|also)?)",
    re.IGNORECASE,
)
_SURNAME = r"[A-ZÀ-Ý][\w’'-]{1,30}(?: [A-ZÀ-Ý][\w’'-]{1,30})?"
_AND_AUTHOR = compiled(
    rf"(?<=\d\))(?:,? (?:and|und|et|y|en|&)|,) (?={_SURNAME}(?:(?:, {_SURNAME}){{0,3}},? (?:and"
    rf"|&) {_SURNAME})?"
    rf"(?: et al\.)?,? \({signs.YEAR})"
)
_AND_ANOTHER = compiled(
    r"(?<=[\d)\].f]),? (?:and|und|et|y|e|i|и) (?=(?P<who>(?:[A-ZÀ-Ý][\w’'.-]{0,30} ){0,5}?"
    r"[A-ZÀ-Ý][\w’'.-]{0,30}),? )"
)
"""After a year, a page or a bracket, before a capital: a source of its own if what follows is one."""
_OVERRULED = compiled(r", (?:overruled|abrogated|superseded|limited) (?:in part )?by (?=[A-ZÀ-Ý])")
_BLACKENED = compiled(r"(?<=[_█■]{3})[.\s]{1,4}(?=[A-ZÀ-Ý])")
"""Black bars hide where the sentence before a source ended."""
_COMPARED = re.compile(r"(?<=[\d)]),? with (?=[A-ZÀ-Ý]|[a-z]{3,24}\d{4})")
_RELAYED = compiled(rf"[,;]? \(?(?P<word>{signs.RELAYED_FROM})\s", re.IGNORECASE)
_CITING = re.compile(r", (?P<word>citing|quoting|relying on) (?=[A-ZÀ-Ý“\"‘*])")


_DIVIDING = (
    _SEMICOLON,
    _AND_SOURCE,
    _AND_AUTHOR,
    _AND_ANOTHER,
    _OVERRULED,
    _BLACKENED,
    _COMPARED,
)
_MONTH = re.compile(signs.MONTHS)
_NEAR = 300
"""How much of each side is looked at, so that a long note takes no longer for being long."""


def split_note(text: str) -> list[Piece]:
    """The pieces of ``text`` that are sources, in order; none where the note only explains."""
    spans = protected_spans(text)
    pieces = list(_classified(text, _divide(text, spans)))
    return list(_relays(text, spans, merge(text, pieces)))


def _divide(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    for number, (start, end) in enumerate(note_sentences(text, spans)):
        begin = start
        cuts = [
            cut
            for pattern in _DIVIDING
            for cut in pattern.finditer(text, start, end)
            if not is_protected(spans, cut.start())
            and (pattern is not _AND_ANOTHER or _two_sources(text, start, cut, end))
            and (pattern is not _COMPARED or _compared(text, start, cut))
        ]
        for cut in sorted(cuts, key=lambda match: match.start()):
            yield Piece(begin, cut.start(), PROSE, number)
            begin = cut.end()
        yield Piece(begin, end, PROSE, number)


def _compared(text: str, start: int, cut: re.Match[str]) -> bool:
    """ "Compare A, 4, with B, 9"; without the first word, only after a bracket."""
    opened = text[start : start + 20].lstrip(" ;,").casefold().startswith("compare ")
    return opened or text[cut.start() - 1 : cut.start() + 1] == "),"


def _two_sources(text: str, start: int, cut: re.Match[str], end: int) -> bool:
    """ "Roe 1990, 4 and Doe 1991, 5": both sides stand alone, and the second names an author."""
    following = text[cut.end() : min(end, cut.end() + _NEAR)]
    before = text[max(start, cut.start() - _NEAR) : cut.start()]
    name = cut["who"].split()[-1].casefold().rstrip(".")
    if _MONTH.fullmatch(name) or (not read_work(following).surnames and not is_legal(following)):
        return False
    return kind_of(before.strip()) == kind_of(following.strip()) == SOURCE


def _classified(text: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        trimmed = _trim(text, piece)
        if trimmed is not None:
            yield replace(trimmed, kind=kind_of(text[trimmed.start : trimmed.end]))


def _trim(text: str, piece: Piece) -> Piece | None:
    words = text[piece.start : piece.end]
    left = len(words) - len(words.lstrip(" ,;"))
    right = len(words.rstrip(" ,;"))
    return (
        replace(piece, start=piece.start + left, end=piece.start + right) if right > left else None
    )


def _relays(text: str, spans: Sequence[Span], pieces: Sequence[Piece]) -> Iterator[Piece]:
    """ "A, quoted in B": two sources, of which the first was not consulted."""
    for piece in pieces:
        relayed = _outside_match(_RELAYED, text, piece, spans)
        citing = _outside_match(_CITING, text, piece, spans)
        if relayed and relayed.start() > piece.start + 3:
            yield replace(piece, end=relayed.start(), relayed_by=True)
            yield replace(piece, start=relayed.end())
        elif citing:
            yield replace(piece, end=citing.start())
            yield replace(piece, start=citing.end(), relays=True)
        else:
            yield piece


def _outside_match(
    pattern: re.Pattern[str], text: str, piece: Piece, spans: Sequence[Span]
) -> re.Match[str] | None:
    for match in pattern.finditer(text, piece.start, piece.end):
        if not is_protected(spans, match.start("word")):
            return match
    return None
