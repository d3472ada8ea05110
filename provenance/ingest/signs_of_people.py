"""Signs of sources that are people: interviews, messages, contacts, letters, in several languages."""

import re

from provenance.ingest.informants import ROLES
from provenance.ingest.letters import compiled
from provenance.ingest.signs import DATE_WORDS

_HOW = (
    r"(?:(?:author(?:['’]s)?|researchers?['’]?|personal|private|telephone|phone|skype|zoom|signal"
    r"|whatsapp|video|online|remote|written|oral|joint|group|key[- ]informant|expert"
    r"|semi-structured"
    r"|follow-up|in-person|face-to-face|anonymous|confidential|background|off-the-record|informal"
    r"|unpublished|voice|audio|our|my|e-?mail|text)\s){0,4}"
)
_OCCASION = (
    r"(?:interviews?|conversations?|correspondence|communications?|discussions?|meetings?"
    r"|exchanges?|e-?mails?|focus[- ]groups?(?:\s(?:discussions?|interviews?))?)"
)
_NAMED_OCCASION = (
    r"(?:interviews?|conversations?|correspondence|meetings?|discussions?|focus[- ]groups?"
    r"(?:\s(?:discussions?|interviews?))?|FGDs?|KIIs?|personal\scommunications?|pers\.\scomm\."
    r"|(?:phone|telephone|video|whatsapp|signal|skype|zoom)\s(?:calls?|conversations?|messages?)"
    r"|e-?mail\s(?:correspondence|exchanges?|communications?|interviews?))"
)
_ABROAD = (
    r"\b(?:entretiens?|entrevues?|conversations?|échanges?"
    r"|correspondance)(?:\s[\w-]{3,20}){0,2}?\s(?:avec|de\s"
    r"(?:l['’]auteure?|(?-i:[A-ZÀ-Ý])))|\bcommunications?\spersonnelles?\b"
    r"|\b(?:interviews?|gespräche?|unterredung(?:en)?|telefonate?|telefoninterviews?"
    r"|schriftwechsel|e-?mails?)\s(?:(?:des|der|d\.)\s(?:verf(?:assers?|asserin|\.)|autors?"
    r"|autorin)\s)?(?:mit|von)\b|\bpersönliche\s(?:mitteilung|auskunft)\b|\bauskunft\svon\b"
    r"|\b(?:entrevistas?|conversaci(?:ón|ones)|conversas?|reuni(?:ón|ones))\s"
    r"(?:del?\s(?:los?\s)?autor(?:es|a)?\s)?(?:con|com|a)\b|\bcomunicaci(?:ón"
    r"|ones)\spersonal(?:es)?\b"
    r"|\bcomunicação\spessoal\b|\b(?:intervist[ae]|colloqui[oa]?|conversazion[ei])\s"
    r"(?:dell['’]autore\s|dell['’]autrice\s)?(?:con|a)\b|\bcomunicazion[ei]\spersonal[ei]\b"
    r"|\b(?:onderhoud(?:e)?|interviews?|gesprek(?:ke|ken)?|persoonlike\sonderhoud)\smet\b"
    r"|\bpersoon?lijke\smededeling\b|\bpersoonlike\smededeling\b"
    r"|(?:^|(?<=\s))(?:интервью|беседа|беседы|разговор)\s(?:автора\s)?(?:с|со)\s"
    r"|\bличн(?:ое|ая)\s(?:сообщение|беседа)\b|\bинтервью\sавтора\b"
    r"|(?:^|(?<=\s))(?:مقابلة|مقابلات|لقاء|حوار|محادثة|مكالمة)\s"
    r"(?:(?:شخصية|هاتفية|خاصة)\s)?(?:مع|أجراها|أجرته)\s|\bاتصال\sشخصي\b|(?:^|(?<=\s))مقابلة\sشخصية"
)
INFORMANT = compiled(
    rf"\b{_HOW}{_OCCASION}\s(?:by\s(?:the\s)?author\s|conducted\s(?:by\s[^,;]{{2,60}}?\s)?"
    rf"|over\s\w+\s|via\s\w+\s)?(?:with|from)\b"
    rf"|^(?-i:(?:(?!The\b|An?\b)[A-ZÀ-Ý][\w.&’'-]{{0,30}}\s){{0,6}})(?:staff\s|team\s)?{_HOW}"
    rf"{_NAMED_OCCASION}(?:\s(?:nos?\.\s?|number\s|#)?[A-Z]{{0,4}}-?\d{{1,4}}[a-z]?)?"
    r"(?=\s?[,;:(]|\s(?:by|on|in|at|conducted|held|via|over|with|#|\d)|\.?$)"
    rf"|^{_HOW}(?:messages?|calls?|briefings?|consultations?|debriefings?)\s(?:with|from)\b"
    r"|,\s(?:in\s)?(?:an?\s)?(?:personal\s|telephone\s|phone\s|author\s"
    r"|confidential\s)?(?:interview"
    r"(?:ed)?|conversation|pers(?:onal|\.)\scomm(?:unication|\.)|e-?mail(?=\sto\s(?:the\s)?author)"
    r"|discussion)(?:\s(?:with|to|by)\s(?:the\s)?author)?(?=\s?[,;:).]|\s(?:by|with|on|in|at)\s|$)"
    r"|\bauthor(?:['’]s|s['’])?\s(?:interview|conversation|correspondence)s?\b"
    r"|\bpersonal\s(?:communication|correspondence|interview)\b"
    r"|\b(?:confidential\s|anonymous\s)?(?:source|contact|informant|interviewee|respondent)s?\s"
    r"(?:in|within|inside|among|from|at|close\sto|with)\b"
    rf"|{_ABROAD}"
    r"|^interviews?\s(?:at|in|near)\s(?:the\s)?(?-i:[A-ZÀ-Ý]|[a-z]{3,20}\s(?:site|camp|office)\b)"
    r"|^(?:was\s)?told\sto\s(?:me|us|the\sauthor)\sby\b|^I\shave\sthis\sfrom\b"
    r"|\bconfirmed\s(?:in\s(?:conversation|person)\sby|by\s(?:tele)?phone\son)\b"
    r"|^informations?\scommuniquées?\spar\b"
    r"|\b(?:confidential|anonymous|author|personal|telephone|background"
    r"|off-the-record)\sinterviews?\b"
    r"|^interviews?(?:,|\s(?:no\.?\s)?\d)|\bauthors?\s(?:spoke|talked|met|interviewed"
    r"|corresponded)\b"
    r"|\b(?:interviewed|contacted)\b(?=[^.;]{0,40}\b(?:19|20)\d\d)|\bcontacted\s(?:in|on"
    r"|throughout|during|between)\b|\binterviewed\s(?:in|on|by)\b"
    r"|^(?:interviewee|informant|respondent|participant)s?\s(?:no\.\s?|#)?"
    r"(?=[A-Z]{0,3}\d|(?-i:[A-Z])\b)[\w-]{1,8}[,:;.]",
    re.IGNORECASE,
)
UNNAMED = compiled(
    r"\b(?:confidential\s|anonymous\s|undisclosed\s)?(?:sources?|contacts?|informants?)\s(?:in"
    r"|within|inside|among|from|at|close\sto)\b"
    r"|\bcontacted\s(?:in|on|by|throughout|during|between|\w+\s\d{4})|\banonymous\s(?:source"
    r"|informant|official)|\b(?:name|identity)\swithheld\b"
    r"|^(?:(?:an?|two|three|several)\s)?(?:confidential|anonymous|unnamed|undisclosed|protected"
    r"|well-placed)\s(?:sources?|informants?|contacts?)\b"
    r"|^(?:(?-i:[A-ZÀ-Ý])[\w-]{1,30}\s){1,4}(?:sources?|contacts?|informants?)(?=[,.;]|$)"
    r"|^sources?\s(?-i:[A-Z]\d{0,3}|\d{1,3})(?=[,.;]|$)"
    r"|\bsources?\s(?:confidentielles?|anonymes?|proches?)\b|\bfuentes?\s(?:confidencial(?:es)?"
    r"|anónimas?|cercanas?)\b|\bvertrauliche\squellen?\b|\bанонимный\sисточник",
    re.IGNORECASE,
)
_ROLE = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
ROLE_FIRST = compiled(
    r"(?:an?\s|the\s|two\s|three\s|four\s|five\s|several\s|various\s)?"
    r"(?:(?!(?:by|of|from|to|in|on|for)\s)[^\W\d][\w&’'-]{1,30}\s){0,5}"
    rf"(?:{_ROLE})s?(?=[\s,(])[^:“\"«*]{{0,120}}?,\s(?:[^:“\"«*]{{2,60}}?,\s)?"
    rf"(?:(?:early|mid|late)[-\s])?{DATE_WORDS}[.;]?$",
    re.IGNORECASE,
)
"""A person by what he is, with place and date: "elder from Marjah, Lashkar Gah, June 2012"."""
_NAME = (
    r"(?-i:[A-ZÀ-Ý][\w.’'-]{0,30})"
    r"(?:\s(?-i:(?:von|van|de|der|della|la|du|al|bin|of)\s)?(?-i:[A-ZÀ-Ý][\w.’'-]{0,30})){0,4}"
)
_KIN = (
    r"(?:his|her|their)\s(?:father|mother|parents|wife|husband|brother|sister|son|daughter|uncle"
    r"|aunt)"
)
_NOT_A_WRITER = (
    r"(?!(?:address|speech|report|message|testimony|statement|remarks|introduction|guide|memo"
    r"|memorandum|minutes?|submission|response|appendix|annex|note|preface|appeal|contribution"
    r"|welcome|from|return|reply|answer|toast|ode|invitation|application|brief|interview|road"
    r"|way)\b)"
)
LETTER = compiled(
    r"^(?:unpublished\s|private\s|open\s)?(?:letter|e-?mail|fax|cable|telegram|correspondence|brief"
    r"|lettre|carta|lettera|schreiben|briefwechsel|telegramm|télégramme|telegrama|письмо"
    r"|رسالة(?:\sإلكترونية)?\s(?:من|إلى)|dispatch|despatch)s?\b(?!\sfor\b|\schannel)"
    r"|\b(?:letter|e-?mail|cable|telegram|fax|postcard|dispatch)s?,?\s(?:(?:dated|of)\s.{1,40}?\s)?"
    r"(?:from|to)\b|‘Letter\sdated|“Letter\s(?:dated|from)"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\s(?:E-?mail|Letter|Text\sMessage)"
    rf"|\bto\s.{{2,60}},\s{DATE_WORDS},\s(?:letter|e-?mail)"
    r"|^Note\s[A-Z][\w-]{1,30}\s(?:\[to|to\s)"
    rf"|^{_NOT_A_WRITER}{_NAME}\s(?:to|an|à|a)\s(?:(?:the\s)?{_NAME}|{_KIN}),?\s(?:on\s|le\s|vom\s|am\s)?"
    rf"(?=\d{{1,2}}\.?\s|(?:[a-z]{{3,9}})\.?\s\d{{1,2}},\s){DATE_WORDS}"
    rf"|^L[ea]\s[^,;:.\d]{{3,60}}?\s(?:aux?|à\sla|à\sl[’'])\s?[^,;:.\d]{{3,60}},\s(?:le\s)?{DATE_WORDS}",
    re.IGNORECASE,
)
OPENS_WITH_PEOPLE = compiled(
    rf"^{_HOW}(?:{_OCCASION})\s(?:with|from)\b|^(?:letters?|e-?mails?)\s(?:from|to)\b"
    rf"|^(?:(?-i:[A-ZÀ-Ý])[\w.&’'-]{{0,30}}\s){{0,6}}{_HOW}interviews?\b",
    re.IGNORECASE,
)
"""A record of people by its first words, whatever stands in brackets at its end."""
