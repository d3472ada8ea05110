"""Signs by which a stretch of a note shows itself as a source, a locator, a pointer or prose.

The lists are of the common makes of citation (Chicago, Bluebook, OSCOLA, Vancouver, archives,
official papers) in the languages of the tests; they are wide rather than complete. Every pattern is
bounded, so that none takes more than linear time.
"""

import re

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|januar|februar|märz|juni|juli|oktober|dezember"
    "|januarie|februarie|maart|mei|junie|julie|augustus|desember"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    "|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro"
)
YEAR = r"(?:1[0-9]|20)\d\d"
_DATE_WORDS = (
    rf"(?:\d{{1,2}}\.?\s(?:{MONTHS})\.?,?\s{YEAR}|(?:{MONTHS})\.?\s\d{{1,2}},?\s{YEAR}"
    rf"|(?:{MONTHS})\.?,?\s{YEAR})"
)

SIGNAL = re.compile(
    r"(?:see,?\s(?:also|generally|especially|esp\.|for example|for instance"
    r"|e\.g\.)?,?\s?(?:e\.g\.,?\s)?(?:also\s)?|but see\s|"
    r"see\b,?\s?|cf\.?\s|compare\s|contra\s|accord\s|e\.g\.,?\s|voir(?: aussi)?\s|cf\s"
    r"|vgl\.?(?: auch)?\s|siehe(?: auch)?\s|"
    r"s\.\s(?:auch\s)?(?=[A-Z])|véase(?: también)?\s|vedi\s|sien(?: ook)?\s|zie(?: ook)?\s"
    r"|ينظر(?: فى| في)?\s|انظر\s|راجع\s|см\.\s)",
    re.IGNORECASE,
)
CROSS_REFERENCE = re.compile(
    r"\b(?:ibid(?:em)?|id|idem|op\.?\s?cit|loc\.?\s?cit|cit|a\.\s?a\.\s?O|ebd|ebenda|ebda"
    r"|supra,?\s(?:note|n\.|fn\.?|at)"
    r"|aaO|l\.\s?c|ob\.\s?cit|art\.\s?cit|aw|a\.w|eadem|ead)\b\.?|\b(?:note|n\.|fn\.?"
    r"|footnote)\s\d{1,4}\s(?:above|supra)"
    r"|\bsupra\b|\(n\.?\s\d{1,4}\)|المصدر (?:نفسه|السابق)|المرجع (?:نفسه|السابق)|نفسه",
    re.IGNORECASE,
)
BARE_IBID = re.compile(
    r"(?:see\s)?(?:ibid(?:em)?|id|idem|ebd|ebenda)\.?(?:,?\s(?:at\s|pp?\.?\s?"
    r"|s\.\s?)?[\divxlcn,.\s–&-]{1,40})?\.?",
    re.IGNORECASE,
)
INFORMANT = re.compile(
    r"\b(?:(?:author(?:['’]s)?|personal|telephone|phone|skype|written|joint|group|anonymous"
    r"|confidential|oral|our|my)\s){0,3}"
    r"(?:interviews?|conversations?|correspondence|communications?|discussions?|meetings?"
    r"|exchanges?|e-?mails?)\s"
    r"(?:by (?:the )?author\s|conducted\s)?(?:with|from)\b"
    r"|\bauthor(?:['’]s)? (?:interview|conversation|correspondence)s?\b"
    r"|\bpersonal (?:communication|correspondence|interview)\b"
    r"|\b(?:confidential |anonymous )?(?:source|contact|informant|interviewee"
    r"|respondent)s?\s(?:in|within|inside|among|from|at|close to|with)\b"
    r"|\b(?:entretiens?|entrevues?) avec\b|\binterviews? mit\b|\bentrevistas? (?:con|com)\b"
    r"|\bonderhoud(?:e)? met\b|\bintervist[ae] (?:con|a)\b"
    r"|\b(?:confidential|anonymous|author|personal|telephone|background"
    r"|off-the-record)\sinterviews?\b"
    r"|^interviews?(?:,|\s(?:no\.?\s)?\d)|\bauthors? (?:spoke|talked|met|interviewed"
    r"|corresponded)\b"
    r"|\b(?:interviewed|contacted)\b(?=[^.;]{0,40}\b(?:19|20)\d\d)|\bcontacted (?:in|on"
    r"|throughout|during|between)\b|\binterviewed (?:in|on|by)\b",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"\b[A-ZÀ-Ý][\w.’'&-]{0,40},? vs?\.? (?:the )?[A-ZÀ-Ý]|\bU\.\s?S\.\s?C\.?\b"
    r"|\b\d{1,4} (?:U\.\s?S\.|S\.\s?Ct\.|F\.(?:\s?[23]d|\s?Supp\.?(?: ?[23]d)?|4th)?"
    r"|C\.F\.R\.|Fed\. Reg\.|Op\. O\.L\.C\.|Stat\.)"
    r"|\bU\.\s?S\. Const\b|\bConst\. [Aa]rt\b|§|\bBriefs? (?:for|of)\b|\bAmic(?:us"
    r"|i) Curiae\b|\bTr\. of\b|\bAffidavit\b|\bIndictment\b"
    r"|\bOp\. at \d|\b[Aa]nte,? at \d|\bOral Arg|\bE?CLI:|\b\[(?:19"
    r"|20)\d\d\] (?:\d{1,2} )?(?:UKSC|UKHL|EWCA|EWHC|AC|QB|WLR|All ER)\b"
    r"|\b(?:BVerfG|BGH|BGHZ|BVerwG|Cass\.|Conseil d[’']État|Cour de cassation)\b|\bICJ Rep"
    r"|\bcase no\.|\bdocket\b|\bplea agreement\b"
    r"|\bJudg(?:e)?ment of\b|\bcomplaint ¶|\bG\.R\. No\.",
)
NEWS = re.compile(
    r"\b(?:(?:New York|Los Angeles|Washington|Financial|Sunday|Irish|Japan|Straits|Moscow"
    r"|Hindustan|Kabul|Seattle|Chicago|Boston|Miami|Daily|The)\s)?"
    r"(?:Times|Post|Guardian|Telegraph|Independent|Herald|Tribune|Globe|Chronicle|Gazette"
    r"|Observer|Mail|Mirror|Examiner|Inquirer|Courier|Sun)\b(?! of\b)"
    r"|\b(?:Reuters|Associated Press|Agence France[- ]Presse|AFP|Xinhua|TASS|Interfax"
    r"|Bloomberg|Politico|BBC|CNN|NBC|CBS|ABC News|MSNBC|Fox News|NPR|PBS|C-SPAN|RFE/RL|RT"
    r"|VOA"
    r"|Al[- ]Jazeera|Newsweek|Time Magazine|The Economist|The Atlantic|New Yorker"
    r"|National Review|New Republic|The Nation|Mother Jones|Vox|Slate|BuzzFeed|Daily Beast"
    r"|Wall Street Journal|USA Today|Huff(?:ington )?Post|HuffPost|The Intercept|The Hill"
    r"|Axios|Business Insider|Bus\. Insider|BUS\. INSIDER|TIMES|N\.Y\. Times|Wash\. Post"
    r"|Guardian|Haaretz|Dawn|Tolo ?News|Pajhwok"
    r"|Der Spiegel|Spiegel Online|Die Zeit|Die Welt|S[üu]ddeutsche Zeitung"
    r"|Frankfurter Allgemeine|FAZ|taz|Bild|Neue Zürcher|NZZ|Le Monde|Le Figaro|Libération"
    r"|El Pa[ií]s|El Mundo|La Vanguardia|Clar[ií]n"
    r"|Corriere della Sera|La Repubblica|La Stampa|Folha|O Globo|De Volkskrant|NRC|Trouw"
    r"|De Standaard|Het Parool|Die Burger|Beeld|Rapport|Netwerk24|Mail & Guardian"
    r"|Die Volksblad|Izvestia|Pravda|Kommersant)\b"
    r"|\bnewspaper\b|\bnews (?:agency|conference)\b|\bbroadcast\b",
)
NEWS_DOMAIN = re.compile(
    r"https?://(?:www\.|edition\.|news\.)?(?:nytimes|washingtonpost|theguardian|guardian|bbc"
    r"|cnn|reuters|apnews|latimes|usatoday|wsj|ft|economist|spiegel|zeit|welt|faz|lemonde"
    r"|lefigaro"
    r"|elpais|corriere|repubblica|aljazeera|haaretz|dawn|npr|politico|bloomberg|time"
    r"|newsweek|theatlantic|newyorker|vox|slate|independent|telegraph|huffpost|sfgate"
    r"|netwerk24|timeslive|iol|news24"
    r"|[a-z0-9-]{0,30}(?:news|times|herald|tribune|gazette|post|newspaper|mexican|appeal"
    r"|chronicle|journal|daily))\.(?:com|co|org|net|de|fr|es|it|uk|za|nl)"
    r"|https?://[^\s/]{1,60}/(?:[^\s/]{1,40}/){0,4}(?:news|nuus|article|articles"
    r"|obituar)[^\s]{0,20}/",
    re.IGNORECASE,
)
WEB = re.compile(
    r"https?://|\bwww\.|\btweets?\b|@\w{3,}|\b(?:Facebook|Twitter|Instagram|YouTube|YOUTUBE"
    r"|Telegram|VKontakte|Weibo|Reddit|TikTok|LinkedIn|Medium)\b(?! (?:report|study))"
    r"|\bblog\b|\bposted (?:on|to)\b|\bwebsite\b|\baccessed\b|\blast (?:visited|accessed"
    r"|modified)\b|\bpodcast\b",
    re.IGNORECASE,
)
SOCIAL = re.compile(
    r"\btweets?\b|@\w{3,}|\b(?:Facebook|Twitter|Instagram|YouTube|Telegram channel|VKontakte"
    r"|Weibo|Reddit|TikTok|CrowdStrike)\b|\bblog(?: post)?\b",
    re.IGNORECASE,
)
LETTER = re.compile(
    r"^(?:unpublished |private )?(?:letter|e-?mail|fax|cable|telegram|correspondence|brief"
    r"|lettre|carta|lettera)s?\b(?! for\b)"
    r"|\b(?:letter|e-?mail|cable|telegram|fax|postcard)s?,? (?:(?:dated"
    r"|of) .{1,40}? )?(?:from|to)\b|‘Letter dated|“Letter (?:dated|from)"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}} (?:E-?mail|Letter|Text Message)"
    rf"|\bto .{{2,60}}, {_DATE_WORDS}, (?:letter|e-?mail)"
    r"|^Note [A-Z][\w-]{1,30} (?:\[to|to )",
    re.IGNORECASE,
)
OFFICIAL = re.compile(
    r"\b(?:House of (?:Commons|Lords|Representatives)|Hansard|Official Report|Cabinet"
    r"|White House|Downing Street|Security Council|General Assembly|United Nations"
    r"|European (?:Commission|Parliament|Council)"
    r"|Council of (?:the European Union|Europe)|Ministr(?:y|ies) of|Ministère|Ministerium"
    r"|Ministerio|Ministero|Department (?:of|for)|State Department"
    r"|Foreign (?:and Commonwealth )?Office|Home Office"
    r"|Secretary of State|Prime Minister[’']s|Office of the|Government(?:al)? of"
    r"|Government Accountability|Bureau of|Board of|Agency for|Directorate|Inspector General"
    r"|Parliament(?:ary)?|Congress(?:ional)?|\d+(?:st|nd|rd|th) [Cc]ong\w*"
    r"|Senate|Bundestag|Bundesregierung|Assemblée nationale|Comité national|Cortes|Knesset"
    r"|Duma|Select Committee|Subcommittee|Committee (?:on|of)|Commission (?:on|of|for)"
    r"|Hearings? (?:Before|before|of|on)|[Pp]ublic hearing|[Ww]itness statement"
    r"|JIC Assessment|[Mm]emorandum|[Mm]emo\b|[Mm]inutes?\b(?! ago)|[Pp]ress (?:[Rr]elease"
    r"|[Cc]onference|[Ss]tatement|[Bb]riefing)|[Cc]ommuniqué|[Ss]peech\b|[Ss]tatement (?:by"
    r"|of|to|on)|[’']s statement|[Rr]emarks by"
    r"|[Ww]hite [Pp]aper|[Gg]reen [Pp]aper|[Gg]overnment [Rr]eport|Census"
    r"|National Science Foundation|Centers for Disease Control|World Health Organi[sz]ation"
    r"|WHO|UNHCR|UNICEF|UNDP|UNODC|UNAMA|OCHA|IAEA|NATO|OSCE|World Bank|IMF|ILO"
    r"|UN Doc|UNSC Res|UNGA|UNSC|S/RES/\d|S/PV\.\d|A/RES/\d|S/\d{4}/\d|A/\d\d/\d"
    r"|Justice Manual|[Ee]xecutive [Oo]rder"
    r"|[Dd]irective \d|Cm(?:nd)?\.? \d|COM\(\d{4}\)|Drucksache|Journal officiel"
    r"|Official Journal|[Gg]azette of"
    r"|National Archives, \d|Embassy|[Tt]estimony (?:of|before|to)"
    r"|[Cc]ommission(?:er)? [Rr]eport|[Rr]eport of the (?:[A-Z]\w+ ){0,4}(?:Commission"
    r"|Committee|Inquiry|Secretary|Panel|Group))\b|justice\.gov|\.gov(?:\.\w\w)?/",
)
ARCHIVE = re.compile(
    r"\b(?:Archiv(?:es?|o|io|alia)?|ARCHIVES|Nachlass|fonds|[Bb]ox(?:es)? \d|[Ff]older \d"
    r"|[Ff]ile \d|[Ff]ols?\. \d|[Mm]anuscripts?\b|MSS?\.? |[Pp]apers of|Papers, [Bb]ox"
    r"|[Rr]ecord [Gg]roup|RG \d|TNA|PRO|[A-Z][a-z]+ Papers,|CHAR \d|(?:FO|CO|WO|CAB|PREM"
    r"|HO|ADM|DO) \d{1,4}/\d"
    r"|AN F|CADN|BA[- ]MA|PA[- ]AA|GARF|RGASPI|NARA|[Ff]ond \d|[Oo]pis['’]? \d|[Rr]eel \d"
    r"|[Mm]icrofilm|Colonial Documents|[Ss]pecial [Cc]ollections|uncatalogued"
    r"|f\. \d{1,4}[rv]\b)",
)
DATASET = re.compile(
    r"\b(?:data ?sets?|data ?base|data from|ACLED|UCDP|GTD|Global Terrorism Database"
    r"|survey data|microdata|World Development Indicators|Eurostat|time series"
    r"|statistical (?:tables|yearbook)|Dataverse|Zenodo|figshare)\b",
    re.IGNORECASE,
)
BOOKISH = re.compile(
    rf"\b(?:University Press|Press,|Press\)|Verlag|Éditions?|Editorial|Uitgewers|Publishers?"
    rf"|Publishing|Books?\b,|ISBN|[Ee]ds?\.|[Tt]rans\.|[Hh]rsg\.|[Vv]ol\. ?\d|[Vv]olume \d"
    rf"|[Nn]os?\. ?\d|[Ii]ssue \d|[Jj]ournal|[Rr]eview\b|Quarterly|Annals|Proceedings"
    rf"|Bulletin|[Tt]ydskrif|Zeitschrift|Revue|Revista"
    r"|[Ww]orking [Pp]aper|[Dd]issertation|[Tt]hesis|[Mm]onograph|pp?\. ?\d|L\. Rev\.|L\.J\."
    r"|ECON\.|EDUC\.|forthcoming|in press)|\d{{1,3}}:\d{{1,3}}, \d|\bdoi\b|ج ?\d|ص ?\d|طبعة"
    r"|ص\)"
    rf"|\d{{1,3}} (?!(?i:{MONTHS})\b)[A-Z][A-Za-z.&' ]{{1,40}} \d{{1,4}}"
)
STRONG = re.compile(
    rf"\((?:[^()]{{0,80}}\b)?{YEAR}[a-z]?\)|\b(?:https?://|www\.|doi\b)|\bpp?\.\s?\d"
    rf"|\b[Vv]ol(?:ume|s?\.)\s?\d|\bno\.\s?\d|(?:^|\s)[جص]\s?\d|\bISBN\b|University Press"
    rf"|\b302, at \d|\bTweet\b|\bforthcoming\b|\bin press\b"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}} (?:302|E-?mail|Letter|Text|Tweet|Memo)|\bet al\."
    rf"|[“\"”’'»*],? [^.;]{{0,120}}{YEAR}|\b{YEAR}[a-z]?[,:] ?\d{{1,4}}(?:[-–]\d{{1,4}})?\b"
    rf"|ص\)"
    r"|^\d{1,2}/\d{1,2}/\d{2,4} [A-Z][\w-]{1,30}(?: [\w-]{1,20}){0,3},"
    r"|\b[A-Z][A-Za-z]{0,12}[-_](?:[A-Z]{1,6}[-_])?\d{4,}\b|\d{1,2}/\d{1,2}/\d{2,4} Notes\)"
    r"|, at \d{1,4}(?:[-–,]|[.;)]|\s\(|$)"
    r"|\(on file with|unpublished|hereinafter|\(S/\d|[Dd]issertation",
    re.IGNORECASE,
)
OPENER = re.compile(
    r"(?:the )?(?:joint )?(?:letter|e-?mail|minute|memorandum|memo|note|telegram|cable"
    r"|report|statement|speech|press (?:release|conference|briefing)|public hearing|hearing"
    r"|testimony|jic assessment|house of|un security"
    r"|witness statement|affidavit|brief for|diary|tweet|broadcast|transcript|paper"
    r"|submission|draft|record)\b",
    re.IGNORECASE,
)
DATED_RECORD = re.compile(rf"[^\W\d_a-zà-ÿ][^;]{{1,160}}?,? {_DATE_WORDS}", re.IGNORECASE)
INITIALED_AUTHOR = re.compile(
    r"(?:[A-ZÀ-Ý]\.[ -]?){1,3} ?[A-ZÀ-Ý][\w’'-]{1,30}(?: [A-ZÀ-Ý][\w’'-]{1,30})?,"
)
SHORT_TITLE = re.compile(
    r"[A-ZÀ-Ý][\w’'-]{1,30}(?:(?: and | & "
    r"|, )[A-ZÀ-Ý][\w’'-]{1,30}){0,3},? [^;]{3,160}?,? (?:p{1,2}\. ?|at "
    r"|s\. ?)?\d{1,4}(?:[-–]\d{1,4})?(?:, \d{1,4}(?:[-–]\d{1,4})?){0,6}[.)]?"
)
AUTHOR_YEAR = re.compile(
    rf"[A-ZÀ-Ý][\w’'-]{{1,30}}(?:(?: and | & |, | et "
    rf"| und )[A-ZÀ-Ý][\w’'-]{{1,30}}){{0,3}}(?: et al\.)?,? \(?{YEAR}[a-z]?\)?(?:[,:]? ?(?:p"
    rf"p?\. ?)?\d{{1,4}}(?:[-–]\d{{1,4}})?)?[.)]?"
)
ENDS_WITH_YEAR = re.compile(rf"\b{YEAR}\)?[.,]?$")
IMPRINT = re.compile(
    rf"[A-ZÀ-Ý][\w.&’' -]{{1,40}},? (?:forthcoming,? )?{YEAR}(?:, (?:vol|pp?)\..{{1,40}})?\.?"
)
LOCATOR = re.compile(
    r"(?:(?:§+|art\.?|arts\.?|cl\.|pp?\.|vol\.|nos?\.|ch\.|chap\.|para\.?|paras\.?|sec\."
    r"|figs?\.|n\.|nn\.|at|cols?\.?|lines?|ff?\.|s\.|bl\.|tab\.|table|and|et seq\.?|passim"
    r"|volume|band|ج|ص)\s?)?"
    r"[\divxlc§,.\s–&()*-]{0,40}(?:(?:cl|n|nn|p|art"
    r"|fig)\.\s?[\divxlc,\s–-]{1,20}){0,3}(?:et seq\.?|ff?\.?|passim)?\.?",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"(?:(?:see|see also|cf\.|as (?:discussed|explained|noted|described)(?: further)? in"
    r"|compare)\s)?(?:also\s)?(?:(?:infra|supra)\s)?"
    r"(?:(?:volume|vol\.) [ivx\d]{1,4},? (?:sections?|parts?|chapters?|of (?:this|the))"
    r"|sections?|part|chapters?|figures?|tables?|appendix|annex|footnotes? \d{1,4} of"
    r"|(?:infra|supra) notes? \d{1,4}(?:[-–]\d{1,4})?(?:,? and accompanying text)"
    r"|notes? \d{1,4}(?:[-–]\d{1,4})? and accompanying text"
    r"|(?:supra|infra) (?:part|section|chapter))\b.{0,200}",
    re.IGNORECASE,
)
PAST_TENSE = re.compile(
    r"(?<![\w’'-])(?:(?!(?:edited|dated|quoted|cited|unpublished|published|released"
    r"|accessed|translated"
    r"|revised|reprinted|posted|based|updated|retrieved|enlarged|expanded|abridged|illustrated"
    r"|united|related|selected|collected|limited|signed|undated|red|need|bed|seed"
    r"|speed)\b)[a-z]{2,20}ed"
    r"|led|left|held|met|ran|lost|won|grew|kept|brought|built|bought|sold|sent|spent|stood"
    r"|began|broke"
    r"|chose|drew|drove|fell|felt|fought|fled|got|knew|lay|paid|rose|sat|saw|sought|spoke|taught"
    r"|thought|threw|understood|wrote|shot|caught|struck|sank|swore|withdrew|overthrew|became)"
    r"(?![\w’'-])"
)
"""A finite verb in running prose; titles are not tested for it."""
DATE_IN_PROSE = re.compile(
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
    "ist sind war waren wurde wurden hat haben hatte hatten wird werden kann "
    "het word werd werden wordt zijn was es son fue fueron era eran ha han había è sono fu "
    "furono era erano"
)
VERB = re.compile(
    r"(?<![\w’'])(?:"
    + "|".join(sorted(set(_VERBS.split()), key=len, reverse=True))
    + r")(?![\w’'])"
    r"|(?<=[a-z] )[a-z]{3,20}ed (?:the|an?|that|his|her|their|its|over|with|into|him|them|us)\b"
)
