"""What accepting a draft would make: every citation with its source, every new source, and what a
person should look at first. Computed from the parsed document, the decisions and the dossier.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from provenance.imports.correcting import corrected, rejected_notes
from provenance.imports.deciding import words_of
from provenance.imports.findings import (
    EXPLANATORY,
    NEW,
    NONE,
    Decisions,
    Place,
    citations_in,
    place_of,
)
from provenance.imports.inline import Spoken, read_speakers
from provenance.imports.known import Known
from provenance.imports.proposals import SAME, UNCLEAR, Proposal, propose_sources
from provenance.imports.resolving import OPEN
from provenance.ingest.labels_of_sources import label_of, qualifier_of
from provenance.ingest.own_vocabulary import understood
from provenance.ingest.types import AttributionRead, CitationRead, NoteRead, ParsedDocument

DECIDED = "decided"
SURE, NEEDS, RESTS, REJECTED, JOINED = "sure", "needs you", "rests on another", "rejected", "joined"
STATES = (NEEDS, RESTS, SURE, DECIDED, REJECTED, JOINED)
BY_REFERENCE = "by reference"
WITHOUT = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """The source that a citation is taken to be: one of the dossier, a new one, or none.

    ``sureness``: same, likely same, unclear, new; by reference (its antecedent's), decided, none.
    """

    sureness: str
    reason: str
    source: str | None = None
    new: Place | None = None
    """The first citation of the new source; it names the group."""
    like: str | None = None
    """For an unclear one: the source of the dossier that it might be."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A citation as it would be kept, in a note or inline.

    ``needs`` says why a person should look, None if none need. One that only rests on another which
    is open needs nobody itself: it ``rests_on`` that one, and is settled with it.
    """

    place: Place
    read: CitationRead
    choice: Choice
    decision: Mapping[str, Any]
    needs: str | None
    rests_on: Place | None

    @property
    def finding(self) -> str:
        """Its name among the findings."""
        return str(self.place)

    @property
    def open(self) -> bool:
        """Whether nobody can say yet which source it is."""
        unknown = self.choice.sureness == WITHOUT and self.read.status in OPEN
        return unknown or self.choice.sureness == UNCLEAR

    @property
    def state(self) -> str:
        """One of ``STATES``."""
        if self.decision.get("joined"):
            return JOINED
        if self.decision.get("rejected"):
            return REJECTED
        if self.needs:
            return NEEDS
        if self.decision:
            return DECIDED
        return RESTS if self.rests_on else SURE


@dataclass(frozen=True, slots=True)
class PlannedCitation(Planned):
    """A citation of a note."""

    note: NoteRead


@dataclass(frozen=True, slots=True)
class PlannedAttribution(Planned):
    """An inline attribution: ``read`` describes its speaker, ``heard`` has its own words."""

    heard: AttributionRead


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that the dossier does not have yet, described by its first citation."""

    place: Place
    label: str
    read: CitationRead
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``document`` has the corrections in it; ``sources`` are new ones by their first citation;
    ``rejected`` are the notes that a person found to be none."""

    document: ParsedDocument
    citations: tuple[PlannedCitation, ...]
    sources: dict[Place, NewSource]
    rejected: tuple[NoteRead, ...] = ()
    attributions: tuple[PlannedAttribution, ...] = ()

    @property
    def needing(self) -> tuple[PlannedCitation, ...]:
        """Citations that a person should look at."""
        return tuple(citation for citation in self.citations if citation.needs)


def make_plan(parsed: ParsedDocument, decisions: Decisions, known: Known) -> ImportPlan:
    """The plan of a draft."""
    document = corrected(understood(parsed, known.vocabulary), decisions)
    found = list(citations_in(document))
    reads = {place: read for place, _, read in found}
    proposals = propose_sources(document, known, _sourceless(decisions))
    spoken = read_speakers(document, decisions, known, reads, proposals)
    choices = _Choices(
        {**reads, **spoken.reads}, decisions, {**proposals, **spoken.proposals}, known
    )
    citations = tuple(
        _planned(place, note, read, choices, words_of(decisions.get(str(place))))
        for place, note, read in found
    )
    attributions = tuple(
        _attribution(place, read, choices, words_of(decisions.get(str(place))), spoken,
                     document.attributions[place.number - 1])
        for place, read in spoken.reads.items()
    )  # fmt: skip
    sources = _new_sources((*citations, *attributions), decisions, known, spoken.labels)
    rejected = rejected_notes(parsed, decisions)
    return ImportPlan(document, citations, sources, rejected, attributions)


def _sourceless(decisions: Decisions) -> frozenset[str]:
    """Citations of which a person said that they are no source: they stand for no others."""
    return frozenset(finding for finding, one in decisions.items() if one.get("source") == NONE)


def _planned(
    place: Place, note: NoteRead, read: CitationRead, choices: "_Choices",
    decision: Mapping[str, Any],
) -> PlannedCitation:  # fmt: skip
    choice = choices.of(place)
    rests_on = choices.open_end_of(place)
    needs = None if rests_on or decision.get("accepted") else _needs(read, choice)
    return PlannedCitation(place, read, choice, decision, needs, rests_on, note)


def _attribution(
    place: Place, read: CitationRead, choices: "_Choices", decision: Mapping[str, Any],
    spoken: Spoken, heard: AttributionRead,
) -> PlannedAttribution:  # fmt: skip
    choice, rests_on = choices.of(place), choices.open_end_of(place)
    why = spoken.open.get(place) or spoken.silent.get(place)
    if why and choice.sureness == WITHOUT:
        choice = replace(choice, reason=why)
    asks = choice.sureness == UNCLEAR or (choice.sureness == WITHOUT and read.status in OPEN)
    needs = choice.reason if asks and not rests_on and not decision.get("accepted") else None
    return PlannedAttribution(place, read, choice, decision, needs, rests_on, heard)


def _needs(read: CitationRead, choice: Choice) -> str | None:
    if choice.sureness == DECIDED:
        return None
    if read.status == "ambiguous":
        return "It could refer to more than one earlier note."
    if read.status == "unresolved":
        return "What it refers to was not found."
    return choice.reason if choice.sureness == UNCLEAR else None


def antecedent_of(read: CitationRead, among: Container[Place]) -> Place | None:
    """The nearest antecedent of a cross-reference: what it follows when that is corrected."""
    link = read.link or read.antecedent
    target = Place(link[0], link[1] + 1) if link else None
    return target if target in among else None


REJECTION = "Rejected: it names no source."
CIRCLE = Choice(WITHOUT, "The references lead in a circle; none says which source it is.")


class _Choices:
    """Decisions first, then antecedents, then proposals; chains are followed in a loop."""

    def __init__(
        self,
        reads: Mapping[Place, CitationRead],
        decisions: Decisions,
        proposals: Mapping[Place, Proposal],
        known: Known,
    ) -> None:
        self.reads = reads
        self.decisions = decisions
        self.proposals = proposals
        self.known = known
        self.ends: dict[Place, Choice] = {}
        self.known_ends: dict[Place, Place | None] = {}
        self.alike: dict[Place, Proposal] = {}

    def of(self, place: Place) -> Choice:
        """The source of one citation."""
        end = self._end_of(place)
        choice = CIRCLE if end is None else self.ends[end]
        if end == place or choice.sureness in (WITHOUT, UNCLEAR):
            return choice
        if "source" in self.decisions.get(str(place), {}):
            return replace(choice, sureness=DECIDED, reason="Decided: the same source as another.")
        if place in self.alike:
            proposal = self.alike[place]
            if proposal.sureness == UNCLEAR:
                return replace(choice, sureness=SAME, reason="As decided of the first of its kind.")
            return replace(choice, sureness=proposal.sureness, reason=proposal.reason)
        rule = self.reads[place].rule or "the same source"
        return replace(choice, sureness=BY_REFERENCE, reason=f"Rule: {rule}")

    def open_end_of(self, place: Place) -> Place | None:
        """The citation that has to be settled first: it is open, and this one rests on it."""
        read = self.reads[place]
        if "source" in self.decisions.get(str(place), {}):
            return None
        if read.status in OPEN:
            return antecedent_of(read, self.reads)
        end = self._end_of(place)
        if end is None or end == place:
            return None
        open_ = self.reads[end].status in OPEN or self.ends[end].sureness == UNCLEAR
        return end if open_ and self.ends[end].sureness != DECIDED else None

    def _end_of(self, place: Place) -> Place | None:
        """Where the chain of references from here ends, None for a circle; each link walked once."""
        path: list[Place] = []
        here: Place | None = place
        walked: set[Place] = set()
        while here is not None and here not in self.known_ends:
            if here in walked:
                here = None
                break
            walked.add(here)
            path.append(here)
            step = self._step(here)
            if isinstance(step, Choice):
                self.ends[here] = step
                self.known_ends[here] = here
            else:
                here = step
        end = None if here is None else self.known_ends[here]
        self.known_ends.update(dict.fromkeys(path, end))
        return end

    def _step(self, place: Place) -> Choice | Place:
        read = self.reads[place]
        decision = self.decisions.get(str(place), {})
        if decision.get("rejected"):
            return Choice(DECIDED, REJECTION)
        if decision.get("joined"):
            return Choice(WITHOUT, "Part of the citation before it.")
        if decision.get("source") is not None:
            return self._decided(place, self.known.now(decision["source"]))
        if read.type == EXPLANATORY:
            return Choice(WITHOUT, "An explanation: it names no source.")
        if read.status in ("ambiguous", "unresolved"):
            return Choice(WITHOUT, "No source until somebody says what it refers to.")
        return antecedent_of(read, self.reads) or self._proposed(place)

    def _decided(self, place: Place, wanted: str) -> Choice | Place:
        other = place_of(wanted)
        if other is not None and other in self.reads:
            return other
        if wanted == NONE:
            return Choice(DECIDED, "Decided: no source.")
        if wanted == NEW:
            return Choice(DECIDED, "Decided: a source of its own.", new=place)
        if wanted in self.known.sources:
            return Choice(DECIDED, "Decided: a source of the dossier.", source=wanted)
        return self._proposed(place)

    def _proposed(self, place: Place) -> Choice | Place:
        """What matching proposes; whoever says what the first of its kind is, says it for all."""
        proposal = self.proposals.get(place)
        if proposal is None:
            return Choice(WITHOUT, "It names no source that could be told.")
        first = proposal.new
        if first is not None and first != place and self._leads(first, proposal):
            self.alike[place] = proposal
            return first
        return Choice(
            proposal.sureness, proposal.reason, proposal.source, proposal.new, proposal.like
        )

    def _leads(self, first: Place, proposal: Proposal) -> bool:
        """Whether what holds of the first citation of a kind holds of this one of the kind too.

        Not where somebody said that the first refers to another citation: that may be this one.
        """
        decision = self.decisions.get(str(first), {})
        if "antecedent" in decision or place_of(str(decision.get("source", ""))) is not None:
            return False
        other = self.proposals.get(first)
        return proposal.sureness != UNCLEAR or (other is not None and other.like == proposal.like)


def _new_sources(
    citations: Sequence[Planned], decisions: Decisions, known: Known, spoken: Mapping[Place, str]
) -> dict[Place, NewSource]:
    groups: dict[Place, list[Place]] = {}
    for citation in citations:
        if citation.choice.new is not None:
            groups.setdefault(citation.choice.new, []).append(citation.place)
    reads = {c.place: c.read for c in citations if c.place in groups}
    plain = {
        place: decisions.get(str(place), {}).get("label") or spoken.get(place)
        or label_of(reads[place])
        for place in groups
    }  # fmt: skip
    counts = Counter([*plain.values(), *(source.label for source in known.sources.values())])
    return {
        place: NewSource(place, _told_apart(plain[place], reads[place], counts), reads[place],
                         tuple(places))
        for place, places in groups.items()
    }  # fmt: skip


def _told_apart(label: str, read: CitationRead, counts: Counter[str]) -> str:
    """A label that several sources would bear gets the place and date behind it."""
    qualifier = qualifier_of(read)
    return f"{label} ({qualifier})" if counts[label] > 1 and qualifier else label
