"""What type of source an attribution names, from its subject, its verb and the sentence about it."""

import re

from provenance.ingest import kinds
from provenance.ingest.arabic_speech import arabic_type
from provenance.ingest.attribution_words import PRONOUNS
from provenance.ingest.letters import compiled
from provenance.ingest.signs_of_press import NEWS

_OFFICIAL_WORDS = re.compile(
    r"\b(?:army|police|government|ministr\w+|military|president|officials?|spokes\w+|kremlin"
    r"|pentagon|white house|regime|troops|gouvernement|polizei|regierung|policía|gobierno"
    r"|ministro\w*"
    r"|behörden|autorités|armée|ejército|porte-parole|portavoz|sprecher(?:in)?"
    r"|department|agency|embassy|council|commission|committee|united nations|U\.?N\.?|NATO"
    r"|mission|envoy|governor|senator|parliament|senate|office|inquiry|authorit\w+|executive"
    r"|consul(?:ate)?s?|commissioners?|inspectors?|officers|messages?|proclamations?|communiqué|navy"
    r"|gouverneur|maire|préfet|préfecture|bürgermeister|alcalde(?:sa)?"
    r"|administration|forces|defen[cs]e|amnesty|human rights watch|red cross|organi[sz]ation"
    r"|WHO|UNICEF|secretary|minister)\b",
    re.IGNORECASE,
)
_NAMELESS_WORDS = re.compile(
    r"\b(?:sources?|analysts?|experts?|many|some|others|observers?|workers?|residents?"
    r"|witnesses|critics|people|several|interviewees?|informants?|contacts?|fighters?"
    r"|commanders?|militants?|locals|villagers?|one|another|few|most|doctors|nurses|families"
    r"|relatives|women|men|scholars|historians|researchers|patients|members|chiefs|adviser"
    r"|cadres?|survivors?|detainees|prisoners|activists|drivers|neighbou?rs|economists|scientists"
    r"|historians|eyewitness(?:es)?|respondents|témoins?|habitants?|augenzeugen|anwohnern?|experten"
    r"|vecinos|testigos?|riverains|contemporaries)\b",
    re.IGNORECASE,
)
_NEWS_WORDS = re.compile(
    r"\b(?:newspapers?|magazine|broadcaster|television|radio|news agency|media|press|journalists?"
    r"|investigation by|reporters?|zeitung"
    r"|tageszeitung|journal|quotidien|periódico|diario)\b",
    re.IGNORECASE,
)
_PUBLISHED_WORDS = re.compile(
    r"\b(?:study|studies|reports?|survey|paper|article|book|biography|memoir|author|authors|data)\b",
    re.IGNORECASE,
)
_COURT_WORDS = re.compile(
    r"\b(?:court|judge|jury|indictment|complaint|prosecutors?|justice|judgment|tribunal"
    r"|the respondents?|plaintiffs?|petitioners?|defendants?|chamber|counsel"
    r"|the defen[cs]e\b(?! (?:ministry|secretary))|the prosecution"
    r"|witness [A-Z]{1,4}-?\d|claimants?|appellants?|attorney[- ]general|affidavit)\b",
    re.IGNORECASE,
)
_LETTER_WORDS = re.compile(
    r"\b(?:letter|e-?mail|cable|memo|telegram|lettre|télégramme|carta)\b", re.IGNORECASE
)
_WEB_WORDS = re.compile(r"\btweet(?:ed|s)?\b|\bposted\b|\bfacebook\b", re.IGNORECASE)
_PERSON = compiled(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sir|Lady|Mullah|Gen|Col|President"
    r"|Sen)\.?\s)?[A-ZÀ-Ý][\w’'-]{1,30}(?:\s(?:(?:al-|el-|ag|ould|bin|ben|ibn|de|da"
    r"|dos|di|du|van|von|der|ter)\s?)?[A-ZÀ-Ý][\w’'.-]{0,30}){0,3}$"
)


_TYPES = (
    (_LETTER_WORDS, kinds.LETTER),
    (_WEB_WORDS, kinds.WEB),
    (_NEWS_WORDS, kinds.NEWS),
    (NEWS, kinds.NEWS),
    (_COURT_WORDS, kinds.COURT),
    (_OFFICIAL_WORDS, kinds.OFFICIAL),
    (_NAMELESS_WORDS, kinds.ANONYMOUS),
    (_PUBLISHED_WORDS, kinds.PUBLISHED),
)


_UNNAMED_OFFICE = re.compile(
    r"(?:an?|one|another|two|three|four|several|some|un|une|des|ein|eine|einige"
    r"|uno?s?)\s(?!.*\bspokes)"
    r".{0,60}\b(?:officials?|diplomats?|officers?|soldiers?|ministers?|commanders?|advisers?|aides?"
    r"|responsables?|of the officials|members?)\b|.{0,80}\b(?:on condition of anonymity"
    r"|familiar with|close to"
    r"|not authori[sz]ed|asked not to be named|briefed on)\b",
    re.IGNORECASE,
)
"""Officials whom nobody names are unnamed before they are official."""
_BODY = re.compile(
    r"\b(?:company|companies|firm|group|bank|union|party|club|movement|network|coalition"
    r"|charity|agency"
    r"|university|institute|hospital|church|embassy|factions?|team|board|league|alliance|bloc|body)\b",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"(?:.{1,40}['’]s?|his|her|their|my|your|our)\s(?:\w+\s)?(?:husband|wife|mother|father|(?:grand)?(?:son|daughter|mother|father)"
    r"|widower|nephew|niece"
    r"|brother|sister|uncle|aunt|cousin|lawyer|attorney|friend|widow|partner|colleague)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"(?:Moscow|Kyiv|Kiev|Washington|Beijing|Paris|Berlin|Tehran|Tel Aviv|Ankara|Islamabad"
    r"|Kabul|Damascus"
    r"|Riyadh|Brussels|Jerusalem|Baghdad|Cairo|Tokyo|Seoul|Pyongyang|Delhi|New Delhi|Doha|Rome"
    r"|Madrid)$"
    r"|[A-Z]{2,6}$"
)
"""A government by its seat, a body by its letters."""
_AFTER_NOUN = re.compile(r",?\s(?:from|in|of|at|with|who|for|near|on|close)\s")
_ONE_OF_MANY = re.compile(
    r"(?:an?|one|another|two|three|several|some)\s(?!(?:\w{1,20}\s)?"
    r"(?:statement|assessment|document|analysis|text|record|note|list|table)\b)[a-z]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?$")


_AT_LAW = re.compile(
    r"\b(?:giv(?:ing|en)\sevidence|gave\sevidence|testimony|testifying|under\soath"
    r"|cross-examination|on\sthe\sstand|called\sby\sthe\s(?:defen[cs]e|prosecution)"
    r"|to(?:ld)?\sthe\s(?:court|tribunal|inquiry|jury|hearing))\b",
    re.IGNORECASE,
)
_IN_A_LETTER = re.compile(
    r"\b(?:in|dans|en)\s(?:an?|his|her|their|its|the|une|sa|son|leur|su|una)\s(?:\w{1,20}\s){0,2}"
    r"(?:letter|e-?mail|telegram|cable|lettre|télégramme|carta)\b",
    re.IGNORECASE,
)
_WRITTEN_TO = re.compile(r"\sto\s(?:[A-Z]|his\s|her\s|their\s)")
_FROM_A_POST = re.compile(r"\b(?:consul|ambassador|missionary|legate)\b", re.IGNORECASE)
_OFFICE_AT_LAW = re.compile(r"\b(?:prosecutor|attorney)\S{0,3}\soffice\b", re.IGNORECASE)
_TITLED = re.compile(r"(?:Commander|Admiral|Governor|Minister|Consul|Ambassador)\s[A-Z]")
_NAMED_OFFICE = re.compile(
    r"(?:its|his|her|their)\s(?!\w{0,20}\s?spokes)[a-z][a-z ]{2,40},\s(?:[A-Z][\w’'.-]{1,30},?\s){1,4}",
    re.IGNORECASE,
)
"""Of "its secretary, Holm," we are told the name: a person speaks."""
_WORK = re.compile(r"[A-Z][\w.-]{1,30}['’]s?\s(?:A|An|The)\s[A-Z]")
"""A book under its author's name: "Holm's The Long Quay"."""
_IN_A_WORK = re.compile(
    r"\bin\s[^.;:]{0,60}\b(?:his|her|their)\s(?:\w{1,20}\s){0,3}(?:biography|autobiography|book|study"
    r"|memoirs?|essay|article|monograph|history|dissertation|thesis)\b",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"[A-Z]\.")
_RELATIVE = re.compile(r",?\s(?:who|whom|interviewed|questioned|surveyed|consulted|speaking)\s")
_LED_BY = 120


def type_of_source(source: str, verb: str, sentence: str, span: tuple[int, int]) -> str:
    """The type of source that an attribution names, from its subject, the words of the attribution
    (``span`` in the sentence) and the medium that the words before it name."""
    kind = _by_subject(_RELATIVE.split(source, maxsplit=1)[0], verb, sentence)
    if kind in (kinds.OFFICIAL, kinds.ANONYMOUS) and _NAMED_OFFICE.match(sentence, span[0]):
        kind = kinds.INTERVIEW
    if not source or kind in (kinds.NEWS, kinds.LETTER, kinds.COURT, kinds.WEB):
        return kind
    led = sentence[max(0, span[0] - _LED_BY) : span[1]]
    if _AT_LAW.search(led):
        return kinds.COURT
    person = kind == kinds.INTERVIEW
    if person and _IN_A_LETTER.search(led):
        return kinds.LETTER
    if person and _IN_A_WORK.search(led):
        return kinds.PUBLISHED
    if verb == "wrote":
        written = person and _WRITTEN_TO.match(sentence, span[1])
        return kinds.LETTER if written or _FROM_A_POST.search(source) else kind
    return kind


def _by_subject(source: str, verb: str, sentence: str) -> str:
    if not source or _INITIAL.fullmatch(source):
        return kinds.ANONYMOUS
    told = arabic_type(source) or _by_verb(source, verb, sentence)
    return told or _listed(source) or _unlisted(source, verb)


def _by_verb(source: str, verb: str, sentence: str) -> str | None:
    if verb in ("wrote", "writing", "read") and _LETTER_WORDS.search(sentence):
        return kinds.LETTER
    if verb == "tweeted":
        return kinds.WEB
    if _WORK.match(source):
        return kinds.PUBLISHED
    told = verb == "told" and _OFFICE_AT_LAW.search(source)
    return kinds.OFFICIAL if told or _TITLED.match(source) else None


def _listed(source: str) -> str | None:
    if _UNNAMED_OFFICE.match(source):
        return kinds.ANONYMOUS
    return next((kind for pattern, kind in _TYPES if pattern.search(source)), None)


def _unlisted(source: str, verb: str) -> str:
    """A person by his name, a body by its noun or letters; any other common noun names nobody."""
    if verb == "testified":
        return kinds.COURT
    if source.casefold() == "it" or _CAPITALS.match(source) or _BODY.search(source):
        return kinds.OFFICIAL
    if _YEAR.search(source):
        return kinds.PUBLISHED
    if source.casefold() in PRONOUNS or _KIN.match(source) or _names_people(source):
        return kinds.INTERVIEW
    nobody = source.rsplit(maxsplit=1)[-1].islower() or _ONE_OF_MANY.match(source)
    return kinds.ANONYMOUS if nobody else kinds.OFFICIAL


def _names_people(source: str) -> bool:
    """One name, or two with "and" between them."""
    return not source.startswith("The ") and all(
        _PERSON.match(name) for name in source.split(" and ", 1)
    )
