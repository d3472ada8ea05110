"""Pieces of a note put together again: locators with what stands before, fragments with what follows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from provenance.ingest import signs
from provenance.ingest.letters import compiled
from provenance.ingest.pieces import (
    FRAGMENT,
    LEAD_IN,
    LOCATOR,
    PROSE,
    SOURCE,
    Piece,
    kind_of,
    signal_end,
)
from provenance.ingest.signs_of_people import INFORMANT
from provenance.ingest.works import read_work

_VOLUME = re.compile(r"(?:volume|vol\.|band|bd\.|tome|t\.|part) [\divxlc]{1,6}\.?", re.IGNORECASE)
_NAMES_AND_YEAR = compiled(
    rf"(?=[A-ZÀ-Ý])[^;\d(]{{2,160}}?[,.]? ?\(?{signs.YEAR}[a-z]?(?:, [A-Z][a-z]+(?: \d{{1,2"
    rf"}})?)?\)?[.:,]?"
)
"""The first words of an author-date reference, whose title comes in the next sentence."""
_YEAR_ALONE = re.compile(rf"\(?{signs.YEAR}[a-z]?\)?[.:]?")
_RELAY = re.compile(signs.RELAYED_FROM, re.IGNORECASE)
_TITLE_AND_IMPRINT = compiled(
    rf"[A-ZÀ-Ý«“\"][^,;(]{{2,120}} \([^():]{{2,60}}: [^()]{{2,80}}, {signs.YEAR}\)"
)
_IMPRINTED = re.compile(rf"\([^()]*{signs.YEAR}\)|\bpp?\. ?\d|, \d{{1,4}}\.?$|\b[Ss]\. ?\d")
_VANCOUVER_NAMES = compiled(
    r"[A-ZÀ-Ý][\w’'-]{1,30} [A-ZÀ-Ý]{1,3}(?:, [A-ZÀ-Ý][\w’'-]{1,30} [A-ZÀ-Ý]{1,3}){0,12}(?:,? et al)?\. "
)
_PLACE_AND_PUBLISHER = compiled(
    rf"[A-ZÀ-Ý][\w. -]{{1,40}}(?:, [A-Z]{{2}})?: [A-ZÀ-Ý][^,.;:]{{1,60}}, {signs.YEAR}\b"
)
_LONGEST = 1500
"""No citation is longer; what follows one that is begins another."""
_LONGER = re.compile(r"[^\W\d_]{4,}")
_MAX_SENTENCES = 5


def merge(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Locators join what stands before, fragments what follows; then only sources are left."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and _joins(text, last, piece):
            kind = _joined_kind(text, last, piece)
            merged[-1] = replace(last, end=piece.end, kind=kind, sentence=piece.sentence)
        else:
            merged.append(piece)
    kept = [piece for piece in merged if _stands(text, piece, merged)]
    return [
        _without_lead_in(text, piece)
        for place, piece in enumerate(kept)
        if not _echo(text, kept, place)
    ]


def _joined_kind(text: str, last: Piece, piece: Piece) -> str:
    """A title becomes a source with its pages; a volume's number alone still wants its imprint."""
    if SOURCE in (last.kind, piece.kind):
        return SOURCE
    words = text[piece.start : piece.end]
    if _VOLUME.fullmatch(words) or _YEAR_ALONE.fullmatch(words):
        return last.kind
    return SOURCE if kind_of(text[last.start : piece.end]) == SOURCE else last.kind


def _stands(text: str, piece: Piece, merged: Sequence[Piece]) -> bool:
    """A source; or "See A Title" without a date; or a locator that is the whole of a note."""
    words = text[piece.start : piece.end]
    if piece.kind == FRAGMENT:
        signalled = signal_end(words) > 0 and words[signal_end(words) :][:1].isupper()
        return signalled or (len(merged) == 1 and _is_titled(words))
    if piece.kind == LOCATOR:
        return len(merged) == 1 and bool(signs.STRONG.search(words))
    return piece.kind == SOURCE


def _is_titled(words: str) -> bool:
    """Most of its longer words have capitals, as in a title or the name of an institution."""
    longer = _LONGER.findall(words)
    capitals = sum(word[0].isupper() for word in longer)
    return len(longer) >= 2 and capitals * 5 >= len(longer) * 3


def _joins(text: str, last: Piece, piece: Piece) -> bool:
    words = text[piece.start : piece.end]
    before = text[last.start : last.end]
    if piece.kind == LOCATOR or len(before) > _LONGEST:
        return piece.kind == LOCATOR and last.kind in (SOURCE, FRAGMENT)
    if piece.kind == SOURCE and signs.IMPRINT.fullmatch(words):
        undated = not re.search(signs.YEAR, before)
        return undated and last.kind in (SOURCE, FRAGMENT)
    if _PLACE_AND_PUBLISHER.match(words) and not re.search(signs.YEAR, before):
        return last.kind in (SOURCE, FRAGMENT)
    if _goes_on(text, last, piece) or _names_then_title(text, last, piece):
        return True
    if last.kind == FRAGMENT and piece.kind in (SOURCE, FRAGMENT):
        return piece.sentence - last.sentence <= 1 and not _opens_source(words)
    return False


def _goes_on(text: str, last: Piece, piece: Piece) -> bool:
    """Author and year have a sentence of their own; title and publisher follow in the next ones."""
    if (
        last.kind != SOURCE
        or piece.kind not in (SOURCE, FRAGMENT)
        or piece.sentence == last.sentence
    ):
        return False
    words = text[piece.start : piece.end]
    first = text[last.start : last.end].split(". ")
    openings = (". ".join(first[:n]).rstrip(".") + "." for n in (1, 2, 3, 4))
    headed = any(_NAMES_AND_YEAR.fullmatch(opening) for opening in openings)
    short = len(first) < _MAX_SENTENCES + 3 and not _NAMES_AND_YEAR.fullmatch(words)
    return headed and short and not _opens_source(words)


def _names_then_title(text: str, last: Piece, piece: Piece) -> bool:
    """ "Ann Roe, The Ship." and then "A History, Leeds 1981, p. 4": author here, year there.

    So too where a title is divided by a semicolon before its place, publisher and year.
    """
    if SOURCE not in (last.kind, piece.kind) or PROSE in (last.kind, piece.kind):
        return False
    words, before = (
        text[piece.start : piece.end],
        _RELAY.split(text[last.start : last.end])[-1].strip(),
    )
    if _opens_source(words) or not re.search(signs.YEAR, words):
        return False
    if piece.sentence == last.sentence:
        return bool(_TITLE_AND_IMPRINT.match(words)) and not _IMPRINTED.search(before)
    undated = not any(sign.isdigit() for sign in before)
    if _VANCOUVER_NAMES.match(before):
        return undated and not _VANCOUVER_NAMES.match(words)
    return undated and bool(read_work(before).surnames) and not read_work(words).surnames


def _opens_source(words: str) -> bool:
    """Begins a source of its own, so that what stands before is not its beginning."""
    return bool(
        signs.SIGNAL.match(words.lstrip("(["))
        or INFORMANT.match(words)
        or signs.BARE_IBID.fullmatch(words)
        or signs.INITIALED_AUTHOR.match(words)
    )


def _echo(text: str, kept: Sequence[Piece], place: int) -> bool:
    """An "Id. at 12." that follows a sentence of prose about the source just cited."""
    piece = kept[place]
    if place == 0 or piece.sentence == kept[place - 1].sentence:
        return False
    return bool(signs.BARE_IBID.fullmatch(text[piece.start : piece.end]))


def _without_lead_in(text: str, piece: Piece) -> Piece:
    """ "For details see A. Author" begins at "see"; "This is based on A. Author" at the name."""
    words = text[piece.start : piece.end]
    match = LEAD_IN.match(words)
    if match and len(words) - match.end() > 8 and not INFORMANT.match(words):
        return replace(piece, start=piece.start + match.end())
    return piece
