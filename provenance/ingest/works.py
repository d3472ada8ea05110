"""Author, title and short names of a work cited, as far as its words show them.

Used to recognise a short title ("Author, Short Title, 43"), to tell one work from another and to
label it. Nothing here decides that two citations are one: that is for cross-references and matching.
"""

import re
import unicodedata
from dataclasses import dataclass

from provenance.ingest import signs
from provenance.ingest.letters import compiled
from provenance.ingest.wordlists import words_of

_GIVEN = r"(?:[A-ZÀ-Ý][\w’'-]{1,30}|[A-ZÀ-Ý]\.(?:-?[A-ZÀ-Ý]\.){0,3})"
_SURNAME = (
    r"(?:(?:van|von|de|del|della|der|den|du|la|le|al|el|bin|ibn|Van|De|Du"
    r"|Von)[ -]){0,3}[A-ZÀ-Ý][\w’'-]{1,30}"
)
_PERSON = rf"(?:{_GIVEN} ){{1,4}}{_SURNAME}"
_JOIN = r"(?:,? (?:and|&|und|et|y|en) |, )"
_AND = r",? (?:and|&|und|et|y|en) "
_QUOTED_AHEAD = r"(?=,? [“\"«‘*])"
_FULL_NAMES = compiled(
    rf"(?P<who>{_PERSON}"
    rf"(?:(?:, {_PERSON}){{0,6}}{_AND}{_PERSON}|(?:, {_PERSON}){{1,6}}{_QUOTED_AHEAD})?)"
    rf"(?:,? et al\.?)?(?=,? ?[,:“\"«‘*(]|,? \(?{signs.YEAR}|\. [A-ZÀ-Ý])"
)
"""Names joined by commas alone are several authors only before a quoted title: "Ann Roe, Long Ship,
4" is one author and a title."""
_INVERTED = compiled(
    rf"(?P<who>{_SURNAME}, {_GIVEN}(?: {_GIVEN}){{0,2}})"
    r"(?=[,.:]? ?[“\"«‘*(]|: [A-ZÀ-Ý]| \((?:Hg|Hrsg|ed))"
)
_SLAVIC = compiled(
    rf"(?=[Ѐ-ӿ])(?P<who>{_SURNAME},? (?:[A-ZÀ-Ý]\. ?){{1,2}}"
    rf"(?:, {_SURNAME},? (?:[A-ZÀ-Ý]\. ?){{1,2}}){{0,3}})(?=[A-ZÀ-Ý«“\"]|(?i:указ|цит|op)\.)"
)
"""Surname and initials without a comma, as in Russian references: "Roe A. B. The Long Ship."""
_ARABIC = re.compile(
    r"(?=[\u0621-\u064a])(?P<who>[^،؛.\d]{3,60})، ?(?! ?(?:ج|ص|ط|مج|رقم|القسم|الجزء)\b)"
    r"(?P<title>[^،؛.\d]{2,200})"
)
_SHORT_NAMES = compiled(
    rf"(?P<who>{_SURNAME}(?:(?:, {_SURNAME}){{0,5}}{_AND}{_SURNAME})?)(?:,? et al\.?)?(?=, "
    rf"|: [A-ZÀ-Ý]"
    rf"|,? [“\"«‘*(]"
    rf"|,? \(?{signs.YEAR}|,? (?:op|loc|art)\.? ?cit|,? cit\b)"
)
_HARVARD = compiled(
    rf"(?P<who>{_SURNAME} [A-ZÀ-Ý]{{1,3}}(?:(?:, |,? (?:and|&) ){_SURNAME} [A-ZÀ-Ý]{{1,3}}){{0,6}})"
    rf"(?:,? et al\.?)?(?=,? \({signs.YEAR})"
)
"""Surname and initials without stops, before a year: "Roe AB and Dunn C (2014)"."""
_NAMES = (_HARVARD, _SLAVIC, _FULL_NAMES, _INVERTED, _SHORT_NAMES)
_QUOTED = compiled(r"[“\"«]([^“”\"«»]{2,300})[”\"»]|\*([^*]{2,300})\*|‘([^‘]{4,300}?)[,.]?’(?!\w)")
_HEREINAFTER = compiled(
    r"[\[(](?:hereinafter|hereafter|henceforth|im Folgenden|fortan|ci-après"
    r"|en adelante)[:,]? [“\"‘*]?(?P<alias>[^\])”\"*’]{2,80})",
    re.IGNORECASE,
)
_NAMED_HERE = compiled(
    r"\((?:the )?[“\"‘]?(?P<alias>[A-Z][A-Za-z.]{1,20}(?: [A-Z][A-Za-z.]{1,20}){0,4})[”\"’]?\)\.?$"
)
_TITLE_END = compiled(
    r" \(|, (?=\d|vol\b|no\.|pp?\.|eds?\.|ed\.|trans\.|in\b|forthcoming|(?:op|loc)\.? ?cit"
    r"|cit\b|supra|infra|ISBN|https?:|www\.|at \d|S\. ?\d|Bd\. ?\d|págs?\.|t\. ?[IVX\d]"
    r"|a\. ?a\. ?O)"
    r"| \d{1,4} [A-Z]|(?<!\b[A-Z])\. |, (?=[A-ZÀ-Ý][\w .&’'-]{1,40} ?[:;] ?[A-ZÀ-Ý])"
    r"|, (?=[A-ZÀ-Ý][\w’'-]{1,20}(?: [A-ZÀ-Ý][\w’'-]{1,20})?,? (?:1[5-9]|20)\d\d)|[،]",
    re.IGNORECASE,
)
_WORD = compiled(r"[^\W_]+")
_STOPWORDS = words_of(
    """
    the a an of and in on for to from with by at as is le la les l de des du d et der die
    das und von zur el los las y o il lo gli i e 'n in die vir
    """
)
_PARTICLES = words_of(
    """
    van von de del della der den du la le al el bin ibn
    """
)
_STRESS = re.compile(r"(?<!\w)_(?=\w)|(?<=[\w.])_(?!\w)")
_MAX_TITLE = 240


@dataclass(frozen=True, slots=True)
class Work:
    """Author as written, surnames folded for comparison, title, and names given "hereinafter"."""

    author: str | None
    surnames: tuple[str, ...]
    title: str | None
    aliases: tuple[str, ...]
    year: str | None

    @property
    def title_words(self) -> frozenset[str]:
        """Words of the title that carry it."""
        return key_words(self.title or "")


def read_work(words: str) -> Work:
    """Read a citation of a document or publication."""
    signal = signs.SIGNAL.match(words)
    bare = unstressed(words[signal.end() :] if signal else words)
    years = re.findall(rf"\b{signs.YEAR}[a-z]?\b", bare)
    year = years[-1] if years else None
    arabic = _ARABIC.match(bare)
    if arabic:
        author = arabic["who"].strip()
        return Work(author, (fold_key(author),), arabic["title"].strip(), _aliases(bare), year)
    names = next(filter(None, (pattern.match(bare) for pattern in _NAMES)), None)
    if names and not _is_person_like(names["who"]):
        names = None
    rest = bare[names.end() :] if names else bare
    return Work(
        author=names["who"].strip() if names else None,
        surnames=_surnames(names["who"]) if names else (),
        title=_title(rest),
        aliases=_aliases(bare),
        year=year,
    )


def unstressed(words: str) -> str:
    """Without the underscores by which plain text stresses: "_Roe_, Ships" is Roe."""
    return _STRESS.sub("", words) if "_" in words else words


def fold_key(words: str) -> str:
    """Lower case without accents or punctuation, for comparison only."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(
        _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    )


def key_words(words: str) -> frozenset[str]:
    """The words that carry a title: no articles, no prepositions."""
    return frozenset(fold_key(words).split()) - _STOPWORDS


def _is_person_like(who: str) -> bool:
    return not re.search(
        r"\b(?:The|Report|Letter|Interview|Ministry|University|Journal|Press|Inquiry|House"
        r"|Volume|Public|Brief)\b",
        who,
    )


def _surnames(who: str) -> tuple[str, ...]:
    if _SLAVIC.match(who + "«"):
        return tuple(
            fold_key(person.split()[0].rstrip(",")) for person in re.split(", (?!.\\.)", who)
        )
    if _HARVARD.match(who + " (2000"):
        return tuple(fold_key(name.rsplit(" ", 1)[0]) for name in re.split(_JOIN, who))
    inverted = _INVERTED.match(who + " “")
    if inverted:
        return (fold_key(who.split(",", maxsplit=1)[0]),)
    people = [person for person in re.split(_JOIN, who) if person]
    return tuple(_surname(person) for person in people)


def _surname(person: str) -> str:
    words = person.split()
    start = len(words) - 1
    while start > 0 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return fold_key(" ".join(words[start:]))


def _title(rest: str) -> str | None:
    rest = rest.lstrip(" ,.:")
    quoted = _QUOTED.match(rest)
    if quoted:
        return next(group for group in quoted.groups() if group).rstrip(" ,.")
    rest = re.sub(r"^\((?:Hg|Hrsg|eds?)\.?\)[:,]? ", "", rest)
    rest = re.sub(rf"^\(?{signs.YEAR}[a-z]?\)?[,.:]? ", "", rest)
    end = _TITLE_END.search(rest)
    title = rest[: end.start() if end else len(rest)].strip(' ,.“”"*')
    return title[:_MAX_TITLE] or None


def _aliases(bare: str) -> tuple[str, ...]:
    found = [match["alias"].strip(" ,.") for match in _HEREINAFTER.finditer(bare)]
    named = _NAMED_HERE.search(bare)
    if named and not found:
        found.append(named["alias"].strip())
    return tuple(found)
