"""A stretch of a note, and what it is: source, locator, pointer, fragment or prose.

A piece is a source because of what it holds: an informant, a case, a place in an archive, marks of
publication outside quotations, or else a name or title that is dated or located and has no verb.
"""

import re
from dataclasses import dataclass

from provenance.ingest import signs
from provenance.ingest.letters import compiled
from provenance.ingest.protected import protected_spans
from provenance.ingest.signs_of_law import REPORTERS, is_legal
from provenance.ingest.signs_of_people import INFORMANT, LETTER, ROLE_FIRST
from provenance.ingest.signs_of_press import NEWS
from provenance.ingest.signs_of_records import ARCHIVE, DATASET, OFFICIAL

SOURCE, LOCATOR, POINTER, FRAGMENT, PROSE = "source", "locator", "pointer", "fragment", "prose"
LEAD_IN = compiled(
    r"(?:[^.;()\d]{0,200}?\b(?:based|drawn|drawing|draws?|relies|rely|taken|adapted"
    r"|derived) (?:heavily |largely |mainly |primarily |in part )?(?:up)?(?:on|from)\s"
    r"|[^.;]{1,240}? (?:is|are|was|were) (?:further |best |also )?(?:discussed|described"
    r"|set out|explained"
    r"|analy[sz]ed|summari[sz]ed|developed|surveyed)(?: at length| in detail"
    r"| further)? in (?=(?-i:[A-ZÀ-Ý“]))"
    r"|as [^.;]{1,80}? (?:said|wrote|noted|held|observed|argued|explained|put it|stated) in\s"
    r"|(?:for|on|sur|pour|zu[mr]?|über|sobre|para|su|per|об?|о) [^.;]{1,240}?,? "
    r"(?=see\b|cf\.|voir\b|vgl\.|siehe\b|véase\b|vedi\b|si veda\b|см\.))",
    re.IGNORECASE,
)
_AUTHOR_YEAR_FIRST = re.compile(rf"{signs.AUTHOR_YEAR.pattern.removesuffix('[.)]?')}[.,:)]")
_REMARKED = compiled(
    r"[A-ZÀ-Ý][\w’'-]{1,30}, [A-ZÀ-Ý“\"«][^,;.:]{3,100}[”\"»]?, (?:pp?\. ?)?\d{1,4}(?:[-–]\d{1,4})?"
    r", (?:who |which |also )?(?:is|was|gives?|cites?|says|states|puts|reports|notes|follows|has|takes"
    r"|agrees|differs|omits)\b"
)
"""A short title with its page, of which the sentence goes on to say something."""
_BARE_KEY = compiled(
    rf"[a-z]{{3,24}}{signs.YEAR}[a-z]?(?:, (?:pp?\. ?|chap\. ?|§ ?)?\d[\d–-]{{0,12}})?\.?"
)
"""The key of a list of references where the list itself is not at hand: "roe1999, 12"."""
_CITE_KEY = re.compile(r"\[[\w:+./-]{2,60}(?:, [\w .–-]{1,40})?\]\.?")
_THANKS = re.compile(
    r"(?:I|We|My thanks|Thanks|The authors? (?:thanks?|is|are|owes?))\s", re.IGNORECASE
)
_ARABIC_SOURCE = re.compile(
    r"و?(?:(?:كذا|هكذا|كما|ورد|وردت|جاء)\s(?:في|فى|عند)|أخرجه|رواه|ذكره|أورده|نقله|حكاه|أنشده"
    r"|(?:البيت|البيتان|الأبيات|الخبر|الحديث)\s(?:في|فى|عند))\s"
)
"""Old editions cite in a sentence: "thus in the Book of Songs", "the verse is in the Diwan"."""
_SENTENCE_OPENER = re.compile(
    r"(?:the|an?|he|she|it|they|we|i|this|these|those|that|there|in|at|on|by|for|from|all"
    r"|several|some"
    r"|most|many|both|each|his|her|its|their|our|my|although|while|when|after|before|since"
    r"|unless|if"
    r"|as|however|no|not|other|such|until|during|il|elle|ils|ce|cette|ces|les?|la|en|dans|selon"
    r"|der|die|das|er|sie|es|dies\w*|in|im|nach|el|los|las|este|esta|según|author)\s",
    re.IGNORECASE,
)
_HARD = re.compile(
    r"https?://|\bpp?\. ?\d|\)(?:,| at)? \d{1,4}(?:[-–]\d{1,4})?(?:[.;,)]|$)|§|¶|\bsupra\b|\bibid"
    r"|\bid\."
    rf"|\bop\. ?cit|\bcit\.|\b\d{{1,4}} (?:{REPORTERS}) ?\d|\(n ?\.?\d"
    rf"|[”\"»’*],? [^.;]{{0,80}}{signs.YEAR}"
    r"|\binterview(?:s|ed)? (?:with|by)\b|\binterviewed\b|\bauthor['’]s? (?:interview|conversation)"
    r"|\b(?:conversation|correspondence|communication)s? with (?:the )?author|\bpersonal commun"
    r"|\btold the author|\bBox \d|\bvol\. ?\d|\bno\. ?\d|\b[SС]\. ?\d|[جص] ?\d|\bv\. [A-Z]"
    r"|\b(?:report|letter|memo\w*|minute|statement|press)\b[^.]{0,120}\b\d{1,2}\b[^.]{0,12}\b\d{4}"
    rf"|\([^()]{{2,60}}[:,] [^()]{{0,60}}{signs.YEAR}\)|[A-Z][\w’-]{{1,30}} \({signs.YEAR}"
    r"|\bsee\b|\bcf\."
    r"|\bcontacted\b|\bentretien|\bentrevista|\bRG \d|\bFO \d|\bfols?\. ",
    re.IGNORECASE,
)
"""What hardly any running sentence has, but citations inside one do."""
_REMARK = re.compile(
    r"(?:source: )?(?:(?:author|own|our|my|authors)['’]?s?,? ?(?:own )?(?:calculations?|estimates?"
    r"|translations?|elaboration)|emphasis (?:added|mine|in)|(?:all )?translations? (?:mine|by the a))",
    re.IGNORECASE,
)
_WHERE_KEPT = re.compile(
    r"(?:(?:permanently )?archived (?:at|by|on|copy)|(?:also )?available (?:at|from|online)|mirrored at"
    r"|(?:last )?(?:accessed|visited|retrieved)|abgerufen|consulté|consultado|дата обращения)\b",
    re.IGNORECASE,
)
"""Where and when a page was seen: part of the source before it."""
_MAX_SHORT = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the note; ``relayed_by`` says that the next piece quotes this one."""

    start: int
    end: int
    kind: str
    sentence: int
    relayed_by: bool = False
    relays: bool = False


def kind_of(words: str) -> str:
    """The kind of a stretch of a note, from its own words."""
    bare = words[signal_end(words) :]
    if _WHERE_KEPT.match(words) or (len(words) < _MAX_SHORT and signs.LOCATOR.fullmatch(bare)):
        return LOCATOR
    if _points(words, bare):
        return POINTER
    lead_in = LEAD_IN.match(bare)
    led = bare[lead_in.end() :] if lead_in else ""
    return (
        SOURCE if led and _kind_of_bare(led[signal_end(led) :]) == SOURCE else _kind_of_bare(bare)
    )


def _kind_of_bare(bare: str) -> str:
    """What is left without signal and lead-in: source, prose, or a fragment of a source."""
    outside = outside_of(bare)
    if _REMARK.match(bare) or _is_sentence(bare, outside):
        return PROSE
    if signs.BARE_IBID.fullmatch(bare) or _REMARKED.match(bare) or _strong(bare, outside):
        return SOURCE
    if signs.VERB.search(outside) or signs.PAST_TENSE.search(outside):
        return PROSE
    return SOURCE if ROLE_FIRST.match(bare) or _weak(bare) else FRAGMENT


def _points(words: str, bare: str) -> bool:
    """A reference to a part of the document itself."""
    lead_in = LEAD_IN.match(bare)
    stretches = (bare, words, bare[lead_in.end() :] if lead_in else bare)
    return any(signs.POINTER.fullmatch(stretch) for stretch in stretches)


def _is_sentence(bare: str, outside: str) -> bool:
    """Opens like a sentence, has a finite verb, and nothing in it that only a citation has."""
    if not _SENTENCE_OPENER.match(bare) or _HARD.search(bare) or LEAD_IN.match(bare):
        return False
    return bool(signs.VERB.search(outside) or signs.PAST_TENSE.search(outside))


def signal_end(words: str) -> int:
    match = signs.SIGNAL.match(words)
    return match.end() if match else 0


def outside_of(words: str) -> str:
    """The words with quotations, brackets and addresses blanked out."""
    pieces, at = [], 0
    for start, end in protected_spans(words):
        pieces.append(words[at:start])
        at = end
    return " ".join((*pieces, words[at:]))


def _strong(bare: str, outside: str) -> bool:
    return bool(
        (INFORMANT.search(outside) and not _THANKS.match(bare))
        or is_legal(outside)
        or _refers_back(outside)
        or signs.NOTE_IN_BRACKETS.search(bare)
        or _ARABIC_SOURCE.match(bare)
        or _strong_marks(bare, outside)
        or ARCHIVE.search(outside)
        or signs.INITIALED_AUTHOR.match(bare)
        or (signs.OPENER.match(bare) and signs.DATED_RECORD.match(bare))
        or LETTER.search(bare[:200])
    )


def _strong_marks(bare: str, outside: str) -> bool:
    """Publication marks; those inside the quoted title of a work do not count, its date does."""
    match = signs.STRONG.search(bare)
    if match is None:
        return False
    verb = signs.VERB.search(outside)
    return verb is None or not bare[:1].isupper() or bool(signs.STRONG.search(outside)) or \
        bare.find("http") >= 0 or match.start() < verb.start() + _MAX_SHORT  # fmt: skip


def _refers_back(outside: str) -> bool:
    """A cross-reference to a source, not to a section of the document itself."""
    match = signs.CROSS_REFERENCE.search(outside)
    if match is None:
        return False
    if match[0].casefold().startswith("supra") and not re.search(r"note|n\.|fn|at\b", match[0]):
        return bool(re.search(r"[A-Z][\w.’' -]{1,40},? $", outside[: match.start()])) and not \
            re.search(r"\b(?:Section|Part|Chapter|Volume)\b", outside)  # fmt: skip
    return True


def _weak(bare: str) -> bool:
    """No verb, begins like a title or a name, and is dated or located."""
    if _BARE_KEY.fullmatch(bare):
        return True
    if not (bare[:1].isupper() or bare[:1] in '“"‘«*[' or not bare[:1].isascii()):
        return False
    return bool(
        signs.DATED_RECORD.match(bare)
        or (signs.ENDS_WITH_YEAR.search(bare) and not signs.DATE_IN_PROSE.search(bare))
        or signs.SHORT_TITLE.fullmatch(bare)
        or signs.AUTHOR_YEAR.fullmatch(bare)
        or signs.AUTHOR_PAGE.fullmatch(bare)
        or _CITE_KEY.fullmatch(bare)
        or _AUTHOR_YEAR_FIRST.match(bare)
        or NEWS.search(bare)
        or signs.BOOKISH.search(bare)
        or OFFICIAL.search(bare[:60])
        or DATASET.search(bare)
    )
