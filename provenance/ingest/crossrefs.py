"""Ibid., supra, op. cit. and short titles, each tied to its antecedent by a rule that is named.

A reference is *resolved* where exactly one earlier source fits, *ambiguous* where several do, and
else *unresolved*: nothing is guessed, and what hangs on an unresolved reference is unresolved too.
Chains are followed in a loop, never by recursion; a chain that bites its tail is reported.
Rules follow Chicago, the Bluebook and OSCOLA (STANDARDS section 7).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from provenance.ingest import signs
from provenance.ingest.called_again import called_again
from provenance.ingest.chains import Outcome, follow
from provenance.ingest.cited_works import (
    MOST_WORKS,
    CitedWorks,
    Draft,
    Place,
    holds,
    people_in,
)
from provenance.ingest.named_again import named_again
from provenance.ingest.works import Work, fold_key, key_words, unstressed

_PREVIOUS = re.compile(rf"(?:{signs.BACK_WORDS})\b\.?(?!,? [“\"*«])", re.IGNORECASE)
_IDEM_AUTHOR = re.compile(
    r"(?:idem|id|eadem|ders|dies)\.?,? (?=[“\"*«]|[A-Z][a-z]+ [a-z])", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"\b(?:supra|infra|above|oben|siehe oben|ci-dessus|nota|voetnota)?,? ?(?:note|n\.|fn\.?"
    r"|footnote"
    r"|anm\.|fußn\.|nota|voetnota|прим\.)\s?(?P<number>\d{1,5})\b(?P<above>,? (?:above|supra|below"
    r"|infra|oben|ci-dessus))?"
    rf"|{signs.NOTE_IN_BRACKETS.pattern.replace('<number>', '<oscola>')}"
    r"|\bsupra,? (?:n[º°] ?)?(?P<bare>\d{1,5})\b",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    rf"\b(?:supra|infra|above|below|oben|ci-dessus|wie)\b|{signs.NOTE_IN_BRACKETS.pattern}"
    r"|^[^,;()]{2,60},? Anm\. \d",
    re.IGNORECASE,
)
_WORK_CITED = re.compile(
    r"\b(?:op\.? ?cit|loc\.? ?cit|art\.? ?cit|(?:art|ouvr)\. ?citée?"
    r"|ob\.? ?cit|o\. ?c|art\. ?préc|cit|a\. ?a\. ?O|aaO"
    r"|указ\. ?соч|(?-i:(?<![.\w])(?:l\. ?c|a\. ?w)))\b\.?"
    r"|(?:المصدر|المرجع) السابق|(?:مصدر|مرجع) سابق"
    r"|(?:(?:ال)?(?:مصدر|مرجع) )?سبق ذكره",
    re.IGNORECASE,
)
_PREVIOUS_WORK = re.compile(r"(?:المصدر|المرجع) السابق")
"""Arabic "the previous source": without a name it is the one just before."""
_SAME_AND_PLACE = re.compile(
    r"(?:ders|dies|idem|id)\.?,? (?:a\. ?a\. ?O|op\. ?cit|loc\. ?cit)", re.IGNORECASE
)
"""The same author at the place cited: the work of the note before."""
_KEPT_THERE = re.compile(
    rf"\b{signs.YEAR}, (?i:ibid(?:em)?|ebd|ivi)\b\.?(?:,|$|\.$)"
    r"|, (?i:ibid(?:em)?|ebd|ivi)\b\.?, \d{1,2} "
)
"""A dated paper of its own, kept or printed in the place that the note before names."""
_BRACKET = re.compile(r" \(")
_DEFINING = re.compile(
    r"(?:University Press|Press\b|Verlag|https?://|\([^()]{0,60}\d{4}\)|\bforthcoming\b)"
    rf"|\b(?i:{signs.MONTHS})\.? (?:\d{{1,2}}, )?\d{{4}}"
)
_IN_PLACE = re.compile(
    r"(?:(?:vol|bd|th|t|cap|ch|chap|kap|[ps]{1,2}|bl|fol)\.? ?[\divxlc]{1,8}(?:[-–]\d{1,4})?[,.]{0,2} ?"
    r"){1,4}(?:ff?\.?|(?:u\.|and|und) \d{1,4}\.?)?",
    re.IGNORECASE,
)
_LONGEST_SHORT = 16
_DATED_AGAIN = re.compile(
    rf"[^,\d(]{{2,80}},? \(?(?P<year>{signs.YEAR}[a-z]?)\)?"
    r"(?:[,:]? ?(?:pp?\.? ?|S\. ?"
    r"|at )?\d{1,4}(?:[-–]\d{1,4})?(?:, \d{1,4}(?:[-–]\d{1,4})?){0,4})?\)?\.?"
)
"""Nothing but author, year and page: "Roe (2014), p. 230"."""
_AUTHOR_YEAR = re.compile(rf"[^,\d(]{{2,80}},? \(?(?P<year>{signs.YEAR}[a-z]?)\)?(?=[,:.)\s]|$)")


@dataclass(slots=True)
class NoteDraft:
    """What resolving needs to know of a note."""

    label: str
    citations: list[Draft]
    context: str = ""
    redacted: bool = False


def resolve(notes: Sequence[NoteDraft]) -> dict[Place, Outcome]:
    """The outcome of every citation, by place."""
    labels: dict[str, list[int]] = defaultdict(list)
    for number, note in enumerate(notes):
        labels[note.label].append(number)
    index, outcomes = CitedWorks(), dict[Place, Outcome]()
    for number, note in enumerate(notes):
        for member, draft in enumerate(note.citations):
            place = (number, member)
            outcome = _first_look(notes, place, draft, index, labels)
            outcomes[place] = outcome
            if outcome.status == "full":
                index.remember(place, draft, note.context)
    return follow(outcomes)


def _first_look(
    notes: Sequence[NoteDraft],
    place: Place,
    draft: Draft,
    index: CitedWorks,
    labels: dict[str, list[int]],
) -> Outcome:
    signal = signs.SIGNAL.match(draft.words)
    words = unstressed(draft.words[signal.end() :] if signal else draft.words)
    if (
        _PREVIOUS_WORK.match(words)
        or _SAME_AND_PLACE.match(words)
        or (_PREVIOUS.match(words) and not _IDEM_AUTHOR.match(words))
    ):
        return _previous(notes, place)
    if draft.plain:
        return Outcome("full")
    head = _unbracketed(words)
    if _KEPT_THERE.search(head):
        return replace(_previous(notes, place), own=True)
    numbered = _NUMBERED.search(head)
    if numbered and _BACKWARD.search(head):
        return _numbered(notes, place, numbered, draft.work, labels)
    cited = _WORK_CITED.search(head)
    if cited:
        return _work_cited(notes, place, head[: cited.start()], draft.work, index)
    return _short_form(words, head, draft.work, index) or Outcome("full")


def _unbracketed(words: str) -> str:
    """What a parenthesis says about the source is not part of the reference."""
    for bracket in _BRACKET.finditer(words):
        if not signs.NOTE_IN_BRACKETS.match(words, bracket.start() + 1):
            return words[: bracket.start()]
    return words


def _previous(notes: Sequence[NoteDraft], place: Place) -> Outcome:
    """Ibid., id.: the citation just before; of a note with several sources, nobody can say which."""
    number, member = place
    if member:
        return Outcome(
            "resolved", "ibid.: the citation before it in the same note", (number, member - 1)
        )
    if number == 0:
        return Outcome("unresolved", "ibid.: no note stands before it")
    before = notes[number - 1]
    if before.redacted or _gap(before.label, notes[number].label):
        lost = "redacted" if before.redacted else "missing"
        return Outcome("unresolved", f"ibid.: the note before it is {lost}")
    if len(before.citations) == 1:
        return Outcome("resolved", "ibid.: the note before it", (number - 1, 0))
    if before.citations:
        rule = "ibid.: the note before it has several sources"
        return Outcome("ambiguous", rule, candidates=(number - 1,))
    return _past_explanations(notes, number)


def _gap(before: str, label: str) -> bool:
    return before.isdecimal() and label.isdecimal() and int(label) - int(before) > 1


def _past_explanations(notes: Sequence[NoteDraft], number: int) -> Outcome:
    rule = "ibid.: the note before it cites nothing"
    at = number - 1
    while at >= 0 and number - at < 20:
        if notes[at].citations:
            return Outcome("ambiguous", rule, candidates=(at,))
        at -= 1
    return Outcome("unresolved", rule)


def _numbered(
    notes: Sequence[NoteDraft],
    place: Place,
    match: re.Match[str],
    work: Work,
    labels: dict[str, list[int]],
) -> Outcome:
    number = match["number"] or match["oscola"] or match["bare"]
    found = labels.get(number, [])
    if not found:
        return Outcome(
            "unresolved", f"names note {number}, which this document lacks", outside=number
        )
    earlier = [note for note in found if note < place[0]]
    target = earlier[-1] if earlier else min(found, key=lambda note: abs(note - place[0]))
    if target == place[0]:
        return Outcome("unresolved", f"names note {number}, which is itself")
    rule = f"names note {number}"
    fitting = _fitting(notes[target].citations, work)
    if len(fitting) == 1:
        return Outcome("resolved", rule, (target, fitting[0]))
    if not notes[target].citations:
        return Outcome("unresolved", f"{rule}, which cites nothing")
    return Outcome("ambiguous", f"{rule}, which has several sources", candidates=(target,))


def _fitting(citations: Sequence[Draft], work: Work) -> list[int]:
    """The members of a note that bear the name or title given; a single member needs neither."""
    if len(citations) == 1:
        return [0]
    named = [
        m for m, draft in enumerate(citations) if set(work.surnames) & set(draft.work.surnames)
    ]
    words = work.title_words
    if len(named) > 1 and words:
        named = [m for m in named if holds(citations[m].work.title_words, words)] or named
    if named:
        return named
    return [m for m, draft in enumerate(citations) if words and words <= draft.work.title_words]


def _work_cited(
    notes: Sequence[NoteDraft], place: Place, before: str, work: Work, index: CitedWorks
) -> Outcome:
    """Op. cit., cit.: the author's work cited earlier, narrowed by the title where one is given."""
    if work.surnames:
        title = key_words(before) - frozenset(" ".join(work.surnames).split()) - _given(work)
        rule = "author and title" if title else "author's earlier work"
        return _one_of(index.named(work.surnames, title), rule)
    title = key_words(before)
    if title:
        found = [p for p in index.works if holds(index.works[p].title_words, title)]
        return _one_of(found[:MOST_WORKS], "title")
    return _named_in_text(notes[place[0]].context, index)


def _given(work: Work) -> frozenset[str]:
    return key_words(work.author or "")


def _named_in_text(context: str, index: CitedWorks) -> Outcome:
    """ "Op. cit." alone: the author whom the text names last before the marker."""
    for name in reversed(people_in(context)):
        key = fold_key(name)
        found = index.by_surname.get(key) or index.by_context.get(key)
        if found:
            return _one_of(found[:1] if key not in index.by_surname else found,
                           f"author named in the text: {name}")  # fmt: skip
    return Outcome("unresolved", "no author is named here or in the text before")


def _one_of(found: Sequence[Place], rule: str) -> Outcome:
    if not found:
        return Outcome("unresolved", f"{rule}: none is cited before")
    if len(found) == 1:
        return Outcome("resolved", rule, found[0])
    notes = tuple(dict.fromkeys(place[0] for place in found))
    return Outcome("ambiguous", f"{rule}: several fit", candidates=notes)


def _short_form(words: str, head: str, work: Work, index: CitedWorks) -> Outcome | None:
    """A name given "hereinafter", a reporter's volume, an author with a short title; else None."""
    alias = _alias_at_start(words, index)
    if alias is not None:
        return Outcome("resolved", "name given earlier", alias)
    again = called_again(words, head, index)
    if again is not None:
        return _one_of(again.found, again.rule)
    dated = _DATED_AGAIN.fullmatch(words)
    if dated and work.surnames:
        named = index.named(work.surnames, frozenset())
        same = [place for place in named if index.works[place].year == dated["year"]]
        return _one_of(same, "author and year") if same else None
    if _DEFINING.search(words) or len(head.split()) > _LONGEST_SHORT:
        return None
    work = _one_author(work, index)
    found = _short_title(head, work, index)
    if found:
        return _one_of(found, "author and short title" if work.surnames else "short title")
    named = named_again(head, index)
    return _one_of(named, "its name given earlier") if named else None


def _one_author(work: Work, index: CitedWorks) -> Work:
    """ "Roe, Wind and Tide, 4": after a known author, names that are words of his title are no
    others' names."""
    first, *others = work.surnames or ("",)
    known = [index.works[place].title_words for place in index.by_surname.get(first, ())]
    if not others or not any(set(others) <= title for title in known):
        return work
    author, _, title = (work.author or "").partition(",")
    return replace(work, author=author, surnames=(first,), title=title.strip() or work.title)


def _alias_at_start(words: str, index: CitedWorks) -> Place | None:
    start = fold_key(words[:100]).split()
    for length in range(min(len(start), 10), 0, -1):
        place = index.by_alias.get(" ".join(start[:length]))
        if place is not None:
            return place
    return None


def _short_title(head: str, work: Work, index: CitedWorks) -> list[Place]:
    if work.surnames:
        dated = _AUTHOR_YEAR.match(head)
        if dated:
            named = index.named(work.surnames, frozenset())
            return [place for place in named if index.works[place].year == dated["year"]]
        if signs.AUTHOR_PAGE.fullmatch(head) or _is_author_and_place(head, work):
            return index.named(work.surnames, frozenset())
        if re.search(rf"\b{signs.YEAR}\b", head) or not work.title_words:
            return []
        return index.named(work.surnames, work.title_words)
    title = fold_key(work.title or "").split()
    if not title:
        return []
    return [
        place
        for place in index.by_first_word.get(title[0], ())
        if _proper_start(title, fold_key(index.works[place].title or "").split())
    ]


def _is_author_and_place(head: str, work: Work) -> bool:
    """ "Ann Roe, vol. II, p. 4": nothing but the name and where to look."""
    rest = head.removeprefix(work.author or "").lstrip(" ,")
    return head.startswith(work.author or " ") and bool(_IN_PLACE.fullmatch(rest))


def _proper_start(short: Sequence[str], title: Sequence[str]) -> bool:
    return len(short) < len(title) and list(title[: len(short)]) == list(short)
