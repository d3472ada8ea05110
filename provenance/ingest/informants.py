"""Who an informant is: a role with a body or a principal, or a name; and where.

Read from the words between the opening of a citation and its date. What is not understood is not
guessed: the words themselves then stand for the role.
"""

import re
from dataclasses import dataclass

from provenance.ingest.letters import compiled
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
_ROLE = compiled(
    rf"(?<![\w-])(?P<mods>{_MODIFIERS})(?P<role>{_ROLE_WORDS})(?P<plural>e?s)?(?![\w-])",
    re.IGNORECASE,
)
_PLURAL_ROLE = compiled(
    r"(?<![\w-])(?:spokesmen|spokeswomen|men|women|people|staff)(?![\w-])", re.IGNORECASE
)
_NAME = compiled(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Gen|Col|Mullah|Maulvi|Haji|Sheikh|President|Minister"
    r"|Ambassador)\.?\s){0,2}[A-ZÀ-Ý][\w’'.-]{0,30}(?:\s(?:al-|el-|de|van|von|der|bin|ibn|du"
    r"|la)?\s?[A-ZÀ-Ý][\w’'.-]{0,30}){1,4}$"
)
HEADS = words_of(
    """
    shura council committee commission ministry network faction party group front department agency
    brigade battalion office command union tribe university institute college hospital bank company
    association organisation organization society foundation embassy court police army board school
    """
)
"""Words that end, or begin, the name of a body."""
_LIST = compiled(r"(?:,\s(?:and\s)?|\sand\s|\s&\s)")
_TITLED = compiled(
    r"(?:Mullah|Maulvi|Mawlawi|Haji|General|Colonel|Major|Captain|Lieutenant|Judge"
    r"|Professor|Governor"
    r"|Minister|President|Sheikh|Imam|Bishop|Father|Doctor|Ambassador|Senator|Mayor)\s(?=[A-ZÀ-Ý])"
)
_ADJECTIVES = words_of(
    """
    Western Eastern Northern Southern Afghan Pakistani American British French German Russian Iranian
    Iraqi Syrian Saudi Turkish Chinese Indian European Israeli Palestinian Egyptian Lebanese Ukrainian
    Polish Italian Spanish Dutch Belgian Swedish Norwegian Danish Finnish Greek Japanese Korean Nigerian
    Kenyan Somali Sudanese Ethiopian Eritrean Libyan Yemeni Qatari Emirati Kuwaiti Jordanian Tunisian
    Algerian Moroccan Malian Congolese Rwandan Ugandan Mexican Colombian Brazilian Argentine Chilean
    Venezuelan Canadian Australian Arab Kurdish Uzbek Tajik Turkmen Georgian Armenian Serbian Bosnian
    Croatian Albanian Irish Scottish Welsh English Soviet Austrian Swiss Hungarian Romanian Bulgarian
    Vietnamese Thai Burmese Indonesian Malaysian Filipino Bangladeshi Nepali African Asian US UK
    """
)
"""A word of nationality or quarter says what kind of informant, and names no body."""
_REGION = compiled(
    r"\b(?:district|province|village|city|town|county|region|valley|area|camp)$", re.IGNORECASE
)
_DETERMINER = compiled(
    r"^(?:an?|the|two|three|four|five|several|various|some|un|une|le|la|einem|einer|ein"
    r"|eine|een|'n|uno?|una)\s",
    re.IGNORECASE,
)
_LEADING_MODIFIERS = compiled(rf"^(?P<mods>{_MODIFIERS})", re.IGNORECASE)
_MAX_PLACE = 80
_MAX_ROLE = 60
_KIND_WORDS = 3


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


def describe_who(who: str, date: DateRead | None, several: bool) -> Description:
    """Describe an informant by the words that name him."""
    who = _DETERMINER.sub("", who)
    first = who.split(",", maxsplit=1)[0]
    if is_name(_TITLED.sub("", first)):
        return _named(who, date, "several" if several else "one")
    role = _ROLE.search(who)
    plural = bool(role and role["plural"]) or bool(_PLURAL_ROLE.search(who))
    cardinality = "several" if several or plural else "one"
    if role is None:
        return _in_own_words(who, date, cardinality)
    before, after = who[: role.start()].strip(" ,"), who[role.end() :]
    title = f"{role['mods']}{role['role']}"
    moved = _LEADING_MODIFIERS.match(before + " ")
    if moved and moved["mods"]:
        before, title = before[len(moved["mods"]) :].strip(), f"{moved['mods']}{title}"
    if before in _ADJECTIVES or (before.islower() and len(before.split()) <= _KIND_WORDS):
        before, title = "", f"{before} {title}"
    office = re.match(r"\s(?:of|for)\s[a-z][a-z ]{2,40}(?=,|$)", after)
    if office:
        title, after = title + office[0], after[office.end() :]
    organisations, principal, place = _around(before, after)
    return Description(
        _role_words(title),
        organisations,
        principal,
        place=place,
        date=date,
        cardinality=cardinality,
    )


def _role_words(title: str) -> str:
    words = title.split()
    words = [word if word in _ADJECTIVES else word.casefold() for word in words]
    words[-1] = _SYNONYMS.get(words[-1], words[-1])
    return " ".join(words)


def is_name(words: str) -> bool:
    """Two or more words with capitals that hold no role."""
    return bool(_NAME.fullmatch(words.strip())) and not _ROLE.search(words)


def _named(who: str, date: DateRead | None, cardinality: str) -> Description:
    """ "A. Name, director of the Group, Hull": the name, then role and body, then the place."""
    parts = [part.strip() for part in who.split(",") if part.strip()]
    role: str | None = None
    organisations: tuple[str, ...] = ()
    rest = parts[1:]
    if rest and (match := _ROLE.search(rest[0])):
        role = _role_words(f"{match['mods']}{match['role']}")
        organisations, _, _ = _around(rest[0][: match.start()].strip(), rest[0][match.end() :])
        rest = rest[1:]
    elif rest and _names_body(rest[0]):
        organisations, rest = (_organisation(rest[0]),), rest[1:]
    place = ", ".join(rest) if rest and len(", ".join(rest)) <= _MAX_PLACE else None
    return Description(
        role,
        organisations,
        person=parts[0],
        place=place,
        date=date,
        cardinality=cardinality,
        named=True,
    )


def _in_own_words(who: str, date: DateRead | None, cardinality: str) -> Description:
    """No role that is known: a phrase in lower case is the role, a name with a capital the place."""
    phrase, _, rest = who.partition(",")
    if not phrase or len(phrase) > _MAX_ROLE:
        return Description(date=date, cardinality=cardinality)
    if phrase[0].islower():
        return Description(phrase, place=rest.strip() or None, date=date, cardinality=cardinality)
    place = who if phrase.istitle() and not any(sign.isdigit() for sign in who) else None
    return Description(place=place, date=date, cardinality=cardinality)


def _around(before: str, after: str) -> tuple[tuple[str, ...], str | None, str | None]:
    """Organisation before the role or after "of", a principal after "to", a place after "in"."""
    organisations: tuple[str, ...] = ()
    principal = place = None
    bare = _DETERMINER.sub("", before)
    if bare and any(letter.isupper() for letter in bare):
        organisations = (_organisation(bare),)
    match = re.match(
        r"\s(?P<link>of|from|with|for|within|inside|at|in)\s(?:the\s)?(?P<of>[^,;]{2,120})", after
    )
    if match and _links_body(match["link"], match["of"], organisations):
        named, place = _split_place(match["of"])
        organisations = (*organisations, *organisations_of(named))
        after = after[match.end() :]
    elif re.match(r"\sto\s", after):
        principal, after = _principal(after)
    return organisations, principal, _place(after) or place


def _links_body(link: str, words: str, organisations: tuple[str, ...]) -> bool:
    """ "of the Council" names a body; "from Helmand" and "of Marjah district" a place."""
    if _REGION.search(words):
        return False
    if link in ("in", "from"):
        return not organisations and _names_body(words)
    return True


def _names_body(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1].casefold().removesuffix("s")
    inside = any(word in HEADS for word in words.casefold().split())
    return last in HEADS or inside or bool(re.search(r"\([A-Z]\)$|^[A-Z]{2,}", words))


def _split_place(words: str) -> tuple[str, str | None]:
    named, _, place = words.partition(" in ")
    return named, (place.strip() or None)


def _principal(after: str) -> tuple[str | None, str]:
    match = re.match(r"\sto\s(?:the\s)?(?P<who>[^,;]{2,80}?)(?=,|\sin\s|$)", after)
    return (match["who"].strip(), after[match.end() :]) if match else (None, after)


def _place(after: str) -> str | None:
    words = place_words(after)
    begins = bool(words) and (words[0].isupper() or not words[0].isascii())
    return words if begins and len(words) <= _MAX_PLACE else None


def place_words(after: str) -> str:
    """ "in Achin, Nangarhar", ", Baghlan" and "from Helmand" without what leads to the place."""
    lead = compiled(r"^[\s,]*(?:based\s|located\s)?(?:in|at|near|from|of)?\s*(?:the\s)?")
    return lead.sub("", after).strip(" ,.")


def organisations_of(words: str) -> tuple[str, ...]:
    """ "the Quetta, Northern and Mashhad shuras" shares its last word among all its names."""
    words = words.strip(" ,")
    parts = [part.strip() for part in _LIST.split(words) if part.strip()]
    if len(parts) < 2:
        return (_organisation(words),) if words else ()
    last = parts[-1].split()
    head = last[-1].casefold()
    singular = head.removesuffix("s") if head not in HEADS else head
    if head.endswith("ies"):
        singular = head[:-3] + "y"
    if singular in HEADS and singular != head and len(last) > 1:
        names = [*parts[:-1], " ".join(last[:-1])]
        return tuple(f"{_organisation(name)} {singular.capitalize()}" for name in names)
    return tuple(_organisation(part) for part in parts)


def _organisation(words: str) -> str:
    return re.sub(r"^(?:the|an?)\s", "", words.strip(" ,."), flags=re.IGNORECASE)
