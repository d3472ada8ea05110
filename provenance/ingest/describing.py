"""What a citation says of its source: role, organisations, person, place, date, how many.

An informant is read from the words between the opening ("Interview with", "Source in the") and the
date: a role with what stands before it ("IS-K (F) commander") or after it ("commander of IS-K (F)",
"adviser to A. Name"), then "in" a place. What the words do not say stays None.
"""

import re
from dataclasses import dataclass

from provenance.ingest import signs
from provenance.ingest.dates import DateSpan, find_dates
from provenance.ingest.types import DateRead
from provenance.ingest.wordlists import words_of

ROLES = (
    "commander", "adviser", "advisor", "cadre", "member", "official", "officer", "elder", "fighter",
    "leader", "spokesman", "spokeswoman", "spokesperson", "governor", "minister", "diplomat",
    "ambassador", "envoy", "journalist", "reporter", "editor", "researcher", "analyst", "doctor",
    "physician", "nurse", "midwife", "lawyer", "judge", "prosecutor", "employee", "resident",
    "villager", "farmer", "worker", "teacher", "professor", "student", "soldier", "general", "colonel",
    "captain", "activist", "cleric", "mullah", "imam", "businessman", "trader", "smuggler", "driver",
    "witness", "survivor", "refugee", "prisoner", "detainee", "veteran", "secretary", "director",
    "manager", "head", "chief", "deputy", "representative", "delegate", "negotiator", "mediator",
    "councillor", "mayor", "senator", "deputy minister", "prime minister", "policeman", "engineer",
    "historian", "scholar", "economist", "scientist", "consultant", "supporter", "sympathiser",
    "defector", "recruit", "operative", "agent", "informant", "interviewee", "respondent", "source",
    "contact", "person", "man", "woman", "figure", "staff member", "aid worker", "civil servant",
    "staffer", "aide",
)  # fmt: skip
_SYNONYMS = {"advisor": "adviser", "source": "contact", "informant": "contact", "interviewee": "contact",
             "respondent": "contact"}  # fmt: skip
_MODIFIERS = (
    r"(?:(?:former|ex-|senior|junior|deputy|high-ranking|high-level|mid-level|middle-ranking"
    r"|low-level|provincial-level"
    r"|provincial|district-level|district|regional|local|national|military|political|retired"
    r"|acting|leading|top|chief|field|front|"
    r"village|tribal|religious|government|police|intelligence|security|army|naval|financial"
    r"|logistics|special|legal|press|close|veteran|key)[\s-]){0,4}"
)
_ROLE_WORDS = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
_ROLE = re.compile(
    rf"(?<![\w-])(?P<mods>{_MODIFIERS})(?P<role>{_ROLE_WORDS})(?P<plural>e?s)?(?![\w-])",
    re.IGNORECASE,
)
_PLURAL_ROLE = re.compile(
    r"(?<![\w-])(?:spokesmen|spokeswomen|men|women|people|staff)(?![\w-])", re.IGNORECASE
)
_OPENING = re.compile(
    r"^(?:.{0,40}?\b(?:interviews?|conversations?|correspondence|communications?"
    r"|discussions?|meetings?|exchanges?|e-?mails?)\s(?:by (?:the )?author\s"
    r"|conducted\s)?(?:with|from)\s"
    r"|author(?:['’]s)? (?:interview|conversation)s?,?\s(?:with\s)?"
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
    r"[\s,;.(]+$|\s(?:contacted|interviewed|consulted|met|conducted|held|on|in|during|dated"
    r"|throughout|between)$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Gen|Col|Mullah|Maulvi|Haji|Sheikh|President|Minister"
    r"|Ambassador)\.?\s){0,2}[A-ZÀ-Ý][\w’'.-]{0,30}(?:\s(?:al-|el-|de|van|von|der|bin|ibn|du"
    r"|la)?\s?[A-ZÀ-Ý][\w’'.-]{0,30}){1,4}$"
)
_HEADS = words_of(
    """
    shura council committee commission ministry network faction party group front department agency
    brigade battalion office command union tribe
    """
)
_LIST = re.compile(r"(?:,\s(?:and\s)?|\sand\s|\s&\s)")


@dataclass(frozen=True, slots=True)
class Description:
    """What was understood of one citation; every field may be missing."""

    role: str | None = None
    organisations: tuple[str, ...] = ()
    principal: str | None = None
    person: str | None = None
    place: str | None = None
    date: DateRead | None = None
    cardinality: str | None = None
    named: bool = False


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
    return _describe_person(who, date, several)


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
    organisations = _organisations(named)
    place = place or _place(words[match.end() :])
    cardinality = ("unknown" if len(organisations) > 1 else "several") if plural else "one"
    return Description("contact", organisations, place=place, date=date, cardinality=cardinality)


def _contact_place(words: str) -> tuple[str, str | None]:
    """A list of bodies keeps its commas; else what follows the first comma is a place."""
    if len(_organisations(words)) > 1 and words.rsplit(maxsplit=1)[-1].casefold().endswith("s"):
        return words, None
    named, _, place = words.partition(", ")
    return named, (place.strip() or None)


def _organisations(words: str) -> tuple[str, ...]:
    """ "the Quetta, Northern and Mashhad shuras" shares its last word among all its names."""
    words = words.strip(" ,")
    parts = [part.strip() for part in _LIST.split(words) if part.strip()]
    if len(parts) < 2:
        return (_organisation(words),) if words else ()
    last = parts[-1].split()
    head = last[-1].casefold()
    singular = head.removesuffix("s") if head not in _HEADS else head
    if head.endswith("ies"):
        singular = head[:-3] + "y"
    if singular in _HEADS and singular != head and len(last) > 1:
        names = [*parts[:-1], " ".join(last[:-1])]
        return tuple(f"{_organisation(name)} {singular.capitalize()}" for name in names)
    return tuple(_organisation(part) for part in parts)


def _organisation(words: str) -> str:
    return re.sub(r"^(?:the|an?)\s", "", words.strip(" ,."), flags=re.IGNORECASE)


def _describe_person(who: str, date: DateRead | None, several: bool) -> Description:
    role = _ROLE.search(who)
    plural = bool(role and role["plural"]) or bool(_PLURAL_ROLE.search(who))
    cardinality = "several" if several or plural else "one"
    if role is None or _is_name(who.split(",", maxsplit=1)[0]):
        return _named(who, date, cardinality)
    before, after = who[: role.start()].strip(" ,"), who[role.end() :]
    organisations, principal, place = _around(before, after)
    title = f"{role['mods']}{role['role']}".casefold()
    words = title.split()
    words[-1] = _SYNONYMS.get(words[-1], words[-1])
    return Description(
        " ".join(words), organisations, principal, place=place, date=date, cardinality=cardinality
    )


def _is_name(words: str) -> bool:
    return bool(_NAME.fullmatch(words.strip())) and not _ROLE.search(words)


def _named(who: str, date: DateRead | None, cardinality: str) -> Description:
    parts = [part.strip() for part in who.split(",") if part.strip()]
    if not parts or not _is_name(parts[0]):
        return Description(date=date, cardinality=cardinality)
    role = next((match for part in parts[1:] if (match := _ROLE.search(part))), None)
    title = f"{role['mods']}{role['role']}".casefold() if role else None
    place = parts[-1] if len(parts) > 1 and not (role and role[0] in parts[-1]) else None
    return Description(
        title, person=parts[0], place=place, date=date, cardinality=cardinality, named=True
    )


def _around(before: str, after: str) -> tuple[tuple[str, ...], str | None, str | None]:
    """Organisation before the role or after "of", a principal after "to", a place after "in"."""
    organisations: tuple[str, ...] = ()
    principal = place = None
    bare = re.sub(
        r"^(?:an?|the|two|three|four|several|various|some)\s", "", before, flags=re.IGNORECASE
    )
    if bare and any(letter.isupper() for letter in bare):
        organisations = (_organisation(bare),)
    match = re.match(
        r"\s(?:of|from|with|for|within|inside|at|in)\s(?:the\s)?(?P<of>[^,;]{2,120})", after
    )
    if match and (after.lstrip()[:2] != "in" or (not organisations and _names_body(match["of"]))):
        named, place = _split_place(match["of"])
        organisations = (*organisations, *_organisations(named))
        after = after[match.end() :]
    elif re.match(r"\sto\s", after):
        principal, after = _principal(after)
    place = _place(after) or place
    return organisations, principal, place


def _names_body(words: str) -> bool:
    return words.rsplit(maxsplit=1)[-1].casefold().removesuffix("s") in _HEADS or bool(
        re.search(r"\([A-Z]\)$|^[A-Z]{2,}", words)
    )


def _split_place(words: str) -> tuple[str, str | None]:
    named, _, place = words.partition(" in ")
    return named, (place.strip() or None)


def _principal(after: str) -> tuple[str | None, str]:
    match = re.match(r"\sto\s(?:the\s)?(?P<who>[^,;]{2,80}?)(?=,|\sin\s|$)", after)
    return (match["who"].strip(), after[match.end() :]) if match else (None, after)


def _place(after: str) -> str | None:
    """ "in Achin, Nangarhar" or ", Baghlan"."""
    words = re.sub(r"^[\s,]*(?:based\s|located\s)?(?:in|at|near)?\s*(?:the\s)?", "", after).strip(
        " ,."
    )
    return (
        words
        if words and (words[0].isupper() or not words[0].isascii()) and len(words) <= 80
        else None
    )


def describe_record(words: str) -> Description:
    """Describe a document, a book, a broadcast: only its date is read from the words."""
    signal = signs.SIGNAL.match(words)
    spans = find_dates(words[signal.end() :] if signal else words)
    return Description(date=_best_date(spans))


def _best_date(spans: list[DateSpan]) -> DateRead | None:
    """The fullest date, of equals the first: a day says more than the year of a law."""
    dated = [span.read for span in spans if span.read.edtf] or [span.read for span in spans]
    return (
        max(dated, key=lambda read: min(len(read.edtf or ""), 10), default=None) if dated else None
    )
