"""What a citation says of its source: role, organisations, person, place, date, how many.

An informant is read from the words between the opening ("Interview with", "Source in the") and the
date: a role with what stands before it ("IS-K (F) commander") or after it ("commander of IS-K (F)",
"adviser to A. Name"), then "in" a place. What the words do not say stays None.
"""

import re

from provenance.ingest import signs
from provenance.ingest.dates import DateSpan, find_dates
from provenance.ingest.informants import Description, describe_who, organisations_of, place_words
from provenance.ingest.types import DateRead

_OPENING = re.compile(
    r"^(?:.{0,40}?\b(?:interviews?|conversations?|correspondence|communications?"
    r"|discussions?|meetings?|exchanges?|e-?mails?)\s(?:by (?:the )?author\s"
    r"|conducted\s)?(?:with|from)\s"
    r"|author(?:['’]s)? (?:interview|conversation)s?,?\s(?:with\s)?"
    r"|(?:(?:confidential|anonymous|personal|telephone|group|joint|background)\s)?interviews?"
    r"(?:\s(?:nos?\.?\s)?\d{1,4})?,\s"
    r"|(?:personal communication|personal correspondence|entretiens? avec|interviews? mit"
    r"|entrevistas? con|onderhoude? met|intervist[ae] (?:con|a)),?\s(?:with\s|from\s)?)"
    r"(?:an?\s|the\s|two\s|three\s|several\s|various\s)?",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:^|\s)(?P<word>(?:confidential |anonymous |well-placed |senior |local )?(?:sources?"
    r"|contacts?|informants?|interviewees?|respondents?|members?))\s"
    r"(?:in|within|inside|among|from|at|close to|of"
    r"|with)\s(?:the\s)?(?P<organisation>[^;]{2,200}?)(?=,? (?:contacted|interviewed"
    r"|consulted|met|reached|speaking)\b|$)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:interviews|conversations|discussions|meetings|sources|contacts|informants"
    r"|entretiens|entrevistas|exchanges)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|various|multiple|numerous"
    r"|many|\d{1,3}) (?!\w+ \d{4})",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;.(]+$|\s(?:contacted|interviewed|consulted|met|conducted|held|by (?:phone"
    r"|telephone|e-?mail|skype|video)|on|in|during|dated"
    r"|throughout|between)$",
    re.IGNORECASE,
)

_VISITED = re.compile(
    r"\b(?:accessed|retrieved|(?:last )?(?:visited|checked)|consulté|abgerufen|consultado"
    r"|дата обращения)(?: on| am| el| le| em|:)?:?\s{1,3}$",
    re.IGNORECASE,
)
"""Before the day on which someone looked: it dates no source."""
_LEAD = 30


def describe_informant(words: str) -> Description:
    """Describe an interview, a conversation, a contact: a citation of people."""
    date, before_date = _date_and_rest(words)
    contact = _CONTACT.search(before_date)
    if contact and not _OPENING.match(before_date):
        return _describe_contact(contact, before_date, date)
    opening = _OPENING.match(before_date)
    who = _clean(before_date[opening.end() :] if opening else before_date)
    several = bool(_COUNT.search(words[: opening.end()]) if opening else False) or bool(
        opening and _SEVERAL.search(before_date[: opening.end() + 12])
    )
    return describe_who(who, date, several)


def _date_and_rest(words: str) -> tuple[DateRead | None, str]:
    """The last date, and what stands before it without the words that lead to a date."""
    spans = [span for span in find_dates(words) if not _in_brackets(words, span)]
    if not spans:
        return None, _clean(words)
    last = spans[-1]
    return last.read, _clean(words[: last.start])


def _in_brackets(words: str, span: DateSpan) -> bool:
    return words[: span.start].count("(") > words[: span.start].count(")")


def _clean(words: str) -> str:
    before = None
    while before != words:
        before = words
        words = _TAIL.sub("", words) if not words.endswith(")") else words
        words = words.strip(" ,;.")
    return words


def _describe_contact(match: re.Match[str], words: str, date: DateRead | None) -> Description:
    plural = match["word"].casefold().endswith("s")
    named, place = _contact_place(match["organisation"])
    organisations = organisations_of(named)
    place = place or _place_after(words[match.end() :])
    cardinality = ("unknown" if len(organisations) > 1 else "several") if plural else "one"
    return Description("contact", organisations, place=place, date=date, cardinality=cardinality)


def _place_after(words: str) -> str | None:
    place = place_words(words)
    return place if place[:1].isupper() else None


def _contact_place(words: str) -> tuple[str, str | None]:
    """A list of bodies keeps its commas; else what follows the first comma is a place."""
    if len(organisations_of(words)) > 1 and words.rsplit(maxsplit=1)[-1].casefold().endswith("s"):
        return words, None
    named, _, place = words.partition(", ")
    return named, (place.strip() or None)


def describe_record(words: str) -> Description:
    """Describe a document, a book, a broadcast: only its date is read from the words."""
    signal = signs.SIGNAL.match(words)
    said = words[signal.end() :] if signal else words
    spans = [one for one in find_dates(said) if not _VISITED.search(said[: one.start][-_LEAD:])]
    return Description(date=_best_date(spans))


def _best_date(spans: list[DateSpan]) -> DateRead | None:
    """The fullest date, of equals the first: a day says more than the year of a law."""
    dated = [span.read for span in spans if span.read.edtf] or [span.read for span in spans]
    return (
        max(dated, key=lambda read: min(len(read.edtf or ""), 10), default=None) if dated else None
    )
