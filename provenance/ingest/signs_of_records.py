"""Signs of public records: offices and parliaments, archives, data sets."""

import re

from provenance.ingest.letters import compiled

OFFICIAL = compiled(
    r"\b(?:House of (?:Commons|Lords|Representatives)|Hansard|Official Report|Cabinet|H[CL] Deb"
    r"|White House|Downing Street|Security Council|General Assembly|United Nations"
    r"|European (?:Commission|Parliament|Council)|African Union|Peace and Security Council"
    r"|Council of (?:the European Union|Europe)|Ministr(?:y|ies) of|Ministère|Ministerium"
    r"|Ministerio|Ministero|Auswärtiges Amt|Department (?:of|for)|State Department|Dep[’']t of"
    r"|Foreign (?:and Commonwealth )?Office|Home Office|Law Commission|HM (?:Government|Treasury)"
    r"|Secretary of State|Prime Minister[’']s|Office of the|Government(?:al)? of"
    r"|Government Accountability|Congressional Research Service|Bureau of|Board of|Agency for"
    r"|Directorate|Inspector General|H\.R\. Rep\.|S\. Rep\.|Cong\. Rec\.|Pub\. L\."
    r"|Parliament(?:ary)?|Congress(?:ional)?|\d+(?:st|nd|rd|th) [Cc]ong\w*"
    r"|Senate|Bundestag|Bundesregierung|Plenarprotokoll|BT-Drs|Drs\. \d+|Assemblée nationale"
    r"|Comité national|Cortes|Knesset|Foreign Relations of the United States|FRUS"
    r"|Duma|Select Committee|Subcommittee|Committee (?:on|of)|Commission (?:on|of|for)"
    r"|Hearings? (?:Before|before|of|on)|[Pp]ublic hearing|[Ww]itness statement"
    r"|JIC Assessment|[Mm]emorandum|[Mm]emo\b|[Mm]inutes?\b(?! ago)|[Pp]ress (?:[Rr]elease"
    r"|[Cc]onference|[Ss]tatement|[Bb]riefing)|[Pp]ressemitteilung|[Cc]ommuniqué|[Ss]peech\b"
    r"|[Ss]tatement (?:by|of|to|on)|[’']s statement|[Rr]emarks by"
    r"|[Ww]hite [Pp]aper|[Gg]reen [Pp]aper|[Ll]ivre [Bb]lanc|Weißbuch|[Gg]overnment [Rr]eport"
    r"|Census"
    r"|National Science Foundation|Centers for Disease Control|World Health Organi[sz]ation"
    r"|WHO|UNHCR|UNICEF|UNDP|UNODC|UN[A-Z]{2,6}|OHCHR|OCHA|IAEA|OPCW|NATO|OSCE|World Bank|IMF|ILO"
    r"|IOM|WFP|ECOWAS|MINUSMA|MONUSCO|MINUSCA|ISAF|CENTCOM|SIGAR|CIA\b(?=[,:])"
    r"|UN Doc|U\.N\. Doc|UNSC Res|UNGA|UNSC|S/RES/\d+|S/PV\.\d+|A/RES/\d+|S/\d{4}/\d+|A/\d\d/\d+"
    r"|(?:A|S|E|CCPR|CAT|CEDAW|CRC|CERD|HRI)/(?:[A-Z]{1,5}/)?[\w.]{1,8}/[\w./-]{1,20}"
    r"|Justice Manual|[Ee]xecutive [Oo]rder|Exec\. Order"
    r"|[Dd]irective \d+|Cm(?:n?d)?\.? \d+|COM\(\d{4}\)|Drucksache|Journal [Oo]fficiel"
    r"|Official Journal|[Gg]azette (?:of|Notice)|Bolet[íi]n Oficial|Gaceta Oficial|Diario Oficial"
    r"|Gazzetta Ufficiale|National Archives, \d+|Embassy|[Tt]estimony (?:of|before|to)"
    r"|[Cc]ommission(?:er)? [Rr]eport|[Rr]eport of the (?:[A-Z]\w+ ){0,4}(?:Commission"
    r"|Committee|Inquiry|Secretary|Panel|Group))\b|\b[Rr]esolution \d{1,4} \(\d{4}\)"
    r"|justice\.gov|\.gov(?:\.\w\w)?(?:/|\b)|\.gouv\.fr"
    r"|Министерств[оа]|Пресс-служба|Государственная дума|وزارة|مجلس الأمن|الأمم المتحدة|بيان صادر",
)
_CYRILLIC_FOND = r"(?:^|[\s,.])Ф\. ?(?:Р-)?\d{1,6}\.? ?,? ?(?:Оп|Д)\."
ARCHIVE = compiled(
    r"\b(?:Archiv(?:es?|o|io|alia)?|ARCHIVES|Arkhiv|Nachlass|NL \d|fonds|[Bb]ox(?:es)? \d"
    r"|[Ff]older \d"
    r"|[Ff]ile \d|[Ff]ols?\. \d|[Mm]anuscripts?\b|MSS?\.? |[Pp]apers of|Papers, [Bb]ox"
    r"|[Rr]ecord [Gg]roup|RG \d|TNA|PRO|NAUK|[A-Z][a-z]+ Papers,|CHAR \d|(?:FO|CO|WO|CAB|PREM"
    r"|HO|ADM|DO|HS|KV|AIR|DEFE|FCO|T|IOR/[A-Z]) ?\d{1,4}/\d|IOR[:/ ]|Add\.? MSS?\.? \d"
    r"|AN F|AN,? [A-Z]{1,2}\d|CADN|AMAE|MAE,|CADC|SHD|SHAT|CARAN|ANOM|BA[- ]MA|PA[- ]AA|BArch"
    r"|Bundesarchiv|Staatsarchiv|Landesarchiv|Hauptstaatsarchiv|Geheimes Staatsarchiv|GStA|ÖStA"
    r"|HHStA|StA[A-Z]?|SAPMO|BStU|IfZ|GARF|RGASPI|RGANI|RGVA|AVP ?RF|APRF|TsAMO|TsGA\w*|NARA|NACP"
    r"|IISH|IISG|NIOD|ACS|ASMAE|AHN|AGA|AGN|AGI|ASV|ANTT|[Ff]ond \d|[Oo]pis['’]? \d"
    r"|[Oo]p\. \d|[Rr]eel \d|f\. ?[\w-]{1,8}, op\. ?\d|[Ll]eg(?:ajo|\.) \d|[Cc]aja \d"
    r"|[Kk]arton \d|[Ff]asc\. \d|[Bb]usta \d"
    r"|b\. \d{1,4}, f(?:asc)?\. \d|R ?\d{1,4}(?: [IVX]{1,4})?/\d{1,6}, Bl\. |Bl\. \d{1,4}"
    r"|[Mm]icrofilm|Colonial Documents|[Ss]pecial [Cc]ollections|uncatalogued"
    r"|Oral History Collection"
    r"|f\. \d{1,4}[rv]\b|[Dd]iary of|[Ee]ntry for \d)"
    rf"|{_CYRILLIC_FOND}|\b(?:РГАСПИ|ГАРФ|РГАНИ|РГВА|РГАЭ|АВП РФ|АП РФ|ЦАМО|РГАЛИ)\b"
    rf"|دار الوثائق|مخطوط"
)
DATASET = re.compile(
    r"\b(?:data ?sets?|data ?base|data from|data export|ACLED|UCDP|GTD|Global Terrorism Database"
    r"|survey data|microdata|World Development Indicators|Eurostat|time series|tracking matrix"
    r"|statistical (?:tables|yearbook|abstract)|Dataverse|Zenodo|figshare|(?:national|population"
    r"|housing|household|agricultural) census|census of (?!the )|\d{4} census|census \d{4}"
    r"|(?:health|labou?r force|household|community|living conditions?|social|values|cluster"
    r"|demographic(?: and health)?) survey|afrobarometer|eurobarometer|arab barometer"
    r"|direction of trade|(?:trade|labou?r|crime|population|official) statistics|\d-year estimates"
    r"|base de datos|base de données|jeu de données|datensatz|mikrozensus|recensement|censo"
    r"|база данных|перепись|قاعدة بيانات|تعداد)\b",
    re.IGNORECASE,
)
