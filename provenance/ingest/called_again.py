"""Cases and public papers called again by what identifies them: volume and reporter, accused, symbol."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.ingest import signs
from provenance.ingest.cited_works import PARTIES, REPORTER, SYMBOL, CitedWorks, Place
from provenance.ingest.letters import compiled
from provenance.ingest.works import fold_key

_SHORT_NAME = re.compile(r"[^,;\d]{2,60}, (?=\d)")
_LOCATED = re.compile(
    r"[,:]? ?(?:(?:at|paras?\.?|pp?\.?|¶+|§+|annex|op\.)\s?[\dIVXLC\s,.–()-]{1,40})?\.?"
)
_JUDGEMENT = compiled(
    r"(?P<name>[A-ZÀ-Ý][\w’'-]{2,30}(?:(?: and|,)? [A-ZÀ-Ý][\w’'-]{2,30}){0,3})(?: et al\.)? "
    r"(?:(?:Trial|Appeals?|Sentencing|Contempt) (?:Chamber )?)?(?:Judge?ment|Decision)\b"
)

_PAPER = compiled(rf", (?P<title>[^\W\d_][^,;()\d]{{3,100}})(?:,|\.$)(?: ?{_LOCATED.pattern})?")
_OPINION = compiled(
    r"(?:(?:joint|partly|separate|individual) ){0,2}(?:concurring|dissenting|separate|individual)"
    r"(?: and (?:concurring|dissenting))? opinion\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Again:
    """The earlier citations that fit, perhaps none, and the rule by which."""

    rule: str
    found: Sequence[Place]


def called_again(words: str, head: str, index: CitedWorks) -> Again | None:
    """What ``words`` call again; None where they have no such form. ``head`` is without brackets."""
    symbol = SYMBOL.match(words)
    if symbol and _LOCATED.fullmatch(words, symbol.end()):
        known = index.by_symbol.get(fold_key(symbol[0]))
        return Again("document symbol", [known]) if known else None
    return _by_reporter(head, index) or _by_accused(head, index) or _by_parties(head, index)


def _by_reporter(head: str, index: CitedWorks) -> Again | None:
    """ "Roe, 539 U.S. at 346"; where the volume has several cases, the name decides."""
    named = _SHORT_NAME.match(head)
    reporter = REPORTER.match(head, named.end() if named else 0) or REPORTER.match(head)
    if reporter is None or not (reporter["at"] or _PAGE_AT.match(head, reporter.start())):
        return None
    found = index.by_volume.get((reporter["volume"], fold_key(reporter["reporter"])), [])
    both = [place for place in _of_parties(named[0] if named else "", index) if place in found]
    return Again("volume and reporter", both or found)


def _by_accused(head: str, index: CitedWorks) -> Again | None:
    """ "Holm Appeal Judgement, para. 145", after "Prosecutor v. Holm"."""
    judged = _JUDGEMENT.match(head)
    if judged is None or signs.DATED_RECORD.match(head):
        return None
    found = _of_parties(judged["name"], index)
    return Again("name of the case", found) if found else None


def _by_parties(head: str, index: CitedWorks) -> Again | None:
    """ "R v Gul, para 61": the case named again, without where it is reported."""
    named = PARTIES.match(head)
    if named is None:
        return None
    paper = _PAPER.fullmatch(head, named.end())
    if paper:
        return _paper_of(named[0], paper["title"], index)
    if not _LOCATED.fullmatch(head, named.end()) or head[named.end() :] in ("", "."):
        return None
    found = _of_parties(named[0], index)
    return Again("name of the case", found) if found else None


def _paper_of(parties: str, title: str, index: CitedWorks) -> Again | None:
    """ "Prosecutor v. Holm, Decision on Ships, para. 4": the paper that bears this title; an
    opinion of a judge belongs to the case itself."""
    found = _of_parties(parties, index)
    if not _OPINION.match(title):
        wanted = f" {fold_key(title)} "
        found = [at for at in found if wanted in f" {fold_key(index.words_of[at])} "]
    return Again("name of the case and of the paper", found) if found else None


_PAGE_AT = re.compile(r".{0,30}\d,? at \d")


def _of_parties(name: str, index: CitedWorks) -> list[Place]:
    words = fold_key(name).split()
    return list(dict.fromkeys(place for word in words for place in index.by_party.get(word, ())))
