"""Why a claim is in the list: the words searched for, in its own text or in what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from provenance.claims.models import Claim, Quote
from provenance.claims.queries import quotes_of
from provenance.reports.cards import gathered
from provenance.reports.marking import Marked, Piece, excerpt, mark
from provenance.reports.types import Link, Voice
from provenance.reports.withholding import Sight
from provenance.search.query import Query, Term

MOST = 3
"""Most places named beside a claim."""


@dataclass(frozen=True, slots=True)
class Match:
    """``where``: quote, note, citation, source, topic or place; ``record``: the note or source."""

    where: str
    pieces: tuple[Piece, ...]
    record: Link | None = None


@dataclass(frozen=True, slots=True)
class Reasons:
    """``text``: the statement with what was found in it; ``elsewhere``: where the rest was."""

    text: tuple[Piece, ...]
    elsewhere: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    where: str
    text: str
    record: Link | None = None


def reasons(
    session: Session, claims: Sequence[Claim], voices: Mapping[int, Sequence[Voice]], query: Query,
    *, for_reader: bool,
) -> dict[int, Reasons]:  # fmt: skip
    """Claim row → why it was found, as far as the visitor may see it. ``voices`` are as he may."""
    if not query.wanted:
        return {claim.id: Reasons((Piece(claim.text),)) for claim in claims}
    quotes = _quotes(session, claims, for_reader=for_reader)
    return {
        claim.id: _reasons(
            claim, [*_own(claim), *quotes.get(claim.id, ()), *_heard(voices.get(claim.id, ()))],
            query,
        )
        for claim in claims
    }  # fmt: skip


def _reasons(claim: Claim, texts: Sequence[_Text], query: Query) -> Reasons:
    own = mark(claim.text, query.wanted)
    missing = set(query.wanted) - own.terms - _in_id(claim.public_id, query.wanted)
    elsewhere: list[Match] = []
    for each in texts:
        found: Marked = mark(each.text, query.wanted)
        if found.terms & missing and len(elsewhere) < MOST:
            elsewhere.append(Match(each.where, excerpt(found).pieces, each.record))
            missing -= found.terms
    return Reasons(own.pieces, tuple(elsewhere))


def _in_id(public_id: str, terms: Sequence[Term]) -> frozenset[Term]:
    return mark(public_id, terms).terms


def _own(claim: Claim) -> Iterator[_Text]:
    for topic in claim.topics or ():
        yield _Text("topic", topic)
    if claim.place:
        yield _Text("place", claim.place)


def _heard(voices: Sequence[Voice]) -> Iterator[_Text]:
    """Labels first: they are short, and say most."""
    for voice in voices:
        source = Link(voice.source.id, voice.source.label)
        said = (voice.source.id, voice.source.label, voice.source.role, voice.source.place)
        yield _Text("source", " · ".join(part for part in said if part), source)
    for voice in voices:
        for line in voice.citations:
            if line.text:
                yield _Text("citation", f"{line.id} · {line.text}", line.note)
            if line.note_text:
                yield _Text("note", line.note_text, line.note)


def _quotes(
    session: Session, claims: Sequence[Claim], *, for_reader: bool
) -> dict[int, list[_Text]]:
    quotes = gathered(quotes_of, session, [claim.id for claim in claims])
    sight = Sight(session, for_reader=for_reader)
    return {
        row: [
            _Text("quote", quote.exact, _note(quote))
            for quote in group
            if not _is_hidden(sight, quote)
        ]
        for row, group in quotes.items()
    }


def _note(quote: Quote) -> Link | None:
    return None if quote.note is None else Link(quote.note.public_id, quote.note.label)


def _is_hidden(sight: Sight, quote: Quote) -> bool:
    if quote.note is not None:
        return sight.hides_note(quote.note)
    placed = quote.orphan is None and quote.start is not None and quote.end is not None
    return sight.hides_stretch(
        quote.document, (quote.start or 0, quote.end or 0) if placed else None
    )
