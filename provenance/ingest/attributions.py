"""Inline attribution: who the text itself says that something is from.

Found are a subject before a verb of saying ("X told Y", "analysts say"), a verb before its subject
after a quotation ("said X"), "according to X", and the nameless forms ("reportedly", "is believed").
Words inside quotation marks are the speaker's and attribute nothing here. The verb is kept, since it
carries stance (said, claimed, admitted, denied); a pronoun's ``source`` is the last one named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.ingest.attribution_words import (
    ACCORDING,
    BARE_PARTICIPLE,
    BOUNDARY_WORDS,
    DETERMINERS,
    HEADS,
    NAMELESS,
    NEEDING_THAT,
    NOT_SUBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    SKIPPED,
    SPEAKING_VERBS,
    STRONG_VERBS,
    VERBS,
    type_of_source,
)
from provenance.ingest.kinds import INTERVIEW
from provenance.ingest.stances import stance_of
from provenance.ingest.types import AttributionRead, Block, Passage
from provenance.ingest.wordlists import words_of

_QUOTATION = re.compile(r"“[^”]{0,4000}(?:”|$)|\"[^\"]{0,4000}(?:\"|$)|«[^»]{0,4000}(?:»|$)")
_MASK = "\x00"
_PLAIN_SPACES = str.maketrans({"\u00a0": " ", "\n": " ", "\u202f": " ", "\u2009": " "})
_TOKEN = re.compile(r"[^\W_](?:[\w’'./+-]*\w)?\.?|\([^()\s]{1,6}\)|[,;:()—–\x00]|\S")
_TITLES = words_of(
    """
    dr. mr. mrs. ms. prof. gen. col. maj. capt. lt. sgt. sen. rep. gov. st. rev. sir
    """
)
_OBJECT = re.compile(
    r"\s(?P<object>(?:the\s)?[\w’'.-]{1,30}(?:\s(?!that\b|it\b|he\b|she\b|they\b"
    r"|there\b)(?:of\s|the\s)?[A-ZÀ-Ý][\w’'.-]{0,30}){0,4})"
)
_AFTER_VERB = re.compile(
    r"\s(?P<who>(?:(?:the|an?|one|another"
    r"|some)\s)?[^,;:.()—\x00]{2,80}(?:\.\s(?=[A-ZÀ-Ý])[^,;:.()—\x00]{2,60})?)(?P<more>, (?:a"
    r"n?|the|who|director|head|chief|spokes\w+|professor|[a-z]+ (?:of|at|for"
    r"|in))\b[^.;:—\x00]{1,140})?"
)
_ACCORDING_NP = re.compile(
    r"[^,;:.()—\x00]{2,160}(?:\.\s(?=[A-ZÀ-Ý][a-z])[^,;:.()—\x00]{2,100})?(?:\s?\([^()]{1,8}\)"
    r"[^,;:.()—\x00]{0,60})?"
)
_KINDS = frozenset({"paragraph", "list item", "quotation", "table cell", "caption"})
_PARTICIPLE = re.compile(
    r"\s(?:signed|written|released|published|addressed|dated|sent|who|which|that)\s"
)
_NEXT_CLAUSE = re.compile(
    r"(?<!\bof)(?<!\bby)(?<!\bin)(?<!\band)(?<!\bfrom)(?<!\bat)(?<!\bwith)(?<!\bfor)"
    r"\s(?=(?:the|an?|all|it|he|she|they|there|this|these|that|many|most|some|only)\s)"
)
_THAT = re.compile(r"\s?(?:that\b|[,:]?\s?\x00)")
_MAX_APPOSITION = 260
_MAX_SUBJECT = 25
_SHORT_SUBJECT = 8
_MOST_SKIPPED = 6
_NO_HEADS = PREPOSITIONS | DETERMINERS
_AUTHORS = frozenset({"i", "we", "you"})


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def find_attributions(
    text: str, blocks: Sequence[Block], passages: Sequence[Passage]
) -> tuple[AttributionRead, ...]:
    """Every attribution in the author's own words, in the order of the text."""
    found: list[AttributionRead] = []
    masked_block, masks = -1, ""
    last_source = last_person = ""
    for passage in passages:
        block = blocks[passage.block]
        if block.kind not in _KINDS:
            continue
        if passage.block != masked_block:
            masked_block, masks = passage.block, _mask(text[block.start : block.end])
        words = masks[passage.start - block.start : passage.end - block.start]
        for attribution in _in_sentence(words, text, passage, (last_source, last_person)):
            found.append(attribution)
            last_source = attribution.source or last_source
            if attribution.type == INTERVIEW and attribution.source.casefold() not in PRONOUNS:
                last_person = attribution.source
    return tuple(found)


def _mask(words: str) -> str:
    """Quotations blanked out, sign for sign; one left open at the end of a paragraph runs to it."""
    plain = words.translate(_PLAIN_SPACES)
    return _QUOTATION.sub(lambda match: _MASK * len(match[0]), plain)


def _in_sentence(
    words: str, text: str, passage: Passage, last: tuple[str, str]
) -> Iterator[AttributionRead]:
    spans = sorted({*_verb_spans(words), *_according_spans(words), *_nameless_spans(words)})
    taken, taken_by = -1, ""
    for start, end, source, verb in spans:
        if start < taken:
            continue
        taken = end
        verbatim = text[passage.start + start : passage.start + end]
        goes_on = verb.endswith("ing") and bool(taken_by)
        named = taken_by = taken_by if goes_on else _who(source, *last)
        stance = stance_of(verb)
        yield AttributionRead(
            text=verbatim,
            type=type_of_source(named, verb, words),
            quote=_quote(text, passage, start, end),
            start=passage.start + start,
            end=passage.start + end,
            source=named,
            verb=verb,
            polarity=stance.polarity,
            strength=stance.strength,
            interest=stance.interest,
        )


def _who(source: str, last_source: str, last_person: str) -> str:
    """Pronouns carry the name before: "he" and "she" a person's, "they" and "it" any."""
    pronoun = source.casefold()
    if pronoun in ("he", "she"):
        return last_person or last_source or source
    return last_source or source if pronoun in PRONOUNS else source


def _quote(text: str, passage: Passage, start: int, end: int) -> str:
    """What is attributed: the sentence without the attribution itself."""
    before = text[passage.start : passage.start + start].strip(" ,")
    after = text[passage.start + end : passage.end].strip(" ,:")
    after = re.sub(r"^that\s", "", after)
    return " … ".join(piece for piece in (before, after) if len(piece) > 1)


_Span = tuple[int, int, str, str]


def _verb_spans(words: str) -> Iterator[_Span]:
    tokens = [_Token(match[0], *match.span()) for match in _TOKEN.finditer(words)]
    for place, token in enumerate(tokens):
        verb = VERBS.get(token.text.casefold().rstrip("."))
        if verb is None:
            continue
        if verb in NEEDING_THAT and not _THAT.match(words, token.end):
            continue
        span = _subject_first(words, tokens, place, verb) or _verb_first(words, tokens, place, verb)
        if span:
            yield span


def _subject_first(words: str, tokens: Sequence[_Token], place: int, verb: str) -> _Span | None:
    last = place - 1
    while last >= max(0, place - _MOST_SKIPPED) and tokens[last].text.casefold() in SKIPPED:
        last -= 1
    if last < 0 or tokens[last].text == _MASK or tokens[last].text.casefold() in BOUNDARY_WORDS:
        return None
    if tokens[last].text == ",":
        return _with_apposition(words, tokens, place, last, verb)
    first = _subject_start(tokens, last)
    if first is None or not _is_subject(tokens, first, last, verb):
        return None
    subject = words[tokens[first].start : tokens[last].end]
    return tokens[first].start, _verb_end(words, tokens[place], verb), subject, verb


def _subject_start(tokens: Sequence[_Token], last: int) -> int | None:
    """Walk back from the verb to where the subject's words begin."""
    first = last
    while first > 0 and last - first <= _MAX_SUBJECT and _continues(tokens, first - 1, first):
        first -= 1
    while first < last and tokens[first].text.casefold() in NOT_SUBJECTS:
        first += 1
    if tokens[first].text.casefold() in PREPOSITIONS:
        first = _after_adverbial(tokens, first, last)
    return first if tokens[first].text not in (",", _MASK, ";", ":", "—", "–") else None


def _after_adverbial(tokens: Sequence[_Token], first: int, last: int) -> int:
    """ "in January the group said": the subject begins at its own article."""
    for place in range(last, first, -1):
        if tokens[place].text.casefold() in DETERMINERS:
            return place
    return first


def _continues(tokens: Sequence[_Token], place: int, following: int) -> bool:
    word = tokens[place].text
    if word.casefold() == "to":
        after = tokens[following].text
        return after[:1].isupper() or after.casefold() in DETERMINERS
    if word in ',;:—–()"“”‘' or word == _MASK or word.casefold() in BOUNDARY_WORDS:
        return False
    if word.casefold() == "and":
        return tokens[following].text[:1].isupper() or tokens[place - 1].text[:1].isupper()
    return not (word.endswith(".") and word.casefold() not in _TITLES and len(word) > 2)


def _is_subject(tokens: Sequence[_Token], first: int, last: int, verb: str) -> bool:
    words = [token.text.casefold() for token in tokens[first : last + 1]]
    if words[0] in PREPOSITIONS or words[-1] in _NO_HEADS | _AUTHORS or len(words) > _MAX_SUBJECT:
        return False
    if any(word in VERBS for word in words[1:]):
        return False
    return _names_somebody(tokens[first : last + 1], words, verb)


def _names_somebody(subject: Sequence[_Token], words: Sequence[str], verb: str) -> bool:
    """A pronoun, a noun that speaks, a name; else the verb must be one that only people do."""
    head, strong = words[-1], verb in STRONG_VERBS
    written = subject[-1].text
    if head in PRONOUNS or head in HEADS or written[:1].isupper() or written.startswith("("):
        return head != "it" or strong
    if head.rstrip("s") in HEADS or any(word in HEADS for word in words):
        return True
    if any(token.text[:1].isupper() for token in subject[1:]):
        return strong
    if verb in SPEAKING_VERBS and words[0] in DETERMINERS and len(words) <= _SHORT_SUBJECT:
        return True
    return strong and head.endswith("s") and not head.endswith(("ss", "ous"))


def _with_apposition(
    words: str, tokens: Sequence[_Token], place: int, comma: int, verb: str
) -> _Span | None:
    """ "A. Name, director of X, which does Y, told Z": the subject opens the clause."""
    first = comma
    floor = tokens[place].start - _MAX_APPOSITION
    while first > 0 and tokens[first - 1].start > floor and (
        tokens[first - 1].text not in (_MASK, ";", ":", "—")
    ):  # fmt: skip
        first -= 1
    while first < comma and (
        tokens[first].text == "," or tokens[first].text.casefold() in NOT_SUBJECTS
    ):
        first += 1
    names_end = first
    while names_end < comma and tokens[names_end].text != ",":
        names_end += 1
    if tokens[place].start - tokens[first].start > _MAX_APPOSITION or names_end >= comma:
        return None
    if not _is_subject(tokens, first, names_end - 1, verb) or names_end - first > 12:
        return None
    subject = words[tokens[first].start : tokens[names_end - 1].end]
    return tokens[first].start, _verb_end(words, tokens[place], verb), subject, verb


def _verb_end(words: str, token: _Token, verb: str) -> int:
    """ "told" takes whom it was told to."""
    end = token.end - token.text.endswith(".")
    match = _OBJECT.match(words, end) if verb == "told" else None
    return match.end() - match[0].endswith(".") if match else end


def _verb_first(words: str, tokens: Sequence[_Token], place: int, verb: str) -> _Span | None:
    """A quotation, then "said X"."""
    before = place - 1
    while before >= 0 and tokens[before].text == ",":
        before -= 1
    if verb not in STRONG_VERBS and verb != "read":
        return None
    if before < 0 or (tokens[before].text != _MASK and not _after_clause(tokens, place, verb)):
        return None
    token = tokens[place]
    match = _AFTER_VERB.match(words, token.end)
    if match is None or match["who"].split()[0].casefold() in PREPOSITIONS:
        return None
    who = _PARTICIPLE.split(match["who"])[0].strip()
    end = match.end() if match["more"] else match.start("who") + len(match["who"].rstrip())
    if len(who) < len(match["who"].strip()):
        end = match.start("who") + len(who)
    return token.start, end, who, verb


def _after_clause(tokens: Sequence[_Token], place: int, verb: str) -> bool:
    """ "Nine ships were lost, said Holm": a comma before, a name or a title after."""
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return verb in SPEAKING_VERBS and tokens[place - 1].text == "," and following[:1].isupper()


def _according_spans(words: str) -> Iterator[_Span]:
    for match in ACCORDING.finditer(words):
        who = _ACCORDING_NP.match(words, match.end())
        if who:
            name = _NEXT_CLAUSE.split(who[0])[0].rstrip()
            yield match.start(), who.start() + len(name), name.strip(), match[0].strip().casefold()
    for match in BARE_PARTICIPLE.finditer(words):
        yield match.start("verb"), match.end(), _opening_subject(words), match["verb"].casefold()


def _opening_subject(words: str) -> str:
    tokens = [_Token(match[0], *match.span()) for match in _TOKEN.finditer(words[:200])]
    capital = [
        token
        for token in tokens[:12]
        if token.text[:1].isupper() and token.text.casefold() not in _NO_HEADS | NOT_SUBJECTS
    ]
    return capital[-1].text if capital else ""


def _nameless_spans(words: str) -> Iterator[_Span]:
    for match in NAMELESS.finditer(words):
        yield match.start(), match.end(), "", match[0].casefold()
