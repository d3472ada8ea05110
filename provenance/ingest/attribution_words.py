"""The words of attribution: verbs of saying, nouns that speak, and what type of source they are."""

import re

from provenance.ingest import kinds
from provenance.ingest.signs_of_press import NEWS
from provenance.ingest.wordlists import words_of

_STRONG = {
    "said": "said says say saying", "told": "told tells tell", "claimed": "claimed claims claim",
    "admitted": "admitted admits admit", "denied": "denied denies deny",
    "insisted": "insisted insists insist", "confirmed": "confirmed confirms confirm",
    "acknowledged": "acknowledged acknowledges acknowledge", "stated": "stated",
    "added": "added adds", "explained": "explained explains explain", "wrote": "wrote writes",
    "argued": "argued argues argue", "alleged": "alleged alleges allege",
    "testified": "testified testifies", "recalled": "recalled recalls",
    "announced": "announced announces", "warned": "warned warns warn",
    "conceded": "conceded concedes concede", "asserted": "asserted asserts assert",
    "maintained": "maintained maintains", "complained": "complained complains",
    "replied": "replied replies", "emphasised": "emphasised emphasized stressed stresses",
    "pointed": "pointed", "remarked": "remarked remarks", "accused": "accused accuses accuse",
    "indicated": "indicated indicates indicate", "suggested": "suggested suggests suggest",
    "reported": "reported reports report", "believed": "believes believe",
    "agreed": "agree agreed agrees", "threatened": "threatened threatens",
    "concluded": "concluded concludes conclude",
    "estimated": "estimated estimates estimate", "noted": "noted notes", "boasted": "boasted boasts",
    "contended": "contended contends", "cautioned": "cautioned cautions",
    "vowed": "vowed pledged promised",
    "speculated": "speculated", "described": "described describes", "predicted": "predicted predicts",
    "asked": "asked", "observed": "observed observes", "answered": "answered",
    "cried": "cried shouted whispered",
}  # fmt: skip
_WEAK = {
    "read": "read reads", "found": "found finds", "showed": "showed shows show",
    "considered": "considers considered", "declared": "declared declares",
    "revealed": "revealed reveals", "judged": "judged judges assessed assesses",
    "learned": "learned",
}  # fmt: skip
VERBS = {
    form: verb
    for table in (_STRONG, _WEAK)
    for verb, forms in table.items()
    for form in forms.split()
}
"""Form → the verb it is of; participles in -ing are found apart."""
STRONG_VERBS = frozenset(_STRONG)
SPEAKING_VERBS = words_of(
    """
    said told claimed admitted denied insisted acknowledged added explained wrote alleged testified
    recalled announced warned complained replied accused
    """
)
"""Verbs whose subject can only be somebody, whatever noun it is."""
NEEDING_THAT = words_of("maintained showed found considered revealed observed noted learned judged")
"""Verbs that attribute only before "that" or a quotation ("maintained relations" says nothing)."""
PRONOUNS = frozenset(["he", "she", "they", "it"])
SKIPPED = words_of(
    """
    also does do further later then repeatedly recently reportedly openly publicly previously once
    already again has have had did never only even simply still not all both have often
    sometimes initially eventually himself herself themselves explicitly apparently
    """
)
NOT_SUBJECTS = words_of(
    """
    however still meanwhile yet though although but and while if since because that as so
    thus then when now indeed nevertheless nonetheless moreover furthermore significantly
    instead
    """
)
BOUNDARY_WORDS = words_of(
    """
    that which who whom whose because while when where if as but or though although since
    after before than whether what unless until so how why is are was were be been being
    would could should might may can will must to until
    """
)
PREPOSITIONS = words_of(
    """
    in on at by for of with from to into onto over under about against between during since
    through without within despite having being
    """
)
DETERMINERS = words_of(
    """
    a an the this these those his her its their our my your such
    """
)
HEADS = words_of(
    """
    source sources official officials expert experts analyst analysts observer observers
    army police government ministry ministers minister letter statement report reports study
    studies survey group groups mission envoy spokesman spokeswoman spokesperson witness
    witnesses resident residents worker workers doctor doctors critic critics many some
    others several people fighter fighters commander commanders member members leader
    leaders president director author authors researcher researchers scholar scholars
    historian historians journalist journalists newspaper agency document documents memo
    cable indictment complaint court judge jury prosecutor prosecutors investigator
    investigators lawyer lawyers attorney nurse mother father woman women man men family
    families relative relatives survivor survivors neighbor neighbors neighbour neighbours
    teacher teachers farmer farmers soldier soldiers officer officers diplomat diplomats
    aide aides adviser advisers advisor advisors chief head deputy governor mayor king queen
    prince priest bishop imam office department committee commission council parliament
    senate company firm bank union party organisation organization network faction factions
    haqqanis delegate delegates representative representatives negotiator negotiators
    campaign embassy militants insurgents rebels activists patient patients one another both
    two three few most minority majority tradition traditions chiefs community figures
    biography declaration assessment judgement judgment text interviewee interviewees
    informant informants respondent
    """
)
ACCORDING = re.compile(
    r"\b(?:according to|in the words of|as reported by|as (?:told|related|described|stated"
    r"|affirmed) by|on the authority of|d[’']après|selon|laut|volgens|según)\s",
    re.IGNORECASE,
)
BARE_PARTICIPLE = re.compile(
    r"(?:,|—|–)\s(?P<verb>saying|writing|adding|warning|claiming|arguing|noting|insisting"
    r"|stating|suggesting|telling|denying|admitting|explaining)(?=\s(?:that|it|he|she|they"
    r"|there|the|in|\x00)|[,:]?\s\x00)(?:\sthat)?",
    re.IGNORECASE,
)
NAMELESS = re.compile(
    r"\breportedly\b|\ballegedly\b|\bpurportedly\b|\bsupposedly\b"
    r"|\b(?:is|are|was|were|has been|have been|had been|been) (?:widely |also |now "
    r"|generally |often )?(?:reported|believed|thought|said|alleged|rumou?red|understood"
    r"|claimed|estimated|assumed|considered|suspected|accused)\b"
    r"|\bthere (?:have been|has been|were|are|is|was) (?:some |many |also )?(?:allegations?"
    r"|claims?|rumou?rs?|reports?|speculation|suggestions?|indications?)\b"
    r"|\bit (?:is|was|has been) (?:affirmed|asserted|reported|said|alleged|claimed|believed"
    r"|estimated|stated|rumou?red)\b|\bdoubts swirl\b|\b(?:many|some|others) (?:tied|believe"
    r"|think|see|saw|say|argue|suspect|attribute)\b",
    re.IGNORECASE,
)
_OFFICIAL_WORDS = re.compile(
    r"\b(?:army|police|government|ministr\w+|military|president|officials?|spokes\w+"
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
    r"|cadres?)\b",
    re.IGNORECASE,
)
_NEWS_WORDS = re.compile(
    r"\b(?:newspapers?|magazine|broadcaster|news agency|media|press|journalists?"
    r"|investigation by|reporters?)\b",
    re.IGNORECASE,
)
_PUBLISHED_WORDS = re.compile(
    r"\b(?:study|studies|report|survey|paper|article|book|biography|memoir|author|authors|data)\b",
    re.IGNORECASE,
)
_COURT_WORDS = re.compile(
    r"\b(?:court|judge|jury|indictment|complaint|prosecutors?|justice|judgment|tribunal"
    r"|respondents?|plaintiffs?|petitioners?)\b",
    re.IGNORECASE,
)
_LETTER_WORDS = re.compile(r"\b(?:letter|e-?mail|cable|memo|telegram)\b", re.IGNORECASE)
_WEB_WORDS = re.compile(r"\btweet(?:ed|s)?\b|\bposted\b|\bfacebook\b", re.IGNORECASE)
_PERSON = re.compile(
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


def type_of_source(source: str, verb: str, sentence: str) -> str:
    """The type of source that an attribution names, from its subject and the sentence about it."""
    if not source:
        return kinds.ANONYMOUS
    if verb in ("wrote", "writing", "read") and _LETTER_WORDS.search(sentence):
        return kinds.LETTER
    for pattern, kind in _TYPES:
        if pattern.search(source):
            return kind
    if source.casefold() in PRONOUNS or (_PERSON.match(source) and not source.startswith("The ")):
        return kinds.INTERVIEW
    return kinds.OFFICIAL
