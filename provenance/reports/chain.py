"""The chain of one claim in one document: claim, quote, marker, note, citation, source, origin."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from provenance.assessments.models import ClaimResult
from provenance.assessments.queries import result_of_claim
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import attributions_of, citations_of_attributions
from provenance.reports.cards import source_cards
from provenance.reports.grades import Graded, graded
from provenance.reports.quotations import quotes_in_context
from provenance.reports.reading import ReadingView
from provenance.reports.reading_beside import call_anchor
from provenance.reports.reading_legend import voice_anchor
from provenance.reports.reading_parts import Place
from provenance.reports.types import QuoteInContext
from provenance.sources.models import Source


@dataclass(frozen=True, slots=True)
class Link:
    """One citation of a voice. ``call``: where the text first calls its note, or names the speaker;
    ``note``: where the note stands. Neither where it stands in another document."""

    citation: Citation
    call: Place | None
    note: Place | None
    withheld: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Who asserts or denies the claim, and by which notes we know; none: only the author says so."""

    attribution: Attribution
    source: Source
    grade: Graded
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The claim with its quotes in this document and its voices."""

    claim: Claim
    result: ClaimResult | None
    quotes: tuple[QuoteInContext, ...]
    voices: tuple[Voice, ...]


def chain_of(session: Session, view: ReadingView, claim: Claim) -> Chain:
    """The chain of a claim as far as this document shows it; those who assert it come first."""
    quotes = quotes_in_context(session, [claim.id], for_reader=view.sight.for_reader)
    attributions = attributions_of(session, [claim.id]).get(claim.id, [])
    cited = citations_of_attributions(session, [each.id for each in attributions])
    cards = source_cards(session, {each.source_id for each in attributions})
    voices = [
        Voice(
            each,
            each.source,
            graded(cards[each.source_id].grades),
            tuple(_link(view, c) for c in cited.get(each.id, ()) if c.withdrawn_at is None),
        )
        for each in attributions
    ]
    return Chain(
        claim,
        result_of_claim(session, claim.id),
        tuple(
            quote
            for quote in quotes.get(claim.id, ())
            if quote.document and quote.document.id == view.document.public_id
        ),
        tuple(sorted(voices, key=lambda voice: voice.attribution.polarity_key != "asserts")),
    )


def _link(view: ReadingView, citation: Citation) -> Link:
    outline, withheld = view.outline, view.sight.hides_citation(citation)
    note = outline.note_of_row(citation.note_id)
    if note is not None:
        calls = outline.calls.get(note.id)
        place = outline.place_of_note(note)
        call = Place(f"[{note.label}]", call_anchor(place.anchor, 1), place.part) if calls else None
        return Link(citation, call, place, withheld)
    here = citation.note_id is None and citation.document_id == view.document.id
    if not here or withheld:
        return Link(citation, None, None, withheld)
    part = outline.part_at(citation.start or 0)
    named = Place("In the text itself", call_anchor(voice_anchor(citation), 1), part)
    return Link(citation, named, None, withheld)
