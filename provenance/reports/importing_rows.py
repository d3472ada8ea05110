"""What the page of an import shows of each finding."""

from dataclasses import dataclass
from datetime import datetime

from provenance.ingest.types import CitationRead, NoteRead
from provenance.vocabulary import SOURCE_TYPES

EXPLANATORY = SOURCE_TYPES[-1]


@dataclass(frozen=True, slots=True)
class Maker:
    """Who decided, and when; None where a decision came with the file."""

    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A citation to which an open reference could refer."""

    finding: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation as written and as understood, with the source that it is taken to be."""

    finding: str
    anchor: str
    name: str
    """How a person refers to it: "note 6, second citation" is ``6.2``."""
    read: CitationRead
    source_label: str | None
    source_id: str | None
    """Public id, where the dossier has the source already."""
    sureness: str
    reason: str
    needs: str | None
    state: str
    """One of ``imports.plan.STATES``."""
    like: str | None
    """For an unclear one: the source of the dossier that it might be."""
    refers_to: "CitationRow | None"
    rests_on: str | None
    """The name of the citation that has to be settled first."""
    candidates: tuple[Candidate, ...]
    made: Maker | None

    @property
    def decided(self) -> bool:
        """Whether a decision stands."""
        return self.made is not None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with its calls and citations, in printed order."""

    finding: str
    anchor: str
    note: NoteRead
    calls: tuple[tuple[str, str], ...]
    """Six words before each call, and the call's anchor in the text."""
    citations: tuple[CitationRow, ...]
    state: str
    needs: str | None
    made: Maker | None

    @property
    def decided(self) -> bool:
        """Whether a decision stands."""
        return self.made is not None


@dataclass(frozen=True, slots=True)
class IssueRow:
    """Something that the reader did not understand; ``words`` are the text about which it is."""

    finding: str
    anchor: str
    kind: str
    message: str
    where: str
    words: str
    state: str
    made: Maker | None


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in a list: what it is, its words, why it needs somebody."""

    finding: str
    anchor: str
    title: str
    words: str
    place: str
    """The words of the text before its call."""
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source that citations of the document are taken to be: new, or one of the dossier."""

    anchor: str
    label: str
    type: str | None
    source_id: str | None
    finding: str
    sureness: str
    reasons: tuple[str, ...]
    organisations: tuple[tuple[str, bool], ...]
    """Their names, and whether the dossier has them already."""
    citations: tuple[CitationRow, ...]
