"""A note's text divided into the sources that it cites.

Semicolons, full stops, signals ("see also") and "and" before a new source divide; nothing divides
inside a quotation, a bracket or an address. A piece is a source because of what it holds; locators go
with the source before them, fragments without a verb with the source after them, prose with neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from provenance.ingest import signs
from provenance.ingest.protected import Span, is_protected, protected_spans
from provenance.ingest.sentences import sentence_spans

_SEMICOLON = re.compile(r"[;؛]")
_AND_SOURCE = re.compile(
    r",? (?:and|und|et|y|en) (?=(?:an? |the |author['’]s |with )?(?:personal |telephone "
    r"|confidential )?"
    r"(?:interviews?|conversations?|correspondence|sources?|e-?mails?|letters?"
    r"|see)\b (?:with|in|from|to|also)?)",
    re.IGNORECASE,
)
_AND_AUTHOR = re.compile(
    rf"(?<=\d\)),? (?:and|und|et|y|en|&) (?=[A-ZÀ-Ý][\w’'-]{{1,30}}(?: (?:and"
    rf"|&) [A-ZÀ-Ý][\w’'-]{{1,30}})?"
    rf"(?: et al\.)?,? \({signs.YEAR})"
)
_COMPARED = re.compile(r"(?<=\)), with (?=[A-ZÀ-Ý])")
_RELAYED = re.compile(
    r"[,;]? \(?(?P<word>(?:as )?(?:quoted|cited|reproduced|reprinted|reported"
    r"|mentioned) (?:in|by|from)|q(?:uot)?d\. in|cit(?:ed|\.) in|"
    r"zit(?:iert)?\.? (?:nach|in|bei)|cité (?:dans|par|in)|citado (?:en|por)|citato in"
    r"|aangehaal in|geciteerd in|relayed by|apud)\s",
    re.IGNORECASE,
)
_CITING = re.compile(r", (?P<word>citing|quoting|relying on) (?=[A-ZÀ-Ý“\"‘*])")
_LEAD_IN = re.compile(
    r"(?:[^.;()\d]{0,200}?\b(?:based|drawn|drawing|draws?|relies|rely|taken|adapted"
    r"|derived) (?:heavily |largely |mainly |primarily |in part )?(?:up)?(?:on|from)\s"
    r"|as [^.;]{1,80}? (?:said|wrote|noted|held|observed|argued|explained|put it|stated) in\s"
    r"|(?:for|on) [^.;]{1,160}?,? (?=see\b|cf\.))",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"(?:volume|vol\.|band|bd\.|tome|t\.|part) [\divxlc]{1,6}\.?", re.IGNORECASE)
_AUTHOR_YEAR_FIRST = re.compile(rf"{signs.AUTHOR_YEAR.pattern.removesuffix('[.)]?')}[.,:)]")
_NAMES_AND_YEAR = re.compile(
    rf"(?=[A-ZÀ-Ý])[^;\d(]{{2,160}}?[,.]? ?\(?{signs.YEAR}[a-z]?(?:, [A-Z][a-z]+(?: \d{{1,2"
    rf"}})?)?\)?[.:,]?"
)
"""The first words of an author-date reference, whose title comes in the next sentence."""
_CITE_KEY = re.compile(r"\[[\w:+./-]{2,60}(?:, [\w .–-]{1,40})?\]\.?")
_YEAR_ALONE = re.compile(rf"\(?{signs.YEAR}[a-z]?\)?[.:]?")
_LONGER = re.compile(r"[^\W\d_]{4,}")
_MAX_SENTENCES = 5
_MAX_SHORT = 90
SOURCE, LOCATOR, POINTER, FRAGMENT, PROSE = "source", "locator", "pointer", "fragment", "prose"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the note; ``relayed_by`` says that the next piece quotes this one."""

    start: int
    end: int
    kind: str
    sentence: int
    relayed_by: bool = False
    relays: bool = False


def split_note(text: str) -> list[Piece]:
    """The pieces of ``text`` that are sources, in order; none where the note only explains."""
    spans = protected_spans(text)
    pieces = list(_classified(text, _divide(text, spans)))
    return list(_relays(text, spans, _merge(text, pieces)))


def _divide(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    for number, (start, end) in enumerate(_sentences(text, spans)):
        begin = start
        cuts = [
            cut
            for pattern in (_SEMICOLON, _AND_SOURCE, _AND_AUTHOR, _COMPARED)
            for cut in pattern.finditer(text, start, end)
            if not is_protected(spans, cut.start())
        ]
        for cut in sorted(cuts, key=lambda match: match.start()):
            yield Piece(begin, cut.start(), PROSE, number)
            begin = cut.end()
        yield Piece(begin, end, PROSE, number)


def _sentences(text: str, spans: Sequence[Span]) -> list[Span]:
    """Sentences whose boundary lies in no quotation, bracket or address."""
    joined: list[Span] = []
    for start, end in sentence_spans(text, 0, len(text)):
        if joined and is_protected(spans, joined[-1][1] - 1) and not _ends_quotation(
            spans, joined[-1][1]
        ):  # fmt: skip
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _ends_quotation(spans: Sequence[Span], at: int) -> bool:
    return any(end == at for _, end in spans)


def _classified(text: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        trimmed = _trim(text, piece)
        if trimmed is not None:
            yield replace(trimmed, kind=_kind(text[trimmed.start : trimmed.end]))


def _trim(text: str, piece: Piece) -> Piece | None:
    words = text[piece.start : piece.end]
    left = len(words) - len(words.lstrip(" ,;"))
    right = len(words.rstrip(" ,;"))
    return (
        replace(piece, start=piece.start + left, end=piece.start + right) if right > left else None
    )


def _kind(words: str) -> str:
    bare = words[_signal_end(words) :]
    if len(words) < _MAX_SHORT and signs.LOCATOR.fullmatch(bare):
        return LOCATOR
    lead_in = _LEAD_IN.match(bare)
    for stretch in (bare, words, bare[lead_in.end() :] if lead_in else bare):
        if signs.POINTER.fullmatch(stretch):
            return POINTER
    outside = _outside(bare)
    if signs.BARE_IBID.fullmatch(bare) or _strong(bare, outside):
        return SOURCE
    if signs.VERB.search(outside) or signs.PAST_TENSE.search(outside):
        return PROSE
    return SOURCE if _weak(bare) else FRAGMENT


def _signal_end(words: str) -> int:
    match = signs.SIGNAL.match(words)
    return match.end() if match else 0


def _outside(words: str) -> str:
    """The words with quotations, brackets and addresses blanked out."""
    pieces, at = [], 0
    for start, end in protected_spans(words):
        pieces.append(words[at:start])
        at = end
    return " ".join((*pieces, words[at:]))


def _strong(bare: str, outside: str) -> bool:
    return bool(
        signs.INFORMANT.search(outside)
        or signs.LEGAL.search(outside)
        or _refers_back(outside)
        or _strong_marks(bare, outside)
        or signs.ARCHIVE.search(outside)
        or signs.INITIALED_AUTHOR.match(bare)
        or (signs.OPENER.match(bare) and signs.DATED_RECORD.match(bare))
        or signs.LETTER.search(bare[:200])
    )


def _strong_marks(bare: str, outside: str) -> bool:
    """Publication marks; those inside the quoted title of a work do not count, its date does."""
    match = signs.STRONG.search(bare)
    if match is None:
        return False
    verb = signs.VERB.search(outside)
    return verb is None or not bare[:1].isupper() or bool(signs.STRONG.search(outside)) or \
        bare.find("http") >= 0 or match.start() < verb.start() + _MAX_SHORT  # fmt: skip


def _refers_back(outside: str) -> bool:
    """A cross-reference to a source, not to a section of the document itself."""
    match = signs.CROSS_REFERENCE.search(outside)
    if match is None:
        return False
    if match[0].casefold().startswith("supra") and not re.search(r"note|n\.|fn|at\b", match[0]):
        return bool(re.search(r"[A-Z][\w.’' -]{1,40},? $", outside[: match.start()])) and not \
            re.search(r"\b(?:Section|Part|Chapter|Volume)\b", outside)  # fmt: skip
    return True


def _weak(bare: str) -> bool:
    """No verb, begins like a title or a name, and is dated or located."""
    if not (bare[:1].isupper() or bare[:1] in '“"‘«*[' or not bare[:1].isascii()):
        return False
    return bool(
        signs.DATED_RECORD.match(bare)
        or (signs.ENDS_WITH_YEAR.search(bare) and not signs.DATE_IN_PROSE.search(bare))
        or signs.SHORT_TITLE.fullmatch(bare)
        or signs.AUTHOR_YEAR.fullmatch(bare)
        or _CITE_KEY.fullmatch(bare)
        or _AUTHOR_YEAR_FIRST.match(bare)
        or signs.NEWS.search(bare)
        or signs.BOOKISH.search(bare)
        or signs.OFFICIAL.search(bare[:60])
    )


def _merge(text: str, pieces: Sequence[Piece]) -> list[Piece]:
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
    return SOURCE if _kind(text[last.start : piece.end]) == SOURCE else last.kind


def _stands(text: str, piece: Piece, merged: Sequence[Piece]) -> bool:
    """A source; or "See A Title" without a date; or a locator that is the whole of a note."""
    words = text[piece.start : piece.end]
    if piece.kind == FRAGMENT:
        signalled = _signal_end(words) > 0 and words[_signal_end(words) :][:1].isupper()
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
    if piece.kind == LOCATOR:
        return last.kind in (SOURCE, FRAGMENT)
    if piece.kind == SOURCE and signs.IMPRINT.fullmatch(words):
        undated = not re.search(signs.YEAR, before)
        return undated and last.kind in (SOURCE, FRAGMENT)
    if _goes_on(text, last, piece):
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


def _opens_source(words: str) -> bool:
    """Begins a source of its own, so that what stands before is not its beginning."""
    return bool(
        signs.SIGNAL.match(words)
        or signs.INFORMANT.match(words)
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
    match = _LEAD_IN.match(words)
    if match and len(words) - match.end() > 8 and not signs.INFORMANT.match(words):
        return replace(piece, start=piece.start + match.end())
    return piece


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
