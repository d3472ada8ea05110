"""Who stands before a verb of saying: the words of its subject, walked back from the verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.ingest.attribution_words import (
    BOUNDARY_WORDS,
    DETERMINERS,
    HEADS,
    NON_SPEAKERS,
    NOT_SUBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    SKIPPED,
    UNSPEAKING_ENDINGS,
)
from provenance.ingest.verbs_of_saying import NOUNS_TOO, SPEAKING_VERBS, STRONG_VERBS, VERBS
from provenance.ingest.wordlists import words_of

MASK = "\x00"
DETERMINERS_OR_PREPOSITIONS = PREPOSITIONS | DETERMINERS
_TOKEN = re.compile(r"[^\W_](?:[\w’'./+-]*\w)?\.?|\([^()\s]{1,6}\)|[,;:()—–\x00]|\S")
_TITLES = words_of(
    """
    dr. mr. mrs. ms. prof. gen. col. maj. capt. lt. sgt. sen. rep. gov. st. rev. sir
    """
)
_AUTHORS = frozenset({"i", "we", "you"})
_OWN_PAPER = words_of("paper article report chapter section study essay thesis book")
_AUXILIARIES = words_of("had has have did does do having been")
_OWN_PARTS = words_of(
    "section sections chapter chapters part table figure appendix annex paragraph"
)
_GOING_ON = words_of("continued continues continue used went seemed seems appeared appears")
"""Before "to" and a verb of saying, they leave it said."""
_COUNTED = words_of(
    """
    two three four five six seven eight nine ten both several some many most all other few various one
    """
)
_MAX_APPOSITION = 260
_MAX_SUBJECT = 25
_SHORT_SUBJECT = 8
_LONGEST_NAMES = 12
_LONGEST_ABBREVIATION = 4
_LONGEST_RELATIVE = 16
_MOST_SKIPPED = 6
_OF_A_YEAR = frozenset({"of", "in", "from", "for"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a sentence whose quotations are blanked out."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """In lower case, for looking it up."""
        return self.text.casefold()


def tokens_of(words: str) -> list[Token]:
    """The tokens of a sentence; a bracketed letter or two ("(F)") is one."""
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(words)]


def find_subject(
    words: str, tokens: Sequence[Token], place: int, verb: str, *, clausal: bool
) -> tuple[int, str] | None:
    """Where the subject of the verb at ``place`` begins, and its words; None where it has none.

    ``clausal`` says that a clause or a quotation follows the verb, so that its subject must speak.
    """
    last = place - 1
    while last >= max(0, place - _MOST_SKIPPED) and tokens[last].folded in SKIPPED:
        last -= 1
    if last > 0 and tokens[last].folded == "to" and tokens[last - 1].folded in _GOING_ON:
        last -= 2
    if last < 0 or tokens[last].text == MASK or tokens[last].folded in BOUNDARY_WORDS:
        return None
    if tokens[last].text in (",", ")"):
        return _with_apposition(words, tokens, place, last, verb, clausal=clausal)
    related = _before_relative(tokens, last) if clausal or verb in SPEAKING_VERBS else None
    if related is not None:
        return tokens[related].start, words[tokens[related].start : tokens[last].end]
    first = _subject_start(tokens, last)
    if first is None or not _is_subject(tokens, first, last, verb, clausal=clausal):
        return None
    return tokens[first].start, words[tokens[first].start : tokens[last].end]


def _before_relative(tokens: Sequence[Token], last: int) -> int | None:
    """ "A man who had printed receipts for the League said": where such a subject begins."""
    who = last - 1
    while who > max(0, last - _LONGEST_RELATIVE) and tokens[who].folded != "who":
        if tokens[who].text in ",;:—–()" or tokens[who].text == MASK or tokens[who].folded in VERBS:
            return None
        who -= 1
    if who < 2 or tokens[who].folded != "who":
        return None
    if BOUNDARY_WORDS & {token.folded for token in tokens[max(who + 1, last - 1) : last + 1]}:
        return None
    following = tokens[who + 1]
    if not following.text[:1].islower() or following.folded in DETERMINERS | PRONOUNS:
        return None
    first = who - 1
    while first > max(0, who - _SHORT_SUBJECT) and tokens[first].folded not in DETERMINERS:
        first -= 1
    nouns = tokens[first + 1 : who]
    plain = all(token.text[:1].isalpha() and token.folded not in VERBS for token in nouns)
    return first if nouns and plain and tokens[first].folded in DETERMINERS else None


def _subject_start(tokens: Sequence[Token], last: int) -> int | None:
    """Walk back from the verb to where the subject's words begin."""
    if tokens[last].folded in PRONOUNS:
        return None if last and tokens[last - 1].folded in ("what", "whatever", "who") else last
    first = last
    while first > 0 and last - first <= _MAX_SUBJECT and _continues(tokens, first - 1, first):
        first -= 1
    while first < last and tokens[first].folded in NOT_SUBJECTS:
        first += 1
    if tokens[first].folded in PREPOSITIONS:
        first = _after_adverbial(tokens, first, last)
    return first if tokens[first].text not in (",", MASK, ";", ":", "—", "–") else None


def _after_adverbial(tokens: Sequence[Token], first: int, last: int) -> int:
    """ "in January the group said": the subject begins at its own article."""
    for place in range(last, first, -1):
        if tokens[place].folded in DETERMINERS:
            return _name_after(tokens, place, last) if place == first + 1 else place
    return first


def _name_after(tokens: Sequence[Token], place: int, last: int) -> int:
    """ "In her memoir Holm recalls": the article is the adverbial's, the name that follows speaks."""
    name = last + 1
    while name > place and tokens[name - 1].text[:1].isupper():
        name -= 1
    follows = place + 1 < name <= last and tokens[name - 1].folded not in PREPOSITIONS
    return name if follows and tokens[name - 1].text.isalpha() else place


def _continues(tokens: Sequence[Token], place: int, following: int) -> bool:
    word = tokens[place].text
    folded = word.casefold()
    if folded == "to":
        after = tokens[following].text
        return after[:1].isupper() or after.casefold() in DETERMINERS
    if word in ',;:—–()"“”‘' or word == MASK or folded in BOUNDARY_WORDS:
        return False
    if folded == "and":
        return tokens[following].text[:1].isupper() or tokens[place - 1].text[:1].isupper()
    if _is_verb(tokens, place) and _opens_subject(tokens[following]):
        return False
    return not (word.endswith(".") and folded not in _TITLES and len(word) > 2)


def _is_verb(tokens: Sequence[Token], place: int) -> bool:
    """A verb of saying that cannot be a noun here ("the accused", "a 2015 report")."""
    folded = tokens[place].folded
    if folded not in VERBS:
        return False
    determined = place > 0 and tokens[place - 1].folded in DETERMINERS
    return not determined and (folded not in NOUNS_TOO or folded in SPEAKING_VERBS)


def _opens_subject(token: Token) -> bool:
    """ "Holm said | the ministry had told him": a subject of its own begins."""
    return token.folded in DETERMINERS or token.folded in _COUNTED or token.text[:1].isupper()


def _is_subject(
    tokens: Sequence[Token], first: int, last: int, verb: str, *, clausal: bool
) -> bool:
    if last - first > 1 and tokens[last].text.isdigit() and tokens[last - 1].folded in _OF_A_YEAR:
        last -= 2  # "the message of 1845"
    words = [token.folded for token in tokens[first : last + 1]]
    if not words or words[0] in PREPOSITIONS or words[-1] in DETERMINERS_OR_PREPOSITIONS | _AUTHORS:
        return False
    if words[0] in _AUXILIARIES or _OWN_PARTS & set(words[:2]):
        return False
    if words[-1][0] != "(" and not any(letter.isalpha() for letter in words[-1]):
        return False
    if len(words) > _MAX_SUBJECT or (words[0] == "this" and words[-1] in _OWN_PAPER):
        return False
    if any(_is_verb(tokens, place) for place in range(first + 1, last + 1)):
        return False
    return _names_somebody(tokens[first : last + 1], words, verb, clausal=clausal)


def _names_somebody(
    subject: Sequence[Token], words: Sequence[str], verb: str, *, clausal: bool
) -> bool:
    """A pronoun, a noun that speaks, a name; else the verb must be one that only people do."""
    head, strong = words[-1], verb in STRONG_VERBS
    written = subject[-1].text
    if head in NON_SPEAKERS:
        return head == "it" and verb in SPEAKING_VERBS
    if head in PRONOUNS or head in HEADS or written[:1].isupper() or written.startswith("("):
        return True
    if head.rstrip("s") in HEADS or any(word in HEADS for word in words):
        return True
    if any(token.text[:1].isupper() for token in subject[1:]):
        return strong
    determined = words[0] in DETERMINERS or words[0] in _COUNTED or words[0].isdigit()
    if determined and len(words) <= _SHORT_SUBJECT and (verb in SPEAKING_VERBS or clausal):
        return verb in SPEAKING_VERBS or not head.endswith(UNSPEAKING_ENDINGS)
    plural = head.endswith(("men", "people", "children", "folk"))
    return strong and (plural or (head.endswith("s") and not head.endswith(("ss", "ous"))))


def _with_apposition(
    words: str, tokens: Sequence[Token], place: int, comma: int, verb: str, *, clausal: bool
) -> tuple[int, str] | None:
    """ "A. Name, director of X, which does Y, told Z": the subject opens the clause."""
    first = _clause_start(tokens, place, comma)
    names_end = first
    while names_end < comma and tokens[names_end].text not in (",", "("):
        names_end += 1
    if tokens[place].start - tokens[first].start > _MAX_APPOSITION or names_end >= comma:
        return None
    if names_end - first > _LONGEST_NAMES or not _is_subject(
        tokens, first, names_end - 1, verb, clausal=clausal
    ):
        return None
    return tokens[first].start, words[tokens[first].start : tokens[names_end - 1].end]


def _ends_sentence(token: Token, following: Token) -> bool:
    """Where two sentences were not told apart."""
    ended = token.text.endswith(".") and len(token.text) > _LONGEST_ABBREVIATION
    return ended and token.folded not in _TITLES and following.text[:1].isupper()


def _clause_start(tokens: Sequence[Token], place: int, comma: int) -> int:
    first = comma
    floor = tokens[place].start - _MAX_APPOSITION
    while first > 0 and tokens[first - 1].start > floor and (
        tokens[first - 1].text not in (MASK, ";", ":", "—")
    ) and not _ends_sentence(tokens[first - 1], tokens[first]):  # fmt: skip
        first -= 1
    while first < comma and (tokens[first].text == "," or tokens[first].folded in NOT_SUBJECTS):
        first += 1
    return first
