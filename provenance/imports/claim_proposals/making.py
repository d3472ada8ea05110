"""Proposed claims of a draft: every clause with what it rests on, as accepting would keep it.

A clause rests on the speaker whom the text names, where it is settled who that is; else on the notes
that govern it; else on the author alone. What only the author vouches for is attributed to him.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.imports.claim_proposals.clauses import clauses_of
from provenance.imports.claim_proposals.models import NAMED, VIA, VOICE
from provenance.imports.claim_proposals.wording import calls_of, wording_of
from provenance.imports.findings import EXPLANATORY, Place
from provenance.imports.inline import SILENT
from provenance.imports.note_informants import PEOPLE
from provenance.imports.plan import (
    JOINED,
    REJECTED,
    WITHOUT,
    ImportPlan,
    Planned,
    PlannedAttribution,
    PlannedCitation,
)
from provenance.ingest.coverage import SECTION, governed
from provenance.ingest.proposing import AUTHOR, INLINE, ClaimProposal
from provenance.ingest.types import AttributionRead, DateRead, ParsedDocument

SPEECH = "report of speech"
FULL = "full"
MONTH = "May"
"""Written so it is no "may"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A citation on which a clause rests: its place, its part and its basis."""

    place: Place
    part: str
    basis: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed claim before it is stored; ``hedges`` as the dossier file has them."""

    start: int
    end: int
    text: str
    kind: str | None
    basis: str
    polarity: str
    interest: str | None
    strength: str | None
    hedges: tuple[dict[str, str], ...]
    time: DateRead | None
    links: tuple[Link, ...]


def proposals_of(plan: ImportPlan) -> Iterator[Proposed]:
    """Every clause of the author's text, in order."""
    return _Maker(plan).proposals()


class _Maker:
    def __init__(self, plan: ImportPlan) -> None:
        self.kept = [one for one in plan.attributions if one.state != REJECTED]
        self.document = replace(plan.document, attributions=_renumbered(self.kept))
        self.citations: dict[str, list[PlannedCitation]] = {}
        for citation in plan.citations:
            if _names_source(citation):
                self.citations.setdefault(citation.place.note, []).append(citation)
        self.covering = _covering(self.document)
        self.calls = calls_of(self.document)

    def proposals(self) -> Iterator[Proposed]:
        """The clauses with the citations that they rest on."""
        found = clauses_of(self.document, lambda at: _is_silent(self.kept[at]))
        return (self._proposed(one) for one in found)

    def _proposed(self, one: ClaimProposal) -> Proposed:
        notes = self._noted(one)
        speaker = None if one.attribution is None else self.kept[one.attribution]
        heard = None if one.attribution is None else self.document.attributions[one.attribution]
        if speaker is None or heard is None or _is_silent(speaker):
            return self._without_speaker(one, notes, speaker)
        if speaker.open and notes:
            named = Link(speaker.place, NAMED, INLINE)
            return self._made(one, None, (*notes, named), notes[0].basis, whole=True)
        return self._made(one, heard, self._spoken(one, speaker, notes), INLINE)

    def _without_speaker(
        self, one: ClaimProposal, notes: Sequence[Link], speaker: PlannedAttribution | None
    ) -> Proposed:
        made = self._made(one, None, tuple(notes), notes[0].basis if notes else AUTHOR)
        if speaker is None or speaker.choice.reason != SILENT:
            return made
        nameless = {"text": " ".join(speaker.heard.text.split()), "by": AUTHOR}
        others = [hedge for hedge in made.hedges if hedge["text"] != nameless["text"]]
        return replace(made, hedges=(nameless, *others))

    def _made(
        self, one: ClaimProposal, heard: AttributionRead | None, links: tuple[Link, ...], basis: str,
        *, whole: bool = False,
    ) -> Proposed:  # fmt: skip
        words = wording_of(self.document, (one.start, one.end), heard, self.calls)
        said = words.whole or whole
        stance = heard is not None and not said
        return Proposed(
            one.start, one.end, words.text, SPEECH if said else None, basis,
            polarity=one.polarity if stance else "asserts",
            interest=one.interest if heard is not None else None,
            strength=one.strength if stance and one.strength != FULL else None,
            hedges=tuple({"text": h.text, "by": h.by} for h in one.hedges if h.text != MONTH),
            time=_time_in(one.time, words.text),
            links=links,
        )  # fmt: skip

    def _noted(self, one: ClaimProposal) -> list[Link]:
        """The citations of the notes that govern the clause, those nearest to it first."""
        notes = self.covering.get(one.passage, {})
        ordered = sorted(notes.items(), key=lambda pair: pair[1] == SECTION)
        return [
            Link(citation.place, VOICE, basis)
            for note, basis in ordered for citation in self.citations.get(note, ())
        ]  # fmt: skip

    def _spoken(
        self, one: ClaimProposal, speaker: PlannedAttribution, notes: Sequence[Link]
    ) -> tuple[Link, ...]:
        """The speaker, with the citations of the notes that are of the same source; a record that a
        note cites for it, and whoever relays it, are those through whom it reached us."""
        own = [link for link in notes if self._source(link.place) == _source(speaker)]
        records = [] if own or self._cites_people(notes) else [
            replace(link, part=VIA) for link in notes if link.basis != SECTION
        ]  # fmt: skip
        relays = [self.kept[at] for at in one.via]
        told = [Link(relay.place, VIA, INLINE) for relay in relays if not _is_silent(relay)]
        return Link(speaker.place, VOICE, INLINE), *own, *told, *records

    def _cites_people(self, notes: Sequence[Link]) -> bool:
        return any(self._read(link.place).read.type in PEOPLE for link in notes)

    def _read(self, place: Place) -> PlannedCitation:
        return next(c for c in self.citations[place.note] if c.place == place)

    def _source(self, place: Place) -> object:
        return _source(self._read(place))


def _source(planned: Planned) -> object:
    """What is equal for citations of one source; of its own where nobody knows it."""
    return planned.choice.source or planned.choice.new or planned.place


def _names_source(citation: PlannedCitation) -> bool:
    return citation.state not in (JOINED, REJECTED) and citation.read.type != EXPLANATORY


def _is_silent(speaker: PlannedAttribution) -> bool:
    """Whether the attribution names nobody, or all whom the note cites."""
    known = speaker.choice.source or speaker.choice.new
    waits = speaker.choice.sureness == WITHOUT and (speaker.open or speaker.rests_on)
    return not known and not waits


def _renumbered(kept: Sequence[PlannedAttribution]) -> tuple[AttributionRead, ...]:
    """The attributions that were not rejected; relays keep pointing to whom they mean."""
    numbers = {one.place.number - 1: at for at, one in enumerate(kept)}
    return tuple(
        replace(one.heard, via=numbers.get(one.heard.via) if one.heard.via is not None else None)
        for one in kept
    )


def _covering(document: ParsedDocument) -> Mapping[int, dict[str, str]]:
    """Passage → note → basis of the link."""
    found: dict[int, dict[str, str]] = {}
    for note, parts in governed(document).items():
        for part in parts:
            for passage in part.passages:
                bases = found.setdefault(passage, {})
                if bases.get(note, SECTION) == SECTION:
                    bases[note] = part.basis
    return found


def _time_in(time: DateRead | None, text: str) -> DateRead | None:
    """The clause's date, where the statement has it; else it dates the saying of it."""
    return time if time and " ".join(time.verbatim.split()) in text else None
