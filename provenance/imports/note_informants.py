"""Whom the notes of a document cite, and which of them a speaker in the text may be."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from provenance.imports.findings import Place
from provenance.imports.proposals import Proposal
from provenance.imports.speakers import BODY, PERSON, RECORD, Speaker
from provenance.ingest import kinds
from provenance.ingest.coverage import SECTION, governed
from provenance.ingest.types import CitationRead, ParsedDocument
from provenance.ingest.works import fold_key

PEOPLE = frozenset({kinds.INTERVIEW, kinds.ANONYMOUS})


@dataclass(frozen=True, slots=True)
class Informant:
    """One source of a document's notes: a citation of it, and what its descriptions there say."""

    place: Place
    is_person: bool
    bodies: frozenset[str]
    words: tuple[str, ...]


class NoteInformants:
    """Which citations of notes speak for a passage, one entry for each source."""

    def __init__(
        self, document: ParsedDocument, cited: Mapping[Place, CitationRead],
        proposed: Mapping[Place, Proposal],
    ) -> None:  # fmt: skip
        self.cited, self.proposed = cited, proposed
        self.labels = {note.id: note.n for note in document.notes}
        self.of_passage: dict[int, list[str]] = {}
        for note, parts in governed(document).items():
            for part in parts:
                for passage in part.passages if part.basis != SECTION else ():
                    self.of_passage.setdefault(passage, []).append(note)
        self.by_note: dict[str, list[Place]] = {}
        for place in cited:
            self.by_note.setdefault(place.note, []).append(place)
        self.people = [one for one in self._informants(cited) if one.is_person]

    def nearest(self, passage: int) -> tuple[list[str], list[Informant]]:
        """Labels of the notes that speak for the passage, and whom they cite; sections speak too
        loosely to say who the speaker of a sentence is."""
        notes = list(dict.fromkeys(self.of_passage.get(passage, ())))
        places = [place for note in notes for place in self.by_note.get(note, ())]
        return [self.labels[note] for note in notes], self._informants(places)

    def _informants(self, places: Iterable[Place]) -> list[Informant]:
        found: dict[object, list[Place]] = {}
        for place in places:
            source = self._source(place)
            if source is not None:
                found.setdefault(source, []).append(place)
        return [self._informant(group) for group in found.values()]

    def _informant(self, group: list[Place]) -> Informant:
        reads = [self._described(place) for place in group]
        return Informant(
            group[0], any(read.type in PEOPLE for read in reads),
            frozenset(fold_key(name) for read in reads for name in read.organisations),
            tuple(f" {fold_key(read.text)} " for read in reads),
        )  # fmt: skip

    def _described(self, place: Place) -> CitationRead:
        read = self.cited[place]
        end = Place(read.antecedent[0], read.antecedent[1] + 1) if read.antecedent else place
        return self.cited.get(end, read)

    def _source(self, place: Place) -> object:
        """What is equal for two citations of one source; None where nobody knows it."""
        read = self.cited[place]
        end = Place(read.antecedent[0], read.antecedent[1] + 1) if read.antecedent else place
        proposal = self.proposed.get(end)
        return (proposal.source or proposal.new) if proposal else None


def alike_among(speaker: Speaker, informants: Iterable[Informant]) -> list[Informant]:
    """Those whom the speaker may be: of the very body that he speaks for, else of one in its name."""
    names = {fold_key(name) for name in speaker.read.organisations}
    exact = [one for one in informants if names & one.bodies]
    return exact or [one for one in informants if _is_like(speaker, names, one)]


def _is_like(speaker: Speaker, names: Set[str], informant: Informant) -> bool:
    """Whether a citation may name this speaker: his name, or the body that he speaks for."""
    own = {speaker.key} if speaker.kind in (PERSON, BODY, RECORD) else set()
    if any(body and f" {body} " in f" {speaker.key} " for body in informant.bodies):
        return True
    if not any(name and f" {name} " in words for name in names | own for words in informant.words):
        return False
    return not informant.bodies or speaker.kind == PERSON
