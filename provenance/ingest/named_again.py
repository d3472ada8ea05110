"""A paper, case or exhibit called again by its name alone: "Shift Log 2, p. 4", "Roe Report, para. 6".

The name has to stand, word for word, in an earlier citation that says more of it. A name that another
title only speaks of ("Reply to the Roe Report") is not the paper itself.
"""

import re

from provenance.ingest import signs
from provenance.ingest.cited_works import MOST_WORKS, CitedWorks, Place
from provenance.ingest.letters import compiled
from provenance.ingest.wordlists import words_of
from provenance.ingest.works import fold_key

_PLACE = (
    r"(?:(?:(?:paras?|pp?|cols?|columns?|chs?|chap|chapters?|arts?|articles?|lines?|days?|annex"
    r"|appendix|tables?|vols?|[صج])\.?\s?|§+\s?|¶+\s?|[ivxlc]{1,6}\.\s(?=\d))[\divxlcIVXLC]"
    r"|entr(?:y|ies)\s(?:for|of|at)\s"
    r"|(?:concurring|dissenting|separate|individual|partly\s\w{2,12})\sopinion\b)"
)
_NAMED = compiled(
    rf"(?:[Tt]he\s|و)?(?P<name>(?=[A-ZÀ-Ý\u0621-\u064a])[^,،;؛:()“”\"«»]{{5,80}}?)[,،]\s{_PLACE}"
    r"(?P<rest>[^;]{0,120})"
)
_YEAR = re.compile(rf"\b{signs.YEAR}\b")
_SPOKEN_OF = words_of("to of on the in and for by from against about in re a an with v")
_LONGEST_ALONE = 6


def named_again(head: str, index: CitedWorks) -> list[Place]:
    """The earlier citations that bear the name with which ``head`` begins, and say more."""
    named = _NAMED.match(head)
    if named is None or _YEAR.search(named["rest"]):
        return []
    name = fold_key(named["name"]).split()
    if len(name) < 2 and (not name or len(name[0]) < _LONGEST_ALONE):
        return []
    places = min((index.by_word.get(word, []) for word in name), key=len)
    if len(places) >= MOST_WORKS:
        return []
    return [place for place in places if _bears(index.words_of[place], " ".join(name))]


def short_name(words: str) -> str:
    """The name that a citation consists of but for a place in it; empty where it says more."""
    named = _NAMED.match(words)
    return fold_key(named["name"]) if named and not _YEAR.search(named["rest"]) else ""


def _bears(words: str, name: str) -> bool:
    if short_name(words) == name:
        return False
    if " " not in name:
        return fold_key(re.split("[,،]", words, maxsplit=1)[0]).endswith(f" {name}")
    padded = f" {fold_key(words)} "
    at = padded.find(f" {name} ")
    before = padded[:at].split()[-1:]
    return at >= 0 and not set(before) & _SPOKEN_OF
