"""Verbs by which a text says who says something: English in full, the commonest of three languages.

Each form leads to one name of the verb ("said"), by which ``stances`` know it. Which subjects and which
continuations a verb needs is told by the sets below, so that no rule of it is hidden in code.
"""

import re

from provenance.ingest.wordlists import words_of

_STRONG = {
    "said": "said says say saying", "told": "told tells tell", "claimed": "claimed claims claim",
    "admitted": "admitted admits admit", "denied": "denied denies deny",
    "insisted": "insisted insists insist", "confirmed": "confirmed confirms confirm",
    "acknowledged": "acknowledged acknowledges acknowledge", "stated": "stated states",
    "added": "added adds", "explained": "explained explains explain", "wrote": "wrote writes write",
    "argued": "argued argues argue", "alleged": "alleged alleges allege",
    "testified": "testified testifies testify", "recalled": "recalled recalls recall",
    "announced": "announced announces announce", "warned": "warned warns warn",
    "conceded": "conceded concedes concede", "asserted": "asserted asserts assert",
    "maintained": "maintained maintains maintain", "complained": "complained complains complain",
    "replied": "replied replies reply", "emphasised": "emphasised emphasized emphasises emphasizes",
    "stressed": "stressed stresses stress", "pointed": "pointed",
    "remarked": "remarked remarks", "accused": "accused accuses accuse",
    "indicated": "indicated indicates indicate", "suggested": "suggested suggests suggest",
    "reported": "reported reports report", "believed": "believed believes believe",
    "agreed": "agree agreed agrees", "threatened": "threatened threatens threaten",
    "concluded": "concluded concludes conclude", "estimated": "estimated estimates estimate",
    "noted": "noted notes note", "boasted": "boasted boasts boast bragged brags",
    "contended": "contended contends contend", "cautioned": "cautioned cautions caution",
    "vowed": "vowed vows vow pledged pledges pledge promised promises promise swore swears swear",
    "speculated": "speculated speculates speculate", "described": "described describes describe",
    "predicted": "predicted predicts predict forecast", "asked": "asked asks ask",
    "observed": "observed observes observe", "answered": "answered answers answer",
    "cried": "cried shouted whispered exclaimed", "rejected": "rejected rejects reject",
    "dismissed": "dismissed dismisses", "disputed": "disputed disputes dispute",
    "refuted": "refuted refutes refute", "confessed": "confessed confesses confess",
    "opined": "opined opines", "related": "relates recounted recounts recount",
    "affirmed": "affirmed affirms affirm", "reiterated": "reiterated reiterates reiterate",
    "lamented": "lamented laments lament", "hinted": "hinted hints",
    "implied": "implied implies imply",
    "tweeted": "tweeted tweets", "posted": "posted posts", "responded": "responded responds respond",
    "countered": "countered counters retorted", "commented": "commented comments",
    "disclosed": "disclosed discloses", "declared": "declared declares declare",
    "objected": "objected objects", "protested": "protested protests", "joked": "joked jokes",
    "submitted": "submits submitted", "held": "held holds", "ruled": "ruled",
    "thought": "think thinks thought", "doubted": "doubted doubts doubt", "feared": "feared fears fear",
    "expected": "expected expects expect", "blamed": "blamed blames blame",
    "attributed": "attributed attributes attribute", "suspected": "suspect suspects suspected",
    "disagreed": "disagreed disagrees disagree", "informed": "informed informs",
    "assured": "assured assures", "advised": "advised advises", "reasoned": "reasoned",
    "underlined": "underlined underlines underscored",
    "remembered": "remembered remembers remember", "corroborated": "corroborated corroborates",
    "cabled": "cabled cables telegraphed", "recorded": "recorded records record",
    "deposed": "deposed deposes",
    "called": "called calls", "continued": "continued continues",
    "recommended": "recommended recommends recommend",
}  # fmt: skip
_WEAK = {
    "read": "read reads", "found": "found finds find", "showed": "showed shows show",
    "considered": "considers considered consider", "revealed": "revealed reveals reveal",
    "judged": "judged judges assessed assesses assess", "learned": "learned",
    "documented": "documented documents", "calculated": "calculated calculates",
}  # fmt: skip
_ABROAD = {
    "said": "disait déclaré déclare déclarait déclara confie confia "
            "précise précisa répond répondit raconte raconté racontait sagte sagten "
            "sagt sagen erzählte erzählt berichtete berichteten berichtet berichten "
            "dijo dijeron dice dicen "
            "declaró declararon declara contó contaron relató señaló señalaron disse dissero "
            "dichiarato raccontato raccontò zei sê",
    "claimed": "prétend prétendent prétendu behauptet behaupten behauptete behaupteten",
    "affirmed": "affirme affirment affirmé affirmait affirma assurent assuré aseguró aseguraron "
                "afirma afirman afirmó afirmaron versicherte versichern",
    "explained": "explique expliqué expliquait erklärte erklärten erklärt explicó explicaron spiegò",
    "denied": "nié démenti dément bestritt bestreitet bestritten dementierte leugnete negó negaron "
              "desmintió negato",
    "admitted": "admis admet reconnu reconnaît avoué räumte gestand eingeräumt admitió reconoció "
                "reconocieron ammesso",
    "confirmed": "confirmé confirme confirment bestätigte bestätigten bestätigt confirmó confirmaron "
                 "confermato",
    "added": "ajouté ajoute ajouta añadió agregó fügte aggiunto",
    "wrote": "écrit écrivait écrivit télégraphie télégraphia schrieb schreibt escribió escribe scrisse",
    "warned": "averti avertit warnte warnten advirtió advierten",
    "estimated": "estime estiment estimé schätzt schätzen schätzte estimó calculan",
    "announced": "annoncé annonce kündigte anunció",
    "recalled": "rappelle rappelait recuerda recuerdan recordó",
    "reported": "rapporte rapportent rapporté rapporta relate informó informaron meldete",
}  # fmt: skip
VERBS = {
    form: verb
    for table in (_STRONG, _WEAK, _ABROAD)
    for verb, forms in table.items()
    for form in forms.split()
}
"""Form → the verb it is of; participles in -ing are found apart."""
STRONG_VERBS = frozenset(_STRONG) | frozenset(_ABROAD)
SPEAKING_VERBS = words_of(
    """
    said told claimed admitted denied insisted acknowledged added explained wrote alleged testified
    recalled announced warned complained replied accused conceded confessed recounted remembered
    """
)
"""Verbs whose subject can only be somebody, whatever noun it is."""
NEEDING_CLAUSE = words_of(
    """
    maintained showed found considered revealed observed noted learned judged agreed wrote held
    ruled
    submitted pointed thought doubted feared expected suspected informed assured advised reasoned
    related documented calculated asked objected responded read promised believed stressed
    protested countered remembered posted implied lamented indicated attributed hinted
    disclosed recorded deposed cabled called recommended
    """
)
"""Verbs that attribute only with a clause or quotation: "maintained relations" says nothing."""
NOUNS_TOO = words_of(
    """
    report reports claim claims estimate estimates note notes show shows read suspect suspects
    accused
    alleged estimated reported confirmed stated states promised remarks charge comments document
    documents posted doubts fears fear rules hold judges judge finds find say answers answer objects
    protest protests jokes write caution stress blame dispute disputes promise promises forecast
    tweets counters points boast record records relate related believed considered expected
    described asked added
    """
)
"""Forms that stand as nouns or adjectives inside a subject ("A 2015 report by the panel found")."""
COUNTING = words_of("noted recorded documented calculated reported")
COUNTED = re.compile(
    r"\s(?:(?:only|about|some|over|nearly|at least|at most|more than|fewer than|no fewer than)\s)?"
    r"\d[\d.,]{0,12}(?=[\s;.,\[]|$)"
)
"""A figure is a statement as a clause is: "the doctor noted 58"."""
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being)\s(?:\w{2,20}ly\s)?(?P<verb>told|informed|assured|warned"
    r"|alleged|asserted|stated|claimed|recommended|corroborated|recounted|described|advised)\sby\s"
    r"(?=(?:the|an?|one|two|his|her|their|its|several|some)\s|[A-Z])"
)
"""Who speaks stands after the verb: "she was told by the clerk"."""
REJECTING = words_of("rejected dismissed disputed refuted")
REJECTED = re.compile(
    r"\s(?:(?:the|an?|any|all|such|these|those|this|his|her|their|its|as|both"
    r"|\w+['’]s)\s)?(?:[\w’'-]{1,30}\s){0,4}?"
    r"(?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|assertions?"
    r"|criticisms?|ideas?"
    r"|notions?|proposals?|offers?|demands?|arguments?|views?|findings?|versions?|accounts?"
    r"|accusing|calls?"
    r"|false|untrue|baseless|unfounded|propaganda|involvement|conclusions?|characteri[sz]ations?|premise)\b",
    re.IGNORECASE,
)
"""What is rejected in words; "rejected Holm" may be an act."""
NOT_SAYING = re.compile(
    r"(?:told\s(?:(?:a|the|his|her|their|many|old)\s)?(?:stor(?:y|ies)|tales?|lies?|jokes?"
    r"|truth|time)\b"
    r"|claim(?:ed|s)?\s(?:(?:his|her|its|their|the|an?|up\sto|over|more\sthan|about|some"
    r"|\d[\d,]*|\w+ty|two"
    r"|three|four|five|six|ten|many|several)\s){0,2}(?:lives?|seats?|victims?|thrones?|titles?"
    r"|hills?|asylum"
    r"|prizes?|benefits?|refunds?|land)\b"
    r"|(?:added|adds)\s(?:to|up|a|an|the|his|her|more|new|\d+|its|their|weight|fuel)\b"
    r"|den(?:ied|ies|y)\s(?:to|entry|access|bail|boarding|him|her|them|us)\b"
    r"|[a-z]{3,14}(?:ed|tten|id|ld|ught)\sby\s|agreed?s?\s(?:to|on|with|upon)\b|(?:posted|posts)\s(?:to|at|a|guards?|soldiers?|sentries)\b"
    r"|reported\s(?:for|missing|to)\b|answered\s(?:the|for)\s(?:door|call|phone)\b"
    r"|expected\sto\b|held\s(?:a|the|its|his|talks|up|out|on|back|in)\b|ruled\s(?:out|over|the"
    r"|by)\b"
    r"|pointed\s(?:at|to\sthe\s(?:door|sky))|related\sto\b|suggested\s(?:by|in)\b|accused\sof\b"
    r"|declared\s(?:war|independence|bankrupt\w*|an?|its|his|her|their|martial|dead|missing)\b"
    r"|(?:rejected|dismissed)\s(?:by|from)\b|blamed\s(?:by|for)\b|attributed\sto\b|feared\s(?:by|for)\b)",
    re.IGNORECASE,
)
CALLED = re.compile(r"\s(?:[\w’'-]{1,30}\s){1,6}\x00")
"""Calling a thing by a name in quotation marks."""
PHRASES = (
    (re.compile(r"\b(?:was|were|is|are|has\sbeen"
    r"|have\sbeen)\s(?:\w+\s)?quoted\s(?:\w+\s){0,6}?as\s(?:saying"
                r"|telling|denying)\b"), "said"),
    (re.compile(r"\b(?:quoted|quotes|cited)\s(?:the|an?|one|its|his|her|local"
    r"|\w+)\s[^,.;:\x00]{2,60}?\sas\s"
                r"saying\b"), "said"),
    (re.compile(r"\b(?:declined|refused|declines|refuses)\sto\s(?:comment|answer|say|discuss"
    r"|confirm"
                r"|elaborate|respond|give|explain|testify|be\s(?:interviewed|named|drawn))\b"),
     "declined"),
    (re.compile(r"\b(?:did|has|have)\snot\s(?:immediately\s)?(?:respond|reply|responded"
    r"|replied)\sto\s(?:an?\s|several\s"
                r"|repeated\s)?(?:requests?|questions?|inquir|calls?|messages?|e-?mails?)"),
     "declined"),
    (re.compile(r"\b(?:could|can|did|does|do)(?:\snot|n['’]t|\sno\slonger)\s(?:recall|remember)\b"),
     "not recalled"),
    (re.compile(r"\bha[sd]\sit(?=\sthat\b)"), "said"),
    (re.compile(r"\b(?:makes?|made)\s(?:it\s)?(?:very\s)?clear(?=\sthat\b)"), "said"),
    (re.compile(r"\b(?:took|takes?|expressed|expresses|voiced|holds?)\s(?:the\s)?(?:view"
    r"|opinion|concerns?"
                r"|doubts?|hope|fears?|regret)\b(?=\s(?:that|about|over))"), "said"),
    (re.compile(r"\b(?:puts?)\s(?:the\s|its\s|their\s)?(?:number|figure|death\stoll|toll|losses|total|sum"
                r"|cost|price|share|loss|damage)\s(?:of\s\w+\s)?at\b"),
     "estimated"),
    (re.compile(r"\b(?:a|ont|avait|avaient)\s(?:\w+\s)?dit\b|\bdit(?=\s(?:que|qu['’]))"), "said"),
    (re.compile(r"\battribut(?:es?|ed)\s[^,.;:\x00]{2,80}?\sto\b"), "attributed"),
    (re.compile(r"\b(?:(?:has|have|had)\s)?put\sit\b"), "said"),
    (re.compile(r"\b(?:gave|gives)\sevidence(?=\sthat\b)"), "testified"),
    (re.compile(r"\b(?:gave|gives?|offered|offers?|provided)\s(?:an?\s|the\s)?(?:\w+\s)?(?:similar"
                r"|same|different|conflicting|identical|contradictory|matching|corroborating)\s"
                r"(?:accounts?|versions?|descriptions?|testimony|figures?)\b"), "said"),
    (re.compile(r"\b(?:c[ao]mes?|reach(?:es|ed)?|arrived?s?)\s(?:(?:at|to)\s)?(?:an?|the)\s"
                r"(?:\w+\s)?(?:similar|same|different|opposite|like)\s(?:results?|conclusions?|findings?"
                r"|figures?|views?|estimates?)\b"), "concluded"),
    (re.compile(r"\b(?:presents?|presented|portrays?|portrayed|depicts?|depicted|frames?|framed)\s"
                r"(?!(?:him|her|it|them)sel)[^,.;:\x00]{2,40}?\sas\b"), "described"),
    (re.compile(r"\bs['’](?:en\s)?(?:étonn|indign|inqui[eé]t|plai[gn]|insurg)\w{1,5}\b"), "said"),
)  # fmt: skip
"""Several words that do the work of one verb."""
INVERTED = re.compile(
    r"\b(?:a|ont|avait|avaient)-t-(?:il|elle|on|ils|elles)\s(?:\w+\s)?(?:dit|déclaré|ajouté"
    r"|affirmé|expliqué"
    r"|reconnu|confirmé|nié|indiqué|estimé|raconté)\b|\b(?:dit|ajoute|explique|affirme|raconte"
    r"|estime|répond|répondit|demanda|répliqua|déclara|ajouta|expliqua|affirma|écrivit|écria|reprit"
    r"|poursuivit|confia|avoua|précisa|conclut|raconta|murmura|écrit|poursuit|précise|conclut)"
    r"-(?:t-)?(?:il|elle|on|ils|elles)\b",
    re.IGNORECASE,
)
"""French verb and pronoun after a quotation."""
