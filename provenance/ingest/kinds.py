"""Which of the twelve types of source a citation is: ordered rules, the first that holds decides.

The order goes from marks that settle the matter (an informant, a tweet, a case) to those that many
types share (a title and a year). A rule looks at the citation's own words only; whether a work is the
document's author's own is asked by the caller, who knows the author.
"""

import re
from collections.abc import Callable

from provenance.ingest import signs

INTERVIEW = "interview/personal communication"
ANONYMOUS = "anonymous source"
OFFICIAL = "official statement/government document"
COURT = "court/legal document"
PUBLISHED = "published book/article"
NEWS = "news report"
DATASET = "dataset"
ARCHIVE = "archive/manuscript"
WEB = "web/social media"
LETTER = "letter"
OWN = "own earlier work"
EXPLANATORY = "explanatory note without source"

_UNNAMED_CONTACT = re.compile(
    r"\b(?:confidential |anonymous |undisclosed )?(?:sources?|contacts?|informants?)\s(?:in"
    r"|within|inside|among|from|at|close to)\b"
    r"|\bcontacted (?:in|on|by|throughout|during|between|\w+ \d{4})|\banonymous (?:source"
    r"|informant|official)|\b(?:name|identity) withheld\b",
    re.IGNORECASE,
)
_INTERVIEW_WORD = re.compile(
    r"\b(?:interviews?|conversations?|discussions?|meetings?|personal (?:communication"
    r"|correspondence)|entretiens?|entrevistas?|onderhoud|intervist[ae])\b",
    re.IGNORECASE,
)
_RECORD_OF_INTERVIEW = re.compile(
    r"\b302\b, at \d|\b(?:FD-)?302\b(?:\s\(|;|$|,)|\boral history\b", re.IGNORECASE
)
_PRINTED = re.compile(
    r"\d{1,3}:\d{1,3}, \d|\bJournal\b|\bvol\. ?\d|University Press|\bpp\. ?\d|\bin: ", re.IGNORECASE
)
_ARCHIVAL_HOST = re.compile(r"National Archives, \d")
_NUMBERED_PAPER = re.compile(r"[A-Z][A-Za-z]{0,12}[-_](?:[A-Z]{1,6}[-_])?\d{4,}\b")
"""The stamped number of a page in a file produced for an inquiry."""
_HEARING = re.compile(r"\bHearings? (?:Before|before)\b|\b[Pp]ublic hearing\b|\bCong(?:ress|\.)")
_LEGAL_STRICT = re.compile(r"Justice Manual|Executive Order|Directive", re.IGNORECASE)
_IMPRINT = re.compile(r"\([^():]{2,60}: [^():]{2,80}(?:Press|Books|Verlag|Publish\w+|, \d{4})\)")
"""Place and publisher: a book, though its title names a case."""
_DATE_IN_BRACKETS = re.compile(
    rf"\((?:[^()]{{0,40}},? )?(?:{signs.MONTHS})\.? \d{{1,2}}, {signs.YEAR}\)", re.IGNORECASE
)
_FULL_DATE = re.compile(
    rf"\b\d{{1,2}}\.? (?:{signs.MONTHS})\.?,? {signs.YEAR}\b"
    rf"|\b(?:{signs.MONTHS})\.? \d{{1,2}}, {signs.YEAR}\b",
    re.IGNORECASE,
)
_QUOTED_TITLE = re.compile(r"[\"“‘«][^\"”»]{2,300}[\"”’»]|\*[^*]{4,300}\*")
_SITE = re.compile(r"\b[\w-]{2,40}\.(?:gov|com|org|net|edu|int|info)\b,? \(", re.IGNORECASE)
_PERIODICAL = re.compile(
    r"\b(?:issue|vol|no|jaargang|nr|heft)\b\.? ?\d|\b\d{1,3}, no\b|\bMMWR\b|Journal"
    r"|Quarterly|Review|Tydskrif",
    re.IGNORECASE,
)


def type_of(words: str) -> str:
    """The type of one citation from its own words."""
    signal = signs.SIGNAL.match(words)
    bare = words[signal.end() :] if signal else words
    for kind, holds in _RULES:
        if holds(bare):
            return kind
    return PUBLISHED


def _social(words: str) -> bool:
    return bool(signs.SOCIAL.search(_without_quotes(words))) and not signs.INFORMANT.search(words)


def _without_quotes(words: str) -> str:
    """Titles may speak of Twitter or of a court; the outlet stands outside them."""
    return _QUOTED_TITLE.sub(" ", words)


def _informant(words: str) -> bool:
    if _RECORD_OF_INTERVIEW.search(words):
        return True
    return bool(signs.INFORMANT.search(words)) and not _PRINTED.search(words) and not _outlet(words)


def _outlet(words: str) -> bool:
    return bool(signs.NEWS.search(_without_quotes(words)) or _DATE_IN_BRACKETS.search(words))


def _anonymous(words: str) -> bool:
    return bool(_UNNAMED_CONTACT.search(words)) and not _INTERVIEW_WORD.search(words)


def _court(words: str) -> bool:
    if _LEGAL_STRICT.search(words) or _IMPRINT.search(words):
        return False
    return bool(signs.LEGAL.search(_without_quotes(words)))


def _letter(words: str) -> bool:
    return bool(signs.LETTER.search(words)) and not _outlet(words)


def _news(words: str) -> bool:
    if signs.NEWS.search(_without_quotes(words)):
        return not _PERIODICAL.search(_without_quotes(words)) or bool(
            _DATE_IN_BRACKETS.search(words)
        )
    return bool(signs.NEWS_DOMAIN.search(words))


def _official(words: str) -> bool:
    outside = _without_quotes(words)
    return bool(signs.OFFICIAL.search(outside) or (_HEARING.search(words)))


def _archive(words: str) -> bool:
    if _NUMBERED_PAPER.match(words):
        return True
    return bool(signs.ARCHIVE.search(words)) and not _ARCHIVAL_HOST.search(words)


def _dataset(words: str) -> bool:
    return bool(signs.DATASET.search(words))


def _web(words: str) -> bool:
    return bool(signs.WEB.search(words)) and not _PERIODICAL.search(words) and not re.search(
        r"\bISBN\b|University Press|\bdoi\b", words
    )  # fmt: skip


def _dated_title(words: str) -> bool:
    """A quoted title with a day and no press: a newspaper that no list of ours knows."""
    outside = _without_quotes(words)
    titled = bool(_QUOTED_TITLE.search(words) and _FULL_DATE.search(outside))
    return titled and not signs.BOOKISH.search(outside) and not _SITE.search(outside)


_RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (ANONYMOUS, _anonymous),
    (INTERVIEW, _informant),
    (LETTER, _letter),
    (WEB, _social),
    (COURT, _court),
    (ARCHIVE, _archive),
    (NEWS, _news),
    (DATASET, _dataset),
    (OFFICIAL, _official),
    (NEWS, _dated_title),
    (WEB, _web),
)
