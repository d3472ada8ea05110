"""Which source speaks in each inline attribution: the one that the passage's note cites, the one that
spoke before, a new one, or nobody that could be told.

Never a guess. A speaker whom the note of the passage does not cite, a group that the text named
somewhere else, a pronoun far from any name: these stay open, each with its reason, until a person says.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from provenance.imports.findings import Decisions, Place
from provenance.imports.known import Known
from provenance.imports.note_informants import NoteInformants, alike_among
from provenance.imports.proposals import NEW, Proposal, match_known
from provenance.imports.speakers import (
    AUTHOR,
    CARRIED,
    GENERIC,
    NOBODY,
    PERSON,
    UNNAMED,
    Speaker,
    speaker_of,
)
from provenance.ingest.types import AttributionRead, CitationRead, ParsedDocument

SILENT = "It names nobody."
OWN = "The author speaks of himself."
UNNAMED_LABEL = "Unnamed source"
ALL_OF_NOTE = "speaks for all whom the note cites"
IN_NO_NOTE = "named in the text, cited in no note"
_REASONS = {
    PERSON: "a name that no source of the dossier bears",
    UNNAMED: "unnamed: nobody can say whether it spoke elsewhere",
}
_ALONE = frozenset({"source", "informant", "interviewee", "contact", "respondent"})
_ALL = ("both ", "the two ", "the three ", "all ", "these two ")


def place_of_attribution(number: int) -> Place:
    """The place of the k-th inline attribution (from 1) among citations."""
    return Place("", number)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Attributions described as citations are. ``open`` says why a person should look, ``silent`` why
    there is nobody to look for; ``labels`` are for sources that would be new."""

    reads: dict[Place, CitationRead] = field(default_factory=dict)
    proposals: dict[Place, Proposal] = field(default_factory=dict)
    labels: dict[Place, str] = field(default_factory=dict)
    open: dict[Place, str] = field(default_factory=dict)
    silent: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Before:
    """A speaker that the text had before, where first and in which block last."""

    first: Place
    speaker: Speaker
    block: int


def read_speakers(
    document: ParsedDocument, decisions: Decisions, known: Known,
    cited: Mapping[Place, CitationRead], proposed: Mapping[Place, Proposal],
) -> Spoken:  # fmt: skip
    """Every attribution that was not rejected. ``cited`` are the citations of notes, ``proposed``
    the sources that they are taken to be."""
    reader = _Speakers(document, decisions, known, cited, proposed)
    for number, heard in enumerate(document.attributions, 1):
        reader.hear(place_of_attribution(number), heard)
    reader.match()
    return reader.spoken


class _Speakers:
    """Walks through the attributions in the order of the text and remembers who spoke."""

    def __init__(
        self, document: ParsedDocument, decisions: Decisions, known: Known,
        cited: Mapping[Place, CitationRead], proposed: Mapping[Place, Proposal],
    ) -> None:  # fmt: skip
        self.document, self.decisions, self.known = document, decisions, known
        self.notes = NoteInformants(document, cited, proposed)
        self.starts = [passage.start for passage in document.passages]
        self.before: list[_Before] = []
        self.speakers: dict[Place, Speaker] = {}
        self.names: dict[str, set[Place]] = {}
        """What a speaker may be called, the end of a person's name too → where he spoke first."""
        self.once: Counter[str] = Counter()
        self.spoken = Spoken()

    def hear(self, place: Place, heard: AttributionRead) -> None:
        """Describe one attribution and say who speaks."""
        passage = bisect_right(self.starts, heard.start) - 1
        begin = self.starts[passage] if passage >= 0 else heard.start
        speaker = speaker_of(heard, self.document.text, begin)
        block = self.document.passages[passage].block if passage >= 0 else -1
        decision = self.decisions.get(str(place), {})
        self.spoken.reads[place] = _corrected(speaker.read, decision)
        self.spoken.labels[place] = speaker.label or UNNAMED_LABEL
        if decision.get("rejected"):
            return
        self._resolve(place, heard, speaker, passage, block)
        if place not in self.spoken.silent:
            self._remember(place, speaker, block)

    def _remember(self, place: Place, speaker: Speaker, block: int) -> None:
        link = self.spoken.reads[place].link
        first = Place(link[0], link[1] + 1) if link else place
        known = self.speakers.setdefault(first, speaker)
        fuller = speaker.kind in (CARRIED, PERSON)
        self.before.append(_Before(first, known if fuller else speaker, block))
        if first not in self.spoken.open:
            for name in _names(speaker):
                self.names.setdefault(name, set()).add(first)

    def _resolve(
        self, place: Place, heard: AttributionRead, speaker: Speaker, passage: int, block: int
    ) -> None:
        if speaker.kind in (NOBODY, AUTHOR):
            self.spoken.silent[place] = SILENT if speaker.kind == NOBODY else OWN
        elif speaker.kind == CARRIED:
            self._carry(place, heard, speaker, block)
        elif not self._by_note(place, heard, speaker, passage):
            self._by_name(place, heard, speaker, block)

    def _carry(self, place: Place, heard: AttributionRead, speaker: Speaker, block: int) -> None:
        """A pronoun, or a verb without subject, goes on with who spoke last, close by."""
        last = self.before[-1] if self.before else None
        word = heard.text.split()[0] if heard.text.split() else ""
        near = last is not None and last.block in (block, block - 1)
        if last is None or not near or speaker.key not in _names(last.speaker):
            self._leave(place, f"“{heard.text}”: the text does not say close by whom it means.")
        elif {"he", "she"} & set(heard.text.casefold().split()) and not _is_human(last.speaker):
            self._leave(place, f"“{heard.text}”: who spoke before is no single person.")
        else:
            self._follow(place, last.first, f"“{word}” goes on with “{last.speaker.words}”")

    def _follow(self, place: Place, first: Place, rule: str) -> None:
        """The same source as another citation or attribution, open where that one is open."""
        settled = first not in self.spoken.open or "source" in self.decisions.get(str(first), {})
        status = "resolved" if settled else self.spoken.reads[first].status
        read = self.spoken.reads[place]
        link = (first.note, first.number - 1)
        self.spoken.reads[place] = replace(read, status=status, link=link, rule=rule)

    def _leave(self, place: Place, why: str, status: str = "unresolved") -> None:
        self.spoken.open[place] = why
        self.spoken.reads[place] = replace(self.spoken.reads[place], status=status)

    def _by_note(
        self, place: Place, heard: AttributionRead, speaker: Speaker, passage: int
    ) -> bool:
        """Whether the note of the passage settles it, or leaves it open."""
        notes, informants = self.notes.nearest(passage)
        if not informants:
            return False
        named = "note " + " and ".join(notes)
        alike = alike_among(speaker, informants)
        every = heard.text.casefold().startswith(_ALL)
        if every and len(informants) == 2:
            self.spoken.silent[place] = f"It {ALL_OF_NOTE}: {named}."
        elif len(alike) == 1 and not every:
            self._follow(place, alike[0].place, f"{named} cites the same")
        elif not any(one.is_person for one in informants) and not alike:
            return False
        elif _says_nothing(speaker) and len(informants) == 1:
            self._follow(place, informants[0].place, f"the only informant whom {named} cites")
        elif alike or _says_nothing(speaker):
            self._leave(place, f"{_capital(named)} cites more than one whom “{speaker.words}” may be.",
                        "ambiguous")  # fmt: skip
        else:
            self._leave(place, f"{_capital(named)} does not cite “{speaker.words}”: say whose "
                        "knowledge it is.")  # fmt: skip
        return True

    def _by_name(self, place: Place, heard: AttributionRead, speaker: Speaker, block: int) -> None:
        """Somebody who spoke before, else somebody new."""
        if speaker.kind != GENERIC and not speaker.is_plain:
            self._leave(place, f"“{speaker.words}” was not understood as a speaker.")
            return
        earlier = self._earlier(speaker, block)
        if len(earlier) == 1:
            self._follow(place, next(iter(earlier)), f"“{speaker.words}” spoke before")
        elif earlier:
            self._leave(
                place, f"More than one spoke before who may be “{speaker.words}”.", "ambiguous"
            )
        elif _says_nothing(speaker) and (speaker.kind == GENERIC or self.notes.people):
            self._leave(
                place, f"“{speaker.words}”: the text says elsewhere, or nowhere, who that is."
            )
        elif self._may_be_cited(speaker):
            self._leave(place, f"Notes elsewhere cite whom “{speaker.words}” may be.")
        else:
            self._begin(place, speaker)

    def _earlier(self, speaker: Speaker, block: int) -> set[Place]:
        """First places of those who spoke before and are called so."""
        if speaker.kind != GENERIC:
            return set() if speaker.once else self.names.get(speaker.key, set())
        near = takewhile(lambda one: one.block >= block - 1, reversed(self.before))
        found = [one for one in near if one.speaker.head == speaker.head]
        return {one.first for one in ([one for one in found if one.block == block] or found)}

    def _may_be_cited(self, speaker: Speaker) -> bool:
        """An unnamed or collective speaker of a body for which informants of notes speak too."""
        return bool(alike_among(speaker, self.notes.people))

    def _begin(self, place: Place, speaker: Speaker) -> None:
        self.spoken.proposals[place] = Proposal(
            NEW, _REASONS.get(speaker.kind, IN_NO_NOTE), new=place
        )
        self.once[speaker.label] += 1
        again = self.once[speaker.label]
        if again > 1:
            self.spoken.labels[place] += f" ({again})"

    def match(self) -> None:
        """Named people who speak for the first time here: those whom the dossier has already."""
        named = [p for p in self.spoken.proposals if self.spoken.reads[p].named]
        reads = [self.spoken.reads[place] for place in named]
        for place, proposal in zip(named, match_known(reads, self.known), strict=True):
            if proposal is not None:
                self.spoken.proposals[place] = replace(
                    proposal, new=place if proposal.like else None
                )


def _corrected(read: CitationRead, decision: Mapping[str, Any]) -> CitationRead:
    """The description with what a person corrected of it."""
    changed: dict[str, Any] = {n: decision[n] or None for n in ("type", "role") if n in decision}
    if "organisations" in decision:
        changed["organisations"] = tuple(decision["organisations"])
    return replace(read, **changed)


def _says_nothing(speaker: Speaker) -> bool:
    """ "the source", "an internal source": nothing tells this one from others."""
    nameless = not speaker.read.organisations and speaker.words == speaker.words.casefold()
    alone = speaker.head.removesuffix("s") in _ALONE
    return speaker.kind == GENERIC or (speaker.kind == UNNAMED and nameless and alone)


def _is_human(speaker: Speaker) -> bool:
    return speaker.read.named or (speaker.kind in (UNNAMED, GENERIC) and not speaker.plural)


def _names(speaker: Speaker) -> Iterator[str]:
    """What he may be called later: "Skinner" after "Patrick Skinner"."""
    words = speaker.key.split()
    ends = range(len(words)) if speaker.read.named else (0,)
    return (" ".join(words[start:]) for start in ends)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
