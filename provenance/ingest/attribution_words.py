"""The words round a verb of saying: nouns that speak, words that end a subject, nameless forms."""

import re

from provenance.ingest.wordlists import words_of

PRONOUNS = frozenset(["he", "she", "they", "it"])
SKIPPED = words_of(
    """
    also does do further later then repeatedly recently reportedly openly publicly previously once
    already again has have had did never only even simply still not all both have often
    sometimes initially eventually himself herself themselves explicitly apparently
    consistently flatly strongly quietly privately firmly vehemently rightly wrongly immediately
    subsequently therefore thus finally simply clearly long first soon categorically readily
    strenuously there here a ont avait avaient ha han había n’a n'a
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
    le la les un une des l’ mon son leur leurs ces cette der die das ein eine einer dem den el los
    las una
    unos unas sus
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
    informant informants respondent respondents defendant defendants plaintiff plaintiffs petitioner
    counsel chamber defence defense prosecution claimant claimants trooper general colonel captain
    lieutenant major sergeant senator congressman owner owners trader traders driver drivers pilot
    pilots villager villagers elder elders refugee refugees migrants detainee detainees prisoner
    prisoners inmate inmates student students engineer engineers economist economists scientist
    scientists biologist lawmaker lawmakers spokespeople authorities firefighters rescuers medics
    troops forces coalition alliance regime kremlin pentagon bloc body watchdog charity ngo ngos
    institute university hospital school church monitor monitors inspectors auditors regulator
    regulators rabbi monk nun husband wife son daughter brother sister uncle aunt cousin grandmother
    grandfather colleague colleagues friend friends eyewitness eyewitnesses contemporaries
    contemporary chronicler chroniclers editor editors biographer correspondent correspondents
    television tv radio channel magazine newspapers outlet outlets diarist signatories dissent
    reporter reporters media press broadcaster station website person everyone everybody someone
    nobody anyone candidate candidates supporters opponents secretary ambassador investigators
    ministre président gouvernement armée habitants habitant témoins témoin porte-parole responsable
    responsables autorités préfet maire juge procureur avocat syndicat
    regierung polizei armee anwohner augenzeugen zeugen sprecher sprecherin experten behörden
    präsident bürgermeister staatsanwalt partei ministro ministra presidente gobierno policía
    ejército message messages dispatch dispatches despatch despatches minutes petition affidavit
    testimony communiqué bulletin circular proclamation memorandum diary diaries consul consuls
    commissioner commissioners admiral commissaire inspecteur inspector clerk guard guards
    vecinos testigos testigo portavoz expertos autoridades alcalde fiscal abogado partido analistas
    """
)
ACCORDING = re.compile(
    r"\b(?:according to|in the words of|as reported by|as (?:told|related|described|stated"
    r"|affirmed|recounted|recalled|explained|noted) by|on the authority of|d[’']après|selon"
    r"|laut|volgens|según|de acuerdo con|nach (?:angaben|aussage|auskunft|darstellung)"
    r"(?: (?:von|der|des))?|secondo|a detta di|de l[’']avis (?:de|des)|in the (?:view|opinion"
    r"|estimation)"
    r" of|by the account of)\s",
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
NON_SPEAKERS = words_of(
    """
    evidence fact facts result results data figures experience logic reason sense law laws clock
    sign
    signs map maps rumour argument example table figure chapter section article storm flood fire war
    wars disease accident crash quake earthquake it this that these which time nothing
    something anything everything history nature wisdom proverb saying title headline photograph
    photographs image images picture word words number numbers
    """
)
"""Nouns that speak only as a figure of speech."""
UNSPEAKING_ENDINGS = ("tion", "tions", "ness", "ism", "ance", "ence", "ity", "ing", "ings", "ship")
