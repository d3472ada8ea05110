"""Who speaks in an Arabic text: the verb comes first, its subject after it, then أن or a colon."""

import re
from collections.abc import Iterator

from provenance.ingest import kinds
from provenance.ingest.wordlists import words_of

_ARABIC = re.compile(r"[\u0621-\u064a]")
_VERBS = {
    "said": "قال قالت قالوا يقول تقول يقولون صرح صرّح صرحت أفاد أفادت يفيد أوضح أوضحت روى روت يروي "
            "تروي أخبر أخبرت ذكر ذكرت يذكر تذكر حكى حكت",
    "affirmed": "أكد أكدت يؤكد تؤكد أكّد شدد شددت",
    "announced": "أعلن أعلنت يعلن",
    "added": "أضاف أضافت يضيف وتابع",
    "indicated": "أشار أشارت يشير",
    "denied": "نفى نفت ينفي أنكر أنكرت ينكر",
    "claimed": "زعم زعمت يزعم ادعى ادعت ادّعى",
    "admitted": "اعترف اعترفت أقر أقرت أقرّ",
    "warned": "حذر حذرت حذّر",
    "believed": "رأى رأت يرى اعتبر اعتبرت",
    "wrote": "كتب كتبت يكتب",
    "reported": "نقل نقلت",
}  # fmt: skip
_FORMS = {form: verb for verb, forms in _VERBS.items() for form in forms.split()}
_ANY = "|".join(sorted(_FORMS, key=len, reverse=True))
_THAT = r"(?:[بلف]?[أإ]نّ?(?:ه|ها|هم|نا|ني)?(?!\w)|:|\x00)"
_WHO = r"(?P<who>[\w«][^،؛:.()\x00]{1,90}?)"
_SAYS = re.compile(
    rf"(?<!\w)[وف]?(?:قد\s)?(?P<verb>{_ANY})\s{_WHO}(?=\s?(?:[:،]|\s{_THAT}|\s[أإ]ن)"
    r"|\s(?:في|على|إلى|عن|خلال|يومها|لاحقا|نفسه)(?!\w)|\s?\.)"
)
_AS_FOR = re.compile(rf"(?<!\w)[وف]?أما\s(?P<who>[^،؛:.()]{{2,80}}?)،?\s?ف(?P<verb>{_ANY})(?!\w)")
_ACCORDING = re.compile(
    r"(?<!\w)[وف]?(?:بحسب|وفقا\sل|وفقاً\sل|وفقًا\sل|على\sحد\sقول|نقلا\sعن|نقلاً\sعن|في\sرأي)\s?"
    r"(?P<who>[^،؛:.()\x00]{2,60}?)(?=\s?[،؛:.(]|\s[أإف]|$)"
)
_SAID = re.compile(rf".{{0,160}}?{_THAT}", re.DOTALL)
_DENYING = frozenset({"denied", "admitted"})
_LOOSE = words_of("ذكر ذكرت يذكر تذكر نقل نقلت رأى رأت يرى كتب كتبت يكتب اعتبر اعتبرت حكى")
"""Forms that are nouns or other verbs too: they speak only where "that" follows their subject."""
_THAT_NEXT = re.compile(rf"\s?(?:\S{{2,12}}\s)?{_THAT}")
_NOBODY = re.compile(
    r"(?:[أإ]نّ?(?:ه|ها|هم|نا)?|عن\w{0,3}|من|ما|في|على|ل\w{1,3}|بأن\w{0,3}|ذلك)(?!\w)"
)
_TYPES = tuple(
    (re.compile(rf"(?<!\w)[ولب]?(?:ال)?(?:{words})(?!\w)"), kind)
    for words, kind in (
        ("رسالة|خطاب|برقية", kinds.LETTER),
        ("صحيفة|جريدة|مجلة|وكالة|قناة|تلفزيون|إذاعة|صحف", kinds.NEWS),
        ("محكمة|نيابة|محامي|شاهد\\sإثبات|متهم|مدعي", kinds.COURT),
        ("مصدر|مصادر|شهود|شاهد|سكان|أهالي|مراقبون|محللون|خبراء|آخرون|بعضهم|ناشطون|ناجون",
         kinds.ANONYMOUS),
        ("سابق|سابقة", kinds.INTERVIEW),
        ("وزارة|وزير|وزيرة|حكومة|جيش|شرطة|ناطق|متحدث|متحدثة|مجلس|لجنة|هيئة|منظمة|رئيس|أمم|للأمم"
         "|محافظ|بلدية|سفير|سفارة|هلال", kinds.OFFICIAL),
        ("دراسة|كتاب|تقرير|باحثون|مؤلف|مؤرخ", kinds.PUBLISHED),
    )
)  # fmt: skip


def arabic_spans(words: str) -> Iterator[tuple[int, int, str, str, bool]]:
    """Start, end, source, verb and negation of every attribution in an Arabic sentence."""
    if not _ARABIC.search(words):
        return
    for match in _SAYS.finditer(words):
        verb = _FORMS[match["verb"]]
        if _NOBODY.match(match["who"]) or any(
            word.lstrip("وف") in _FORMS for word in match["who"].split()
        ):
            continue
        if match["verb"] in _LOOSE and not _THAT_NEXT.match(words, match.end()):
            continue
        if verb in _DENYING or _SAID.match(words, match.end()):
            yield match.start(), match.end(), match["who"].strip(), verb, False
    for match in _AS_FOR.finditer(words):
        yield match.start(), match.end(), match["who"].strip(), _FORMS[match["verb"]], False
    for match in _ACCORDING.finditer(words):
        yield match.start(), match.end(), match["who"].strip(), "according to", False


def arabic_type(source: str) -> str | None:
    """The type that the noun of an Arabic source tells; None where it is in no Arabic letters."""
    if not _ARABIC.search(source):
        return None
    return next((kind for pattern, kind in _TYPES if pattern.search(source)), kinds.INTERVIEW)
