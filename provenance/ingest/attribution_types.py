"""What type of source an attribution names, from its subject, its verb and the sentence about it."""

import re

from provenance.ingest import kinds
from provenance.ingest.attribution_words import PRONOUNS
from provenance.ingest.letters import compiled
from provenance.ingest.signs_of_press import NEWS

_OFFICIAL_WORDS = re.compile(
    r"\b(?:army|police|government|ministr\w+|military|president|officials?|spokes\w+|kremlin"
    r"|pentagon|white house|regime|troops|gouvernement|polizei|regierung|policía|gobierno"
    r"|ministro\w*"
    r"|behörden|autorités|armée|ejército|porte-parole|portavoz|sprecher(?:in)?"
    r"|department|agency|embassy|council|commission|committee|united nations|U\.?N\.?|NATO"
    r"|mission|envoy|governor|senator|parliament|senate|office|inquiry|authorit\w+"
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
    r"|investigation by|reporters?)\b",
    re.IGNORECASE,
)
_PUBLISHED_WORDS = re.compile(
    r"\b(?:study|studies|report|survey|paper|article|book|biography|memoir|author|authors|data)\b",
    re.IGNORECASE,
)
_COURT_WORDS = re.compile(
    r"\b(?:court|judge|jury|indictment|complaint|prosecutors?|justice|judgment|tribunal"
    r"|the respondents?|plaintiffs?|petitioners?|defendants?|chamber|counsel"
    r"|the defen[cs]e\b(?! (?:ministry|secretary))|the prosecution"
    r"|witness [A-Z]{1,4}-?\d|claimants?)\b",
    re.IGNORECASE,
)
_LETTER_WORDS = re.compile(r"\b(?:letter|e-?mail|cable|memo|telegram)\b", re.IGNORECASE)
_WEB_WORDS = re.compile(r"\btweet(?:ed|s)?\b|\bposted\b|\bfacebook\b", re.IGNORECASE)
_PERSON = compiled(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sir|Lady|Mullah|Gen|Col|President"
    r"|Sen)\.?\s)?[A-ZÀ-Ý][\w’'-]{1,30}(?:\s(?:al-|el-|de|van"
    r"|von)?\s?[A-ZÀ-Ý][\w’'.-]{0,30}){0,3}$"
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
    r"(?:.{1,40}['’]s?|his|her|their|my|your|our)\s(?:\w+\s)?(?:husband|wife|mother|father|son"
    r"|daughter"
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
_YEAR = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?$")


def type_of_source(source: str, verb: str, sentence: str) -> str:
    """The type of source that an attribution names, from its subject and the sentence about it."""
    if not source:
        return kinds.ANONYMOUS
    if verb in ("wrote", "writing", "read") and _LETTER_WORDS.search(sentence):
        return kinds.LETTER
    if verb == "tweeted":
        return kinds.WEB
    if _UNNAMED_OFFICE.match(source):
        return kinds.ANONYMOUS
    listed = next((kind for pattern, kind in _TYPES if pattern.search(source)), None)
    return listed or _unlisted(source, verb)


def _unlisted(source: str, verb: str) -> str:
    """A person by his name, a body by its noun or letters; any other common noun names nobody."""
    if verb == "testified":
        return kinds.COURT
    if _CAPITALS.match(source) or _BODY.search(source):
        return kinds.OFFICIAL
    if _YEAR.search(source):
        return kinds.PUBLISHED
    if source.casefold() in PRONOUNS or _KIN.match(source):
        return kinds.INTERVIEW
    if _PERSON.match(source) and not source.startswith("The "):
        return kinds.INTERVIEW
    last = source.rsplit(maxsplit=1)[-1]
    return kinds.ANONYMOUS if last.islower() else kinds.OFFICIAL
