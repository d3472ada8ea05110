"""Signs by which a stretch of a note shows itself as a source, a locator, a pointer or prose.

The lists are of the common makes of citation (Chicago, Bluebook, OSCOLA, Vancouver, archives,
official papers) in the languages of the tests; they are wide rather than complete. Every pattern is
bounded, so that none takes more than linear time.
"""

import re

from provenance.ingest.letters import compiled

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|januar|februar|märz|juni|juli|oktober|dezember"
    "|januarie|februarie|maart|mei|junie|julie|augustus|desember"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    "|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro"
    "|январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]"
    "|ноябр[ья]|декабр[ья]|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر"
    "|نوفمبر|ديسمبر|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول"
)
YEAR = r"(?:1[0-9]|20)\d\d"
DATE_WORDS = (
    rf"(?:\d{{1,2}}(?:\.|er|º)?\s(?:de\s)?(?:{MONTHS})\.?,?\s(?:de\s)?{YEAR}"
    rf"|(?:{MONTHS})\.?\s\d{{1,2}},?\s{YEAR}|(?:{MONTHS})\.?,?\s(?:de\s)?{YEAR})"
)

RELAYED_FROM = (
    r"(?:(?:as )?(?:quoted|cited|reproduced|reprinted|excerpted|reported|mentioned)"
    r" (?:in|by|from)|q(?:uot)?d\.? in|cit(?:ed|\.) in|zit(?:iert)?\.? (?:nach|in|bei)|citée?s?"
    r" (?:dans|par|in|d[’']après)|rapportée?s? (?:dans|par)|citad[oa]s? (?:en|por|em)"
    r"|citat[oaie] (?:in|da)|aangehaal in|geciteerd in"
    r"|relayed by|apud|цит\. по:?|цитируется по:?|نقلا عن|نقلاً عن)"
)
"""Between a source that was not consulted and the one that was."""
SIGNAL = compiled(
    r"(?:(?:see|but see|see generally),?\s(?:also|generally|especially|esp\.|for example"
    r"|for instance"
    r"|e\.g\.|in particular)?,?\s?(?:e\.g\.,?\s)?(?:also\s)?|but see\s|but cf\.\s"
    r"|see\b,?\s?|cf\.?r?\.?\s(?:anche\s|also\s|e\.g\.,?\s|auch\s|dazu\s)?|compare\s|contra\s"
    r"|accord\s|contra,\s"
    r"|e\.g\.,?\s|also\s(?=see\s)|(?:et\s)?voir(?: aussi| par exemple| notamment)?\s:?|cf\s"
    r"|(?:vgl\.?|siehe|(?-i:s)\.)(?: auch| dazu| hierzu| u\.a\.| z\.\s?B\.| etwa"
    r"| insbes\.){0,2}:?\s"
    r"(?=(?-i:[„“«»A-ZÀ-Ý]))"
    r"|(?:dazu|hierzu|kritisch|ausführlich)(?: auch)?:?\s(?=(?-i:[A-ZÀ-Ý]))"
    r"|(?:véase|véanse|ver|confróntese|vid\.)(?: también| por ejemplo)?:?\s(?=(?-i:[A-ZÀ-Ý«“]))"
    r"|(?:si veda|vedi)(?: anche)?\s|ver também\s|sien(?: ook)?\s|zie(?: ook| bijvoorbeeld)?\s"
    r"|(?:подробнее\s)?(?:об этом\s)?см\.(?:\s(?:также|например|об этом"
    r"|подробнее))?:?\s|ср\.:?\s"
    r"|و?ينظر(?: فى| في)?:?\s|و?انظر(?: أيضا| كذلك| في)?:?\s|راجع:?\s|قارن:?\s|وكذلك\s"
    rf"|{RELAYED_FROM}\s)",
    re.IGNORECASE,
)
BACK_WORDS = (
    r"ibid(?:em)?|ib[íi]d(?:em)?|id|idem|ivi|ebd|ebenda|ebda|tamże|там же"
    r"|المصدر نفسه|المرجع نفسه|المصدر ذاته|المرجع ذاته|نفسه|نفس المرجع|نفس المصدر"
)
NOTE_IN_BRACKETS = re.compile(
    r"\((?:wie\s|siehe\s|s\.\s|see\s|cf\.\s|voir\s|as\s(?:in|at)\s)?(?:(?:supra|above),?\s)?"
    r"(?:n|nn|fn|fußn|anm|note|nota|fussn|прим)\.?\s?(?P<number>\d{1,5})\)",
    re.IGNORECASE,
)
"""OSCOLA's "(n 5)", German "(wie Anm. 5)"."""
CROSS_REFERENCE = compiled(
    rf"\b(?:{BACK_WORDS}|op\.?\s?cit|loc\.?\s?cit|cit|a\.\s?a\.\s?O"
    r"|supra,?\s(?:note|n\.|fn\.?|at|nota|n[º°]|Anm\.?)"
    r"|aaO|l\.\s?c|ob\.\s?cit|o\.\s?c|(?:art|ouvr)\.\s?citée?|art\.\s?cit|art\.\s?préc|préc|aw|a\.w|eadem|ead"
    r"|указ\.\s?соч|соч|dz\.\scyt)\b\.?"
    r"|\b(?:note|n\.|fn\.?|footnote|nota)\s\d{1,4}\s(?:above|supra|ci-dessus|oben)"
    r"|\bsupra\b|\((?:wie\s|siehe\s|s\.\s|see\s)?(?:n|fn|fußn|anm|note|nota|fussn"
    r"|прим)\.?\s?\d{1,4}\)"
    r"|\bAnm\.\s\d{1,4}\b|(?:المصدر|المرجع) السابق|(?:مصدر|مرجع) سابق|سبق ذكره",
    re.IGNORECASE,
)
BARE_IBID = compiled(
    rf"(?:see\s|cf\.\s)?(?:{BACK_WORDS})\.?(?:[,.،:]?\s(?:at\s|pp?\.?\s?|s\.\s?|с\.\s?"
    r"|л\.\s?|¶+\s?|§+\s?|fols?\.\s?|bl\.\s?|paras?\.?\s?|[صج]\s?)?[\divxlcn,.\s–&\[\]()¶§-]{1,40})?\.?",
    re.IGNORECASE,
)
BOOKISH = compiled(
    rf"\b(?:University Press|Press,|Press\)|Verlag|Éditions?|Editorial|Uitgewers|Publishers?"
    rf"|Publishing|Books?\b,|ISBN|[Ee]ds?\.|[Tt]rans\.|[Hh]rsg\.|[Vv]ol\. ?\d|[Vv]olume \d"
    rf"|[Nn]os?\. ?\d|[Ii]ssue \d|[Jj]ournal|[Rr]eview\b|Quarterly|Annals|Proceedings"
    rf"|Bulletin|[Tt]ydskrif|Zeitschrift|Revue|Revista"
    r"|[Ww]orking [Pp]aper|[Dd]issertation|[Tt]hesis|[Mm]onograph|pp?\. ?\d|L\. Rev\.|L\.J\."
    r"|ECON\.|EDUC\.|forthcoming|in press)|\d{{1,3}}:\d{{1,3}}, \d|\bdoi\b|ج ?\d|ص ?\d|طبعة"
    r"|ص\)"
    r"|\bС\. ?\d|\bS\. ?\d{1,4}|\bBd\. ?\d|\bt\. ?[IVX\d]|\bМ\., \d{4}|\bпод ред"
    rf"|\d{{1,3}} (?!(?i:{MONTHS})\b)[A-Z][A-Za-z.&' ]{{1,40}} \d{{1,4}}"
)
STRONG = compiled(
    rf"\((?:[^()]{{0,80}}\b)?{YEAR}[a-z]?\)|\b(?:https?://|www\.|doi\b)|\bpp?\.\s?\d"
    rf"|\b[Vv]ol(?:ume|s?\.)\s?\d|\bno\.\s?\d|(?:^|\s)[جص]\s?\d|\bISBN\b|University Press"
    rf"|\b302, at \d|\bTweet\b|\bforthcoming\b|\bin press\b"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}} (?:302|E-?mail|Letter|Text|Tweet|Memo)|\bet al\."
    rf"|[“\"”’'»*],? [^.;]{{0,120}}{YEAR}"
    rf"|\b{YEAR}[a-z]?[,:] ?\d{{1,4}}(?:[-–]\d{{1,4}})?(?=[.;,)]|$)"
    rf"|ص\)"
    r"|^\d{1,2}/\d{1,2}/\d{2,4} [A-Z][\w-]{1,30}(?: [\w-]{1,20}){0,3},"
    r"|\b[A-Z][A-Za-z]{0,12}[-_](?:[A-Z]{1,6}[-_])?\d{4,}\b|\d{1,2}/\d{1,2}/\d{2,4} Notes\)"
    r"|, at \d{1,4}(?:[-–,]|[.;)]|\s\(|$)"
    rf"|\b{YEAR},? (?:S|pág|págs|p|С|Bl|blz)\.\s?\d|\bS\.\s\d{{1,4}}(?=[-–,.;)\s]|$)|[СЛлс]\.\s?\d"
    rf"|[A-ZÀ-Ý][\w.-]{{1,30}}(?:/[A-ZÀ-Ý]\w+)?,? {YEAR}\. (?:С|T|Т|Кн)\."
    rf"|\b{YEAR}(?: [A-Z][a-z]{{2}}(?: \d{{1,2}})?)?;\d{{1,4}}(?:\([^()]{{1,12}}\))?:\w?\d"
    r"|\(on file with|\bcols?\.\s?\d|أرشيف خاص|unpublished|hereinafter|\(S/\d|[Dd]issertation",
    re.IGNORECASE,
)
OPENER = compiled(
    r"(?:the )?(?:joint )?(?:letter|e-?mail|minute|memorandum|memo|note|telegram|cable"
    r"|report|statement|speech|press (?:release|conference|briefing)|public hearing|hearing"
    r"|testimony|jic assessment|house of|un security"
    r"|witness statement|affidavit|brief for|diary|tweet|broadcast|transcript|paper"
    r"|submission|draft|record)\b",
    re.IGNORECASE,
)
DATED_RECORD = compiled(rf"(?-i:[^\W\d_a-zà-ÿ])[^;]{{1,160}}?, {DATE_WORDS}", re.IGNORECASE)
INITIALED_AUTHOR = compiled(
    r"(?:[A-ZÀ-Ý]\.[ -]?){1,3} ?[A-ZÀ-Ý][\w’'-]{1,30}(?: [A-ZÀ-Ý][\w’'-]{1,30})?,"
)
SHORT_TITLE = compiled(
    r"[A-ZÀ-Ý][\w’'-]{1,30}(?:(?: and | & "
    r"|, )[A-ZÀ-Ý][\w’'-]{1,30}){0,3},? [^;]{3,160}?,? (?:p{1,2}\. ?|at "
    r"|s\. ?)?\d{1,4}(?:[-–]\d{1,4})?(?:, \d{1,4}(?:[-–]\d{1,4})?){0,6}[.)]?"
)
AUTHOR_YEAR = compiled(
    rf"[A-ZÀ-Ý][\w’'-]{{1,30}}(?:(?: and | & |, | et "
    rf"| und )[A-ZÀ-Ý][\w’'-]{{1,30}}){{0,3}}(?: et al\.)?,? \(?{YEAR}[a-z]?\)?(?:[,:]? ?(?:p"
    rf"p?\. ?)?\d{{1,4}}(?:[-–]\d{{1,4}})?)?[.)]?"
)
AUTHOR_PAGE = compiled(
    r"(?!(?:Article|Chapter|Section|Table|Figure|Part|Page|Note|Volume|Annex|Rule|Paragraph)\b)"
    r"[A-ZÀ-Ý][\w’'-]{1,30}(?:(?:,? (?:and|&|und|et|y) "
    r"|/)[A-ZÀ-Ý][\w’'-]{1,30})?, (?:p{1,2}\. ?|at |S\. ?|С\. ?)?"
    r"\d{1,4}(?:[-–]\d{1,4})?(?:, \d{1,4}(?:[-–]\d{1,4})?){0,4}\.?"
)
"""An author known already, and a page: "Roe, 190-91."."""
ENDS_WITH_YEAR = compiled(rf"\b{YEAR}\)?[.,]?$")
IMPRINT = compiled(
    rf"[A-ZÀ-Ý][\w.&’' -]{{1,40}},? (?:forthcoming,? )?{YEAR}(?:, (?:vol|pp?)\..{{1,40}})?\.?"
)
LOCATOR = compiled(
    r"(?:(?:§+|¶+|art\.?|arts\.?|cl\.|pp?\.|с\.|т\.|кн\.|д\.|л\.|оп\.|t\.|vol\.|nos?\.|ch\."
    r"|chap\.|para\.?|paras\.?|sec\."
    r"|figs?\.|n\.|nn\.|at|cols?\.?|lines?|ff?\.|s\.|bl\.|tab\.|table|and|et seq\.?|passim"
    r"|volume|band|ج|ص)\s?)?"
    r"[\divxlc§,.\s–&()*-]{0,40}(?:(?:cl|n|nn|p|art"
    r"|fig)\.\s?[\divxlc,\s–-]{1,20}){0,3}(?:et seq\.?|ff?\.?|passim)?\.?",
    re.IGNORECASE,
)
POINTER = compiled(
    r"(?:(?:see|see also|cf\.|as (?:discussed|explained|noted|described)(?: further)? in"
    r"|compare)\s)?(?:also\s)?(?:(?:infra|supra)\s)?"
    r"(?:(?:volume|vol\.) [ivx\d]{1,4},? (?:sections?|parts?|chapters?|of (?:this|the))"
    r"|sections?|part|chapters?|figures?|tables?|appendix|annex|footnotes? \d{1,4} of"
    r"|(?:infra|supra) notes? \d{1,4}(?:[-–]\d{1,4})?(?:,? and accompanying text)"
    r"|notes? \d{1,4}(?:[-–]\d{1,4})? and accompanying text"
    r"|(?:supra|infra) (?:part|section|chapter))\b.{0,200}",
    re.IGNORECASE,
)
PAST_TENSE = compiled(
    r"(?<![\w’'-])(?:(?!(?:edited|dated|quoted|cited|unpublished|published|released"
    r"|accessed|translated"
    r"|revised|reprinted|posted|based|updated|retrieved|enlarged|expanded|abridged|illustrated"
    r"|united|related|selected|collected|limited|signed|undated|red|need|bed|seed"
    r"|speed)\b"
    r"|(?:archived|recorded|consulted|analysed|analyzed)(?= (?:\d|copy\b|by\b)))[a-z]{2,20}ed"
    r"|led|left|held|met|ran|lost|won|grew|kept|brought|built|bought|sold|sent|spent|stood"
    r"|began|broke"
    r"|chose|drew|drove|fell|felt|fought|fled|got|knew|lay|paid|rose|sat|saw|sought|spoke|taught"
    r"|thought|threw|understood|wrote|shot|caught|struck|sank|swore|withdrew|overthrew|became)"
    r"(?![\w’'-])"
)
"""A finite verb in running prose; titles are not tested for it."""
DATE_IN_PROSE = compiled(
    rf"\b(?:in|on|until|since|from|by|during|before|after|of|to|and|throughout|between|around)"
    rf"\s(?:early |mid-?|late |the )?(?:(?:{MONTHS})\.? )?(?:\d{{1,2}},? )?{YEAR}\W{{0,3}}$",
    re.IGNORECASE,
)
_VERBS = (
    "is are was were be been has had have having do does did will would can could may might "
    "must should shall cannot isn't wasn't weren't "
    "shows showed says said states stated found finds argues argued became describes "
    "described discusses discussed includes included "
    "refers referred means meant remains remained took takes made makes gave gives went came "
    "seems seemed appears appeared replaced "
    "conducted believed claimed claims denied noted notes explained explains suggests "
    "suggested concluded use uses used calls called "
    "est sont était étaient ont avait peut peuvent fut furent sera décernent "
    "ist sind waren wurde wurden haben hatte hatten wird werden kann "
    "het werd werden wordt zijn was fue fueron eran han había è sono fu "
    "furono erano"
)
VERB = compiled(
    r"(?<![\w’'])(?:"
    + "|".join(sorted(set(_VERBS.split()), key=len, reverse=True))
    + r")(?![\w’'])"
    r"|(?<![\w’'])(?:war|hat) (?=(?:der|die|das|ein|eine|nicht|es|sie|er|im|in|zum|zur|dem|den"
    r"|sich|auch)\b)"
    r"|(?<![\w’'])(?:era|es|son|ha|word) (?=(?:una?|el|la|los|las|que|muy|il|lo|stat[oa]|die"
    r"|deur|nie)\b)"
    r"|(?<=[a-z] )[a-z]{3,20}ed (?:the|an?|that|his|her|their|its|over|with|into|him|them|us)\b"
)
