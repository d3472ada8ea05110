"""Chains of references resolved again, after people corrected what they rest on.

What the reader found holds wherever nobody decided otherwise. A reference follows its nearest
antecedent to the end of the chain: it takes the end's description, stays open where the end is open,
and is resolved as soon as somebody settles the end. Chains are followed in a loop, never by recursion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from provenance.imports.findings import EXPLANATORY, Decisions, Place, place_of
from provenance.ingest.types import CitationRead, NoteRead

BY_HAND = "decided by a person"
IN_A_CIRCLE = "the references lead in a circle"
ONE_LEFT = "names a note that has one source"
GONE = "what it refers to was rejected"
_OPEN_TOO = "; that one is "
_MATTERS = {"type", "role", "kind", "antecedent", "source", "span", "joined", "further", "rejected"}
_DESCRIPTION = (
    "type", "subtype", "role", "organisations", "person", "title", "author", "place", "date",
    "cardinality", "named", "principal",
)  # fmt: skip
OPEN = ("ambiguous", "unresolved")


def resolve_again(
    notes: tuple[NoteRead, ...], before: Sequence[NoteRead], decisions: Decisions
) -> tuple[NoteRead, ...]:
    """The notes, their own corrections in them, with every reference tied to where it now leads.

    ``before`` are the notes as read. Where no decision can change a reference, they stay as they are.
    """
    if not any(_MATTERS & decision.keys() for decision in decisions.values()):
        return notes
    chains = _Chains(notes, before, decisions)
    return tuple(
        replace(
            note, citations=tuple(chains.read(note.id, at) for at in range(len(note.citations)))
        )
        for note in notes
    )


@dataclass(slots=True)
class _End:
    """Where a chain ends: at a citation, open or not, or nowhere (a circle)."""

    place: Place | None


class _Chains:
    """The references of one document; each link is walked once."""

    def __init__(
        self, notes: Sequence[NoteRead], before: Sequence[NoteRead], decisions: Decisions
    ) -> None:
        self.decisions = decisions
        self.reads = {
            Place(note.id, number): read
            for note in notes
            for number, read in enumerate(note.citations, 1)
        }
        self.sources = {note.id: _sources(note) for note in notes}
        self.as_read = {note.id: _sources(note) for note in before}
        self.as_found = {note.id: len(note.citations) for note in notes}
        self.links: dict[Place, Place | None] = {}
        self.ends: dict[Place, _End] = {}
        for place in self.reads:
            self._look(place)

    def _decision(self, place: Place) -> Mapping[str, Any]:
        return self.decisions.get(str(place), {})

    def _look(self, place: Place) -> None:
        """The nearest antecedent, as things now stand."""
        read = self.reads[place]
        if place_of(str(self._decision(place).get("antecedent", ""))) is not None:
            self.links[place] = _linked(read)
        elif read.type == EXPLANATORY or "antecedent" in self._decision(place):
            self.links[place] = None
        else:
            self.reads[place] = read = self._divided(read)
            self.links[place] = _linked(read)
        target = self.links[place]
        if target is not None and (whole := self._whole(target)) != target:
            self.links[place] = whole
            self.reads[place] = read = replace(read, link=(whole.note, whole.number - 1))
            target = whole
        if target is not None and not self._stands(target):
            self.links[place] = None
            self.reads[place] = _opened(read, "unresolved", GONE, ())

    def _whole(self, place: Place) -> Place:
        """The citation of which another was found to be a part."""
        for _ in range(self.as_found.get(place.note, 0)):
            whole = place_of(str(self._decision(place).get("joined", "")))
            if whole is None:
                break
            place = whole
        return place

    def _stands(self, place: Place) -> bool:
        return place in self.reads and not self._decision(place).get("rejected")

    def _divided(self, read: CitationRead) -> CitationRead:
        """A reference to a whole note, whose sources people divided, joined or found more of."""
        note = _note_meant(read)
        if note is None or self.sources.get(note) == self.as_read.get(note):
            return read
        sources = self.sources.get(note, [])
        rule = _bare(read.rule)
        if len(sources) == 1:
            only = (note, sources[0][0])
            return replace(read, status="resolved", rule=ONE_LEFT, candidates=(), link=only,
                           antecedent=only, resolves_to=note)  # fmt: skip
        if not sources:
            return _opened(read, "unresolved", GONE, ())
        return _opened(read, "ambiguous", rule, (note,))

    def read(self, note: str, index: int) -> CitationRead:
        """The citation with its chain resolved."""
        place = Place(note, index + 1)
        read, link = self.reads[place], self.links[place]
        if link is None:
            return read
        end = self._end_of(place).place
        if end is None:
            return _opened(read, "unresolved", IN_A_CIRCLE, ())
        last = self.reads[end]
        settled = self._decision(end).get("source") is not None
        if last.status in OPEN and not settled:
            rule = f"{_bare(read.rule)}{_OPEN_TOO}{last.status}"
            return replace(read, status=last.status, rule=rule, antecedent=None, resolves_to=None,
                           candidates=last.candidates, points_to=last.points_to)  # fmt: skip
        return self._resolved(place, read, end, last)

    def _resolved(
        self, place: Place, read: CitationRead, end: Place, last: CitationRead
    ) -> CitationRead:
        own = self._decision(place)
        described = {name: getattr(last, name) for name in _DESCRIPTION if name not in own}
        return replace(
            read, **described, status="resolved", rule=_bare(read.rule), candidates=(),
            points_to=None, antecedent=(end.note, end.number - 1), resolves_to=end.note,
        )  # fmt: skip

    def _end_of(self, place: Place) -> _End:
        trail: list[Place] = []
        walked: set[Place] = set()
        here = place
        while here not in self.ends:
            if here in walked:
                self.ends[here] = _End(None)
                break
            walked.add(here)
            trail.append(here)
            link = self.links[here]
            if link is None:
                self.ends[here] = _End(here)
            else:
                here = link
        self.ends.update(dict.fromkeys(trail, self.ends[here]))
        return self.ends[here]


def _sources(note: NoteRead) -> list[tuple[int, int, int]]:
    """The note's sources in printed order: index, start and end."""
    live = [(at, c.start, c.end) for at, c in enumerate(note.citations) if c.type != EXPLANATORY]
    return sorted(live, key=lambda source: source[1:])


def _note_meant(read: CitationRead) -> str | None:
    """The note that a reference names as a whole, without saying which of its sources."""
    if read.status == "ambiguous" and read.link is None and len(read.candidates) == 1:
        return read.candidates[0]
    rule = read.rule or ""
    if read.link and rule.startswith(("ibid.: the note before it", "names note ")):
        return read.link[0]
    return None


def _linked(read: CitationRead) -> Place | None:
    link = read.link or read.antecedent
    return Place(link[0], link[1] + 1) if link else None


def _bare(rule: str | None) -> str:
    return (rule or "").partition(_OPEN_TOO)[0]


def _opened(
    read: CitationRead, status: str, rule: str, candidates: tuple[str, ...]
) -> CitationRead:
    return replace(read, status=status, rule=rule, link=None, antecedent=None, resolves_to=None,
                   candidates=candidates, points_to=None)  # fmt: skip
