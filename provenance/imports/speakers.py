"""Who speaks in an inline attribution: a person, a body, a record, unnamed people, or nobody.

Only the author's words are asked, never the meaning of a name. What they leave open ("the group
said", "he added" far from any name) is left open for :mod:`provenance.imports.inline` to resolve.
"""

import re
from dataclasses import dataclass

from provenance.ingest import kinds
from provenance.ingest.attribution_words import HEADS, PREPOSITIONS
from provenance.ingest.informants import describe_who, is_name, organisations_of
from provenance.ingest.labels_of_sources import label_of
from provenance.ingest.types import AttributionRead, CitationRead
from provenance.ingest.verbs_of_saying import SPEAKING_VERBS
from provenance.ingest.wordlists import words_of
from provenance.ingest.works import fold_key

NOBODY, CARRIED, GENERIC, PERSON, BODY, RECORD, UNNAMED, AUTHOR = (
    "nobody", "carried", "generic", "person", "body", "record", "unnamed", "author",
)  # fmt: skip
_PRONOUNS = words_of("he she they it i we you this that these those who which")
_DEFINITE = words_of("the this that these those same both such")
_INDEFINITE = words_of(
    """
    a an one another some several two three four five six seven eight nine ten many few most other
    various numerous all
    """
)
_POSSESSIVE = words_of("his her its their our my your")
_LEADING = _DEFINITE | _INDEFINITE | _POSSESSIVE
_TRAILING = words_of("there here also himself herself itself themselves")
_NO_ONE_BY_ITSELF = words_of(
    """
    source sources group groups man men woman women people person persons official officials informant
    informants interviewee interviewees respondent respondents contact contacts member members
    commander commanders fighter fighters adviser advisers advisor advisors aide aides faction
    factions party parties organisation organisations organization organizations company companies
    network networks two three both others other latter former one ones
    """
)
"""Nouns that say nothing of who it is unless somebody of that kind was named before."""
_RECORDS = words_of(
    """
    letter report statement study survey biography memo cable document documents reports studies
    indictment complaint declaration e-mail email article book paper text assessment judgment judgement
    telegram memoir diary transcript investigation inquiry analysis poll data ruling testimony affidavit
    """
)
_SIGNED = re.compile(
    r"\s(?:signed|written|sent|issued) by (?P<who>[^,.;:()]{3,80}?)(?= and | to |[,.;:()]|$)"
)
_CALL = re.compile(r"\[\w{1,4}\]|^[^\w«“\"(]+")
_GAP = re.compile(r"[ \t]{3,}|\n\s*\n|\n {2,}")
_TITLE = re.compile(
    r"^(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Lady|Lord|Gen|General|Col|Colonel|Capt|Captain|Lt|Sgt|Maj|Sen"
    r"|Senator|Rep|Gov|Governor|President|Minister|Mullah|Maulvi|Sheikh|Judge|Justice|Rev|Mayor|King"
    r"|Queen|Prince|Chancellor|Ambassador)\b\.?\s"
)
_PEOPLE = frozenset({kinds.INTERVIEW, kinds.ANONYMOUS})
_POSTMODIFIED = re.compile(r"\s(?:in|of|from|at|within|close to|among|for|with|contacted|who)\s")
_OFFICE_OF = re.compile(r"^(?P<body>.{2,60}?)['’]s\s(?P<rest>.+)$")
_WORKS_AT = re.compile(r"\b(?:at|of|for|with)\s(?:the\s)?(?P<body>[A-ZÀ-Ý][^,;]{1,80})$")
_BODY_AFTER = re.compile(r"\s(?:at|of|for|with)\s(?:the\s)?[A-ZÀ-Ý].*$")
_NO_NAME = words_of(
    "he she they it i we you us them him me that which who and or of in on at to by as"
)
_AROUND = 160
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Speaker:
    """``kind`` is one of the words above; ``words`` are those that name the speaker, without article;
    ``head`` the noun that says what he is; ``read`` describes him as a citation describes its source.

    ``once``: each mention brings in somebody new ("a source", "his lawyer").
    """

    kind: str
    words: str
    head: str
    read: CitationRead
    label: str
    once: bool = False
    plural: bool = False
    speaks: bool = False
    """The verb takes only somebody who speaks, whatever he is called ("a baker said")."""

    @property
    def key(self) -> str:
        """What is equal where the same words mean the same speaker."""
        return fold_key(untitled(self.words))

    @property
    def is_plain(self) -> bool:
        """Whether the words can be a speaker's at all: a name, or a noun for somebody who speaks; no
        sentence, and no stump of one."""
        words = self.words.split()
        ends = {words[0], words[-1], words[0].replace("I", "i")}
        if len(words) > _MOST_WORDS or ends & _NO_NAME or words[0].casefold() in PREPOSITIONS:
            return False
        if self.kind == RECORD or words[0][:1].isupper() or (self.speaks and self.once):
            return True
        return self.head in HEADS or self.head.removesuffix("s") in HEADS


def untitled(words: str) -> str:
    """A name without "Dr." and the like."""
    return _TITLE.sub("", words)


def speaker_of(heard: AttributionRead, text: str, begin: int) -> Speaker:
    """The speaker as the attribution's own words describe him; ``text`` is the document's, ``begin``
    where the sentence begins: a participle ("…, writing that") has its subject there."""
    source = _cleaned(heard.source)
    if not source:
        return _plain(NOBODY, "", heard)
    told = text[begin : heard.end] if heard.verb.endswith("ing") else heard.text
    if fold_key(source) in _PRONOUNS or not _stands_in(source, told):
        return _plain(CARRIED, _bare(source)[1] or source, heard)
    leading, words = _bare(source)
    if words in ("author", "authors"):
        return _plain(AUTHOR, words, heard)
    return _named(heard, text, leading, words) if words else _plain(GENERIC, source, heard)


def _named(heard: AttributionRead, text: str, leading: frozenset[str], words: str) -> Speaker:
    """A speaker who is called something."""
    head = _head(words)
    plural = head.endswith("s") and not head.endswith("ss")
    if not (leading or head in _RECORDS) and _is_person(words, heard):
        return _person(words, heard)
    if head in _NO_ONE_BY_ITSELF and not leading & _INDEFINITE and words == words.casefold():
        return Speaker(GENERIC, words, head, _reading(words, heard), _capital(words), plural=plural)
    once = bool(leading & (_INDEFINITE | _POSSESSIVE)) and not leading & _DEFINITE
    if head in _RECORDS or heard.type == kinds.LETTER:
        return _record(words, head, heard, text, once)
    if heard.type in _PEOPLE or (once and words == words.casefold() and head not in HEADS):
        return _unnamed(words, head, heard, once, plural)
    return _body(words, head, heard, once)


def _cleaned(source: str) -> str:
    """Without calls of notes, signs of lists, and what stood on the page above it."""
    words = " ".join(_CALL.sub(" ", _GAP.split(source.strip())[-1]).split())
    return words.replace(")", "") if words.count(")") > words.count("(") else words


def _stands_in(source: str, words: str) -> bool:
    return fold_key(source) in fold_key(words)


def _bare(source: str) -> tuple[frozenset[str], str]:
    """The words before the name ("the same", "a"), and the name itself."""
    words = source.split()
    first = 0
    while first < len(words) and words[first].casefold() in _LEADING:
        first += 1
    while len(words) > first and (words[-1].casefold() in _TRAILING or words[-1].endswith("ly")):
        words.pop()
    return frozenset(word.casefold() for word in words[:first]), " ".join(words[first:])


def _head(words: str) -> str:
    """The last noun before whatever qualifies it: "source" of "Haqqani source in the network"."""
    words = re.sub(r"\sto\s.*$", "", words)
    return (_POSTMODIFIED.split(f" {words} ")[0].split() or [words])[-1].casefold()


def _is_person(words: str, heard: AttributionRead) -> bool:
    if is_name(words) or _TITLE.match(words):
        return heard.type in (*_PEOPLE, kinds.LETTER, kinds.WEB) or bool(_TITLE.match(words))
    return heard.type == kinds.INTERVIEW and len(words.split()) == 1 and words[0].isupper()


def _plain(kind: str, words: str, heard: AttributionRead) -> Speaker:
    return Speaker(kind, words, fold_key(words), _reading(words, heard), words)


def _reading(words: str, heard: AttributionRead, **more: object) -> CitationRead:
    """The speaker as a citation: the words are the attribution's own."""
    fields = {"type": heard.type, **more}
    return CitationRead(words, heard.start, heard.end, **fields)  # type: ignore[arg-type]


def _person(words: str, heard: AttributionRead) -> Speaker:
    """ "Ada Holm, director of X, which tracks ships, told": role and body from what stands between."""
    after = heard.text[heard.text.find(words) + len(words) :] if words in heard.text else ""
    role, organisations = _office(after.split(",")[1] if after.startswith(",") else "")
    whole = len(words.split()) > 1
    read = _reading(
        words, heard, type=kinds.INTERVIEW if heard.type in _PEOPLE else heard.type,
        person=words if whole else None, named=whole, role=role, organisations=organisations,
        cardinality="one" if whole else None,
    )  # fmt: skip
    label = words
    if whole:
        label = label_of(read) if read.type in _PEOPLE else f"{words}, {_record_word(read.type)}"
    return Speaker(PERSON, words, words.rsplit(maxsplit=1)[-1].casefold(), read, label)


def _office(words: str) -> tuple[str | None, tuple[str, ...]]:
    """ "director of projects at the Group": the role's first words, and the body that has a name."""
    role = describe_who(words.strip(), None, False).role if words.strip() else None
    found = _WORKS_AT.search(words.strip())
    body = found["body"].split(" in ")[0] if found else ""
    return role and _BODY_AFTER.sub("", role), organisations_of(body)


def _record_word(type_: str) -> str:
    words = {kinds.OFFICIAL: "statement", kinds.LETTER: "letter", kinds.WEB: "web",
             kinds.COURT: "court document"}  # fmt: skip
    return words.get(type_, "statement")


def _record(words: str, head: str, heard: AttributionRead, text: str, once: bool) -> Speaker:
    """ "read the letter signed by the deputy": what says whose record it is belongs to its name."""
    signed = _SIGNED.match(text[heard.end : heard.end + _AROUND].partition("\n")[0])
    label = f"{words} by {' '.join(signed['who'].split())}" if signed else words
    return Speaker(RECORD, words, head, _reading(words, heard), _capital(label), once)


def _unnamed(words: str, head: str, heard: AttributionRead, once: bool, plural: bool) -> Speaker:
    described = describe_who(words, None, False)
    read = _reading(
        words, heard, type=kinds.ANONYMOUS, role=described.role,
        organisations=_capitals(described.organisations), place=described.place,
        principal=described.principal,
        cardinality="several" if plural or described.cardinality == "several" else "one",
    )  # fmt: skip
    speaks = heard.verb in SPEAKING_VERBS
    return Speaker(UNNAMED, words, head, read, f"{_capital(words)}, unnamed", once, plural, speaks)


def _capitals(organisations: tuple[str, ...]) -> tuple[str, ...]:
    """Only what is written as a name is an organisation."""
    return tuple(name for name in organisations if any(c.isupper() for c in name))


def _body(words: str, head: str, heard: AttributionRead, once: bool) -> Speaker:
    """A ministry, an army, the envoy of a body: the body is the organisation, its office the role."""
    office = _OFFICE_OF.match(words)
    body, role = (office["body"], office["rest"]) if office else (words, None)
    names = _capitals(organisations_of(body))
    read = _reading(words, heard, role=role, organisations=names, cardinality="unknown")
    name = f"{body} {role}" if office else words
    head = _head(office["rest"]) if office else head
    return Speaker(BODY, words, head, read, f"{_capital(name)}, {_record_word(heard.type)}", once)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
