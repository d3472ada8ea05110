"""What somebody typed into a search box, read without ever refusing it.

Plain words must all be found; ``"an exact phrase"``, ``-without`` and ``begin*`` as usual. Whatever
else stands there separates words. What was left out is said in ``remarks``.
"""

import re
from dataclasses import dataclass

from provenance.search.tokens import words_of

MOST_TERMS = 20
MOST_IN_PHRASE = 20
"""Words of one phrase; the index is cut so that phrases of this length lie within one part."""
_QUOTES = str.maketrans("“”„«»‟", '""""""')
_PART = re.compile(r'([-\u2212]?)(?:"([^"]*)("?)|([^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; ``begins``: the last may go on."""

    words: tuple[str, ...]
    begins: bool = False
    without: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of ``terms`` are wanted. ``remarks``: how it was read where that is not as it looks."""

    written: str = ""
    terms: tuple[Term, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must be found."""
        return tuple(term for term in self.terms if not term.without)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """The terms that must not."""
        return tuple(term for term in self.terms if term.without)


def read_query(written: str) -> Query:
    """The query in what was typed."""
    terms: list[Term] = []
    remarks: list[str] = []
    for sign, phrase, closed, word in _PART.findall(written.translate(_QUOTES)):
        if not word and not closed:
            remarks.append("A quotation mark is not closed: the phrase goes on to the end.")
        words = tuple(words_of(word or phrase))
        if len(words) > MOST_IN_PHRASE:
            remarks.append(f"Only the first {MOST_IN_PHRASE} words of a phrase are compared.")
        if words:
            terms.append(Term(words[:MOST_IN_PHRASE], word.endswith("*"), bool(sign)))
    if len(terms) > MOST_TERMS:
        remarks.append(f"Only the first {MOST_TERMS} words and phrases are searched for.")
    if written.strip() and not terms:
        remarks.append("There is no word and no number in this search, so nothing was searched.")
    return Query(written.strip(), tuple(dict.fromkeys(terms[:MOST_TERMS])), tuple(remarks))
