"""Signs of courts and laws: cases, reporters, statutes, treaties, pleadings, transcripts, exhibits.

Common law (Bluebook, OSCOLA), international courts and tribunals, and the laws of the languages that
the tests know. Case matters: "Act" is a law, "act" is not.
"""

from provenance.ingest.letters import compiled
from provenance.ingest.signs import MONTHS, YEAR

REPORTERS = (
    r"(?:U\.\s?S\.(?!\s?C)|S\.\s?Ct\.|L\.\s?Ed\.(?:\s?2d)?|F\.\s?(?:2d|3d|4th)?(?=\s\d)"
    r"|F\.\s?Supp\.(?:\s?[23]d)?|F\.\s?App[’']x\.?|(?:[NS]\.\s?[EW]\.|[PA]\.|So\.|N\.Y\.S\.)"
    r"(?:\s?[23]d)?|Cal\.(?:\s?Rptr\.|\s?App\.)?(?:\s?[2345](?:d|th))*|Ill\.(?:\s?2d)?|Mass\."
    r"|N\.Y\.(?:[23]d)?|B\.R\.|FCC\sRcd|F\.C\.C\.(?:\s?2d|R\.)|N\.L\.R\.B\.|Fed\.\sCl\.|T\.C\."
    r"|F\.R\.D\.|WL|Cranch|How\.|Wheat\.|Dall\."
    r"|C\.F\.R\.|Fed\.\sReg\.|Op\.\sO\.L\.C\.|Stat\.|U\.S\.C\.C\.A\.N\.|I\.\s?&\s?N\.\sDec\.)"
)
_COURTS_WITH_YEAR = (
    r"[\[(](?:19|20)\d\d[\])]\s(?:\d{1,3}\s)?(?:UKSC|UKHL|UKPC|EWCA|EWHC|CSIH|NICA|IESC|HCA|SCC"
    r"|ZACC|ZASCA|NZSC|FCA|AC|QB|KB|Ch|Fam|WLR|All\sER|EHRR|ECR|CMLR|Cr\sApp\sR|OJ|SCR|SC)\b"
)
_COMMON_LAW = (
    r"\b[A-ZÀ-Ý][\w.’'&-]{0,40}(?:\s(?:and|&)\s(?:[Oo]thers|[Aa]nother))?\)?,?\s(?:vs?\.?"
    r"|ex\srel\.)"
    r"\s(?:the\s|de\s|\()?[A-ZÀ-Ý]|\bU\.\s?S\.\s?C\.?\b|\bIn\sre\s[A-ZÀ-Ý]|\bEx\sparte\s[A-ZÀ-Ý]"
    rf"|\b\d{{1,4}}\s(?:{REPORTERS})(?:\s\(\d\s\w+\.?\))?\s?(?:at\s)?\d"
    r"|\bU\.\s?S\. Const\b|\bConst\. [Aa]rt\b|§|\bBriefs? (?:for|of)\b|\bAmic(?:us|i) Curiae\b"
    r"|\bTr\. (?:of|at|\d)|\bAffidavit\b|\bIndictment\b|\bOp\. at \d|\b[Aa]nte,? at \d|\bOral Arg"
    rf"|\bE?CLI:|{_COURTS_WITH_YEAR}|\b[Cc]ase [Nn]o\.|\b[Cc]ase [CTF]-\d|\bdocket\b"
    r"|\bplea agreement\b|\bJudg(?:e)?ment of\b|\bcomplaint ¶|\bCompl\. ¶|\bG\.R\. No\.|\bECF No"
    r"|\bDkt\. (?:No|\d)|\bDep(?:\.|osition) (?:of|Tr\.)|\bFed\. R\. (?:Civ|Crim|Evid|App|Bankr)"
    r"|\bRestatement \((?:First|Second|Third)\)|\b(?:No|Nos)\. \d{1,2}[:-]\d{2}-|\bDecl\. (?:of|¶)"
    r"|\b(?:Civil|Criminal) (?:Action|Case|Appeal|Petition) No"
)
_TRIBUNALS = (
    r"\bICJ Rep|\bI\.C\.J\.|\bP\.C\.I\.J\.|\b(?:IT|ICTR|SCSL|MICT|STL|ICC|KSC)-\d{2}[-/]"
    r"|\b(?:Trial|Appeals?|Pre-Trial|Sentencing) (?:Chamber )?Judg(?:e)?ment\b|\b(?:Trial|Appeals?"
    r"|Pre-Trial) Chamber\b|\b(?:Final )?(?:Trial|Closing|Appeal) (?:Brief|Arguments?)\b"
    r"|\bT\.? ?\d{1,5}(?:[-–/]\d{1,5})?(?=[\s,;.)(]|$)(?=[^;]{0,60}(?:\d{4}|$|;|Witness|closed))"
    r"|\bT-\d{1,3}(?:-|,)|\bHearing, A?T\. ?\d|\b(?:Ex|Exh)s?\.? (?:[A-Z]{0,3}-?\d|\d)"
    r"|\bExhibits? (?:[A-Z]{0,4}[-/]?\d|No)"
    r"|\bEVD-|^Witness (?:[A-Z]{1,5}-?\d|DW|PW)|\bWitness [A-Z]{2,5}-?\d|^[PD]-?\d{1,5}(?:,|\s\()"
    r"|^D\d{2}-\d|\bApp(?:lication|l?\.)?\.? [Nn]os?\.? ?\d|\bApplications? nos?\b|\bECtHR\b"
    r"|\bEur(?:opean|\.) (?:Court|Ct\.) (?:of )?H|\bSeries [A-C] No|\bInter-American Court"
    r"|\bRules? \d{1,3}(?: ?bis| ?ter)?(?:\(\w\))? (?:of the )?(?:Rules|RPE|Statute)"
    r"|\bRome Statute\b|\bU\.?N\.?T\.?S\.?\b|\bI\.L\.M\.|\bILM\b"
)
_STATUTES = (
    rf"\b(?:Acts?|Ordinances?),? (?:of )?(?:No\.? \d{{1,4}} of )?{YEAR}\b|\bStatutes at Large\b"
    rf"|\bLaw \d{{1,4}}/{YEAR}\b|\b(?:Law|Decree|Ordinance|Proclamation"
    rf"|Decree-Law|Regulation|Order) (?:No\.?|[Nn]umber|#)? ?\(?[\w/.-]{{1,12}}\)? of (?:\d{{1,2}} "
    rf"(?:{MONTHS}) )?{YEAR}|\b(?:Law|Decree) No\. ?\d|\b(?:Council |Commission |Framework )?"
    r"(?:Regulation|Decision) \((?:EC|EU|EEC|Euratom)\)"
    r"|\b(?:Penal|Civil|Criminal|Commercial|Labou?r) Code\b,? (?:art|s\.|§|sec)"
    r"|\b[Aa]rt(?:icle|\.)? \d{1,4}\b.{0,30}\b(?:Constitution|Statute|Code|Covenant|Convention"
    r"|Charter|Protocol|Treaty)\b|\b(?:Convention|Treaty|Covenant|Protocol|Charter|Statute"
    r"|Agreement)"
    r"\b(?=[^;]{0,160}(?:adopted|opened for signature|entered into force|signed|,? arts?\b))"
    r"|^(?:The )?Constitution of\b|\b[Tt]ranscript,? (?:[Dd]ay \d|of (?:hearing|trial|proceedings)\b)"
    r"|\bGeneva Conventions?\b|\bAdditional Protocol I"
)
_ABROAD = (
    r"\b(?:BVerfG|BGH|BVerwG|BAG|BSG|BFH|RGSt|RGZ|OLG|OGH|VfGH)(?:E|Z|St)?\b|\bUrt(?:eil|\.) v"
    r"|\bBeschl(?:uss|\.) v(?:om|\.)|\bAbs\. \d{1,2}\b|\b(?:StGB|BGB|GG|StPO|ZPO|HGB|AktG|OR|ZGB)\b"
    r"|\bBGBl\.|\bRGBl\.|\bCass\.|\bConseil d[’']État\b|^CE,|\bC\.E\.,|\bCour (?:de cassation"
    r"|d[’']appel"
    r"|eur|constitutionnelle)|\bCEDH\b|\bCons\. const\.|\bTGI\b|\b[A-ZÀ-Ý][\w-]{2,30} c\. [A-ZÀ-Ý]"
    r"|\b(?:Loi|Décret|Ordonnance|Arrêté)s? (?:(?:organique )?n[°ºo]|du \d{1,2}(?:er)? )|\b[Aa]rt(?:icle"
    r"|\.) \d{1,4}(?:-\d)? "
    r"(?:de la|du|des|de l[’'])\b|\bde la Constitution\b|\b(?:Corte|Tribunal) (?:Constitucional"
    r"|Suprem[ao]|Interamericana|Penal)|\bSentencia (?:[A-Z]{1,3}-?\d|de|del|núm|n)"
    r"|\b(?:Ley|Decreto|Real Decreto|Lei|Legge|Decreto-[Ll]ei|d\.l\.|d\.lgs\.|l\.)"
    r"(?: [Oo]rgánica)?,? (?:n(?:úm|[°ºo])?\.? ?)?\d{1,6}(?:[./]\d{2,4}| de)"
    r"|\bCorte (?:costituzionale|cost\.|d[’']appello)|\bsez\. (?:un|I|V|pen|civ)"
    r"|\bc\.(?:c|p|p\.c|p\.p)\.|\b(?:Федеральный закон|УК РФ|ГК РФ|Конституци[яи] РФ"
    r"|Постановление (?:Пленума|Конституционного))"
    r"|قانون رقم|القانون رقم|المادة \d|محكمة|مرسوم"
)
_COURT_FIRST = (
    r"^(?:The )?(?:[A-ZÀ-Ý][\w’'-]{1,30} ){0,4}(?:Court|Tribunale?|Corte|Cour)\b[^;:“\"«]{0,80}?,? "
    r"(?:[Jj]udge?ments?|[Dd]ecisions?|[Rr]ulings?|[Oo]rders?|[Ss]entenz[ae]|[Ss]entencias?|[Aa]rrêts?"
    r"|[Jj]ugements?|[Ee]xp\.|[Ee]xpediente)\s(?:n[no]{0,2}[.°º]s?\s?)?[A-Z]{0,4}-?\d"
)
"""A court by its name, and the number of what it decided."""
LEGAL = compiled(f"{_COMMON_LAW}|{_TRIBUNALS}|{_STATUTES}|{_ABROAD}|{_COURT_FIRST}")
"""A court or a law, by its words alone; quoted titles should be blanked out first."""
_NOBLE = compiled(
    r"(?:(?<!\.)\b[A-ZÀ-Ý]\.(?:-[A-ZÀ-Ý]\.)?|\b(?:Otto|Heinrich|Friedrich|Carl|Karl|Alexander|Wilhelm|Graf"
    r"|Freiherr|Frhr\.|Prinz|Ernst|Paul|Hans|Georg|Franz|Ludwig|Johann|Max|Werner|Erich|Fritz|Kurt"
    r"|Claus|Leopold|Helmuth|Ulrich)) v\. [A-ZÀ-Ý]"
)


def is_legal(words: str) -> bool:
    """Whether ``words`` cite a court or a law; the "v." of a noble name is no party."""
    return bool(LEGAL.search(_NOBLE.sub(" ", words)))
