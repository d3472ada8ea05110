"""Inline attribution: who the text itself says that something is from.

Found are a subject before a verb of saying ("X told Y", "analysts say"), a verb before its subject
after a quotation ("said X"), "according to X", and the nameless forms ("reportedly", "is believed").
Words inside quotation marks are the speaker's and attribute nothing here. The verb is kept, since it
carries stance (said, claimed, admitted, denied); a pronoun's ``source`` is the last one named.
"""

import re
from collections.abc import Iterator, Sequence

from provenance.ingest.arabic_speech import arabic_spans
from provenance.ingest.attribution_types import type_of_source
from provenance.ingest.attribution_words import (
    ACCORDING,
    BARE_PARTICIPLE,
    BOUNDARY_WORDS,
    NAMELESS,
    NOT_SUBJECTS,
    PREPOSITIONS,
    PRONOUNS,
)
from provenance.ingest.carried import still_at_law, who_speaks
from provenance.ingest.kinds import INTERVIEW
from provenance.ingest.nesting import with_relays
from provenance.ingest.speakers import (
    DETERMINERS_OR_PREPOSITIONS,
    MASK,
    Token,
    find_subject,
    tokens_of,
)
from provenance.ingest.stances import stance_of
from provenance.ingest.types import AttributionRead, Block, Passage
from provenance.ingest.verbs_of_saying import (
    CALLED,
    COUNTED,
    COUNTING,
    INVERTED,
    NEEDING_CLAUSE,
    NOT_SAYING,
    NOUNS_TOO,
    PASSIVE,
    PHRASES,
    REJECTED,
    REJECTING,
    SPEAKING_VERBS,
    STRONG_VERBS,
    VERBS,
)

_QUOTATION = re.compile(
    r"“[^”]{0,4000}(?:”|$)|(?<![\w.,;!?])\"[^\"]{0,4000}(?:\"|$)|«[^»]{0,4000}(?:»|$)|„[^“”]{0,4000}(?:[“”]|$)"
)
_CONTINUED = re.compile(r"^[^\"]{1,4000}[a-z][.,!?;—-]\"(?=[\s\d]|$)")
"""A paragraph that opens within a quotation: its first mark closes one."""
_PLAIN_SPACES = str.maketrans({"\u00a0": " ", "\n": " ", "\u202f": " ", "\u2009": " "})
_CALL = re.compile(
    r"\[[\w*†‡]{1,4}\]|(?<=\S)\[[\w*†‡-]{1,16}\]"
    r"|(?<=[a-zà-ÿ”\"»’)][.,;!?])\d{1,3}(?=\s|$)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}"
)
_OBJECT = re.compile(
    r"\s(?P<object>(?:(?:the|an?|his|her|their|its|one)\s)?[\w’'.-]{1,30}(?:\s(?!that\b|it\b|he\b|she\b|they\b"
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
_CLAUSE = re.compile(
    r"(?:\s(?:ainsi|alors|aussi|encore|donc|également))?(?:\sà\s[\w’'-]{1,30}(?:\s[A-Z]\w{1,30})?)?"
    r"(?:,\s(?:in|le|on|en|am)\s[^,;.:\x00]{1,30},)?"
    r"\s?(?:that\b|dass\b|que\b|qu['’]|[,:]?\s?[\x00“”\"«„‘]|:|(?:whether|how|why|what)\b"
    r"|the\s(?:\w{1,20}\s)?fact\sthat\b"
    r"|(?:he|she|they|it|there|this|these|nobody|everyone|er|sie|es)\b"
    r"|(?!(?:to|in|on|at|for|with|by|from|of|about|into|over|as|not|\w{3,30}ly)\s)"
    r"(?:[\w’'-]{1,30}\s){1,7}?(?:is|are|was|were|had|has|have|will|would|could|should|may"
    r"|might|can"
    r"|must|did|does)\b)"
)
_IN_WRITING = re.compile(
    r"\s(?:back|to\s(?:[A-Z]|his|her|their|the\s[a-z]+\s(?:that|to))|of\s(?:[a-z]+\s){1,4}"
    r"|in\s(?:an?|his|her"
    r"|its|their|the)\s(?:\w+\s){0,3}(?:letter|report|e-?mail|memo|book|article|diary|note"
    r"|statement|post|essay"
    r"|memoirs?|dispatch|message|blog)|on\s(?:Twitter|Facebook|Telegram|X|Instagram|his\s"
    r"|her\s)|separately|for the (?:court|majority|court's))"
)
_THAT = re.compile(r"\s(?:that|of)\b")
_AGENT_ENDS = re.compile(r"\s(?:as|that|when|while|after|before|to|on|during|who|which)(?:\s|$)")
_GERUND = re.compile(r"\s(?:only\s|once\s)?[a-z]{2,20}ing\b")
_ENDS = re.compile(r"[\s.!?,\"”»’]{0,6}")
"""A verb at the end of its sentence: what was said stands before it."""
_NEAR_QUOTATION = 6
_NEGATION = frozenset({"not", "never"})


def find_attributions(
    text: str, blocks: Sequence[Block], passages: Sequence[Passage]
) -> tuple[AttributionRead, ...]:
    """Every attribution in the author's own words, in the order of the text."""
    found: list[AttributionRead] = []
    masked_block, masks = -1, ""
    last_source = last_person = ""
    at_law: dict[str, int] = {}
    for passage in passages:
        block = blocks[passage.block]
        if block.kind not in _KINDS:
            continue
        if passage.block != masked_block:
            masked_block, masks = passage.block, _mask(text[block.start : block.end])
        words = masks[passage.start - block.start : passage.end - block.start]
        for read in _in_sentence(words, text, passage, (last_source, last_person)):
            attribution = still_at_law(read, passage.block, at_law)
            found.append(attribution)
            last_source = attribution.source or last_source
            if attribution.type == INTERVIEW and attribution.source.casefold() not in PRONOUNS:
                last_person = attribution.source
    return with_relays(text, passages, found)


def _mask(words: str) -> str:
    """Quotations blanked out, sign for sign; one left open at the end of a paragraph runs to it."""
    plain = _CALL.sub(lambda match: " " * len(match[0]), words.translate(_PLAIN_SPACES))
    plain = _CONTINUED.sub(lambda match: MASK * len(match[0]), plain)
    return _QUOTATION.sub(lambda match: MASK * len(match[0]), plain)


def _in_sentence(
    words: str, text: str, passage: Passage, last: tuple[str, str]
) -> Iterator[AttributionRead]:
    spans = sorted({*_verb_spans(words), *_according_spans(words), *_nameless_spans(words)})
    taken, taken_by = -1, ""
    for start, end, source, verb, negated in spans:
        if start < taken:
            continue
        taken = end
        goes_on = verb.endswith("ing") and bool(taken_by)
        named = taken_by = taken_by if goes_on else who_speaks(source, *last)
        stance = stance_of(verb, negated=negated)
        yield AttributionRead(
            text=text[passage.start + start : passage.start + end],
            type=type_of_source(named, verb, words, (start, end)),
            quote=_quote(text, passage, start, end),
            start=passage.start + start,
            end=passage.start + end,
            source=named,
            verb=verb,
            polarity=stance.polarity,
            strength=stance.strength,
            interest=stance.interest,
        )


def _quote(text: str, passage: Passage, start: int, end: int) -> str:
    """What is attributed: the sentence without the attribution itself."""
    before = text[passage.start : passage.start + start].strip(" ,")
    after = text[passage.start + end : passage.end].strip(" ,:")
    after = re.sub(r"^that\s", "", after)
    return " … ".join(piece for piece in (before, after) if len(piece) > 1)


_Span = tuple[int, int, str, str, bool]
"""Start and end of the attribution, its source, its verb, and whether the verb is negated."""


def _verb_spans(words: str) -> Iterator[_Span]:
    tokens = tokens_of(words)
    for place, token in enumerate(tokens):
        verb = VERBS.get(token.folded.rstrip("."))
        if verb is None or not token.text[0].islower() or words[token.end : token.end + 1] == "-":
            continue
        quoted = place > 0 and tokens[place - 1].text == MASK
        if NOT_SAYING.match(words, token.start) and not quoted:
            continue
        bare = token.folded.endswith("s") and _ENDS.fullmatch(words, token.end)
        if bare and token.folded in NOUNS_TOO and not quoted:
            continue
        if verb == "continued" and not _after_quotation(tokens, place):
            continue
        if token.folded in NOUNS_TOO and _verb_follows(tokens, place):
            continue
        clausal = bool(_CLAUSE.match(words, token.end)) or _after_quotation(tokens, place)
        clausal = clausal or (verb in COUNTING and bool(COUNTED.match(words, token.end)))
        if not _says(words, token, verb, clausal=clausal):
            continue
        span = _subject_first(words, tokens, place, verb, clausal=clausal)
        span = span or _verb_first(words, tokens, place, verb)
        if span:
            yield span
    yield from _phrase_spans(words, tokens)
    yield from arabic_spans(words)
    for match in INVERTED.finditer(words):
        yield match.start(), match.end(), match[0].rsplit("-", 1)[-1].split()[0], "said", False


def _says(words: str, token: Token, verb: str, *, clausal: bool) -> bool:
    """What follows is what such a verb needs: a clause, what is rejected, or where it was written."""
    if verb == "called":
        return bool(CALLED.match(words, token.end))
    if verb == "wrote":
        return clausal or bool(_IN_WRITING.match(words, token.end))
    if verb in REJECTING:
        return clausal or bool(REJECTED.match(words, token.end))
    if verb in ("informed", "assured", "advised"):
        told = _OBJECT.match(words, token.end)
        clausal = clausal or bool(told and _THAT.match(words, told.end()))
    if verb == "remembered" and _GERUND.match(words, token.end):
        return True
    return clausal or verb not in NEEDING_CLAUSE or _ENDS.fullmatch(words, token.end) is not None


def _verb_follows(tokens: Sequence[Token], place: int) -> bool:
    """ "Official reports repeatedly acknowledged": the noun, its adverb, then the verb itself."""
    after = place + 1
    while after < min(len(tokens), place + 3) and tokens[after].folded.endswith("ly"):
        after += 1
    return (
        after < len(tokens)
        and tokens[after].folded in VERBS
        and tokens[after].folded not in NOUNS_TOO
    )


def _after_quotation(tokens: Sequence[Token], place: int) -> bool:
    """ "“…,” the old man thought": the quotation stands before."""
    return any(token.text == MASK for token in tokens[max(0, place - _NEAR_QUOTATION) : place])


def _phrase_spans(words: str, tokens: Sequence[Token]) -> Iterator[_Span]:
    starts = {token.start: place for place, token in enumerate(tokens)}
    for pattern, verb in PHRASES:
        for match in pattern.finditer(words):
            place = starts.get(match.start())  # None within a word that the tokens keep whole
            subject = find_subject(words, tokens, place, "said", clausal=True) if place else None
            if subject:
                negated = verb.startswith("not ")
                yield subject[0], match.end(), subject[1], verb.removeprefix("not "), negated


def _subject_first(
    words: str, tokens: Sequence[Token], place: int, verb: str, *, clausal: bool
) -> _Span | None:
    subject = find_subject(words, tokens, place, verb, clausal=clausal)
    if subject is None:
        return None
    between = {token.folded for token in tokens[max(0, place - 3) : place]}
    end = _verb_end(words, tokens[place], verb)
    return subject[0], end, subject[1], verb, bool(between & _NEGATION)


def _verb_end(words: str, token: Token, verb: str) -> int:
    """ "told" takes whom it was told to."""
    end = token.end - token.text.endswith(".")
    match = _OBJECT.match(words, end) if verb in ("told", "informed", "assured") else None
    return match.end() - match[0].endswith(".") if match else end


def _verb_first(words: str, tokens: Sequence[Token], place: int, verb: str) -> _Span | None:
    """A quotation, then "said X"."""
    before = place - 1
    while before >= 0 and tokens[before].text == ",":
        before -= 1
    if verb not in STRONG_VERBS and verb != "read":
        return None
    if before < 0 or (tokens[before].text != MASK and not _after_clause(tokens, place, verb)):
        return None
    token = tokens[place]
    match = _AFTER_VERB.match(words, token.end)
    if match is None or match["who"].split()[0].casefold() in PREPOSITIONS | BOUNDARY_WORDS:
        return None
    who = _PARTICIPLE.split(match["who"])[0].strip()
    end = match.end() if match["more"] else match.start("who") + len(match["who"].rstrip())
    if len(who) < len(match["who"].strip()):
        end = match.start("who") + len(who)
    return token.start, end, who, verb, False


def _after_clause(tokens: Sequence[Token], place: int, verb: str) -> bool:
    """ "Nine ships were lost, said Holm": a comma before, a name or a title after."""
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return verb in SPEAKING_VERBS and tokens[place - 1].text == "," and following[:1].isupper()


def _according_spans(words: str) -> Iterator[_Span]:
    for match in ACCORDING.finditer(words):
        who = _ACCORDING_NP.match(words, match.end())
        if who:
            name = _NEXT_CLAUSE.split(who[0])[0].rstrip()
            lead = match[0].strip().casefold()
            yield match.start(), who.start() + len(name), name.strip(), lead, False
    for match in PASSIVE.finditer(words):
        who = _ACCORDING_NP.match(words, match.end())
        if who:
            name = _AGENT_ENDS.split(_NEXT_CLAUSE.split(who[0])[0])[0].rstrip()
            verb = VERBS[match["verb"]]
            yield match.start(), who.start() + len(name), name.strip(), verb, False
    for match in BARE_PARTICIPLE.finditer(words):
        verb = match["verb"].casefold()
        yield match.start("verb"), match.end(), _opening_subject(words), verb, False


def _opening_subject(words: str) -> str:
    capital = [
        token
        for token in tokens_of(words[:200])[:12]
        if token.text[:1].isupper()
        and token.folded not in DETERMINERS_OR_PREPOSITIONS | NOT_SUBJECTS
    ]
    return capital[-1].text if capital else ""


def _nameless_spans(words: str) -> Iterator[_Span]:
    for match in NAMELESS.finditer(words):
        yield match.start(), match.end(), "", match[0].casefold(), False
