"""Whether a stretch of a sentence can stand as a statement of its own.

Divided at its conjunctions a sentence loses what its later parts share with the first: the subject, the
"might" that weakens both. A part that does not show a subject and a verb of its own is therefore given
back to the part before it; where that is not certain too, since a whole sentence says nothing wrong.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from provenance.ingest import signs
from provenance.ingest.proposing import ClaimProposal
from provenance.ingest.types import ParsedDocument

BULLETS = re.compile(r"^(?:[•‣▪▫◦●○■□∙➢➤►]\s*)+")
_QUESTION = re.compile(r"\?[\s”\"’»)]*(?:\[[^\]]{1,9}\]|[\d¹²³⁴⁵⁶⁷⁸⁹⁰*†]{1,4})*\s*$")
_PRONOUN = (
    r"(?:i|you|he|she|it|we|they|there|this|these|those|nobody|everybody|everyone|someone|nothing"
    r"|everything|ich|er|sie|es|wir|je|tu|il|elle|nous|vous|ils|elles)"
)
_OPENER = re.compile(
    rf"(?:{_PRONOUN}|the|an?|such|some|many|most|several|all|both|each|every|no|neither|either|any"
    r"|few|another|others?|one|two|three|four|five|six|seven|eight|nine|ten|half|more|his|her|its"
    r"|their|our|my|your|der|das|ein|eine|le|la|les|une?|\d[\d,.]*)(?!\w)",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"(?:[\s,“\"‘'«(]+|(?:however|then|therefore|thus|hence|so|now|still|yet|also|even|indeed|instead"
    r"|rather|perhaps|maybe|moreover|[a-z]+ly)(?!\w))*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:in|on|at|by|from|with|without|of|for|to|during|since|after|before|until|till|throughout"
    r"|between|among|under|despite|as|if|when|while|because|although|though|once|unless|due|according"
    r"|für|im|am|seit|nach|dans|en|depuis|après)\s",
    re.IGNORECASE,
)
_SOON = re.compile(rf"(?:[^\s,]+ ){{1,4}}?{_PRONOUN}(?= \w)", re.IGNORECASE)
_NAME_SOON = re.compile(r"(?:[^\s,]+ ){2,7}?[A-Z][^\s,]* (?=[a-z])")
_NO_LEAD = re.compile(
    r"\b(?:how|why|what|whom?|which|whether|as|if|when|while|because|although|though|once|unless|that)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",|\b(?:that|which|who|whom|whose|where|when)\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|has|have|had|does|did|will|would|can|could|may|might|must|should|shall|ist"
    r"|sind|waren|wurden?|hat|haben|hatten?|est|sont|était|ont|avait)(?:n['’]t)?(?!\w)"
)
_PLAIN = re.compile(
    r"\b(?:says?|claims?|admits?|insists?|takes?|gives?|makes?|seems?|wants?|needs?|shows?|continues?"
    r"|supports?|maintains?|operates?|accounts?|sees?|pays?)\b"
)
_FEW_WORDS = 4
_LED_BY = re.compile(r"\s+(?:by|from)\b")


def joined(document: ParsedDocument, clauses: Iterable[ClaimProposal]) -> Iterator[ClaimProposal]:
    """The clauses in order, those that cannot stand alone put back where they were cut off; questions,
    which state nothing, are left out."""
    held: ClaimProposal | None = None
    for clause in clauses:
        if held is not None and _leans_on(document, held, clause):
            held = _together(document, held, clause)
            continue
        if held is not None and not _asks(document, held):
            yield held
        held = clause
    if held is not None and not _asks(document, held):
        yield held


def stands_alone(words: str) -> bool:
    """Whether the words show a subject and a verb of their own."""
    words = words.strip()
    if BULLETS.match(words):
        return True
    words = _from(_ADVERBS, words)
    if re.match(r"(?:which|who|whom|whose|where)\b", words, re.IGNORECASE):
        return False
    if words.lower().startswith("that "):
        return bool(_AUXILIARY.match(words, 5))
    if _LEAD.match(words):
        return _leads_to_one(words)
    if _OPENER.match(words) or words[:1].isupper():
        return _has_verb(_RELATIVE.split(words, maxsplit=1)[0]) or _after_apposition(words)
    first, _, rest = words.partition(" ")
    return not _is_verb(first) and bool(_AUXILIARY.match(_from(_ADVERBS, rest)))


def _from(lead: re.Pattern[str], words: str) -> str:
    found = lead.match(words)
    return words[found.end() :] if found else words


def _leads_to_one(words: str) -> bool:
    """ "In 2016 it split", "By late 2016, a shift was visible"; "as far as the mills go" does not."""
    soon = _SOON.match(words)
    if soon and not _NO_LEAD.search(soon[0]):
        return _has_verb(words[soon.end() - 1 :])
    name = _NAME_SOON.match(words)
    if name and not _NO_LEAD.search(name[0]) and _AUXILIARY.match(words, name.end()):
        return True
    _, comma, rest = words.partition(", ")
    return bool(comma) and stands_alone(rest)


def _after_apposition(words: str) -> bool:
    """ "The guild, an old one, has agreed"; "the guild, which kept the tower, quickly agreed"."""
    parts = [_from(_ADVERBS, part) for part in words.split(", ")]
    if any(_AUXILIARY.match(part) for part in parts[2:]):
        return True
    relative = len(parts) > 2 and parts[1].startswith(("which ", "who "))
    return relative and bool(signs.PAST_TENSE.match(parts[2]))


def _has_verb(words: str) -> bool:
    """Whether a finite verb follows the first word; "one led by them" has none."""
    found = [one for sign in (signs.VERB, _PLAIN, signs.PAST_TENSE) for one in sign.finditer(words)]
    return any(one.start() and not _LED_BY.match(words, one.end()) for one in found)


def _is_verb(word: str) -> bool:
    return any(sign.fullmatch(word) for sign in (signs.VERB, _PLAIN, signs.PAST_TENSE))


def _leans_on(document: ParsedDocument, before: ClaimProposal, clause: ClaimProposal) -> bool:
    if before.passage != clause.passage or _begins_with_speaker(document, clause):
        return False
    return not stands_alone(document.text[clause.start : clause.end])


def _begins_with_speaker(document: ParsedDocument, clause: ClaimProposal) -> bool:
    """Then he is its subject, whatever verb he has, and the words before it are not his."""
    if clause.attribution is None:
        return False
    start = document.attributions[clause.attribution].start
    ahead = document.text[clause.start : start]
    near = len(ahead.split()) <= _FEW_WORDS and not _RELATIVE.search(ahead)
    return near and clause.start <= start < clause.end


def _together(
    document: ParsedDocument, before: ClaimProposal, after: ClaimProposal
) -> ClaimProposal:
    """Both as one; who speaks is who speaks first."""
    heard = before if before.attribution is not None else after
    hedges = tuple(dict.fromkeys((*before.hedges, *after.hedges)))
    return replace(
        heard, start=before.start, end=after.end, text=document.text[before.start : after.end],
        hedges=hedges, time=None if before.time and after.time else before.time or after.time,
    )  # fmt: skip


def _asks(document: ParsedDocument, clause: ClaimProposal) -> bool:
    passage = document.passages[clause.passage]
    return bool(_QUESTION.search(document.text[passage.start : passage.end]))
