"""Which of the twelve types of source a citation is: ordered rules, the first that holds decides.

The order goes from marks that settle the matter (an informant, a tweet, a case) to those that many
types share (a title and a year). A rule looks at the citation's own words only; whether a work is the
document's author's own is asked by the caller, who knows the author.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from provenance.ingest import signs
from provenance.ingest import signs_of_people as people
from provenance.ingest import signs_of_press as press
from provenance.ingest import signs_of_records as records
from provenance.ingest.letters import compiled
from provenance.ingest.signs_of_law import is_legal

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

_INTERVIEW_WORD = re.compile(
    r"\b(?:interviews?|conversations?|discussions?|meetings?|personal (?:communication"
    r"|correspondence)|entretiens?|entrevistas?|onderhoud|intervist[ae])\b",
    re.IGNORECASE,
)
_RECORD_OF_INTERVIEW = re.compile(
    r"\b302\b, at \d|\b(?:FD-)?302\b(?:\s\(|;|$|,)|\boral history\b(?! (?:Review|Journal|Society))",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\d{1,3}:\d{1,3}, \d|\bJournal\b|\bvol\. ?\d|University Press|\bpp\. ?\d|\bin: "
    r"|\([^()]{2,40}: [^()]{2,60}, \d{4}\)|\b(?:trans|ed)s?\.\s",
    re.IGNORECASE,
)
_ARCHIVAL_HOST = re.compile(r"National Archives, \d")
_NUMBERED_PAPER = re.compile(
    r"[A-Z][A-Za-z]{0,12}[-_](?:[A-Z]{1,6}[-_])?\d{4,}\b|[A-Z]{2,5}\d{6,}\b"
)
"""The stamped number of a page in a file produced for an inquiry."""
_EXHIBIT = re.compile(r"EVD|P-|D-|DRC-")
_EXHIBIT_FIRST = re.compile(r"Exh(?:ibit|\.)? [A-Z\d]")
_VISITED = re.compile(
    r"\b(?:accessed|last visited|retrieved|consulté|abgerufen|consultado)\b", re.IGNORECASE
)
_HEARING = re.compile(r"\bHearings? (?:Before|before)\b|\b[Pp]ublic hearing\b|\bCong(?:ress|\.)")
_LEGAL_STRICT = re.compile(
    r"Justice Manual|Executive Order|Exec\. Order|Directive (?!20\d\d/)", re.IGNORECASE
)
_IMPRINT = re.compile(
    r"\([^():]{2,60}: [^():]{2,80}(?:Press|Books|Verlag|Publish\w+|, \d{4})\)"
    r"|\((?:[^()]{0,30}(?:edn|ed\.),? )?(?:OUP|CUP|[\w ]{2,30} UP|Hart|Routledge|Sweet|Edward Elgar"
    r"|Springer|Brill|Nijhoff|Clarendon)\b[^()]{0,30}\d{4}\)"
)
"""Place and publisher, or a publisher whom lawyers abbreviate: a book, though its title names a case."""
_DATE_IN_BRACKETS = re.compile(
    rf"\((?:[^()]{{0,40}},? )?(?:{signs.MONTHS})\.? \d{{1,2}}, {signs.YEAR}\)", re.IGNORECASE
)
_FULL_DATE = re.compile(
    rf"\b\d{{1,2}}\.? (?:de )?(?:{signs.MONTHS})\.?,? (?:de )?{signs.YEAR}\b"
    rf"|\b(?:{signs.MONTHS})\.? \d{{1,2}}, {signs.YEAR}\b|\b\d{{1,2}}\. ?\d{{1,2}}\. ?{signs.YEAR}\b",
    re.IGNORECASE,
)
_QUOTED_TITLE = re.compile(
    r"[\"“‘«„][^\"”»“]{2,300}[\"”’»“]|\*[^*]{4,300}\*|(?<![\w’'])'[^']{4,200}'(?=[,.;: )]|$)"
)
_QUOTED_OUTLET = compiled(rf"[“\"«*„](?:{press.NEWS.pattern})[”\"»*“]")
"""A newspaper in the quotation marks that some countries put round its name."""
_BOOK = compiled(
    rf", [A-ZÀ-Ý][^,;]{{1,40}}, (?:coll\\.[^,]{{1,40}}, )?{signs.YEAR}(?:, pp?\\.|\\W*$)"
)
"""Place, publisher and year without a day."""
_PRINT = compiled(
    rf"\([A-ZÀ-Ý][^()]{{1,60}}: [^()]{{2,80}},? {signs.YEAR}[a-z]?\)"
    rf"|\((?:[A-ZÀ-Ý][\w.’'-]{{1,20}} ?){{1,3}},? {signs.YEAR}(?:[-–]\d{{2,4}})?\)"
)
"""Place, perhaps publisher, and year in brackets: a printed work."""
_COLLECTED = re.compile(r"(?:the )?(?:collected )?letters\b", re.IGNORECASE)
_KEPT = re.compile(r" ?\(on file with [^()]{1,120}\)", re.IGNORECASE)
"""Where a copy is kept says nothing of what it is a copy of."""
_EDITED = re.compile(rf"\([^()]{{2,120}}\beds?\.,? {signs.YEAR}\)")
_DAY_AND_PAGE = re.compile(
    rf", (?:{signs.MONTHS})\.? \d{{1,2}}(?:[-–](?:(?:{signs.MONTHS})\.? )?\d{{1,2}})?, {signs.YEAR},"
    r"(?: \([^()]{1,30}\),?)? at [A-Z]{0,2}-?\d",
    re.IGNORECASE,
)
"""Bluebook's newspapers and weeklies: a day and a page."""
_RECORD = re.compile(
    r"(?:the )?(?:joint )?(?:statement|minutes?|briefing|note|memo(?:randum)?|paper|submission"
    r"|speech|resolution"
    rf"|testimony|declaration|communiqué"
    rf"|announcement)\b[^“\"‘*:]{{0,120}}?\b(?:{signs.MONTHS})\.? "
    rf"(?:\d{{1,2}}, )?{signs.YEAR}",
    re.IGNORECASE,
)
"""A record of an office by its first word and its date, as inquiries cite their papers."""
_NAMED_LIKE_A_PAPER = compiled(
    r"(?:[A-ZÀ-Ý][\w’'&.-]{0,20} |(?:of|the|and|de|la|le|el|il|der|die|das|du) ){0,5}"
    r"(?:Standard|Star|Nation|Argus|Echo|Advertiser|Leader|Citizen|Monitor|Vision|Record"
    r"|Register|News"
    r"|Express|Dispatch|Sentinel|Statesman|Patriot|Worker|Zeitung|Presse|Anzeiger|Rundschau"
    r"|Nachrichten"
    r"|Tageblatt|Kurier|Dépêche|Diario|Prensa|Gaceta|Correo|Giornale|Messaggero|Gazzetta|Gazeta|Age"
    r"|Time|Life|Punch|Vanguard|Observer|Economist|Enquirer|Democrat|Republican|Intelligencer"
    r"|Mercury|Herald|World)"
    rf"(?: \([^()]{{2,30}}\))?, (?:\d{{1,2}}\. ?\d{{1,2}}\. ?{signs.YEAR}"
    rf"|\d{{1,2}}\.? (?:(?i:{signs.MONTHS}))\.? {signs.YEAR}"
    rf"|(?:(?i:{signs.MONTHS}))\.? \d{{1,2}}, {signs.YEAR})"
)
_TITLE_PAPER_DAY = compiled(
    r"(?:“[^”]{2,300}”|‘[^’]{2,300}’|\"[^\"]{2,300}\"|«[^»]{2,300}»|„[^“”]{2,300}[“”]),? \*?"
    rf"[A-ZÀ-Ý][^,;:()\d*]{{2,50}}\*?, \d{{1,2}}(?:\.|er)? (?:de )?(?i:{signs.MONTHS})\.?,? (?:de )?"
    rf"{signs.YEAR}(?:, (?:pp?|S|págs?|s)\. ?\d{{1,3}})?\.?$"
)
_COPY_KEPT = re.compile(
    r"\bcop(?:y|ies) (?:seen by|on file|held by|in the (?:author|possession))|\binternal report\b"
    r"|\bin the author[’']s possession|\bprivate (?:archive|collection)\b|\barchives? privées?\b"
    r"|أرشيف خاص|نسخة مصورة لدى",
    re.IGNORECASE,
)
_SITE = re.compile(r"\b[\w-]{2,40}\.(?:gov|com|org|net|edu|int|info)\b,? \(", re.IGNORECASE)
_PERIODICAL = re.compile(
    r"\b(?:issue|vol|no|jaargang|nr|heft)\b\.? ?\d|\b\d{1,3}, no\b|\bMMWR\b|Journal"
    r"|Quarterly|Review|Tydskrif",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def type_of(words: str) -> str:
    """The type of one citation from its own words."""
    signal = signs.SIGNAL.match(words)
    bare = _KEPT.sub("", words[signal.end() :] if signal else words)
    for kind, holds in _RULES:
        if holds(bare):
            return kind
    return PUBLISHED


def _social(words: str) -> bool:
    found = press.SOCIAL.search(_without_quotes(words))
    return bool(found) and not people.INFORMANT.search(words)


def _without_quotes(words: str) -> str:
    """Titles may speak of Twitter or of a court; the outlet stands outside them."""
    return _QUOTED_TITLE.sub(" ", words)


def _informant(words: str) -> bool:
    if _RECORD_OF_INTERVIEW.search(words):
        return True
    if _EXHIBIT_FIRST.match(words):
        return False
    found = people.INFORMANT.search(_without_quotes(words)) or people.ROLE_FIRST.match(words)
    return bool(found) and not _PRINTED.search(words) and not _outlet(words)


def _outlet(words: str) -> bool:
    """Printed or broadcast; a date in brackets alone is one only where no people open the citation."""
    if press.NEWS.search(_without_quotes(words)):
        return True
    opened = people.OPENS_WITH_PEOPLE.search(words)
    return bool(_DATE_IN_BRACKETS.search(words)) and not opened


def _anonymous(words: str) -> bool:
    outside = _without_quotes(words)
    return bool(people.UNNAMED.search(outside)) and not _INTERVIEW_WORD.search(outside)


def _court(words: str) -> bool:
    if _LEGAL_STRICT.search(words) or _IMPRINT.search(words) or _EDITED.search(words):
        return False
    return is_legal(_without_quotes(words))


def _letter(words: str) -> bool:
    collected = _COLLECTED.match(words) or not people.LETTER.match(words)
    printed = _PRINT.search(words) and collected
    if printed or _EXHIBIT_FIRST.match(words):
        return False
    return bool(people.LETTER.search(words)) and not _outlet(words)


def _news(words: str) -> bool:
    """A named outlet; what looks like a number of a journal is news only with a day."""
    outside = _without_quotes(words)
    if _DAY_AND_PAGE.search(outside) or _NAMED_LIKE_A_PAPER.match(words):
        return True
    if _QUOTED_OUTLET.match(words) or press.NEWS.search(outside):
        dated = _DATE_IN_BRACKETS.search(words) or _FULL_DATE.search(outside)
        return bool(dated) or not any(sign.search(outside) for sign in (_PERIODICAL, _BOOK, _PRINT))
    return bool(press.NEWS_DOMAIN.search(words))


def _official(words: str) -> bool:
    named = records.OFFICIAL.search(_without_quotes(words)) or _HEARING.search(words)
    return bool(named or _RECORD.match(words))


def _archive(words: str) -> bool:
    if _NUMBERED_PAPER.match(words):
        return not _EXHIBIT.match(words)
    if _ARCHIVAL_HOST.search(words) or _PRINT.search(words):
        return False
    return bool(records.ARCHIVE.search(words))


def _dataset(words: str) -> bool:
    return bool(records.DATASET.search(_without_quotes(words)))


def _web(words: str) -> bool:
    return bool(press.WEB.search(words)) and not _PERIODICAL.search(words) and not re.search(
        r"\bISBN\b|University Press|\bdoi\b", words
    )  # fmt: skip


def _dated_title(words: str) -> bool:
    """A quoted title with a day and no press: a newspaper that no list of ours knows."""
    outside = _without_quotes(words)
    visited = press.WEB.search(words) and _VISITED.search(words)
    titled = bool(_QUOTED_TITLE.search(words) and _FULL_DATE.search(outside)) and not visited
    return titled and not signs.BOOKISH.search(outside) and not _SITE.search(outside)


def _dated_paper(words: str) -> bool:
    """A quoted title, a name, a day and perhaps a page: no journal is cited by the day."""
    return bool(_TITLE_PAPER_DAY.match(words))


def _kept_copy(words: str) -> bool:
    """What nothing else tells, but that a copy lies somewhere, is a paper that was not published."""
    return bool(_COPY_KEPT.search(words))


def _article_path(words: str) -> bool:
    return bool(press.NEWS_PATH.search(words))


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
    (NEWS, _article_path),
    (NEWS, _dated_title),
    (NEWS, _dated_paper),
    (WEB, _web),
    (ARCHIVE, _kept_copy),
)
