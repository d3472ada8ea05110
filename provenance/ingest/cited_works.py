"""The works cited so far in a document, under every name that may call them again."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from provenance.ingest.letters import compiled
from provenance.ingest.signs_of_law import REPORTERS
from provenance.ingest.wordlists import words_of
from provenance.ingest.works import Work, fold_key, read_work

Place = tuple[int, int]
"""Index of a note and of the citation in it."""
_Key = TypeVar("_Key")

REPORTER = compiled(
    rf"\b(?P<volume>\d{{1,4}}) (?P<reporter>{REPORTERS})(?: \(\d \w{{1,12}}\.?\))?(?P<at>,? at)? ?"
    r"(?P<page>\d{1,5})"
)
SYMBOL = compiled(
    r"\b(?:(?:A|S|E|CCPR|CAT|CRC)/(?:[A-Z]{1,5}/)?[\w.]{1,8}(?:/[\w.]{1,12}){0,3}(?: \(\d{4}\))?"
    r"|[Rr]esolution \d{1,4} \(\d{4}\))"
)
"""What the United Nations call a document."""
PARTIES = compiled(
    r"\b(?P<first>[A-ZÀ-Ý][\w’'-]{0,30}(?: [A-ZÀ-Ý(][\w’'.)-]{0,30}){0,5}(?: et al\.?)?),?"
    r" (?:vs?\.?|c\.) (?:the )?(?P<second>[A-ZÀ-Ý][\w’'-]{1,30}(?: [A-ZÀ-Ý(][\w’'.)-]{0,30}){0,4})"
)
_CONTAINER = compiled(r"\d{4}\)?, in:? (?=[A-Z])")
_NO_PARTY = words_of(
    """
    prosecutor prosecution united states state people minister secretary commission council city
    county ministry republic kingdom attorney general government department board the and case app
    appeal others france germany russia turkey ireland uk us see in of for office bank company corp inc
    """
)
_PEOPLE = compiled(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Father|Sir|Lady|Rev|Capt|Col|Gen|M|Herr"
    r"|Frau)\.? (?:[A-Z]\.? ){0,3}(?P<titled>[A-ZÀ-Ý][\w’'-]{1,30})"
    r"|(?P<speaking>[A-ZÀ-Ý][\w’'-]{2,30}),? (?:in (?:his|her|their)|says?|said|writes?"
    r"|wrote|affirms?|remarks?|states?|argues?|observes?|notes?|claims?|shows?)\b"
    r"|(?P<last>[A-ZÀ-Ý][\w’'-]{2,30})(?:['’]s)?,?\s*$"
)
MOST_WORKS = 40
_NEAR = 120
_LOOKED_AT = 400
_ARABIC = re.compile("[\u0621-\u064a]")


def people_in(context: str) -> list[str]:
    """Names in running text that look like persons': titled, speaking, or last of all."""
    folded = " ".join(context.split())
    return [next(name for name in match.groups() if name) for match in _PEOPLE.finditer(folded)]


@dataclass(slots=True)
class Draft:
    """A citation before its references are followed. ``context`` is the text before the marker."""

    words: str
    work: Work
    plain: bool
    """A source of people (interview, contact), which no short title repeats."""


@dataclass(slots=True)
class CitedWorks:
    """Distinct works cited so far. Another wording of a work known is not entered again."""

    works: dict[Place, Work] = field(default_factory=dict)
    by_surname: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_first_word: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_alias: dict[str, Place] = field(default_factory=dict)
    by_volume: dict[tuple[str, str], list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_symbol: dict[str, Place] = field(default_factory=dict)
    by_party: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_context: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    words_of: dict[Place, str] = field(default_factory=dict)

    def remember(self, place: Place, draft: Draft, context: str) -> None:
        """Enter a full citation under every name that may call it again."""
        for alias in draft.work.aliases:
            self.by_alias.setdefault(fold_key(alias), place)
        for match in REPORTER.finditer(draft.words):
            if not match["at"]:
                _enter(self.by_volume, (match["volume"], fold_key(match["reporter"])), place)
        for symbol in SYMBOL.findall(draft.words):
            self.by_symbol.setdefault(fold_key(symbol), place)
        for word in parties_of(draft.words):
            _enter(self.by_party, word, place)
        self._enter_words(place, draft)
        work = _printed_in(draft) or draft.work
        if draft.plain or self._known(work):
            return
        self.works[place] = work
        for name in _called(work.surnames):
            _enter(self.by_surname, name, place)
        words = fold_key(work.title or "").split()
        if words and not work.surnames:
            _enter(self.by_first_word, words[0], place)
        for name in people_in(context[-_NEAR:]):
            _enter(self.by_context, fold_key(name), place)

    def _enter_words(self, place: Place, draft: Draft) -> None:
        if draft.plain:
            return
        self.words_of[place] = draft.words[:_LOOKED_AT]
        for word in set(fold_key(self.words_of[place]).split()):
            _enter(self.by_word, word, place)

    def _known(self, work: Work) -> bool:
        words = work.title_words
        return bool(words) and any(
            words == self.works[place].title_words
            for surname in work.surnames[:1]
            for place in self.by_surname.get(surname, ())
        )

    def named(self, surnames: Sequence[str], title: frozenset[str]) -> list[Place]:
        """Works whose first author it is, and whose title holds the words given."""
        found = self.by_surname.get(surnames[0], ()) if surnames else ()
        together = [p for p in found if set(surnames) <= set(self.works[p].surnames)] or list(found)
        return [place for place in together if holds(self.works[place].title_words, title)]


def _called(surnames: Sequence[str]) -> list[str]:
    """Names by which authors are called again: Arabic ones also by their last word alone."""
    arabic = [name.rpartition(" ")[2] for name in surnames if _ARABIC.match(name)]
    return [*surnames, *arabic]


def _printed_in(draft: Draft) -> Work | None:
    """The work in which a letter or paper without an author is printed, which later notes call."""
    container = None if draft.work.surnames else _CONTAINER.search(draft.words)
    work = read_work(draft.words[container.end() :]) if container else None
    return work if work and work.surnames else None


def parties_of(words: str) -> frozenset[str]:
    """The names by which a case is called again; not those of states and offices."""
    match = PARTIES.search(words)
    named = f"{match['first']} {match['second']}" if match else ""
    return frozenset(word for word in fold_key(named).split() if len(word) > 2) - _NO_PARTY


def _enter(index: dict[_Key, list[Place]], key: _Key, place: Place) -> None:
    if len(index[key]) < MOST_WORKS and place not in index[key]:
        index[key].append(place)


def holds(words: frozenset[str], wanted: frozenset[str]) -> bool:
    """Most of the words wanted are there."""
    return len(words & wanted) * 3 >= len(wanted) * 2
