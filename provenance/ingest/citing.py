"""Notes with their citations: split, resolved, typed and described."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from provenance.ingest import kinds, signs
from provenance.ingest.chains import CYCLE, Outcome
from provenance.ingest.cited_works import Draft, Place
from provenance.ingest.crossrefs import NoteDraft, resolve
from provenance.ingest.describing import describe_informant, describe_record
from provenance.ingest.informants import Description
from provenance.ingest.pieces import Piece
from provenance.ingest.progress import counted, tell
from provenance.ingest.signs_of_people import INFORMANT
from provenance.ingest.splitting import split_note
from provenance.ingest.types import CitationRead, Issue
from provenance.ingest.works import Work, fold_key, read_work

_REDACTED = re.compile(
    r"[\s\[\](){}_█■▇*.·–—-]*(?:redacted|withheld|deleted|geschwärzt"
    r"|caviardé)?[\s\[\](){}_█■▇*.·–—-]*",
    re.IGNORECASE,
)
_LOCATOR = re.compile(
    r"(?:,|:|\bat)\s?(?P<locator>(?:(?:pp?|vol|no|ch|para|cols?|columns?|pages?|S|art"
    r"|§+)\.?\s?[\divxlcn.,\s–&-]{1,60}|passim"
    r"|\d{1,5}(?:[-–]\d{1,5})?(?:, \d{1,5}(?:[-–]\d{1,5})?)*))\.?\)?$",
    re.IGNORECASE,
)
_PEOPLE = frozenset({kinds.INTERVIEW, kinds.ANONYMOUS})
MARKED = "marked by a person, who has to say what it refers to"


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note to be read: its printed label, its own id, its text, the text before its marker."""

    label: str
    id: str
    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class NoteCited:
    """The kind of a note and its citations."""

    kind: str
    citations: tuple[CitationRead, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """All notes read, in the order given, and what a person should look at."""

    notes: tuple[NoteCited, ...]
    issues: tuple[Issue, ...]


def read_citations(notes: Sequence[NoteText], author: str | None = None) -> Cited:
    """Read the citations of all notes of a document; ``author`` is the document's own."""
    every = counted("Reading notes", notes)
    pieces = [[] if is_redacted(note.text) else split_note(note.text) for note in every]
    tell("Resolving references between notes")
    drafts = [
        NoteDraft(
            note.label,
            [_draft(note.text[piece.start : piece.end]) for piece in split],
            note.context,
            is_redacted(note.text),
        )
        for note, split in zip(notes, pieces, strict=True)
    ]
    outcomes = resolve(drafts)
    described = {
        place: _describe(drafts[place[0]].citations[place[1]], author)
        for place, outcome in outcomes.items()
        if outcome.status != "resolved" or outcome.own
    }
    read = tuple(
        _note(number, notes, pieces[number], outcomes, described) for number in range(len(notes))
    )
    return Cited(read, tuple(_issues(notes, outcomes)))


def read_one(words: str, author: str | None = None) -> CitationRead:
    """A citation whose extent a person decided. What refers back stays open: only the person who
    marked it knows what it follows."""
    draft = _draft(words)
    (outcome,) = resolve([NoteDraft("", [draft])]).values()
    status, rule = ("full", None) if outcome.status == "full" else ("unresolved", MARKED)
    read = _describe(draft, author)
    return replace(read, start=0, end=len(words), status=status, rule=rule)


def is_redacted(text: str) -> bool:
    """Nothing legible: black bars, "[redacted]", or no text at all."""
    return bool(_REDACTED.fullmatch(text))


def _draft(words: str) -> Draft:
    plain = kinds.type_of(words) in _PEOPLE or bool(INFORMANT.search(words))
    return Draft(words, read_work(words), plain)


def _describe(draft: Draft, author: str | None) -> CitationRead:
    kind = kinds.type_of(draft.words)
    if kind not in _PEOPLE:
        kind = kinds.OWN if _is_own(draft.work, author) else kind
        return _from_work(draft, kind, describe_record(draft.words))
    return _from_description(draft, kind, describe_informant(draft.words))


def _is_own(work: Work, author: str | None) -> bool:
    """The first author bears the surname and initial of the document's author."""
    if not author or not work.surnames or not work.author:
        return False
    own = read_work(f"{author}, Title")
    same_name = bool(own.surnames) and own.surnames[0] == work.surnames[0]
    return same_name and fold_key(author)[:1] == fold_key(work.author)[:1]


def _from_work(draft: Draft, kind: str, description: Description) -> CitationRead:
    work = draft.work
    return CitationRead(
        text=draft.words, start=0, end=0, type=kind, title=work.title, author=work.author,
        date=description.date, signal=_signal(draft.words), locator=_locator(draft.words),
        named=bool(work.author),
    )  # fmt: skip


def _from_description(draft: Draft, kind: str, found: Description) -> CitationRead:
    return CitationRead(
        text=draft.words, start=0, end=0, type=kind, role=found.role,
        organisations=found.organisations, principal=found.principal, person=found.person,
        place=found.place, date=found.date, cardinality=found.cardinality, named=found.named,
        signal=_signal(draft.words),
    )  # fmt: skip


def _signal(words: str) -> str | None:
    match = signs.SIGNAL.match(words)
    return match[0].strip(" ,") if match else None


def _locator(words: str) -> str | None:
    match = _LOCATOR.search(words[-120:])
    return match["locator"].strip(" .,") if match else None


def _note(
    number: int,
    notes: Sequence[NoteText],
    pieces: Sequence[Piece],
    outcomes: dict[Place, Outcome],
    described: dict[Place, CitationRead],
) -> NoteCited:
    note = notes[number]
    if is_redacted(note.text):
        return NoteCited("redacted", ())
    if not pieces:
        only = CitationRead(note.text, 0, len(note.text), kinds.EXPLANATORY)
        return NoteCited("explanatory", (only,))
    read = tuple(
        _placed(
            note.text,
            piece,
            outcomes[(number, member)],
            _source(number, member, outcomes, described),
            notes,
        )
        for member, piece in enumerate(pieces)
    )
    return NoteCited("source", _with_relays(read, pieces))


def _source(
    number: int, member: int, outcomes: dict[Place, Outcome], described: dict[Place, CitationRead]
) -> CitationRead:
    outcome = outcomes[(number, member)]
    if outcome.own or outcome.root is None:
        return described[(number, member)]
    return described[outcome.root]


def _placed(
    text: str,
    piece: Piece,
    outcome: Outcome,
    source: CitationRead,
    notes: Sequence[NoteText],
) -> CitationRead:
    words = text[piece.start : piece.end]
    target = outcome.root
    return replace(
        source,
        text=words,
        start=piece.start,
        end=piece.end,
        status=outcome.status,
        rule=outcome.rule,
        resolves_to=notes[target[0]].id if target else None,
        antecedent=(notes[target[0]].id, target[1]) if target else None,
        link=(notes[outcome.link[0]].id, outcome.link[1]) if outcome.link else None,
        candidates=tuple(notes[candidate].id for candidate in outcome.candidates),
        points_to=outcome.outside,
        signal=_signal(words),
        locator=_locator(words),
    )


def _with_relays(read: Sequence[CitationRead], pieces: Sequence[Piece]) -> tuple[CitationRead, ...]:
    """A source quoted in another names its place among the note's citations."""
    return tuple(
        replace(
            citation,
            quoted_in=place + 1 if piece.relayed_by else place - 1 if piece.relays else None,
        )
        for place, (citation, piece) in enumerate(zip(read, pieces, strict=True))
    )


def _issues(notes: Sequence[NoteText], outcomes: dict[Place, Outcome]) -> Iterator[Issue]:
    for (number, _), outcome in outcomes.items():
        note = notes[number]
        if outcome.status in ("ambiguous", "unresolved"):
            kind = (
                "cross-reference cycle"
                if outcome.rule == CYCLE
                else f"{outcome.status} cross-reference"
            )
            yield Issue(kind, f"Note {note.label}: {outcome.rule}.", f"note {note.id}")
